//! Where a field as written went in the model.

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{Element, ItemRef};
use super::pass::Pass;
use crate::model::{
    AggregateId, CallId, CommandId, CommandRef, EntityId, EventId, EventRef, Field, Model, ValueId,
    ViewId,
};

/// The place of a field in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Value(ValueId, usize),
    Key(EntityId),
    Fact(EntityId, usize),
    Row(ViewId, usize),
    State(AggregateId, usize),
    Command(CommandId, usize),
    Event(EventId, usize),
    Call(CallId, usize),
}

impl Slot {
    pub(super) const fn is_row(self) -> bool {
        matches!(self, Self::Row(..))
    }

    pub(super) fn field(self, model: &Model) -> Option<&Field> {
        match self {
            Self::Value(id, at) => model.values[id].fields.get(at),
            Self::Key(id) => Some(&model.entities[id].key),
            Self::Fact(id, at) => model.entities[id].facts.get(at).map(|fact| &fact.field),
            Self::Row(id, at) => model.views[id].fields.get(at),
            Self::State(id, at) => model.aggregates[id].state.get(at),
            Self::Command(id, at) => model.commands[id].fields.get(at),
            Self::Event(id, at) => model.events[id].fields.get(at),
            Self::Call(id, at) => model.calls[id].fields.get(at),
        }
    }

    pub(super) fn field_mut(self, model: &mut Model) -> Option<&mut Field> {
        match self {
            Self::Value(id, at) => model.values[id].fields.get_mut(at),
            Self::Key(id) => Some(&mut model.entities[id].key),
            Self::Fact(id, at) => {
                let fact = model.entities[id].facts.get_mut(at);
                fact.map(|fact| &mut fact.field)
            }
            Self::Row(id, at) => model.views[id].fields.get_mut(at),
            Self::State(id, at) => model.aggregates[id].state.get_mut(at),
            Self::Command(id, at) => model.commands[id].fields.get_mut(at),
            Self::Event(id, at) => model.events[id].fields.get_mut(at),
            Self::Call(id, at) => model.calls[id].fields.get_mut(at),
        }
    }
}

/// The fields of an item with their places; fields that were left out have none.
pub(super) fn slots<'i>(pass: &Pass<'_>, item: ItemRef<'i>) -> Vec<(Slot, &'i ast::FieldDef)> {
    match (&item.item.kind, pass.names.item(&item)) {
        (ItemKind::Value(value), Some(Element::Value(id))) => {
            let known = &pass.model.values[id].fields;
            located(item, value.fields.read(), |place| {
                let at = known.iter().position(|field| field.name.loc == place)?;
                Some(Slot::Value(id, at))
            })
        }
        (ItemKind::Entity(entity), Some(Element::Entity(id))) => {
            let known = &pass.model.entities[id];
            let defs = entity.members.iter().filter_map(|member| match member {
                ast::EntityMember::Fact(def) => Some(def),
                _ => None,
            });
            located(item, defs, |place| {
                if known.key.name.loc == place {
                    return Some(Slot::Key(id));
                }
                let at = known
                    .facts
                    .iter()
                    .position(|fact| fact.field.name.loc == place)?;
                Some(Slot::Fact(id, at))
            })
        }
        (ItemKind::View(view), Some(Element::View(id))) => {
            let known = &pass.model.views[id].fields;
            let defs = view.members.iter().filter_map(|member| match member {
                ast::ViewMember::Field(def) => Some(def),
                _ => None,
            });
            located(item, defs, |place| {
                let at = known.iter().position(|field| field.name.loc == place)?;
                Some(Slot::Row(id, at))
            })
        }
        (ItemKind::Aggregate(aggregate), Some(Element::Aggregate(id))) => {
            let mut found = Vec::new();
            for member in &aggregate.members {
                match member {
                    ast::AggregateMember::State(defs, _) => {
                        let known = &pass.model.aggregates[id].state;
                        found.extend(located(item, defs.read(), |place| {
                            let at = known.iter().position(|field| field.name.loc == place)?;
                            Some(Slot::State(id, at))
                        }));
                    }
                    ast::AggregateMember::Command(command) => {
                        found.extend(of_command(pass, item, command));
                    }
                    ast::AggregateMember::Event(event) => {
                        if let Some(defs) = &event.fields {
                            found.extend(of_event(pass, item, &event.name.text, defs));
                        }
                    }
                    ast::AggregateMember::Key(_) | ast::AggregateMember::Broken(_) => {}
                }
            }
            found
        }
        (ItemKind::System(system), Some(Element::System(id))) => {
            let mut found = Vec::new();
            for member in &system.members {
                if let ast::SystemMember::Event(event) = member
                    && let Some(known) = pass.names.reported.get(&(id, event.name.text.clone()))
                {
                    let fields = &pass.model.events[*known].fields;
                    found.extend(located(item, event.fields.read(), |place| {
                        let at = fields.iter().position(|field| field.name.loc == place)?;
                        Some(Slot::Event(*known, at))
                    }));
                }
                if let ast::SystemMember::Call(call) = member
                    && let Some(known) = pass.names.calls.get(&(id, call.name.text.clone()))
                {
                    let fields = &pass.model.calls[*known].fields;
                    found.extend(located(item, call.fields.read(), |place| {
                        let at = fields.iter().position(|field| field.name.loc == place)?;
                        Some(Slot::Call(*known, at))
                    }));
                }
            }
            found
        }
        (ItemKind::Command(command), _) => of_command(pass, item, command),
        (ItemKind::Event(event), _) => of_event(pass, item, &event.name.text, &event.fields),
        _ => Vec::new(),
    }
}

fn of_command<'i>(
    pass: &Pass<'_>,
    item: ItemRef<'i>,
    written: &'i ast::CommandItem,
) -> Vec<(Slot, &'i ast::FieldDef)> {
    let Some(CommandRef::Plain(id)) = pass.names.commands.get(&written.name.text).copied() else {
        return Vec::new();
    };
    let known = &pass.model.commands[id].fields;
    located(item, written.fields.read(), |place| {
        let at = known.iter().position(|field| field.name.loc == place)?;
        Some(Slot::Command(id, at))
    })
}

fn of_event<'i>(
    pass: &Pass<'_>,
    item: ItemRef<'i>,
    name: &str,
    defs: &'i ast::FieldBlock,
) -> Vec<(Slot, &'i ast::FieldDef)> {
    let Some(EventRef::Plain(id)) = pass.names.events.get(name).copied() else {
        return Vec::new();
    };
    let known = &pass.model.events[id].fields;
    located(item, defs.read(), |place| {
        let at = known.iter().position(|field| field.name.loc == place)?;
        Some(Slot::Event(id, at))
    })
}

fn located<'i>(
    item: ItemRef<'i>,
    defs: impl Iterator<Item = &'i ast::FieldDef>,
    find: impl Fn(crate::Loc) -> Option<Slot>,
) -> Vec<(Slot, &'i ast::FieldDef)> {
    defs.filter_map(|def| Some((find(item.loc(def.name.span))?, def)))
        .collect()
}
