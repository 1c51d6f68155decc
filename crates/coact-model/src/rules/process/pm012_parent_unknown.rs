use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;
use heck::ToSnakeCase;

/// A child that does not know what it was asked for.
pub(crate) const RULE: Rule = Rule {
    code: "PM012",
    name: "parent-unknown",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM012.md"),
    check: None,
};

/// `entity` is what `child` makes; `count` of its facts refer to `around`.
pub(crate) fn parent_unknown(
    loc: Loc,
    child: &str,
    entity: &Ident,
    around: &str,
    count: usize,
) -> Diagnostic {
    let name = &entity.text;
    let message = if count == 0 {
        format!("no fact of `{name}` refers to the `{around}` that it is made for")
    } else {
        format!(
            "{count} facts of `{name}` refer to a `{around}`, and the request gives none of them"
        )
    };
    let hint = if count == 0 {
        format!(
            "add a fact to `{name}`: `{}: {around}`",
            around.to_snake_case()
        )
    } else {
        format!("name in the request of `{child}` the fact that refers to the `{around}`")
    };
    RULE.at(loc, message)
        .label(format!("`{child}` is asked for here"))
        .also(entity.loc, format!("`{name}` is declared here"))
        .hint(hint)
}
