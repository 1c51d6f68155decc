//! All that needs no expression.

mod actors;
mod acts;
mod aggregates;
mod bounds;
mod case;
mod case_tree;
mod clauses;
mod cooperation;
mod facts;
mod fields;
mod forms;
mod initiation;
mod inverses;
mod link_words;
mod lookups;
mod members;
mod multiplicity;
mod naming;
mod no_more;
mod organisation;
mod paths;
mod payload;
mod process;
mod stand_ins;
mod subjects;
mod systems;
mod types;
mod values;

use coact_syntax::ast::{Act, ItemKind, TransactionItem};

use super::cx::{Element, ItemRef, Names, Space};
use crate::ctp::Step;
use crate::diagnostics::Diagnostic;
use crate::model::{ActDef, CommandRef, EventRef, KindId, Model, TransactionKind};
use crate::rules;

pub(crate) use actors::contains;
pub(super) use facts::entity;
pub(crate) use lookups::param;
pub(super) use no_more::requested;
pub(crate) use payload::{REASON, has_reason};
pub(super) use subjects::filled_in;
pub(crate) use types::TypeCx;

/// Reads one transaction kind by itself; where a role is missing that it names, or all that it is about, that is among
/// the findings.
pub(super) fn kind(
    names: &Names,
    model: &mut Model,
    item: &ItemRef<'_>,
    source: &TransactionItem,
    findings: &mut Vec<Diagnostic>,
) -> Option<TransactionKind> {
    let mut stand_ins = stand_ins::StandIns::default();
    cooperation::kind(names, model, &mut stand_ins, item, source, findings).ok()
}

/// Fills in the model that the declarations left empty, in the order in which things rest on each other.
pub(crate) fn structure(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    scalars(items, names, model, findings);
    types(items, names, model, findings);
    entities(items, names, model, findings);
    for item in items {
        if let (ItemKind::Actor(source), Some(Element::Actor(id))) =
            (&item.item.kind, names.item(item))
        {
            actors::actor(names, item, source, &mut model.actors[id], findings);
        }
    }
    actors::circular(&mut model.actors, findings);
    kinds(items, names, model, findings);
    for item in items {
        if let (ItemKind::Entity(source), Some(Element::Entity(id))) =
            (&item.item.kind, names.item(item))
        {
            forms::condition(names, item, source, id, model, findings);
        }
    }
    let mut links = process::Links::default();
    // What could not be read may have been a link.
    links.doubts.anywhere = findings
        .iter()
        .any(|finding| rules::is_of_the_text(finding.code));
    for item in items {
        if let ItemKind::Process(source) = &item.item.kind {
            links.read(names, item, source, model, findings);
        }
    }
    case::cases(model, &links.doubts, findings);
    subjects::fill_in(model);
    subjects::setters(model);
    lookups(items, names, model, findings);
    aggregates::aggregates(items, names, model, findings);
    no_more::no_more(items, names, model, findings);
    for item in items {
        if let (ItemKind::System(source), Some(Element::System(id))) =
            (&item.item.kind, names.item(item))
        {
            systems::system(names, item, source, id, model, findings);
        }
    }
    organisation(items, names, model, findings);
}

/// Banks and positions before what speaks of them.
fn organisation(
    items: &[ItemRef<'_>],
    names: &Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    for item in items {
        match (&item.item.kind, names.item(item)) {
            (ItemKind::Bank(source), Some(Element::Bank(id))) => {
                organisation::bank(names, item, source, id, model, findings);
            }
            (ItemKind::Position(source), Some(Element::Position(id))) => {
                organisation::position(names, item, source, id, model, findings);
            }
            _ => {}
        }
    }
    for item in items {
        match &item.item.kind {
            ItemKind::Access(source) => {
                organisation::access(names, item, source, model, findings);
            }
            ItemKind::Delegation(source) => {
                organisation::delegation(names, item, source, model, findings);
            }
            _ => {}
        }
    }
}

fn scalars(
    items: &[ItemRef<'_>],
    names: &Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    for item in items {
        if let (ItemKind::Scalar(source), Some(Element::Scalar(id))) =
            (&item.item.kind, names.item(item))
        {
            values::scalar(names, item, source, &mut model.scalars[id], findings);
        }
    }
}

fn types(items: &[ItemRef<'_>], names: &Names, model: &mut Model, findings: &mut Vec<Diagnostic>) {
    for item in items {
        match (&item.item.kind, names.item(item)) {
            (ItemKind::Enum(source), Some(Element::Enum(id))) => {
                values::enumeration(item, source, &mut model.enums[id], findings);
            }
            (ItemKind::Value(source), Some(Element::Value(id))) => {
                let cx = TypeCx {
                    names,
                    scalars: &model.scalars,
                };
                model.values[id].fields = values::fields(cx, item, source, findings);
            }
            _ => {}
        }
    }
    values::endless(&mut model.values, findings);
}

fn entities(
    items: &[ItemRef<'_>],
    names: &Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let found = |item: &ItemRef<'_>| match names.item(item) {
        Some(Element::Entity(id)) => Some(id),
        _ => None,
    };
    for item in items {
        if let (ItemKind::Entity(source), Some(id)) = (&item.item.kind, found(item)) {
            let cx = TypeCx {
                names,
                scalars: &model.scalars,
            };
            facts::entity(cx, item, source, &mut model.entities[id], findings);
        }
    }
    for item in items {
        if let (ItemKind::Entity(source), Some(id)) = (&item.item.kind, found(item)) {
            forms::form(names, item, source, id, model, findings);
        }
    }
    forms::hand_on(model, findings);
    for item in items {
        if let (ItemKind::Entity(source), Some(id)) = (&item.item.kind, found(item)) {
            inverses::inverses(item, source, id, &mut model.entities, findings);
        }
    }
}

fn kinds(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let mut stand_ins = stand_ins::StandIns::default();
    let mut left_out: Vec<Vec<ActDef>> = Vec::new();
    for item in items {
        let ItemKind::Transaction(source) = &item.item.kind else {
            continue;
        };
        if !names.is_first(item) {
            continue;
        }
        match cooperation::kind(names, model, &mut stand_ins, item, source, findings) {
            Ok(kind) => {
                let name = kind.name.text.clone();
                let id = model.kinds.push(kind);
                names.kinds.insert(name, id);
                names.bind(item, Element::Kind(id));
                creation(id, model, findings);
            }
            Err(acts) => left_out.push(acts),
        }
    }
    for (id, kind) in model.kinds.iter() {
        commands_and_events(Some(id), &kind.acts, names, findings);
    }
    for acts in left_out {
        commands_and_events(None, &acts, names, findings);
    }
}

/// An entity is made by one kind.
fn creation(id: KindId, model: &mut Model, findings: &mut Vec<Diagnostic>) {
    let kind = &model.kinds[id];
    // Whoever says `new` of a fact is told that, and of nothing that comes of it.
    if !kind.product.new || kind.product.fact.is_some() {
        return;
    }
    let entity = kind.product.entity;
    match model.entities[entity].created_by {
        None => model.entities[entity].created_by = Some(id),
        Some(first) => findings.push(rules::created_twice(
            kind.product.loc,
            &model.entities[entity].name.text,
            &model.kinds[first],
        )),
    }
}

/// The names of a kind's commands and events, default names included; those of a kind that is left out are
/// taken all the same.
fn commands_and_events(
    id: Option<KindId>,
    acts: &[ActDef],
    names: &mut Names,
    findings: &mut Vec<Diagnostic>,
) {
    for act in acts {
        // What is folded into the declaration is neither asked for nor recorded.
        if act.step == Step::Base(Act::Execute) && act.tacit {
            continue;
        }
        let (command, event) = (&act.command, &act.event);
        let first = names.declare(
            Space::Command,
            "command",
            &command.text,
            command.loc,
            findings,
        );
        if let (true, Some(id)) = (first, id) {
            let command_ref = CommandRef::Act(id, act.step);
            names.commands.insert(command.text.clone(), command_ref);
        }
        let first = names.declare(Space::Event, "event", &event.text, event.loc, findings);
        if let (true, Some(id)) = (first, id) {
            let event_ref = EventRef::Act(id, act.step);
            names.events.insert(event.text.clone(), event_ref);
        }
    }
}

fn lookups(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    for item in items {
        let ItemKind::Lookup(source) = &item.item.kind else {
            continue;
        };
        if !names.is_first(item) {
            continue;
        }
        let cx = TypeCx {
            names,
            scalars: &model.scalars,
        };
        let lookup = lookups::lookup(cx, item, source, findings);
        let id = model.lookups.push(lookup);
        names.lookups.insert(source.name.text.clone(), id);
        names.bind(item, Element::Lookup(id));
    }
}
