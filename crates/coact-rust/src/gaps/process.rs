//! Links and waits that are not covered.

mod apart;

use coact_model::ctp::{Act, Step};
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{ActionRule, Expr, KindId, LinkId, Response};

use super::not_yet;
use crate::cx::Cx;
use crate::kind::{cascade, operative, payload, rules, tacit, waits};
use crate::no_more;

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, link) in cx.model.links.iter() {
        let initiates = cx
            .place(link.target.0)
            .parent
            .is_some_and(|(_, by)| by == id);
        let initiates = initiates
            || cx
                .apart(link.target.0)
                .is_some_and(|(_, by)| std::ptr::eq(by, link));
        if link.apart {
            apart::check(cx, link, findings);
        }
        if initiates
            && cascade::cascades(cx, link.target.0)
            && !cascade::is_blank(cx, link.target.0)
        {
            findings.push(not_yet(
                link.loc,
                "`on revert cascade` where a revocation has a payload that nothing gives",
            ));
        }
        let by_itself = link.automated && cx.responses(id).is_empty();
        if by_itself && !initiates && !reaches(cx, link.source.0, link.target.0) {
            findings.push(not_yet(
                link.loc,
                "an automated act of another transaction than this or an enclosing one",
            ));
        }
        if by_itself {
            values(cx, link.target, &link.payload, findings);
        }
        if operative::is_activation(link.source.0, link.target) {
            let kind = link.target.0;
            let is_automated = cx.is_automated(kind, link.target.1);
            if cx.parent(kind).is_some() {
                findings.push(not_yet(
                    link.loc,
                    "a self-activation of what is enclosed by another",
                ));
            } else if !is_automated {
                findings.push(not_yet(link.loc, "a self-activation that people perform"));
            }
        }
    }
    for (id, kind) in cx.model.kinds.iter() {
        let request = cx.act(id, Act::Request);
        let field = |at: &usize| request.and_then(|request| request.payload.get(*at));
        let addresses = cx.addresses(id);
        if let [Some(first), Some(second), ..] = *addresses.iter().map(field).collect::<Vec<_>>()
            && (cx.place(id).own_subject || cx.apart(id).is_some())
        {
            findings.push(not_yet(
                second.name.loc,
                format!(
                    "a request that leaves open whether `{}` or `{}` is what encloses it",
                    first.name.text, second.name.text
                ),
            ));
        }
        for act in &kind.acts {
            if act.tacit && !tacit::is_blank(cx, id, act) {
                findings.push(not_yet(
                    kind.name.loc,
                    "a tacit act with a payload that nothing gives",
                ));
            }
            if act.tacit
                && !matches!(
                    act.step,
                    Step::Base(Act::Promise | Act::Execute | Act::Declare | Act::Accept)
                )
            {
                findings.push(not_yet(kind.name.loc, "this tacit act"));
            }
        }
    }
    waits(cx, findings);
    responses(cx, findings);
}

/// Whether an act of `target` can be found from an instance of `source`: the same, or one around it.
fn reaches(cx: &Cx<'_>, source: KindId, target: KindId) -> bool {
    if cx.place(source).case != cx.place(target).case {
        return false;
    }
    !cx.place(target).many || cx.enclosing(source).contains(&target) && cx.sees(source, target)
}

fn waits(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for wait in cx.model.waits.values() {
        let (source, _) = wait.source;
        let from = match wait.target {
            (target, Act::Request) => cx.parent(target),
            (target, _) => Some(target),
        };
        let Some(around) = from.and_then(|from| cx.shared(from, source)) else {
            findings.push(not_yet(
                wait.loc,
                "a wait between ends that share no transaction",
            ));
            continue;
        };
        if !cx.sees(wait.target.0, around) {
            findings.push(not_yet(
                wait.loc,
                "a wait for what lies more than one level further out",
            ));
        }
        if wait.count.is_none() && !is_decided_within(cx, source, around) {
            findings.push(not_yet(
                wait.loc,
                "a wait for children until a person says that there are `no more`",
            ));
        }
    }
}

/// The same of every link from `around` down to a kind; of one that has a single instance, only its own.
fn is_decided_within(cx: &Cx<'_>, source: KindId, around: KindId) -> bool {
    let above = if cx.place(source).many {
        waits::between(cx, source, around)
    } else {
        Vec::new()
    };
    let own = (source != around).then_some(source);
    let mut links = above
        .into_iter()
        .chain(own)
        .filter_map(|kind| cx.place(kind).parent);
    links.all(|(_, link)| is_decided(cx, cx.model.links[link].target.0, link))
}

/// Whether nothing ever says that no more of several will be asked for.
fn is_left_open(cx: &Cx<'_>, source: KindId, around: KindId) -> bool {
    let above = waits::between(cx, source, around);
    let own = (source != around).then_some(source);
    let mut links = above
        .into_iter()
        .chain(own)
        .filter_map(|kind| cx.place(kind).parent);
    cx.place(source).many
        && links.any(|(_, link)| {
            let def = &cx.model.links[link];
            def.max.is_none() && !is_decided(cx, def.target.0, link)
        })
}

/// Whether the model says when nothing more will be asked for by a link, or gives a person a word for it.
fn is_decided(cx: &Cx<'_>, child: KindId, link: LinkId) -> bool {
    let def = &cx.model.links[link];
    def.max == Some(def.min) || !cx.responses(link).is_empty() || no_more::of(cx, child).is_some()
}

fn responses(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for rule in cx.model.rules.values() {
        for (kind, _) in &rule.while_ {
            let shared = cx.shared(rule.kind, *kind);
            if !shared.is_some_and(|around| cx.sees(rule.kind, around)) {
                findings.push(not_yet(rule.loc, "this `while`"));
            } else if shared.is_some_and(|around| is_left_open(cx, *kind, around)) {
                findings.push(not_yet(
                    rule.loc,
                    "a `while` over children until a person says that there are `no more`",
                ));
            }
        }
        for response in rule.then.iter().chain(&rule.otherwise) {
            let apart = cx.apart(response.kind).map(|(parent, _)| parent) == Some(rule.kind);
            let child = apart
                || cx
                    .parent(response.kind)
                    .is_some_and(|parent| parent == rule.kind || !cx.place(parent).many);
            if rules::binds_child(cx, rule, response)
                && !rule.assessments.is_empty()
                && cx.place(rule.kind).many
            {
                findings.push(not_yet(
                    response.loc,
                    "an enforced rule that binds who asks for a child of one of several",
                ));
            }
            if cx.is_by_itself(rule, response) {
                values(
                    cx,
                    (response.kind, response.step),
                    &response.payload,
                    findings,
                );
            }
            let requests = response.step == Step::Base(Act::Request);
            if requests && response.each.is_some() && is_second_list(cx, rule, response) {
                findings.push(not_yet(
                    response.loc,
                    format!(
                        "a second list that `{}` is asked for by",
                        cx.kind_name(response.kind)
                    ),
                ));
            }
            if response.subject.is_some() && !requests && is_named_inside(cx, rule, response) {
                continue;
            }
            if response.subject.is_some() {
                findings.push(not_yet(response.loc, "a response `for` another subject"));
            } else if response.each.is_some()
                && !(requests && (apart || cx.place(response.kind).own_subject))
            {
                findings.push(not_yet(response.loc, "this act once per element"));
            } else if !(child && requests || reaches(cx, rule.kind, response.kind)) {
                findings.push(not_yet(
                    response.loc,
                    "an act of this transaction as a response",
                ));
            }
        }
    }
}

/// Values of what happens by itself are computed where the act is decided, where they are the field's default; others
/// are before.
fn values(
    cx: &Cx<'_>,
    (kind, step): (KindId, Step),
    payload: &[(usize, Expr)],
    findings: &mut Vec<Diagnostic>,
) {
    let Some(def) = cx.step(kind, step) else {
        return;
    };
    for (at, value) in payload {
        if let Some(field) = def.payload.get(*at)
            && value.has_inputs()
            && cx.default_of(kind, field).is_some()
            && !payload::is_default(cx, kind, field, value)
        {
            findings.push(not_yet(
                value.loc,
                "a second value for a field, where it asks or reads the clock",
            ));
        }
    }
}

/// Whether a response is an act of one of several instances that the transaction of its rule encloses.
fn is_named_inside(cx: &Cx<'_>, rule: &ActionRule, response: &Response) -> bool {
    cx.place(response.kind).many
        && response.kind != rule.kind
        && cx.enclosing(response.kind).contains(&rule.kind)
        && cx.sees(response.kind, rule.kind)
}

/// Whether instances of this kind remember an element of another list, and it could not be told of which.
fn is_second_list(cx: &Cx<'_>, rule: &ActionRule, response: &Response) -> bool {
    let (Some((local, _)), Some(first)) = (&response.each, cx.per_element(response.kind)) else {
        return false;
    };
    if std::ptr::eq(first.local, local) {
        return false;
    }
    let own = |branch: &&Vec<Response>| branch.iter().any(|found| std::ptr::eq(found, response));
    let beside = [&rule.then, &rule.otherwise].into_iter().find(own);
    let is_first = |found: &Response| {
        let each = found.each.as_ref();
        each.is_some_and(|(local, _)| std::ptr::eq(local, first.local))
            && cx.is_by_itself(rule, found)
    };
    let is_told =
        cx.is_by_itself(rule, response) && beside.is_some_and(|branch| branch.iter().any(is_first));
    let payload = response.payload.iter().map(|(at, value)| (*at, value));
    let key = cx.element_of(local, payload).key.map(|(at, _)| at);
    !is_told || key != first.key.map(|(at, _)| at)
}
