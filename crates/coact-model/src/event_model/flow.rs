//! How the members of a slice go together: screen or processor to command, command to event, event to view, view to
//! screen or processor. Every other edge is none.

use std::collections::BTreeSet;

use super::derive::SlicePattern;
use super::reach::{brought_about, commands_of, views_on};
use crate::Loc;
use crate::model::{
    ActorId, AutomationSource, CommandRef, EventRef, Model, ScreenId, SketchSource, Slice,
    SliceElement, StubSort, ViewId,
};

/// Which of the patterns a slice is: of what is in it, the one that says most. None where it shows at most screens.
pub fn pattern(model: &Model, slice: &Slice) -> Option<SlicePattern> {
    let says = |(element, _): &(SliceElement, Loc)| match *element {
        SliceElement::Translation(_) => Some(SlicePattern::Translation),
        SliceElement::Automation(..) | SliceElement::Reaction(_) => Some(SlicePattern::Automation),
        SliceElement::Sketch(id) => Some(match model.sketches[id].source {
            SketchSource::Outside(_) => SlicePattern::Translation,
            SketchSource::View(_) | SketchSource::Event(_) => SlicePattern::Automation,
        }),
        SliceElement::Command(_) => Some(SlicePattern::StateChange),
        SliceElement::View(_) => Some(SlicePattern::StateView),
        SliceElement::Stub(id) => match model.stubs[id].sort {
            StubSort::Command => Some(SlicePattern::StateChange),
            StubSort::View => Some(SlicePattern::StateView),
            StubSort::Event | StubSort::Screen => None,
        },
        SliceElement::Event(_) | SliceElement::Screen(_) => None,
    };
    let rank = |pattern: &SlicePattern| match pattern {
        SlicePattern::StateView => 0,
        SlicePattern::StateChange => 1,
        SlicePattern::Automation => 2,
        SlicePattern::Translation => 3,
    };
    let most = slice.elements.iter().filter_map(says).max_by_key(rank);
    // An event alone is what is left of a state change.
    most.or_else(|| {
        let mut elements = slice.elements.iter();
        let event = |element: &SliceElement| match element {
            SliceElement::Event(_) => true,
            SliceElement::Stub(id) => model.stubs[*id].sort == StubSort::Event,
            _ => false,
        };
        elements
            .any(|(element, _)| event(element))
            .then_some(SlicePattern::StateChange)
    })
}

/// What a slice names, and what that brings about.
pub(crate) struct Flow<'m> {
    model: &'m Model,
    /// The screens that it names.
    pub(crate) screens: Vec<(ScreenId, Loc)>,
    /// The commands that it names, and those that its automations and translations give.
    pub(crate) commands: Vec<CommandRef>,
    /// Where the last command stands that somebody gives.
    last_command: Option<Loc>,
    /// The events that it names.
    pub(crate) events: Vec<(EventRef, Loc)>,
    /// The views that it names.
    pub(crate) views: Vec<(ViewId, Loc)>,
    /// The rows and events that its automations and translations are about.
    sources: Vec<AutomationSource>,
    /// The events of its commands.
    brought_about: BTreeSet<EventRef>,
}

impl<'m> Flow<'m> {
    /// What the slices of all stories name, but for those of which a part is a stub.
    pub(crate) fn all(model: &'m Model) -> impl Iterator<Item = Self> {
        let slices = model.stories.values().flat_map(|story| &story.slices);
        slices.filter_map(|slice| Self::of(model, slice))
    }

    /// What a slice names; none where a part of it is a stub, of which nothing is known.
    pub(crate) fn of(model: &'m Model, slice: &Slice) -> Option<Self> {
        let mut flow = Self {
            model,
            screens: Vec::new(),
            commands: Vec::new(),
            last_command: None,
            events: Vec::new(),
            views: Vec::new(),
            sources: Vec::new(),
            brought_about: BTreeSet::new(),
        };
        for (element, loc) in &slice.elements {
            match *element {
                SliceElement::Screen(id) => flow.screens.push((id, *loc)),
                SliceElement::View(id) => flow.views.push((id, *loc)),
                SliceElement::Event(event) => flow.events.push((event, *loc)),
                SliceElement::Command(command) => {
                    flow.last_command = Some(*loc);
                    flow.commands.push(command);
                }
                SliceElement::Automation(kind, step) => {
                    flow.commands.push(CommandRef::Act(kind, step));
                }
                SliceElement::Reaction(id) => {
                    let automation = &model.automations[id];
                    flow.sources.push(automation.source);
                    flow.commands.extend(commands_of(&automation.target));
                }
                SliceElement::Translation(id) => {
                    let translation = &model.translations[id];
                    let event = EventRef::Plain(translation.event);
                    flow.sources.push(AutomationSource::Event(event));
                    flow.commands.push(translation.command.command);
                }
                SliceElement::Stub(_) | SliceElement::Sketch(_) => return None,
            }
        }
        let events = flow.commands.iter();
        flow.brought_about = events
            .flat_map(|command| brought_about(model, *command))
            .collect();
        Some(flow)
    }

    /// Screens of which no edge leads to or from what the slice names: they offer none of its commands and show none
    /// of its views. A screen that is not more than a name yet may do either.
    pub(crate) fn screens_apart(&self) -> Vec<(ScreenId, Loc)> {
        let model = self.model;
        let mut near: BTreeSet<ScreenId> = BTreeSet::new();
        for (id, _) in &self.screens {
            let mut forms = model.screens[*id].forms.iter();
            if forms.any(|(form, _)| self.commands.contains(form))
                || views_on(model, *id).any(|view| self.names_view(view))
                || views_on(model, *id).any(|view| self.is_fed(view))
                || self.is_bare(*id) && !self.is_short_of_a_command()
            {
                near.insert(*id);
            }
        }
        // What it opens, or is opened by, is seen with it.
        let opens = |from: ScreenId, to: ScreenId| {
            let to = &model.screens[to].name.text;
            let mut opens = model.screens[from].opens.iter();
            opens.any(|opened| opened.text == *to)
        };
        let beside = |id: ScreenId| near.iter().any(|to| opens(id, *to) || opens(*to, id));
        let apart = |(id, _): &&(ScreenId, Loc)| !near.contains(id) && !beside(*id);
        if self.commands.is_empty() && self.views.is_empty() && self.events.is_empty() {
            return Vec::new();
        }
        self.screens.iter().filter(apart).copied().collect()
    }

    /// Events that no command of the slice brings about, and that no view or automation of it takes in.
    pub(crate) fn events_apart(&self) -> Vec<(EventRef, Loc)> {
        let alone = self.commands.is_empty() && self.views.is_empty();
        let events = self.events.iter().filter(|(event, _)| {
            !alone
                && !self.brought_about.contains(event)
                && !self.sources.contains(&AutomationSource::Event(*event))
                && !self.comes_by_itself(*event)
                && !self.views.iter().any(|(view, _)| self.takes(*view, *event))
        });
        events.copied().collect()
    }

    /// Views that take in no event of the slice, and that nothing in it looks at.
    pub(crate) fn views_apart(&self) -> Vec<(ViewId, Loc)> {
        let alone = self.commands.is_empty() && self.events.is_empty() && self.screens.is_empty();
        let views = self.views.iter().filter(|view| {
            !alone
                && self.model.views[view.0].imported.is_none()
                && !self.is_fed(view.0)
                && !self.sources.contains(&AutomationSource::View(view.0))
                && !self.is_read(view.0)
                && !self.is_seen(view.0)
                && !self.is_looked_at(view)
        });
        views.copied().collect()
    }

    /// The names of the events that come of its commands.
    pub(crate) fn comes_of_it(&self) -> Vec<&'m str> {
        let events = self.brought_about.iter();
        events.map(|event| self.model.event_name(*event)).collect()
    }

    /// The names of the views that those events change.
    pub(crate) fn changes(&self) -> Vec<&'m str> {
        let views = self.model.views.iter().filter(|(id, _)| {
            let mut events = self.brought_about.iter();
            events.any(|event| self.takes(*id, *event))
        });
        views.map(|(_, view)| view.name.text.as_str()).collect()
    }

    /// Whether screens and events stand here with nothing in between.
    pub(crate) fn is_short_of_a_command(&self) -> bool {
        !self.events.is_empty() && self.commands.is_empty() && self.views.is_empty()
    }

    fn is_bare(&self, screen: ScreenId) -> bool {
        let screen = &self.model.screens[screen];
        screen.forms.is_empty() && screen.shows.is_empty() && screen.opens.is_empty()
    }

    fn names_view(&self, view: ViewId) -> bool {
        self.views.iter().any(|(named, _)| *named == view)
    }

    fn takes(&self, view: ViewId, event: EventRef) -> bool {
        let mut handlers = self.model.views[view].handlers.iter();
        handlers.any(|handler| handler.on == event)
    }

    /// Whether an event of the slice changes the view.
    fn is_fed(&self, view: ViewId) -> bool {
        let named = self.events.iter().map(|(event, _)| event);
        let mut events = named.chain(&self.brought_about);
        events.any(|event| self.takes(view, *event))
    }

    /// Whether a command of the slice reads it.
    fn is_read(&self, view: ViewId) -> bool {
        self.commands.iter().any(|command| match command {
            CommandRef::Plain(id) => {
                let mut reads = self.model.commands[*id].reads.iter();
                reads.any(|reads| reads.view == view)
            }
            CommandRef::Act(..) => false,
        })
    }

    /// Whether a screen of the slice shows it.
    fn is_seen(&self, view: ViewId) -> bool {
        self.screens.iter().any(|(screen, _)| {
            self.is_bare(*screen) || views_on(self.model, *screen).any(|it| it == view)
        })
    }

    /// Whether somebody whom it is for looks at it without a screen, and then gives a command.
    fn is_looked_at(&self, (view, loc): &(ViewId, Loc)) -> bool {
        let readers = &self.model.views[*view].readers;
        let reads = |actor: &ActorId| readers.contains(actor);
        let mut commands = self.commands.iter();
        self.screens.is_empty()
            && self.last_command > Some(*loc)
            && commands.any(|command| self.model.performers(*command).iter().any(reads))
    }

    /// Whether no command of this model is needed for it: it comes from elsewhere, or with another one.
    fn comes_by_itself(&self, event: EventRef) -> bool {
        match event {
            EventRef::Act(kind, step) => {
                let act = self.model.kinds[kind].act(step);
                act.is_some_and(|act| act.tacit)
            }
            EventRef::Plain(id) => {
                let event = &self.model.events[id];
                event.imported.is_some() || event.system.is_some()
            }
        }
    }
}
