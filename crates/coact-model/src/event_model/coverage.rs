//! What no slice of a story shows.

use std::collections::BTreeSet;

use super::derive::derived_slices;
use super::reach::{brought_about, commands_of, views_on};
use crate::ctp::Step;
use crate::model::{
    AutomationSource, CommandRef, EventRef, KindId, Model, ScreenId, SliceElement, ViewId,
};

/// What no slice of any story shows, each in the order of the derived slices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Commands that people give.
    pub commands: Vec<CommandRef>,
    /// Events whose command no slice shows either.
    pub events: Vec<EventRef>,
    /// Views.
    pub views: Vec<ViewId>,
    /// Screens.
    pub screens: Vec<ScreenId>,
    /// Acts that nobody has to perform.
    pub automations: Vec<(KindId, Step)>,
}

/// What the stories show.
#[derive(Default)]
struct Seen {
    commands: BTreeSet<CommandRef>,
    events: BTreeSet<EventRef>,
    views: BTreeSet<ViewId>,
    screens: BTreeSet<ScreenId>,
}

/// What no slice shows. A slice that shows a command shows the events that come of it, and one that shows a screen
/// the views on it.
pub fn coverage(model: &Model) -> Coverage {
    let mut seen = Seen::default();
    let slices = model.stories.values().flat_map(|story| &story.slices);
    for (element, _) in slices.flat_map(|slice| &slice.elements) {
        seen.element(model, *element);
    }
    let mut left_out = Coverage::default();
    let mut told = Seen::default();
    for slice in derived_slices(model) {
        for element in slice.elements {
            if !is_tacit(model, element) {
                left_out.element(element, &seen, &mut told);
            }
        }
    }
    // What nothing in the model brings about.
    for id in model.events_in_order() {
        left_out.element(SliceElement::Event(EventRef::Plain(id)), &seen, &mut told);
    }
    for id in model.screens.ids() {
        left_out.element(SliceElement::Screen(id), &seen, &mut told);
    }
    left_out
}

/// The event of an act that nobody performs: it comes with another one.
fn is_tacit(model: &Model, element: SliceElement) -> bool {
    match element {
        SliceElement::Event(EventRef::Act(kind, step)) => {
            model.kinds[kind].act(step).is_some_and(|act| act.tacit)
        }
        _ => false,
    }
}

impl Seen {
    fn command(&mut self, model: &Model, command: CommandRef) {
        self.commands.insert(command);
        self.events.extend(brought_about(model, command));
    }

    fn element(&mut self, model: &Model, element: SliceElement) {
        match element {
            SliceElement::Screen(id) => {
                self.screens.insert(id);
                self.views.extend(views_on(model, id));
            }
            SliceElement::Command(command) => self.command(model, command),
            SliceElement::Automation(kind, step) => {
                self.command(model, CommandRef::Act(kind, step));
            }
            SliceElement::Event(event) => {
                self.events.insert(event);
            }
            SliceElement::View(view) => {
                self.views.insert(view);
            }
            SliceElement::Reaction(id) => {
                let automation = &model.automations[id];
                match automation.source {
                    AutomationSource::View(view) => self.views.insert(view),
                    AutomationSource::Event(event) => self.events.insert(event),
                };
                for command in commands_of(&automation.target) {
                    self.command(model, command);
                }
            }
            SliceElement::Stub(_) | SliceElement::Sketch(_) => {}
            SliceElement::Translation(id) => {
                let translation = &model.translations[id];
                self.events.insert(EventRef::Plain(translation.event));
                self.command(model, translation.command.command);
            }
        }
    }
}

impl Coverage {
    fn element(&mut self, element: SliceElement, seen: &Seen, told: &mut Seen) {
        match element {
            SliceElement::Command(command) => {
                if !seen.commands.contains(&command) && told.commands.insert(command) {
                    self.commands.push(command);
                }
            }
            SliceElement::Automation(kind, step) => {
                let command = CommandRef::Act(kind, step);
                if !seen.commands.contains(&command) && told.commands.insert(command) {
                    self.automations.push((kind, step));
                }
            }
            SliceElement::Event(event) => {
                if !seen.events.contains(&event) && told.events.insert(event) {
                    self.events.push(event);
                }
            }
            SliceElement::View(view) => {
                if !seen.views.contains(&view) && told.views.insert(view) {
                    self.views.push(view);
                }
            }
            SliceElement::Screen(screen) => {
                if !seen.screens.contains(&screen) && told.screens.insert(screen) {
                    self.screens.push(screen);
                }
            }
            // They stand in stories only.
            SliceElement::Reaction(_)
            | SliceElement::Translation(_)
            | SliceElement::Stub(_)
            | SliceElement::Sketch(_) => {}
        }
    }
}
