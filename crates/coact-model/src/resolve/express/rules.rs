//! Action rules.

mod identity;
mod response;

use coact_syntax::ast::{self, Claim};

use super::super::cx::{ItemRef, doc, sentence};
use super::derived::fact_ref;
use super::gaps::Shown;
use super::known::{Known, fact_text, step_of, step_text};
use identity::identity;
use response::responses;

use super::links::{act_field, report_unknown};
use super::pass::Pass;
use super::scope::Root;
use super::typer::Typer;
use crate::ctp::{Act, FactWord, Step};
use crate::model::{
    ActionRule, Assessment, Expr, ExprKind, Ident, KindId, Mode, PayloadDefault, Response, RuleId,
    Type,
};
use crate::rules;

/// Reads a rule; answers whether all of it could be read.
pub(super) fn rule(pass: &mut Pass<'_>, item: ItemRef<'_>, written: &ast::RuleItem) -> bool {
    let on = fact_ref(pass, item, &written.on);
    let conditions: Vec<((KindId, FactWord), coact_syntax::Span)> = written
        .while_
        .iter()
        .filter_map(|fact| Some((fact_ref(pass, item, fact)?, fact.span)))
        .collect();
    let Some((kind, fact)) = on else { return false };
    for (condition, at) in &conditions {
        let entity = pass.model.kinds[condition.0].product.entity;
        if !pass.index.in_case_of(pass.model, kind, entity) {
            let name = &pass.model.kinds[condition.0].name.text;
            let own = &pass.model.kinds[kind].name.text;
            pass.findings
                .push(rules::while_beyond_case(item.loc(*at), name, own));
        }
    }
    let mut while_: Vec<(KindId, FactWord)> = conditions
        .into_iter()
        .map(|(condition, _)| condition)
        .collect();
    let mode = mode(written.mode.as_ref());
    let mut typer = pass.typer(item, Root::Instance { kind, on: fact });
    let assessments = assessments(&mut typer, kind, fact, written);
    let held = assessments.iter().map(|assessment| &assessment.condition);
    let then = typer.while_holding(held, |typer| responses(typer, kind, fact, &written.then));
    // Where there is nothing else to do, what it would be does not matter.
    let elses: &[ast::Response] = if may_turn_down(fact) {
        &written.otherwise
    } else {
        &[]
    };
    let otherwise = responses(&mut typer, kind, fact, elses);
    if let Some(first) = written.otherwise.first()
        && elses.is_empty()
    {
        let name = format!("{} {}", typer.model.kinds[kind].name.text, fact_text(fact));
        let finding = rules::else_not_allowed(typer.loc(first.span), &name);
        typer.report(finding);
    }
    if written.then.is_empty() && !item.faulty {
        let name = format!("{} {}", pass.model.kinds[kind].name.text, fact_text(fact));
        let finding = rules::answers_nothing(header(item, written), &name);
        pass.findings.push(finding);
    }
    follow_waits(pass, kind, &then, &mut while_);
    let made = ActionRule {
        doc: doc(item.item.doc.as_ref()),
        kind,
        on: fact,
        while_,
        mode,
        assessments,
        identity: identity(pass, kind, fact, written),
        then,
        otherwise,
        loc: header(item, written),
    };
    let complete = made.then.len() == written.then.len() && made.otherwise.len() == elses.len();
    if made.then.is_empty() {
        return complete;
    }
    check_known(pass, &made);
    check_values(pass, &made);
    check_tacit(pass, &made);
    same_identity(pass, &made);
    let id = pass.model.rules.push(made);
    give_defaults(pass, id);
    complete
}

/// The header of a rule: from its first word to its mode.
fn header(item: ItemRef<'_>, written: &ast::RuleItem) -> crate::Loc {
    let last = written
        .while_
        .last()
        .map_or(written.on.span, |fact| fact.span);
    let last = written.mode.as_ref().map_or(last, |mode| mode.span);
    let whole = item.item.span;
    item.loc(coact_syntax::Span::new(
        whole.start,
        last.end.max(whole.start),
    ))
}

fn mode(word: Option<&ast::Name>) -> Mode {
    match word.map(|word| word.text.as_str()) {
        Some("enforced") => Mode::Enforced,
        Some("automated") => Mode::Automated,
        _ => Mode::Advised,
    }
}

/// Only what can be turned down has an `else`.
fn may_turn_down(fact: FactWord) -> bool {
    matches!(
        fact,
        FactWord::Base(Act::Request | Act::Declare)
            | FactWord::Revocation(_, crate::ctp::Outcome::Asked)
    )
}

/// The assessments in their order: one without a value does not hold, so that each may rest on those before it.
fn assessments(
    typer: &mut Typer<'_>,
    kind: KindId,
    fact: FactWord,
    written: &ast::RuleItem,
) -> Vec<Assessment> {
    let mut found: Vec<Assessment> = Vec::new();
    for (at, assessment) in written.assessments.iter().enumerate() {
        let before = found.iter().map(|assessment| &assessment.condition);
        let condition = typer.while_holding(before, |typer| typer.condition(&assessment.condition));
        let name = match &assessment.name {
            Some(name) => typer.item.ident(name),
            None => Ident {
                text: derived_name(typer, kind, fact, assessment.claim, at),
                loc: typer.loc(assessment.span),
            },
        };
        if let Some(first) = found.iter().find(|known| known.name.text == name.text) {
            let finding = rules::assessment_twice(name.loc, &name.text, first.name.loc);
            typer.report(finding);
            continue;
        }
        if condition.ty == Type::Error {
            continue;
        }
        found.push(Assessment {
            claim: assessment.claim,
            name,
            sentence: sentence(&assessment.sentence),
            condition,
        });
    }
    found
}

/// The name of an assessment without one, from its place: `OrderCompletingRequestedTruth1`.
fn derived_name(
    typer: &Typer<'_>,
    kind: KindId,
    fact: FactWord,
    claim: Claim,
    at: usize,
) -> String {
    let claim = match claim {
        Claim::Rightness => "rightness",
        Claim::Sincerity => "sincerity",
        Claim::Truth => "truth",
    };
    let words = format!("{} {claim}", fact_text(fact));
    let tail = heck::ToUpperCamelCase::to_upper_camel_case(words.as_str());
    format!("{}{tail}{}", typer.model.kinds[kind].name.text, at + 1)
}

/// What the acts wait for, the rule waits for.
fn follow_waits(
    pass: &Pass<'_>,
    kind: KindId,
    then: &[Response],
    while_: &mut Vec<(KindId, FactWord)>,
) {
    for response in then {
        let Step::Base(act) = response.step else {
            continue;
        };
        for wait in pass.index.waits(response.kind) {
            let wait = &pass.model.waits[*wait];
            let condition = wait.source;
            if wait.target == (response.kind, act)
                && condition.0 != kind
                && !while_.contains(&condition)
            {
                while_.push(condition);
            }
        }
    }
}

/// One rule per fact and acts answered.
fn same_identity(pass: &mut Pass<'_>, made: &ActionRule) {
    let first = pass
        .model
        .rules
        .values()
        .find(|rule| rule.kind == made.kind && rule.identity == made.identity);
    if let Some(first) = first {
        let finding = rules::rule_twice(made.loc, &made.identity, first.loc);
        pass.findings.push(finding);
    }
}

/// Warns of facts that the rule may read too early.
fn check_known(pass: &mut Pass<'_>, made: &ActionRule) {
    let mut known = Known::after(pass.model, pass.index, made.kind, step_of(made.on));
    for (kind, fact) in &made.while_ {
        known.and(pass.model, pass.index, *kind, *fact);
    }
    let on = (made.kind, made.on);
    for assessment in &made.assessments {
        report_unknown(pass, &known, &assessment.condition, on);
    }
    for response in made.then.iter().chain(&made.otherwise) {
        let lists = response.each.iter().map(|(_, list)| list);
        let values = response.payload.iter().map(|(_, value)| value);
        for value in lists
            .chain(values)
            .chain(&response.key)
            .chain(&response.condition)
            .chain(&response.subject)
        {
            report_unknown(pass, &known, value, on);
        }
    }
}

/// What the acts are given must be there. Where the `then` acts are performed, every assessment has held.
fn check_values(pass: &mut Pass<'_>, made: &ActionRule) {
    let mut assessed = Shown::default();
    for assessment in &made.assessments {
        assessed.learn(&assessment.condition);
    }
    let then = made.then.iter().map(|response| (response, &assessed));
    let nothing = Shown::default();
    let otherwise = made.otherwise.iter().map(|response| (response, &nothing));
    for (response, shown) in then.chain(otherwise) {
        let mut shown = shown.clone();
        if let Some(condition) = &response.condition {
            shown.learn(condition);
        }
        let lists = response.each.iter().map(|(_, list)| list);
        let values = response.payload.iter().map(|(_, value)| value);
        let about = response.subject.iter().chain(&response.key);
        for value in lists.chain(values).chain(about) {
            pass.needs_value(value, &shown);
        }
    }
}

/// What follows tacitly is decided from the case alone.
fn check_tacit(pass: &mut Pass<'_>, made: &ActionRule) {
    let tacit = made.then.iter().find(|response| match response.step {
        Step::Base(act) => pass.model.kinds[response.kind].is_tacit(act),
        _ => false,
    });
    let Some(tacit) = tacit else { return };
    let conditions = made
        .assessments
        .iter()
        .map(|assessment| &assessment.condition);
    let values = tacit.payload.iter().map(|(_, value)| value);
    let asking = conditions
        .chain(values)
        .chain(&tacit.condition)
        .flat_map(Expr::all)
        .find(|expr| {
            matches!(
                expr.kind,
                ExprKind::Lookup(..)
                    | ExprKind::Find(..)
                    | ExprKind::RowAt(..)
                    | ExprKind::Now
                    | ExprKind::Today
            )
        });
    if let Some(asking) = asking {
        let act = step_text(tacit.step);
        let finding = rules::tacit_asks(asking.loc, &act, tacit.loc);
        pass.findings.push(finding);
    }
}

/// Outside `for each`, the values of a rule are what a person finds filled in.
fn give_defaults(pass: &mut Pass<'_>, id: RuleId) {
    for (kind, step, at, value) in defaults(&pass.model.rules[id]) {
        if let Some(field) = act_field(pass, kind, step, at)
            && !matches!(field.default, Some(PayloadDefault::Rule(..)))
        {
            field.default = Some(PayloadDefault::Rule(id, value));
        }
    }
}

/// The same for a rule that is read again: the fields that have their defaults from it keep having them.
pub(super) fn refresh_defaults(pass: &mut Pass<'_>, id: RuleId) {
    // The first value for a field is the one that it was given.
    for (kind, step, at, value) in defaults(&pass.model.rules[id]).into_iter().rev() {
        if let Some(field) = act_field(pass, kind, step, at)
            && matches!(field.default, Some(PayloadDefault::Rule(from, _)) if from == id)
        {
            field.default = Some(PayloadDefault::Rule(id, value));
        }
    }
}

fn defaults(rule: &ActionRule) -> Vec<(KindId, Step, usize, Expr)> {
    rule.then
        .iter()
        .chain(&rule.otherwise)
        .filter(|response| response.each.is_none())
        .flat_map(|response| {
            response
                .payload
                .iter()
                .map(|(at, value)| (response.kind, response.step, *at, value.clone()))
        })
        .collect()
}
