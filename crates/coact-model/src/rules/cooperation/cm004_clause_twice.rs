use coact_syntax::Span;
use coact_syntax::ast::Path;

use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A clause that stands twice.
pub(crate) const RULE: Rule = Rule {
    code: "CM004",
    name: "clause-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM004.md"),
    check: None,
};

/// `clause` is its word.
pub(crate) fn clause_twice(loc: Loc, clause: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("`{clause}` stands twice"))
        .label("the second")
        .also(first, "the first is here")
        .hint(match clause {
            "initiator" => "join the actors of both by `or`: `initiator Shopper or Broker`",
            _ => "leave one of the two out",
        })
}

/// A second clause of initiators: `more` are those that the first one does not name.
pub(crate) fn initiators_twice(loc: Loc, first: Loc, more: &[&Path]) -> Diagnostic {
    if more.is_empty() {
        return clause_twice(loc, "initiator", first);
    }
    let more: Vec<&str> = more.iter().map(|path| path.name.text.as_str()).collect();
    let more = more.join(" or ");
    let behind = Loc {
        file: first.file,
        span: Span::new(first.span.end, first.span.end),
    };
    RULE.at(loc, "`initiator` stands twice")
        .label("the second")
        .also(first, "the first is here")
        .hint(format!(
            "one clause names them all: write `or {more}` in the first"
        ))
        .fix(
            "name them all in one clause",
            vec![(behind, format!(" or {more}")), (loc, String::new())],
        )
}

/// A role that a list names twice.
pub(crate) fn named_twice(loc: Loc, role: &str) -> Diagnostic {
    RULE.at(loc, format!("`{role}` is named twice"))
        .label("named already")
        .hint("leave it out")
}
