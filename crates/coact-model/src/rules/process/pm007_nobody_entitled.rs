use crate::Loc;
use crate::ctp::{Performer, Step};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;

/// A link by which nobody may act.
pub(crate) const RULE: Rule = Rule {
    code: "PM007",
    name: "nobody-entitled",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM007.md"),
    check: None,
};

/// `source` and `target` are the transactions, `step` the act at the end.
pub(crate) fn nobody_entitled(loc: Loc, source: &Ident, target: &Ident, step: Step) -> Diagnostic {
    let party = match crate::ctp::performer(step) {
        Performer::Initiator => "an initiator",
        Performer::Executor => "the executor",
    };
    RULE.at(
        loc,
        format!(
            "no party of `{}` is {party} of `{}`",
            source.text, target.text
        ),
    )
    .label("nobody may perform this act")
    .also(source.loc, format!("the parties of `{}`", source.text))
    .also(target.loc, format!("the parties of `{}`", target.text))
    .hint(format!(
        "name a party of `{}` as {party} of `{}`, or link another fact",
        source.text, target.text
    ))
}

/// Wherever `source` is asked for, who asks for it may not ask for `target`.
pub(crate) fn asker_not_entitled(loc: Loc, source: &Ident, target: &Ident) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "whoever asks for `{}` here may not ask for `{}`",
            source.text, target.text
        ),
    )
    .label("nobody may perform this act")
    .also(source.loc, format!("the parties of `{}`", source.text))
    .also(target.loc, format!("the parties of `{}`", target.text))
    .hint(format!(
        "name the actor that carries out what encloses `{}` as an initiator of `{}`",
        source.text, target.text
    ))
}
