//! Writes entities, roles, transactions and the process.

use crate::chance::Chance;
use crate::derived;
use crate::exprs::{Place, reads};
use crate::facts;
use crate::plan::{Act, Entity, Item, Kind, Plan};
use crate::rules;
use crate::texts;

pub(crate) fn entities(chance: &mut Chance, plan: &Plan) -> String {
    let mut text = String::new();
    for entity in &plan.entities {
        text.push_str(&texts::doc(chance, ""));
        text.push_str(&one_entity(chance, plan, entity));
    }
    text
}

fn one_entity(chance: &mut Chance, plan: &Plan, entity: &Entity) -> String {
    let external = if entity.external { "external " } else { "" };
    let generated = if entity.generated { " generated" } else { "" };
    let mut text = format!(
        "{external}entity {} {{\n    key {}{generated}\n",
        entity.name.spelt(),
        facts::written(&plan.types, &entity.key)
    );
    if let Some((fact, of, back)) = &entity.around
        && let Some(of) = plan.entities.get(*of)
    {
        let back = back.as_ref();
        let back = back.map_or(String::new(), |way| {
            format!(" inverse {} {}", way.name.spelt(), way.bounds)
        });
        text.push_str(&format!("    {}: {}{back}\n", fact.text(), of.name.spelt()));
    }
    for fact in &entity.facts {
        text.push_str(&texts::doc(chance, "    "));
        text.push_str(&format!("    {}\n", facts::written(&plan.types, fact)));
    }
    text.push_str(&entity.more);
    text.push_str("}\n");
    text
}

pub(crate) fn actors(chance: &mut Chance, plan: &Plan) -> String {
    let mut text = String::new();
    for (at, actor) in plan.actors.iter().enumerate() {
        text.push_str(&texts::doc(chance, ""));
        if actor.external {
            text.push_str("external ");
        }
        text.push_str(&format!("actor {}{}", actor.name.spelt(), actor.was));
        if chance.percent(20) {
            let prefix = if actor.external { "CTAR" } else { "AR" };
            text.push_str(&format!(" \"{prefix}{}\"", at + 1));
        }
        if let Some(known) = actor.known_as.and_then(|at| plan.entities.get(at)) {
            text.push_str(&format!(" is {}", known.name.spelt()));
        }
        text.push('\n');
    }
    text
}

pub(crate) fn kinds(chance: &mut Chance, plan: &Plan) -> String {
    let mut text = String::new();
    for kind in &plan.kinds {
        text.push_str(&texts::doc(chance, ""));
        text.push_str(&one_kind(chance, plan, kind));
    }
    text
}

fn one_kind(chance: &mut Chance, plan: &Plan, kind: &Kind) -> String {
    let role = |at: &usize| plan.actors.get(*at).map(|it| it.name.spelt());
    let initiators: Vec<String> = kind.initiators.iter().filter_map(role).collect();
    let entity = plan.entities.get(kind.entity).map(|it| it.name.spelt());
    let mut product = entity.unwrap_or_default();
    if kind.new {
        product.insert_str(0, "new ");
    }
    if let Some(fact) = &kind.about_fact {
        product.push_str(&format!(".{}", fact.spelt()));
    }
    let mut text = format!(
        "transaction {}{} {{\n    initiator {}\n    executor {}\n    product {product} {}\n",
        kind.name.spelt(),
        kind.was,
        initiators.join(" or "),
        role(&kind.executor).unwrap_or_default(),
        texts::quoted(chance),
    );
    if chance.percent(30) {
        let sort = chance.word(&["original", "informational", "documental"]);
        text.push_str(&format!("    sort {sort}\n"));
    }
    text.push_str(&format!("    pattern {}\n", kind.pattern.word()));
    for act in &kind.acts {
        if act.named || act.tacit || !act.items.is_empty() {
            text.push_str(&texts::doc(chance, "    "));
            text.push_str(&format!("    {}\n", clause(plan, kind, act)));
        }
    }
    text.push_str("}\n");
    text
}

fn clause(plan: &Plan, kind: &Kind, act: &Act) -> String {
    let mut text = act.word.to_owned();
    if act.named {
        let (command, event) = (act.command.spelt(), act.event.spelt());
        text.push_str(&format!(" as {command} -> {event}{}", act.was));
    }
    if act.tacit {
        text.push_str(" tacit");
    }
    if !act.items.is_empty() {
        let facts = plan.entities.get(kind.entity).map(|it| it.facts.as_slice());
        let items = act.items.iter().filter_map(|item| {
            Some(match item {
                Item::Fact(at) => facts?.get(*at)?.name.spelt(),
                Item::Data(field) => facts::written(&plan.types, field),
            })
        });
        text.push_str(&format!(" {{ {} }}", items.collect::<Vec<_>>().join(", ")));
    }
    if let Some(due) = &act.due {
        text.push_str(&format!(" due {due}"));
    }
    text
}

pub(crate) fn process(chance: &mut Chance, plan: &mut Plan) -> String {
    let mut text = String::new();
    for at in 0..plan.kinds.len() {
        text.push_str(&links(chance, plan, at));
    }
    if text.is_empty() {
        return text;
    }
    format!("process {} {{\n{text}}}\n", texts::quoted(chance))
}

/// How a transaction is asked for by the one around it, and what waits for it.
fn links(chance: &mut Chance, plan: &mut Plan, at: usize) -> String {
    let Some(kind) = plan.kinds.get(at) else {
        return String::new();
    };
    let Some(parent_at) = kind.parent else {
        return String::new();
    };
    let Some(parent) = plan.kinds.get(parent_at) else {
        return String::new();
    };
    let (name, parent_name) = (kind.name.spelt(), parent.name.spelt());
    let request = kind.act("request");
    let values = request
        .filter(|act| !act.items.is_empty() && chance.percent(60))
        .and_then(|act| given(chance, plan, parent, kind, act));
    let asks_for_nothing = request.is_none_or(|act| act.items.is_empty()) || values.is_some();
    let mut link = format!("    {parent_name} promised -> request {name}{}", kind.count);
    link.push_str(values.as_deref().unwrap_or_default());
    let single = matches!(kind.count, "" | " [1..1]" | " [0..1]");
    if asks_for_nothing && single && chance.percent(40) {
        link.push_str(" automated");
        if kind.pattern > crate::plan::Pattern::Basic {
            link.push_str(chance.word(&["", " retry", " retry 3"]));
        }
    }
    if kind.apart {
        link.push_str(" apart");
    }
    link.push_str(chance.word(&[
        "",
        "",
        " on revert contained",
        " on revert cascade",
        " on revert free",
    ]));
    link.push_str(&format!(" risk {}\n", texts::quoted(chance)));
    let decided = matches!(kind.count, "" | " [1..1]" | " [2..2]");
    let is_given = values.is_some();
    if decided && !kind.apart && chance.percent(60) {
        let tacit = parent.act("execute").is_some_and(|act| act.tacit);
        let act = if tacit {
            "declare"
        } else {
            chance.word(&["execute", "execute", "declare", "accept"])
        };
        link.push_str(&format!("    {name} accepted ~> {act} {parent_name}\n"));
        if let Some(parent) = plan.kinds.get_mut(parent_at) {
            parent.free = false;
        }
    }
    link.push_str(&further_out(chance, plan, at));
    if let Some(kind) = plan.kinds.get_mut(at) {
        kind.given = is_given;
    }
    link
}

/// What waits two levels further out: for all of them, where it is said on both levels how many there are.
fn further_out(chance: &mut Chance, plan: &mut Plan, at: usize) -> String {
    let decided = |kind: &Kind| matches!(kind.count, "" | " [1..1]" | " [2..2]");
    let around = |at: usize| plan.kinds.get(at).filter(|kind| decided(kind))?.parent;
    let Some(outer_at) = around(at).and_then(around) else {
        return String::new();
    };
    let (Some(kind), Some(outer)) = (plan.kinds.get(at), plan.kinds.get(outer_at)) else {
        return String::new();
    };
    // What has a case of its own is told of by a token, one level up.
    let between = kind.parent.and_then(|at| plan.kinds.get(at));
    let apart = kind.apart || between.is_some_and(|it| it.apart);
    if apart || chance.percent(40) {
        return String::new();
    }
    let act = chance.word(&["execute", "declare", "accept"]);
    let act = match outer.act("execute") {
        Some(execute) if execute.tacit && act == "execute" => "declare",
        _ => act,
    };
    let fact = chance.word(&["accepted", "accepted", "promised", "declared"]);
    let wait = format!(
        "    {} {fact} ~> {act} {}\n",
        kind.name.spelt(),
        outer.name.spelt()
    );
    if let Some(outer) = plan.kinds.get_mut(outer_at) {
        outer.free = false;
    }
    wait
}

/// The values that a link gives to a request, of what its source knows.
fn given(
    chance: &mut Chance,
    plan: &Plan,
    parent: &Kind,
    kind: &Kind,
    request: &Act,
) -> Option<String> {
    let subject = plan.entities.get(parent.entity)?.subject().spelt();
    let mut place = Place {
        plan,
        reads: reads(&plan.set_from_the_start(parent.entity), &subject),
        taken: derived::taken(plan, &plan.items(kind, request)),
    };
    rules::payload(chance, &mut place, kind, request)
}
