use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Several instances about one entity.
pub(crate) const RULE: Rule = Rule {
    code: "PM010",
    name: "many-about-one",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM010.md"),
    check: None,
};

/// `child` is the transaction, `entity` what all of its instances would be about.
pub(crate) fn many_about_one(loc: Loc, child: &str, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("there is one `{child}` per `{entity}`, and this link asks for several"),
    )
    .label("more than one")
    .hint(format!(
        "leave the brackets out, or let `{child}` make an entity of its own: `product new …`"
    ))
}
