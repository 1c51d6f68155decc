use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::json::words::spelt;
use crate::model::{Stub, StubSort};
use crate::rules::{Rule, a};

/// A name of a slice of a sketch that nothing declares yet.
pub(crate) const RULE: Rule = Rule {
    code: "EM015",
    name: "stub",
    severity: Severity::Advice,
    page: include_str!("../../../rules/EM015.md"),
    check: None,
};

/// `near` is a declared name spelt a little like it; `before` is where a declaration may stand; `events` are stubs of
/// the same slice.
pub(crate) fn stub(stub: &Stub, near: Option<&str>, before: Loc, events: &[&str]) -> Diagnostic {
    let Stub { sort, name } = stub;
    let noun = sort.word();
    let finding = RULE
        .at(
            name.loc,
            format!("the {noun} `{}` is only named so far", name.text),
        )
        .label("a stub")
        .fix(
            format!("declare the {noun}"),
            vec![(before, declaration(*sort, &name.text, events))],
        );
    match near {
        Some(near) => finding.hint(format!("declare {}, or did you mean `{near}`?", a(noun))),
        None => finding.hint(format!("declare the {noun} when you know more about it")),
    }
}

/// As little as can be said of it.
fn declaration(sort: StubSort, name: &str, events: &[&str]) -> String {
    let name = spelt(name);
    match sort {
        StubSort::Screen => format!("screen {name}\n"),
        StubSort::Event => format!("event {name} {{}}\n"),
        StubSort::View => format!("view {name} {{ key id: Uuid }}\n"),
        StubSort::Command => {
            let mut emits: Vec<String> = events
                .iter()
                .map(|event| format!("emits {} {{}}", spelt(event)))
                .collect();
            if emits.is_empty() {
                emits.push("otherwise nothing".to_owned());
            }
            format!("command {name} {{}} {{ {} }}\n", emits.join(", "))
        }
    }
}
