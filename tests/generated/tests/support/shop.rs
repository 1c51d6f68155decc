//! The shop's model, and what is generated from it.

use std::path::Path;

use coact_model::{SourceFile, Sources};
use coact_rust::{Files, Layout, Options};

/// The files of the model, by name.
pub(crate) fn files() -> Vec<SourceFile> {
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

/// What is generated from these files.
pub(crate) fn generated(files: Vec<SourceFile>, layout: Layout) -> Files {
    let sources = Sources::new(files);
    let (model, _) = coact_model::check(&sources).into_valid().unwrap();
    let options = Options {
        layout,
        ..Options::default()
    };
    coact_rust::generate(&model, &sources, &options).unwrap()
}
