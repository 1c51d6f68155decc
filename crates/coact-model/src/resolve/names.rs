//! Declared names.

mod find;
mod imported;
mod related;

pub(crate) use imported::Imported;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use coact_syntax::ast::{ItemKind, Name};

use super::cx::{ItemRef, nearest};
use super::declare::BUILTIN_TYPES;
use crate::diagnostics::Diagnostic;
pub(crate) use crate::model::Element;
use crate::model::{
    ActorId, BankId, CallId, CommandRef, EntityId, EnumId, EventId, EventRef, Ident, KindId,
    LookupId, PositionId, QueryId, ScalarId, ScreenId, SystemId, ValueId, ViewId,
};
use crate::places::{Moved as _, Moves};
use crate::{Loc, rules};
use related::Related;

/// A space of names: a name stands for one thing in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Space {
    /// Scalars, enums, values and entities.
    Type,
    /// Actor roles.
    Actor,
    /// Banks.
    Bank,
    /// Positions.
    Position,
    /// Transaction kinds.
    Kind,
    /// Look-ups.
    Lookup,
    /// Views.
    View,
    /// Queries.
    Query,
    /// Aggregates.
    Aggregate,
    /// External systems.
    System,
    /// Screens.
    Screen,
    /// Commands, default names included.
    Command,
    /// Events, default names included.
    Event,
}

impl Space {
    const ALL: [Self; 13] = [
        Self::Type,
        Self::Actor,
        Self::Bank,
        Self::Position,
        Self::Kind,
        Self::Lookup,
        Self::View,
        Self::Query,
        Self::Aggregate,
        Self::System,
        Self::Screen,
        Self::Command,
        Self::Event,
    ];

    /// The space of what begins with this word.
    pub(crate) fn of(noun: &str) -> Option<Self> {
        match noun {
            "scalar" | "enum" | "value" | "entity" => Some(Self::Type),
            "lookup" => Some(Self::Lookup),
            _ => Self::ALL.into_iter().find(|space| space.noun() == noun),
        }
    }

    /// What is looked for in this space, in the modeller's words.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Actor => "actor",
            Self::Bank => "bank",
            Self::Position => "position",
            Self::Kind => "transaction",
            Self::Lookup => "look-up",
            Self::View => "view",
            Self::Query => "query",
            Self::Aggregate => "aggregate",
            Self::System => "external system",
            Self::Screen => "screen",
            Self::Command => "command",
            Self::Event => "event",
        }
    }
}

/// What other languages call a type of this one.
fn foreign(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "integer" | "long" | "i64" | "i32" | "u32" | "u64" | "usize" => "Int",
        "string" | "str" | "varchar" | "char" => "Text",
        "boolean" => "Bool",
        "float" | "double" | "number" | "numeric" | "money" | "f64" => "Decimal",
        "timestamp" | "instant" => "DateTime",
        "guid" => "Uuid",
        "blob" | "binary" => "Bytes",
        _ => return None,
    })
}

/// What a type name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TypeName {
    Scalar(ScalarId),
    Enum(EnumId),
    Value(ValueId),
    Entity(EntityId),
}

/// Where each name of each space is declared and as what.
pub(crate) type Declared = BTreeMap<Space, BTreeMap<String, (Loc, &'static str)>>;

/// Where each retired name says so.
pub(crate) type Gone = BTreeMap<(Space, String), Loc>;

/// What the models of a project declare, by their names.
pub(crate) type Everywhere = BTreeMap<String, Declared>;

/// Every declared name. Names live per kind of thing: a screen and a view may share one. The four kinds of
/// types (scalar, enum, value, entity) share one space, as do commands and, separately, events.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) types: BTreeMap<String, TypeName>,
    pub(crate) actors: BTreeMap<String, ActorId>,
    pub(crate) banks: BTreeMap<String, BankId>,
    pub(crate) positions: BTreeMap<String, PositionId>,
    /// Filled by the structure phase: a kind that lacks a party or a product is declared, but left out.
    pub(crate) kinds: BTreeMap<String, KindId>,
    /// Filled by the structure phase.
    pub(crate) lookups: BTreeMap<String, LookupId>,
    pub(crate) views: BTreeMap<String, ViewId>,
    /// Filled by the express phase: a query whose view is unknown is declared, but left out.
    pub(crate) queries: BTreeMap<String, QueryId>,
    pub(crate) screens: BTreeMap<String, ScreenId>,
    pub(crate) systems: BTreeMap<String, SystemId>,
    /// Events of external systems, by system and name; filled by the structure phase.
    pub(crate) reported: BTreeMap<(SystemId, String), EventId>,
    /// Calls of external systems, by system and name; filled by the structure phase.
    pub(crate) calls: BTreeMap<(SystemId, String), CallId>,
    /// Filled by the structure phase, default names included.
    pub(crate) commands: BTreeMap<String, CommandRef>,
    /// Filled by the structure phase, default names included.
    pub(crate) events: BTreeMap<String, EventRef>,
    /// What all models of the project declare, where there are several.
    pub(crate) everywhere: Rc<Everywhere>,
    /// The models that are imported.
    pub(crate) imports: BTreeMap<String, Imported>,
    /// Where each name is declared and as what; also of elements that had to be left out, so that the uses
    /// of their names stay silent.
    declared: Declared,
    /// Where each name that is retired says so. Events are not among them: what was recorded is still read.
    retired: Gone,
    /// What belongs to a name, for where it stands instead.
    related: Related,
    /// Where each variant that is retired says so, by its own place.
    pub(crate) gone_variants: BTreeMap<Loc, Loc>,
    /// By the place of the item, so that they stay right where a text before it grows.
    items: HashMap<usize, Element>,
    /// The items that are the first of their name.
    firsts: HashSet<usize>,
}

impl Names {
    /// Declares a name; reports it where the space has it already, and answers whether it is the first.
    pub(crate) fn declare(
        &mut self,
        space: Space,
        noun: &'static str,
        name: &str,
        loc: Loc,
        findings: &mut Vec<Diagnostic>,
    ) -> bool {
        let names = self.declared.entry(space).or_default();
        if let Some((first, what)) = names.get(name) {
            findings.push(rules::duplicate_name(loc, noun, name, *first, what));
            return false;
        }
        names.insert(name.to_owned(), (loc, noun));
        true
    }

    /// Declares what a sketch only names.
    pub(crate) fn sketch(&mut self, space: Space, name: &Ident) {
        let names = self.declared.entry(space).or_default();
        names.insert(name.text.clone(), (name.loc, space.noun()));
    }

    /// The name of a space that is spelt almost like this one.
    pub(crate) fn nearest_to(&self, space: Space, name: &str) -> Option<&str> {
        nearest(name, self.declared(space).filter(|other| *other != name))
    }

    /// Notes the names of an item that are retired.
    pub(crate) fn retire(&mut self, item: &ItemRef<'_>) {
        for past in &item.item.pasts {
            if let (Some(retired), Some(space)) = (past.past.retired, Space::of(past.noun))
                && space != Space::Event
            {
                let name = past.name.text.clone();
                self.retired.insert((space, name), item.loc(retired.span));
            }
        }
        if let ItemKind::Enum(written) = &item.item.kind {
            for variant in &written.variants {
                if let Some(retired) = variant.past.as_ref().and_then(|past| past.retired) {
                    let declared = item.loc(variant.name.span);
                    self.gone_variants.insert(declared, item.loc(retired.span));
                }
            }
        }
    }

    /// Reports the use of a retired name by what is not retired itself.
    pub(crate) fn used(
        &self,
        space: Space,
        item: &ItemRef<'_>,
        name: &Name,
        findings: &mut Vec<Diagnostic>,
    ) {
        Self::gone(&self.retired, space, item, name, findings);
    }

    /// Reports the use of a retired name of an imported model.
    fn used_there(
        &self,
        space: Space,
        item: &ItemRef<'_>,
        (model, name): (&str, &Name),
        findings: &mut Vec<Diagnostic>,
    ) {
        if let Some(imported) = self.imports.get(model) {
            Self::gone(&imported.retired, space, item, name, findings);
        }
    }

    fn gone(
        retired: &Gone,
        space: Space,
        item: &ItemRef<'_>,
        name: &Name,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some(place) = retired.get(&(space, name.text.clone())) else {
            return;
        };
        let itself = item.item.kind.name().is_some_and(|own| {
            let mut pasts = item.item.pasts.iter();
            pasts.any(|past| past.name == *own && past.past.retired.is_some())
        });
        let found = rules::retired_used(item.loc(name.span), space.noun(), &name.text, *place);
        if !itself && !findings.contains(&found) {
            findings.push(found);
        }
    }

    /// The retired names, for those who import this model.
    pub(crate) const fn all_retired(&self) -> &Gone {
        &self.retired
    }

    /// Whether a variant of this model or of an imported one is retired.
    pub(crate) fn some_variant_gone(&self) -> bool {
        let mut imports = self.imports.values();
        !self.gone_variants.is_empty() || imports.any(|imported| !imported.gone_variants.is_empty())
    }

    /// Where a variant of an imported enum says that it is retired.
    pub(crate) fn lent_variant_gone(&self, declared: Loc) -> Option<Loc> {
        let mut imports = self.imports.values();
        imports.find_map(|imported| imported.gone_variants.get(&declared).copied())
    }

    /// Notes that an item is the first of its name.
    pub(crate) fn first(&mut self, item: &ItemRef<'_>) {
        self.firsts.insert(item.index);
    }

    /// Whether an item is the first of its name; a second one is left out.
    pub(crate) fn is_first(&self, item: &ItemRef<'_>) -> bool {
        self.firsts.contains(&item.index)
    }

    /// Notes which element an item declares.
    pub(crate) fn bind(&mut self, item: &ItemRef<'_>, id: Element) {
        self.items.insert(item.index, id);
    }

    /// The element that an item declares; none where it was left out.
    pub(crate) fn item(&self, item: &ItemRef<'_>) -> Option<Element> {
        self.items.get(&item.index).copied()
    }

    /// Follows an edit of the texts.
    pub(crate) fn moved(&mut self, moves: &Moves) {
        for (place, _) in self.declared.values_mut().flat_map(BTreeMap::values_mut) {
            place.moved(moves);
        }
        for place in self.retired.values_mut() {
            place.moved(moves);
        }
    }

    /// Notes what an item says of names that belong together.
    pub(crate) fn relate(&mut self, item: &ItemRef<'_>) {
        related::note(&mut self.related, item.item);
    }

    /// What may be meant where the name of a thing of another kind stands: what belongs to it, or is spelt almost like it.
    fn meant<'n>(&'n self, sought: &[Space], name: &str, near: Option<&'n str>) -> Vec<&'n str> {
        let of_space = |space: &Space| self.related.get(space)?.get(name);
        let related: Vec<&str> = sought
            .iter()
            .filter_map(of_space)
            .flatten()
            .map(String::as_str)
            .collect();
        if related.is_empty() {
            near.into_iter().collect()
        } else {
            related
        }
    }

    /// The names of a space, with where each is declared.
    pub(crate) fn declared(&self, space: Space) -> impl Iterator<Item = &String> {
        self.declared
            .get(&space)
            .into_iter()
            .flat_map(BTreeMap::keys)
    }

    /// Whether a name is declared in a space, be it that its element was left out.
    pub(crate) fn is_declared(&self, space: Space, name: &str) -> bool {
        self.declared
            .get(&space)
            .is_some_and(|names| names.contains_key(name))
    }

    /// Where a name is declared in a space.
    pub(crate) fn declared_at(&self, space: Space, name: &str) -> Option<Loc> {
        let (place, _) = self.declared.get(&space)?.get(name)?;
        Some(*place)
    }

    /// All that is declared, for those who import this model.
    pub(crate) fn all_declared(&self) -> &Declared {
        &self.declared
    }

    fn nearest_type(&self, name: &str) -> Option<&str> {
        let declared = self.declared(Space::Type).map(String::as_str);
        coact_syntax::nearest(name, declared.chain(BUILTIN_TYPES))
    }

    /// The finding for a name that is in none of the sought spaces: it is a thing of another kind, or
    /// nothing declares it. None where its declaration is broken and reported already.
    pub(crate) fn missing(
        &self,
        sought: &[Space],
        noun: &str,
        name: &str,
        loc: Loc,
    ) -> Option<Diagnostic> {
        if sought.iter().any(|space| self.is_declared(*space, name)) {
            return None;
        }
        let other = Space::ALL
            .iter()
            .filter_map(|space| self.declared.get(space)?.get(name))
            .next();
        let near = match sought {
            [Space::Type] => foreign(name).or_else(|| self.nearest_type(name)),
            _ => nearest(name, sought.iter().flat_map(|space| self.declared(*space))),
        };
        Some(match other {
            Some((place, what)) => {
                let meant = self.meant(sought, name, near);
                rules::other_kind(loc, noun, name, *place, what, &meant)
            }
            None if self.outside_of(sought, name, loc).is_some() => {
                return self.outside_of(sought, name, loc);
            }
            None => {
                let elsewhere = near.is_none().then(|| self.elsewhere(sought, name));
                let near = near.or(elsewhere.as_ref().and_then(Option::as_deref));
                rules::unknown_name(loc, noun, name, near)
            }
        })
    }
}
