use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;

/// A transaction that never starts.
pub(crate) const RULE: Rule = Rule {
    code: "PM008",
    name: "never-starts",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM008.md"),
    check: None,
};

/// `kind` is the transaction, `role` the one that would have to ask.
pub(crate) fn nobody_asks(loc: Loc, kind: &str, role: &Ident) -> Diagnostic {
    RULE.at(
        loc,
        format!("nothing makes `{}` ask for `{kind}`", role.text),
    )
    .label("never starts")
    .also(role.loc, format!("`{}` acts only when asked", role.text))
    .hint(format!(
        "add a link that ends at `request {kind}`, or name an external actor as initiator"
    ))
}

/// `creator` makes the entity that `kind` is about, but only after it.
pub(crate) fn nothing_to_be_about(
    loc: Loc,
    kind: &str,
    entity: &Ident,
    creator: &Ident,
) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "`{kind}` is about `{}`, and there is none before it",
            entity.text
        ),
    )
    .label("never starts")
    .also(
        creator.loc,
        format!("`{}` creates it, and only after this", creator.text),
    )
    .hint(format!(
        "let `{}` start without `{kind}`, or let `{kind}` create its own entity",
        creator.text
    ))
}

/// `kind` is asked for only by what itself waits to be asked for by it.
pub(crate) fn only_in_a_circle(loc: Loc, kind: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{kind}` is asked for only by what never starts without it"),
    )
    .label("never starts")
    .hint("name an external actor as initiator of one of the transactions in the circle")
}
