//! Cooperation Model: who fills the roles, who acts for whom, and where facts are kept.

use super::{Act, Name, Path, Str};

/// `external bank CustomerFacts "MTK01" { Customer } from CustomerView`
#[derive(Clone, Debug, PartialEq)]
pub struct BankItem {
    /// Its facts come from outside the scope of interest.
    pub external: bool,
    /// Its name.
    pub name: Name,
    /// Its number in the organisation's tables.
    pub number: Option<Str>,
    /// The entities and transaction kinds whose facts it holds.
    pub contents: Vec<Path>,
    /// `from CustomerView`: the view that answers for it.
    pub from: Option<Path>,
}

/// `access Seller reads CustomerFacts`
#[derive(Clone, Debug, PartialEq)]
pub struct AccessItem {
    /// The actor roles that may read.
    pub readers: Vec<Path>,
    /// The banks that they may read.
    pub banks: Vec<Path>,
}

/// `position Desk fills Seller`
#[derive(Clone, Debug, PartialEq)]
pub struct PositionItem {
    /// Its name.
    pub name: Name,
    /// The actor roles that who holds it fills.
    pub roles: Vec<Path>,
}

/// `delegate decline and declare of OrderCompleting from Desk to Backoffice`
#[derive(Clone, Debug, PartialEq)]
pub struct DelegationItem {
    /// The acts that are delegated, with where each is named.
    pub acts: Vec<(Act, crate::Span)>,
    /// The transaction kind that they are acts of.
    pub kind: Path,
    /// The position that answers for them.
    pub from: Path,
    /// The position that performs them.
    pub to: Path,
}
