//! Makes lists of what is to be done, and what is done about it.

use super::{Noted, Said, System, given, noted, of, payload, place};
use crate::chance::Chance;
use crate::exprs::{Place, Read};
use crate::names::{Apart, Scope, capital, small};
use crate::plain::{Scopes, declared, fields_of, list};
use crate::plan::Plan;
use crate::texts;
use crate::types::{Field, Ty};

/// A view of an event with the automation that works it off, and one that follows the event itself. Tells the event
/// that comes of it where nothing keeps it from coming.
pub(super) fn all(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    (system, number): (&mut System, usize),
    source: &Noted,
    said: &mut Said,
) -> Option<String> {
    let mut title = number * 10;
    if chance.percent(50) {
        title += 1;
        follows(chance, plan, scopes, title, source, said);
    }
    if chance.percent(20) {
        return None;
    }
    let (key, columns) = source.fields.split_first()?;
    let mut inside = fields_of(plan, &["event", "row", "result", "at", "by", "id"]);
    for field in &source.fields {
        inside.take(field.name.text());
    }
    let since = small(chance, &mut inside);
    let name = capital(chance, scopes.views);
    let mut shown = vec![Field {
        name: since.clone(),
        ty: Ty::DateTime,
        bounds: String::new(),
    }];
    shown.extend(columns.iter().map(|column| Field {
        bounds: String::new(),
        ..column.clone()
    }));
    let done = ending(chance, plan, scopes, key, said);
    let failed = ending(chance, plan, scopes, key, said);
    let mut sets = vec![format!("{}: event.at", since.spelt())];
    sets.extend(columns.iter().map(|column| column.name.spelt()));
    let mut view = format!(
        "{}view {} {{\n    key {}: {}\n",
        texts::doc(chance, ""),
        name.spelt(),
        key.name.text(),
        plan.ty(&key.ty)
    );
    for column in &shown {
        let ty = plan.ty(&column.ty);
        view.push_str(&format!("    {}: {ty}\n", column.name.text()));
    }
    view.push_str(&format!(
        "    on {} at event.{} {} {{ {} }}\n",
        source.event.spelt(),
        key.name.spelt(),
        chance.word(&["add", "set"]),
        sets.join(", ")
    ));
    for end in [&done, &failed] {
        let key = end.fields.first()?;
        let (event, key) = (end.event.spelt(), key.name.spelt());
        view.push_str(&format!("    on {event} at event.{key} remove\n"));
    }
    view.push_str("}\n");
    said.text.push_str(&view);
    shown.push(key.clone());
    let mut place = place(plan, of("row", &shown), &inside);
    let mut when = String::new();
    if chance.percent(40) {
        when.push_str(&format!(" where {}", place.condition(chance)));
    }
    if chance.percent(30) {
        when.push_str(&format!(" due row.{} + 2 hours", since.spelt()));
    }
    let (target, happens) = if chance.percent(60) {
        call(chance, plan, system, &mut place, [&done, &failed], said)?
    } else {
        let command = ends(chance, &mut place, &done)?;
        let _ = ends(chance, &mut place, &failed)?;
        (command, Some(done.event.spelt()))
    };
    said.slices.push_str(&format!(
        "    slice {} automation {}{when} -> {target}\n",
        texts::title(chance, title + 2),
        name.spelt()
    ));
    happens.filter(|_| when.is_empty())
}

/// A command that ends what stands on the list under this key.
fn ending(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    key: &Field,
    said: &mut Said,
) -> Noted {
    let mut inside = fields_of(plan, &["event", "row", "result", "at", "by", "id"]);
    let mut fields = vec![Field {
        name: small(chance, &mut inside),
        ..key.clone()
    }];
    let mut more = list(chance, plan, &mut inside, 2);
    more.retain(|field| plan.types.literal(chance, &field.ty).is_some());
    fields.extend(more);
    noted(chance, plan, scopes, fields, said)
}

/// The ending of the row that is worked on.
fn ends(chance: &mut Chance, place: &mut Place<'_>, end: &Noted) -> Option<String> {
    let key = place.reads.last()?.path.clone();
    let (first, more) = end.fields.split_first()?;
    let mut values = vec![format!("{}: {key}", first.name.spelt())];
    let more = payload(chance, place, more)?;
    if !more.is_empty() {
        values.push(more);
    }
    let values = values.join(", ");
    Some(format!("{} {{ {values} }}", end.command.spelt()))
}

/// A call with a command for each of its answers, and what happens in a spec that gives the first answer.
fn call(
    chance: &mut Chance,
    plan: &Plan,
    system: &mut System,
    place: &mut Place<'_>,
    ends_in: [&Noted; 2],
    said: &mut Said,
) -> Option<(String, Option<String>)> {
    let name = loop {
        let name = capital(chance, &mut system.inside);
        if system.inside.take(&format!("{}Outcome", name.text())) {
            break name;
        }
    };
    let mut inside = fields_of(plan, &["event", "row", "result", "at", "by", "id"]);
    let mut asked = list(chance, plan, &mut inside, 3);
    asked.retain(|field| plan.types.literal(chance, &field.ty).is_some());
    let asks = payload(chance, place, &asked)?;
    let mut answers = Scope::new(Apart::BySound, &[]);
    let (mut declares, mut follows, mut happens) = (Vec::new(), Vec::new(), None);
    for (turn, end) in ends_in.into_iter().enumerate() {
        if turn > 0 && chance.percent(30) {
            continue;
        }
        let answer = capital(chance, &mut answers);
        let mut inside = fields_of(plan, &["event", "row", "result", "at", "by", "id"]);
        let told = list(chance, plan, &mut inside, 2);
        let braces = if told.is_empty() {
            String::new()
        } else {
            format!(" {{ {} }}", declared(plan, &told))
        };
        declares.push(format!("{}{braces}", answer.spelt()));
        let known = of("result", &told);
        // The key of the row stays the last one.
        let key = place.reads.pop()?;
        let before = place.reads.len();
        place.reads.extend(known);
        place.reads.push(key.clone());
        let command = ends(chance, place, end)?;
        place.reads.truncate(before);
        place.reads.push(key);
        follows.push(format!("        {} -> {command}\n", answer.spelt()));
        if turn == 0 {
            happens = answered(chance, plan, &told).map(|fields| {
                said.specs.push_str(&format!(
                    "    given {}.{} = {}{fields}\n",
                    system.name.spelt(),
                    name.spelt(),
                    answer.spelt()
                ));
                end.event.spelt()
            });
        }
    }
    system.members.push_str(&format!(
        "    call {} {{ {} }} -> {}\n",
        name.spelt(),
        declared(plan, &asked),
        declares.join(" | ")
    ));
    let target = format!(
        "{}.{} {{ {asks} }} then {{\n{}    }}",
        system.name.spelt(),
        name.spelt(),
        follows.concat()
    );
    Some((target, happens))
}

/// An answer as a spec gives it, where all of it can be written.
fn answered(chance: &mut Chance, plan: &Plan, told: &[Field]) -> Option<String> {
    let fields = told.iter().map(|field| {
        let value = plan.types.literal(chance, &field.ty)?;
        Some(format!("{}: {value}", field.name.spelt()))
    });
    let fields: Vec<String> = fields.collect::<Option<_>>()?;
    Some(if fields.is_empty() {
        String::new()
    } else {
        format!(" {{ {} }}", fields.join(", "))
    })
}

/// An automation on the event itself.
fn follows(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    title: usize,
    source: &Noted,
    said: &mut Said,
) {
    let key = source.fields.first().cloned();
    let Some(key) = key else { return };
    let next = ending(chance, plan, scopes, &key, said);
    let inside = Scope::new(Apart::ByLetter, &[]);
    let mut reads = of("event", &source.fields);
    reads.push(Read {
        path: "event.at".to_owned(),
        ty: Ty::DateTime,
    });
    let mut place = place(plan, reads, &inside);
    let mut when = String::new();
    if chance.percent(50) {
        when = format!(" where {}", place.condition(chance));
    }
    if let Some(command) = given(chance, &mut place, &next) {
        said.slices.push_str(&format!(
            "    slice {} automation on {}{when} -> {command}\n",
            texts::title(chance, title),
            source.event.spelt()
        ));
    }
}
