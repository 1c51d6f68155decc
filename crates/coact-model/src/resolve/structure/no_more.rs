//! The say of those who ask for children that no more of them will be asked for: a command and an event for each kind
//! of which a wait has to know that, and nothing in the model says it.

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::ast::{Act, ItemKind, RuleItem};

use crate::ctp::Step;
use crate::diagnostics::Diagnostic;
use crate::model::{
    CaseKind, Command, CommandRef, Emission, Event, EventRef, Expr, ExprKind, Field, Ident, KindId,
    Model, NodeId, Type, WaitLink,
};
use crate::resolve::cx::{ItemRef, Names, Space};
use crate::resolve::express::snake;

const REQUEST: Step = Step::Base(Act::Request);

/// Adds them behind what the texts declare, in the order of the kinds.
pub(super) fn no_more(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let carried = carried(items, names);
    let mut open: BTreeMap<KindId, KindId> = BTreeMap::new();
    for case in model.cases.values() {
        let nodes = Nodes::of(case);
        for wait in model.waits.values().filter(|wait| wait.count.is_none()) {
            for (child, parent) in nodes.awaited(model, wait) {
                if !carried.contains(&child) {
                    open.entry(child).or_insert(parent);
                }
            }
        }
    }
    for (child, parent) in open {
        add(child, parent, names, model, findings);
    }
}

/// The kinds that rules ask for: when they have asked, nothing more comes.
fn carried(items: &[ItemRef<'_>], names: &Names) -> BTreeSet<KindId> {
    let rules = items.iter().filter_map(|item| match &item.item.kind {
        ItemKind::Rule(rule) => Some(rule),
        _ => None,
    });
    rules
        .flat_map(requested)
        .filter_map(|name| names.kinds.get(name).copied())
        .collect()
}

/// The kinds of other transactions that a rule asks for, by name.
pub(in crate::resolve) fn requested(rule: &RuleItem) -> impl Iterator<Item = &str> {
    let responses = rule.then.iter().chain(&rule.otherwise);
    responses
        .filter(|response| response.act.step == REQUEST)
        .filter_map(|response| Some(response.act.kind.as_ref()?.name.text.as_str()))
}

/// The nodes of a case.
struct Nodes<'a> {
    case: &'a CaseKind,
    of_kind: BTreeMap<KindId, Vec<NodeId>>,
}

impl<'a> Nodes<'a> {
    fn of(case: &'a CaseKind) -> Self {
        let mut of_kind: BTreeMap<KindId, Vec<NodeId>> = BTreeMap::new();
        for (id, node) in case.nodes.iter() {
            of_kind.entry(node.kind).or_default().push(id);
        }
        Self { case, of_kind }
    }

    fn of_kind(&self, kind: KindId) -> &[NodeId] {
        self.of_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// A node, then what encloses it.
    fn outwards(&self, from: NodeId) -> impl Iterator<Item = NodeId> + use<'_, 'a> {
        std::iter::successors(Some(from), |node| {
            self.case.nodes[*node].parent.map(|(parent, _)| parent)
        })
    }

    /// The kinds of which a wait has to know that no more will be asked for, each with the kind that encloses it.
    fn awaited(&self, model: &Model, wait: &WaitLink) -> Vec<(KindId, KindId)> {
        let (source, _) = wait.source;
        let (target, act) = wait.target;
        let mut found = Vec::new();
        for node in self.of_kind(target) {
            let from = match act {
                Act::Request => self.case.nodes[*node].parent.map(|(parent, _)| parent),
                _ => Some(*node),
            };
            let Some(around) = from.and_then(|from| self.shared(from, source)) else {
                continue;
            };
            for awaited in self.of_kind(source) {
                let path: Vec<NodeId> = self.outwards(*awaited).collect();
                let Some(end) = path.iter().position(|node| *node == around) else {
                    continue;
                };
                let within = path.iter().take(end).copied();
                found.extend(within.filter_map(|node| self.open(model, node)));
            }
        }
        found
    }

    /// The nearest transaction around a node, itself included, that is or encloses one of a kind.
    fn shared(&self, from: NodeId, kind: KindId) -> Option<NodeId> {
        self.outwards(from).find(|around| {
            let mut inner = self.of_kind(kind).iter();
            inner.any(|node| self.outwards(*node).any(|outer| outer == *around))
        })
    }

    /// The kind of a node and of what encloses it, where only a person knows whether more will be asked for.
    fn open(&self, model: &Model, node: NodeId) -> Option<(KindId, KindId)> {
        let node = &self.case.nodes[node];
        let (parent, link) = node.parent?;
        let link = &model.links[link];
        let varies = link.max != Some(link.min) && (!node.parents_subject || link.min == 0);
        varies.then_some((node.kind, self.case.nodes[parent].kind))
    }
}

/// Adds the command and the event for the children of one kind.
fn add(
    child: KindId,
    parent: KindId,
    names: &mut Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    // Names that are not written stand where what they derive from stands.
    let Ident { text: name, loc } = model.kinds[child].name.clone();
    let entity = model.kinds[parent].product.entity;
    let field = Field {
        name: Ident {
            text: snake(&model.entities[entity].name.text),
            loc,
        },
        doc: None,
        key: false,
        ty: Type::Entity(entity),
        bounds: Vec::new(),
        default: None,
    };
    let ident = |text: String| Ident { text, loc };
    let (command, event) = (
        ident(format!("NoMore{name}")),
        ident(format!("NoMore{name}Said")),
    );
    let is_first = names.declare(Space::Event, "event", &event.text, loc, findings);
    let is_first =
        names.declare(Space::Command, "command", &command.text, loc, findings) && is_first;
    if !is_first {
        return;
    }
    let told = model.events.push(Event {
        imported: None,
        name: event.clone(),
        doc: None,
        aggregate: None,
        system: None,
        fields: vec![field.clone()],
        apply: Vec::new(),
        no_more: Some(child),
    });
    names.events.insert(event.text, EventRef::Plain(told));
    let value = Expr {
        kind: ExprKind::CommandField(0),
        ty: field.ty.clone(),
        loc,
    };
    let given = model.commands.push(Command {
        name: command.clone(),
        doc: None,
        aggregate: None,
        new: false,
        fields: vec![field],
        by: model.kinds[child].initiators.clone(),
        reads: Vec::new(),
        requires: Vec::new(),
        emits: vec![Emission {
            each: None,
            event: told,
            fields: vec![value],
            when: None,
            loc,
        }],
        otherwise: None,
        no_more: Some(child),
    });
    names
        .commands
        .insert(command.text, CommandRef::Plain(given));
}
