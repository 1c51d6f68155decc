use crate::Loc;
use crate::ctp::Performer;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, or, ticked};

/// A role is looked for in which the act is never performed.
pub(crate) const RULE: Rule = Rule {
    code: "T022",
    name: "role-never-had",
    severity: Severity::Error,
    page: include_str!("../../../rules/T022.md"),
    check: None,
};

/// `whole` is the composite role of the party that the role is a part of; `roles` are those that the party can have.
pub(crate) fn role_never_had(
    loc: Loc,
    role: &str,
    (kind, party): (&str, Performer),
    whole: Option<&str>,
    roles: &[&str],
) -> Diagnostic {
    let (does, party) = match party {
        Performer::Initiator => ("asks for", "initiator"),
        Performer::Executor => ("executes", "executor"),
    };
    let finding = RULE
        .at(loc, format!("nobody {does} `{kind}` as `{role}`"))
        .label(format!("no {party} of `{kind}`"));
    finding.hint(match whole {
        Some(whole) => format!("`{role}` acts as `{whole}` here, which it is a part of"),
        None => format!("the {party} is {}", or(&ticked(roles))),
    })
}
