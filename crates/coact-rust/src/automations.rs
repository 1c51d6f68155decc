//! Module `automations`: what is done about the entries of lists, and about what other systems report.

mod contract;
mod given;
mod lists;
mod translations;

pub(crate) use contract::methods;

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{
    Automation, AutomationSource, AutomationTarget, CommandRef, EventRef, Translation,
};

use crate::cx::Cx;
use crate::names;

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let names = Names::of(cx);
    let lists = cx.model.automations.values().zip(&names.lists);
    let lists = lists.map(|(automation, name)| lists::function(cx, automation, name));
    let translations = cx.model.translations.values().zip(&names.translations);
    let translations =
        translations.map(|(translation, name)| translations::function(cx, translation, name));
    quote!(#(#lists)* #(#translations)*)
}

/// How an automation or a translation is known.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// Its identity in the model: `Refunds -> PaymentProvider.Refund`.
    pub(crate) identity: String,
    /// Its function.
    pub(crate) function: Ident,
}

/// The names of all automations and translations, in the order of the model.
pub(crate) struct Names {
    pub(crate) lists: Vec<Name>,
    pub(crate) translations: Vec<Name>,
}

impl Names {
    pub(crate) fn of(cx: &Cx<'_>) -> Self {
        let mut taken = BTreeSet::new();
        let lists = cx.model.automations.values();
        let lists = lists.map(|automation| name(of_automation(cx, automation), &mut taken));
        let lists = lists.collect();
        let translations = cx.model.translations.values();
        let translations =
            translations.map(|translation| name(of_translation(cx, translation), &mut taken));
        Self {
            translations: translations.collect(),
            lists,
        }
    }
}

/// Where two do the same, a number tells the later one apart.
fn name((identity, words): (String, String), taken: &mut BTreeSet<String>) -> Name {
    let base = names::module_text(&words);
    let mut count = 1;
    let (mut identity_of, mut function) = (identity.clone(), base.clone());
    while !taken.insert(function.clone()) {
        count += 1;
        identity_of = format!("{identity} {count}");
        function = format!("{base}_{count}");
    }
    Name {
        identity: identity_of,
        function: names::ident(&function),
    }
}

fn of_automation(cx: &Cx<'_>, automation: &Automation) -> (String, String) {
    let model = cx.model;
    let (source, words) = match automation.source {
        AutomationSource::View(view) => {
            let view = &model.views[view].name.text;
            (view.clone(), view.clone())
        }
        AutomationSource::Event(event) => {
            let event = event_name(cx, event);
            (format!("on {event}"), format!("On{event}"))
        }
    };
    let (target, name) = match &automation.target {
        AutomationTarget::Command(given) => {
            let name = command_name(cx, given.command);
            (name.clone(), name)
        }
        AutomationTarget::Call { call, .. } => {
            let call = &model.calls[*call];
            let system = &model.systems[call.system].name.text;
            (
                format!("{system}.{}", call.name.text),
                call.name.text.clone(),
            )
        }
    };
    (format!("{source} -> {target}"), format!("{words}{name}"))
}

fn of_translation(cx: &Cx<'_>, translation: &Translation) -> (String, String) {
    let event = &cx.model.events[translation.event];
    let system = event
        .system
        .map(|system| &cx.model.systems[system].name.text);
    let target = command_name(cx, translation.command.command);
    let source = match system {
        Some(system) => format!("{system}.{}", event.name.text),
        None => event.name.text.clone(),
    };
    (
        format!("{source} -> {target}"),
        format!("{}{target}", event.name.text),
    )
}

fn event_name(cx: &Cx<'_>, event: EventRef) -> String {
    match event {
        EventRef::Plain(id) => cx.model.events[id].name.text.clone(),
        EventRef::Act(kind, step) => {
            let act = cx.step(kind, step);
            act.map_or_else(String::new, |act| act.event.text.clone())
        }
    }
}

fn command_name(cx: &Cx<'_>, command: CommandRef) -> String {
    match command {
        CommandRef::Plain(id) => cx.model.commands[id].name.text.clone(),
        CommandRef::Act(kind, step) => {
            let act = cx.step(kind, step);
            act.map_or_else(String::new, |act| act.command.text.clone())
        }
    }
}
