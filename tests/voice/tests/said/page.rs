//! What the style page shows is what is said.

use coact_model::diagnostics::Diagnostic;
use coact_model::rules;
use voice::laws::{Part, parts};
use voice::told::ALL as TOLD;

/// Whether a finding says this in that part of it.
fn says(finding: &Diagnostic, part: &str, text: &str) -> bool {
    let said = |of: Part| {
        parts(finding)
            .into_iter()
            .any(|(part, said)| part == of && said == text)
    };
    match part {
        "message" => said(Part::Message),
        "label" => finding.primary.text == text,
        "other" => finding.others.iter().any(|label| label.text == text),
        "hint" => said(Part::Hint),
        "fix" => said(Part::Fix),
        part => panic!("there is no part {part}"),
    }
}

#[test]
fn its_examples_are_said() {
    let page = std::fs::read_to_string(voice::top().join("docs/messages.md")).unwrap();
    let mut shown = Vec::new();
    for block in page.split("```").skip(1).step_by(2) {
        let (info, text) = block.split_once('\n').unwrap();
        let text = text.trim_end();
        if let Some(part) = info.strip_prefix("text,") {
            let (part, code) = part.split_once(' ').unwrap();
            let is_said = match part {
                "title" => rules::find(code).unwrap().title() == text,
                part => TOLD
                    .iter()
                    .any(|told| told.finding.code == code && says(&told.finding, part, text)),
            };
            assert!(is_said, "{info}: {text}");
            shown.push(part);
        } else {
            let (severity, rest) = text.split_once('[').unwrap();
            let (code, message) = rest.split_once("]: ").unwrap();
            let is_said = TOLD.iter().any(|told| {
                let finding = &told.finding;
                finding.code == code
                    && finding.message == message
                    && finding.severity.word() == severity
            });
            assert!(is_said, "{text}");
        }
    }
    assert_eq!(shown, ["title", "message", "label", "other", "hint", "fix"]);
}

/// The limits that it states are those that are held.
#[test]
fn its_limits_are_held() {
    let page = std::fs::read_to_string(voice::top().join("docs/messages.md")).unwrap();
    for (name, part) in [
        ("Message", Part::Message),
        ("Label", Part::Label),
        ("Other places", Part::Label),
        ("Hint", Part::Hint),
        ("Fix", Part::Fix),
    ] {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| {name} |")))
            .unwrap();
        assert!(row.ends_with(&format!("| {} |", part.most())), "{row}");
    }
}
