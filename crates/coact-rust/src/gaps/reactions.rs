//! Automations over lists and translations that read or give what is not covered.

use coact_model::ctp::{Act, Step};
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{
    AutomationSource, AutomationTarget, CommandRef, EventRef, Expr, ExprKind, GivenCommand, Type,
};

use super::by_key::maps;
use super::exprs::of_event;
use super::not_yet;
use crate::case::held;
use crate::cx::Cx;
use crate::expr::is_read;
use crate::kind::lacks_address;

/// What an expression speaks of.
#[derive(Clone, Copy)]
enum Of {
    Row,
    Event(EventRef),
    Report,
}

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for automation in cx.model.automations.values() {
        let of = match automation.source {
            AutomationSource::View(_) => Of::Row,
            AutomationSource::Event(event) => Of::Event(event),
        };
        for expr in automation.filter.iter().chain(&automation.due) {
            reads(cx, of, expr, findings);
        }
        match &automation.target {
            AutomationTarget::Command(given) => gives(cx, of, given, findings),
            AutomationTarget::Call {
                fields, outcomes, ..
            } => {
                for expr in fields {
                    reads(cx, of, expr, findings);
                }
                for given in outcomes {
                    gives(cx, of, given, findings);
                }
            }
        }
    }
    for translation in cx.model.translations.values() {
        gives(cx, Of::Report, &translation.command, findings);
    }
}

fn gives(cx: &Cx<'_>, of: Of, given: &GivenCommand, findings: &mut Vec<Diagnostic>) {
    let values = given.fields.iter().map(|(_, value)| value);
    for expr in given.subject.iter().chain(values) {
        reads(cx, of, expr, findings);
    }
    let CommandRef::Act(kind, step) = given.command else {
        return;
    };
    let Some(def) = cx
        .step(kind, step)
        .filter(|_| step == Step::Base(Act::Request))
    else {
        return;
    };
    let is_given = |field: &coact_model::model::PayloadField| {
        let mut known = given.fields.iter();
        known.any(|(at, _)| {
            def.payload
                .get(*at)
                .is_some_and(|known| known.name.text == field.name.text)
        })
    };
    if lacks_address(cx, kind, is_given) {
        findings.push(not_yet(
            def.command.loc,
            format!(
                "an automation that gives `{}` and does not say what encloses it",
                def.command.text
            ),
        ));
    }
}

fn reads(cx: &Cx<'_>, of: Of, expr: &Expr, findings: &mut Vec<Diagnostic>) {
    match of {
        Of::Event(EventRef::Act(kind, _)) => findings.extend(of_event(cx, kind, expr)),
        Of::Row | Of::Report | Of::Event(EventRef::Plain(_)) => {}
    }
    findings.extend(maps(expr));
    for part in expr.all() {
        let what = match &part.kind {
            ExprKind::Fact(found, ..)
            | ExprKind::Derived(found, ..)
            | ExprKind::Inverse(found, ..)
                if is_read(found) =>
            {
                "reading a fact of what is found by its key"
            }
            ExprKind::Fact(..)
            | ExprKind::Derived(..)
            | ExprKind::Inverse(..)
            | ExprKind::ActField(..)
            | ExprKind::ActMeta(..)
            | ExprKind::FactTest(..)
                if !matches!(of, Of::Event(EventRef::Act(..))) =>
            {
                "an automation that reads more than what it works on"
            }
            ExprKind::Find(..) if matches!(part.ty, Type::Map(..)) => {
                "entities found by several keys"
            }
            ExprKind::Find(entity, keys) => {
                let facts: Vec<usize> = keys.iter().filter_map(|(fact, _)| *fact).collect();
                if facts.is_empty() || held::unique(cx, *entity, &facts).is_some() {
                    continue;
                }
                "an entity found by facts that no act sets"
            }
            _ => continue,
        };
        findings.push(not_yet(part.loc, what));
    }
}
