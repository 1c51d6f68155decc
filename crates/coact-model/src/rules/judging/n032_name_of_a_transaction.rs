use super::Cx;
use crate::diagnostics::Severity;
use crate::model::TransactionKind;
use crate::rules::{Findings, Rule};

/// A transaction kind that is named unlike the others.
pub(crate) const RULE: Rule = Rule {
    code: "N032",
    name: "name-of-a-transaction",
    severity: Severity::Warning,
    page: include_str!("../../../rules/N032.md"),
    check: Some(check),
};

/// How English names what is done. A model in another language has its own form, of which this says nothing.
const FORM: &str = "ing";
/// Of so many transactions the form of most is the form of the model.
const FEWEST: usize = 4;

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let (like, unlike): (Vec<&TransactionKind>, Vec<&TransactionKind>) = cx
        .model
        .kinds
        .values()
        .partition(|kind| kind.name.text.ends_with(FORM));
    if like.len() + unlike.len() < FEWEST || like.len() < 3 * unlike.len() {
        return;
    }
    let Some(first) = like.first() else {
        return;
    };
    for kind in unlike {
        let name = &kind.name.text;
        findings.push(
            RULE.at(
                kind.name.loc,
                format!("`{name}` is named unlike the other transactions"),
            )
            .label("does not say what is done")
            .also(first.name.loc, "named by what is done")
            .hint(format!(
                "call it by the thing and what is done with it, as `{}`",
                first.name.text
            )),
        );
    }
}
