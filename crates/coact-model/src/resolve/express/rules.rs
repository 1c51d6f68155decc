//! Action rules.

use coact_syntax::ast::{self, Claim, ItemKind};

use super::super::cx::{ItemRef, doc, sentence};
use super::derived::fact_ref;
use super::known::{Known, fact_text, step_of, step_text};
use super::links::{act_field, report_unknown};
use super::pass::Pass;
use super::scope::Root;
use super::typer::Typer;
use crate::ctp::{Act, FactWord, Step};
use crate::model::{
    ActionRule, Assessment, Expr, Ident, KindId, Mode, PayloadDefault, Response, Type,
};
use crate::rules;

pub(super) fn rules(pass: &mut Pass<'_>, items: &[ItemRef<'_>]) {
    for item in items {
        if let ItemKind::Rule(written) = &item.item.kind {
            rule(pass, *item, written);
        }
    }
}

fn rule(pass: &mut Pass<'_>, item: ItemRef<'_>, written: &ast::RuleItem) {
    let on = fact_ref(pass, item, &written.on);
    let written_while: Vec<(KindId, FactWord)> = written
        .while_
        .iter()
        .filter_map(|fact| fact_ref(pass, item, fact))
        .collect();
    let Some((kind, fact)) = on else { return };
    let mut while_ = written_while;
    for (condition, at) in while_.iter().zip(&written.while_) {
        let entity = pass.model.kinds[condition.0].product.entity;
        if !pass.index.in_case_of(pass.model, kind, entity) {
            let name = &pass.model.kinds[condition.0].name.text;
            let own = &pass.model.kinds[kind].name.text;
            pass.findings
                .push(rules::while_beyond_case(item.loc(at.span), name, own));
        }
    }
    let mode = mode(written.mode.as_ref());
    let mut typer = pass.typer(item, Root::Instance { kind, on: fact });
    let assessments = assessments(&mut typer, kind, fact, written);
    let then = responses(&mut typer, kind, fact, &written.then);
    let otherwise = responses(&mut typer, kind, fact, &written.otherwise);
    if let Some(first) = written.otherwise.first()
        && !may_turn_down(fact)
    {
        let name = format!("{} {}", typer.model.kinds[kind].name.text, fact_text(fact));
        let finding = rules::else_not_allowed(typer.loc(first.span), &name);
        typer.report(finding);
    }
    follow_waits(pass, kind, &then, &mut while_);
    let made = ActionRule {
        doc: doc(item.item.doc.as_ref()),
        kind,
        on: fact,
        while_,
        mode,
        assessments,
        identity: identity(pass, kind, fact, &then, &otherwise),
        then,
        otherwise,
        loc: header(item, written),
    };
    if made.then.is_empty() {
        return;
    }
    check_known(pass, &made);
    same_identity(pass, &made);
    let id = pass.model.rules.push(made);
    give_defaults(pass, id);
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

fn assessments(
    typer: &mut Typer<'_>,
    kind: KindId,
    fact: FactWord,
    written: &ast::RuleItem,
) -> Vec<Assessment> {
    let mut found: Vec<Assessment> = Vec::new();
    for (at, assessment) in written.assessments.iter().enumerate() {
        let condition = typer.condition(&assessment.condition);
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

fn responses(
    typer: &mut Typer<'_>,
    kind: KindId,
    fact: FactWord,
    written: &[ast::Response],
) -> Vec<Response> {
    written
        .iter()
        .filter_map(|written| response(typer, kind, fact, written))
        .collect()
}

fn response(
    typer: &mut Typer<'_>,
    kind: KindId,
    fact: FactWord,
    written: &ast::Response,
) -> Option<Response> {
    let (target, step) = act_ref(typer, kind, &written.act)?;
    let each = match &written.each {
        Some((name, list)) => {
            let typed = typer.infer(list, None);
            let element = match &typed.ty {
                Type::List(element) => (**element).clone(),
                Type::Error => Type::Error,
                other => {
                    let found = super::describe::explained(typer.model, other);
                    let finding = rules::type_mismatch(typed.loc, "a list", &found);
                    typer.report(finding);
                    Type::Error
                }
            };
            Some((typer.bind(name, element), typed))
        }
        None => None,
    };
    let entity = typer.model.kinds[target].product.entity;
    let subject = written
        .subject
        .as_ref()
        .map(|subject| typer.expect(subject, &Type::Entity(entity)));
    let payload = typer.payload(target, step, written.payload.as_deref().unwrap_or_default());
    let condition = written
        .condition
        .as_ref()
        .map(|condition| typer.condition(condition));
    if each.is_some() {
        typer.unbind();
    }
    let link = link_of(typer, (kind, fact), (target, step), written);
    if target != kind && link.is_none() {
        return None;
    }
    let broken = |expr: &Expr| expr.ty == Type::Error;
    if each.as_ref().is_some_and(|(_, list)| broken(list))
        || subject.as_ref().is_some_and(broken)
        || condition.as_ref().is_some_and(broken)
    {
        return None;
    }
    Some(Response {
        each,
        kind: target,
        step,
        subject,
        payload,
        condition,
        link,
        loc: typer.loc(written.span),
    })
}

/// The act, which the pattern of its kind admits.
pub(super) fn act_ref(
    typer: &mut Typer<'_>,
    own: KindId,
    written: &ast::ActRef,
) -> Option<(KindId, Step)> {
    let kind = match &written.kind {
        Some(path) => typer.names.kind(&typer.item, path, typer.findings)?,
        None => own,
    };
    let found = &typer.model.kinds[kind];
    if found.act(written.step).is_none() {
        let finding = rules::act_outside_pattern(
            typer.loc(written.span),
            &found.name.text,
            &step_text(written.step),
        );
        typer.report(finding);
        return None;
    }
    Some((kind, written.step))
}

/// The response link that an act of another kind carries out; that there is none is reported.
fn link_of(
    typer: &mut Typer<'_>,
    source: (KindId, FactWord),
    target: (KindId, Step),
    written: &ast::Response,
) -> Option<crate::model::LinkId> {
    if source.0 == target.0 {
        return None;
    }
    let links = typer.index.links(target.0, target.1);
    let found = links
        .iter()
        .copied()
        .find(|link| typer.model.links[*link].source == source);
    if found.is_none() {
        let other = links.first().map(|link| {
            let link = &typer.model.links[*link];
            let (kind, fact) = link.source;
            (
                link.loc,
                format!("{} {}", typer.model.kinds[kind].name.text, fact_text(fact)),
            )
        });
        let name = |kind: KindId| typer.model.kinds[kind].name.text.clone();
        let from = format!("{} {}", name(source.0), fact_text(source.1));
        let to = format!("{} {}", step_text(target.1), name(target.0));
        let finding = rules::no_link(typer.loc(written.act.span), &from, &to, other);
        typer.report(finding);
    }
    found
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

/// The fact and the acts answered: `OrderCompleting promised: request OrderShipping`.
fn identity(
    pass: &Pass<'_>,
    kind: KindId,
    fact: FactWord,
    then: &[Response],
    otherwise: &[Response],
) -> String {
    let mut acts: Vec<String> = Vec::new();
    for response in then.iter().chain(otherwise) {
        let act = if response.kind == kind {
            step_text(response.step)
        } else {
            let name = &pass.model.kinds[response.kind].name.text;
            match response.step {
                Step::Base(_) => format!("{} {name}", step_text(response.step)),
                _ => format!("{} of {name}", step_text(response.step)),
            }
        };
        if !acts.contains(&act) {
            acts.push(act);
        }
    }
    let kind = &pass.model.kinds[kind].name.text;
    format!("{kind} {}: {}", fact_text(fact), acts.join(", "))
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
            .chain(&response.condition)
            .chain(&response.subject)
        {
            report_unknown(pass, &known, value, on);
        }
    }
}

/// Outside `for each`, the values of a rule are what a person finds filled in.
fn give_defaults(pass: &mut Pass<'_>, id: crate::model::RuleId) {
    let rule = &pass.model.rules[id];
    let values: Vec<(KindId, Step, usize, Expr)> = rule
        .then
        .iter()
        .chain(&rule.otherwise)
        .filter(|response| response.each.is_none())
        .flat_map(|response| {
            response
                .payload
                .iter()
                .map(|(at, value)| (response.kind, response.step, *at, value.clone()))
        })
        .collect();
    for (kind, step, at, value) in values {
        if let Some(field) = act_field(pass, kind, step, at)
            && !matches!(field.default, Some(PayloadDefault::Rule(..)))
        {
            field.default = Some(PayloadDefault::Rule(id, value));
        }
    }
}
