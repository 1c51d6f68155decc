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
    self, Automation, AutomationSource, AutomationTarget, CommandRef, EventRef, Translation,
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
    /// Its identity for good, made of first names: `Refunds -> PaymentProvider.Refund`.
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
        let (first, today) = (Naming { cx, first: true }, Naming { cx, first: false });
        let (first, today) = (first.all(), today.all());
        let names = first.into_iter().zip(today);
        let mut names = names.map(|((identity, _), (_, function))| Name {
            identity,
            function: names::ident(&function),
        });
        let lists = names.by_ref().take(cx.model.automations.len()).collect();
        Self {
            lists,
            translations: names.collect(),
        }
    }
}

/// Names things as they are called, or as they were called first.
struct Naming<'c, 'a> {
    cx: &'c Cx<'a>,
    first: bool,
}

impl Naming<'_, '_> {
    /// The identity and the function of each automation, and of each translation behind them. Where two do the same, a
    /// number tells the later one apart.
    fn all(&self) -> Vec<(String, String)> {
        let mut taken = BTreeSet::new();
        let lists = self.cx.model.automations.values();
        let lists = lists.map(|automation| self.automation(automation));
        let translations = self.cx.model.translations.values();
        let translations = translations.map(|translation| self.translation(translation));
        lists
            .chain(translations)
            .map(|(identity, words)| {
                let base = names::module_text(&words);
                let mut count = 1;
                let (mut identity_of, mut function) = (identity.clone(), base.clone());
                while !taken.insert(function.clone()) {
                    count += 1;
                    identity_of = format!("{identity} {count}");
                    function = format!("{base}_{count}");
                }
                (identity_of, function)
            })
            .collect()
    }

    fn text<'n>(&'n self, name: &'n model::Ident) -> &'n str {
        if self.first {
            self.cx.model.first_name(name)
        } else {
            &name.text
        }
    }

    fn automation(&self, automation: &Automation) -> (String, String) {
        let model = self.cx.model;
        let (source, words) = match automation.source {
            AutomationSource::View(view) => {
                let view = self.text(&model.views[view].name);
                (view.to_owned(), view.to_owned())
            }
            AutomationSource::Event(event) => {
                let event = event_name(self.cx, event).map(|event| self.text(event));
                let event = event.unwrap_or_default();
                (format!("on {event}"), format!("On{event}"))
            }
        };
        let (target, name) = match &automation.target {
            AutomationTarget::Command(given) => {
                let name = self.command(given.command);
                (name.clone(), name)
            }
            AutomationTarget::Call { call, .. } => {
                let call = &model.calls[*call];
                let system = self.text(&model.systems[call.system].name);
                let call = self.text(&call.name);
                (format!("{system}.{call}"), call.to_owned())
            }
        };
        (format!("{source} -> {target}"), format!("{words}{name}"))
    }

    fn translation(&self, translation: &Translation) -> (String, String) {
        let model = self.cx.model;
        let event = &model.events[translation.event];
        let system = event
            .system
            .map(|system| self.text(&model.systems[system].name));
        let target = self.command(translation.command.command);
        let event = self.text(&event.name);
        let source = match system {
            Some(system) => format!("{system}.{event}"),
            None => event.to_owned(),
        };
        (format!("{source} -> {target}"), format!("{event}{target}"))
    }

    fn command(&self, command: CommandRef) -> String {
        let name = match command {
            CommandRef::Plain(id) => Some(&self.cx.model.commands[id].name),
            CommandRef::Act(kind, step) => self.cx.step(kind, step).map(|act| &act.command),
        };
        name.map_or_else(String::new, |name| self.text(name).to_owned())
    }
}

fn event_name<'a>(cx: &Cx<'a>, event: EventRef) -> Option<&'a model::Ident> {
    match event {
        EventRef::Plain(id) => Some(&cx.model.events[id].name),
        EventRef::Act(kind, step) => cx.step(kind, step).map(|act| &act.event),
    }
}
