//! The model with what its judges ask of it often, so that a large model is walked once.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::Loc;
use crate::ctp::{Act, FactWord, Step, fact_words};
use crate::model::{
    ActorId, CaseKindId, Command, EntityId, EventId, EventRef, Id as _, KindId, LinkId, List, Mode,
    Model, NodeId, RuleId, ViewId, WaitId,
};

use crate::trace::Graph;

use super::decided::{Decided, decided};
use super::net::{self, Net};
use super::told::told;
use super::uses::{Uses, read_views};

/// A model under judgement.
pub(crate) struct Cx<'m> {
    pub(crate) model: &'m Model,
    links_to: Grouped<LinkId>,
    links_from: Grouped<LinkId>,
    waits_from: Grouped<WaitId>,
    rules_on: Grouped<RuleId>,
    places: Grouped<(CaseKindId, NodeId)>,
    carried_out: BTreeMap<LinkId, Vec<RuleId>>,
    net: OnceCell<Net>,
    stuck: OnceCell<BTreeSet<net::Act>>,
    uses: OnceCell<Uses>,
    read_views: OnceCell<BTreeSet<ViewId>>,
    emitted: OnceCell<BTreeSet<EventId>>,
    told: OnceCell<BTreeSet<(KindId, Step)>>,
    trace: OnceCell<Graph>,
    decided: OnceCell<Vec<Decided>>,
}

/// What belongs to each kind.
struct Grouped<T>(Vec<Vec<T>>);

impl<T> Grouped<T> {
    fn by(model: &Model, items: impl Iterator<Item = (KindId, T)>) -> Self {
        let mut groups: Vec<Vec<T>> = model.kinds.ids().map(|_| Vec::new()).collect();
        for (kind, item) in items {
            if let Some(group) = groups.get_mut(kind.index()) {
                group.push(item);
            }
        }
        Self(groups)
    }

    fn of(&self, kind: KindId) -> &[T] {
        self.0.get(kind.index()).map_or(&[], Vec::as_slice)
    }
}

impl<'m> Cx<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let links = || model.links.iter();
        let waits = || model.waits.iter();
        let mut carried_out: BTreeMap<LinkId, Vec<RuleId>> = BTreeMap::new();
        for (id, rule) in model.rules.iter() {
            for response in rule.then.iter().chain(&rule.otherwise) {
                if let Some(link) = response.link {
                    carried_out.entry(link).or_default().push(id);
                }
            }
        }
        Self {
            model,
            links_to: Grouped::by(model, links().map(|(id, link)| (link.target.0, id))),
            links_from: Grouped::by(model, links().map(|(id, link)| (link.source.0, id))),
            waits_from: Grouped::by(model, waits().map(|(id, wait)| (wait.source.0, id))),
            rules_on: Grouped::by(model, model.rules.iter().map(|(id, rule)| (rule.kind, id))),
            places: Grouped::by(model, places(model)),
            carried_out,
            net: OnceCell::new(),
            stuck: OnceCell::new(),
            uses: OnceCell::new(),
            read_views: OnceCell::new(),
            emitted: OnceCell::new(),
            told: OnceCell::new(),
            trace: OnceCell::new(),
            decided: OnceCell::new(),
        }
    }

    /// The response links that end at the kind.
    pub(crate) fn links_to(&self, kind: KindId) -> &[LinkId] {
        self.links_to.of(kind)
    }

    /// The response links that start at the kind.
    pub(crate) fn links_from(&self, kind: KindId) -> &[LinkId] {
        self.links_from.of(kind)
    }

    /// The waits for facts of the kind.
    pub(crate) fn waits_from(&self, kind: KindId) -> &[WaitId] {
        self.waits_from.of(kind)
    }

    /// The rules that answer facts of the kind.
    pub(crate) fn rules_on(&self, kind: KindId) -> &[RuleId] {
        self.rules_on.of(kind)
    }

    /// Where the kind stands in the cases.
    pub(crate) fn places(&self, kind: KindId) -> &[(CaseKindId, NodeId)] {
        self.places.of(kind)
    }

    /// The rules that carry out the link.
    pub(crate) fn carried_out_by(&self, link: LinkId) -> &[RuleId] {
        self.carried_out.get(&link).map_or(&[], Vec::as_slice)
    }

    /// Whether nobody has to act for the link: `automated` on either the link or its rule suffices.
    pub(crate) fn is_automated(&self, link: LinkId) -> bool {
        self.model.links[link].automated
            || self
                .carried_out_by(link)
                .iter()
                .any(|rule| self.model.rules[*rule].mode == Mode::Automated)
    }

    /// What each act needs.
    pub(super) fn net(&self) -> &Net {
        self.net.get_or_init(|| Net::new(self))
    }

    /// The acts that are never performed.
    pub(super) fn stuck(&self) -> &BTreeSet<net::Act> {
        self.stuck.get_or_init(|| self.net().stuck())
    }

    /// What the model reads and names.
    pub(crate) fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| Uses::of(self.model))
    }

    /// The views that somebody or something reads, expressions aside.
    pub(crate) fn read_views(&self) -> &BTreeSet<ViewId> {
        self.read_views.get_or_init(|| read_views(self.model))
    }

    /// Where values come from and go.
    pub(crate) fn trace(&self) -> &Graph {
        self.trace.get_or_init(|| Graph::of(self.model))
    }

    /// The conditions that are decided before anything happens.
    pub(super) fn decided(&self) -> &[Decided] {
        self.decided.get_or_init(|| decided(self.model))
    }

    /// The plain events that a command emits.
    pub(crate) fn emitted(&self) -> &BTreeSet<EventId> {
        self.emitted.get_or_init(|| {
            let commands = self.model.commands.values();
            let emissions = commands.flat_map(Command::emissions);
            emissions.map(|emission| emission.event).collect()
        })
    }

    /// Whether the model speaks of an act itself; else it is the pattern's word only that there is one.
    pub(crate) fn is_told(&self, kind: KindId, step: Step) -> bool {
        self.told
            .get_or_init(|| told(self.model))
            .contains(&(kind, step))
    }

    /// Whether there is a way for the event to come about.
    pub(crate) fn may_happen(&self, event: EventRef) -> bool {
        match event {
            EventRef::Act(..) => true,
            EventRef::Plain(id) => {
                let event = &self.model.events[id];
                let elsewhere = event.imported.is_some() || event.system.is_some();
                elsewhere || self.emitted().contains(&id)
            }
        }
    }

    /// The name of a kind.
    pub(crate) fn kind(&self, kind: KindId) -> &'m str {
        &self.model.kinds[kind].name.text
    }

    /// Where a kind is declared.
    pub(crate) fn kind_at(&self, kind: KindId) -> Loc {
        self.model.kinds[kind].name.loc
    }

    /// A fact in full: `OrderPaying accepted`.
    pub(crate) fn fact(&self, (kind, fact): (KindId, FactWord)) -> String {
        format!("{} {}", self.kind(kind), fact_words(fact))
    }

    /// A base act in full: `execute OrderCompleting`.
    pub(crate) fn act(&self, (kind, act): (KindId, Act)) -> String {
        format!("{} {}", act.word(), self.kind(kind))
    }

    /// Where an act is declared: at the name of its event, or in the words of its clause; its kind where the text is
    /// silent about it.
    pub(crate) fn act_at(&self, kind: KindId, step: Step) -> Loc {
        let act = self.model.kinds[kind].act(step);
        let event = act.map(|act| act.event.loc);
        event
            .filter(|event| *event != self.kind_at(kind))
            .unwrap_or_else(|| self.clause_at(kind, step))
    }

    /// The words of an act's clause; its kind where the text is silent about it.
    pub(crate) fn clause_at(&self, kind: KindId, step: Step) -> Loc {
        let act = self.model.kinds[kind].act(step);
        act.and_then(|act| act.declared)
            .unwrap_or_else(|| self.kind_at(kind))
    }

    /// The roles that take part in a kind.
    pub(crate) fn parties(&self, kind: KindId) -> impl Iterator<Item = ActorId> + use<'m> {
        let kind = &self.model.kinds[kind];
        kind.initiators.iter().copied().chain([kind.executor])
    }

    /// Whether a filler of one role may act as the other: they are one role, or one is part of the other.
    pub(crate) fn fills(&self, a: ActorId, b: ActorId) -> bool {
        let actors = &self.model.actors;
        a == b || actors[a].parts.contains(&b) || actors[b].parts.contains(&a)
    }

    /// The entities whose facts live in the cases of a kind.
    pub(crate) fn entities_around(&self, kind: KindId) -> BTreeSet<EntityId> {
        let model = self.model;
        self.places(kind)
            .iter()
            .flat_map(|(case, _)| model.cases[*case].nodes.values())
            .flat_map(|node| model.family(model.kinds[node.kind].product.entity))
            .collect()
    }
}

fn places(model: &Model) -> impl Iterator<Item = (KindId, (CaseKindId, NodeId))> + '_ {
    model.cases.iter().flat_map(|(case, found)| {
        let nodes: &List<NodeId, _> = &found.nodes;
        nodes.iter().map(move |(id, node)| (node.kind, (case, id)))
    })
}
