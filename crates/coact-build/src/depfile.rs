//! What generated files depend on, for build systems other than cargo.

use std::path::Path;

use crate::{Fault, Output, rewrite};

/// Writes a rule in the form of `make` to `path`: the first file of each model, in the folder that outputs were written to,
/// depends on all that was read. Ninja and others read the same form.
///
/// # Errors
/// The file cannot be written; it is then as it was.
pub fn depfile(path: &Path, outputs: &[Output], folder: &Path) -> Result<(), Fault> {
    rewrite::whole(path, &rule(outputs, folder))
}

fn rule(outputs: &[Output], folder: &Path) -> String {
    let mut text = String::new();
    for output in outputs {
        // The root of a model is what others name: `shop/mod.rs`, `shop.rs`.
        let is_root = |name: &&String| name.ends_with("/mod.rs") || !name.contains('/');
        let Some(root) = output.files.keys().find(is_root) else {
            continue;
        };
        text.push_str(&escaped(&folder.join(root)));
        text.push(':');
        for dependency in &output.dependencies {
            text.push_str(" \\\n  ");
            text.push_str(&escaped(dependency));
        }
        text.push('\n');
    }
    text
}

/// A path as a word of a rule.
fn escaped(path: &Path) -> String {
    let mut word = String::new();
    for character in path.to_string_lossy().chars() {
        match character {
            '\\' if cfg!(windows) => word.push('/'),
            ' ' | '#' => word.extend(['\\', character]),
            '$' => word.push_str("$$"),
            _ => word.push(character),
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_rule_are_escaped() {
        assert_eq!(escaped(Path::new("a b/#c/$d.rs")), "a\\ b/\\#c/$$d.rs");
    }
}
