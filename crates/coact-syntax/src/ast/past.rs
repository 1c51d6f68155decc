//! What something was before: names, versions, and what is no more.

use super::{Expr, FieldDef, FieldInit, Name};
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

/// `upcast v1 -> v2 { name: first + " " + last }`
#[derive(Clone, Debug, PartialEq)]
pub struct Upcast {
    /// The version of the records that are read.
    pub from: Version,
    /// The version that they are read as.
    pub to: Version,
    /// What fields of that version are.
    pub fields: Vec<FieldInit>,
    /// The whole of it.
    pub span: Span,
}

impl Upcast {
    /// The step without its fields: `upcast v1 -> v2`.
    pub const fn head(&self) -> Span {
        Span {
            start: self.span.start,
            end: self.to.span.end,
        }
    }
}

/// `{ street: Text, zip: Text }`: what is recorded together, and how older records are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldBlock {
    /// The fields; `None` where a member could not be read.
    pub fields: Vec<Option<FieldDef>>,
    /// The steps from older records.
    pub upcasts: Vec<Upcast>,
}

impl FieldBlock {
    /// The fields that could be read.
    pub fn read(&self) -> impl Iterator<Item = &FieldDef> {
        self.fields.iter().flatten()
    }
}
