use coact_build::FAULTS;
use coact_model::rules::{self, Rule};

use super::*;

fn all_rules() -> impl Iterator<Item = &'static Rule> {
    rules::ALL.iter().copied().chain(coact_rust::RULES)
}

#[test]
fn every_code_has_a_page_that_is_headed_by_it() {
    let dir = folder(&[]);
    let refusals = ["CLI001", "CLI002", "CLI003", "CLI004"];
    let codes = all_rules()
        .map(|rule| rule.code)
        .chain(FAULTS.iter().map(|fault| fault.code))
        .chain(refusals);
    for code in codes {
        let output = run(coact(dir.path()).args(["explain", &code.to_lowercase()]));
        assert_eq!(output.status.code(), Some(0), "{code}");
        assert!(
            text(&output.stdout).starts_with(&format!("# {code}: ")),
            "{code}"
        );
    }
}

#[test]
fn an_unknown_code_is_said_to_be_one() {
    let dir = folder(&[]);
    insta::assert_snapshot!(shown(&run(coact(dir.path()).args(["explain", "X\x1b[31m1"]))), @r"
    exit code: 2
    ---- stdout
    ---- stderr
    error[CLI003]: there is no code `X\u{1b}[31m1`
      hint: `coact rules` lists the codes of all rules
    ");
}

#[test]
fn all_rules_are_listed_in_both_forms() {
    let dir = folder(&[]);
    let human = text(&run(coact(dir.path()).arg("rules")).stdout);
    let json = run(coact(dir.path()).args(["rules", "--output-format", "json"]));
    let json: Vec<serde_json::Value> = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(human.lines().count(), all_rules().count());
    assert_eq!(json.len(), all_rules().count());
    for ((line, entry), rule) in human.lines().zip(&json).zip(all_rules()) {
        assert!(
            line.starts_with(rule.code) && line.contains(rule.name),
            "{line}"
        );
        assert_eq!(entry["code"], rule.code);
        assert_eq!(entry["page"], rule.page);
    }
}
