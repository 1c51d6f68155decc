//! What the specs of a model try out.

use std::collections::BTreeSet;

use crate::event_model::events_of;
use crate::model::{
    CommandRef, EventRef, Expect, Model, RowSource, Slice, SliceElement, SpecStepKind, ViewId,
};

/// The commands that specs give, and what they expect.
pub(super) struct Tried {
    commands: BTreeSet<CommandRef>,
    events: BTreeSet<EventRef>,
    views: BTreeSet<ViewId>,
}

impl Tried {
    pub(super) fn of(model: &Model) -> Self {
        let mut tried = Self {
            commands: BTreeSet::new(),
            events: BTreeSet::new(),
            views: BTreeSet::new(),
        };
        for step in model.specs.values().flat_map(|spec| &spec.steps) {
            match &step.kind {
                SpecStepKind::When(act) => {
                    tried.commands.insert(CommandRef::Act(act.kind, act.step));
                }
                SpecStepKind::WhenCommand { command, .. } => {
                    tried.commands.insert(CommandRef::Plain(*command));
                }
                SpecStepKind::Arrives { event, .. } => {
                    tried.events.insert(EventRef::Plain(*event));
                }
                SpecStepKind::Then(expect) => tried.expected(model, expect),
                _ => {}
            }
        }
        tried
    }

    fn expected(&mut self, model: &Model, expect: &Expect) {
        match expect {
            Expect::Event { kind, step, .. } => {
                self.events.insert(EventRef::Act(*kind, *step));
            }
            Expect::PlainEvent { event, .. } => {
                self.events.insert(EventRef::Plain(*event));
            }
            Expect::Rows { source, .. } => {
                self.views.insert(match source {
                    RowSource::View(view) => *view,
                    RowSource::Query(query, _) => model.queries[*query].view,
                });
            }
            Expect::Nothing | Expect::Rejected(_) | Expect::Agenda(..) => {}
        }
    }

    /// Whether a spec anywhere shows what happens in the slice; of one in which nothing happens, what is seen.
    pub(super) fn shows(&self, model: &Model, slice: &Slice) -> bool {
        let elements = || slice.elements.iter().map(|(element, _)| *element);
        let mut happens = elements()
            .filter_map(|element| self.happens(model, element))
            .peekable();
        if happens.peek().is_some() {
            return happens.any(|tried| tried);
        }
        elements().any(|element| match element {
            SliceElement::Event(event) => self.events.contains(&event),
            SliceElement::View(view) => self.views.contains(&view),
            _ => false,
        })
    }

    /// Whether a spec tries what an element of a slice does; nothing of one that does nothing.
    fn happens(&self, model: &Model, element: SliceElement) -> Option<bool> {
        match element {
            SliceElement::Command(command) => Some(self.commands.contains(&command)),
            SliceElement::Automation(kind, step) => {
                Some(self.events.contains(&EventRef::Act(kind, step)))
            }
            SliceElement::Reaction(id) => {
                let events = events_of(model, &model.automations[id].target);
                Some(events.iter().any(|event| self.events.contains(event)))
            }
            SliceElement::Translation(id) => {
                let arrives = EventRef::Plain(model.translations[id].event);
                Some(self.events.contains(&arrives))
            }
            _ => None,
        }
    }
}
