//! Makes other systems: what they report becomes commands, and what stands on a list is asked of them or done when
//! its time has come.

mod lists;

use crate::chance::Chance;
use crate::derived;
use crate::exprs::{Place, Read};
use crate::names::{Apart, Name, Scope, capital, small};
use crate::plain::{Scopes, by, declared, fields_of, key_field, list};
use crate::plan::Plan;
use crate::texts;
use crate::types::Field;

/// Stories, and the specs that come true in them.
#[derive(Clone, Debug, Default)]
struct Said {
    text: String,
    slices: String,
    specs: String,
}

/// A command that carries all it is given into its event.
struct Noted {
    command: Name,
    event: Name,
    fields: Vec<Field>,
}

/// Another system as it is written, and the names that are taken in it.
struct System {
    name: Name,
    inside: Scope,
    members: String,
}

pub(crate) fn all(chance: &mut Chance, plan: &Plan, scopes: &mut Scopes<'_>) -> String {
    let mut said = Said::default();
    let systems = chance.between(1, 2);
    for number in 0..systems {
        system(chance, plan, scopes, number, &mut said);
    }
    format!(
        "{}story {} {{\n{}}}\n{}",
        said.text,
        texts::title(chance, 100),
        said.slices,
        said.specs
    )
}

/// Fields beside a key, of any type.
fn fields(chance: &mut Chance, plan: &Plan, most: usize) -> (Scope, Vec<Field>) {
    let mut inside = fields_of(plan, &["event", "row", "result", "at", "by", "id"]);
    let key = key_field(chance, &mut inside);
    let mut fields = vec![key];
    fields.extend(list(chance, plan, &mut inside, most));
    (inside, fields)
}

/// A command of these fields that nothing holds up.
fn noted(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    fields: Vec<Field>,
    said: &mut Said,
) -> Noted {
    let (command, event) = (capital(chance, scopes.acts), capital(chance, scopes.acts));
    let role = if chance.percent(20) {
        by(chance, plan)
    } else {
        String::new()
    };
    let carried: Vec<String> = fields.iter().map(|field| field.name.spelt()).collect();
    said.text.push_str(&texts::doc(chance, ""));
    said.text.push_str(&format!(
        "command {} {{ {} }}{role} {{ emits {} {{ {} }} }}\n",
        command.spelt(),
        declared(plan, &fields),
        event.spelt(),
        carried.join(", ")
    ));
    Noted {
        command,
        event,
        fields,
    }
}

/// What is read of a row, an event or an answer.
fn of(before: &str, fields: &[Field]) -> Vec<Read> {
    crate::exprs::reads(&fields.iter().collect::<Vec<_>>(), before)
}

fn place<'p>(plan: &'p Plan, reads: Vec<Read>, inside: &Scope) -> Place<'p> {
    let mut taken = derived::taken(plan, &[]);
    taken.join(inside);
    Place { plan, reads, taken }
}

/// A command with a value for each of its fields.
fn given(chance: &mut Chance, place: &mut Place<'_>, noted: &Noted) -> Option<String> {
    let values = payload(chance, place, &noted.fields)?;
    Some(format!("{} {{ {values} }}", noted.command.spelt()))
}

fn payload(chance: &mut Chance, place: &mut Place<'_>, fields: &[Field]) -> Option<String> {
    let values = fields.iter().map(|field| {
        let value = place.value(chance, &field.ty)?;
        Some(format!("{}: {value}", field.name.spelt()))
    });
    Some(values.collect::<Option<Vec<_>>>()?.join(", "))
}

fn system(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    number: usize,
    said: &mut Said,
) {
    let mut system = System {
        name: capital(chance, scopes.modules),
        inside: Scope::new(Apart::BySound, &["Event", "Call", "CallOutcome", "Port"]),
        members: String::new(),
    };
    let report = loop {
        let report = capital(chance, scopes.acts);
        if system.inside.take(report.text()) {
            break report;
        }
    };
    let (inside, told) = fields(chance, plan, 3);
    system.members.push_str(&format!(
        "    event {} {{ {} }}\n",
        report.spelt(),
        declared(plan, &told)
    ));
    // What the command is given is what was told, under names of its own.
    let mut own = fields_of(plan, &["event", "row", "result", "at", "by", "id"]);
    let carried = told.iter().map(|field| Field {
        name: small(chance, &mut own),
        ..field.clone()
    });
    let carried = carried.collect();
    let noted = noted(chance, plan, scopes, carried, said);
    let mut place = place(plan, of("event", &told), &inside);
    if let Some(command) = given(chance, &mut place, &noted) {
        said.slices.push_str(&format!(
            "    slice {} translation {}.{} -> {command}\n",
            texts::title(chance, number * 10),
            system.name.spelt(),
            report.spelt(),
        ));
        let told = told.iter().filter_map(|field| {
            let value = plan.types.literal(chance, &field.ty)?;
            Some(format!("{}: {value}", field.name.spelt()))
        });
        let told: Vec<String> = told.collect();
        said.specs.push_str(&format!(
            "spec {} {{\n    when {}.{} {{ {} }} then {}\n",
            texts::title(chance, 100 + number),
            system.name.spelt(),
            report.spelt(),
            told.join(", "),
            noted.event.spelt()
        ));
        let done = lists::all(chance, plan, scopes, (&mut system, number), &noted, said);
        if let Some(done) = done {
            said.specs
                .push_str(&format!("    when automations run then {done}\n"));
        }
        said.specs.push_str("}\n");
    }
    said.text.push_str(&format!(
        "{}external system {} {{\n{}}}\n",
        texts::doc(chance, ""),
        system.name.spelt(),
        system.members
    ));
}
