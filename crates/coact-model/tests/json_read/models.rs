//! Every model of the repository: examples, fixtures, and the listings of pages and of the book.

use std::path::{Path, PathBuf};

use coact_model::rules::ALL;
use coact_model::{SourceFile, Sources};

/// All of them, by a name for messages; some have errors.
pub(crate) fn all() -> Vec<(String, Sources)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["examples", "tests/generated", "crates"] {
        folders(&root.join(folder), &mut found);
    }
    for rule in ALL.iter() {
        for (heading, section) in sections(rule.page) {
            let name = format!("{} {heading}", rule.code);
            found.extend(listings(&name, section));
        }
    }
    for path in entries(&root.join("docs/book/src")) {
        let page = std::fs::read_to_string(&path).unwrap();
        for (at, listing) in blocks(&page).into_iter().enumerate() {
            found.push((
                format!("{} {at}", path.display()),
                Sources::single("book.coact", listing),
            ));
        }
    }
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The models of a folder and of those in it: the files of one `model` folder are one model.
fn folders(folder: &Path, found: &mut Vec<(String, Sources)>) {
    let mut files = Vec::new();
    for path in entries(folder) {
        if path.is_dir() && !path.ends_with("target") {
            folders(&path, found);
        } else if path.extension().is_some_and(|end| end == "coact") {
            files.push(SourceFile {
                name: path.display().to_string(),
                bytes: std::fs::read(&path).unwrap(),
            });
        }
    }
    if files.is_empty() {
        return;
    }
    if folder.ends_with("model") && !folder.ends_with("generated/model") {
        found.push((folder.display().to_string(), Sources::new(files)));
    } else {
        for file in files {
            found.push((file.name.clone(), Sources::new(vec![file])));
        }
    }
}

fn sections(page: &str) -> Vec<(&str, &str)> {
    page.split("\n## ")
        .skip(1)
        .filter_map(|section| section.split_once('\n'))
        .collect()
}

/// The listings of a section as one model, where they are plain.
fn listings(name: &str, section: &str) -> Option<(String, Sources)> {
    let blocks = blocks(section);
    let files = blocks.into_iter().enumerate().map(|(at, text)| SourceFile {
        name: format!("{at}.coact"),
        bytes: text.as_bytes().to_vec(),
    });
    let sources = Sources::new(files.collect());
    (sources.iter().count() > 0).then(|| (name.to_owned(), sources))
}

fn blocks(page: &str) -> Vec<&str> {
    let starts = page.split("```coact").skip(1);
    starts
        .filter_map(|block| block.split_once('\n')?.1.split("```").next())
        .collect()
}
