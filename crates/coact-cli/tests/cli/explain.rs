use coact_build::FAULTS;
use coact_model::rules::{self, Rule};

use super::*;

fn all_rules() -> impl Iterator<Item = &'static Rule> {
    rules::ALL
        .iter()
        .copied()
        .chain(coact_rust::RULES)
        .chain(coact_engine::RULES)
}

#[test]
fn every_code_has_a_page_that_is_headed_by_it() {
    let dir = folder(&[]);
    let refusals = (1..=8).map(|number| format!("CLI{number:03}"));
    let codes = all_rules()
        .map(|rule| rule.code.to_owned())
        .chain(FAULTS.iter().map(|fault| fault.code.to_owned()))
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
fn a_place_is_told_what_follows_from_the_model() {
    let dir = folder(&[("model/repairs.coact", &GOOD)]);
    let at = |word: &str| {
        let line = GOOD.lines().position(|line| line.contains(word)).unwrap();
        let start = GOOD.lines().nth(line).unwrap().find(word).unwrap();
        format!("model/repairs.coact:{}:{}", line + 1, start + 1)
    };
    let of_the_line = at("transaction");
    let (line, _) = of_the_line.rsplit_once(':').unwrap();
    let told = text(&run(coact(dir.path()).args(["explain", line])).stdout);
    assert!(told.starts_with("transaction "), "{told}");
    let output = run(coact(dir.path()).args(["explain", &of_the_line]));
    assert_eq!(output.status.code(), Some(2), "the word itself is nothing");
    let name = GOOD
        .lines()
        .find_map(|line| line.strip_prefix("transaction "))
        .and_then(|rest| rest.split(' ').next())
        .unwrap();
    insta::assert_snapshot!(shown(&run(coact(dir.path()).args(["explain", &at(name)]))));
}

#[test]
fn a_place_of_nothing_is_said_to_be_one() {
    let dir = folder(&[("model/repairs.coact", &GOOD), ("notes.txt", "x")]);
    for place in [
        "model/repairs.coact:1:1",
        "model/repairs.coact:9999:1",
        "notes.txt:1",
        "gone.coact:1:1",
    ] {
        let output = run(coact(dir.path()).args(["explain", place]));
        assert_eq!(output.status.code(), Some(2), "{place}");
        assert!(text(&output.stderr).contains("error[CLI006]"), "{place}");
    }
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
