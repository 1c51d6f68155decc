//! Lanes: what belongs together in the pictures of a model.

use super::{
    ActorId, AggregateId, BankId, CommandId, EntityId, EnumId, EventId, Ident, KindId, LookupId,
    Model, PositionId, QueryId, ScalarId, ScreenId, StoryId, SystemId, ValueId, ViewId,
};

/// A lane: what the files with `context Billing` on their first line hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Its name, and where the first of its files states it.
    pub name: Ident,
    /// What stands in its files, in the order of the model's lists.
    pub elements: Vec<Element>,
}

/// An element of the model that stands in a file by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Element {
    /// A new type over a base type.
    Scalar(ScalarId),
    /// An enumeration.
    Enum(EnumId),
    /// A structured value.
    Value(ValueId),
    /// An entity.
    Entity(EntityId),
    /// An actor role.
    Actor(ActorId),
    /// A bank.
    Bank(BankId),
    /// A position.
    Position(PositionId),
    /// A transaction kind.
    Kind(KindId),
    /// A look-up.
    Lookup(LookupId),
    /// An aggregate.
    Aggregate(AggregateId),
    /// A plain command.
    Command(CommandId),
    /// A plain event.
    Event(EventId),
    /// An external system.
    System(SystemId),
    /// A view.
    View(ViewId),
    /// A query.
    Query(QueryId),
    /// A screen.
    Screen(ScreenId),
    /// A story.
    Story(StoryId),
}

macro_rules! lists {
    ($($list:ident $variant:ident $noun:literal $name:ident;)*) => {
        impl Element {
            /// What it is, in the language's word.
            pub const fn noun(self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $noun,)*
                }
            }

            /// Its name, or the title of a story.
            pub fn name(self, model: &Model) -> &Ident {
                match self {
                    $(Self::$variant(id) => &model.$list[id].$name,)*
                }
            }
        }

        impl Model {
            /// Everything that stands in a file by itself, in the order of the model's lists.
            pub fn elements(&self) -> impl Iterator<Item = Element> + '_ {
                std::iter::empty()$(.chain(self.$list.ids().map(Element::$variant)))*
            }
        }
    };
}

lists! {
    scalars Scalar "scalar" name;
    enums Enum "enum" name;
    values Value "value" name;
    entities Entity "entity" name;
    actors Actor "actor" name;
    banks Bank "bank" name;
    positions Position "position" name;
    kinds Kind "transaction" name;
    lookups Lookup "lookup" name;
    aggregates Aggregate "aggregate" name;
    commands Command "command" name;
    events Event "event" name;
    systems System "system" name;
    views View "view" name;
    queries Query "query" name;
    screens Screen "screen" name;
    stories Story "story" title;
}

impl Model {
    /// The lane in which an element is drawn.
    pub fn context_of(&self, element: Element) -> Option<&Context> {
        self.contexts
            .iter()
            .find(|context| context.elements.contains(&element))
    }

    /// What an element stands in or comes from: another model, an external system, an aggregate.
    pub(crate) fn belonging(
        &self,
        element: Element,
    ) -> (Option<&str>, Option<SystemId>, Option<AggregateId>) {
        match element {
            Element::Command(id) => (None, None, self.commands[id].aggregate),
            Element::Event(id) => {
                let event = &self.events[id];
                let lent = event.imported.is_some();
                let name = lent.then_some(event.name.text.as_str());
                (name, event.system, event.aggregate)
            }
            _ => (None, None, None),
        }
    }

    /// Plain commands in an order that rests on the aggregates: those of none, then those of each. How these are mixed
    /// in the texts says nothing. What the language brings along is not among them.
    pub fn commands_in_order(&self) -> Vec<CommandId> {
        let declared = self.commands.iter().filter(|(_, it)| it.no_more.is_none());
        let mut all: Vec<CommandId> = declared.map(|(id, _)| id).collect();
        all.sort_by_key(|id| self.belonging(Element::Command(*id)));
        all
    }

    /// Plain events in an order that rests on what they belong to: nothing, each aggregate, each external system, other
    /// models. An event that a command declares has no place of its own in the texts.
    pub fn events_in_order(&self) -> Vec<EventId> {
        let declared = self.events.iter().filter(|(_, it)| it.no_more.is_none());
        let mut all: Vec<EventId> = declared.map(|(id, _)| id).collect();
        all.sort_by_key(|id| self.belonging(Element::Event(*id)));
        all
    }
}
