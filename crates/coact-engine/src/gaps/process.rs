//! Links, waits, rules and acts that are not covered.

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, KindId, LinkId, Mode, ResponseLink, Type};

use super::lacks;
use crate::case::{no_more, operative, waits};
use crate::cx::{Cx, Gap, in_command};

const REQUEST: Step = Step::Base(Act::Request);

pub(super) fn check(cx: &Cx<'_>) -> Result<(), Gap> {
    for (id, link) in cx.model.links.iter() {
        self::link(cx, id, link)?;
    }
    for (id, kind) in cx.model.kinds.iter() {
        if cx.address(id).is_some() && cx.addresses(id).len() > 1 {
            return lacks(kind.name.loc, "a request that leaves open what encloses it");
        }
        for def in kind.acts.iter().filter(|def| def.tacit) {
            if !def
                .payload
                .iter()
                .enumerate()
                .all(|(at, _)| is_blank(cx, id, def, at))
            {
                return lacks(
                    kind.name.loc,
                    "a tacit act with a payload that nothing gives",
                );
            }
        }
    }
    waits(cx)?;
    responses(cx)
}

/// Whether a field needs nobody to give it a value.
fn is_blank(cx: &Cx<'_>, kind: KindId, def: &ActDef, at: usize) -> bool {
    let Some(field) = def.payload.get(at) else {
        return true;
    };
    cx.default_of(kind, def.step, at).is_some()
        || matches!(field.ty, Type::Optional(_))
        || !in_command(field)
}

fn link(cx: &Cx<'_>, id: LinkId, link: &ResponseLink) -> Result<(), Gap> {
    if link.apart {
        return match apart(cx, link) {
            Some(what) => lacks(link.loc, what),
            None => Ok(()),
        };
    }
    let (source, (target, step)) = (link.source.0, link.target);
    if operative::is_activation(source, link.target) {
        if cx.parent(target).is_some() {
            return lacks(link.loc, "a self-activation of what is enclosed by another");
        }
        if !cx.is_automated(target, step) {
            return lacks(link.loc, "a self-activation that people perform");
        }
        return Ok(());
    }
    let parent = cx.place(target).parent;
    let initiates = parent.is_some_and(|(_, by)| by == id);
    let by_itself = link.automated && cx.responses(id).is_empty();
    if by_itself && !initiates && !reaches(cx, source, target) {
        return lacks(link.loc, "an automated act of a transaction elsewhere");
    }
    Ok(())
}

/// Whether an act of `target` can be found from an instance of `source`: the same, or one around it.
fn reaches(cx: &Cx<'_>, source: KindId, target: KindId) -> bool {
    cx.place(source).case == cx.place(target).case
        && (!cx.place(target).many
            || cx.enclosing(source).contains(&target) && cx.sees(source, target))
}

/// What is not covered of a link by which a child is asked for apart.
fn apart(cx: &Cx<'_>, link: &ResponseLink) -> Option<&'static str> {
    let (source, child) = (link.source.0, link.target.0);
    let product = &cx.kind(child).product;
    if link.target.1 != REQUEST {
        return Some("`apart` at what is no request");
    }
    if !product.new || product.fact.is_some() {
        return Some("a child apart that is about what exists already");
    }
    if cx.place(source).many || cx.place(child).many {
        return Some("`apart` between transactions of which a case has several");
    }
    let links = cx.model.links.values();
    let asking = links.filter(|other| other.target == (child, REQUEST));
    (asking.count() > 1).then_some("a child apart that several links ask for")
}

fn waits(cx: &Cx<'_>) -> Result<(), Gap> {
    for wait in cx.model.waits.values() {
        let (target, act) = wait.target;
        let from = match act {
            Act::Request => cx.parent(target),
            _ => Some(target),
        };
        let Some(around) = from.and_then(|from| cx.shared(from, wait.source.0)) else {
            return lacks(wait.loc, "a wait between ends that share no transaction");
        };
        if !cx.sees(target, around) {
            return lacks(wait.loc, "a wait for what lies further out");
        }
        let mut links = within(cx, wait.source.0, around).into_iter();
        if wait.count.is_none() && !links.all(|link| is_decided(cx, link)) {
            return lacks(wait.loc, "a wait until a person says `no more`");
        }
    }
    Ok(())
}

/// The links from `around` down to a kind; of one that has a single instance, only its own.
fn within(cx: &Cx<'_>, source: KindId, around: KindId) -> Vec<LinkId> {
    let above = if cx.place(source).many {
        waits::between(cx, source, around)
    } else {
        Vec::new()
    };
    let own = (source != around).then_some(source);
    let kinds = above.into_iter().chain(own);
    kinds
        .filter_map(|kind| cx.place(kind).parent)
        .map(|(_, link)| link)
        .collect()
}

/// Whether the model says when nothing more will be asked for by a link, or gives a person a word for it.
fn is_decided(cx: &Cx<'_>, link: LinkId) -> bool {
    let def = &cx.model.links[link];
    def.max == Some(def.min)
        || !cx.responses(link).is_empty()
        || no_more::can_be_said(cx, def.target.0)
}

fn responses(cx: &Cx<'_>) -> Result<(), Gap> {
    for rule in cx.model.rules.values() {
        for (kind, _) in &rule.while_ {
            let shared = cx.shared(rule.kind, *kind);
            let Some(around) = shared.filter(|around| cx.sees(rule.kind, *around)) else {
                return lacks(rule.loc, "this `while`");
            };
            let is_open =
                |link: LinkId| cx.model.links[link].max.is_none() && !is_decided(cx, link);
            let mut links = within(cx, *kind, around).into_iter();
            if cx.place(*kind).many && links.any(is_open) {
                return lacks(rule.loc, "a `while` until a person says `no more`");
            }
        }
        for response in rule.then.iter().chain(&rule.otherwise) {
            let binds = rule.mode == Mode::Enforced
                && response.step == REQUEST
                && response.kind != rule.kind
                && !rule.assessments.is_empty();
            if binds && cx.place(rule.kind).many {
                return lacks(rule.loc, "an enforced rule on children of one of several");
            }
            if response.subject.is_some() && response.step == REQUEST {
                return lacks(response.loc, "a response `for` another subject");
            }
            let asks_for_several = response.step == REQUEST
                && (cx.place(response.kind).own_subject || cx.apart(response.kind).is_some());
            if response.each.is_some() && response.subject.is_none() && !asks_for_several {
                return lacks(response.loc, "this act once per element");
            }
            let is_automated = cx.is_by_itself(rule, response);
            let elsewhere = response.step != REQUEST
                && response.subject.is_none()
                && !reaches(cx, rule.kind, response.kind);
            if is_automated && elsewhere {
                return lacks(response.loc, "an automated act of a transaction elsewhere");
            }
        }
    }
    Ok(())
}
