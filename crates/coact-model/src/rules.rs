//! The rules: what coact knows about good models. One rule, one file, one page.
//!
//! A file declares a [`Rule`] and the function that makes its finding from data. Rules with a `check` run
//! over the resolved model; the others are reported by the phase that meets them (parsing, resolving,
//! typing). The page beside it in `rules/CODE.md` is what `coact explain` prints, and its examples are
//! compiled by the tests.

mod action;
mod aggregates;
mod allowances;
mod cooperation;
mod elsewhere;
mod evolution;
mod facts;
mod form;
mod index;
mod judging;
mod level;
mod n001_unknown_name;
mod names;
mod process;
mod stories;
mod syntax;
mod types;
mod views;
mod wording;

pub(crate) use action::*;
pub(crate) use aggregates::*;
pub(crate) use allowances::*;
pub(crate) use cooperation::*;
pub(crate) use evolution::*;
pub(crate) use facts::*;
pub(crate) use form::*;
pub use index::markdown;
pub use judging::ask_each;
pub(crate) use judging::{Cx, Part, Parts, Verdicts, is_answer, nobody_brings_it};
pub use n001_unknown_name::RULE as UNKNOWN_NAME;
pub(crate) use n001_unknown_name::{nothing_to_read, unknown_function, unknown_name};
pub(crate) use names::*;
pub(crate) use process::*;
pub(crate) use stories::*;
pub use syntax::syntax_errors;
pub use types::is_net;
pub(crate) use types::*;
pub(crate) use views::*;
pub(crate) use wording::{a, and, article, or, plural, ticked};

use std::sync::LazyLock;

use crate::Loc;
use crate::diagnostics::{Diagnostic, Label, Level, Severity};
use crate::weights::{Unweighable, Weights};

/// A rule: its stable code, how grave a finding is, and its page.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable code, never used again for another: `CTP012`. Families: `E` syntax, `N` names, `T` types,
    /// `CTP`, `CM`, `PM`, `AM`, `FM`, `EM`, `VM`, `AG` aggregates, `EV` evolution, `J` the JSON form,
    /// `S` what is allowed in place.
    pub code: &'static str,
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// How grave a finding is at level `standard`.
    pub severity: Severity,
    /// Its page in Markdown: what it checks, why, a bad and a good example, the source it rests on.
    pub page: &'static str,
    /// The check over the resolved model; none for rules that an earlier phase reports.
    pub(crate) check: Option<fn(&Cx<'_>, &mut Findings)>,
}

/// Where findings go.
pub type Findings = Vec<Diagnostic>;

/// The rules that the resolver reports.
const RESOLVING: &[&Rule] = &[&n001_unknown_name::RULE];

/// Every rule, in the order of its code.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all = [
        syntax::RULES,
        RESOLVING,
        names::RULES,
        facts::RULES,
        cooperation::RULES,
        process::RULES,
        types::RULES,
        action::RULES,
        aggregates::RULES,
        views::RULES,
        stories::RULES,
        evolution::RULES,
        form::RULES,
        allowances::RULES,
        judging::RULES,
    ]
    .concat();
    all.sort_by_key(|rule| rule.code);
    all
});

impl Rule {
    /// A rule that another crate reports: what a generator does not cover, what does not hold of a case.
    pub const fn of_other_crate(
        code: &'static str,
        name: &'static str,
        severity: Severity,
        page: &'static str,
    ) -> Self {
        Self {
            code,
            name,
            severity,
            page,
            check: None,
        }
    }

    /// A finding of this rule at a place.
    pub(crate) fn at(&self, loc: Loc, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: message.into(),
            primary: Label {
                loc,
                text: String::new(),
            },
            others: Vec::new(),
            hint: None,
            fix: None,
        }
    }
}

impl Rule {
    /// What it is about: the heading of its page, without the code.
    pub fn title(&self) -> &'static str {
        let heading = self.page.lines().next().unwrap_or_default();
        heading.split_once(": ").map_or(heading, |(_, title)| title)
    }

    /// How grave a finding is at a level; nothing where the rule is silent there.
    pub fn severity_at(&self, level: Level) -> Option<Severity> {
        level::preset(self, level)
    }
}

/// The page of a rule, whatever the case of the code: what `coact explain` prints.
pub fn explain(code: &str) -> Option<&'static str> {
    find(code).map(|rule| rule.page)
}

/// One rule in the list of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// Its code.
    pub code: &'static str,
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// How grave a finding is at level `standard`; none where the rule speaks only at `strict`.
    pub severity: Option<&'static str>,
    /// What it is about.
    pub title: &'static str,
    /// Its page.
    pub page: &'static str,
}

impl Entry {
    /// The entry of a rule.
    pub fn of(rule: &'static Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity_at(Level::Standard).map(Severity::word),
            title: rule.title(),
            page: rule.page,
        }
    }
}

/// Every rule of models, in the order of its code. Generators have rules of their own beside these.
pub fn catalogue() -> Vec<Entry> {
    ALL.iter().copied().map(Entry::of).collect()
}

/// Whether a code is that of a fault of the text, after which something may be missing from the model.
pub(crate) fn is_of_the_text(code: &str) -> bool {
    syntax::RULES.iter().any(|rule| rule.code == code)
}

/// Whether a code says something that rests on all links, and is said only where all of them could be read.
pub(crate) fn is_of_all_links(code: &str) -> bool {
    process::OF_ALL_LINKS.iter().any(|rule| rule.code == code)
}

/// Whether a code says of an element that nothing in its model uses it.
pub(crate) fn is_of_no_use(code: &str) -> bool {
    judging::OF_NO_USE.iter().any(|rule| rule.code == code)
}

/// The code of findings that say of an event that nothing emits it.
pub(crate) const NOTHING_EMITS: &str = judging::NOTHING_EMITS;

/// Whether a code says of an event in a slice or spec that it does not come about there.
pub(crate) fn is_of_an_event(code: &str) -> bool {
    judging::OF_AN_EVENT.iter().any(|rule| rule.code == code)
}

/// Whether a code is that of an error that says that something is nowhere in the model: it may stand in what could not be
/// read.
pub(crate) fn is_of_an_absence(code: &str) -> bool {
    judging::OF_AN_ABSENCE.iter().any(|rule| rule.code == code)
}

/// The rule of this code, whatever its case.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter()
        .copied()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The rule of this code, whose findings a project may take otherwise than the level does.
pub(crate) fn weighable(code: &str) -> Result<&'static Rule, Unweighable> {
    match find(code) {
        Some(rule) if rule.severity == Severity::Error => Err(Unweighable::Error(rule.code)),
        Some(rule) => Ok(rule),
        None => {
            let sought = code.to_ascii_uppercase();
            let known = ALL.iter().map(|rule| rule.code);
            Err(Unweighable::Unknown(coact_syntax::nearest(&sought, known)))
        }
    }
}

/// How grave the findings of a rule are at a level of a project; nothing where it is silent.
pub(crate) fn weight(rule: &Rule, level: Level, weights: &Weights) -> Option<Severity> {
    let said = weights.get(rule.code);
    said.unwrap_or_else(|| rule.severity_at(level))
}

/// Gives a finding the severity that it has; false where the project or the level does not want it.
pub(crate) fn weigh(finding: &mut Diagnostic, level: Level, weights: &Weights) -> bool {
    let Some(rule) = find(finding.code) else {
        return true;
    };
    match weight(rule, level, weights) {
        Some(severity) => {
            finding.severity = severity;
            true
        }
        None => false,
    }
}
