use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Something of another model that can only be used there.
pub(crate) const RULE: Rule = Rule {
    code: "N015",
    name: "stays-at-home",
    severity: Severity::Error,
    page: include_str!("../../../rules/N015.md"),
    check: None,
};

/// `noun` is what is needed, `model` and `name` are those of the path.
pub(crate) fn stays_at_home(loc: Loc, noun: &str, model: &str, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "{} is needed here, and `{model}.{name}` cannot be one",
            crate::rules::a(noun)
        ),
    )
    .label(format!("of the model `{model}`"))
    .hint(format!(
        "declare the {noun} in this model: another one lends its types, events and views only"
    ))
}

/// Something that only the model of an entity can say about it: `what` says what.
pub(crate) fn about_a_lent_entity(loc: Loc, what: &str, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("{what} `{entity}`: its facts live in another model"),
    )
    .label("an entity of another model")
    .hint("declare an entity of this model that refers to it")
}

/// A fact of an entity of another model.
pub(crate) fn fact_of_a_lent_entity(loc: Loc, entity: &str, key: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "of `{entity}` only the key `{key}` is known here: its facts live in another model"
        ),
    )
    .label("not known in this model")
    .hint("let an event or a view of that model carry it")
}

/// An event of another model that this one would record.
pub(crate) fn records_a_lent_event(loc: Loc, event: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{event}` is recorded by another model, and cannot be by this one"),
    )
    .label("an event of another model")
    .hint("declare an event of this model")
}

/// Rows of a view of another model in a spec.
pub(crate) fn rows_of_a_lent_view(loc: Loc, view: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("a spec cannot tell the rows of `{view}`, because another model fills it"),
    )
    .label("a view of another model")
    .hint("write the spec in that model")
}
