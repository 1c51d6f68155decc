//! Stories.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::event_model::Pattern;
use super::specs::Definition;
use super::words::{self, text};
use crate::event_model;
use crate::model::{self, AutomationSource, Model, SketchSource, SliceElement, SpecId, StubSort};

/// A story.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Story {
    pub(super) title: String,
    pub(super) doc: Option<String>,
    pub(super) slices: Vec<Slice>,
    /// Constants and examples that its specs may name.
    pub(super) definitions: Vec<Definition>,
    /// Titles of the specs of the story as a whole.
    pub(super) specs: Vec<String>,
    pub(super) marks: Vec<Mark>,
}

/// A slice.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Slice {
    pub(super) title: String,
    pub(super) doc: Option<String>,
    /// `planned`, `building`, `done` or `blocked`
    pub(super) status: Option<String>,
    /// Which of the patterns it is; none where it shows at most screens.
    #[serde(default)]
    pub(super) pattern: Option<Pattern>,
    /// What it shows, in order.
    pub(super) elements: Vec<Element>,
    /// Constants and examples that its specs may name.
    pub(super) definitions: Vec<Definition>,
    /// Titles of its specs.
    pub(super) specs: Vec<String>,
    pub(super) marks: Vec<Mark>,
}

/// An element of a slice, by its name.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
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
    /// An automation of which a part is a stub.
    SketchedAutomation(Sketch),
    /// A translation of which a part is a stub.
    SketchedTranslation(Sketch),
}

/// An automation or translation of which a part is a stub: the names that stand in it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Sketch {
    /// The view whose rows it is about.
    pub(super) view: Option<String>,
    /// The event that it is about: of another system with that in front.
    pub(super) event: Option<String>,
    /// The command that it gives, or the call that it makes, with its system in front.
    pub(super) target: String,
    /// The command of each answer of a call.
    #[serde(default)]
    pub(super) answers: Vec<SketchedAnswer>,
}

/// What follows an answer of a call.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct SketchedAnswer {
    /// The answer.
    pub(super) after: String,
    /// The command.
    pub(super) command: String,
}

/// What slices name and nothing declares yet; at level `sketch` only.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Stub {
    /// `screen`, `command`, `event` or `view`
    pub(super) sort: String,
    pub(super) name: String,
}

impl Stub {
    pub(super) fn of(stub: &model::Stub) -> Self {
        Self {
            sort: stub.sort.word().to_owned(),
            name: text(&stub.name),
        }
    }
}

impl Sketch {
    fn of(sketch: &model::Sketch) -> Element {
        let (view, event) = match &sketch.source {
            SketchSource::View(view) => (Some(text(view)), None),
            SketchSource::Event(event) | SketchSource::Outside(event) => (None, Some(text(event))),
        };
        let answers = sketch.answers.iter();
        let answers = answers.map(|(after, command)| SketchedAnswer {
            after: text(after),
            command: text(command),
        });
        let made = Self {
            view,
            event,
            target: text(&sketch.target),
            answers: answers.collect(),
        };
        match sketch.source {
            SketchSource::Outside(_) => Element::SketchedTranslation(made),
            SketchSource::View(_) | SketchSource::Event(_) => Element::SketchedAutomation(made),
        }
    }
}

/// A note, question, link or image.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Mark {
    /// `note`, `question`, `link`, `image`, or a status
    pub(super) sort: String,
    pub(super) text: String,
    /// Whom it is for.
    #[serde(rename = "for")]
    pub(super) addressee: Option<String>,
}

/// A mark on anything but a story or slice.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct ItemMark {
    /// The word that what it stands in begins with: `transaction`.
    #[serde(rename = "in")]
    pub(super) noun: String,
    /// The name of what it stands in, or else that word.
    pub(super) on: String,
    #[serde(flatten)]
    pub(super) mark: Mark,
}

impl ItemMark {
    /// All of them by what they stand in, so that their order is that of no text.
    pub(super) fn all(model: &Model) -> Vec<Self> {
        let mut all: Vec<Self> = model.marks.iter().map(Self::of).collect();
        all.sort_by(|a, b| (&a.noun, &a.on).cmp(&(&b.noun, &b.on)));
        all
    }

    fn of(mark: &model::ItemMark) -> Self {
        Self {
            noun: mark.noun.to_owned(),
            on: text(&mark.on),
            mark: Mark::of(&mark.mark),
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
            definitions: Definition::all(model, &story.definitions),
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
            pattern: event_model::pattern(model, slice).map(Pattern::of),
            elements: slice
                .elements
                .iter()
                .filter_map(|(element, _)| Element::of(model, *element))
                .collect(),
            definitions: Definition::all(model, &slice.definitions),
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
            SliceElement::Stub(id) => {
                let Stub { sort: _, name } = Stub::of(&model.stubs[id]);
                match model.stubs[id].sort {
                    StubSort::Screen => Self::Screen(name),
                    StubSort::Command => Self::Command(name),
                    StubSort::Event => Self::Event(name),
                    StubSort::View => Self::View(name),
                }
            }
            SliceElement::Sketch(id) => Sketch::of(&model.sketches[id]),
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
