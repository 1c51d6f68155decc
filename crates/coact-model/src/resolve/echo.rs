//! One cause, one finding: what is left of the findings about unknown names once their echoes are gone.

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::ast::ItemKind;

use super::cx::ItemRef;
use crate::diagnostics::{Diagnostic, Label};
use crate::{Loc, Sources, rules};

/// How many further places a finding shows.
const SHOWN: usize = 3;

/// Leaves out names that an item which could not be read may declare, and makes one finding of all that
/// look for the same thing: the first place in the order of the texts, with the others beside it.
pub(super) fn silence(
    sources: &Sources,
    items: &[ItemRef<'_>],
    findings: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let unread = unread(sources, items);
    let mut kept = Vec::with_capacity(findings.len());
    let mut unknown: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for finding in findings {
        if !rules::is_of_a_name(finding.code) {
            kept.push(finding);
        } else if !text(sources, finding.primary.loc)
            .is_some_and(|name| unread.contains(name.trim_matches('`')))
        {
            unknown
                .entry(finding.message.clone())
                .or_default()
                .push(finding);
        }
    }
    kept.extend(unknown.into_values().filter_map(merge));
    kept
}

/// The words of the items that could not be read.
fn unread<'s>(sources: &'s Sources, items: &[ItemRef<'_>]) -> BTreeSet<&'s str> {
    items
        .iter()
        .filter(|item| matches!(item.item.kind, ItemKind::Broken))
        .filter_map(|item| text(sources, item.loc(item.item.span)))
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect()
}

fn text(sources: &Sources, loc: Loc) -> Option<&str> {
    let bytes = sources
        .get(loc.file)?
        .bytes
        .get(loc.span.start as usize..loc.span.end as usize)?;
    std::str::from_utf8(bytes).ok()
}

/// The first of several findings of one message, with the places of the others.
fn merge(mut findings: Vec<Diagnostic>) -> Option<Diagnostic> {
    findings.sort_by_key(|finding| finding.primary.loc);
    let mut findings = findings.into_iter();
    let mut first = findings.next()?;
    let mut places: Vec<Loc> = findings.map(|finding| finding.primary.loc).collect();
    places.dedup();
    places.retain(|place| *place != first.primary.loc);
    let more = places.len().saturating_sub(SHOWN);
    let last = places.len().min(SHOWN).saturating_sub(1);
    for (index, loc) in places.into_iter().take(SHOWN).enumerate() {
        let text = if index == last && more > 0 {
            format!("and here, and in {more} more places")
        } else {
            "and here".to_owned()
        };
        first.others.push(Label { loc, text });
    }
    Some(first)
}
