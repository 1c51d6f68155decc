//! Slices that follow from the rest of the model.

use std::collections::BTreeSet;

use super::reach::{Index, brought_about, commands_of, target_commands};
use crate::ctp::{Act, Step, fact_of};
use crate::model::{
    AutomationSource, CommandId, CommandRef, EventRef, KindId, Model, SliceElement, ViewId,
};

/// One step of the event model that follows from the rest of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedSlice {
    /// Which of the four patterns it is.
    pub pattern: SlicePattern,
    /// What it shows, from left to right.
    pub elements: Vec<SliceElement>,
}

/// The patterns of Event Modeling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlicePattern {
    /// Somebody gives a command, and events come of it.
    StateChange,
    /// Events make a view, and somebody looks at it.
    StateView,
    /// Nobody has to give the command.
    Automation,
    /// An event from outside becomes a command.
    Translation,
}

/// The slices of the model in the order of its processes: a transaction with all that it asks for, then the next
/// one; each view where the first event comes that gives it a row.
pub fn derived_slices(model: &Model) -> Vec<DerivedSlice> {
    let mut derive = Derive {
        model,
        index: Index::of(model),
        slices: Vec::new(),
        kinds: BTreeSet::new(),
        views: BTreeSet::new(),
        last_act: None,
    };
    derive.transactions();
    derive.plain();
    for view in model.views.ids() {
        derive.view(view, None);
    }
    derive.slices
}

struct Derive<'m> {
    model: &'m Model,
    index: Index,
    slices: Vec<DerivedSlice>,
    kinds: BTreeSet<KindId>,
    views: BTreeSet<ViewId>,
    /// The slice of the act before, to which a tacit one belongs.
    last_act: Option<usize>,
}

impl Derive<'_> {
    /// Kinds that nothing else asks for first, each followed by what it asks for.
    fn transactions(&mut self) {
        let model = self.model;
        let roots: Vec<KindId> = model
            .kinds
            .ids()
            .filter(|kind| !self.index.is_asked_for(*kind))
            .collect();
        for kind in roots.into_iter().chain(model.kinds.ids()) {
            self.transaction(kind);
        }
    }

    /// With a stack of its own: a process may be as long as the text.
    fn transaction(&mut self, root: KindId) {
        let mut open: Vec<(KindId, usize)> = Vec::new();
        if self.kinds.insert(root) {
            open.push((root, 0));
        }
        while let Some((kind, next)) = open.pop() {
            let Some(act) = self.model.kinds[kind].acts.get(next) else {
                continue;
            };
            open.push((kind, next + 1));
            let step = act.step;
            if matches!(step, Step::Base(_)) || act.declared.is_some() {
                self.act(kind, step, act.tacit);
            }
            // The first of them is to come first.
            for child in self.index.asked_by(kind, fact_of(step)).rev() {
                if self.kinds.insert(child) {
                    open.push((child, 0));
                }
            }
        }
    }

    fn act(&mut self, kind: KindId, step: Step, tacit: bool) {
        let event = EventRef::Act(kind, step);
        if tacit {
            // A tacit execute is folded into the declaration, and has no event.
            if step != Step::Base(Act::Execute) {
                let slice = self.last_act.and_then(|at| self.slices.get_mut(at));
                if let Some(slice) = slice {
                    slice.elements.push(SliceElement::Event(event));
                }
                self.views_of(event);
            }
            return;
        }
        if self.index.is_automated(kind, step) {
            self.push(
                SlicePattern::Automation,
                vec![
                    SliceElement::Automation(kind, step),
                    SliceElement::Event(event),
                ],
            );
        } else {
            self.state_change(CommandRef::Act(kind, step));
        }
        self.last_act = self.slices.len().checked_sub(1);
        self.views_of(event);
    }

    fn state_change(&mut self, command: CommandRef) {
        let screens = self.index.screens_with(command).iter().copied();
        let mut elements: Vec<SliceElement> = screens.map(SliceElement::Screen).collect();
        elements.push(SliceElement::Command(command));
        elements.extend(events(self.model, command));
        self.push(SlicePattern::StateChange, elements);
    }

    /// Plain commands that somebody gives, then what is done without anybody.
    fn plain(&mut self) {
        let model = self.model;
        let given: BTreeSet<CommandId> = target_commands(model).collect();
        for id in model.commands_in_order() {
            let command = &model.commands[id];
            if command.by.is_empty() && given.contains(&id) {
                continue;
            }
            self.state_change(CommandRef::Plain(id));
            self.views_after(CommandRef::Plain(id));
        }
        for (id, translation) in model.translations.iter() {
            let command = translation.command.command;
            let mut elements = vec![
                SliceElement::Event(EventRef::Plain(translation.event)),
                SliceElement::Translation(id),
                SliceElement::Command(command),
            ];
            elements.extend(events(model, command));
            self.push(SlicePattern::Translation, elements);
            self.views_after(command);
        }
        for (id, automation) in model.automations.iter() {
            let mut elements = vec![match automation.source {
                AutomationSource::View(view) => SliceElement::View(view),
                AutomationSource::Event(event) => SliceElement::Event(event),
            }];
            elements.push(SliceElement::Reaction(id));
            let commands = commands_of(&automation.target);
            for command in &commands {
                elements.push(SliceElement::Command(*command));
                elements.extend(events(model, *command));
            }
            self.push(SlicePattern::Automation, elements);
            for command in commands {
                self.views_after(command);
            }
        }
    }

    fn views_after(&mut self, command: CommandRef) {
        for event in brought_about(self.model, command) {
            self.views_of(event);
        }
    }

    /// The views that the event gives their first row.
    fn views_of(&mut self, event: EventRef) {
        for view in self.index.views_of(event).to_vec() {
            self.view(view, Some(event));
        }
    }

    fn view(&mut self, view: ViewId, by: Option<EventRef>) {
        if !self.views.insert(view) {
            return;
        }
        let mut elements: Vec<SliceElement> = by.map(SliceElement::Event).into_iter().collect();
        elements.push(SliceElement::View(view));
        let screens = self.index.screens_of(view).iter().copied();
        elements.extend(screens.map(SliceElement::Screen));
        self.push(SlicePattern::StateView, elements);
    }

    fn push(&mut self, pattern: SlicePattern, elements: Vec<SliceElement>) {
        self.slices.push(DerivedSlice { pattern, elements });
    }
}

fn events(model: &Model, command: CommandRef) -> impl Iterator<Item = SliceElement> {
    brought_about(model, command)
        .into_iter()
        .map(SliceElement::Event)
}
