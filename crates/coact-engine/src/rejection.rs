//! Why a command was not performed, with the element of the model that decided.

use std::fmt;

use coact_model::Loc;
use coact_runtime::RejectionKind;
use coact_runtime::expr::Absent;

/// A command that was refused. Nothing was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Which check refused.
    pub kind: RejectionKind,
    /// The element of the model by name: `Order.lines`, `waits.OrderPaying`, `InStock`.
    pub name: String,
    /// The model's sentence for people; empty where the model gives none.
    pub sentence: String,
    /// Where the model says so; none where the pattern does.
    pub loc: Option<Loc>,
}

/// What was decided, or why not.
pub(crate) type Decision<T> = Result<T, Rejection>;

impl Rejection {
    pub(crate) fn new(
        kind: RejectionKind,
        name: impl Into<String>,
        sentence: &str,
        loc: Loc,
    ) -> Self {
        Self {
            kind,
            name: name.into(),
            sentence: sentence.to_owned(),
            loc: Some(loc),
        }
    }

    /// By a check that needs no element of the model.
    fn bare(kind: RejectionKind) -> Self {
        Self {
            kind,
            name: kind.word().to_owned(),
            sentence: String::new(),
            loc: None,
        }
    }

    /// A key that belongs to another, or names nothing.
    pub(crate) fn identity() -> Self {
        Self::bare(RejectionKind::Identity)
    }

    /// The performer does not fill the role.
    pub(crate) fn role() -> Self {
        Self::bare(RejectionKind::Role)
    }

    /// The performer is not the party.
    pub(crate) fn party() -> Self {
        Self::bare(RejectionKind::Party)
    }

    /// The pattern does not admit the act.
    pub(crate) fn pattern() -> Self {
        Self::bare(RejectionKind::Pattern)
    }

    /// The rejection of a command that needed a value for the named element.
    pub(crate) fn absent(absent: Absent, name: impl Into<String>, loc: Loc) -> Self {
        let kind = match absent {
            Absent::Unknown => RejectionKind::Unknown,
            Absent::Overflow => RejectionKind::Overflow,
        };
        Self::new(kind, name, "", loc)
    }

    /// Whether `name` names this rejection: the element's name, or the check's (`role`, `pattern`).
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name == name || self.kind.word() == name
    }
}

/// As the rejection of generated code says it.
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
