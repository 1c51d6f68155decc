//! What something was before: names, versions, and what is no more.

use super::{Expr, Name};
use crate::Span;

/// `was buyer since v2 default none retired v4`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// `was buyer or purchaser`: its earlier names
    pub was: Vec<Name>,
    /// `since v2`: the version that it came with
    pub since: Option<Version>,
    /// `default 0 EUR`: what it is where a record is older
    pub default: Option<Expr>,
    /// `retired v4`: the version that it went with; of a whole item `retired` alone
    pub retired: Option<Retired>,
}

impl Past {
    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.was.is_empty()
            && self.since.is_none()
            && self.default.is_none()
            && self.retired.is_none()
    }
}

/// `v2`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Version {
    /// Its number.
    pub number: u64,
    /// Where it stands.
    pub span: Span,
}

/// `retired`, `retired v4`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Retired {
    /// The version that it went with.
    pub version: Option<Version>,
    /// The whole clause.
    pub span: Span,
}

/// A name with what it was before.
#[derive(Clone, Debug, PartialEq)]
pub struct NamePast {
    /// What bears the name: "entity", "event".
    pub noun: &'static str,
    /// The name.
    pub name: Name,
    /// What it was before.
    pub past: Past,
}
