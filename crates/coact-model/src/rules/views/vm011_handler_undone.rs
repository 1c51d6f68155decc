use coact_syntax::ast::RowVerb;

use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Two handlers of one event and one row, of which one does nothing.
pub(crate) const RULE: Rule = Rule {
    code: "VM011",
    name: "handler-undone",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM011.md"),
    check: None,
};

/// The row is made anew or dropped right after it.
pub(crate) fn undone(loc: Loc, event: &str, verb: RowVerb, by: Loc) -> Diagnostic {
    let what = match verb {
        RowVerb::Remove => "drops the row",
        _ => "makes the row anew",
    };
    RULE.at(
        loc,
        format!("nothing is left of this: a later handler of `{event}` {what}"),
    )
    .label("without effect")
    .also(by, "the later handler of the same row")
    .hint("handlers of one event are carried out in the order of the text; leave one of them out")
}

/// The row is gone already.
pub(crate) fn no_row_left(loc: Loc, event: &str, by: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("this finds no row: a handler of `{event}` above drops it"),
    )
    .label("without effect")
    .also(by, "the handler that drops the same row")
    .hint("handlers of one event are carried out in the order of the text; leave one of them out")
}

/// A field is set again right after it.
pub(crate) fn set_twice(loc: Loc, event: &str, field: &str, by: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("what this sets `{field}` to is lost: a later handler of `{event}` sets it again"),
    )
    .label("overwritten")
    .also(by, "set again here, in the same row")
    .hint("set the field in one of them")
}
