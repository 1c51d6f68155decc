use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use crate::{Loc, Unweighable};

/// A comment that allows what no comment can.
pub(crate) const RULE: Rule = Rule {
    code: "S002",
    name: "not-allowable",
    severity: Severity::Warning,
    page: include_str!("../../../rules/S002.md"),
    check: None,
};

/// What is allowed is no finding, or an error.
pub(crate) fn not_allowable(loc: Loc, code: &str, why: Unweighable) -> Diagnostic {
    match why {
        Unweighable::Unknown(near) => {
            let finding = RULE
                .at(loc, format!("there is no finding `{code}`"))
                .label("no such code");
            match near {
                Some(near) => finding
                    .hint(format!("did you mean `{near}`?"))
                    .fix(format!("write `{near}`"), vec![(loc, near.to_owned())]),
                None => finding.hint("`coact rules` lists the codes"),
            }
        }
        Unweighable::Error(code) => RULE
            .at(
                loc,
                format!("`{code}` is an error, which nothing can allow"),
            )
            .label("an error")
            .hint("what it is about means nothing as it stands; mend that instead"),
    }
}
