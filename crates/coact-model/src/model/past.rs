//! What things were before: earlier names, later fields, and what is no more.

use super::{Expr, Ident, Model, Type};
use crate::Loc;

/// What the text says about the past of one name.
#[derive(Clone, Debug)]
pub struct Past {
    /// The name, with the place of its declaration.
    pub of: Ident,
    /// The value, entity, enum or event that it is part of; none of a whole item.
    pub owner: Option<Ident>,
    /// What bears the name: "field", "fact", "variant", "event", "view".
    pub noun: String,
    /// Its earlier names.
    pub was: Vec<Ident>,
    /// The version of its owner that it came with; the first one where nothing is said.
    pub since: Option<u64>,
    /// What it is where a record is older: a constant.
    pub default: Option<Expr>,
    /// It is no more.
    pub retired: Option<Retired>,
}

/// That something is no more. A retired field is among the fields of its owner no longer; a retired variant and
/// a retired item are still there, for what was recorded with them.
#[derive(Clone, Debug)]
pub struct Retired {
    /// The version of its owner that it went with; none of a whole item.
    pub version: Option<u64>,
    /// The type of a retired field.
    pub ty: Option<Type>,
    /// Where it is said.
    pub loc: Loc,
}

impl Model {
    /// What the text says about the past of what is declared here.
    pub fn past(&self, declared: Loc) -> Option<&Past> {
        self.pasts.iter().find(|past| past.of.loc == declared)
    }
}
