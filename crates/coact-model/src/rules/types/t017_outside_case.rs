use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A fact of another case.
pub(crate) const RULE: Rule = Rule {
    code: "T017",
    name: "outside-case",
    severity: Severity::Error,
    page: include_str!("../../../rules/T017.md"),
    check: None,
};

/// `name` is the entity whose facts live elsewhere.
pub(crate) fn outside_case(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("the facts of `{name}` cannot be read here, because they live in another case"),
    )
    .label("in another case")
    .hint(format!(
        "in a rule read it by key (`{name}[…]`) or with a look-up, or let an act of this case carry it"
    ))
}

/// In a query.
pub(crate) fn outside_view(loc: Loc, name: &str) -> Diagnostic {
    elsewhere(loc, name).hint("a query reads the fields of its view: let the view carry this")
}

/// In a plain command or an automation.
pub(crate) fn outside_command(loc: Loc, name: &str) -> Diagnostic {
    elsewhere(loc, name).hint(format!("read it by its key: `{name}[…]`"))
}

/// Where a plain event is handled or applied.
pub(crate) fn outside_event(loc: Loc, name: &str) -> Diagnostic {
    elsewhere(loc, name).hint("an event knows what it says: let it carry this")
}

fn elsewhere(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("what is known of a `{name}` is not known here"),
    )
    .label("only its key is known here")
}

/// A law about a kind whose instances live in other cases.
pub(crate) fn law_beyond_case(loc: Loc, kind: &str, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("a law of `{entity}` cannot speak of `{kind}`, because no case holds both"),
    )
    .label("in another case")
    .hint(format!(
        "let a link enclose `{kind}` in a transaction about `{entity}`"
    ))
}

/// A law about two kinds, each of which shares a case with the entity, but not with the other.
pub(crate) fn law_over_two_cases(loc: Loc, first: &str, second: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("a law cannot hold `{second}` against `{first}`, because no case holds both"),
    )
    .label("in another case")
    .hint("let a link enclose one of them in the other")
}

/// A condition of a rule on a kind whose instances live in other cases.
pub(crate) fn while_beyond_case(loc: Loc, kind: &str, own: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("a rule on `{own}` cannot wait for `{kind}`, because no case holds both"),
    )
    .label("in another case")
    .hint(format!(
        "let a link enclose one of them in the other, or leave `{kind}` out"
    ))
}
