use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An opening bracket without its partner.
pub(crate) const RULE: Rule = Rule {
    code: "E011",
    name: "unclosed-bracket",
    severity: Severity::Error,
    page: include_str!("../../../rules/E011.md"),
    check: None,
};

pub(super) fn unclosed_bracket(loc: Loc, bracket: char) -> Diagnostic {
    let partner = match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
    RULE.at(loc, format!("`{bracket}` is not closed"))
        .label("opened here")
        .hint(format!("add the `{partner}` where it ends"))
}
