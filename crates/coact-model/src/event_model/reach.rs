//! What brings about what.

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::ast::RowVerb;

use crate::ctp::{Act, FactWord, Step};
use crate::model::{
    AutomationTarget, CommandId, CommandRef, EventRef, KindId, Mode, Model, ScreenId, Shown, ViewId,
};

/// What leads to what, so that a large model is gone through once.
pub(crate) struct Index {
    automated: BTreeSet<(KindId, Step)>,
    rows: BTreeMap<EventRef, Vec<ViewId>>,
    asked: BTreeMap<KindId, Vec<(FactWord, KindId)>>,
    children: BTreeSet<KindId>,
    forms: BTreeMap<CommandRef, Vec<ScreenId>>,
    shown: BTreeMap<ViewId, Vec<ScreenId>>,
}

impl Index {
    pub(crate) fn of(model: &Model) -> Self {
        let mut automated = BTreeSet::new();
        let mut asked: BTreeMap<KindId, Vec<(FactWord, KindId)>> = BTreeMap::new();
        for link in model.links.values() {
            if link.automated {
                automated.insert(link.target);
            }
            let (source, fact) = link.source;
            if link.target.1 == Step::Base(Act::Request) && link.target.0 != source {
                asked.entry(source).or_default().push((fact, link.target.0));
            }
        }
        for rule in model.rules.values() {
            for response in rule.then.iter().chain(&rule.otherwise) {
                if rule.mode == Mode::Automated {
                    automated.insert((response.kind, response.step));
                }
            }
        }
        let mut rows: BTreeMap<EventRef, Vec<ViewId>> = BTreeMap::new();
        for (id, view) in model.views.iter() {
            let makes = |verb| matches!(verb, RowVerb::Add | RowVerb::Set);
            for handler in view.handlers.iter().filter(|handler| makes(handler.verb)) {
                rows.entry(handler.on).or_default().push(id);
            }
        }
        let mut forms: BTreeMap<CommandRef, Vec<ScreenId>> = BTreeMap::new();
        let mut shown: BTreeMap<ViewId, Vec<ScreenId>> = BTreeMap::new();
        for (id, screen) in model.screens.iter() {
            for (form, _) in &screen.forms {
                forms.entry(*form).or_default().push(id);
            }
            for view in views_on(model, id) {
                let screens = shown.entry(view).or_default();
                if screens.last() != Some(&id) {
                    screens.push(id);
                }
            }
        }
        Self {
            automated,
            rows,
            children: asked.values().flatten().map(|(_, child)| *child).collect(),
            asked,
            forms,
            shown,
        }
    }

    /// Whether nobody has to perform the act.
    pub(crate) fn is_automated(&self, kind: KindId, step: Step) -> bool {
        self.automated.contains(&(kind, step))
    }

    /// Whether something else asks for the kind.
    pub(super) fn is_asked_for(&self, kind: KindId) -> bool {
        self.children.contains(&kind)
    }

    /// The kinds that are asked for once the fact is there.
    pub(super) fn asked_by(
        &self,
        kind: KindId,
        fact: FactWord,
    ) -> impl DoubleEndedIterator<Item = KindId> {
        of(&self.asked, kind)
            .iter()
            .filter(move |(source, _)| *source == fact)
            .map(|(_, child)| *child)
    }

    /// The views to which the event may add a row.
    pub(super) fn views_of(&self, event: EventRef) -> &[ViewId] {
        of(&self.rows, event)
    }

    /// The screens that have a form for the command.
    pub(crate) fn screens_with(&self, command: CommandRef) -> &[ScreenId] {
        of(&self.forms, command)
    }

    /// The screens that show the view.
    pub(super) fn screens_of(&self, view: ViewId) -> &[ScreenId] {
        of(&self.shown, view)
    }
}

fn of<K: Ord, T>(map: &BTreeMap<K, Vec<T>>, key: K) -> &[T] {
    map.get(&key).map_or(&[], Vec::as_slice)
}

/// The views on a screen.
pub(super) fn views_on(model: &Model, screen: ScreenId) -> impl Iterator<Item = ViewId> {
    let shows = model.screens[screen].shows.iter();
    shows.map(|(shown, ..)| match shown {
        Shown::View(view) => *view,
        Shown::Query(query) => model.queries[*query].view,
    })
}

/// The events that a command brings about.
pub(super) fn brought_about(model: &Model, command: CommandRef) -> Vec<EventRef> {
    match command {
        CommandRef::Act(kind, step) => vec![EventRef::Act(kind, step)],
        CommandRef::Plain(id) => {
            let mut events: Vec<EventRef> = model.commands[id]
                .emissions()
                .map(|emission| EventRef::Plain(emission.event))
                .collect();
            events.dedup();
            events
        }
    }
}

/// The commands that an automation gives.
pub(super) fn commands_of(target: &AutomationTarget) -> Vec<CommandRef> {
    match target {
        AutomationTarget::Command(given) => vec![given.command],
        AutomationTarget::Call { outcomes, .. } => {
            outcomes.iter().map(|given| given.command).collect()
        }
    }
}

/// The events that an automation brings about.
pub(crate) fn events_of(model: &Model, target: &AutomationTarget) -> Vec<EventRef> {
    let commands = commands_of(target).into_iter();
    commands
        .flat_map(|command| brought_about(model, command))
        .collect()
}

/// Plain commands that an automation or a translation gives.
pub(crate) fn target_commands(model: &Model) -> impl Iterator<Item = CommandId> {
    let automations = model.automations.values();
    let given = automations.flat_map(|automation| commands_of(&automation.target));
    let translated = model.translations.values().map(|it| it.command.command);
    given.chain(translated).filter_map(|command| match command {
        CommandRef::Plain(id) => Some(id),
        CommandRef::Act(..) => None,
    })
}
