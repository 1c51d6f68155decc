use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, article, elsewhere};

/// A field, fact or variant that its owner does not have.
pub(crate) const RULE: Rule = Rule {
    code: "T003",
    name: "no-such-member",
    severity: Severity::Error,
    page: include_str!("../../../rules/T003.md"),
    check: None,
};

/// `owner` is "the entity `Order`"; `sort` is what is looked for: "fact", "field".
pub(crate) fn no_such_member(
    loc: Loc,
    owner: &str,
    sort: &str,
    name: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("{owner} has no {sort} called `{name}`"))
        .label(format!("no such {sort}"));
    match nearest {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint(format!("declare the {sort}, or correct the name")),
    }
}

/// A kind after an entity that it is not about: `about` is the one that it is.
pub(crate) fn kind_of_another(loc: Loc, kind: &str, about: &str, owner: &str) -> Diagnostic {
    let (about_a, owner_a) = (article(about), article(owner));
    RULE.at(
        loc,
        format!("`{kind}` is about {about_a} `{about}`, not {owner_a} `{owner}`"),
    )
    .label("about something else")
    .hint(format!("ask it of {about_a} `{about}`"))
}

/// What has no members.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Memberless {
    /// A list.
    List,
    /// A map.
    Map,
    /// Something of which the name is a function.
    Function,
    /// Anything else.
    Other,
}

/// A member of something that has none; `of` is what is written before the point.
pub(crate) fn no_members(
    loc: Loc,
    ty: &str,
    name: &str,
    of: &str,
    without: Memberless,
) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("`{ty}` has no fields, so there is no `{name}` in it"),
        )
        .label("no such field");
    match (without, name) {
        (Memberless::List, "length" | "size" | "count" | "len") => {
            finding.hint(format!("how many there are says `count({of})`"))
        }
        (Memberless::List, "first" | "last" | "sum" | "min" | "max")
        | (Memberless::Function, _) => finding.hint(format!("write `{name}({of})`")),
        (Memberless::List, _) => finding.hint(format!(
            "name it of each element: `map({of}, x => x.{name})`, `sum({of}, x => x.{name})`"
        )),
        (Memberless::Map, _) => {
            finding.hint(format!("what it has under a key: `{of}[\"{name}\"]`"))
        }
        (Memberless::Other, _) => match elsewhere::function(name) {
            Some(advice) => finding.hint(advice),
            None => finding.hint("fields belong to values, entities, events and rows"),
        },
    }
}
