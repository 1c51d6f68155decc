//! The examples as texts.

use std::fs;
use std::path::Path;

use coact_model::SourceFile;

/// An example whose model holds.
pub(crate) struct Example {
    pub(crate) name: String,
    pub(crate) files: Vec<SourceFile>,
}

impl Example {
    /// Each line of each file: file, where it begins, and the line without its end.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, usize, &str)> {
        self.files.iter().enumerate().flat_map(|(file, source)| {
            let text = std::str::from_utf8(&source.bytes).unwrap();
            let mut start = 0;
            text.split_inclusive('\n').map(move |line| {
                let at = start;
                start += line.len();
                (file, at, line.trim_end())
            })
        })
    }

    pub(crate) fn text(&self, file: usize) -> &str {
        std::str::from_utf8(&self.files[file].bytes).unwrap()
    }

    /// The names behind a word at the beginning of a line: `external actor Shopper`.
    pub(crate) fn declared(&self, word: &str) -> Vec<String> {
        let words = format!("{word} ");
        let lines = self.lines();
        let names = lines.filter_map(|(_, _, line)| {
            let line = line.strip_prefix("external ").unwrap_or(line);
            let name = line.strip_prefix(&words)?;
            Some(
                name.split(|c: char| !c.is_alphanumeric())
                    .next()?
                    .to_owned(),
            )
        });
        names.filter(|name| !name.is_empty()).collect()
    }
}

/// All examples.
pub(crate) fn examples() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| folder.join(name).join("model").is_dir())
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let mut files: Vec<SourceFile> = fs::read_dir(folder.join(&name).join("model"))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|it| it == "coact"))
                .map(|path| SourceFile {
                    name: path.file_name().unwrap().to_str().unwrap().to_owned(),
                    bytes: fs::read(&path).unwrap(),
                })
                .collect();
            files.sort_by(|a, b| a.name.cmp(&b.name));
            Example { name, files }
        })
        .collect()
}
