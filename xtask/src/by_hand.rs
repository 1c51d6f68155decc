//! A transaction kind written by hand, and the same as a model: what generated code is held against. As people write it, acts
//! are variants of two enumerations with the derives of serde, and the pattern is one `match` for all kinds. It runs on the
//! same runtime, with the same commands, events, roles, decisions, agenda and view.

use std::error::Error;
use std::fs;
use std::path::Path;

/// `@` stands for the number of a kind.
const HEAD: &str = include_str!("by_hand/head.coact.tmpl");
const MODEL: &str = include_str!("by_hand/kind.coact.tmpl");
const KIND: &str = include_str!("by_hand/kind.rs.tmpl");
const DEAL: &str = include_str!("by_hand/deal.rs.tmpl");
/// In these, a line with `@` stands once per kind.
const ROOT: &str = include_str!("by_hand/root.rs.tmpl");
const TYPES: &str = include_str!("by_hand/types.rs.tmpl");

/// Writes the model of so many kinds.
pub(crate) fn write_model(kinds: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let kinds = (1..=kinds).map(|kind| MODEL.replace('@', &kind.to_string()));
    let text = format!("{HEAD}{}", kinds.collect::<String>());
    Ok(fs::write(folder.join("hand.coact"), text)?)
}

/// Writes the same by hand into a crate.
pub(crate) fn write_code(kinds: usize, project: &Path) -> Result<(), Box<dyn Error>> {
    let folder = project.join("src/hand");
    fs::create_dir_all(&folder)?;
    fs::write(
        project.join("src/lib.rs"),
        "//! Payments.\n\npub mod hand;\n",
    )?;
    fs::write(folder.join("mod.rs"), per_kind(ROOT, kinds))?;
    fs::write(folder.join("types.rs"), per_kind(TYPES, kinds))?;
    fs::write(folder.join("deal.rs"), DEAL)?;
    for kind in 1..=kinds {
        let text = KIND.replace('@', &kind.to_string());
        fs::write(folder.join(format!("paying{kind}.rs")), text)?;
    }
    Ok(())
}

fn per_kind(template: &str, kinds: usize) -> String {
    let mut text = String::new();
    for line in template.split_inclusive('\n') {
        if line.contains('@') {
            text.extend((1..=kinds).map(|kind| line.replace('@', &kind.to_string())));
        } else {
            text.push_str(line);
        }
    }
    text
}
