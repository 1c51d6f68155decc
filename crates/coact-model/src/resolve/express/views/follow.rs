//! The events that the row of an entity follows.

use crate::ctp::{self, Act, FactWord, Step};
use crate::model::{EntityForm, EntityId, Expr, ExprKind, KindId, Model};

/// How a kind brings rows about and takes them away.
pub(super) struct Life {
    pub(super) kind: KindId,
    pub(super) begins: Vec<Step>,
    pub(super) ends: Vec<Step>,
    /// What can happen while a row stands and leaves it.
    within: Vec<Step>,
}

/// The kinds that bring the entity about: by a product that is new, or by the fact that makes another entity one
/// of these. None for an entity that is not made by transactions.
pub(super) fn lives(model: &Model, entity: EntityId) -> Vec<Life> {
    let mut found = Vec::new();
    if let EntityForm::Specialised(_, Some((kind, FactWord::Base(act)))) =
        model.entities[entity].form
    {
        found.push(life(model, kind, act));
    }
    for (id, kind) in model.kinds.iter() {
        if kind.product.new && is_always(model, kind.product.entity, entity) {
            found.push(life(model, id, Act::Accept));
        }
    }
    found
}

/// Whether every one of these is one of those.
fn is_always(model: &Model, one: EntityId, of: EntityId) -> bool {
    let mut here = one;
    loop {
        if here == of {
            return true;
        }
        match model.entities[here].form {
            EntityForm::Specialised(base, None) => here = base,
            _ => return false,
        }
    }
}

/// The steps by which a performance of the act comes to stand, and those after which it does so no longer.
fn life(model: &Model, kind: KindId, act: Act) -> Life {
    let def = &model.kinds[kind];
    let tacit = def.is_tacit(Act::Execute);
    let mut found = Life {
        kind,
        begins: Vec::new(),
        ends: Vec::new(),
        within: Vec::new(),
    };
    for step in ctp::steps(model.profile, def.pattern) {
        for before in ctp::statuses(model.profile, def.pattern) {
            let Some(after) = ctp::next(model.profile, def.pattern, tacit, *before, step) else {
                continue;
            };
            let stands = |status: ctp::Status| ctp::stands(status.base, act);
            let into = match (stands(*before), stands(after)) {
                (false, true) => &mut found.begins,
                (true, false) => &mut found.ends,
                (true, true) => &mut found.within,
                (false, false) => continue,
            };
            if !into.contains(&step) {
                into.push(step);
            }
        }
    }
    found
}

/// What a row rests on.
#[derive(Default)]
struct Rests {
    /// Acts that set facts.
    set: Vec<(KindId, Act)>,
    /// Kinds whose state is asked for.
    asked: Vec<KindId>,
    /// Kinds of which it is asked whether a revocation is pending.
    pending: Vec<KindId>,
    /// Derived facts that were looked into.
    seen: Vec<(EntityId, usize)>,
}

/// The steps, beside those that begin or end a row, after which the facts of the entity may be others.
pub(super) fn touching(model: &Model, entity: EntityId, lives: &[Life]) -> Vec<(KindId, Step)> {
    let mut rests = Rests::default();
    let mut here = entity;
    loop {
        let found = &model.entities[here];
        for fact in 0..found.facts.len() {
            rests.fact(model, here, fact);
        }
        for derived in 0..found.derived.len() {
            rests.derived(model, here, derived);
        }
        match found.form {
            EntityForm::Specialised(base, _) => here = base,
            _ => break,
        }
    }
    let mut found = Vec::new();
    for (id, kind) in model.kinds.iter() {
        let own = lives.iter().find(|life| life.kind == id);
        for act in &kind.acts {
            let step = act.step;
            let meets = own.is_none_or(|life| life.within.contains(&step));
            if meets && rests.follows(model, id, step) {
                found.push((id, step));
            }
        }
    }
    found
}

impl Rests {
    fn follows(&self, model: &Model, kind: KindId, step: Step) -> bool {
        let sets = self.set.iter().filter(|(by, _)| *by == kind);
        let mut sets = sets.map(|(_, act)| *act);
        match step {
            // What is asked to be undone stands until that is allowed, unless a fact asks for just this.
            Step::Revoke(_) => self.pending.contains(&kind),
            Step::Refuse(_) => self.asked.contains(&kind),
            Step::Base(act) => self.asked.contains(&kind) || sets.any(|set| set == act),
            Step::Allow(_) => {
                self.asked.contains(&kind)
                    || sets.any(|set| life(model, kind, set).ends.contains(&step))
            }
        }
    }

    fn fact(&mut self, model: &Model, entity: EntityId, fact: usize) {
        if let Some(fact) = model.entities[entity].facts.get(fact) {
            self.set.extend(&fact.setters);
            if let Some((base, at)) = fact.inherited {
                self.fact(model, base, at);
            }
        }
    }

    fn derived(&mut self, model: &Model, entity: EntityId, derived: usize) {
        if self.seen.contains(&(entity, derived)) {
            return;
        }
        self.seen.push((entity, derived));
        if let Some(derived) = model.entities[entity].derived.get(derived) {
            self.read(model, &derived.value);
        }
    }

    fn read(&mut self, model: &Model, value: &Expr) {
        for part in value.all() {
            match &part.kind {
                ExprKind::Fact(_, entity, fact) => self.fact(model, *entity, *fact),
                ExprKind::Derived(_, entity, derived) => self.derived(model, *entity, *derived),
                ExprKind::Inverse(_, entity, at) => {
                    if let Some(inverse) = model.entities[*entity].inverses.get(*at) {
                        let by = model.entities[inverse.entity].created_by;
                        self.asked.extend(by);
                        self.fact(model, inverse.entity, inverse.fact);
                    }
                }
                ExprKind::ActField(instance, ..)
                | ExprKind::ActMeta(instance, ..)
                | ExprKind::FactTest(instance, FactWord::Base(_)) => self.asked.push(instance.kind),
                ExprKind::FactTest(instance, FactWord::Revocation(..)) => {
                    self.asked.push(instance.kind);
                    self.pending.push(instance.kind);
                }
                _ => {}
            }
        }
    }
}
