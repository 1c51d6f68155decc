//! Everything that is said of any text of this repository keeps to the style page.

use std::collections::BTreeSet;

use coact_model::rules::ALL as RULES;
use voice::laws;
use voice::told::ALL as TOLD;

/// What no text is known to bring about.
const NOT_TOLD: &[(&str, &str)] = &[
    (
        "E020",
        "the parser's own step limit, which no known text reaches",
    ),
    ("VER002", "the check refuses what comes to a standstill"),
    ("VER003", "the check refuses what has no way to an end"),
    ("VER007", "the check refuses acts that nothing leads to"),
    ("VER008", "the check refuses waits that nothing opens"),
];

/// What is said of every rule is looked at below, or it is said here why not.
#[test]
fn every_rule_is_told() {
    let told: BTreeSet<&str> = TOLD.iter().map(|told| told.finding.code).collect();
    let rules = RULES.iter().copied().chain(coact_rust::RULES);
    let rules = rules.chain(coact_engine::RULES);
    let untold: Vec<&str> = rules
        .map(|rule| rule.code)
        .filter(|code| !told.contains(code))
        .collect();
    let stated: Vec<&str> = NOT_TOLD.iter().map(|(code, _)| *code).collect();
    assert_eq!(untold, stated);
    assert!(TOLD.len() > 1500, "{} are told", TOLD.len());
}

#[test]
fn what_is_told_keeps_to_the_laws() {
    let mut wrong = Vec::new();
    for told in TOLD.iter() {
        for breach in laws::of_finding(&told.finding) {
            wrong.push(format!("{} {breach} ({})", told.finding.code, told.from));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} breaches\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The reasons are stated of what is the case.
#[test]
fn what_is_excepted_needs_it() {
    for (code, _) in laws::WITHOUT_A_HINT {
        let without =
            |told: &voice::told::Told| told.finding.code == *code && told.finding.hint.is_none();
        assert!(TOLD.iter().any(without), "{code}");
    }
}

/// The heading of a page is a short title of what is the case.
#[test]
fn titles_of_pages() {
    let rules = RULES
        .iter()
        .copied()
        .chain(coact_rust::RULES)
        .chain(coact_engine::RULES);
    let mut wrong = Vec::new();
    for rule in rules {
        let title = rule.title();
        let mut breaches = laws::of_words(title);
        if title.chars().count() > 60 {
            breaches.push("is long".to_owned());
        }
        if title.ends_with(['.', '!', '?', ' ']) || title.starts_with(char::is_uppercase) {
            breaches.push("is no title".to_owned());
        }
        wrong.extend(
            breaches
                .into_iter()
                .map(|breach| format!("{} {breach}: {title}", rule.code)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
