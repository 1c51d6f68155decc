use super::Cx;
use crate::diagnostics::Severity;
use crate::model::Ident;
use crate::rules::{Findings, Rule};

/// A number that does not have the letters of its sort.
pub(crate) const RULE: Rule = Rule {
    code: "CM036",
    name: "number-shape",
    severity: Severity::Warning,
    page: include_str!("../../../rules/CM036.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let kinds = cx
        .model
        .kinds
        .values()
        .filter_map(|kind| kind.number.as_ref());
    let actors = cx
        .model
        .actors
        .values()
        .filter_map(|actor| actor.number.as_ref());
    judge(kinds, &["TK", "T"], "a transaction", findings);
    judge(
        actors,
        &["AR", "TAR", "CTAR", "A", "CA"],
        "an actor role",
        findings,
    );
}

fn judge<'m>(
    numbers: impl Iterator<Item = &'m Ident>,
    letters: &[&str],
    what: &str,
    findings: &mut Findings,
) {
    for number in numbers {
        let rest = number.text.trim_end_matches(|c: char| c.is_ascii_digit());
        if rest.len() == number.text.len() || !letters.contains(&rest) {
            let first = letters.first().copied().unwrap_or_default();
            findings.push(
                RULE.at(
                    number.loc,
                    format!("`{}` is no number of {what}", number.text),
                )
                .label("not the letters of its sort with digits")
                .hint(format!("write one like `{first}01`, or leave it out")),
            );
        }
    }
}
