//! Plain commands and events: a module per aggregate, and one for those that belong to none.

mod contract;
mod decide;
mod messages;
mod needs;
mod state;

pub(crate) use contract::{
    case_variants, decide_arms, event_places, needs_arms, open_arms, place_arms, reads_arms,
};
pub(crate) use needs::{asks, deciding};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{
    Aggregate, AggregateId, Command, CommandId, Event, EventId, Field, Model, Type, ViewId,
};

use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::{names, no_more, tokens};

/// The module of what belongs to no aggregate.
const OUTSIDE: &str = "plain";

/// What shares a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// What an aggregate decides and remembers.
    Aggregate(AggregateId),
    /// Commands and events of no aggregate: each command has a stream of its own.
    Outside,
    /// What says that no more children will be asked for: it belongs to the case of what encloses them.
    NoMore,
}

/// All groups of a model whose commands and events have streams of their own.
pub(crate) fn groups(cx: &Cx<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = cx.model.aggregates.ids().map(Group::Aggregate).collect();
    let outside = Group::Outside;
    if outside.commands(cx).next().is_some() || outside.events(cx).next().is_some() {
        groups.push(outside);
    }
    groups
}

/// All groups of a model.
pub(crate) fn all(cx: &Cx<'_>) -> Vec<Group> {
    let mut groups = groups(cx);
    groups.extend(no_more::has(cx).then_some(Group::NoMore));
    groups
}

/// The group of a command.
pub(crate) fn of_command(command: &Command) -> Group {
    match command.no_more {
        Some(_) => Group::NoMore,
        None => command.aggregate.map_or(Group::Outside, Group::Aggregate),
    }
}

/// Whether an event is recorded here: an own one, or one of another model that a command records.
fn is_recorded(model: &Model, id: EventId, event: &Event) -> bool {
    let mut emissions = model.commands.values().flat_map(Command::emissions);
    event.imported.is_none() || emissions.any(|emission| emission.event == id)
}

/// The group of an event of the model's own.
pub(crate) fn of_event(event: &Event) -> Group {
    match event.no_more {
        Some(_) => Group::NoMore,
        None => event.aggregate.map_or(Group::Outside, Group::Aggregate),
    }
}

impl Group {
    /// Its commands, in the order of the model.
    pub(crate) fn commands<'a>(
        self,
        cx: &Cx<'a>,
    ) -> impl Iterator<Item = (CommandId, &'a Command)> + use<'a> {
        let commands = cx.model.commands.iter();
        commands.filter(move |(_, command)| of_command(command) == self)
    }

    /// Its events, in the order of the model.
    pub(crate) fn events<'a>(
        self,
        cx: &Cx<'a>,
    ) -> impl Iterator<Item = (EventId, &'a Event)> + use<'a> {
        let model = cx.model;
        let own = model
            .events
            .iter()
            .filter(move |(id, event)| event.system.is_none() && is_recorded(model, *id, event));
        own.filter(move |(_, event)| of_event(event) == self)
    }

    /// The aggregate.
    pub(crate) fn aggregate<'a>(self, cx: &Cx<'a>) -> Option<&'a Aggregate> {
        match self {
            Self::Aggregate(id) => Some(&cx.model.aggregates[id]),
            Self::Outside | Self::NoMore => None,
        }
    }

    /// Its name in the model; none where it has none.
    pub(crate) fn name<'a>(self, cx: &Cx<'a>) -> Option<&'a coact_model::model::Ident> {
        self.aggregate(cx).map(|aggregate| &aggregate.name)
    }

    /// `cart`: its module.
    pub(crate) fn module(self, cx: &Cx<'_>) -> Ident {
        match self.name(cx) {
            Some(name) => names::module(&name.text),
            None if self == Self::NoMore => names::ident(no_more::MODULE),
            None => names::ident(OUTSIDE),
        }
    }

    /// `Cart`: its variant among commands, events and cases.
    pub(crate) fn variant(self, cx: &Cx<'_>) -> Ident {
        match self.name(cx) {
            Some(name) => names::ident(&name.text),
            None if self == Self::NoMore => names::ident(no_more::VARIANT),
            None => names::ident("Plain"),
        }
    }

    /// What its module is about.
    pub(crate) fn about(self, cx: &Cx<'_>) -> String {
        match self.name(cx) {
            Some(name) => format!("Aggregate `{}`.", name.text),
            None if self == Self::NoMore => "That no more will be asked for.".to_owned(),
            None => "Commands and events that belong to no aggregate.".to_owned(),
        }
    }
}

/// The whole module of a group.
pub(crate) fn module(cx: &Cx<'_>, group: Group) -> TokenStream {
    if group == Group::NoMore {
        return no_more::module(cx);
    }
    let messages = messages::messages(cx, group);
    let state = state::case(cx, group);
    let needs = needs::needs(cx, group);
    let decide = decide::decide(cx, group);
    quote!(#messages #state #needs #decide)
}

/// The views whose rows guard decisions.
pub(crate) fn guarding(cx: &Cx<'_>) -> Vec<ViewId> {
    let commands = cx.model.commands.values();
    let mut views: Vec<ViewId> = commands
        .flat_map(|command| &command.reads)
        .map(|reads| reads.view)
        .collect();
    views.sort_unstable();
    views.dedup();
    views
}

/// Whether a field of a state may have no value before the first event: nothing gives it one, or it is computed and may
/// leave its range.
pub(crate) fn is_open(cx: &Cx<'_>, field: &Field) -> bool {
    match (&field.default, &field.ty) {
        (_, Type::Optional(_)) | (None, Type::List(_) | Type::Map(..)) => false,
        (None, _) => true,
        (Some(default), _) => tokens::can_fail(&Exprs::new(cx, Scene::Constant).constant(default)),
    }
}

/// Whether the command begins an aggregate whose key is drawn.
pub(crate) fn draws_key(cx: &Cx<'_>, command: &Command) -> bool {
    command.new
        && command
            .aggregate
            .is_some_and(|id| cx.model.aggregates[id].key_generated)
}

/// A plain command with its values; what has none is left out.
pub(crate) fn command_with(
    cx: &Cx<'_>,
    id: CommandId,
    value: impl Fn(usize, &Field) -> Option<TokenStream>,
) -> TokenStream {
    let def = &cx.model.commands[id];
    let drawn = draws_key(cx, def);
    let fields = def.fields.iter().enumerate().map(|(at, field)| {
        let ident = names::ident(&field.name.text);
        let value = match (value(at, field), at == 0 && drawn) {
            (Some(value), true) => quote!(Some(#value)),
            (Some(value), false) => value,
            (None, _) => quote!(None),
        };
        quote!(#ident: #value)
    });
    let fields: Vec<TokenStream> = fields.collect();
    let module = of_command(def).module(cx);
    let name = names::ident(&def.name.text);
    quote!(super::#module::#name { #(#fields),* })
}

/// An event of a group as one of the model, in another module than its own:
/// `super::Event::Cart(super::cart::Event::CartOpened(…))`.
pub(crate) fn event_path(cx: &Cx<'_>, event: &Event, inner: TokenStream) -> TokenStream {
    let group = of_event(event);
    let (variant, module) = (group.variant(cx), group.module(cx));
    let name = names::ident(&event.name.text);
    quote!(super::Event::#variant(super::#module::Event::#name(#inner)))
}
