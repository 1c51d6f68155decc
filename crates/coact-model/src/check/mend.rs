//! Changes that certainly mend a finding, made in the texts.

use std::collections::BTreeMap;

use coact_syntax::Span;

use crate::diagnostics::Diagnostic;
use crate::{Loc, Sources};

use super::check_all;

/// How often the texts are checked again: a change may bring to light what it hid, and of changes that touch each other
/// one is made at a time.
const MOST_ROUNDS: usize = 100;

/// Texts in which what could be mended is.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The texts, under the same ids.
    pub sources: Sources,
    /// How many changes were made.
    pub changes: usize,
}

/// Makes every change that certainly mends a finding ([`Fix`](crate::diagnostics::Fix)), until there is none left.
pub fn mend(sources: &Sources) -> Mended {
    let mut mended = Mended {
        sources: sources.clone(),
        changes: 0,
    };
    for _ in 0..MOST_ROUNDS {
        let all = check_all(&mended.sources);
        let (edits, changes) = edits(all.iter().flat_map(|checked| &checked.diagnostics));
        if changes == 0 {
            break;
        }
        apply(&mut mended.sources, &edits);
        mended.changes += changes;
    }
    mended
}

/// The edits of those fixes that do not touch an earlier one, and how many fixes they are.
fn edits<'f>(findings: impl Iterator<Item = &'f Diagnostic>) -> (BTreeMap<Loc, &'f str>, usize) {
    let mut taken: BTreeMap<Loc, &str> = BTreeMap::new();
    let mut changes = 0;
    for fix in findings.filter_map(|finding| finding.fix.as_ref()) {
        if !fix.edits.iter().any(|(loc, _)| touches(&taken, *loc)) {
            let edits = fix.edits.iter();
            taken.extend(edits.map(|(loc, text)| (*loc, text.as_str())));
            changes += 1;
        }
    }
    (taken, changes)
}

/// Whether a place touches one that is taken. Those do not overlap, so that the last one that begins before its end is
/// the only one to ask.
fn touches(taken: &BTreeMap<Loc, &str>, loc: Loc) -> bool {
    let last = Loc {
        span: Span {
            start: loc.span.end,
            end: u32::MAX,
        },
        ..loc
    };
    let before = taken.range(..=last).next_back();
    before.is_some_and(|(other, _)| other.file == loc.file && other.span.end >= loc.span.start)
}

fn apply(sources: &mut Sources, edits: &BTreeMap<Loc, &str>) {
    // From the end of each text, so that the places in front of an edit stay where they are.
    for (loc, text) in edits.iter().rev() {
        let place = loc.span.start as usize..loc.span.end as usize;
        if let Some(bytes) = sources.bytes_mut(loc.file)
            && bytes.get(place.clone()).is_some()
        {
            bytes.splice(place, text.bytes());
        }
    }
}
