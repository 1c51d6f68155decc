//! The models of the repository that hold, by name.

use std::path::{Path, PathBuf};

use coact_model::model::Model;
use coact_model::{SourceFile, Sources, check_all};

/// The examples with specs, and the models that the generator is tested with.
pub(crate) fn models() -> Vec<(String, Model)> {
    let mut all = Vec::new();
    for name in EXAMPLES {
        all.push((name.to_owned(), example(name)));
    }
    let generated = top().join("tests/generated/model");
    for path in files(&generated) {
        add(&mut all, &[path]);
    }
    add(&mut all, &files(&generated.join("lending")));
    // One model at two times.
    for path in files(&generated.join("ages")) {
        add(&mut all, &[path]);
    }
    all
}

const EXAMPLES: [&str; 8] = [
    "webshop",
    "volley",
    "pizzeria",
    "library",
    "rent-a-car",
    "glolog",
    "cart",
    "orders",
];

/// The model of an example.
pub(crate) fn example(name: &str) -> Model {
    let mut found = read(&files(&top().join("examples").join(name).join("model")));
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0)
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn add(all: &mut Vec<(String, Model)>, paths: &[PathBuf]) {
    for model in read(paths) {
        let name = paths[0].file_stem().unwrap().to_string_lossy();
        all.push((name.into_owned(), model));
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "coact"))
        .collect();
    paths.sort();
    paths
}

fn read(paths: &[PathBuf]) -> Vec<Model> {
    let files = paths.iter().map(|path| SourceFile {
        name: path.display().to_string(),
        bytes: std::fs::read(path).unwrap(),
    });
    let checked = check_all(&Sources::new(files.collect()));
    let valid = checked.into_iter().map(|checked| {
        assert!(
            !checked.has_errors(),
            "{paths:?}: {:#?}",
            checked.diagnostics
        );
        checked.model
    });
    valid.collect()
}
