//! Facts of several instances, on any level within what encloses both ends of a wait.

use coact_model::ctp::{Act, FactWord, Outcome};
use coact_model::model::KindId;

use super::decided::decided;
use super::is_gone;
use super::view::View;
use crate::case::{Entry, stands};

/// Whether a fact stands of all instances within `around`, with the kinds in between: each of them that counts has enough,
/// and nothing more will be asked for.
pub(super) fn all(
    view: &View<'_>,
    between: &[KindId],
    source: KindId,
    around: KindId,
    fact: FactWord,
) -> bool {
    let cx = view.cx;
    let Some((level, deeper)) = between.split_first() else {
        // Who asks whether they are withdrawn counts those too.
        let withdrawn = FactWord::Revocation(Act::Request, Outcome::Allowed);
        let counts = |entry: &Entry| fact == withdrawn || !is_gone(entry.instance.status);
        let holds = |entry: &Entry| stands(Some(&entry.instance), fact);
        return enough(view, source, around, counts, holds);
    };
    if !cx.place(*level).many {
        let only = view.case.only(*level);
        if only.is_none_or(|entry| is_gone(entry.instance.status)) {
            let is_optional = cx.link(*level).is_some_and(|(_, link)| link.min == 0);
            return is_optional && decided(view, *level, around);
        }
        return all(view, deeper, source, *level, fact);
    }
    let counts = |entry: &Entry| !is_gone(entry.instance.status);
    let holds = |entry: &Entry| all(&view.within(*level, entry), deeper, source, *level, fact);
    enough(view, *level, around, counts, holds)
}

/// Whether all instances of a kind that count hold, they are enough, and no more will be asked for.
fn enough(
    view: &View<'_>,
    kind: KindId,
    around: KindId,
    counts: impl Fn(&Entry) -> bool,
    holds: impl Fn(&Entry) -> bool,
) -> bool {
    let least = view.cx.link(kind).map_or(1, |(_, link)| link.min);
    let mut standing = 0_u64;
    for entry in view.each(kind, around) {
        // What was withdrawn or given up does not count.
        if !counts(entry) {
            continue;
        }
        if !holds(entry) {
            return false;
        }
        standing = standing.saturating_add(1);
    }
    standing >= least && decided(view, kind, around)
}

/// How many instances within `around` a fact stands of.
pub(super) fn number(
    view: &View<'_>,
    between: &[KindId],
    source: KindId,
    around: KindId,
    fact: FactWord,
) -> u64 {
    let Some((level, deeper)) = between.split_first() else {
        let each = view.each(source, around).into_iter();
        let standing = each.filter(|entry| stands(Some(&entry.instance), fact));
        return u64::try_from(standing.count()).unwrap_or(u64::MAX);
    };
    if !view.cx.place(*level).many {
        return number(view, deeper, source, *level, fact);
    }
    let each = view.each(*level, around).into_iter();
    each.map(|entry| number(&view.within(*level, entry), deeper, source, *level, fact))
        .sum()
}
