use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A model header that is not the first item of its file.
pub(crate) const RULE: Rule = Rule {
    code: "N005",
    name: "misplaced-model-header",
    severity: Severity::Error,
    page: include_str!("../../../rules/N005.md"),
    check: None,
};

/// `first` is what the header has to stand in front of, or the header that is there already.
pub(crate) fn misplaced_header(loc: Loc, first: Loc, second: bool) -> Diagnostic {
    if second {
        RULE.at(loc, "this file names its model twice")
            .label("the second header")
            .also(first, "the first is here")
            .hint("leave one of the two out")
    } else {
        RULE.at(loc, "the name of the model comes first in a file")
            .label("stands behind other items")
            .also(first, "the first item is here")
            .hint("move this line to the top of the file")
    }
}
