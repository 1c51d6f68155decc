//! Makes aggregates, with a spec that begins one.

use super::commands::body;
use super::elements::{change, keyed};
use super::stock::Stock;
use super::{Plain, Scopes, by, declared, fields_of, list};
use crate::chance::Chance;
use crate::defaults;
use crate::derived;
use crate::facts;
use crate::names::{Name, capital, small};
use crate::plan::Plan;
use crate::texts;
use crate::types::{Field, Ty};

pub(super) fn aggregate(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    stock: Option<&Stock>,
    number: usize,
    plain: &mut Plain,
) {
    let name = loop {
        let name = capital(chance, scopes.modules);
        if scopes.types.take(name.text()) {
            break name;
        }
    };
    let mut inside = fields_of(plan, &["event", "row", "state", "at", "by", "id", "key"]);
    let key = small(chance, &mut inside);
    let mut state = Vec::new();
    let mut begins = String::new();
    for mut field in list(chance, plan, &mut inside, 5) {
        let Some(literal) = defaults::value(chance, plan, &field.ty) else {
            continue;
        };
        if !matches!(field.ty, Ty::List(_)) {
            field.bounds = String::new();
        }
        begins.push_str(&format!(
            "        {} = {literal}\n",
            facts::written(&plan.types, &field)
        ));
        state.push(field);
    }
    let elements = keyed(chance, plan).map(|at| (small(chance, &mut inside), at));
    if let Some((list, at)) = &elements
        && let Some(value) = plan.types.values.get(*at)
    {
        begins.push_str(&format!(
            "        {}: [{}]\n",
            list.text(),
            value.name.spelt()
        ));
    }
    let mut text = format!(
        "{}aggregate {} {{\n    key {}: Uuid generated\n    state {{\n{begins}    }}\n",
        texts::doc(chance, ""),
        name.spelt(),
        key.text()
    );
    let mut applied = String::new();
    let mut story = Vec::new();
    for turn in 0..chance.between(1, 3) {
        let mut of_command = inside.clone();
        let fields = list(chance, plan, &mut of_command, 3);
        let state_seen = if turn == 0 { &[][..] } else { &state[..] };
        let body = body(
            chance,
            plan,
            scopes,
            &fields,
            state_seen,
            stock,
            &mut of_command,
        );
        let command = capital(chance, scopes.acts);
        text.push_str(&format!(
            "    {}command {} {{ {} }}{} {{\n{}    }}\n",
            if turn == 0 { "new " } else { "" },
            command.spelt(),
            declared(plan, &fields),
            by(chance, plan),
            body.text,
        ));
        for (event, carried) in &body.events {
            let apply = apply(chance, plan, &state, carried, elements.as_ref());
            if chance.percent(70) && !apply.is_empty() {
                applied.push_str(&format!(
                    "    event {} apply {{ {} }}\n",
                    event.spelt(),
                    apply.join(", ")
                ));
            }
        }
        if body.free
            && let Some((event, _)) = body.events.first()
        {
            story.push((turn, command, event.clone()));
        }
    }
    text.push_str(&applied);
    text.push_str("}\n");
    plain.text.push_str(&text);
    if let Some((0, command, event)) = story.first() {
        plain
            .specs
            .push_str(&spec(chance, plan, number, &key, command, event));
    }
}

/// What an event does to the state.
fn apply(
    chance: &mut Chance,
    plan: &Plan,
    state: &[Field],
    carried: &[Field],
    elements: Option<&(Name, usize)>,
) -> Vec<String> {
    let mut sets = Vec::new();
    for field in state {
        if chance.percent(50) {
            continue;
        }
        let same = carried.iter().find(|it| it.ty == field.ty);
        let value = match same {
            Some(same) => format!("event.{}", same.name.spelt()),
            None if field.ty == Ty::Int => format!("state.{} - 1", field.name.spelt()),
            None => match plan.types.literal(chance, &field.ty) {
                Some(value) => value,
                None => continue,
            },
        };
        sets.push(format!("{}: {value}", field.name.spelt()));
    }
    if let Some((list, at)) = elements
        && chance.percent(50)
        && let Some(change) = change(chance, plan, *at)
    {
        sets.push(format!("{} {change}", list.spelt()));
    }
    sets
}

/// One begins.
fn spec(
    chance: &mut Chance,
    plan: &Plan,
    number: usize,
    key: &Name,
    command: &Name,
    event: &Name,
) -> String {
    let constant = small(chance, &mut derived::taken(plan, &[])).spelt();
    format!(
        "spec {} {{\n    when {} then {} {{ {}: {constant} }}\n}}\n",
        texts::title(chance, number),
        command.spelt(),
        event.spelt(),
        key.spelt()
    )
}
