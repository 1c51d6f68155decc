use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, elsewhere};

/// Something else was expected.
pub(crate) const RULE: Rule = Rule {
    code: "E015",
    name: "unexpected-text",
    severity: Severity::Error,
    page: include_str!("../../../rules/E015.md"),
    check: None,
};

/// `meant` is a word spelt almost like what is found.
pub(super) fn unexpected_text(
    loc: Loc,
    expected: &[&str],
    found: &str,
    meant: Option<&str>,
) -> Diagnostic {
    let advice = elsewhere::sign(found, expected);
    if let Some(meant) = meant
        && (advice.is_none() || found.trim_matches('`').to_lowercase() == meant)
    {
        return RULE
            .at(
                loc,
                format!("expected {}, found {found}", alternatives(expected)),
            )
            .label("not a word of the language")
            .hint(format!("did you mean `{meant}`?"))
            .fix(format!("write `{meant}`"), vec![(loc, meant.to_owned())]);
    }
    let finding = unexpected(loc, expected, found);
    match advice {
        Some(advice) => finding.hint(advice),
        None if expected.contains(&"`else`") => {
            finding.hint("an `if` says what holds in both cases: `if … then … else …`")
        }
        None => finding,
    }
}

fn unexpected(loc: Loc, expected: &[&str], found: &str) -> Diagnostic {
    let few = expected.len() <= MOST_NAMED;
    let found_here = format!("{found} cannot stand here");
    match expected {
        [] => RULE.at(loc, found_here),
        _ if few => RULE.at(
            loc,
            format!("expected {}, found {found}", alternatives(expected)),
        ),
        _ => RULE
            .at(loc, found_here)
            .hint(format!("what can: {}", alternatives(expected))),
    }
    .label("not understood from here on")
}

/// More than these do not read well in a sentence.
const MOST_NAMED: usize = 3;

/// `a, b or c`
fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}
