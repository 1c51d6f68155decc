//! Differences as `diff` and `git` print them.

use similar::TextDiff;

/// The difference of a file; one that is empty is not there.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    // As `git apply` wants it, also of a path that is given whole.
    let name = name.trim_start_matches('/');
    let (old, new) = match (before.is_empty(), after.is_empty()) {
        (true, _) => ("/dev/null".to_owned(), format!("b/{name}")),
        (_, true) => (format!("a/{name}"), "/dev/null".to_owned()),
        _ => (format!("a/{name}"), format!("b/{name}")),
    };
    TextDiff::from_lines(before, after)
        .unified_diff()
        .header(&old, &new)
        .to_string()
}
