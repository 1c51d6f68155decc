use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, ticked};

/// An event that does not find its row.
pub(crate) const RULE: Rule = Rule {
    code: "VM002",
    name: "no-route",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM002.md"),
    check: None,
};

/// `ways` are the candidates: none or several.
pub(crate) fn no_route(loc: Loc, event: &str, key: &str, ty: &str, ways: &[String]) -> Diagnostic {
    let finding = RULE.at(
        loc,
        format!("`{event}` does not tell which `{key}` it is about"),
    );
    if ways.is_empty() {
        finding
            .label(format!("nothing of type `{ty}` in the event or around it"))
            .hint("say which row with `at`, before the verb, or touch `each row where …`")
    } else {
        finding
            .label(format!("{} could be meant", and(&ticked(ways))))
            .hint(format!(
                "say which one with `at`, before the verb: `at {}`",
                ways.first().map_or("…", String::as_str)
            ))
    }
}

/// As many keys after `at` as the view has.
pub(crate) fn route_count(loc: Loc, keys: &[&str], given: usize) -> Diagnostic {
    RULE.at(
        loc,
        format!("a row is found by {}; {given} given", and(&ticked(keys))),
    )
    .label("not the whole key")
    .hint("give one value per key field, joined by `and`")
}

/// `each row where …` says already which rows.
pub(crate) fn rows_have_no_route(loc: Loc) -> Diagnostic {
    RULE.at(loc, "`each row where …` says already which rows are meant")
        .label("not needed")
        .hint("leave out `at`, or `each row`")
}
