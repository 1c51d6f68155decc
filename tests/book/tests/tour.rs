//! The tour of the generated web shop shows what is generated. `COACT_BLESS=1` writes it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use book::{blocks, chapter, folder};
use coact_model::{SourceFile, Sources, check};
use coact_rust::{Files, Layout, Options, generate};

/// What a fence says before the module and the item that is shown.
const FENCE: &str = "rust,noplayground,tour ";

fn shop() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/webshop/model");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    let files = names.into_iter().map(|name| SourceFile {
        bytes: std::fs::read(folder.join(&name)).unwrap(),
        name,
    });
    let sources = Sources::new(files.collect());
    let (model, _) = check(&sources).into_valid().unwrap();
    let options = Options {
        layout: Layout::Folder,
        ..Options::default()
    };
    generate(&model, &sources, &options).unwrap()
}

/// The item in whose head this stands, with its docs and attributes, up to its closing brace.
fn item(text: &str, named: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains(named))?;
    let indent = lines[at].len() - lines[at].trim_start().len();
    let is_head = |line: &&&str| {
        let line = line.trim_start();
        line.starts_with("///") || line.starts_with("#[")
    };
    let head = lines[..at].iter().rev().take_while(is_head).count();
    let end = lines[at..]
        .iter()
        .position(|line| *line == format!("{}}}", " ".repeat(indent)))?;
    let shown = &lines[at - head..=at + end];
    let shown = shown.iter().map(|line| line.get(indent..).unwrap_or(""));
    Some(shown.map(|line| format!("{line}\n")).collect())
}

#[test]
fn the_tour_shows_what_is_generated() {
    let bless = std::env::var_os("COACT_BLESS").is_some();
    let shop = shop();
    let mut told = 0;
    for block in blocks() {
        let Some(shown) = block.info.strip_prefix(FENCE) else {
            continue;
        };
        told += 1;
        let (module, head) = shown.split_once(' ').unwrap();
        let text = &shop[&format!("shop/{module}.rs")];
        let generated = item(text, head)
            .unwrap_or_else(|| panic!("{}: nothing in `{module}` is headed so", block.place));
        if bless && generated != block.text {
            let (file, _) = block.place.split_once(':').unwrap();
            let before = format!("```{}\n{}```", block.info, block.text);
            let after = format!("```{}\n{generated}```", block.info);
            let text = chapter(file).replace(&before, &after);
            std::fs::write(folder().join(file), text).unwrap();
        } else {
            assert_eq!(generated, block.text, "{}", block.place);
        }
    }
    assert!(told > 10, "the tour shows what is generated");
}
