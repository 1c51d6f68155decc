//! The same model gives the same bytes, whatever the order in which its files were found.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use coact_model::{SourceFile, Sources};
use coact_rust::{Files, Layout, Options};

fn files() -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/webshop/model");
    let mut files: Vec<SourceFile> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            SourceFile {
                name,
                bytes: std::fs::read(&path).unwrap(),
            }
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn generated(files: Vec<SourceFile>, layout: Layout) -> Files {
    let sources = Sources::new(files);
    let (model, _) = coact_model::check(&sources).into_valid().unwrap();
    let options = Options {
        layout,
        ..Options::default()
    };
    coact_rust::generate(&model, &sources, &options).unwrap()
}

#[test]
fn the_order_of_files_does_not_matter() {
    for layout in [Layout::SingleFile, Layout::Folder] {
        let first = generated(files(), layout);
        let mut shuffled = files();
        assert!(shuffled.len() > 3, "the shop is written in several files");
        for turn in 0..shuffled.len() {
            shuffled.rotate_left(1);
            if turn % 2 == 0 {
                shuffled.reverse();
            }
            assert!(
                generated(shuffled.clone(), layout) == first,
                "{layout:?}, turn {turn}"
            );
        }
    }
}
