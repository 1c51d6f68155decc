//! Action rules: assessments as functions, and where they bind.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::Loc;
use coact_model::ctp::{Act, Step};
use coact_model::model::{
    ActionRule, Assessment, Expr, ExprKind, Id, KindId, Mode, Response, RuleId,
};

use super::{facts, waits};
use crate::cx::Cx;
use crate::expr::Exprs;
use crate::{names, tokens};

/// Whether a response follows where the assessments hold, or where one fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Branch {
    /// `then`
    Then,
    /// `else`
    Else,
}

/// A rule with one of its responses.
pub(crate) struct Answer<'a> {
    pub(crate) id: RuleId,
    pub(crate) rule: &'a ActionRule,
    pub(crate) branch: Branch,
    pub(crate) response: &'a Response,
}

/// All responses of all rules.
fn all<'a>(cx: &Cx<'a>) -> impl Iterator<Item = Answer<'a>> + use<'a> {
    cx.model.rules.iter().flat_map(|(id, rule)| {
        let of = move |branch, response| Answer {
            id,
            rule,
            branch,
            response,
        };
        let then = rule
            .then
            .iter()
            .map(move |response| of(Branch::Then, response));
        let otherwise = rule
            .otherwise
            .iter()
            .map(move |response| of(Branch::Else, response));
        then.chain(otherwise)
    })
}

/// The responses that perform a step of a kind.
pub(crate) fn answers<'a>(cx: &Cx<'a>, kind: KindId, step: Step) -> Vec<Answer<'a>> {
    all(cx)
        .filter(|answer| (answer.response.kind, answer.response.step) == (kind, step))
        .collect()
}

/// The responses of rules that start from a fact of this kind.
pub(crate) fn starting_at<'a>(cx: &Cx<'a>, kind: KindId) -> Vec<Answer<'a>> {
    all(cx).filter(|answer| answer.rule.kind == kind).collect()
}

/// The name of an assessment's function: `assess_in_stock`.
pub(crate) fn function(cx: &Cx<'_>, id: RuleId, assessment: &Assessment) -> Ident {
    let kind = cx.model.rules[id].kind;
    let name = names::snake(&assessment.name.text);
    let same = cx
        .model
        .rules
        .values()
        .filter(|rule| rule.kind == kind)
        .flat_map(|rule| &rule.assessments);
    let alone = same
        .filter(|other| names::snake(&other.name.text) == name)
        .count()
        == 1;
    names::ident(&if alone {
        format!("assess_{name}")
    } else {
        format!("assess_{name}_{}", id.index() + 1)
    })
}

/// The functions of all rules that start from a fact of this kind.
pub(super) fn rules(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let rules = cx.model.rules.iter().filter(|(_, rule)| rule.kind == kind);
    let functions = rules.map(|(id, rule)| {
        let assessments = rule
            .assessments
            .iter()
            .map(|assessment| assess(cx, id, rule, assessment));
        let applies = applies_function(cx, id, rule);
        quote!(#(#assessments)* #applies)
    });
    quote!(#(#functions)*)
}

fn assess(cx: &Cx<'_>, id: RuleId, rule: &ActionRule, assessment: &Assessment) -> TokenStream {
    let name = function(cx, id, assessment);
    let body = Exprs::own(cx, rule.kind).body(&assessment.condition);
    let sentence = if assessment.sentence.is_empty() {
        format!("`{}`", assessment.name.text)
    } else {
        format!("`{}`: {}", assessment.name.text, assessment.sentence)
    };
    let docs = tokens::doc(&format!(
        "Assessment {sentence} ({}).",
        cx.place_text(assessment.name.loc)
    ));
    let (case_type, seen) = (cx.case_type(rule.kind), seen(cx, rule));
    let case = tokens::parameter("case", &body);
    let at = cx.place(rule.kind).many.then(|| {
        let at = tokens::parameter("at", &body);
        quote!(, #at: Site<'_>)
    });
    let ctx = uses_clock(&assessment.condition).then(|| {
        let ctx = cx.ctx_type();
        quote!(, ctx: &#ctx)
    });
    let facts = assessment
        .condition
        .has_lookup()
        .then(|| quote!(, facts: &super::lookups::Facts));
    quote! {
        #docs
        #seen fn #name(#case: &#case_type #at #ctx #facts) -> ::coact_runtime::expr::Eval<bool> {
            #body
        }
    }
}

/// Whether an expression reads the clock.
pub(crate) fn uses_clock(expr: &Expr) -> bool {
    expr.all()
        .iter()
        .any(|part| matches!(part.kind, ExprKind::Now | ExprKind::Today))
}

/// A call of an assessment's function from a function of the rule's own kind.
pub(crate) fn call(cx: &Cx<'_>, id: RuleId, assessment: &Assessment) -> TokenStream {
    let rule = &cx.model.rules[id];
    let name = function(cx, id, assessment);
    let args = cx.site_args(rule.kind);
    let ctx = uses_clock(&assessment.condition).then(|| quote!(, ctx));
    let facts = assessment.condition.has_lookup().then(|| quote!(, facts));
    quote!(#name(#args #ctx #facts))
}

/// Whether all assessments of a rule can be made from the fold alone.
pub(crate) fn is_plain(rule: &ActionRule) -> bool {
    !rule
        .assessments
        .iter()
        .any(|assessment| assessment.condition.has_inputs())
}

fn applies_name(id: RuleId) -> Ident {
    names::ident(&format!("rule_{}_applies", id.index() + 1))
}

/// Whether the facts that a rule answers stand.
fn applies_function(cx: &Cx<'_>, id: RuleId, rule: &ActionRule) -> TokenStream {
    if !is_asked(cx, rule) {
        return quote!();
    }
    let name = applies_name(id);
    let docs = tokens::doc(&format!(
        "Whether the facts of the rule `{}` stand.",
        rule.identity
    ));
    let own = cx.own_instance(rule.kind);
    let on = facts::stands(&cx.own_status(rule.kind), &own, rule.on);
    let facts = rule.while_.iter().map(|fact| {
        let condition = waits::condition(cx, rule.kind, rule.kind, *fact, None);
        // Each is a block of its own, with `return false` where it is clear early.
        quote!({ #condition })
    });
    let whiles: Vec<TokenStream> = facts.collect();
    let whiles = whiles
        .iter()
        .map(|condition| quote!(if !#condition { return false; }));
    let body = quote! {
        #(#whiles)*
        #on
    };
    let (case_type, seen) = (cx.case_type(rule.kind), seen(cx, rule));
    let case = tokens::parameter("case", &body);
    let at = cx.place(rule.kind).many.then(|| quote!(, at: Site<'_>));
    quote! {
        #docs
        #seen fn #name(#case: &#case_type #at) -> bool {
            #body
        }
    }
}

/// Whether anything asks if a rule applies.
fn is_asked(cx: &Cx<'_>, rule: &ActionRule) -> bool {
    let automated = rule
        .then
        .iter()
        .chain(&rule.otherwise)
        .any(|response| cx.is_by_itself(rule, response));
    automated || !rule.assessments.is_empty()
}

/// A call that tells whether a rule applies.
pub(crate) fn applies(cx: &Cx<'_>, id: RuleId, kind: KindId) -> TokenStream {
    let name = applies_name(id);
    let args = cx.site_args(kind);
    quote!(#name(#args))
}

/// Refusals by the rules that bind a step of this kind: of an enforced rule, where an assessment of its
/// `then` fails; of an automated rule's own performances, where its assessments say otherwise.
pub(super) fn checks(cx: &Cx<'_>, kind: KindId, step: Step) -> TokenStream {
    let answers = answers(cx, kind, step);
    let binding = answers.iter().filter(|answer| binds(cx, answer, kind));
    let checks = binding.map(|answer| {
        let path = (answer.rule.kind != kind).then(|| {
            let module = cx.module(answer.rule.kind);
            quote!(super::#module::)
        });
        let applies = applies(cx, answer.id, answer.rule.kind);
        let applies = quote!(#path #applies);
        let checks = answer.rule.assessments.iter().map(|assessment| {
            let call = call(cx, answer.id, assessment);
            let call = quote!(#path #call);
            let name = &assessment.name.text;
            let overflow = tokens::refuse("Overflow", name, &assessment.sentence);
            let refuse = tokens::refuse("Rule", name, &assessment.sentence);
            quote! {
                match #call {
                    Ok(true) => {}
                    Err(::coact_runtime::expr::Absent::Overflow) => #overflow,
                    // What is not known is not justified.
                    _ => #refuse,
                }
            }
        });
        match (answer.rule.mode, answer.branch) {
            (Mode::Enforced, Branch::Then) => quote!(if #applies { #(#checks)* }),
            (_, Branch::Then) => quote!(if !ctx.via.is_person() && #applies { #(#checks)* }),
            (_, Branch::Else) => {
                let all = answer.rule.assessments.iter().map(|assessment| {
                    let call = call(cx, answer.id, assessment);
                    quote!(#call == Ok(true))
                });
                let first = answer
                    .rule
                    .assessments
                    .first()
                    .map_or("", |assessment| &assessment.name.text);
                let refuse = tokens::refuse("Rule", first, "");
                quote!(if !ctx.via.is_person() && #applies && #(#all)&&* { #refuse; })
            }
        }
    });
    quote!(#(#checks)*)
}

/// The assessments by which [`checks`] refuse, with their places in the model.
pub(super) fn named<'a>(
    cx: &Cx<'a>,
    kind: KindId,
    step: Step,
) -> impl Iterator<Item = (&'a str, Loc)> {
    let answers = answers(cx, kind, step).into_iter();
    let binding = answers.filter(move |answer| binds(cx, answer, kind));
    binding.flat_map(|answer| {
        let assessments = answer.rule.assessments.iter();
        let most = match answer.branch {
            Branch::Then => usize::MAX,
            Branch::Else => 1,
        };
        let assessments = assessments.take(most);
        assessments.map(|it| (it.name.text.as_str(), it.name.loc))
    })
}

/// Whether an enforced rule binds who asks for what the transaction of the rule encloses.
pub(crate) fn binds_child(cx: &Cx<'_>, rule: &ActionRule, response: &Response) -> bool {
    rule.mode == Mode::Enforced
        && response.step == Step::Base(Act::Request)
        && response.kind != rule.kind
        && cx.place(response.kind).case == cx.place(rule.kind).case
}

/// How the functions of a rule are seen: from the modules of its case too, where it binds requests of other kinds.
fn seen(cx: &Cx<'_>, rule: &ActionRule) -> Option<TokenStream> {
    let elsewhere = |response: &Response| binds_child(cx, rule, response);
    rule.then.iter().any(elsewhere).then(|| quote!(pub(super)))
}

/// Whether a response binds who performs its act.
pub(crate) fn binds(cx: &Cx<'_>, answer: &Answer<'_>, kind: KindId) -> bool {
    // Of the responses in other transactions, what an enforced rule says of a request is judged with the request; the
    // others are asked for where their rule is.
    (answer.rule.kind == kind || binds_child(cx, answer.rule, answer.response))
        && !answer.rule.assessments.is_empty()
        && match answer.rule.mode {
            Mode::Enforced => answer.branch == Branch::Then,
            Mode::Automated => true,
            Mode::Advised => false,
        }
}
