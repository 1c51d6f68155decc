//! What a model is made of before it is written: entities, roles, transactions and how they hang together.

use heck::ToSnakeCase;

use crate::names::Name;
use crate::types::{Field, Ty, Types};
use crate::ways::Way;

/// Which acts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pattern {
    Basic,
    Standard,
    Complete,
}

impl Pattern {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Standard => "standard",
            Self::Complete => "complete",
        }
    }
}

/// An entity, its facts, and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    pub(crate) name: Name,
    pub(crate) external: bool,
    pub(crate) key: Field,
    pub(crate) generated: bool,
    pub(crate) facts: Vec<Field>,
    /// The fact that tells what encloses it, with the way back.
    pub(crate) around: Option<(Name, usize, Option<Way>)>,
    /// Written behind the facts: derived facts and laws.
    pub(crate) more: String,
    pub(crate) derived: Vec<Field>,
    /// Whether a law may refuse what an act sets.
    pub(crate) lawful: bool,
}

impl Entity {
    /// One of this name that says nothing yet.
    pub(crate) fn named(name: &Name) -> Self {
        Self {
            name: name.clone(),
            external: true,
            key: Field {
                name: name.clone(),
                ty: Ty::Uuid,
                bounds: String::new(),
            },
            generated: false,
            facts: Vec::new(),
            around: None,
            more: String::new(),
            derived: Vec::new(),
            lawful: false,
        }
    }

    /// The name under which its acts carry it.
    pub(crate) fn subject(&self) -> Name {
        Name::new(self.name.text().to_snake_case())
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) name: Name,
    /// The names it had, as they are written.
    pub(crate) was: String,
    pub(crate) external: bool,
    /// The entity as which its fillers are known.
    pub(crate) known_as: Option<usize>,
}

/// What comes with an act.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A fact of the entity, by its place.
    Fact(usize),
    /// Data of the act itself.
    Data(Field),
}

/// An act as its clause says it.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) word: &'static str,
    pub(crate) command: Name,
    pub(crate) event: Name,
    /// The names that the event had, as they are written.
    pub(crate) was: String,
    /// Whether the names are written.
    pub(crate) named: bool,
    pub(crate) tacit: bool,
    pub(crate) items: Vec<Item>,
    /// When it is to be done, as it is written.
    pub(crate) due: Option<String>,
}

/// A transaction and its place.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub(crate) name: Name,
    /// The names it had, as they are written.
    pub(crate) was: String,
    pub(crate) entity: usize,
    pub(crate) new: bool,
    pub(crate) about_fact: Option<Name>,
    pub(crate) initiators: Vec<usize>,
    pub(crate) executor: usize,
    pub(crate) pattern: Pattern,
    pub(crate) acts: Vec<Act>,
    pub(crate) parent: Option<usize>,
    /// How many its parent asks for.
    pub(crate) count: &'static str,
    /// Whether it has a case of its own.
    pub(crate) apart: bool,
    /// Whether the link that asks for it gives its values.
    pub(crate) given: bool,
    /// Whether nothing holds its acts up: no rule, no wait.
    pub(crate) free: bool,
}

impl Kind {
    pub(crate) fn act(&self, word: &str) -> Option<&Act> {
        self.acts.iter().find(|act| act.word == word)
    }
}

/// A whole model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub(crate) demo3: bool,
    pub(crate) types: Types,
    pub(crate) entities: Vec<Entity>,
    pub(crate) actors: Vec<Actor>,
    pub(crate) kinds: Vec<Kind>,
    /// Views that are read by key.
    pub(crate) read: Vec<Name>,
    /// Entities of which facts are read by key.
    pub(crate) by_key: Vec<usize>,
}

impl Plan {
    /// Facts of the entity of a kind that an act sets, and its own data: with their types.
    pub(crate) fn items<'p>(&'p self, kind: &'p Kind, act: &'p Act) -> Vec<&'p Field> {
        let facts = self.entities.get(kind.entity).map(|it| it.facts.as_slice());
        let fields = act.items.iter().filter_map(|item| match item {
            Item::Fact(at) => facts?.get(*at),
            Item::Data(field) => Some(field),
        });
        fields.collect()
    }

    /// The facts that the request which makes the entity sets.
    pub(crate) fn set_from_the_start(&self, entity: usize) -> Vec<&Field> {
        let maker = |kind: &&Kind| kind.entity == entity && kind.new;
        let Some(kind) = self.kinds.iter().find(maker) else {
            return Vec::new();
        };
        let facts = self.entities.get(entity).map(|it| it.facts.as_slice());
        let request = kind.act("request");
        let items = request.iter().flat_map(|act| &act.items);
        let set = items.filter_map(|item| match item {
            Item::Fact(at) => facts?.get(*at),
            Item::Data(_) => None,
        });
        set.collect()
    }

    /// The names of the ways back from an entity.
    pub(crate) fn ways(&self, entity: usize) -> impl Iterator<Item = &Name> {
        self.entities.iter().filter_map(move |it| match &it.around {
            Some((_, around, Some(way))) if *around == entity => Some(&way.name),
            _ => None,
        })
    }

    pub(crate) fn ty(&self, ty: &Ty) -> String {
        self.types.text(ty)
    }
}
