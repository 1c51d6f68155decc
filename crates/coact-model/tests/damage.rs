//! Damaged models: whatever is cut out, doubled, swapped or renamed, the check ends with findings that lie
//! inside the texts, and the resolved model can be walked from end to end.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its model and fails by panicking"
)]

use std::sync::LazyLock;

use coact_model::{SourceFile, Sources, check, rules};
use proptest::prelude::*;

/// The web shop in one text, as words with the blanks behind them.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/webshop/model");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let text: String = names
        .iter()
        .map(|path| {
            std::fs::read_to_string(path)
                .unwrap()
                .replace("\nmodel shop\n", "\n")
        })
        .collect();
    let mut words = vec!["model shop\n".to_owned()];
    let mut blank = true;
    for character in text.chars() {
        let starts = !character.is_whitespace() && blank;
        blank = character.is_whitespace();
        match words.last_mut() {
            Some(word) if !starts => word.push(character),
            _ => words.push(character.to_string()),
        }
    }
    words
});

#[derive(Clone, Debug)]
enum Damage {
    Drop(usize, usize),
    Double(usize, usize),
    Swap(usize, usize),
    Rename(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0..WORDS.len();
    prop_oneof![
        (at.clone(), 1..8usize).prop_map(|(at, n)| Damage::Drop(at, n)),
        (at.clone(), 1..40usize).prop_map(|(at, n)| Damage::Double(at, n)),
        (at.clone(), at.clone()).prop_map(|(a, b)| Damage::Swap(a, b)),
        (at.clone(), at).prop_map(|(a, b)| Damage::Rename(a, b)),
    ]
}

fn damaged(damages: &[Damage]) -> String {
    let mut words = WORDS.clone();
    for damage in damages {
        let at = |index: usize| index % words.len();
        match *damage {
            Damage::Drop(from, n) => {
                let from = at(from);
                let to = (from + n).min(words.len() - 1).max(from);
                words.drain(from..to);
            }
            Damage::Double(from, n) => {
                let from = at(from);
                let to = (from + n).min(words.len());
                let copy: Vec<String> = words.get(from..to).unwrap().to_vec();
                words.splice(from..from, copy);
            }
            Damage::Swap(a, b) => {
                let (a, b) = (at(a), at(b));
                words.swap(a, b);
            }
            // The name of another thing, with the blanks that were there.
            Damage::Rename(a, b) => {
                let (a, b) = (at(a), at(b));
                let other = words.get(b).unwrap().trim().to_owned();
                let word = words.get_mut(a).unwrap();
                let blanks = word.split_off(word.trim_end().len());
                *word = other + &blanks;
            }
        }
    }
    words.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_breaks_the_check(damages in prop::collection::vec(damage(), 1..6)) {
        let text = damaged(&damages);
        let length = u32::try_from(text.len()).unwrap();
        let checked = check(&Sources::new(vec![SourceFile {
            name: "shop.coact".to_owned(),
            bytes: text.clone().into_bytes(),
        }]));
        for finding in &checked.diagnostics {
            let places = finding.others.iter().map(|label| label.loc);
            for loc in std::iter::once(finding.primary.loc).chain(places) {
                prop_assert!(loc.span.start <= loc.span.end && loc.span.end <= length);
                prop_assert!(text.is_char_boundary(loc.span.start as usize));
                prop_assert!(text.is_char_boundary(loc.span.end as usize));
            }
            prop_assert!(!finding.message.is_empty());
            prop_assert!(!rules::is_net(finding), "dropped without a word: {text}");
        }
        // Every id leads somewhere, or this panics.
        let model = &checked.model;
        for kind in model.kinds.values() {
            let _ = (&model.entities[kind.product.entity], &model.actors[kind.executor]);
            prop_assert!(!kind.initiators.is_empty());
            for field in kind.acts.iter().flat_map(|act| &act.payload) {
                if let coact_model::model::PayloadOrigin::Fact(fact) = field.origin {
                    prop_assert!(fact < model.entities[kind.product.entity].facts.len());
                }
            }
        }
        for case in model.cases.values() {
            for (id, node) in case.nodes.iter() {
                let _ = &model.kinds[node.kind];
                prop_assert!(node.parent.is_none_or(|(parent, _)| parent < id));
            }
        }
    }
}

/// One cause, one finding: a letter too many somewhere in the model is not reported at every place that
/// rests on it.
#[test]
fn a_slip_has_few_findings() {
    let mut slips = 0;
    let mut findings = 0;
    for at in (1..WORDS.len()).step_by(23) {
        let mut words = WORDS.clone();
        let word = words.get_mut(at).unwrap();
        if !word.starts_with(char::is_alphabetic) {
            continue;
        }
        let letters = word
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_');
        let letters = letters.map(char::len_utf8).sum();
        word.insert(letters, 'x');
        let found = check(&Sources::single("shop.coact", words.concat()));
        slips += 1;
        findings += found.diagnostics.len();
    }
    assert!(slips > 40, "{slips} slips");
    assert!(findings < slips * 2, "{findings} findings of {slips} slips");
}
