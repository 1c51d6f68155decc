//! Makes plain commands, events, aggregates and a view of them.

use crate::chance::Chance;
use crate::derived;
use crate::exprs::{Place, Read};
use crate::facts;
use crate::names::{Apart, Name, Scope, capital, small};
use crate::plan::Plan;
use crate::texts;
use crate::types::{Field, Ty};

/// What is there beside transactions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plain {
    pub(crate) text: String,
    /// How columns of rows are read by key, each with a value where there is no row.
    pub(crate) rows: Vec<Read>,
    pub(crate) specs: String,
}

/// The scopes that plain things share with transactions.
pub(crate) struct Scopes<'s> {
    /// Commands and events.
    pub(crate) acts: &'s mut Scope,
    pub(crate) types: &'s mut Scope,
    /// What has a module.
    pub(crate) modules: &'s mut Scope,
    /// Views, which are no names of queries either.
    pub(crate) views: &'s mut Scope,
}

/// A view of a plain event, and what is read of it.
struct Stock {
    name: Name,
    key: Field,
    column: Field,
    otherwise: String,
}

pub(crate) fn all(chance: &mut Chance, plan: &mut Plan, scopes: &mut Scopes<'_>) -> Plain {
    let mut plain = Plain::default();
    let stock = chance
        .percent(60)
        .then(|| stock(chance, plan, scopes, &mut plain))
        .flatten();
    plan.read.extend(stock.iter().map(|it| it.name.clone()));
    let plan = &*plan;
    for _ in 0..chance.below(3) {
        let said = outside(chance, plan, scopes, stock.as_ref());
        plain.text.push_str(&said);
    }
    for _ in 0..chance.below(3) {
        aggregate(chance, plan, scopes, stock.as_ref(), &mut plain);
    }
    plain
}

/// A key that a literal can be written for.
fn key_field(chance: &mut Chance, inside: &mut Scope) -> Field {
    let ty = chance.pick(&[Ty::Int, Ty::Text, Ty::Date]).cloned();
    Field {
        name: small(chance, inside),
        ty: ty.unwrap_or(Ty::Int),
        bounds: String::new(),
    }
}

fn list(chance: &mut Chance, plan: &Plan, inside: &mut Scope, most: usize) -> Vec<Field> {
    let count = chance.below(most + 1);
    let fields = (0..count).map(|_| {
        let name = small(chance, inside);
        let ty = facts::any(chance, &plan.types, 2);
        let bounds = facts::bounds(chance, &ty);
        Field { name, ty, bounds }
    });
    fields.collect()
}

/// Names of fields of commands, which hide nothing that their expressions name.
fn fields_of(plan: &Plan, words: &[&str]) -> Scope {
    let mut scope = Scope::new(Apart::ByLetter, words);
    for name in &plan.read {
        scope.take(name.text());
    }
    for of in &plan.types.enums {
        scope.take(of.name.text());
    }
    scope
}

fn declared(plan: &Plan, fields: &[Field]) -> String {
    let fields = fields
        .iter()
        .map(|field| facts::written(&plan.types, field));
    fields.collect::<Vec<_>>().join(", ")
}

fn by(chance: &mut Chance, plan: &Plan) -> String {
    let Some(actor) = chance.pick(&plan.actors) else {
        return String::new();
    };
    match chance.pick(&plan.actors) {
        Some(other) if other.name != actor.name && chance.percent(30) => {
            format!(" by {} or {}", actor.name.spelt(), other.name.spelt())
        }
        _ => format!(" by {}", actor.name.spelt()),
    }
}

/// An event with a view that is read by key, and the command that brings it.
fn stock(
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

/// A value with a key of which all fields can be written.
pub(crate) fn keyed(chance: &mut Chance, plan: &Plan) -> Option<usize> {
    let values = plan.types.values.iter().enumerate();
    let keyed: Vec<usize> = values
        .filter(|(_, value)| value.keyed)
        .map(|(at, _)| at)
        .collect();
    let at = chance.pick(&keyed).copied()?;
    plan.types.literal(chance, &Ty::Value(at)).map(|_| at)
}

/// What a verb does to a list of these values.
pub(crate) fn change(chance: &mut Chance, plan: &Plan, at: usize) -> Option<String> {
    let value = plan.types.values.get(at)?;
    let (key, others) = value.fields.split_first()?;
    let key_value = match key.ty {
        Ty::Int => "3".to_owned(),
        _ => "\"key\"".to_owned(),
    };
    let others = others.iter().map(|field| {
        let literal = plan.types.literal(chance, &field.ty)?;
        Some(format!("{}: {literal}", field.name.spelt()))
    });
    let others: Vec<String> = others.collect::<Option<_>>()?;
    let verb = chance.word(&["add", "set", "update", "remove"]);
    Some(match verb {
        "remove" => format!("remove {key_value}"),
        "update" if others.is_empty() => format!("remove {key_value}"),
        "update" => format!("update {key_value} {{ {} }}", others.join(", ")),
        verb => {
            let mut fields = vec![format!("{}: {key_value}", key.name.spelt())];
            fields.extend(others);
            format!("{verb} {{ {} }}", fields.join(", "))
        }
    })
}

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
fn outside(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    stock: Option<&Stock>,
) -> String {
    let mut inside = fields_of(plan, &["event", "row", "at", "by", "id"]);
    let fields = list(chance, plan, &mut inside, 4);
    let body = body(chance, plan, scopes, &fields, &[], stock, &mut inside);
    format!(
        "{}command {} {{ {} }}{} {{\n{}}}\n",
        texts::doc(chance, ""),
        capital(chance, scopes.acts).spelt(),
        declared(plan, &fields),
        by(chance, plan),
        body.text,
    )
}

/// What a command does, and the events that it declares.
struct Body {
    text: String,
    events: Vec<(Name, Vec<Field>)>,
    /// Whether nothing holds it up.
    free: bool,
}

fn body(
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
    let mut place = place(plan, fields, state, &beside);
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

fn aggregate(
    chance: &mut Chance,
    plan: &Plan,
    scopes: &mut Scopes<'_>,
    stock: Option<&Stock>,
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
        // A map begins with what is computed, which no state does.
        let literal = plan.types.literal(chance, &field.ty);
        let Some(literal) = literal.filter(|_| !plan.types.has_map(&field.ty)) else {
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
            .push_str(&spec(chance, plan, &key, command, event));
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
fn spec(chance: &mut Chance, plan: &Plan, key: &Name, command: &Name, event: &Name) -> String {
    let constant = small(chance, &mut derived::taken(plan, &[])).spelt();
    format!(
        "spec {} {{\n    when {} then {} {{ {}: {constant} }}\n}}\n",
        texts::quoted(chance),
        command.spelt(),
        event.spelt(),
        key.spelt()
    )
}
