//! Wait links: an act waits until a fact stands.
//!
//! They test states, not history, of every instance that was asked for and not withdrawn within the nearest transaction that
//! encloses both ends, and stay closed until it is decided that no more will be asked for.

mod decided;
mod several;
mod view;

use coact_model::ctp::{Act, Base, FactWord, Status, Step};
use coact_model::model::KindId;
use coact_runtime::RejectionKind;

use super::{Case, Site, stands};
use crate::cx::Cx;
use crate::rejection::{Decision, Rejection};
pub(crate) use view::View;

/// Refuses a step while a wait into it is closed.
pub(super) fn check(cx: &Cx<'_>, case: &Case, site: &Site<'_>, step: Step) -> Decision<()> {
    for wait in cx.model.waits.values() {
        if wait.target.0 != site.kind || Step::Base(wait.target.1) != step {
            continue;
        }
        let from = match wait.target.1 {
            Act::Request => cx.parent(site.kind).unwrap_or(site.kind),
            _ => site.kind,
        };
        if !condition(cx, case, site, from, wait.source, wait.count) {
            let name = format!("waits.{}", cx.kind_name(wait.source.0));
            return Err(Rejection::new(RejectionKind::Waits, name, "", wait.loc));
        }
    }
    Ok(())
}

/// Whether a fact stands, seen from an instance; the instances that count are sought from `from`, which is the kind of the
/// instance or what encloses it.
pub(crate) fn condition(
    cx: &Cx<'_>,
    case: &Case,
    site: &Site<'_>,
    from: KindId,
    (source, fact): (KindId, FactWord),
    count: Option<u64>,
) -> bool {
    let Some(around) = cx.shared(from, source) else {
        return false;
    };
    let view = View::of(cx, case, site.clone());
    if source == around {
        return stands(view.instance(around), fact);
    }
    if !cx.place(source).many {
        return one(&view, source, around, fact, count);
    }
    let between = between(cx, source, around);
    match count {
        Some(count) => several::number(&view, &between, source, around, fact) >= count,
        None => several::all(&view, &between, source, around, fact),
    }
}

/// The kinds between one and what encloses it, from the outermost.
pub(crate) fn between(cx: &Cx<'_>, source: KindId, around: KindId) -> Vec<KindId> {
    let inside = |kind: &KindId| *kind != around;
    let mut between: Vec<KindId> = cx
        .enclosing(source)
        .into_iter()
        .take_while(inside)
        .collect();
    between.reverse();
    between.pop();
    between
}

/// Whether a fact stands of the only instance of a kind.
fn one(
    view: &View<'_>,
    source: KindId,
    around: KindId,
    fact: FactWord,
    count: Option<u64>,
) -> bool {
    let least = view.cx.link(source).map_or(1, |(_, link)| link.min);
    let only = view.case.only(source).map(|entry| &entry.instance);
    let holds = || stands(only, fact);
    match (count.unwrap_or(least), count) {
        (0, Some(_)) => true,
        (1, _) => holds(),
        (0, None) => {
            let initial = only.is_none_or(|only| only.status.base == Base::Initial);
            holds() || (initial && decided::decided(view, source, around))
        }
        _ => false,
    }
}

/// Whether a status is that of what was withdrawn or given up, which does not count.
const fn is_gone(status: Status) -> bool {
    matches!(status.base, Base::Initial | Base::Quitted | Base::Stopped)
}

/// How many instances of `source` are live within `around`.
pub(super) fn live(
    cx: &Cx<'_>,
    case: &Case,
    site: &Site<'_>,
    source: KindId,
    around: KindId,
) -> u64 {
    View::of(cx, case, site.clone()).living(source, around)
}
