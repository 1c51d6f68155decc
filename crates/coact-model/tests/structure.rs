//! The resolved structure of whole models.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its models and fails by panicking"
)]

use coact_model::{Checked, SourceFile, Sources, check};

fn shop() -> Sources {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/webshop/model");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            SourceFile {
                name: path.file_name().unwrap().to_str().unwrap().to_owned(),
                bytes: std::fs::read(&path).unwrap(),
            }
        })
        .collect();
    Sources::new(files)
}

fn lines(checked: &Checked) -> Vec<String> {
    checked
        .diagnostics
        .iter()
        .map(|d| format!("{} {:?} {}", d.code, d.primary.loc, d.message))
        .collect()
}

#[test]
fn the_web_shop_has_no_findings() {
    let checked = check(&shop());
    println!("{:#?}", checked.model.cases);
    assert_eq!(lines(&checked), Vec::<String>::new());
}

/// The code blocks of each section of a page.
fn blocks(page: &str, heading: &str) -> Vec<String> {
    let Some(section) = page.split(heading).nth(1) else {
        return Vec::new();
    };
    let section = section.split("\n## ").next().unwrap();
    section
        .split("```coact\n")
        .skip(1)
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn pages() {
    let mut bad = Vec::new();
    for rule in coact_model::rules::ALL.iter() {
        for (heading, wanted) in [("\n## Bad\n", true), ("\n## Good\n", false)] {
            let files: Vec<SourceFile> = blocks(rule.page, heading)
                .into_iter()
                .enumerate()
                .map(|(i, text)| SourceFile {
                    name: format!("{i}.coact"),
                    bytes: text.into_bytes(),
                })
                .collect();
            if files.is_empty() {
                continue;
            }
            let found = check(&Sources::new(files));
            let ok = if wanted {
                !found.diagnostics.is_empty()
                    && found.diagnostics.iter().all(|d| d.code == rule.code)
            } else {
                found.diagnostics.is_empty()
            };
            if !ok {
                bad.push(format!("{} {heading:?}: {:#?}", rule.code, lines(&found)));
            }
        }
    }
    println!("{}", bad.join("\n"));
    assert!(bad.is_empty());
}
