//! Makes an event with a view that is read by key.

use super::{Plain, Scopes, by, declared, key_field};
use crate::chance::Chance;
use crate::derived;
use crate::exprs::Read;
use crate::facts;
use crate::names::{Apart, Name, Scope, capital, small};
use crate::plain::elements::{change, keyed};
use crate::plan::Plan;
use crate::texts;
use crate::types::{Field, Ty};

/// A view of a plain event, and what is read of it.
pub(super) struct Stock {
    pub(super) name: Name,
    pub(super) key: Field,
    pub(super) column: Field,
    pub(super) otherwise: String,
}

/// An event with a view that is read by key, and the command that brings it.
pub(super) fn stock(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    plain: &mut Plain,
) -> Option<Stock> {
    let mut inside = Scope::new(Apart::ByLetter, &["event", "row", "at", "by", "id"]);
    let key = key_field(chance, &mut inside);
    let ty = match facts::any(chance, &plan.types, 1) {
        Ty::Optional(of) => *of,
        ty => ty,
    };
    let otherwise = plan.types.literal(chance, &ty)?;
    let column = Field {
        name: small(chance, &mut inside),
        ty,
        bounds: String::new(),
    };
    let times = small(chance, &mut inside);
    let elements = keyed(chance, plan).map(|at| (small(chance, &mut inside), at));
    let event = capital(chance, scopes.acts);
    let command = capital(chance, scopes.acts);
    // A name that an expression means something else by would not be read by key.
    let mut taken = derived::taken(plan, &[]);
    let name = loop {
        let name = capital(chance, scopes.views);
        if taken.take(name.text()) {
            break name;
        }
    };
    let fields = declared(plan, &[key.clone(), column.clone()]);
    let mut text = texts::doc(chance, "");
    text.push_str(&format!("event {} {{ {fields} }}\n", event.spelt()));
    text.push_str(&format!(
        "command {} {{ {fields} }}{} {{ emits {} {{ {}, {} }} }}\n",
        command.spelt(),
        by(chance, plan),
        event.spelt(),
        key.name.spelt(),
        column.name.spelt(),
    ));
    let mut sets = vec![
        column.name.spelt(),
        format!("{}: row.{} + 1", times.spelt(), times.spelt()),
    ];
    let mut more = String::new();
    if let Some((list, at)) = &elements
        && let Some(value) = plan.types.values.get(*at)
        && let Some(change) = change(chance, plan, *at)
    {
        more = format!("    {}: [{}]\n", list.text(), value.name.spelt());
        sets.push(format!("{} {change}", list.spelt()));
    }
    text.push_str(&format!(
        "view {} {{\n    key {}: {}\n    {}: {}\n    {}: Int = 0\n{more}    on {} at event.{} set {{ {} }}\n}}\n",
        name.spelt(),
        key.name.text(),
        plan.ty(&key.ty),
        column.name.text(),
        plan.ty(&column.ty),
        times.text(),
        event.spelt(),
        key.name.spelt(),
        sets.join(", "),
    ));
    plain.text.push_str(&text);
    if let Some(literal) = plan.types.literal(chance, &key.ty) {
        plain.rows.push(Read {
            path: format!(
                "({}[{literal}].{} ?? {otherwise})",
                name.spelt(),
                column.name.spelt()
            ),
            ty: column.ty.clone(),
        });
    }
    Some(Stock {
        name,
        key,
        column,
        otherwise,
    })
}
