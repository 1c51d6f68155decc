use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A closing bracket without its partner.
pub(crate) const RULE: Rule = Rule {
    code: "E012",
    name: "unopened-bracket",
    severity: Severity::Error,
    page: include_str!("../../../rules/E012.md"),
    check: None,
};

pub(super) fn unopened_bracket(loc: Loc, bracket: char) -> Diagnostic {
    RULE.at(loc, format!("`{bracket}` closes nothing"))
        .label("nothing is open here")
        .hint("delete it, or add the bracket that it closes")
}

/// A closing brace without its partner on its line.
pub(super) fn unopened_in_line(loc: Loc) -> Diagnostic {
    RULE.at(loc, "`}` closes nothing that its line opens")
        .label("its `{` is missing on this line")
        .hint("add the `{` that it closes, or delete it")
}

/// A block whose opening brace is missing; `loc` is the last word of its line.
pub(super) fn missing_opener(loc: Loc, comment: bool) -> Diagnostic {
    let end = Loc {
        file: loc.file,
        span: coact_syntax::Span::new(loc.span.end, loc.span.end),
    };
    RULE.at(
        loc,
        "the lines under this one are a block that nothing opens",
    )
    .label("`{` is missing behind it")
    .hint(if comment {
        "add `{` in front of the comment"
    } else {
        "add `{` at the end of the line"
    })
    .fix("add `{`", vec![(end, " {".to_owned())])
}
