use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, article, elsewhere};

/// Something that is no value where a value is needed.
pub(crate) const RULE: Rule = Rule {
    code: "T020",
    name: "not-a-value",
    severity: Severity::Error,
    page: include_str!("../../../rules/T020.md"),
    check: None,
};

/// What no other finding tells of: it is said only where no error is, because it is an echo of every other one.
pub(crate) fn not_understood(loc: Loc) -> Diagnostic {
    RULE.at(loc, NOT_UNDERSTOOD)
        .label("of no known meaning")
        .hint("write it in another way, and tell the makers of the language what you wrote")
}

const NOT_UNDERSTOOD: &str = "nothing can be made of this";

/// Whether a finding is the net under all others.
pub fn is_net(finding: &Diagnostic) -> bool {
    finding.code == RULE.code && finding.message == NOT_UNDERSTOOD
}

/// `what` says what stands there.
pub(crate) fn not_a_value(loc: Loc, what: &str, hint: &str) -> Diagnostic {
    RULE.at(loc, format!("{what}, and no value by itself"))
        .label("not a value")
        .hint(hint)
}

/// A function that is not an argument.
pub(crate) fn stray_lambda(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a function stands here, but a value is needed")
        .label("not a value")
        .hint("functions are arguments: `any(lines, l => l.quantity > 1)`")
}

/// A call of a member; `call` is how it is written as a call of a function.
pub(crate) fn call_of_member(loc: Loc, name: &str, call: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("nothing is called with a point before it: `{name}`"),
    )
    .label("not a function of a value")
    .hint(match elsewhere::function(name) {
        Some(advice) => advice.to_owned(),
        None => format!("write `{call}`"),
    })
}

/// Fields for a type that has none.
pub(crate) fn not_a_record(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(loc, format!("`{name}` is no value with fields"))
        .label("has no fields to give")
        .hint("only values are written with braces")
}

/// A fact of something that is no transaction kind.
pub(crate) fn no_fact_of(loc: Loc) -> Diagnostic {
    RULE.at(loc, "only a transaction kind has such facts")
        .label("not a transaction kind")
        .hint("name the kind: `order.OrderPaying accepted`")
}

/// What will be the state of the aggregate that a command begins.
pub(crate) fn no_state_yet(loc: Loc, command: &str, aggregate: &str) -> Diagnostic {
    let what = format!("{} `{aggregate}`", article(aggregate));
    RULE.at(
        loc,
        format!("`{command}` begins {what}, which has no state yet"),
    )
    .label("not there yet")
    .hint("use a field of the command; what it emits sets the state")
}
