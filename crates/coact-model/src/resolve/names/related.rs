//! What is meant where the name of a thing of another kind stands: what belongs to that thing.

use std::collections::BTreeMap;

use coact_syntax::ast::{
    ActClause, AggregateMember, CommandItem, CommandMember, Item, ItemKind, Name, Path,
    ScreenMember, TransactionMember,
};

use super::Space;

/// By the kind of thing that is looked for and the name that stands there instead.
pub(crate) type Related = BTreeMap<Space, BTreeMap<String, Vec<String>>>;

/// Notes what an item says of names that belong together: who is whom, who fills what, what comes of what.
pub(crate) fn note(related: &mut Related, item: &Item) {
    match &item.kind {
        ItemKind::Actor(actor) => {
            if let Some(entity) = &actor.is {
                to(related, Space::Actor, entity, &actor.name);
            }
        }
        ItemKind::Position(position) => {
            for role in &position.roles {
                to(related, Space::Position, role, &position.name);
                both(related, Space::Actor, &position.name, &role.name);
            }
        }
        ItemKind::Transaction(kind) => {
            for member in &kind.members {
                match member {
                    TransactionMember::Product(product) => {
                        to(related, Space::Kind, &product.entity, &kind.name);
                    }
                    TransactionMember::Act(act) => act_names(related, act),
                    _ => {}
                }
            }
        }
        ItemKind::Command(command) => command_names(related, command),
        ItemKind::Aggregate(aggregate) => {
            for member in &aggregate.members {
                if let AggregateMember::Command(command) = member {
                    command_names(related, command);
                }
            }
        }
        ItemKind::Screen(screen) => {
            for member in &screen.members {
                if let ScreenMember::Shows(view, _) = member {
                    to(related, Space::Screen, view, &screen.name);
                    both(related, Space::View, &screen.name, &view.name);
                }
            }
        }
        _ => {}
    }
}

fn act_names(related: &mut Related, act: &ActClause) {
    if let (Some(command), Some(event)) = (&act.naming.command, &act.naming.event) {
        both(related, Space::Event, command, event);
        both(related, Space::Command, event, command);
    }
}

fn command_names(related: &mut Related, command: &CommandItem) {
    for member in &command.members {
        if let CommandMember::Emits(emits) = member
            && emits.event.model.is_none()
        {
            both(related, Space::Event, &command.name, &emits.event.name);
            both(related, Space::Command, &emits.event.name, &command.name);
        }
    }
}

fn to(related: &mut Related, sought: Space, found: &Path, meant: &Name) {
    if found.model.is_none() {
        both(related, sought, &found.name, meant);
    }
}

fn both(related: &mut Related, sought: Space, found: &Name, meant: &Name) {
    let of_name = related.entry(sought).or_default();
    let meant_by = of_name.entry(found.text.clone()).or_default();
    if !meant_by.contains(&meant.text) {
        meant_by.push(meant.text.clone());
    }
}
