//! Makes expressions of a type from what is at hand.

use crate::chance::Chance;
use crate::names::{Name, Scope, small};
use crate::plan::Plan;
use crate::types::{Field, Ty};

/// What can be read at a place: how it is written, and its type.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) path: String,
    pub(crate) ty: Ty,
}

/// What is read as fields of something, or bare where `of` is empty.
pub(crate) fn reads(fields: &[&Field], of: &str) -> Vec<Read> {
    let one = |field: &&Field| Read {
        path: if of.is_empty() {
            field.name.spelt()
        } else {
            format!("{of}.{}", field.name.spelt())
        },
        ty: field.ty.clone(),
    };
    fields.iter().map(one).collect()
}

/// A place where expressions stand.
pub(crate) struct Place<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) reads: Vec<Read>,
    /// Names that a variable must not hide.
    pub(crate) taken: Scope,
}

impl Place<'_> {
    /// A condition.
    pub(crate) fn condition(&mut self, chance: &mut Chance) -> String {
        let made = self.simple(chance);
        match chance.below(6) {
            0 => format!("{made} and {}", self.simple(chance)),
            1 => format!("{made} or not ({})", self.simple(chance)),
            2 => format!("(if {made} then {} else true)", self.simple(chance)),
            _ => made,
        }
    }

    /// A condition about one thing.
    fn simple(&mut self, chance: &mut Chance) -> String {
        let Some(read) = chance.pick(&self.reads).cloned() else {
            return "1 + 1 == 2".to_owned();
        };
        self.about(chance, &read, 2)
    }

    /// A condition about what is read.
    fn about(&mut self, chance: &mut Chance, read: &Read, depth: usize) -> String {
        let path = &read.path;
        let types = &self.plan.types;
        match &read.ty {
            Ty::Bool => chance.word(&["@", "not @", "@ == true"]).replace('@', path),
            Ty::Int => chance
                .word(&[
                    "@ > 0",
                    "@ % 3 == 1",
                    "-@ <= 7",
                    "abs(@) + 1 > 2",
                    "@ in [1, 2, 3]",
                    "@ / 2 < 3.5",
                    "max(@, 3) != min(@, 4)",
                ])
                .replace('@', path),
            Ty::Decimal => chance
                .word(&["@ > 0.5", "round(@, 2) == @", "-@ <= 7", "@ * 2 >= 1.5"])
                .replace('@', path),
            Ty::Text => chance
                .word(&[
                    "length(@) > 0",
                    "contains(@, \"{}\\\"\")",
                    "upper(@) == lower(@)",
                    "@ != \"*/\"",
                    "starts_with(trim(@), \"a\")",
                ])
                .replace('@', path),
            Ty::Date => chance
                .word(&[
                    "@ > 2020-01-01",
                    "year(@) == 2026",
                    "@ + 3 days > @",
                    "days(@, 2026-01-01) < 3",
                    "month(@ + 1 months) + day(@) > 3",
                ])
                .replace('@', path),
            Ty::Time => format!("{path} < 12:00"),
            Ty::DateTime => format!("{path} + 2 hours > 2026-05-01T09:00Z"),
            Ty::Duration => format!("{path} > 90 minutes"),
            Ty::Optional(of) => match self.variable(chance) {
                Some(name) if depth > 0 => {
                    let inside = Read {
                        path: name.spelt(),
                        ty: (**of).clone(),
                    };
                    let made = self.about(chance, &inside, depth - 1);
                    format!(
                        "(match {path} {{ none => false, some {} => {made} }})",
                        name.spelt()
                    )
                }
                _ => format!("{path} != none"),
            },
            Ty::List(of) => match self.variable(chance) {
                Some(name) if depth > 0 => {
                    let inside = Read {
                        path: name.spelt(),
                        ty: (**of).clone(),
                    };
                    let made = self.about(chance, &inside, depth - 1);
                    let spelt = name.spelt();
                    match chance.below(5) {
                        0 => format!("all({path}, {spelt} => {made})"),
                        1 => format!("any({path}, {spelt} => {made})"),
                        2 => format!("count({path}, {spelt} => {made}) > 1"),
                        3 => format!("count(filter({path}, {spelt} => {made})) < 2"),
                        _ => format!("first({path}) != none"),
                    }
                }
                _ => format!("count({path}) > 0"),
            },
            Ty::Value(at) => {
                let fields = types.values.get(*at).map(|value| value.fields.clone());
                match chance.pick(fields.as_deref().unwrap_or_default()) {
                    Some(field) if depth > 0 => {
                        let inside = Read {
                            path: format!("{path}.{}", field.name.spelt()),
                            ty: field.ty.clone(),
                        };
                        self.about(chance, &inside, depth - 1)
                    }
                    _ => format!("{path} == {path}"),
                }
            }
            Ty::Enum(at) => {
                let variants = types.enums.get(*at).map(|it| it.variants.as_slice());
                match (chance.below(2), types.literal(chance, &read.ty)) {
                    (0, Some(value)) => format!("{path} != {value}"),
                    _ => {
                        let variants = variants.unwrap_or_default();
                        let arms = variants
                            .iter()
                            .enumerate()
                            .map(|(at, name)| format!("{} => {}", name.spelt(), at % 2 == 0));
                        format!(
                            "(match {path} {{ {} }})",
                            arms.collect::<Vec<_>>().join(", ")
                        )
                    }
                }
            }
            Ty::Scalar(at) => {
                let scalar = types.scalars.get(*at);
                let ordered = scalar.is_some_and(|it| it.ordered);
                match types.literal(chance, &read.ty).filter(|it| !it.is_empty()) {
                    Some(value) if ordered => format!("{path} >= {value}"),
                    Some(value) => format!("{path} == {value}"),
                    None => format!("{path} == {path}"),
                }
            }
            Ty::Map(key, of) => match types.literal(chance, key) {
                Some(key) if !matches!(**of, Ty::Optional(_)) => format!("{path}[{key}] != none"),
                _ => format!("{path} == {path}"),
            },
            Ty::Period | Ty::Uuid | Ty::Bytes | Ty::Entity(_) => format!("{path} == {path}"),
        }
    }

    /// A name that hides nothing.
    fn variable(&mut self, chance: &mut Chance) -> Option<Name> {
        Some(small(chance, &mut self.taken))
    }

    /// A value of the type, where one can be made.
    pub(crate) fn value(&mut self, chance: &mut Chance, ty: &Ty) -> Option<String> {
        let same: Vec<String> = self
            .reads
            .iter()
            .filter(|read| read.ty == *ty)
            .map(|read| read.path.clone())
            .collect();
        if chance.percent(50)
            && let Some(path) = chance.pick(&same)
        {
            return Some(path.clone());
        }
        if chance.percent(30)
            && let Some(made) = self.computed(chance, ty)
        {
            return Some(made);
        }
        let literal = self.plan.types.literal(chance, ty);
        literal
            .filter(|text| !text.is_empty())
            .or_else(|| same.first().cloned())
    }

    /// A value that is worked out.
    fn computed(&mut self, chance: &mut Chance, ty: &Ty) -> Option<String> {
        Some(match ty {
            Ty::Bool => self.condition(chance),
            Ty::Int => {
                let list = self
                    .reads
                    .iter()
                    .find(|read| matches!(read.ty, Ty::List(_)))?;
                format!("count({})", list.path)
            }
            // Nothing would tell what `[]` or `none` is a list of, or the lack of.
            Ty::List(of) if !matches!(**of, Ty::List(_) | Ty::Optional(_)) => {
                let lists = self
                    .reads
                    .iter()
                    .filter(|read| matches!(read.ty, Ty::List(_)));
                let lists: Vec<Read> = lists.cloned().collect();
                let list = chance.pick(&lists)?.path.clone();
                let name = self.variable(chance)?;
                let literal = self.plan.types.literal(chance, of)?;
                if literal.is_empty() {
                    return None;
                }
                format!("map({list}, {} => {literal})", name.spelt())
            }
            Ty::Decimal | Ty::Text | Ty::Date => {
                let condition = self.condition(chance);
                let first = self.plan.types.literal(chance, ty)?;
                let second = self.plan.types.literal(chance, ty)?;
                format!("(if {condition} then {first} else {second})")
            }
            _ => return None,
        })
    }
}

/// A type that a derived fact can have.
pub(crate) fn derivable(chance: &mut Chance, plan: &Plan) -> Ty {
    let enums = plan.types.enums.len();
    let of = [
        Ty::Bool,
        Ty::Int,
        Ty::Decimal,
        Ty::Text,
        Ty::Date,
        Ty::List(Box::new(Ty::Int)),
        Ty::Optional(Box::new(Ty::Text)),
    ];
    if enums > 0 && chance.percent(20) {
        return Ty::Enum(chance.below(enums));
    }
    chance.pick(&of).cloned().unwrap_or(Ty::Bool)
}
