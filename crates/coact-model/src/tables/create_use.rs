//! The create use table: by which act each fact is created, and during the settlement of which event it is used. Of
//! plain events it says the same of their fields.

use std::collections::BTreeSet;

use super::products::event_type;
use super::{Table, heads};
use crate::ctp::{Act, FactWord, Step};
use crate::json::words;
use crate::model::{EntityId, EventRef, KindId, Model};
use crate::trace::{By, Edge, Field, Graph, Origin, Source, Target, Use};

pub(super) fn table(model: &Model, graph: &Graph) -> Table {
    let mut table = Table {
        code: "CUT",
        title: "create use table",
        columns: heads(&[
            if model.is_plain() {
                "field"
            } else {
                "fact type"
            },
            "created by",
            "used in",
        ]),
        rows: Vec::new(),
    };
    let cut = CreateUse { model, graph };
    for id in model.entities.ids() {
        table.rows.extend(cut.entity(id));
    }
    for (id, kind) in model.kinds.iter() {
        let accept = words::act(model, (id, Step::Base(Act::Accept)));
        let used = cut.product_used(id);
        table.rows.push(vec![event_type(model, kind), accept, used]);
    }
    for id in model.events_in_order() {
        for at in 0..model.events[id].fields.len() {
            let field = Field::Event(EventRef::Plain(id), at);
            table
                .rows
                .push(vec![field.name(model), cut.made_of(field), cut.used(field)]);
        }
    }
    table
}

struct CreateUse<'a> {
    model: &'a Model,
    graph: &'a Graph,
}

impl CreateUse<'_> {
    /// Its type, then its facts.
    fn entity(&self, id: EntityId) -> Vec<Vec<String>> {
        let model = self.model;
        let entity = &model.entities[id];
        let key = Field::Key(id);
        let created = match entity.created_by {
            Some(kind) => words::act(model, (kind, Step::Base(Act::Request))),
            None => "given externally".to_owned(),
        };
        let mut rows = vec![vec![entity.name.text.clone(), created, self.used(key)]];
        for (at, fact) in entity.facts.iter().enumerate() {
            if fact.inherited.is_none() {
                let field = Field::Fact(id, at);
                rows.push(vec![
                    field.name(model),
                    self.created(field),
                    self.used(field),
                ]);
            }
        }
        for at in 0..entity.derived.len() {
            let field = Field::Derived(id, at);
            rows.push(vec![
                field.name(model),
                "derived".to_owned(),
                self.used(field),
            ]);
        }
        rows
    }

    /// The acts that set a fact, each with what it has it from.
    fn created(&self, fact: Field) -> String {
        let told = self.graph.into(fact).filter_map(|edge| match &edge.from {
            Origin::Field(Field::Event(EventRef::Act(kind, step), at)) => {
                let act = words::act(self.model, (*kind, *step));
                let from = self.given(Field::Event(EventRef::Act(*kind, *step), *at));
                Some(format!("{act} ({from})"))
            }
            Origin::Source(Source::Elsewhere | Source::Model(_)) => {
                Some("given externally".to_owned())
            }
            _ => None,
        });
        listed(told)
    }

    /// How the act has the value: from a person, or from a link or rule.
    fn given(&self, event: Field) -> String {
        let commands = self.graph.into(event).filter_map(|edge| match edge.from {
            Origin::Field(command @ Field::Command(..)) => Some(command),
            _ => None,
        });
        let ways = commands.flat_map(|command| self.graph.into(command));
        let said: BTreeSet<&str> = ways
            .map(|edge| match edge.by {
                By::Link(_) | By::Rule(_) => "derived",
                By::Itself | By::Automation | By::Translation => "input",
            })
            .collect();
        if said.is_empty() {
            return "filled in".to_owned();
        }
        said.into_iter().rev().collect::<Vec<_>>().join(" or ")
    }

    /// What the field of a plain event is made of.
    fn made_of(&self, field: Field) -> String {
        listed(self.graph.into(field).map(|edge| match &edge.from {
            Origin::Field(from) => from.name(self.model),
            Origin::Source(source) => source.words(self.model),
        }))
    }

    /// Where a value is used: the events during whose settlement it is read, and the views that take it in. What is
    /// only computed with it is followed.
    fn used(&self, field: Field) -> String {
        let mut seen = BTreeSet::from([field]);
        let mut open = vec![field];
        let mut told = Vec::new();
        while let Some(field) = open.pop() {
            let through_events = self.graph.with_its_events(field);
            for edge in self.graph.out_of(field).chain(through_events) {
                match edge.to {
                    Target::Field(
                        to @ (Field::Derived(..) | Field::Asked(..) | Field::Answer(_)),
                    ) => {
                        if seen.insert(to) {
                            open.push(to);
                        }
                    }
                    _ => told.extend(self.used_in(edge)),
                }
            }
        }
        listed(told.into_iter())
    }

    fn used_in(&self, edge: &Edge) -> Option<String> {
        let model = self.model;
        let settled = |(kind, fact): (KindId, FactWord)| words::fact(model, (kind, fact));
        match (edge.by, edge.to) {
            (By::Link(link), _) | (_, Target::Use(Use::Links(link))) => {
                Some(settled(model.links[link].source))
            }
            (By::Rule(rule), _) | (_, Target::Use(Use::Judged(rule) | Use::Answers(rule))) => {
                let rule = &model.rules[rule];
                Some(settled((rule.kind, rule.on)))
            }
            (_, Target::Field(Field::View(view, _)) | Target::Use(Use::Changes(view))) => {
                Some(model.views[view].name.text.clone())
            }
            // That it is recorded is no use of it.
            (_, Target::Field(Field::Fact(..) | Field::Event(EventRef::Act(..), _))) => None,
            (_, Target::Field(to)) => Some(to.owner(model)),
            (_, Target::Use(used)) => Some(used.words(model)),
        }
    }

    /// The acts that wait for the product, and the events whose rules ask whether it stands.
    fn product_used(&self, kind: KindId) -> String {
        let model = self.model;
        let fact = crate::ctp::fact_of(Step::Base(Act::Accept));
        let waits = model
            .waits
            .values()
            .filter(|wait| wait.source == (kind, fact));
        let waits = waits.map(|wait| {
            let (kind, act) = wait.target;
            words::act(model, (kind, Step::Base(act)))
        });
        let rules = model.rules.values().filter(|rule| {
            let conditions = rule.assessments.iter().map(|it| &it.condition);
            let responses = rule.then.iter().chain(&rule.otherwise);
            let mut all = conditions
                .chain(responses.flat_map(|it| it.expressions()))
                .flat_map(|expr| expr.all());
            all.any(|expr| match &expr.kind {
                crate::model::ExprKind::FactTest(instance, asked) => {
                    instance.kind == kind && *asked == fact
                }
                _ => false,
            })
        });
        let rules = rules.map(|rule| words::fact(model, (rule.kind, rule.on)));
        listed(waits.chain(rules))
    }
}

/// Each once, in their order.
fn listed(items: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for item in items {
        if !all.contains(&item) {
            all.push(item);
        }
    }
    all.join(", ")
}
