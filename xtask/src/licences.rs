//! Whoever builds on coact may do so under MIT or Apache-2.0: no dependency asks for more.

use std::collections::BTreeSet;
use std::error::Error;

use crate::metadata::packages;

const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub(crate) fn check() -> Result<(), Box<dyn Error>> {
    let packages = packages()?;
    let refused: Vec<_> = packages
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(allowed))
        .map(|package| {
            let license = package.license.as_deref().unwrap_or("states none");
            format!("{} {}: {license}", package.name, package.version)
        })
        .collect();
    if !refused.is_empty() {
        return Err(format!("licences to look at:\n  {}", refused.join("\n  ")).into());
    }
    let kinds: BTreeSet<_> = packages
        .iter()
        .filter_map(|p| p.license.as_deref())
        .collect();
    println!(
        "{} packages, {} licence texts, all allowed",
        packages.len(),
        kinds.len()
    );
    Ok(())
}

/// Whether one side of every choice is allowed. Parentheses only ever stand around a choice.
fn allowed(expression: &str) -> bool {
    let choice = |text: &str| {
        text.replace('/', " OR ")
            .split(" OR ")
            .any(|one| ALLOWED.contains(&one.trim_matches(['(', ')', ' '])))
    };
    if expression.contains('(') {
        expression.split(" AND ").all(choice)
    } else {
        // `AND` binds tighter than `OR`.
        expression
            .replace('/', " OR ")
            .split(" OR ")
            .any(|side| side.split(" AND ").all(choice))
    }
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn expressions_are_read() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "MIT OR GPL-3.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
            "Unlicense OR MIT",
        ] {
            assert!(allowed(good), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT OR Apache-2.0) AND GPL-3.0",
            "",
        ] {
            assert!(!allowed(bad), "{bad}");
        }
    }
}
