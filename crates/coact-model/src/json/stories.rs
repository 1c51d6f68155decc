//! Stories.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::{self, text};
use crate::model::{self, AutomationSource, Model, SliceElement, SpecId};

/// A story.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Story {
    title: String,
    doc: Option<String>,
    slices: Vec<Slice>,
    /// Titles of the specs of the story as a whole.
    specs: Vec<String>,
    marks: Vec<Mark>,
}

/// A slice.
#[derive(Debug, Serialize, JsonSchema)]
struct Slice {
    title: String,
    doc: Option<String>,
    /// `planned`, `building`, `done` or `blocked`
    status: Option<String>,
    /// What it shows, in order.
    elements: Vec<Element>,
    /// Titles of its specs.
    specs: Vec<String>,
    marks: Vec<Mark>,
}

/// An element of a slice, by its name.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Element {
    /// A screen.
    Screen(String),
    /// A command.
    Command(String),
    /// An event.
    Event(String),
    /// A view.
    View(String),
    /// An automated act: `request OrderPaying`.
    Automation(String),
    /// What is done about rows of a view, or about an event, by its name.
    Reaction(String),
    /// What an event from outside becomes, by its name.
    Translation(String),
}

/// A note, question, link or image.
#[derive(Debug, Serialize, JsonSchema)]
struct Mark {
    /// `note`, `question`, `link`, `image`, or a status
    sort: String,
    text: String,
    /// Whom it is for.
    #[serde(rename = "for")]
    addressee: Option<String>,
}

/// A mark on anything but a story or slice.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ItemMark {
    /// The name of what it stands in, or the word that that begins with.
    on: String,
    #[serde(flatten)]
    mark: Mark,
}

impl ItemMark {
    pub(super) fn of((on, mark): &(model::Ident, model::Mark)) -> Self {
        Self {
            on: text(on),
            mark: Mark::of(mark),
        }
    }
}

impl Story {
    pub(super) fn of(model: &Model, story: &model::Story) -> Self {
        Self {
            title: text(&story.title),
            doc: story.doc.clone(),
            slices: story
                .slices
                .iter()
                .map(|slice| Slice::of(model, slice))
                .collect(),
            specs: titles(model, &story.specs),
            marks: marks(&story.marks),
        }
    }
}

impl Slice {
    fn of(model: &Model, slice: &model::Slice) -> Self {
        Self {
            title: text(&slice.title),
            doc: slice.doc.clone(),
            status: slice.status.as_ref().map(text),
            elements: slice
                .elements
                .iter()
                .filter_map(|(element, _)| Element::of(model, *element))
                .collect(),
            specs: titles(model, &slice.specs),
            marks: marks(&slice.marks),
        }
    }
}

impl Element {
    pub(super) fn of(model: &Model, element: SliceElement) -> Option<Self> {
        Some(match element {
            SliceElement::Screen(id) => Self::Screen(text(&model.screens[id].name)),
            SliceElement::View(id) => Self::View(text(&model.views[id].name)),
            SliceElement::Command(command) => Self::Command(model.command_name(command).to_owned()),
            SliceElement::Event(event) => Self::Event(model.event_name(event).to_owned()),
            SliceElement::Reaction(id) => Self::Reaction(match model.automations[id].source {
                AutomationSource::View(view) => text(&model.views[view].name),
                AutomationSource::Event(event) => model.event_name(event).to_owned(),
            }),
            SliceElement::Translation(id) => {
                let event = model.translations[id].event;
                Self::Translation(text(&model.events[event].name))
            }
            SliceElement::Automation(kind, step) => {
                Self::Automation(words::act(model, (kind, step)))
            }
        })
    }
}

fn titles(model: &Model, specs: &[SpecId]) -> Vec<String> {
    specs
        .iter()
        .map(|spec| text(&model.specs[*spec].title))
        .collect()
}

fn marks(marks: &[model::Mark]) -> Vec<Mark> {
    marks.iter().map(Mark::of).collect()
}

impl Mark {
    fn of(mark: &model::Mark) -> Self {
        Self {
            sort: text(&mark.word),
            text: mark.text.clone(),
            addressee: mark.addressee.clone(),
        }
    }
}
