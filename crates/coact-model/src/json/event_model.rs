//! The Event Model that follows from the rest, and what the stories leave out of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stories::Element;
use super::words::{self, text};
use crate::event_model::{self, SlicePattern};
use crate::model::Model;

/// A slice that follows from transactions, links, rules and views.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct DerivedSlice {
    pattern: Pattern,
    /// What it shows, in order.
    elements: Vec<Element>,
}

/// The pattern of a slice.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Pattern {
    /// Somebody gives a command, and events come of it.
    StateChange,
    /// Events make a view, and somebody looks at it.
    StateView,
    /// Nobody has to give the command.
    Automation,
    /// An event from outside becomes a command.
    Translation,
}

/// What no slice of any story shows.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct Coverage {
    /// Commands that people give.
    commands: Vec<String>,
    /// Events whose command no slice shows either.
    events: Vec<String>,
    /// Views.
    views: Vec<String>,
    /// Screens.
    screens: Vec<String>,
    /// Acts that nobody has to perform: `request OrderPaying`.
    automations: Vec<String>,
}

impl Pattern {
    pub(super) const fn of(pattern: SlicePattern) -> Self {
        match pattern {
            SlicePattern::StateChange => Self::StateChange,
            SlicePattern::StateView => Self::StateView,
            SlicePattern::Automation => Self::Automation,
            SlicePattern::Translation => Self::Translation,
        }
    }
}

impl DerivedSlice {
    pub(super) fn all(model: &Model) -> Vec<Self> {
        let slices = event_model::derived_slices(model).into_iter();
        slices
            .map(|slice| Self {
                pattern: Pattern::of(slice.pattern),
                elements: slice
                    .elements
                    .into_iter()
                    .filter_map(|element| Element::of(model, element))
                    .collect(),
            })
            .collect()
    }
}

impl Coverage {
    pub(super) fn of(model: &Model) -> Self {
        let found = event_model::coverage(model);
        let commands = found.commands.into_iter();
        let events = found.events.into_iter();
        let views = found.views.into_iter();
        let screens = found.screens.into_iter();
        let automations = found.automations.into_iter();
        Self {
            commands: commands
                .map(|command| model.command_name(command).to_owned())
                .collect(),
            events: events
                .map(|event| model.event_name(event).to_owned())
                .collect(),
            views: views.map(|view| text(&model.views[view].name)).collect(),
            screens: screens
                .map(|screen| text(&model.screens[screen].name))
                .collect(),
            automations: automations.map(|act| words::act(model, act)).collect(),
        }
    }
}
