use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, or, ticked};

/// A name of one kind of thing where another kind is needed.
pub(crate) const RULE: Rule = Rule {
    code: "N002",
    name: "other-kind-of-thing",
    severity: Severity::Error,
    page: include_str!("../../../rules/N002.md"),
    check: None,
};

/// `meant` are things of the kind that is needed, which belong to this one or are spelt almost like it; `noun` is what is needed, `what` is what the name stands for, `place` where it is declared.
pub(crate) fn other_kind(
    loc: Loc,
    noun: &str,
    name: &str,
    place: Loc,
    what: &str,
    meant: &[&str],
) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!(
                "`{name}` is {}, not {}",
                crate::rules::a(what),
                crate::rules::a(noun)
            ),
        )
        .label(format!("{} is needed here", crate::rules::a(noun)))
        .also(place, format!("`{name}` is declared here"));
    match meant {
        [_, ..] => finding.hint(format!("did you mean the {noun} {}?", or(&ticked(meant)))),
        [] if what == "aggregate" && noun == "type" => {
            finding.hint("an aggregate is referred to by its key: write the type of that")
        }
        [] => finding.hint(format!("write the name of {}", crate::rules::a(noun))),
    }
}
