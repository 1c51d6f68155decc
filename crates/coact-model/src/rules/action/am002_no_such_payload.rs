use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A value for a payload field that the act does not have.
pub(crate) const RULE: Rule = Rule {
    code: "AM002",
    name: "no-such-payload",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM002.md"),
    check: None,
};

/// `act` is the command's name.
pub(crate) fn no_such_payload(
    loc: Loc,
    act: &str,
    name: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("`{act}` has no field called `{name}`"))
        .label("not in its payload");
    match nearest {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint(format!(
            "add `{name}` to the payload of `{act}`, or leave it out here"
        )),
    }
}

/// A field that follows from the transaction around.
pub(crate) fn filled_in(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is filled in from the transaction around it"),
    )
    .label("not given by anybody")
    .hint("leave it out")
}

/// What a child is about, given by a rule among the values.
pub(crate) fn about_by_for(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is what the act is about, which a rule says before the braces"),
    )
    .label("not in its payload")
    .hint(format!(
        "write `for` and the `{name}` before the braces, and leave it out here"
    ))
}

/// The key of a new entity, given though it is drawn.
pub(crate) fn key_is_drawn(loc: Loc, name: &str, key: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is made by this request, and its `{key}` is generated"),
    )
    .label("not given by anybody")
    .hint("leave it out")
}

/// The key of a new entity, given by its own name and not by that of the entity.
pub(crate) fn key_by_its_entity(loc: Loc, key: &str, subject: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{subject}` says which one it is about, and `{key}` does not"),
    )
    .label("not in its payload")
    .hint(format!("write `{subject}: …`"))
}
