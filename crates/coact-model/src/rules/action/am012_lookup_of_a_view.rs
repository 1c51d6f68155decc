use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, or, ticked};

/// A look-up that its view cannot answer.
pub(crate) const RULE: Rule = Rule {
    code: "AM012",
    name: "lookup-of-a-view",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM012.md"),
    check: None,
};

/// `keys` are the keys of the view as parameters.
pub(crate) fn lookup_by_other_keys(loc: Loc, name: &str, view: &str, keys: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{view}` finds a row by its whole key, and `{name}` asks with something else"),
    )
    .label("not the whole key")
    .hint(format!(
        "ask with one parameter per key: `lookup {name}({keys})`"
    ))
}

/// A parameter that is not of the type of its key.
pub(crate) fn lookup_by_other_type(
    loc: Loc,
    wanted: &str,
    found: &str,
    view: &str,
    keys: &str,
) -> Diagnostic {
    RULE.at(
        loc,
        format!("the key of `{view}` here is {wanted}, not {found}"),
    )
    .label("not of the type of the key")
    .hint(format!(
        "the parameters are the keys in their order: `({keys})`"
    ))
}

/// No field of the view is of the type that is answered.
pub(crate) fn lookup_without_field(
    loc: Loc,
    view: &str,
    result: &str,
    fields: &[&str],
) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("no field of `{view}` answers with {result}"))
        .label("nothing answers with this");
    if fields.is_empty() {
        finding.hint("add a field of this type to the view")
    } else {
        finding.hint(format!(
            "answer with the type of {}, or add a field of this type to the view",
            or(&ticked(fields))
        ))
    }
}

/// Several fields of the view are of the type that is answered.
pub(crate) fn lookup_of_several(loc: Loc, view: &str, fields: &[&str]) -> Diagnostic {
    RULE.at(
        loc,
        format!("{} of `{view}` could answer", and(&ticked(fields))),
    )
    .label("which of them is meant?")
    .hint(format!(
        "call the look-up like the field that answers: `{}`",
        fields.first().unwrap_or(&"…")
    ))
}
