//! What things were before: earlier names, later fields, and what is no more.

use super::{Expr, Ident, Local, Model, Type};
use crate::Loc;

/// What the text says about the past of one name.
#[derive(Clone, Debug)]
pub struct Past {
    /// The name, with the place of its declaration.
    pub of: Ident,
    /// The value, entity, enum, event or aggregate that it is part of; none of a whole item.
    pub owner: Option<Ident>,
    /// What its owner is: "value", "entity", "enum", "event", "aggregate"; none of a whole item.
    pub whole: Option<String>,
    /// What bears the name: "field", "fact", "variant", "event", "view".
    pub noun: String,
    /// Its earlier names, the first one first.
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

/// How records of one version are read as those of the next one. Fields of which it says nothing stay what they
/// are; those that came with the next version are what their defaults say.
#[derive(Clone, Debug)]
pub struct Upcast {
    /// The value or event whose records are meant.
    pub of: Ident,
    /// What that is: "value", "event".
    pub noun: String,
    /// The version of the records.
    pub from: u64,
    /// The version that they are read as: the next one.
    pub to: u64,
    /// What the values may name: the fields of the older version.
    pub old: Vec<Local>,
    /// Fields of the newer version, and what they are.
    pub fields: Vec<(Ident, Expr)>,
    /// Where the step is named.
    pub loc: Loc,
}

impl Model {
    /// What the text says about the past of what is declared here.
    pub fn past(&self, declared: Loc) -> Option<&Past> {
        self.pasts.iter().find(|past| past.of.loc == declared)
    }

    /// The first name that something had, by which what is recorded about it is found for good. Earlier names stand in the
    /// order in which it had them.
    pub fn first_name<'a>(&'a self, name: &'a Ident) -> &'a str {
        let was = self.past(name.loc).and_then(|past| past.was.first());
        &was.unwrap_or(name).text
    }
}
