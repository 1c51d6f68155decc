//! Links of processes: which act follows a fact, and which act waits for one.

use std::collections::{BTreeSet, HashMap};

use coact_syntax::ast::{self, Act, Arrow, FactRef, FactWord, ProcessItem, ProcessMember};

use super::actors;
use super::link_words::Words;
use crate::Loc;
use crate::ctp::{Performer, Step, step_of, step_words};
use crate::diagnostics::Diagnostic;
use crate::model::{ActorId, KindId, Model, ResponseLink, Retry, WaitLink};
use crate::resolve::cx::{ItemRef, Names};
use crate::rules;

/// A link's two ends, for finding it a second time.
type Ends = (Arrow, (KindId, FactWord), (KindId, Step));

/// Reads the links of all processes, one process after the other.
#[derive(Default)]
pub(super) struct Links {
    seen: HashMap<Ends, Loc>,
    pub(super) doubts: Doubts,
}

/// Where something is reported already that may be why a kind is never asked for.
#[derive(Default)]
pub(super) struct Doubts {
    /// A link could not be read or does not say where it ends: it may have ended at any kind.
    pub(super) anywhere: bool,
    /// Kinds with a faulty link to them.
    pub(super) kinds: BTreeSet<KindId>,
}

impl Links {
    /// Adds the links of one process to the model. Payloads are left to the next phase.
    pub(super) fn read(
        &mut self,
        names: &Names,
        item: &ItemRef<'_>,
        source: &ProcessItem,
        model: &mut Model,
        findings: &mut Vec<Diagnostic>,
    ) {
        for member in &source.members {
            match member {
                ProcessMember::Link(link) => {
                    let before = model.links.len();
                    let target = self.link(names, item, link, model, findings);
                    if link.arrow == Arrow::Response && model.links.len() == before {
                        match target {
                            Some(kind) => {
                                self.doubts.kinds.insert(kind);
                            }
                            None => self.doubts.anywhere = true,
                        }
                    }
                }
                ProcessMember::Broken(_) => {}
            }
        }
    }

    /// Adds a link where nothing is wrong with it; answers the kind where it ends.
    fn link(
        &mut self,
        names: &Names,
        item: &ItemRef<'_>,
        link: &ast::Link,
        model: &mut Model,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<KindId> {
        let source = fact(names, model, item, &link.source, findings);
        let target = act(names, model, item, &link.target, findings);
        let words = Words::read(item, link, findings);
        let target = target?;
        let ending = Some(target.0);
        let (Some(source), Some(words)) = (source, words) else {
            return ending;
        };
        let loc = item.loc(link.span);
        if source.0 == target.0 && !is_self_activation(link.arrow, source, target) {
            let kind = &model.kinds[source.0].name.text;
            let again = link.arrow == Arrow::Response && target.1 == Step::Base(Act::Request);
            findings.push(rules::link_inside(loc, kind, again));
            return ending;
        }
        let ends: Ends = (link.arrow, source, target);
        if let Some(first) = self.seen.get(&ends) {
            findings.push(rules::link_twice(loc, *first));
            return ending;
        }
        self.seen.insert(ends, loc);
        match link.arrow {
            Arrow::Response => {
                if !somebody_is_entitled(model, source, target) {
                    let name = |kind: KindId| model.kinds[kind].name.clone();
                    findings.push(rules::nobody_entitled(
                        loc,
                        &name(source.0),
                        &name(target.0),
                        target.1,
                    ));
                    return ending;
                }
                model.links.push(ResponseLink {
                    source,
                    target,
                    min: words.bounds.map_or(1, |(min, _)| min),
                    max: words.bounds.map_or(Some(1), |(_, max)| max),
                    subject: None,
                    payload: Vec::new(),
                    key: None,
                    automated: link.automated.is_some(),
                    retry: link.retry.map(|retry| Retry { times: retry.times }),
                    apart: link.apart.is_some(),
                    policy: words.policy,
                    risk: link.risk.as_ref().map(|risk| risk.value.clone()),
                    loc,
                });
            }
            Arrow::Wait => {
                let Step::Base(act) = target.1 else {
                    findings.push(rules::wait_into_a_revocation(item.loc(link.target.span)));
                    return ending;
                };
                // Where the execution is folded into the declaration, what it waits for gates that.
                let folded = act == Act::Execute && model.kinds[target.0].is_tacit(Act::Execute);
                model.waits.push(WaitLink {
                    source,
                    target: (target.0, if folded { Act::Declare } else { act }),
                    count: words.bounds.map(|(min, _)| min),
                    loc,
                });
            }
        }
        ending
    }
}

/// The next occurrence is asked for when this one starts.
fn is_self_activation(arrow: Arrow, source: (KindId, FactWord), target: (KindId, Step)) -> bool {
    arrow == Arrow::Response
        && source.1 == FactWord::Base(Act::Request)
        && target.1 == Step::Base(Act::Request)
}

/// A fact of a kind that has it.
pub(super) fn fact(
    names: &Names,
    model: &Model,
    item: &ItemRef<'_>,
    source: &FactRef,
    findings: &mut Vec<Diagnostic>,
) -> Option<(KindId, FactWord)> {
    let kind = names.kind(item, &source.kind, findings)?;
    let step = step_of(source.fact);
    let definition = &model.kinds[kind];
    let loc = item.loc(source.span);
    if step == Step::Base(Act::Execute) && definition.is_tacit(Act::Execute) {
        findings.push(rules::never_executed(loc, &definition.name));
        return None;
    }
    if definition.act(step).is_none() {
        findings.push(rules::step_not_there(
            loc,
            &definition.name,
            &step_words(step),
        ));
        return None;
    }
    Some((kind, source.fact))
}

/// An act of a kind that has it.
fn act(
    names: &Names,
    model: &Model,
    item: &ItemRef<'_>,
    target: &ast::ActRef,
    findings: &mut Vec<Diagnostic>,
) -> Option<(KindId, Step)> {
    let loc = item.loc(target.span);
    let Some(path) = &target.kind else {
        findings.push(rules::act_without_kind(loc, &step_words(target.step)));
        return None;
    };
    let kind = names.kind(item, path, findings)?;
    let definition = &model.kinds[kind];
    if definition.act(target.step).is_none() {
        findings.push(rules::step_not_there(
            loc,
            &definition.name,
            &step_words(target.step),
        ));
        return None;
    }
    Some((kind, target.step))
}

/// Whether a party of the source may perform the act of the target.
fn somebody_is_entitled(model: &Model, source: (KindId, FactWord), target: (KindId, Step)) -> bool {
    parties(model, source.0)
        .into_iter()
        .any(|role| may_perform(model, role, target))
}

/// All roles that take part in a kind.
pub(super) fn parties(model: &Model, kind: KindId) -> Vec<ActorId> {
    let kind = &model.kinds[kind];
    let mut roles = kind.initiators.clone();
    roles.push(kind.executor);
    roles
}

/// Whether a filler of the role may perform the act: in it, or in a part of it.
pub(super) fn may_perform(model: &Model, role: ActorId, (kind, step): (KindId, Step)) -> bool {
    let kind = &model.kinds[kind];
    match crate::ctp::performer(step) {
        Performer::Initiator => kind
            .initiators
            .iter()
            .any(|wanted| actors::meet(&model.actors, role, *wanted)),
        Performer::Executor => actors::meet(&model.actors, role, kind.executor),
    }
}
