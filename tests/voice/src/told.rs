//! What the texts of the repository bring about.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use coact_engine::net::Bounds;
use coact_engine::spec;
use coact_engine::verify::{Limits, verify};
use coact_model::diagnostics::{Diagnostic, Level};
use coact_model::{Sources, check, json};

use crate::texts::{self, Text};

/// States of a case that are looked at: enough for what goes wrong in few acts.
const STATES: usize = 2_000;

/// A finding, and the text that has it.
pub struct Told {
    /// Where the text comes from.
    pub from: String,
    /// The finding; its places are of no matter.
    pub finding: Diagnostic,
    /// The words of the text, where it is one without transactions.
    pub plain: Option<BTreeSet<String>>,
}

/// What is the same of two findings that say the same.
type Said = (
    bool,
    &'static str,
    String,
    String,
    Vec<String>,
    Option<String>,
    Option<String>,
);

/// Everything that is said of the texts of this repository, each once, at the level that leaves nothing open.
pub static ALL: LazyLock<Vec<Told>> = LazyLock::new(|| {
    let texts = texts::all();
    let half = texts.len() / 2;
    // Two at once: the texts are many.
    let (mut all, more) = std::thread::scope(|scope| {
        let other = scope.spawn(|| of(&texts[half..]));
        (of(&texts[..half]), other.join().unwrap())
    });
    for (said, told) in more {
        all.entry(said).or_insert(told);
    }
    all.into_values().collect()
});

fn of(texts: &[Text]) -> BTreeMap<Said, Told> {
    let mut all = BTreeMap::new();
    for text in texts {
        let plain = text.plain();
        for finding in findings(text) {
            let said = (
                plain.is_some(),
                finding.code,
                finding.message.clone(),
                finding.primary.text.clone(),
                finding
                    .others
                    .iter()
                    .map(|label| label.text.clone())
                    .collect(),
                finding.hint.clone(),
                finding.fix.as_ref().map(|fix| fix.title.clone()),
            );
            let from = text.from.clone();
            let plain = plain.clone();
            all.entry(said).or_insert(Told {
                from,
                finding,
                plain,
            });
        }
    }
    all
}

fn findings(text: &Text) -> Vec<Diagnostic> {
    if let [file] = text.files.as_slice()
        && file.name.ends_with(".json")
    {
        return match json::read("read.coact", &file.bytes) {
            Ok(read) => read.checked.diagnostics,
            Err(findings) => findings,
        };
    }
    let sources = Sources::new(text.files.clone()).at_level(Level::Strict);
    let checked = check(&sources);
    let mut found = checked.diagnostics.clone();
    if !text.is_generated() && !text.is_verified() {
        return found;
    }
    let Ok((model, _)) = checked.into_valid() else {
        return found;
    };
    if text.is_generated() {
        let refused = coact_rust::generate(&model, &sources, &coact_rust::Options::default());
        found.extend(refused.err().into_iter().flatten());
    }
    if text.is_verified() {
        let limits = Limits { states: STATES };
        let reports = verify(&model, Bounds::default(), limits).into_iter();
        found.extend(reports.flat_map(|it| it.findings).map(|it| it.diagnostic));
        let ran = spec::run(&model, None).into_iter();
        found.extend(ran.filter_map(|report| spec::render::finding(&model, &report)));
    }
    found
}
