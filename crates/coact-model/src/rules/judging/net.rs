//! Which acts can ever be performed, by the order of the pattern, the response links and the waits.

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::ast;

use super::Cx;
use crate::ctp::{self, FactWord, Pattern, Step};
use crate::model::{KindId, WaitLink};

/// A base act of a kind.
pub(super) type Act = (KindId, ast::Act);

/// The acts of a model and what each needs.
pub(super) struct Net {
    /// All of these must have been performed.
    all: BTreeMap<Act, Vec<Act>>,
    /// One of these must have been performed; without an entry nothing of the kind is needed.
    any: BTreeMap<Act, Vec<Act>>,
}

/// The act that brings about what a wait waits for; none where the wait may be open without it.
pub(super) fn act_waited_for(wait: &WaitLink) -> Option<Act> {
    match wait.source {
        (kind, FactWord::Base(act)) => Some((kind, act)),
        _ => None,
    }
}

impl Net {
    pub(super) fn new(cx: &Cx<'_>) -> Self {
        let mut net = Self {
            all: BTreeMap::new(),
            any: BTreeMap::new(),
        };
        for (id, kind) in cx.model.kinds.iter() {
            for act in ctp::acts(cx.model.profile, Pattern::Complete) {
                if kind.act(Step::Base(act)).is_some() {
                    let before = before(act, kind.is_tacit(ast::Act::Execute));
                    net.all
                        .insert((id, act), before.map(|act| (id, act)).into_iter().collect());
                }
            }
            net.starts(cx, id);
        }
        for wait in cx.model.waits.values() {
            if let Some(source) = act_waited_for(wait)
                && certainly_asked(cx, wait)
                && let Some(needs) = net.all.get_mut(&wait.target)
            {
                needs.push(source);
            }
        }
        net
    }

    /// What starts a kind, where a transaction encloses it wherever it stands: nobody asks for it unasked then,
    /// from outside or not.
    fn starts(&mut self, cx: &Cx<'_>, kind: KindId) {
        let places = cx.places(kind).iter();
        let mut nodes = places.map(|(case, node)| &cx.model.cases[*case].nodes[*node]);
        if cx.places(kind).is_empty() || nodes.any(|node| node.parent.is_none()) {
            return;
        }
        let mut sources = Vec::new();
        for link in cx.links_to(kind) {
            let link = &cx.model.links[*link];
            if link.target.1 == Step::Base(ast::Act::Request) {
                match link.source.1 {
                    FactWord::Base(act) => sources.push((link.source.0, act)),
                    FactWord::Revocation(act, _) => sources.push((link.source.0, act)),
                }
            }
        }
        self.any.insert((kind, ast::Act::Request), sources);
    }

    /// The acts that are never performed.
    pub(super) fn stuck(&self) -> BTreeSet<Act> {
        let mut after: BTreeMap<Act, Vec<Act>> = BTreeMap::new();
        for (act, needs) in self.all.iter().chain(&self.any) {
            for need in needs {
                after.entry(*need).or_default().push(*act);
            }
        }
        let mut done: BTreeSet<Act> = BTreeSet::new();
        let mut open: Vec<Act> = self.all.keys().copied().collect();
        while let Some(act) = open.pop() {
            if !done.contains(&act) && self.is_ready(act, &done) {
                done.insert(act);
                open.extend(after.get(&act).into_iter().flatten());
            }
        }
        self.all
            .keys()
            .copied()
            .filter(|act| !done.contains(act))
            .collect()
    }

    fn is_ready(&self, act: Act, done: &BTreeSet<Act>) -> bool {
        let all = self
            .all
            .get(&act)
            .is_some_and(|needs| needs.iter().all(|need| done.contains(need)));
        let any = self
            .any
            .get(&act)
            .is_none_or(|needs| needs.iter().any(|need| done.contains(need)));
        all && any
    }

    /// Every act that must have been performed before this one, the first time.
    pub(super) fn needs(&self, act: Act) -> BTreeSet<Act> {
        let mut needed = BTreeSet::new();
        let mut open = vec![act];
        while let Some(act) = open.pop() {
            let only = self.any.get(&act).filter(|starts| starts.len() == 1);
            for need in self.all.get(&act).into_iter().chain(only).flatten() {
                if needed.insert(*need) {
                    open.push(*need);
                }
            }
        }
        needed
    }

    /// The act and every stuck act that it needs, directly or through others.
    pub(super) fn needed_by(&self, act: Act, stuck: &BTreeSet<Act>) -> BTreeSet<Act> {
        let mut needed = BTreeSet::from([act]);
        let mut open = vec![act];
        while let Some(act) = open.pop() {
            let needs = self
                .all
                .get(&act)
                .into_iter()
                .chain(self.any.get(&act))
                .flatten();
            for need in needs {
                if stuck.contains(need) && needed.insert(*need) {
                    open.push(*need);
                }
            }
        }
        needed
    }
}

/// The act that must have been performed before this one, the first time.
fn before(act: ast::Act, tacit_execute: bool) -> Option<ast::Act> {
    use ast::Act::{Accept, Declare, Decline, Execute, Promise, Quit, Reject, Request, Stop};
    match act {
        Request => None,
        Promise | Decline => Some(Request),
        Execute => Some(Promise),
        Declare if tacit_execute => Some(Promise),
        Declare => Some(Execute),
        Accept | Reject => Some(Declare),
        Quit => Some(Decline),
        Stop => Some(Reject),
    }
}

/// Whether at least one instance of what is waited for must have been asked for.
fn certainly_asked(cx: &Cx<'_>, wait: &WaitLink) -> bool {
    wait.count.map_or_else(
        || {
            let mut links = cx
                .links_to(wait.source.0)
                .iter()
                .map(|link| &cx.model.links[*link])
                .filter(|link| link.target.1 == Step::Base(ast::Act::Request));
            links.all(|link| link.min > 0)
        },
        |count| count > 0,
    )
}
