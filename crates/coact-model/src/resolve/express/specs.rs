//! Specs: executable examples.

mod act;
mod constants;
mod definitions;
mod endings;
mod expect;
mod fillers;
mod left_out;
mod outside;
mod plain;
mod rejections;
mod seed;

pub(super) use constants::{Constants, check_definitions};
pub(super) use definitions::{Definition, Level, Scope};
pub(super) use rejections::Rejections;

use coact_syntax::{Span, ast};

use endings::Endings;

use super::super::cx::{ItemRef, doc};
use super::pass::Pass;
use super::scope::Root;
use super::typer::Typer;
use crate::model::{Ident, List, Spec, SpecId, SpecStep, SpecStepKind, Type};
use crate::rules;

/// Reads one spec; `path` are the titles around it.
pub(super) fn spec(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    written: &ast::SpecItem,
    outer: &Scope<'_>,
    path: Vec<String>,
    rejections: &Rejections,
) -> SpecId {
    let lets = written.lets.iter();
    let own = Level::of(lets.map(|written| Definition::constant(item, written)));
    let scope = outer.with(&own);
    let definitions = check_definitions(pass, &scope, &own);
    let mut typer = pass.typer(item, Root::Spec);
    typer.constants = Some(Constants::new(scope));
    let mut steps = Vec::new();
    let mut endings = Endings::default();
    for step in &written.steps {
        endings.step(step, typer.findings);
        let read = typer.step(step, rejections);
        // What arrives from outside is not rejected: it waits.
        let tried = matches!(
            read,
            Some(SpecStepKind::When(_) | SpecStepKind::WhenCommand { .. })
        );
        let dared = std::mem::take(&mut typer.dared);
        if tried {
            endings.dared = dared;
        } else if read.is_none() {
            endings.dared.clear();
        }
        if let Some(kind) = read {
            let loc = item.loc(step.span);
            if let SpecStepKind::Then(expect) = &kind {
                let finding = endings.expected(typer.model, expect, loc);
                typer.findings.extend(finding);
            }
            let named = item.loc(named(step));
            steps.push(SpecStep { kind, loc, named });
        }
    }
    endings.end(typer.findings);
    let expects =
        |step: &ast::Step| matches!(step.kind, ast::StepKind::Then(_) | ast::StepKind::Broken);
    if !written.steps.iter().any(expects) && !item.faulty {
        let finding = rules::spec_expects_nothing(item.loc(written.title.span));
        typer.report(finding);
    }
    let fillers = typer.fillers(&steps);
    let constants = typer
        .constants
        .take()
        .map_or_else(List::default, |constants| constants.list);
    pass.model.specs.push(Spec {
        title: Ident {
            text: written.title.value.clone(),
            loc: item.loc(written.title.span),
        },
        doc: doc(written.doc.as_ref()),
        path,
        definitions,
        constants,
        fillers,
        steps,
    })
}

/// Where a step says what it is about.
fn named(step: &ast::Step) -> Span {
    match &step.kind {
        ast::StepKind::GivenEvent { event, .. } => event.span(),
        ast::StepKind::When { command, .. } => command.span(),
        ast::StepKind::Then(ast::Expect::Rejected(Some(name))) => name.span,
        ast::StepKind::Then(ast::Expect::Named { name, .. }) => name.span(),
        _ => step.span,
    }
}

impl Typer<'_> {
    fn step(&mut self, step: &ast::Step, rejections: &Rejections) -> Option<SpecStepKind> {
        Some(match &step.kind {
            ast::StepKind::GivenNow(now) => {
                let now = self.expect(now, &Type::DateTime);
                (now.ty != Type::Error).then_some(SpecStepKind::Now(now))?
            }
            ast::StepKind::GivenLookup(name, args, value) => {
                let Some(id) = self.names.lookups.get(&name.text).copied() else {
                    let loc = self.loc(name.span);
                    let finding = self.names.missing(
                        &[super::super::cx::Space::Lookup],
                        "look-up",
                        &name.text,
                        loc,
                    );
                    self.findings.extend(finding);
                    return None;
                };
                self.not_retired(super::super::cx::Space::Lookup, name);
                let args = self.lookup_args(id, name, args)?;
                let result = self.model.lookups[id].result.clone();
                let value = self.expect(value, &result);
                (value.ty != Type::Error).then_some(SpecStepKind::Lookup(id, args, value))?
            }
            ast::StepKind::GivenAnswer {
                call,
                outcome,
                fields,
            } => self.given_answer(call, outcome, fields)?,
            ast::StepKind::GivenEvent {
                event,
                fields,
                unchecked,
                by,
            } => self.given(event, fields, by.as_ref(), *unchecked)?,
            ast::StepKind::When {
                command,
                fields,
                by,
            } => {
                if self.arrives(command) {
                    self.when_arrives(command, fields, by.as_ref())?
                } else {
                    self.when(command, fields, by.as_ref())?
                }
            }
            ast::StepKind::WhenAutomations => SpecStepKind::Automations,
            ast::StepKind::Then(expect) => {
                SpecStepKind::Then(self.expectation(expect, step.span, rejections)?)
            }
            ast::StepKind::Broken => return None,
        })
    }
}
