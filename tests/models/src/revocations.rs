//! Makes what follows from revocations: their clauses, what begins once one is allowed or refused, and how they are
//! judged.

use crate::chance::Chance;
use crate::derived;
use crate::exprs::{Place, reads};
use crate::kinds::fact_scope;
use crate::names::{Name, Scope, capital};
use crate::plain::{Scopes, declared, list};
use crate::plan::{Kind, Pattern, Plan};
use crate::texts;
use crate::types::Field;

/// Writes transactions that begin with the end of a revocation of another.
pub(crate) fn all(
    chance: &mut Chance,
    plan: &Plan,
    actors: &mut Scope,
    scopes: &mut Scopes<'_>,
) -> String {
    let mut text = String::new();
    for kind in &plan.kinds {
        if kind.pattern != Pattern::Complete {
            continue;
        }
        let step = chance.word(&["request", "request", "promise", "declare", "accept"]);
        text.push_str(&judged(chance, plan, kind, step));
        if chance.percent(60) {
            let child = Child::new(chance, plan, kind, actors, scopes);
            text.push_str(&child.begins(chance, plan, kind, step));
        }
    }
    text
}

/// A rule on how a revocation that was asked for is answered.
fn judged(chance: &mut Chance, plan: &Plan, kind: &Kind, step: &str) -> String {
    if chance.percent(50) {
        return String::new();
    }
    let mut place = place(plan, kind, &[]);
    let condition = place.condition(chance);
    let mode = chance.word(&["advised", "enforced", "automated"]);
    format!(
        "rule on {} {step} revocation asked {mode} {{\n    truth Fair {}: {condition}\n    then allow {step} revocation\n    else refuse {step} revocation {{ reason: {} }}\n}}\n",
        kind.name.spelt(),
        texts::quoted(chance),
        texts::quoted(chance),
    )
}

/// What the entity of a transaction tells.
fn place<'p>(plan: &'p Plan, kind: &Kind, beside: &[Field]) -> Place<'p> {
    let subject = plan
        .entities
        .get(kind.entity)
        .map(|it| it.subject().spelt());
    Place {
        plan,
        reads: reads(
            &plan.set_from_the_start(kind.entity),
            &subject.unwrap_or_default(),
        ),
        taken: derived::taken(plan, &beside.iter().collect::<Vec<_>>()),
    }
}

/// A transaction about the same entity.
struct Child {
    name: Name,
    data: Vec<Field>,
    text: String,
}

impl Child {
    fn new(
        chance: &mut Chance,
        plan: &Plan,
        parent: &Kind,
        actors: &mut Scope,
        scopes: &mut Scopes<'_>,
    ) -> Self {
        let (name, actor) = (capital(chance, scopes.modules), capital(chance, actors));
        let entity = plan.entities.get(parent.entity);
        let mut inside = entity.map_or_else(
            || fact_scope(&plan.types, &name),
            |entity| {
                let mut inside = fact_scope(&plan.types, &entity.name);
                let fields = entity.facts.iter().chain(&entity.derived);
                for field in fields.chain([&entity.key]) {
                    inside.take(field.name.text());
                }
                for way in plan.ways(parent.entity) {
                    inside.take(way.text());
                }
                if let Some((fact, ..)) = &entity.around {
                    inside.take(fact.text());
                }
                inside
            },
        );
        let data = list(chance, plan, &mut inside, 2);
        let initiator = plan.actors.get(parent.executor).map(|it| it.name.spelt());
        let mut text = format!(
            "actor {}\ntransaction {} {{\n    initiator {}\n    executor {}\n    product {} {}\n    pattern complete\n",
            actor.spelt(),
            name.spelt(),
            initiator.unwrap_or_default(),
            actor.spelt(),
            entity.map(|it| it.name.spelt()).unwrap_or_default(),
            texts::quoted(chance),
        );
        let mut named = |chance: &mut Chance| {
            let (command, event) = (capital(chance, scopes.acts), capital(chance, scopes.acts));
            format!("as {} -> {}", command.spelt(), event.spelt())
        };
        let asked = named(chance);
        let mut clauses = vec![format!("request {asked} {{ {} }}", declared(plan, &data))];
        for word in [
            "promise", "decline", "execute", "declare", "accept", "reject",
        ] {
            clauses.push(format!("{word} {}", named(chance)));
        }
        for word in ["request", "promise", "declare", "accept"] {
            let mut parts = Vec::new();
            for part in [
                format!("revoke {word}"),
                "allow".to_owned(),
                "refuse".to_owned(),
            ] {
                let with = list(chance, plan, &mut inside.clone(), 1);
                parts.push(match with.as_slice() {
                    [] => format!("{part} {}", named(chance)),
                    with => format!("{part} {} {{ {} }}", named(chance), declared(plan, with)),
                });
            }
            clauses.push(parts.join(" "));
        }
        for clause in clauses {
            text.push_str(&format!("    {clause}\n"));
        }
        text.push_str("}\n");
        Self { name, data, text }
    }

    /// It is asked for once a revocation is settled: by a link, and by a rule that says when.
    fn begins(&self, chance: &mut Chance, plan: &Plan, parent: &Kind, step: &str) -> String {
        let end = chance.word(&["allowed", "refused"]);
        let fact = format!("{} {step} revocation {end}", parent.name.spelt());
        let mut place = place(plan, parent, &self.data);
        let values = self.data.iter().map(|field| {
            let value = place.value(chance, &field.ty)?;
            Some(format!("{}: {value}", field.name.spelt()))
        });
        let values = values.collect::<Option<Vec<_>>>().map(|all| all.join(", "));
        let values = values.map_or(String::new(), |values| format!(" {{ {values} }}"));
        let mut text = self.text.clone();
        let count = chance.word(&["", " [0..1]"]);
        let mode = if values.is_empty() && !self.data.is_empty() {
            ""
        } else {
            chance.word(&["", " automated", " automated retry", " automated retry 2"])
        };
        text.push_str(&format!(
            "process {} {{\n    {fact} -> request {}{count}{values}{mode} on revert free risk {}\n}}\n",
            texts::title(chance, 50),
            self.name.spelt(),
            texts::quoted(chance),
        ));
        if mode.is_empty() && chance.percent(60) {
            let when = place.condition(chance);
            text.push_str(&format!(
                "rule on {fact} advised {{ then request {} if {when} }}\n",
                self.name.spelt()
            ));
        }
        text
    }
}
