//! One cause, one finding: what is left of the findings about unknown names once their echoes are gone.

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::ast::{AggregateMember, ItemKind};
use coact_syntax::{Parsed, Span};

use super::lines;
use crate::diagnostics::{Diagnostic, Label, Severity};
use crate::{FileId, Loc, Sources, rules};

/// Findings that say that something of this name is declared nowhere: one per name and owner.
const OF_A_NAME: &[&str] = &["N001", "N008", "T003", "AM002", "EM001", "EM003", "EM015"];

/// Findings that refuse a clause, whose place is the whole of it: what it declares is known, though it is not there.
const OF_A_CLAUSE: &[&str] = &["CM005", "CM006"];

/// Findings that say the same of a kind wherever it is met.
const OF_A_KIND: &[&str] = &["AM001"];

/// Findings that say that something is nowhere in the model. Where a part of it is missing already, that
/// part may be what they look for; if not, they are there once the part is. So it is with the rejection that a spec does
/// not expect.
const OF_AN_ABSENCE: &[&str] = &[
    "AM003", "AM004", "AM008", "EM007", "EM008", "EM009", "EM011", "EM017", "T017", "VM003",
];

/// How many further places a finding shows.
const SHOWN: usize = 3;

/// Leaves out names that the unread parts of the texts and refused clauses declare, and, in a model of which a part is
/// missing, what may be looking for that part. Makes one finding of all that look for the same thing: the first
/// place in the order of the texts, with the others beside it. What the net caught is said only where no error
/// explains it, here or in another model.
pub(super) fn silence<'f>(
    sources: &Sources,
    parsed: &[(FileId, Parsed)],
    part_is_missing: bool,
    findings: impl Iterator<Item = &'f Diagnostic> + Clone,
    wrong_elsewhere: bool,
) -> Vec<Diagnostic> {
    let explained = wrong_elsewhere || is_wrong(findings.clone());
    let mut undeclared = unread(sources, parsed);
    for finding in findings.clone() {
        if OF_A_CLAUSE.contains(&finding.code) {
            undeclared.extend(words(text(sources, finding.primary.loc)));
        }
    }
    let faults = faults(sources, parsed);
    let mut kept = Vec::new();
    let mut repeated: BTreeMap<&str, Repeated<'_>> = BTreeMap::new();
    for finding in findings {
        if explained && rules::is_net(finding) {
            continue;
        }
        if is_before_a_fault(&faults, finding) {
            continue;
        }
        let name = text(sources, finding.primary.loc);
        if part_is_missing && (OF_AN_ABSENCE.contains(&finding.code) || is_of_a_part(finding, name))
        {
            continue;
        }
        let of_a_name = OF_A_NAME.contains(&finding.code);
        if of_a_name && name.is_some_and(|name| undeclared.contains(name.trim_matches('`'))) {
            continue;
        }
        if of_a_name || OF_A_KIND.contains(&finding.code) {
            repeated
                .entry(sought(finding))
                .and_modify(|repeated| repeated.again(finding))
                .or_insert_with(|| Repeated::new(finding));
        } else {
            kept.push(finding.clone());
        }
    }
    kept.extend(repeated.into_values().map(Repeated::merged));
    for finding in &mut kept {
        lines::whole(sources, finding);
    }
    kept
}

/// What a finding looks for: the name of a type may be looked for as that of an actor or an entity too.
fn sought(finding: &Diagnostic) -> &str {
    let message = finding.message.as_str();
    if finding.code != rules::UNKNOWN_NAME.code {
        return message;
    }
    AS_TYPES
        .iter()
        .find_map(|noun| message.strip_prefix("there is no ")?.strip_prefix(noun))
        .unwrap_or(message)
}

/// What a name may be looked for as, where it is that of a type, the least certain first.
const AS_TYPES: &[&str] = &["type", "entity", "actor"];

/// Whether it says that nothing rejects under a name which would be that of a bound, a wait or what is contained: each is
/// named by a part of the model.
fn is_of_a_part(finding: &Diagnostic, name: Option<&str>) -> bool {
    finding.code == "EM003" && name.is_some_and(|name| name.contains('.'))
}

/// Whether an error says what is wrong.
pub(super) fn is_wrong<'f>(mut findings: impl Iterator<Item = &'f Diagnostic>) -> bool {
    findings.any(|finding| finding.severity == Severity::Error && !rules::is_net(finding))
}

/// Where text could not be read: from the beginning of its line to the fault.
fn faults(sources: &Sources, parsed: &[(FileId, Parsed)]) -> BTreeMap<FileId, BTreeMap<u32, u32>> {
    let mut faults: BTreeMap<FileId, BTreeMap<u32, u32>> = BTreeMap::new();
    for (file, parsed) in parsed {
        let Some(source) = sources.get(*file) else {
            continue;
        };
        for item in &parsed.items {
            for error in item.errors.iter() {
                let at = error.span.shift(item.base).start;
                let before = source.bytes.get(..at as usize).unwrap_or_default();
                let line = before.iter().rposition(|byte| *byte == b'\n');
                let line = line.map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX));
                let last = faults.entry(*file).or_default().entry(line).or_default();
                *last = at.max(*last);
            }
        }
    }
    faults
}

/// Whether what a finding says of a type is of an expression that breaks off further on in its line: `5 euro`.
fn is_before_a_fault(faults: &BTreeMap<FileId, BTreeMap<u32, u32>>, finding: &Diagnostic) -> bool {
    let loc = finding.primary.loc;
    finding.code.starts_with('T')
        && faults
            .get(&loc.file)
            .and_then(|lines| lines.range(..=loc.span.start).next_back())
            .is_some_and(|(_, fault)| loc.span.end <= *fault)
}

/// The words of what could not be read: of items that are none, and of lines with a fault.
fn unread<'s>(sources: &'s Sources, parsed: &[(FileId, Parsed)]) -> BTreeSet<&'s str> {
    let mut unread = BTreeSet::new();
    let mut read = |text: Option<&'s str>| unread.extend(words(text));
    for (file, parsed) in parsed {
        let at = |base: u32, span: Span| Loc {
            file: *file,
            span: span.shift(base),
        };
        for error in &parsed.errors {
            read(lines(sources, at(0, error.span)));
        }
        for item in &parsed.items {
            if matches!(item.item.kind, ItemKind::Broken) {
                read(text(sources, at(item.base, item.item.span)));
            }
            if let ItemKind::Aggregate(aggregate) = &item.item.kind {
                for member in &aggregate.members {
                    if let AggregateMember::Broken(span) = member {
                        read(text(sources, at(item.base, *span)));
                    }
                }
            }
            for error in item.errors.iter() {
                let place = at(item.base, error.span);
                read(lines(sources, place));
                // Where the end of a line is what stands in the way, it is the next one that went unread.
                if text(sources, place).is_some_and(|text| text.trim().is_empty()) {
                    read(lines(sources, after_blanks(sources, place)));
                }
            }
        }
    }
    unread
}

/// The words of a text.
fn words(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The first place behind this one that is not blank.
fn after_blanks(sources: &Sources, loc: Loc) -> Loc {
    let end = loc.span.end;
    let behind = sources
        .get(loc.file)
        .and_then(|file| file.bytes.get(end as usize..))
        .unwrap_or_default();
    let blanks = behind
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count();
    let start = end.saturating_add(u32::try_from(blanks).unwrap_or(u32::MAX));
    Loc {
        file: loc.file,
        span: Span::new(start, start),
    }
}

/// The whole lines that a place touches.
fn lines(sources: &Sources, loc: Loc) -> Option<&str> {
    let bytes = sources.get(loc.file)?.bytes.as_slice();
    let before = bytes.get(..loc.span.start as usize)?;
    let behind = bytes.get(loc.span.end as usize..)?;
    let newline = |byte: &u8| *byte == b'\n';
    let start = before.iter().rposition(newline).map_or(0, |at| at + 1);
    let end = behind
        .iter()
        .position(newline)
        .map_or(bytes.len(), |at| loc.span.end as usize + at);
    std::str::from_utf8(bytes.get(start..end)?).ok()
}

pub(super) fn text(sources: &Sources, loc: Loc) -> Option<&str> {
    let bytes = sources
        .get(loc.file)?
        .bytes
        .get(loc.span.start as usize..loc.span.end as usize)?;
    std::str::from_utf8(bytes).ok()
}

/// Findings of one message: the first in the order of the texts, and the places of the others. A long text may repeat
/// one thousands of times.
struct Repeated<'f> {
    first: &'f Diagnostic,
    places: Vec<Loc>,
}

impl<'f> Repeated<'f> {
    const fn new(first: &'f Diagnostic) -> Self {
        Self {
            first,
            places: Vec::new(),
        }
    }

    fn again(&mut self, mut finding: &'f Diagnostic) {
        let certainty = |it: &Diagnostic| {
            let noun = it.message.strip_prefix("there is no ").unwrap_or_default();
            AS_TYPES.iter().position(|known| noun.starts_with(known))
        };
        let (one, other) = (certainty(finding), certainty(self.first));
        if one > other || one == other && finding.primary.loc < self.first.primary.loc {
            std::mem::swap(&mut self.first, &mut finding);
        }
        self.places.push(finding.primary.loc);
    }

    /// The first of them, with the places of the others.
    fn merged(mut self) -> Diagnostic {
        let mut first = self.first.clone();
        let places = &mut self.places;
        places.sort_unstable();
        places.dedup();
        places.retain(|place| *place != first.primary.loc);
        let more = places.len().saturating_sub(SHOWN);
        let last = places.len().min(SHOWN).saturating_sub(1);
        for (index, loc) in self.places.into_iter().take(SHOWN).enumerate() {
            let text = if index == last && more > 0 {
                format!("and here, and in {more} more places")
            } else {
                "and here".to_owned()
            };
            first.others.push(Label { loc, text });
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::{OF_A_CLAUSE, OF_A_KIND, OF_A_NAME, OF_AN_ABSENCE};

    #[test]
    fn the_codes_are_those_of_rules() {
        for code in [OF_A_NAME, OF_A_CLAUSE, OF_A_KIND, OF_AN_ABSENCE].concat() {
            assert!(crate::rules::find(code).is_some(), "{code}");
        }
    }
}
