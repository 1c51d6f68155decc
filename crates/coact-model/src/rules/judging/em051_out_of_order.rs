use std::collections::{BTreeMap, BTreeSet};

use super::Cx;
use super::trials::Trial;
use crate::Loc;
use crate::ctp::{Act, Status, Step, next};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{
    Binding, ConstantId, EventRef, Expect, Expr, ExprKind, KindId, Policy, Spec, SpecStepKind,
};
use crate::rules::{Findings, Rule, or};

/// An act of a spec that the transaction pattern does not admit after those before it.
pub(crate) const RULE: Rule = Rule {
    code: "EM051",
    name: "out-of-order",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM051.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for spec in cx.model.specs.values() {
        let mut history = History {
            cx,
            spec,
            at: BTreeMap::new(),
            lost: false,
        };
        let mut trials = Trial::of(spec).into_iter();
        for step in &spec.steps {
            match &step.kind {
                SpecStepKind::Given { act, unchecked } => {
                    let Some(subject) = history.subject(act.subject.as_ref()) else {
                        continue;
                    };
                    let instance = (act.kind, subject);
                    if *unchecked {
                        history.at.insert(instance, None);
                    } else {
                        findings.extend(history.happens(instance, act.step, step.named, true));
                    }
                }
                SpecStepKind::When(act) => {
                    let trial = trials.next();
                    let succeeds = trial.as_ref().is_some_and(Trial::succeeds);
                    let rejected =
                        !succeeds && trial.as_ref().is_some_and(|it| !it.expected.is_empty());
                    let made = || {
                        let expected = &trial.as_ref()?.expected;
                        expected.iter().find_map(|(expect, _)| match expect {
                            Expect::Event {
                                kind,
                                step,
                                subject,
                                ..
                            } if (*kind, *step) == (act.kind, act.step) => subject.as_ref(),
                            _ => None,
                        })
                    };
                    let subject = act.subject.as_ref().or_else(made);
                    if let Some(subject) = history.subject(subject) {
                        let instance = (act.kind, subject);
                        if succeeds {
                            findings.extend(history.happens(instance, act.step, step.named, false));
                        } else if !rejected {
                            history.at.insert(instance, None);
                        }
                        // A key that the spec leaves out is made up; the event gives it its name.
                        if let Some(called) = history.subject(made())
                            && let Some(there) = history.at.get(&instance).cloned()
                        {
                            history.at.insert((act.kind, called), there);
                        }
                    }
                }
                SpecStepKind::Automations => {
                    trials.next();
                    history.lost = true;
                }
                SpecStepKind::WhenCommand { .. } => {
                    trials.next();
                }
                SpecStepKind::Arrives { .. } => {
                    trials.next();
                    history.lost = true;
                }
                SpecStepKind::Now(_)
                | SpecStepKind::Lookup(..)
                | SpecStepKind::Answer { .. }
                | SpecStepKind::GivenEvent { .. }
                | SpecStepKind::Then(_) => {}
            }
            if history.lost {
                break;
            }
        }
    }
}

/// A transaction of a spec: its kind, and the constant of what it is about.
type Instance = (KindId, ConstantId);

/// Where the transactions of a spec may stand.
struct History<'c, 'm> {
    cx: &'c Cx<'m>,
    spec: &'m Spec,
    /// The statuses that are possible; none where all are.
    at: BTreeMap<Instance, Option<BTreeSet<Status>>>,
    /// Something happened that the spec does not tell in full.
    lost: bool,
}

impl History<'_, '_> {
    /// The constant that an act is about, where it is an entity of its own.
    fn subject(&self, subject: Option<&Expr>) -> Option<ConstantId> {
        let ExprKind::Constant(id) = subject?.kind else {
            return None;
        };
        let own = !matches!(self.spec.constants[id].binding, Binding::Value(_));
        own.then_some(id)
    }

    /// An act happens; a finding where it cannot.
    fn happens(
        &mut self,
        instance: Instance,
        step: Step,
        loc: Loc,
        given: bool,
    ) -> Option<Diagnostic> {
        let cx = self.cx;
        let before = self
            .at
            .entry(instance)
            .or_insert_with(|| Some(BTreeSet::from([Status::INITIAL])));
        let possible = tacitly(cx, instance.0, before.as_ref()?);
        let after: BTreeSet<Status> = possible
            .iter()
            .filter_map(|status| follow(cx, instance.0, *status, step))
            .collect();
        let wrong = after.is_empty();
        *before = (!wrong).then_some(after);
        // With it the requests of children may be taken back.
        let mut links = cx.model.links.values();
        self.lost =
            !matches!(step, Step::Base(_)) && links.any(|link| link.policy == Policy::Cascade);
        wrong.then(|| self.told(instance, step, loc, given, &possible))
    }

    fn told(
        &self,
        (kind, subject): Instance,
        step: Step,
        loc: Loc,
        given: bool,
        possible: &BTreeSet<Status>,
    ) -> Diagnostic {
        let model = self.cx.model;
        let acts = model.kinds[kind].acts.iter();
        let open = acts.filter(|act| {
            let mut statuses = possible.iter();
            statuses.any(|status| follow(self.cx, kind, *status, act.step).is_some())
        });
        // What takes an act back is offered, and seldom what was forgotten.
        let open = open.filter(|act| !matches!(act.step, Step::Revoke(_)));
        let names: Vec<String> = open
            .map(|act| {
                let name = if given { &act.event } else { &act.command };
                format!("`{}`", name.text)
            })
            .collect();
        let constant = &self.spec.constants[subject].name.text;
        let what = match (given, model.kinds[kind].act(step)) {
            (true, _) => model.event_name(EventRef::Act(kind, step)),
            (false, def) => def.map_or("", |def| def.command.text.as_str()),
        };
        let finding = RULE
            .at(
                loc,
                format!(
                    "the pattern of `{}` does not admit `{what}` here",
                    self.cx.kind(kind)
                ),
            )
            .label(format!("not after what is told of `{constant}`"));
        let unchecked = if given {
            ", or say `given unchecked`"
        } else {
            ", or expect `rejected pattern`"
        };
        finding.hint(if names.is_empty() {
            format!("nothing follows there{unchecked}")
        } else {
            format!("what can follow there is {}{unchecked}", or(&names))
        })
    }
}

/// Where a step leads.
fn follow(cx: &Cx<'_>, kind: KindId, status: Status, step: Step) -> Option<Status> {
    let model = cx.model;
    let found = &model.kinds[kind];
    let tacit = found.is_tacit(Act::Execute);
    next(model.profile, found.pattern, tacit, status, step)
}

/// The statuses, and those that tacit acts lead to from them.
fn tacitly(cx: &Cx<'_>, kind: KindId, from: &BTreeSet<Status>) -> BTreeSet<Status> {
    let mut all = from.clone();
    let mut open: Vec<Status> = from.iter().copied().collect();
    while let Some(status) = open.pop() {
        let acts = cx.model.kinds[kind].acts.iter().filter(|act| act.tacit);
        for after in acts.filter_map(|act| follow(cx, kind, status, act.step)) {
            if all.insert(after) {
                open.push(after);
            }
        }
    }
    all
}
