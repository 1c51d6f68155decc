use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A value of one type where another is needed.
pub(crate) const RULE: Rule = Rule {
    code: "T001",
    name: "type-mismatch",
    severity: Severity::Error,
    page: include_str!("../../../rules/T001.md"),
    check: None,
};

/// `wanted` and `found` are types or descriptions, in backticks where they are names.
pub(crate) fn type_mismatch(loc: Loc, wanted: &str, found: &str) -> Diagnostic {
    RULE.at(loc, format!("{wanted} is needed here, not {found}"))
        .label(format!("this is {found}"))
        .hint(format!("give {wanted}"))
}

/// `list[…]`
pub(crate) fn list_by_key(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a list has no keys by which to read it")
        .label("this is a list")
        .hint("take `first(…)` or `last(…)` of it, with a condition if need be, or make it a map: `{Int: …}`")
}

/// `part in text`
pub(crate) fn part_of_a_text(loc: Loc) -> Diagnostic {
    type_mismatch(loc, "a list", "`Text`")
        .hint("whether a text has another in it says `contains(text, part)`")
}

/// `length` of a list.
pub(crate) fn length_of_a_list(loc: Loc, found: &str) -> Diagnostic {
    type_mismatch(loc, "text", found).hint("how many there are in a list says `count`")
}

/// `sum` of values, dates and the like: `fields` are those of a value that are numbers.
pub(crate) fn sum_of_what(loc: Loc, found: &str, field: Option<&str>) -> Diagnostic {
    let field = field.unwrap_or("…");
    type_mismatch(loc, "a list of numbers", found)
        .hint(format!("say what is summed: `sum(…, x => x.{field})`"))
}

/// `x == a or b`: `op` joins, `sign` compares `of` on the other side.
pub(crate) fn half_a_comparison(loc: Loc, op: &str, of: &str, sign: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("a condition is needed on both sides of `{op}`"),
    )
    .label("this is no condition")
    .hint(format!(
        "compare once more: `{op} {of} {sign} …`; one of several is asked for by `{of} in [ … ]`"
    ))
}
