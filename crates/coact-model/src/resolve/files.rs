//! Texts to items.

use coact_syntax::limits::MAX_PROJECT_BYTES;
use coact_syntax::{Parsed, Parser, Span};

use super::cx::ItemRef;
use crate::diagnostics::Diagnostic;
use crate::{FileId, Loc, Sources, rules};

/// Parses every file, from what was read of the texts before where there were any; a project that is too large is not read at all.
pub(crate) fn parse(
    sources: &Sources,
    parser: &mut Parser,
    before: Option<(&Sources, &[(FileId, Parsed)])>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(FileId, Parsed)> {
    let mut total = 0u64;
    let mut passed = None;
    for (file, source) in sources.iter() {
        total = total.saturating_add(source.bytes.len() as u64);
        if total > MAX_PROJECT_BYTES && passed.is_none() {
            passed = Some(file);
        }
    }
    if let Some(file) = passed {
        let loc = Loc {
            file,
            span: Span::default(),
        };
        findings.push(rules::project_too_large(loc, total, MAX_PROJECT_BYTES));
        return Vec::new();
    }
    let parsed: Vec<(FileId, Parsed)> = sources
        .iter()
        .map(|(id, file)| {
            let read = before.and_then(|(old, parsed)| {
                let old = old.get(id).filter(|old| old.name == file.name)?;
                let (_, parsed) = parsed.get(id.0 as usize)?;
                Some((old, parsed))
            });
            let parsed = match read {
                Some((old, before)) => parser.parse_again(&old.bytes, before, &file.bytes),
                None => parser.parse(&file.bytes),
            };
            (id, parsed)
        })
        .collect();
    for (file, parsed) in &parsed {
        findings.extend(rules::syntax_errors(*file, parsed));
    }
    parsed
}

/// Takes the findings about these files out of those about all.
pub(crate) fn of(findings: &mut Vec<Diagnostic>, files: &[(FileId, Parsed)]) -> Vec<Diagnostic> {
    findings
        .extract_if(.., |finding| {
            files
                .binary_search_by_key(&finding.primary.loc.file, |(file, _)| *file)
                .is_ok()
        })
        .collect()
}

/// All items of all files, in order.
pub(crate) fn items(parsed: &[(FileId, Parsed)]) -> Vec<ItemRef<'_>> {
    parsed
        .iter()
        .flat_map(|(file, parsed)| parsed.items.iter().map(|item| (*file, item)))
        .enumerate()
        .map(|(index, (file, item))| ItemRef {
            file,
            index,
            base: item.base,
            item: &item.item,
            faulty: !item.errors.is_empty(),
        })
        .collect()
}
