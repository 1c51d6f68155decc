//! Types.

use std::sync::Arc;

use super::{ActorId, EntityId, EnumId, Expr, Ident, KindId, ScalarId, ValueId, ViewId};
use crate::Loc;
use crate::ctp::Performer;

/// A resolved type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Text.
    Text,
    /// Truth value.
    Bool,
    /// Whole number (`i64`) of a unit.
    Int(Unit),
    /// Decimal number of a unit.
    Decimal(Unit),
    /// Calendar day.
    Date,
    /// Time of day.
    Time,
    /// Instant.
    DateTime,
    /// Exact length of time.
    Duration,
    /// Calendar length of time.
    Period,
    /// UUID.
    Uuid,
    /// Bytes.
    Bytes,
    /// A new type over a base.
    Scalar(ScalarId),
    /// An enumeration.
    Enum(EnumId),
    /// A structured value.
    Value(ValueId),
    /// A reference to an entity: its key.
    Entity(EntityId),
    /// A filler of an actor role (constants of specs, `promised.by`).
    Actor(ActorId),
    /// A row of a view.
    Row(ViewId),
    /// Which actor role the party acted in (`requested.role`): one of those it may have in the kind.
    Role(KindId, Performer),
    /// May be absent.
    Optional(Box<Type>),
    /// A list.
    List(Box<Type>),
    /// A map.
    Map(Box<Type>, Box<Type>),
    /// Not known because of an error that is reported already; fits everything.
    Error,
}

/// A unit of measure as a quotient of products; none for a bare number. Every type of a number has one, and
/// nearly all have none: what they name is shared and not held in place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit(Option<Arc<Quotient>>);

/// The names of a unit; of one that has none there is no quotient.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Quotient {
    over: Vec<String>,
    under: Vec<String>,
}

impl Unit {
    /// The unit of the names above and below the line.
    pub fn new(mut over: Vec<String>, mut under: Vec<String>) -> Self {
        over.sort();
        under.sort();
        let bare = over.is_empty() && under.is_empty();
        Self((!bare).then(|| Arc::new(Quotient { over, under })))
    }

    /// Names above the line, sorted.
    pub fn over(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |names| &names.over)
    }

    /// Names below the line, sorted.
    pub fn under(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |names| &names.under)
    }
}

/// A bound of a value, with its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// What it demands.
    pub kind: BoundKind,
    /// The model's sentence; empty where it gives none.
    pub sentence: String,
    /// Where it stands.
    pub loc: Loc,
}

/// What a bound demands.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "few per model")]
pub enum BoundKind {
    /// The length of a list.
    Length(u64, Option<u64>),
    /// Inclusive ends; constant expressions of the bounded type without its scalar.
    Range(Option<Expr>, Option<Expr>),
    /// An anchored regular expression.
    Matching(String),
    /// Characters of a text.
    MaxLength(u64),
}

/// `scalar Sku = Text matching "…"`
#[derive(Clone, Debug)]
pub struct Scalar {
    /// Its name; of another model's with that model in front: `billing.Invoice`.
    pub name: Ident,
    /// The model that it is imported from.
    pub imported: Option<String>,
    /// Its doc text.
    pub doc: Option<String>,
    /// The base type, with its unit.
    pub base: Type,
    /// Its bounds.
    pub bounds: Vec<Bound>,
    /// Its scale sort, where the text states one.
    pub scale: Option<Scale>,
}

/// The sort of a scale: which operators make sense on its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scale {
    /// Equality only.
    Categorial,
    /// Order too.
    Ordinal,
    /// Differences too.
    Interval,
    /// Quotients too.
    Ratio,
    /// A count: a ratio scale with a unit of its own.
    Absolute,
}

impl Scale {
    /// All of them, the one that admits least first.
    pub const ALL: [Self; 5] = [
        Self::Categorial,
        Self::Ordinal,
        Self::Interval,
        Self::Ratio,
        Self::Absolute,
    ];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Categorial => "categorial",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
            Self::Absolute => "absolute",
        }
    }

    /// The highest scale sort that values of a basic type can have.
    pub const fn highest_of(base: &Type) -> Self {
        match base {
            Type::Text => Self::Ordinal,
            Type::Date | Type::Time | Type::DateTime => Self::Interval,
            Type::Duration | Type::Period => Self::Ratio,
            Type::Int(_) | Type::Decimal(_) | Type::Error => Self::Absolute,
            _ => Self::Categorial,
        }
    }
}

/// `enum OrderStatus { … }`
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name; of another model's with that model in front: `billing.Invoice`.
    pub name: Ident,
    /// The model that it is imported from.
    pub imported: Option<String>,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its variants with their doc texts.
    pub variants: Vec<(Ident, Option<String>)>,
}

/// `value OrderLine { … }`
#[derive(Clone, Debug)]
pub struct Value {
    /// Its name; of another model's with that model in front: `billing.Invoice`.
    pub name: Ident,
    /// The model that it is imported from.
    pub imported: Option<String>,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A typed field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Part of the key.
    pub key: bool,
    /// Its type.
    pub ty: Type,
    /// Its bounds beside those of its type.
    pub bounds: Vec<Bound>,
    /// Its default. A field of a row that may be absent is absent by default.
    pub default: Option<Expr>,
}
