//! The acts of a transaction kind: every step of its pattern, with the names and data the text gives them.

use std::collections::BTreeMap;

use coact_syntax::ast::{
    self, Act, ActClause, Naming, RevocationClause, TransactionItem, TransactionMember,
};

use super::naming;
use super::payload::Payload;
use super::types::TypeCx;
use crate::Loc;
use crate::ctp::{self, Pattern, Profile, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{ActDef, Entity, Ident};
use crate::resolve::cx::{ItemRef, doc};
use crate::rules;

/// What the acts of one kind are read against.
pub(super) struct Acts<'a, 'i> {
    pub(super) cx: TypeCx<'a>,
    pub(super) item: &'a ItemRef<'i>,
    pub(super) kind: &'a Ident,
    pub(super) profile: Profile,
    pub(super) pattern: Pattern,
    /// The entity that the kind is about, where it is known.
    pub(super) subject: Option<&'a Entity>,
}

/// What the text says about one step.
#[derive(Clone, Copy)]
struct Clause<'a> {
    naming: &'a Naming,
    doc: Option<&'a ast::Doc>,
    tacit: bool,
}

impl Acts<'_, '_> {
    /// Every step that the pattern and profile admit, in their canonical order.
    pub(super) fn read(
        &self,
        source: &TransactionItem,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<ActDef> {
        let steps = ctp::steps(self.profile, self.pattern);
        let mut clauses: BTreeMap<Step, Clause<'_>> = BTreeMap::new();
        let mut places: BTreeMap<Step, Loc> = BTreeMap::new();
        for member in &source.members {
            let (step, loc) = match member {
                TransactionMember::Act(clause) => {
                    (Step::Base(clause.act), self.item.loc(clause.span))
                }
                TransactionMember::Revocation(clause) => {
                    (Step::Revoke(clause.act), self.item.loc(clause.span))
                }
                _ => continue,
            };
            if !self.admitted(step, &steps, loc, findings) {
                continue;
            }
            if let Some(first) = places.get(&step) {
                findings.push(rules::clause_twice(loc, &ctp::step_words(step), *first));
                continue;
            }
            places.insert(step, loc);
            match member {
                TransactionMember::Act(clause) => self.act(clause, &mut clauses, findings),
                TransactionMember::Revocation(clause) => revocation(clause, &mut clauses),
                _ => {}
            }
        }
        steps
            .into_iter()
            .map(|step| self.definition(step, clauses.get(&step).copied(), findings))
            .collect()
    }

    /// Whether the profile and the pattern have the step.
    fn admitted(
        &self,
        step: Step,
        steps: &[Step],
        loc: Loc,
        findings: &mut Vec<Diagnostic>,
    ) -> bool {
        if steps.contains(&step) {
            return true;
        }
        let in_profile = ctp::steps(self.profile, Pattern::Complete).contains(&step);
        findings.push(if in_profile {
            let enough = [Pattern::Standard, Pattern::Complete]
                .into_iter()
                .find(|pattern| ctp::steps(self.profile, *pattern).contains(&step))
                .unwrap_or(Pattern::Complete);
            rules::act_not_in_pattern(loc, &ctp::step_words(step), self.pattern, enough)
        } else {
            rules::act_not_in_profile(loc, step, self.profile)
        });
        false
    }

    fn act<'c>(
        &self,
        clause: &'c ActClause,
        clauses: &mut BTreeMap<Step, Clause<'c>>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let loc = self.item.loc(clause.span);
        let can_be_tacit = matches!(
            clause.act,
            Act::Promise | Act::Execute | Act::Declare | Act::Accept
        );
        if clause.tacit && !can_be_tacit {
            findings.push(rules::cannot_be_tacit(loc, clause.act.word()));
        }
        let naming = &clause.naming;
        let named = naming.command.is_some() || naming.event.is_some() || naming.payload.is_some();
        if clause.tacit && clause.act == Act::Execute && named {
            findings.push(rules::names_of_nothing(loc));
        }
        if let Some(due) = &clause.due
            && clause.act != Act::Request
        {
            findings.push(rules::due_elsewhere(
                self.item.loc(due.span),
                clause.act.word(),
            ));
        }
        clauses.insert(
            Step::Base(clause.act),
            Clause {
                naming,
                doc: clause.doc.as_ref(),
                tacit: clause.tacit && can_be_tacit,
            },
        );
    }

    fn definition(
        &self,
        step: Step,
        clause: Option<Clause<'_>>,
        findings: &mut Vec<Diagnostic>,
    ) -> ActDef {
        let naming = clause.map(|clause| clause.naming);
        let kind = &self.kind.text;
        let named = |name: Option<&ast::Name>, default: String| match name {
            Some(name) => self.item.ident(name),
            None => Ident {
                text: default,
                loc: self.kind.loc,
            },
        };
        ActDef {
            step,
            performer: ctp::performer(step),
            command: named(
                naming.and_then(|naming| naming.command.as_ref()),
                naming::command(step, kind),
            ),
            event: named(
                naming.and_then(|naming| naming.event.as_ref()),
                naming::event(step, kind),
            ),
            doc: clause.and_then(|clause| doc(clause.doc)),
            tacit: clause.is_some_and(|clause| clause.tacit),
            payload: Payload {
                cx: self.cx,
                item: self.item,
                kind: self.kind,
                step,
                subject: self.subject,
            }
            .read(
                naming
                    .and_then(|naming| naming.payload.as_deref())
                    .unwrap_or_default(),
                findings,
            ),
            due: None,
            declared: naming.map(|naming| self.item.loc(naming.span)),
        }
    }
}

fn revocation<'c>(clause: &'c RevocationClause, clauses: &mut BTreeMap<Step, Clause<'c>>) {
    let parts = [
        (
            Step::Revoke(clause.act),
            Some(&clause.ask),
            clause.doc.as_ref(),
        ),
        (Step::Allow(clause.act), clause.allow.as_ref(), None),
        (Step::Refuse(clause.act), clause.refuse.as_ref(), None),
    ];
    for (step, naming, doc) in parts {
        if let Some(naming) = naming {
            clauses.insert(
                step,
                Clause {
                    naming,
                    doc,
                    tacit: false,
                },
            );
        }
    }
}
