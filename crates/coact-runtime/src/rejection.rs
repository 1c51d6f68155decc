//! Why a command was not performed.

use std::fmt;

use serde::Serialize;

/// A command that was refused, with the element of the model that refused it. Nothing was recorded.
///
/// Checks run in one order, and the first that fails is reported: bounds, identity, role and party,
/// pattern, waits and containment, laws, rule; of a plain
/// command bounds, identity, role, what it requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Rejection {
    /// Which check refused.
    pub kind: RejectionKind,
    /// The element of the model by name: `Order.lines`, `waits.OrderPaying`, `InStock`.
    pub name: &'static str,
    /// The model's sentence for people; empty where the model gives none.
    pub sentence: &'static str,
}

/// What was decided, or why not.
pub type Decision<T> = Result<T, Rejection>;

/// Which check refused a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectionKind {
    /// A value outside the bounds of its type.
    Bounds,
    /// A key that belongs to another, or names nothing.
    Identity,
    /// The performer does not fill the role.
    Role,
    /// The performer fills the role but is not this instance's party.
    Party,
    /// The pattern does not admit the act in this state.
    Pattern,
    /// A wait link is still closed.
    Waits,
    /// Children or the parent do not admit it.
    Contained,
    /// A law would be broken.
    Law,
    /// An enforced rule's assessment fails.
    Rule,
    /// What a plain command requires does not hold.
    Requires,
    /// A calculation left the range of its type.
    Overflow,
    /// A fact that the act needs is not known yet.
    Unknown,
}

impl Rejection {
    /// A rejection by the named element.
    pub const fn new(kind: RejectionKind, name: &'static str, sentence: &'static str) -> Self {
        Self {
            kind,
            name,
            sentence,
        }
    }

    /// A value outside its bounds.
    #[cold]
    pub const fn bounds(name: &'static str, sentence: &'static str) -> Self {
        Self::new(RejectionKind::Bounds, name, sentence)
    }

    /// A key that belongs to another, or names nothing.
    #[cold]
    pub const fn identity() -> Self {
        Self::new(RejectionKind::Identity, "identity", "")
    }

    /// The performer does not fill the role.
    #[cold]
    pub const fn role() -> Self {
        Self::new(RejectionKind::Role, "role", "")
    }

    /// The performer is not this instance's party.
    #[cold]
    pub const fn party() -> Self {
        Self::new(RejectionKind::Party, "party", "")
    }

    /// The pattern does not admit the act.
    #[cold]
    pub const fn pattern() -> Self {
        Self::new(RejectionKind::Pattern, "pattern", "")
    }

    /// A wait link is closed.
    #[cold]
    pub const fn waits(name: &'static str) -> Self {
        Self::new(RejectionKind::Waits, name, "")
    }

    /// Children or the parent do not admit it.
    #[cold]
    pub const fn contained(name: &'static str, sentence: &'static str) -> Self {
        Self::new(RejectionKind::Contained, name, sentence)
    }

    /// A law would be broken.
    #[cold]
    pub const fn law(name: &'static str, sentence: &'static str) -> Self {
        Self::new(RejectionKind::Law, name, sentence)
    }

    /// An assessment fails.
    #[cold]
    pub const fn rule(name: &'static str, sentence: &'static str) -> Self {
        Self::new(RejectionKind::Rule, name, sentence)
    }

    /// What a plain command requires does not hold.
    #[cold]
    pub const fn requires(name: &'static str, sentence: &'static str) -> Self {
        Self::new(RejectionKind::Requires, name, sentence)
    }

    /// A calculation left its range.
    #[cold]
    pub const fn overflow(name: &'static str, sentence: &'static str) -> Self {
        Self::new(RejectionKind::Overflow, name, sentence)
    }

    /// Whether `name` names this rejection: the element's name, or the check's (`role`, `pattern`).
    pub fn is_named(&self, name: &str) -> bool {
        self.name == name || self.kind.word() == name
    }
}

impl RejectionKind {
    /// The word for the check, as specs name it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bounds => "bounds",
            Self::Identity => "identity",
            Self::Role => "role",
            Self::Party => "party",
            Self::Pattern => "pattern",
            Self::Waits => "waits",
            Self::Contained => "contained",
            Self::Law => "law",
            Self::Rule => "rule",
            Self::Requires => "requires",
            Self::Overflow => "overflow",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused by {}", self.name)?;
        if self.sentence.is_empty() {
            Ok(())
        } else {
            write!(f, ": {}", self.sentence)
        }
    }
}

impl std::error::Error for Rejection {}
