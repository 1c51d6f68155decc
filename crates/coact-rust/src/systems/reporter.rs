//! Who reports events: external systems, and other models.

use proc_macro2::Ident;

use coact_model::model::{self, Event, EventId, SystemId};

use crate::cx::Cx;
use crate::names;

/// Who reports events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reporter<'a> {
    /// An external system.
    System(SystemId),
    /// Another model, by its import.
    Model(&'a model::Ident),
}

/// The reporters of a model: its systems, then the models of which it uses events.
pub(crate) fn reporters<'a>(cx: &Cx<'a>) -> Vec<Reporter<'a>> {
    let systems = cx.model.systems.ids().map(Reporter::System);
    let models = cx.model.imports.iter().map(Reporter::Model);
    let all = systems.chain(models);
    all.filter(|it| !it.events(cx).is_empty()).collect()
}

/// Who reports an event; nobody where it is of this model.
pub(crate) fn reporter<'a>(cx: &Cx<'a>, event: &Event) -> Option<Reporter<'a>> {
    if let Some(system) = event.system {
        return Some(Reporter::System(system));
    }
    let of = event.imported.as_ref()?;
    let mut imports = cx.model.imports.iter();
    imports
        .find(|import| import.text == *of)
        .map(Reporter::Model)
}

/// What an event is called by whoever reports it.
pub(crate) fn reported(event: &Event) -> &str {
    let name = &event.name.text;
    let of = event.imported.as_deref().unwrap_or_default();
    let own = name.strip_prefix(of).and_then(|it| it.strip_prefix('.'));
    own.unwrap_or(name)
}

impl<'a> Reporter<'a> {
    pub(crate) fn name(self, cx: &Cx<'a>) -> &'a model::Ident {
        match self {
            Self::System(id) => &cx.model.systems[id].name,
            Self::Model(name) => name,
        }
    }

    /// What it reports, in the order of the model.
    pub(crate) fn events(self, cx: &Cx<'a>) -> Vec<EventId> {
        match self {
            Self::System(id) => cx.model.systems[id].events.clone(),
            Self::Model(name) => {
                let events = cx.model.events.iter();
                let own = events.filter(|(_, it)| it.imported.as_ref() == Some(&name.text));
                own.map(|(id, _)| id).collect()
            }
        }
    }

    /// `payment_provider`: its module.
    pub(crate) fn module(self, cx: &Cx<'a>) -> Ident {
        names::module(&self.name(cx).text)
    }

    /// `PaymentProvider`: its variant among the reports.
    pub(crate) fn variant(self, cx: &Cx<'a>) -> Ident {
        let name = &self.name(cx).text;
        match self {
            Self::System(_) => names::ident(name),
            Self::Model(_) => names::model(name),
        }
    }
}
