//! Makes commands and what they do.

use super::stock::Stock;
use super::{Scopes, by, declared, fields_of, list};
use crate::chance::Chance;
use crate::defaults;
use crate::derived;
use crate::exprs::{Place, Read};
use crate::keyed;
use crate::names::{Apart, Name, Scope, capital, small};
use crate::plan::Plan;
use crate::texts;
use crate::types::{Field, Ty};

/// A place where the fields of a command are bare, with what is read beside them.
fn place<'p>(plan: &'p Plan, fields: &[Field], state: &[Field], beside: &[Read]) -> Place<'p> {
    let mut reads: Vec<Read> = Vec::new();
    for (fields, before) in [(fields, ""), (state, "state.")] {
        reads.extend(fields.iter().map(|field| Read {
            path: format!("{before}{}", field.name.spelt()),
            ty: field.ty.clone(),
        }));
    }
    reads.extend(beside.iter().cloned());
    let all: Vec<&Field> = fields.iter().chain(state).collect();
    Place {
        plan,
        reads,
        taken: derived::taken(plan, &all),
    }
}

/// A command of no aggregate, with its events.
pub(super) fn outside(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    stock: Option<&Stock>,
) -> String {
    let mut inside = fields_of(plan, &["event", "row", "at", "by", "id"]);
    let fields = list(chance, plan, &mut inside, 4);
    let body = body(chance, plan, scopes, &fields, &[], stock, &mut inside);
    let mut given = fields;
    for field in &mut given {
        if chance.percent(30)
            && let Some(value) = defaults::value(chance, plan, &field.ty)
        {
            field.bounds.push_str(&format!(" = {value}"));
        }
    }
    format!(
        "{}command {} {{ {} }}{} {{\n{}}}\n",
        texts::doc(chance, ""),
        capital(chance, scopes.acts).spelt(),
        declared(plan, &given),
        by(chance, plan),
        body.text,
    )
}

/// What a command does, and the events that it declares.
pub(super) struct Body {
    pub(super) text: String,
    pub(super) events: Vec<(Name, Vec<Field>)>,
    /// Whether nothing holds it up.
    pub(super) free: bool,
}

pub(super) fn body(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    fields: &[Field],
    state: &[Field],
    stock: Option<&Stock>,
    inside: &mut Scope,
) -> Body {
    let mut beside = Vec::new();
    let mut text = String::new();
    if let Some(stock) = stock {
        let of_key = fields.iter().find(|field| field.ty == stock.key.ty);
        if let Some(field) = of_key.filter(|_| chance.percent(60)) {
            let row = small(chance, inside);
            // A name that means something else already is not read.
            if derived::taken(plan, &[]).take(row.text()) {
                text.push_str(&format!(
                    "    reads {} as {}[{}]\n",
                    row.spelt(),
                    stock.name.spelt(),
                    field.name.spelt()
                ));
                beside.push(Read {
                    path: format!(
                        "({}.{} ?? {})",
                        row.spelt(),
                        stock.column.name.spelt(),
                        stock.otherwise
                    ),
                    ty: stock.column.ty.clone(),
                });
            }
        }
        beside.push(Read {
            path: format!(
                "({}[{}].{} ?? {})",
                stock.name.spelt(),
                plan.types
                    .literal(chance, &stock.key.ty)
                    .unwrap_or_default(),
                stock.column.name.spelt(),
                stock.otherwise
            ),
            ty: stock.column.ty.clone(),
        });
    }
    let own = place(plan, fields, state, &[]).reads;
    beside.extend(keyed::reads(chance, plan, &own));
    let mut place = place(plan, fields, state, &beside);
    // The key and the lists of an aggregate are fields and state of the command too.
    place.taken.join(inside);
    let mut free = true;
    let mut names = Scope::new(Apart::BySound, &[]);
    for _ in 0..chance.below(3) {
        free = false;
        text.push_str(&format!(
            "    requires {} {}: {}\n",
            capital(chance, &mut names).spelt(),
            texts::quoted(chance),
            place.condition(chance)
        ));
    }
    let mut events = Vec::new();
    let mut sometimes = false;
    for turn in 0..chance.between(1, 2) {
        let event = capital(chance, scopes.acts);
        let mut carried: Vec<Field> = fields.to_vec();
        carried.retain(|_| chance.percent(60));
        let mut given: Vec<String> = carried.iter().map(|it| it.name.spelt()).collect();
        let each = fields.iter().find_map(|field| match &field.ty {
            Ty::List(of) if chance.percent(50) => Some((field.name.clone(), (**of).clone())),
            _ => None,
        });
        text.push_str("    ");
        if let Some((list, of)) = each.filter(|_| turn > 0) {
            let element = small(chance, &mut place.taken);
            let mut of_event = inside.clone();
            let name = small(chance, &mut of_event);
            given.push(format!("{}: {}", name.spelt(), element.spelt()));
            carried.push(Field {
                name,
                ty: of,
                bounds: String::new(),
            });
            text.push_str(&format!("each {} in {} ", element.spelt(), list.spelt()));
            sometimes = true;
        }
        text.push_str(&format!(
            "emits {} {{ {} }}",
            event.spelt(),
            given.join(", ")
        ));
        if chance.percent(30) {
            text.push_str(&format!(" when {}", place.condition(chance)));
            free &= turn > 0;
            sometimes = true;
        }
        text.push('\n');
        events.push((event, carried));
    }
    if sometimes && chance.percent(70) {
        if chance.percent(50) {
            text.push_str("    otherwise nothing\n");
        } else {
            let event = capital(chance, scopes.acts);
            text.push_str(&format!("    otherwise emits {} {{}}\n", event.spelt()));
            events.push((event, Vec::new()));
        }
    }
    Body { text, events, free }
}
