//! Every text in the repository that can be a model, whatever is wrong with it.

use std::collections::BTreeSet;
use std::path::Path;

use coact_model::SourceFile;
use coact_syntax::ast::ItemKind;
use coact_syntax::keywords::{Place, keyword};

use crate::{damage, files, literals, pages, top};

/// A model: its files, and where they come from.
pub(crate) struct Text {
    pub(crate) from: String,
    pub(crate) files: Vec<SourceFile>,
}

impl Text {
    pub(crate) fn new(from: impl Into<String>, texts: Vec<Vec<u8>>) -> Self {
        let name = |at: usize, bytes: &[u8]| {
            let end = if bytes.first() == Some(&b'{') {
                "json"
            } else {
                "coact"
            };
            format!("{at}.{end}")
        };
        let file = |(at, bytes): (usize, Vec<u8>)| SourceFile {
            name: name(at, &bytes),
            bytes,
        };
        Self {
            from: from.into(),
            files: texts.into_iter().enumerate().map(file).collect(),
        }
    }
}

impl Text {
    /// The words of a model without transactions and what belongs to them; none of another one, or where an item could
    /// not be read.
    pub(crate) fn plain(&self) -> Option<BTreeSet<String>> {
        let parsed = self
            .files
            .iter()
            .map(|file| coact_syntax::parse(&file.bytes));
        let is_plain = |item: &coact_syntax::ParsedItem| {
            !matches!(
                item.item.kind,
                ItemKind::Entity(_)
                    | ItemKind::Transaction(_)
                    | ItemKind::Process(_)
                    | ItemKind::Rule(_)
                    | ItemKind::Bank(_)
                    | ItemKind::Access(_)
                    | ItemKind::Position(_)
                    | ItemKind::Delegation(_)
                    | ItemKind::Broken
            )
        };
        if !parsed
            .into_iter()
            .all(|parsed| parsed.items.iter().all(is_plain))
        {
            return None;
        }
        let mut words = BTreeSet::new();
        for file in &self.files {
            let text = String::from_utf8_lossy(&file.bytes);
            let found = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.extend(found.map(str::to_owned));
        }
        let of_transactions = |word: &String| {
            matches!(word.as_str(), "is" | "facts")
                || keyword(word).is_some_and(|word| word.places.contains(&Place::Fact))
        };
        (!words.iter().any(of_transactions)).then_some(words)
    }

    /// Whether it is one of which Rust is made, to see what is said then.
    pub(crate) fn is_generated(&self) -> bool {
        self.from.contains("coact-rust") || self.from.ends_with(".coact")
    }

    /// Whether it is one that is verified, to see what is said then.
    pub(crate) fn is_verified(&self) -> bool {
        self.from.contains("coact-engine") || self.from.ends_with(".coact")
    }
}

/// All of them, each once.
pub(crate) fn all() -> Vec<Text> {
    let top = top();
    let mut all = models(&top);
    all.extend(damage::all(&all));
    all.extend(pages::all(&top));
    all.extend(literals::all(&top));
    all.extend(kept(&top));
    all.extend(too_large());
    let mut seen = BTreeSet::new();
    all.retain(|text| {
        let bytes: Vec<Vec<u8>> = text.files.iter().map(|file| file.bytes.clone()).collect();
        seen.insert(bytes)
    });
    all
}

/// Every model that lies in a file, and the files of each folder together.
fn models(top: &Path) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    let mut folder: Option<(std::path::PathBuf, Vec<Vec<u8>>)> = None;
    let close = |folder: Option<(std::path::PathBuf, Vec<Vec<u8>>)>, texts: &mut Vec<Text>| {
        if let Some((path, together)) = folder
            && (2..MOST_IN_A_FOLDER).contains(&together.len())
        {
            texts.push(Text::new(path.display().to_string(), together));
        }
    };
    for path in files(top, ".coact") {
        let bytes = std::fs::read(&path).unwrap();
        texts.push(Text::new(path.display().to_string(), vec![bytes.clone()]));
        let parent = path.parent().unwrap().to_owned();
        match &mut folder {
            Some((of, together)) if *of == parent => together.push(bytes),
            _ => close(folder.replace((parent, vec![bytes])), &mut texts),
        }
    }
    close(folder, &mut texts);
    texts
}

/// More files than these are not those of one project.
const MOST_IN_A_FOLDER: usize = 12;

/// What fuzzing met and is kept.
fn kept(top: &Path) -> Vec<Text> {
    let paths = files(&top.join("tests/fuzz/corpus/check"), "");
    let text = |path: std::path::PathBuf| {
        let bytes = std::fs::read(&path).unwrap();
        let parts = bytes.splitn(3, |byte| *byte == 0x0c).map(<[u8]>::to_vec);
        Text::new(path.display().to_string(), parts.collect())
    };
    paths.into_iter().map(text).collect()
}

/// What is too large to lie in a file.
fn too_large() -> Vec<Text> {
    let model = |rest: String| vec![format!("model shop\n{rest}").into_bytes()];
    let texts = [
        vec![vec![b' '; (8 << 20) + 1]],
        (0..9).map(|_| vec![b' '; 8 << 20]).collect(),
        model("\n".repeat(1_000_001)),
        model(format!("let x = {}1{}\n", "(".repeat(129), ")".repeat(129))),
        model(format!("actor {}\n", "x".repeat(257))),
        model(format!("actor Clerk \"{}\"\n", "x".repeat((64 << 10) + 1))),
        model(format!("story \"all\" {{{}}}\n", " ".repeat(1 << 20))),
        model(format!("let sum = 1{}\n", " + 1".repeat(501))),
        model(deep_case()),
    ];
    let texts = texts.into_iter().enumerate();
    texts
        .map(|(at, files)| Text::new(format!("too large {at}"), files))
        .collect()
}

/// Kinds that each ask for all that come after them, until a case has more of them than can be.
fn deep_case() -> String {
    let mut text =
        String::from("entity Order { key order: Uuid generated }\nexternal actor Buyer\n");
    let mut links = String::new();
    for at in 0..15 {
        let doers: Vec<String> = (0..at).map(|before| format!("Doer{before}")).collect();
        let initiator = if at == 0 {
            "Buyer".to_owned()
        } else {
            doers.join(" or ")
        };
        let product = if at == 0 { "new Order" } else { "Order" };
        text.push_str(&format!(
            "actor Doer{at}\ntransaction Kind{at} {{\n    initiator {initiator}\n    executor Doer{at}\n    product {product} \"is done {at}\"\n}}\n"
        ));
        for to in at + 1..15 {
            links.push_str(&format!("    Kind{at} promised -> request Kind{to}\n"));
        }
    }
    format!("{text}process {{\n{links}}}\n")
}
