//! The name of a new project.

use std::path::Path;

use crate::trouble::{NOT_A_NAME, Trouble};

/// Longest name; a name becomes files and folders, and crates are held to this too.
const MAX_BYTES: usize = 64;

/// Words that are no good as a module, a package or a folder that cargo makes.
const TAKEN: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "build",
    "const",
    "continue",
    "core",
    "crate",
    "deps",
    "do",
    "dyn",
    "else",
    "enum",
    "examples",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "incremental",
    "let",
    "loop",
    "macro",
    "main",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "target",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "coact_build",
    "coact_runtime",
    "pollster",
    "uuid",
];

/// A name that is good for a package, and what the model is called after it.
pub(super) struct Name {
    pub(super) package: String,
    pub(super) model: String,
}

impl Name {
    /// The last part of the path.
    pub(super) fn of(path: &Path) -> Result<Self, Trouble> {
        let package = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let model = package.replace('-', "_").to_lowercase();
        let problem = if package.is_empty() {
            "is no name"
        } else if package.len() > MAX_BYTES {
            "is longer than 64 characters"
        } else if !package.starts_with(|c: char| c.is_ascii_alphabetic()) {
            "does not start with a letter"
        } else if !package
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        {
            "holds something else than letters, digits, `-` and `_`"
        } else if TAKEN.contains(&model.as_str()) {
            "already means something to Rust or cargo"
        } else {
            return Ok(Self { package, model });
        };
        Err(Trouble::coded(
            NOT_A_NAME,
            format!("`{}` {problem}", package.escape_debug()),
            "a project is named like a package: `order-desk`",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_packages_are_taken_and_nothing_else() {
        for good in ["shop", "order-desk", "a", "Desk2", "x_1", "some/where/shop"] {
            assert!(Name::of(Path::new(good)).is_ok(), "{good}");
        }
        let long = "a".repeat(65);
        for bad in [
            "", "..", "/", "2shop", "-x", "sh op", "shöp", "a.b", "fn", "Self", "test", &long,
        ] {
            assert!(Name::of(Path::new(bad)).is_err(), "{bad}");
        }
        assert_eq!(
            Name::of(Path::new("Order-Desk"))
                .map(|n| n.model)
                .ok()
                .as_deref(),
            Some("order_desk")
        );
    }
}
