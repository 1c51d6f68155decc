//! Diagnostics as data. Their sentences are made where the rule is; how they look is for renderers.

use crate::Loc;
use crate::rules::Rule;

/// One finding about a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code: `CTP012`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// One plain sentence in the modeller's own names, without a full stop.
    pub message: String,
    /// The smallest place that is responsible, with a few words on what is there.
    pub primary: Label,
    /// The other places involved.
    pub others: Vec<Label>,
    /// What to change.
    pub hint: Option<String>,
    /// A change that certainly mends it.
    pub fix: Option<Fix>,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing to mend, but worth knowing.
    Advice,
    /// The model holds, but is probably not what was meant.
    Warning,
    /// The model does not hold; nothing is generated.
    Error,
}

impl Severity {
    /// Its word: `error`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How much a model is held to. A level presets how grave the findings of every rule are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// A model in the making: what is doubtful is only worth knowing.
    Sketch,
    /// A model that is worked with.
    #[default]
    Standard,
    /// A model that leaves nothing open.
    Strict,
}

/// A place and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub loc: Loc,
    /// A few words; may be empty for the primary place.
    pub text: String,
}

/// A change of the text that certainly mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command: "add a comma".
    pub title: String,
    /// The replacements; places do not overlap.
    pub edits: Vec<(Loc, String)>,
}

impl Diagnostic {
    /// A finding of a rule at a place, with what to change.
    pub fn of(rule: &Rule, loc: Loc, message: String, hint: &str) -> Self {
        rule.at(loc, message).hint(hint)
    }

    /// A few words on what is at the primary place.
    #[must_use]
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Another place involved.
    #[must_use]
    pub(crate) fn also(mut self, loc: Loc, text: impl Into<String>) -> Self {
        self.others.push(Label {
            loc,
            text: text.into(),
        });
        self
    }

    /// What to change.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A change that certainly mends it.
    #[must_use]
    pub(crate) fn fix(mut self, title: impl Into<String>, edits: Vec<(Loc, String)>) -> Self {
        self.fix = Some(Fix {
            title: title.into(),
            edits,
        });
        self
    }
}
