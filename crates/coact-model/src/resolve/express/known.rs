//! Which facts are known where: a fact is known after an event if an act that sets it certainly stands.

use std::collections::BTreeSet;

use super::index::Index;
use crate::ctp::{Act, FactWord, Step};
use crate::model::{
    CaseKind, EntityForm, EntityId, Expr, ExprKind, KindId, Model, NodeId, Policy, TransactionKind,
    Type,
};

pub(super) use crate::ctp::{
    fact_words as fact_text, step_of, step_of_kind, step_words as step_text,
};

/// Whether the step is ever performed: its pattern has it, and it is not folded into another.
pub(super) fn has_step(kind: &TransactionKind, step: Step) -> bool {
    kind.act(step).is_some() && !(step == Step::Base(Act::Execute) && kind.is_tacit(Act::Execute))
}

/// What an expression reads and nobody may know yet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unknown<'e> {
    /// A fact of an entity: an index into its `facts`.
    Fact(EntityId, usize),
    /// What a performance of an act said, under the name of the field.
    Act(KindId, Act, &'e str),
}

impl Unknown<'_> {
    /// What people call it.
    pub(super) fn name(self, model: &Model) -> String {
        match self {
            Self::Fact(entity, fact) => {
                let found = model.entities[entity].facts.get(fact);
                found.map_or_else(String::new, |fact| fact.field.name.text.clone())
            }
            Self::Act(_, act, field) => format!("{}.{field}", act.fact_word()),
        }
    }

    /// The acts that make it known, for people: `the promise of OrderCompleting`.
    pub(super) fn setters(self, model: &Model) -> Vec<String> {
        let named = |(kind, act): (KindId, Act)| {
            format!("the {} of `{}`", act.word(), model.kinds[kind].name.text)
        };
        match self {
            Self::Fact(entity, fact) => {
                let found = model.entities[entity].facts.get(fact);
                let setters = found.map(|fact| fact.setters.iter().copied().map(named));
                setters.into_iter().flatten().collect()
            }
            Self::Act(kind, act, _) => vec![named((kind, act))],
        }
    }
}

/// What is certainly known at one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    acts: BTreeSet<(KindId, Act)>,
    /// Entities whose acts are all accounted for: the subject, and those around it.
    around: BTreeSet<EntityId>,
}

impl Known {
    /// After a step of a kind, wherever in its cases it stands.
    pub(super) fn after(model: &Model, index: &Index, kind: KindId, step: Step) -> Self {
        let own: BTreeSet<(KindId, Act)> = stood(model, index, kind, step).collect();
        let mut around = BTreeSet::from([model.kinds[kind].product.entity]);
        let mut everywhere: Option<BTreeSet<(KindId, Act)>> = None;
        for (case, node) in index.nodes(kind) {
            let mut here = own.clone();
            outside(
                model,
                index,
                &model.cases[*case],
                *node,
                &mut here,
                &mut around,
            );
            waited(model, index, kind, &own, step, &mut here);
            everywhere = Some(match everywhere {
                None => here,
                Some(before) => before.intersection(&here).copied().collect(),
            });
        }
        Self {
            acts: everywhere.unwrap_or(own),
            around,
        }
    }

    /// Where this fact stands as well.
    pub(super) fn and(&mut self, model: &Model, index: &Index, kind: KindId, fact: FactWord) {
        self.acts.extend(stood(model, index, kind, step_of(fact)));
    }

    /// Where an act is performed: what its waits have seen stands as well.
    pub(super) fn at_act(&mut self, model: &Model, index: &Index, kind: KindId, step: Step) {
        for wait in index.waits(kind) {
            let wait = &model.waits[*wait];
            let (source, fact) = wait.source;
            if step == Step::Base(wait.target.1) && least(model, index, source, wait.count) > 0 {
                self.and(model, index, source, fact);
            }
        }
    }

    /// Whether the fact of an entity is known: an act that sets it stands. Of an entity that is not around
    /// the subject, what its own request sets is known, because the entity is there.
    pub(super) fn knows(&self, model: &Model, entity: EntityId, fact: usize) -> bool {
        let Some(found) = model.entities[entity].facts.get(fact) else {
            return true;
        };
        if matches!(found.field.ty, Type::Optional(_)) {
            return true;
        }
        // What comes from outside is known wherever the entity is.
        if model.entities[entity].external && found.setters.is_empty() {
            return true;
        }
        found
            .setters
            .iter()
            .any(|setter| self.acts.contains(setter))
            || ((!self.around.contains(&entity) || is_made_otherwise(model, entity))
                && found
                    .setters
                    .iter()
                    .any(|(kind, act)| *act == Act::Request && model.makers(entity).contains(kind)))
    }

    /// The first thing that the expression reads without a `??` and that may not be known.
    pub(super) fn first_unknown<'e>(
        &self,
        model: &'e Model,
        expr: &'e Expr,
    ) -> Option<(&'e Expr, Unknown<'e>)> {
        match &expr.kind {
            ExprKind::ActField(of, act, field) => {
                let act = model.kinds[of.kind].act(Step::Base(*act)).zip(Some(*act));
                let field = act.and_then(|(def, act)| Some((act, def.payload.get(*field)?)));
                self.first_unknown(model, &of.subject).or_else(|| {
                    let (act, field) = field?;
                    let optional = matches!(field.ty, Type::Optional(_));
                    (!optional && !self.acts.contains(&(of.kind, act)))
                        .then_some((expr, Unknown::Act(of.kind, act, &field.name.text)))
                })
            }
            ExprKind::ActMeta(of, act, meta) => {
                self.first_unknown(model, &of.subject).or_else(|| {
                    (!self.acts.contains(&(of.kind, *act)))
                        .then_some((expr, Unknown::Act(of.kind, *act, meta.word())))
                })
            }
            ExprKind::Fact(of, entity, fact) => {
                if let Some(inside) = self.first_unknown(model, of) {
                    return Some(inside);
                }
                (!self.knows(model, *entity, *fact))
                    .then_some((expr, Unknown::Fact(*entity, *fact)))
            }
            ExprKind::Derived(of, entity, derived) => {
                if let Some(inside) = self.first_unknown(model, of) {
                    return Some(inside);
                }
                self.unknown_under(model, *entity, *derived)
                    .map(|fact| (expr, Unknown::Fact(*entity, fact)))
            }
            ExprKind::Coalesce(_, otherwise) => self.first_unknown(model, otherwise),
            _ => expr
                .children()
                .into_iter()
                .find_map(|inside| self.first_unknown(model, inside)),
        }
    }

    /// A fact of the entity that its derived fact rests on and that may not be known. Derived facts may rest
    /// on each other in long chains, so that this keeps a list of its own.
    fn unknown_under(&self, model: &Model, entity: EntityId, derived: usize) -> Option<usize> {
        let mut open = vec![derived];
        let mut next = 0;
        while let Some(at) = open.get(next).copied() {
            next += 1;
            let Some(derived) = model.entities[entity].derived.get(at) else {
                continue;
            };
            let mut read = vec![&derived.value];
            while let Some(expr) = read.pop() {
                match &expr.kind {
                    ExprKind::Coalesce(_, otherwise) => read.push(otherwise),
                    ExprKind::Fact(of, owner, fact) if is_own(of, *owner, entity) => {
                        if !self.knows(model, entity, *fact) {
                            return Some(*fact);
                        }
                    }
                    ExprKind::Derived(of, owner, other) if is_own(of, *owner, entity) => {
                        if !open.contains(other) {
                            open.push(*other);
                        }
                    }
                    _ => read.extend(expr.children()),
                }
            }
        }
        None
    }
}

/// Whether an entity is made as what it specialises: whoever speaks of it comes later.
fn is_made_otherwise(model: &Model, entity: EntityId) -> bool {
    let found = &model.entities[entity];
    found.created_by.is_none() && matches!(found.form, EntityForm::Specialised(..))
}

/// Whether a fact is read of the entity itself.
fn is_own(of: &Expr, owner: EntityId, entity: EntityId) -> bool {
    owner == entity && matches!(of.kind, ExprKind::Subject(_))
}

/// The acts of the kind that certainly stand right after a step.
fn stood<'i>(
    model: &Model,
    index: &'i Index,
    kind: KindId,
    step: Step,
) -> impl Iterator<Item = (KindId, Act)> + use<'i> {
    index
        .standing(model, kind, step)
        .iter()
        .map(move |act| (kind, *act))
}

/// What stands of the transactions around a node: while a contained child is not settled, and whenever it is
/// acted on, its parent's promise stands.
fn outside(
    model: &Model,
    index: &Index,
    case: &CaseKind,
    node: NodeId,
    acts: &mut BTreeSet<(KindId, Act)>,
    around: &mut BTreeSet<EntityId>,
) {
    let mut here = node;
    while let Some((parent, link)) = case.nodes[here].parent {
        let kind = case.nodes[parent].kind;
        around.insert(model.kinds[kind].product.entity);
        let link = &model.links[link];
        let act = if link.policy == Policy::Free || link.apart {
            Act::Request
        } else {
            Act::Promise
        };
        acts.extend(stood(model, index, kind, Step::Base(act)));
        here = parent;
    }
}

/// What the waits into the standing acts have seen: at the act itself, and after an execute or declare as
/// long as it stands, because a child is not taken back once its parent has gone on.
fn waited(
    model: &Model,
    index: &Index,
    kind: KindId,
    own: &BTreeSet<(KindId, Act)>,
    step: Step,
    acts: &mut BTreeSet<(KindId, Act)>,
) {
    for wait in index.waits(kind) {
        let wait = &model.waits[*wait];
        let act = wait.target.1;
        let gated = if act == Act::Execute && model.kinds[kind].is_tacit(Act::Execute) {
            Act::Declare
        } else {
            act
        };
        let holds = step == Step::Base(gated)
            || (matches!(gated, Act::Execute | Act::Declare) && own.contains(&(kind, gated)));
        let (source, fact) = wait.source;
        if holds && least(model, index, source, wait.count) > 0 {
            acts.extend(stood(model, index, source, step_of(fact)));
        }
    }
}

/// How many instances a wait has seen at least.
fn least(model: &Model, index: &Index, source: KindId, count: Option<u64>) -> u64 {
    count.unwrap_or_else(|| {
        index
            .links(source, Step::Base(Act::Request))
            .iter()
            .map(|link| model.links[*link].min)
            .min()
            .unwrap_or(0)
    })
}
