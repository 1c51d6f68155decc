//! Texts to items.

use coact_syntax::Parsed;

use super::cx::ItemRef;
use crate::diagnostics::Diagnostic;
use crate::{FileId, Sources};

/// Parses every file.
pub(crate) fn parse(sources: &Sources, _findings: &mut Vec<Diagnostic>) -> Vec<(FileId, Parsed)> {
    sources
        .iter()
        .map(|(id, file)| (id, coact_syntax::parse(&file.bytes)))
        .collect()
}

/// All items of all files, in order.
pub(crate) fn items(parsed: &[(FileId, Parsed)]) -> Vec<ItemRef<'_>> {
    parsed
        .iter()
        .flat_map(|(file, parsed)| {
            parsed.items.iter().map(|item| ItemRef {
                file: *file,
                base: item.base,
                item: &item.item,
            })
        })
        .collect()
}
