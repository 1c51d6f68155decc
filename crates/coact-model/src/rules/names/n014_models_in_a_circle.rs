use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Models that use each other's types or views.
pub(crate) const RULE: Rule = Rule {
    code: "N014",
    name: "models-in-a-circle",
    severity: Severity::Error,
    page: include_str!("../../../rules/N014.md"),
    check: None,
};

/// `path` is the circle, its first model again at the end; `uses` are the places in it, the first one of the model
/// where it is reported.
pub(crate) fn models_in_a_circle(path: &[&str], uses: &[Loc]) -> Diagnostic {
    let (first, rest) = uses
        .split_first()
        .map_or((Loc::default(), uses), |(first, rest)| (*first, rest));
    let mut finding = RULE
        .at(
            first,
            format!(
                "models use each other's types or views in a circle: {}",
                path.join(" → ")
            ),
        )
        .label("the circle begins here");
    let users = path.iter().skip(1);
    for (place, user) in rest.iter().zip(users) {
        finding = finding.also(*place, format!("and `{user}` goes on here"));
    }
    finding.hint(
        "only events may go both ways: move the types that both need into a model that imports neither",
    )
}
