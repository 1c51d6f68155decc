//! Names of a clause that are joined by words.

use coact_syntax::ast::Path;

use crate::diagnostics::Diagnostic;
use crate::resolve::cx::ItemRef;
use crate::rules;

/// The elements of these names, each once; a second mention is reported.
pub(super) fn distinct<T: PartialEq>(
    item: &ItemRef<'_>,
    paths: &[Path],
    findings: &mut Vec<Diagnostic>,
    mut find: impl FnMut(&Path, &mut Vec<Diagnostic>) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for path in paths {
        let Some(element) = find(path, findings) else {
            continue;
        };
        if found.contains(&element) {
            findings.push(rules::named_twice(item.loc(path.span()), &path.name.text));
        } else {
            found.push(element);
        }
    }
    found
}
