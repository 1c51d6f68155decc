//! The structure by what is asked of it often, so that a large model is read once and not once per expression.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};

use coact_syntax::ast::ItemKind;

use super::super::cx::{Element, ItemRef, Names, TypeName};
use super::bounds::Patterns;
use super::constants::payload_fields;
use crate::Loc;
use crate::ctp::{self, Act, Pattern, Step};
use crate::model::{CaseKindId, EntityId, KindId, LinkId, Model, NodeId, Type, WaitId};

#[derive(Debug, Default)]
pub(super) struct Index {
    nodes: HashMap<KindId, Vec<(CaseKindId, NodeId)>>,
    waits: HashMap<KindId, Vec<WaitId>>,
    links: HashMap<(KindId, Step), Vec<LinkId>>,
    cases: HashMap<EntityId, HashSet<CaseKindId>>,
    standing: HashMap<(Pattern, bool, Step), Vec<Act>>,
    doubtful: HashSet<Element>,
    /// Of which elements the doubt was asked, and by which item.
    asked: RefCell<BTreeSet<(Element, Option<usize>)>>,
    /// The item that is read; none where a stage goes through all of them.
    reader: Cell<Option<usize>>,
    pub(super) patterns: Patterns,
}

impl Index {
    pub(super) fn of(model: &Model, items: &[ItemRef<'_>], names: &Names) -> Self {
        let mut index = Self::default();
        let faulty = items.iter().filter(|item| item.faulty);
        index
            .doubtful
            .extend(faulty.filter_map(|item| names.item(item)));
        index.lost_payload(model, items, names);
        index.lost_columns(items, names);
        for (id, case) in model.cases.iter() {
            index.lives(model, case.entity, id);
            for (node, found) in case.nodes.iter() {
                index.nodes.entry(found.kind).or_default().push((id, node));
                index.lives(model, model.kinds[found.kind].product.entity, id);
            }
        }
        for (id, wait) in model.waits.iter() {
            index.waits.entry(wait.target.0).or_default().push(id);
        }
        for (id, link) in model.links.iter() {
            index.links.entry(link.target).or_default().push(id);
        }
        for kind in model.kinds.values() {
            index.learn(model, kind.pattern, kind.is_tacit(Act::Execute));
        }
        index
    }

    /// Notes that an entity lives in a case, and all that are known with its key.
    fn lives(&mut self, model: &Model, entity: EntityId, case: CaseKindId) {
        for same in model.family(entity) {
            self.cases.entry(same).or_default().insert(case);
        }
    }

    /// Kinds of which a payload field was left out, which is reported.
    fn lost_payload(&mut self, model: &Model, items: &[ItemRef<'_>], names: &Names) {
        for item in items {
            let (ItemKind::Transaction(written), Some(Element::Kind(id))) =
                (&item.item.kind, names.item(item))
            else {
                continue;
            };
            let acts = &model.kinds[id].acts;
            let known: HashSet<Loc> = acts
                .iter()
                .flat_map(|act| &act.payload)
                .map(|field| field.name.loc)
                .collect();
            let mut payload = acts.iter().flat_map(|act| &act.payload);
            if payload.any(|field| field.ty == Type::Error)
                || payload_fields(written).any(|field| !known.contains(&item.loc(field.name.span)))
            {
                self.doubtful.insert(Element::Kind(id));
            }
        }
    }

    /// Views of the facts of an entity that is not there, or not whole.
    fn lost_columns(&mut self, items: &[ItemRef<'_>], names: &Names) {
        for item in items {
            let ItemKind::View(written) = &item.item.kind else {
                continue;
            };
            let (Some(of), Some(view)) = (&written.facts_of, names.item(item)) else {
                continue;
            };
            let whole = match names.types.get(&of.name.text) {
                Some(TypeName::Entity(id)) => !self.is_doubtful(Element::Entity(*id)),
                _ => false,
            };
            if !whole {
                self.doubtful.insert(view);
            }
        }
    }

    /// The base acts that certainly stand right after each step: in every status that it can lead to.
    fn learn(&mut self, model: &Model, pattern: Pattern, tacit: bool) {
        let first = (pattern, tacit, Step::Base(Act::Request));
        if self.standing.contains_key(&first) {
            return;
        }
        let statuses = ctp::statuses(model.profile, pattern);
        for step in ctp::steps(model.profile, pattern) {
            let reached: Vec<ctp::Status> = statuses
                .iter()
                .filter_map(|status| ctp::next(model.profile, pattern, tacit, *status, step))
                .collect();
            let standing = Act::ALL
                .into_iter()
                .filter(|act| {
                    !reached.is_empty() && reached.iter().all(|at| ctp::stands(at.base, *act))
                })
                .collect();
            self.standing.insert((pattern, tacit, step), standing);
        }
    }

    /// Whether part of the text that declares it could not be read. Asked only where something is not found, to
    /// say nothing about it then.
    pub(super) fn is_doubtful(&self, item: Element) -> bool {
        self.asked.borrow_mut().insert((item, self.reader.get()));
        self.doubtful.contains(&item)
    }

    /// Says which item is read from now on.
    pub(super) fn reads(&self, item: Option<&ItemRef<'_>>) {
        self.reader.set(item.map(|item| item.index));
    }

    /// Takes up which of the changed items are faulty now. Answers whether no other item has asked for it.
    pub(super) fn doubt_again(&mut self, changed: &[ItemRef<'_>], names: &Names) -> bool {
        let is_read_again = |reader: &Option<usize>| {
            reader.is_some_and(|reader| changed.iter().any(|item| item.index == reader))
        };
        let asked = self.asked.get_mut();
        asked.retain(|(_, reader)| !is_read_again(reader));
        for item in changed {
            let Some(element) = names.item(item) else {
                continue;
            };
            let changes = if item.faulty {
                self.doubtful.insert(element)
            } else {
                self.doubtful.remove(&element)
            };
            if changes && asked.iter().any(|(of, _)| *of == element) {
                return false;
            }
        }
        true
    }

    /// Where the kind stands in the cases.
    pub(super) fn nodes(&self, kind: KindId) -> &[(CaseKindId, NodeId)] {
        self.nodes.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The waits into acts of the kind.
    pub(super) fn waits(&self, kind: KindId) -> &[WaitId] {
        self.waits.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The response links into the act.
    pub(super) fn links(&self, kind: KindId, step: Step) -> &[LinkId] {
        self.links.get(&(kind, step)).map_or(&[], Vec::as_slice)
    }

    /// The base acts that certainly stand right after a step.
    pub(super) fn standing(&self, model: &Model, kind: KindId, step: Step) -> &[Act] {
        let kind = &model.kinds[kind];
        let key = (kind.pattern, kind.is_tacit(Act::Execute), step);
        self.standing.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether facts of both entities live in one case.
    pub(super) fn together(&self, a: EntityId, b: EntityId) -> bool {
        a == b
            || match (self.cases.get(&a), self.cases.get(&b)) {
                (Some(a), Some(b)) => !a.is_disjoint(b),
                _ => false,
            }
    }

    /// Whether some case holds both kinds, or one of them stands in none, which is reported.
    pub(super) fn meet(&self, a: KindId, b: KindId) -> bool {
        let (a, b) = (self.nodes(a), self.nodes(b));
        let placed = !a.is_empty() && !b.is_empty();
        !placed
            || a.iter()
                .any(|(one, _)| b.iter().any(|(other, _)| one == other))
    }

    /// Whether the cases of the kind hold the facts of the entity.
    pub(super) fn in_case_of(&self, model: &Model, kind: KindId, entity: EntityId) -> bool {
        model.kinds[kind].product.entity == entity
            || self.cases.get(&entity).is_some_and(|cases| {
                self.nodes(kind)
                    .iter()
                    .any(|(case, _)| cases.contains(case))
            })
    }
}
