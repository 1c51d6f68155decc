//! Which parts of a model a rule rests on, among those that an edit may change while all else stays.

use std::collections::BTreeSet;

use super::*;

/// A part of the model that rests on the bodies of items which nothing else rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The handlers of views.
    Views,
    /// Conditions and orders of queries.
    Queries,
    /// Whom screens are for, what they show and offer.
    Screens,
    /// Action rules.
    Rules,
    /// Stories, specs, automations and translations.
    Stories,
    /// Types, bounds and texts of facts and of what goes with acts; derived facts and laws.
    Data,
    /// Payloads and risks of links.
    Links,
}

/// Several of them.
pub(crate) type Parts = BTreeSet<Part>;

/// What a view shows of acts of which the model speaks.
const TOLD_IN_VIEWS: &[Part] = &[Part::Views, Part::Screens, Part::Rules, Part::Stories];

/// What each rule rests on. A rule that is not here may rest on all of them.
const RESTS_ON: &[(&Rule, &[Part])] = &[
    (&ag006_may_record_nothing::RULE, &[Part::Data]),
    (&ag008_otherwise_never::RULE, &[Part::Data]),
    (&ag009_never_begun::RULE, &[]),
    (&am031_act_answered_twice::RULE, &[Part::Rules]),
    (
        &am032_nothing_settles::RULE,
        &[Part::Rules, Part::Screens, Part::Stories],
    ),
    (&am033_no_reason::RULE, &[Part::Rules]),
    (&am034_no_else::RULE, &[Part::Rules, Part::Data]),
    (&am035_constant_assessment::RULE, &[Part::Rules, Part::Data]),
    (&am036_nothing_to_enforce::RULE, &[Part::Rules]),
    (&am039_else_never::RULE, &[Part::Rules]),
    (&am038_same_both_ways::RULE, &[Part::Rules]),
    (&am040_acts_at_odds::RULE, &[Part::Rules, Part::Data]),
    (&am041_no_way_on::RULE, &[Part::Rules, Part::Data]),
    (&am042_never_applies::RULE, &[Part::Rules]),
    (&am043_judged_unseen::RULE, &[Part::Rules]),
    (&cm030_executor_of_two::RULE, &[]),
    (&cm031_composite_executor::RULE, &[]),
    (&cm032_filler_known_nowhere::RULE, &[Part::Data]),
    (&cm033_filler_ambiguous::RULE, &[Part::Data]),
    (&cm034_tacit_promise_of_nobody::RULE, &[Part::Rules]),
    (&cm035_number_twice::RULE, &[]),
    (&cm036_number_shape::RULE, &[]),
    (&cm037_self_activation::RULE, &[Part::Rules, Part::Data]),
    (&cm038_unused_actor::RULE, &[Part::Screens]),
    (&cm039_role_of_no_position::RULE, &[]),
    (&cm040_kept_twice::RULE, &[]),
    (&ctp001_illegal_answer::RULE, &[Part::Rules]),
    (&ctp002_acts_out_of_order::RULE, &[Part::Rules]),
    (&ctp003_may_rest::RULE, &[Part::Rules, Part::Links]),
    (&em030_slice_of_nothing::RULE, &[Part::Stories]),
    (
        &em031_not_in_the_story::RULE,
        &[Part::Stories, Part::Screens],
    ),
    (&em032_done_without_spec::RULE, &[Part::Stories]),
    (&em033_open_question::RULE, &[Part::Stories]),
    (&em038_never_done::RULE, &[Part::Stories, Part::Views]),
    (&em039_nothing_emits::RULE, &[]),
    (&em040_marks_at_odds::RULE, &[Part::Stories]),
    (&em041_story_twice::RULE, &[Part::Stories]),
    (&em042_done_twice::RULE, &[Part::Stories]),
    (&em043_never_rests::RULE, &[Part::Stories]),
    (&em044_nothing_translates::RULE, &[Part::Stories]),
    (&em048_event_of_another_command::RULE, &[Part::Stories]),
    (&em049_not_theirs_to_give::RULE, &[Part::Stories]),
    (
        &em050_never_rejected_so::RULE,
        &[Part::Rules, Part::Stories],
    ),
    (&em051_out_of_order::RULE, &[Part::Stories]),
    (&em052_never_comes_so::RULE, &[Part::Stories, Part::Data]),
    (&fm030_fact_never_set::RULE, &[]),
    (&fm031_entity_never_created::RULE, &[]),
    (&fm033_fact_of_two::RULE, &[]),
    (&fm034_law_against_the_order::RULE, &[Part::Data]),
    (&fm035_law_that_forbids_always::RULE, &[Part::Data]),
    (&fm038_law_not_kept::RULE, &[Part::Data]),
    (&n030_name_of_a_type::RULE, &[]),
    (&n031_name_of_a_field::RULE, &[]),
    (&n032_name_of_a_transaction::RULE, &[]),
    (&n033_sentence_of_a_product::RULE, &[Part::Data]),
    (
        &pm030_wait_without_way_out::RULE,
        &[Part::Rules, Part::Links],
    ),
    (&pm031_deadlock::RULE, &[]),
    (&pm032_more_than_asked_for::RULE, &[Part::Rules]),
    (&pm033_started_before_the_promise::RULE, &[Part::Rules]),
    (
        &pm034_outlives_its_parent::RULE,
        &[Part::Rules, Part::Screens, Part::Stories],
    ),
    (&pm035_retry_by_hand::RULE, &[Part::Rules]),
    (&pm036_number_left_open::RULE, &[Part::Rules]),
    (&pm037_initiator_never_asks::RULE, &[Part::Rules]),
    (&pm038_wait_for_a_revocation::RULE, &[]),
    (&pm039_key_not_given::RULE, &[Part::Rules, Part::Links]),
    (&pm040_value_of_the_rule::RULE, &[Part::Rules, Part::Links]),
    (&pm041_wait_for_a_refusal::RULE, &[]),
    (&pm042_waits_for_what_comes_later::RULE, &[]),
    (&pm043_child_not_waited_for::RULE, &[]),
    (
        &vm031_reader_without_access::RULE,
        &[Part::Views, Part::Data],
    ),
    (&vm032_field_never_set::RULE, &[Part::Views]),
    (&vm033_view_without_rows::RULE, &[Part::Views]),
    (&vm034_form_of_another_role::RULE, &[Part::Screens]),
    (&vm035_view_of_another_role::RULE, &[Part::Screens]),
    (&vm036_parameter_unused::RULE, &[Part::Queries]),
    (&vm037_undoing_not_followed::RULE, TOLD_IN_VIEWS),
    (&vm038_refusal_not_followed::RULE, TOLD_IN_VIEWS),
    (&vm039_end_not_followed::RULE, TOLD_IN_VIEWS),
];

/// Whether a rule may rest on one of these parts.
pub(super) fn rests_on(rule: &Rule, parts: &Parts) -> bool {
    let known = RESTS_ON.iter().find(|(known, _)| known.code == rule.code);
    known.map_or(!parts.is_empty(), |(_, on)| {
        on.iter().any(|part| parts.contains(part))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Cx, Part, Parts, RULES, rests_on};
    use crate::model::{Expr, Field, List, Model, Type};
    use crate::{Sources, check};

    const ALL: [Part; 7] = [
        Part::Views,
        Part::Queries,
        Part::Screens,
        Part::Rules,
        Part::Stories,
        Part::Data,
        Part::Links,
    ];

    /// What else refers to entities may differ in an act, but not in an entity.
    const fn refers(ty: &Type) -> bool {
        matches!(ty, Type::Entity(_))
    }

    fn without_data(field: &mut Field) {
        field.doc = None;
        field.bounds.clear();
        field.default = None;
        if !refers(&field.ty) {
            field.ty = Type::Text;
        }
    }

    /// The model without a part.
    fn without(model: &Model, part: Part) -> Model {
        let mut model = model.clone();
        match part {
            Part::Views => model
                .views
                .values_mut()
                .for_each(|view| view.handlers.clear()),
            Part::Queries => {
                for query in model.queries.values_mut() {
                    query.filter = None;
                    query.order.clear();
                }
            }
            Part::Screens => {
                for screen in model.screens.values_mut() {
                    screen.users.clear();
                    screen.shows.clear();
                    screen.forms.clear();
                    screen.opens.clear();
                }
            }
            Part::Rules => model.rules = List::default(),
            Part::Stories => {
                model.stories = List::default();
                model.specs = List::default();
                model.automations = List::default();
                model.translations = List::default();
            }
            Part::Data => {
                for entity in model.entities.values_mut() {
                    entity.doc = None;
                    entity.laws.clear();
                    let fields = entity.facts.iter_mut().map(|fact| &mut fact.field);
                    fields.for_each(without_data);
                    for derived in &mut entity.derived {
                        derived.doc = None;
                        derived.value = Expr::pending(Type::Text, derived.value.loc);
                    }
                }
                for kind in model.kinds.values_mut() {
                    kind.doc = None;
                    kind.product.sentence.clear();
                    for act in &mut kind.acts {
                        act.doc = None;
                        act.due = None;
                        for field in &mut act.payload {
                            field.doc = None;
                            field.bounds.clear();
                            if !refers(&field.ty) {
                                field.ty = Type::Text;
                            }
                        }
                    }
                }
            }
            Part::Links => {
                for link in model.links.values_mut() {
                    link.payload.clear();
                    link.subject = None;
                    link.key = None;
                    link.risk = None;
                }
            }
        }
        model
    }

    /// The models on the pages of all rules: each has its finding on one of them.
    fn models() -> Vec<Model> {
        let pages = crate::rules::ALL.iter().map(|rule| rule.page);
        let blocks = pages.flat_map(|page| page.split("```").skip(1).step_by(2));
        blocks
            .filter_map(|block| block.split_once('\n'))
            .map(|(_, text)| check(&Sources::single("page.coact", text)).model)
            .collect()
    }

    #[test]
    fn a_rule_rests_on_no_more_than_it_says() {
        let models = models();
        let mut more = BTreeSet::new();
        for rule in RULES {
            let check = rule.check.unwrap_or_else(|| unreachable!("{}", rule.code));
            for part in ALL {
                if rests_on(rule, &Parts::from([part])) {
                    continue;
                }
                for model in &models {
                    let (mut with, mut less) = (Vec::new(), Vec::new());
                    check(&Cx::new(model), &mut with);
                    check(&Cx::new(&without(model, part)), &mut less);
                    if with != less {
                        more.insert((rule.code, part));
                    }
                }
            }
        }
        assert!(more.is_empty(), "{more:?}");
    }
}
