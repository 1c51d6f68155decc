//! What people call the rules of the grammar: the only table between the engine's names and the words of a
//! message. A test holds it to every rule.

use std::sync::OnceLock;

use crate::engine::Rule;
use crate::keywords::keyword;

/// How messages name what may stand behind a type.
pub(crate) const BOUND: &str = "a bound of the type";
/// How messages name the acts of the pattern together.
pub(crate) const ACT: &str = "an act";

const SOMETHING_ELSE: &str = "something else";
/// How messages name operators together.
pub(crate) const OPERATOR: &str = "an operator";
/// How messages name what has a value.
pub(crate) const EXPRESSION: &str = "an expression";
pub(crate) const FACT: &str = "a fact such as `accepted`";
/// With what an expression can begin. Where all of it can stand, nothing of it is told by itself.
const BEGINNINGS: &[&str] = &[
    "a name",
    "a string",
    "a number",
    "a date or a time",
    "`(`",
    "`[`",
    "`{`",
    "`if`",
    "`match`",
];
/// What something was before can follow nearly everywhere, and is hardly ever what is missed.
const PAST: &str = "what it was before";

/// The names of the rules that are not keywords. Rules of one line are told apart by nobody who reads a message.
#[rustfmt::skip]
const NAMES: &[(&str, &[Rule])] = &[
    ("a new line", &[Rule::EOI, Rule::close, Rule::trailing]),
    ("a blank", &[Rule::WHITESPACE, Rule::hs, Rule::ws]),
    ("a doc comment", &[Rule::doc_line, Rule::inner_line, Rule::doc, Rule::inner_doc]),
    (
        "a name",
        &[
            Rule::idc, Rule::word, Rule::name, Rule::path, Rule::dotted, Rule::variant, Rule::only_variant,
            Rule::only_name, Rule::only_actor_part, Rule::only_bank_content, Rule::paths, Rule::product_path, Rule::signature, Rule::query_head,
            Rule::lookup_call, Rule::expect_name, Rule::when_command, Rule::step_path,
        ],
    ),
    ("a name on its line", &[Rule::to_name, Rule::to_name_here]),
    ("a whole number", &[Rule::int]),
    ("a string", &[Rule::string]),
    ("`{`", &[
        Rule::p_lbrace, Rule::broken_brace, Rule::variant_block, Rule::field_block, Rule::record_block, Rule::entity_block,
        Rule::actor_parts, Rule::bank_block, Rule::transaction_block, Rule::process_block, Rule::rule_block, Rule::view_block,
        Rule::row_block, Rule::screen_block, Rule::name_block, Rule::story_block, Rule::slice_block,
        Rule::spec_block, Rule::aggregate_block, Rule::command_block, Rule::system_block, Rule::outcome_block, Rule::agenda_block, Rule::match_block, Rule::payload, Rule::inits,
    ]),
    ("`}`", &[Rule::p_rbrace]),
    ("`(`", &[
        Rule::p_lparen, Rule::broken_paren, Rule::params, Rule::param_list, Rule::name_tuple, Rule::args,
    ]),
    ("`)`", &[Rule::p_rparen]),
    ("`[`", &[Rule::p_lbracket, Rule::broken_list, Rule::link_bounds, Rule::rows, Rule::index]),
    ("`]`", &[Rule::p_rbracket]),
    ("`,`", &[Rule::p_comma]),
    ("`:`", &[Rule::p_colon, Rule::before_colon, Rule::payload_type, Rule::let_type, Rule::init_value]),
    ("`:` and a type on its line", &[Rule::p_type]),
    ("`?`", &[Rule::p_question]),
    ("`=`", &[Rule::p_assign, Rule::field_default, Rule::let_value]),
    ("`=>`", &[Rule::p_fat]),
    ("`->`", &[Rule::p_arrow, Rule::event_name, Rule::begin_event_name]),
    ("`~>`", &[Rule::p_wait]),
    ("`..`", &[Rule::p_range]),
    ("`|`", &[Rule::p_bar]),
    ("`or`", &[Rule::p_or]),
    ("`and`", &[Rule::p_and]),
    ("`*`", &[Rule::p_star]),
    ("`.`", &[Rule::member, Rule::head_member]),
    (
        "a member",
        &[
            Rule::broken, Rule::broken_step, Rule::broken_part, Rule::broken_inside, Rule::member_word,
            Rule::step_word, Rule::next_member, Rule::member_start, Rule::member_head, Rule::beside,
        ],
    ),
    ("an item", &[Rule::item_text, Rule::only_item, Rule::item]),
    ("`model`", &[Rule::model]),
    ("an option of the model", &[Rule::model_option]),
    ("`ctp`", &[Rule::model_ctp]),
    ("`zone`", &[Rule::model_zone]),
    ("`context`", &[Rule::model_context]),
    ("`level`", &[Rule::model_level]),
    ("`import`", &[Rule::import]),
    ("`scalar`", &[Rule::scalar]),
    ("`enum`", &[Rule::enumeration]),
    ("`value`", &[Rule::value]),
    ("`entity`", &[Rule::entity]),
    ("`actor`", &[Rule::actor]),
    ("`transaction`", &[Rule::transaction]),
    ("`process`", &[Rule::process]),
    ("`rule`", &[Rule::rule_item]),
    ("`lookup`", &[Rule::lookup]),
    ("`view`", &[Rule::view, Rule::slice_view, Rule::begin_view]),
    ("`query`", &[Rule::query]),
    ("`screen`", &[Rule::screen, Rule::slice_screen, Rule::begin_screen]),
    ("`story`", &[Rule::story]),
    ("`let`", &[Rule::let_item]),
    ("`example`", &[Rule::example]),
    ("`spec`", &[Rule::spec]),
    ("a type", &[Rule::type_expr, Rule::type_core, Rule::type_list, Rule::type_map]),
    (
        BOUND,
        &[
            Rule::bound, Rule::bound_length, Rule::bound_range, Rule::bound_matching, Rule::bound_max,
            Rule::bound_unit, Rule::bound_scale, Rule::bound_ahead, Rule::scale, Rule::scale_word,
        ],
    ),
    ("a number", &[Rule::multiplicity, Rule::digits, Rule::number]),
    ("a value", &[Rule::range_end, Rule::key_value, Rule::literal]),
    ("a unit", &[Rule::unit_name, Rule::unit, Rule::unit_word, Rule::duration]),
    (
        "a field",
        &[
            Rule::field, Rule::only_field, Rule::record_member, Rule::only_record_member, Rule::payload_field, Rule::only_payload_field, Rule::field_init,
            Rule::only_field_init, Rule::row_field, Rule::only_row_field,
            // What else may stand among fields.
            Rule::upcast, Rule::begin_upcast,
        ],
    ),
    ("`key`", &[Rule::key_mark]),
    ("a word about the field", &[Rule::field_modifier]),
    (PAST, &[
        Rule::past, Rule::variant_past, Rule::item_past, Rule::past_ahead, Rule::item_past_ahead, Rule::past_was,
        Rule::past_since, Rule::past_default, Rule::past_retired,
        Rule::kw_was, Rule::kw_since, Rule::kw_default, Rule::kw_retired,
    ]),
    ("a version such as `v2`", &[Rule::version]),
    ("`generated`", &[Rule::field_generated]),
    ("`personal`", &[Rule::field_personal]),
    ("`inverse`", &[Rule::field_inverse]),
    ("a parameter", &[Rule::param]),
    ("a member of the entity", &[Rule::entity_member, Rule::only_entity_member]),
    ("`derived`", &[Rule::derived, Rule::begin_derived]),
    ("`unique`", &[Rule::unique]),
    ("`law`", &[Rule::law, Rule::begin_law]),
    ("a condition", &[Rule::law_order, Rule::law_excludes]),
    ("`is`", &[Rule::actor_is, Rule::entity_is]),
    ("`=`, and what the entity is made of", &[Rule::entity_set, Rule::entity_sum, Rule::entity_form]),
    ("`bank`", &[Rule::bank]),
    ("`access`", &[Rule::access]),
    ("`position`", &[Rule::position]),
    ("`delegate`", &[Rule::delegation]),
    ("a clause of the transaction", &[Rule::transaction_member, Rule::only_transaction_member]),
    ("`sort`", &[Rule::clause_sort, Rule::begin_sort]),
    ("`initiator`", &[Rule::clause_initiator, Rule::begin_initiator]),
    ("`executor`", &[Rule::clause_executor, Rule::begin_executor]),
    ("`product`", &[Rule::clause_product, Rule::begin_product]),
    ("`pattern`", &[Rule::clause_pattern, Rule::begin_pattern]),
    ("`new`", &[Rule::product_new]),
    (
        ACT,
        &[
            Rule::act, Rule::act_clause, Rule::act_ref, Rule::act_revoke, Rule::act_settle, Rule::act_start,
            Rule::only_act_ref, Rule::response, Rule::to_act,
        ],
    ),
    ("`as`", &[Rule::command_name, Rule::begin_as]),
    ("`due`", &[Rule::due, Rule::begin_due, Rule::reaction_due]),
    ("`revoke`", &[Rule::revocation, Rule::begin_revoke]),
    ("`allow`", &[Rule::allow_clause]),
    ("`refuse`", &[Rule::refuse_clause]),
    (
        FACT,
        &[
            Rule::fact, Rule::base_fact, Rule::outcome, Rule::revocation_fact, Rule::fact_test,
        ],
    ),
    ("a kind and its fact", &[Rule::fact_ref]),
    ("`of`", &[Rule::act_of, Rule::act_without_of]),
    ("a transaction kind", &[Rule::act_kind, Rule::act_tail]),
    ("a link", &[Rule::link, Rule::only_link]),
    ("`retry`", &[Rule::retry]),
    ("`on`", &[Rule::reaction_on, Rule::on_revert, Rule::begin_revert, Rule::handler, Rule::begin_on]),
    ("`risk`", &[Rule::risk]),
    ("`while`", &[Rule::rule_while]),
    ("`advised`, `enforced` or `automated`", &[Rule::rule_mode]),
    ("a member of the rule", &[Rule::rule_member, Rule::only_rule_member]),
    ("`truth`", &[Rule::assessment, Rule::claim]),
    ("`then`", &[Rule::then_clause, Rule::step_then, Rule::begin_then, Rule::outcomes]),
    ("`else`", &[Rule::else_clause, Rule::else_if]),
    ("`for`", &[Rule::response_each, Rule::response_for, Rule::for_list, Rule::mark_for]),
    ("`if`", &[Rule::response_if]),
    ("`from`", &[Rule::lookup_from, Rule::bank_from]),
    ("`= facts of`", &[Rule::facts_of]),
    ("a member of the view", &[Rule::view_member, Rule::only_view_member]),
    ("an event", &[Rule::trigger, Rule::given_event]),
    ("`each`", &[Rule::each, Rule::emits_each]),
    ("`row where`", &[Rule::each_row]),
    ("a name and `in`", &[Rule::each_in]),
    ("`at`", &[Rule::at]),
    ("`add`, `update`, `set` or `remove`", &[Rule::verb, Rule::list_field, Rule::list_head]),
    ("`where`", &[Rule::query_where, Rule::reaction_where]),
    ("`order by`", &[Rule::query_order, Rule::order_by]),
    ("`shows`, `form` or `opens`", &[
        Rule::screen_member, Rule::only_screen_member, Rule::screen_shows, Rule::screen_form, Rule::screen_opens,
        Rule::begin_shows, Rule::begin_form, Rule::begin_opens,
    ]),
    ("a member of the story", &[Rule::story_member, Rule::only_story_member]),
    ("`slice`", &[Rule::slice, Rule::slice_line, Rule::slice_head, Rule::slice_line_head]),
    ("`planned`, `building`, `done` or `blocked`", &[
        Rule::status, Rule::mark_status, Rule::kw_planned, Rule::kw_building, Rule::kw_done, Rule::kw_blocked,
    ]),
    ("a member of the slice", &[Rule::slice_member, Rule::only_slice_member]),
    ("`aggregate`", &[Rule::aggregate]),
    ("a member of the aggregate", &[Rule::aggregate_member, Rule::only_aggregate_member]),
    ("`state`", &[Rule::state]),
    ("`apply`", &[Rule::apply]),
    ("`reads`, `requires`, `emits` or `otherwise`", &[Rule::command_member, Rule::only_command_member]),
    ("`reads`", &[Rule::reads, Rule::begin_reads]),
    ("`requires`", &[Rule::requires, Rule::begin_requires]),
    ("`emits`", &[Rule::emission, Rule::emits, Rule::begin_emits]),
    ("`otherwise`", &[Rule::otherwise]),
    ("`command`", &[Rule::command_item, Rule::slice_command, Rule::begin_command]),
    ("`event`", &[Rule::event_item, Rule::system_event, Rule::applied, Rule::slice_event, Rule::begin_event]),
    ("`automation`", &[Rule::slice_automation]),
    ("`translation`", &[Rule::slice_translation, Rule::begin_translation]),
    ("a view", &[Rule::reaction_view]),
    ("a command or a call", &[Rule::target]),
    ("an outcome", &[Rule::outcome_arm, Rule::only_outcome_arm, Rule::result]),
    ("`system`", &[Rule::system]),
    ("`event` or `call`", &[Rule::system_member, Rule::only_system_member]),
    ("`call`", &[Rule::call, Rule::begin_call]),
    ("`note`, `question`, `link` or `image`", &[
        Rule::mark, Rule::remark, Rule::mark_word, Rule::kw_note, Rule::kw_question, Rule::kw_link, Rule::kw_image,
    ]),
    ("`given`, `when` or `then`", &[Rule::spec_member, Rule::only_spec_member]),
    ("`given`", &[Rule::step_given, Rule::begin_given]),
    ("`when`", &[Rule::step_when, Rule::begin_when, Rule::entity_when, Rule::emits_when]),
    ("`now =`", &[Rule::given_now]),
    ("a look-up and its answer", &[Rule::given_lookup]),
    ("a call and its answer", &[Rule::given_answer]),
    ("`unchecked`", &[Rule::given_unchecked]),
    ("`automations run`", &[Rule::automations]),
    ("`by`", &[Rule::by, Rule::begin_by, Rule::command_by]),
    ("`nothing`", &[Rule::expect_nothing]),
    ("`rejected`", &[Rule::expect_rejected]),
    ("`agenda`", &[Rule::expect_agenda]),
    ("an event, a view or a query", &[Rule::expect_named]),
    ("`exactly`", &[Rule::expect_exactly]),
    (
        EXPRESSION,
        &[
            Rule::expr, Rule::head_expr, Rule::order_key, Rule::lambda, Rule::lambda_ahead, Rule::signs, Rule::prefix, Rule::op_neg, Rule::operand,
            Rule::head_operand, Rule::primary, Rule::head_primary, Rule::index_arg, Rule::index_name, Rule::paren,
            Rule::list, Rule::map, Rule::map_entry, Rule::map_name, Rule::if_expr, Rule::match_expr, Rule::arg, Rule::reference, Rule::head_reference, Rule::reserved, Rule::word_literal, Rule::kw_some, Rule::kw_match,
        ],
    ),
    (
        OPERATOR,
        &[
            Rule::binary, Rule::postfix, Rule::head_postfix,
        ],
    ),
    ("a pattern", &[
        Rule::arm, Rule::pattern, Rule::pattern_range, Rule::pattern_some, Rule::pattern_path, Rule::p_any,
    ]),
    ("a date or a time", &[
        Rule::moment, Rule::date, Rule::datetime, Rule::time, Rule::date_digits, Rule::time_digits,
    ]),
];

/// What a rule is to the readers of a tree.
struct Entry {
    name: &'static str,
    mark: bool,
}

fn table() -> &'static [Option<Entry>] {
    static TABLE: OnceLock<Vec<Option<Entry>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<Option<Entry>> = Vec::new();
        for rule in Rule::all_rules().iter().copied().chain([Rule::EOI]) {
            let written = format!("{rule:?}");
            let word = written.strip_prefix("kw_");
            let listed = NAMES
                .iter()
                .find(|(_, rules)| rules.contains(&rule))
                .map(|(name, _)| *name);
            let name = listed.or_else(|| word.and_then(keyword).map(|keyword| keyword.shown));
            let mark = word.is_some()
                || written.starts_with("p_")
                || written.starts_with("begin_")
                || matches!(
                    rule,
                    Rule::EOI | Rule::to_name | Rule::to_name_here | Rule::to_act
                );
            let at = rule as usize;
            if table.len() <= at {
                table.resize_with(at + 1, || None);
            }
            if let Some(entry) = table.get_mut(at) {
                *entry = name.map(|name| Entry { name, mark });
            }
        }
        table
    })
}

/// What people call a rule.
pub(crate) fn of_rule(rule: Rule) -> Option<&'static str> {
    table()
        .get(rule as usize)
        .and_then(Option::as_ref)
        .map(|entry| entry.name)
}

/// What people call some rules, each once, in the order given.
pub(crate) fn of_rules(rules: &[Rule]) -> Vec<&'static str> {
    let mut words = Vec::new();
    for word in rules.iter().filter_map(|rule| of_rule(*rule)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    // After every name a fact could stand; where an operator could, saying so is noise.
    if words.contains(&OPERATOR) {
        words.retain(|word| *word != FACT);
    }
    if rules.contains(&Rule::word_literal) {
        words.retain(|word| !BEGINNINGS.contains(word));
    }
    if words.iter().any(|word| *word != PAST) {
        words.retain(|word| *word != PAST);
    }
    // What may not stand there is all that the grammar asks.
    if words.is_empty() {
        words.push(SOMETHING_ELSE);
    }
    words
}

/// Whether the word of a fact is among some rules.
pub(crate) fn has_fact(rules: &[Rule]) -> bool {
    rules.iter().any(|rule| of_rule(*rule) == Some(FACT))
}

/// Whether a rule is a keyword or a mark, which a reader of the tree passes over unless it asks for it.
pub(crate) fn is_mark(rule: Rule) -> bool {
    table()
        .get(rule as usize)
        .and_then(Option::as_ref)
        .is_some_and(|entry| entry.mark)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, of_rule};
    use crate::engine::Rule;

    #[test]
    fn every_rule_has_a_name() {
        let missing: Vec<_> = Rule::all_rules()
            .iter()
            .filter(|rule| of_rule(**rule).is_none())
            .collect();
        assert!(missing.is_empty(), "without a name: {missing:?}");
    }

    #[test]
    fn no_rule_has_two_names() {
        for rule in Rule::all_rules() {
            let names = NAMES
                .iter()
                .filter(|(_, rules)| rules.contains(rule))
                .count();
            assert!(names <= 1, "{rule:?}");
        }
    }

    #[test]
    fn no_name_reads_like_a_rule() {
        for (name, _) in NAMES {
            assert!(!name.contains('_'), "{name}");
        }
    }
}
