//! Makes views with handlers of all verbs, queries and screens.

use crate::chance::Chance;
use crate::defaults;
use crate::derived;
use crate::exprs::{Place, Read};
use crate::names::{Apart, Name, Scope, capital, small};
use crate::plain;
use crate::plan::{Act, Kind, Plan};
use crate::texts;
use crate::types::{Field, Ty};

/// A view whose rows a transaction makes when it is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub(crate) name: Name,
    pub(crate) key: Name,
    pub(crate) kind: usize,
}

/// Writes views, and tells which rows follow a request.
pub(crate) fn all(
    chance: &mut Chance,
    plan: &Plan,
    views: &mut Scope,
    acts: &Scope,
) -> (String, Vec<Rows>) {
    let mut text = String::new();
    let mut rows = Vec::new();
    let mut queries = Scope::new(Apart::BySound, &[]);
    for (at, kind) in plan.kinds.iter().enumerate() {
        if !kind.new || chance.percent(40) {
            continue;
        }
        let name = capital(chance, views);
        let view = view(chance, plan, kind, &name);
        text.push_str(&view.text);
        text.push_str(&query(chance, plan, &name, &view, &mut queries));
        if chance.percent(50) {
            let role = plan.actors.get(kind.executor).map(|it| it.name.spelt());
            text.push_str(&format!(
                "screen {} for {} {{ shows {}, form {} }}\n",
                name.spelt(),
                role.unwrap_or_default(),
                name.spelt(),
                command(kind, "promise")
            ));
        }
        rows.push(Rows {
            name,
            key: view.key,
            kind: at,
        });
        if chance.percent(30) {
            let (name, entity) = (capital(chance, views), plan.entities.get(kind.entity));
            let entity = entity.map(|it| it.name.spelt()).unwrap_or_default();
            text.push_str(&format!("view {} = facts of {entity}\n", name.spelt()));
        }
        if chance.percent(50)
            && let Some(elements) = elements(chance, plan, kind, views)
        {
            text.push_str(&elements);
        }
    }
    // Of a view and a query or an event of one name, a spec means the other.
    rows.retain(|rows| !queries.has(rows.name.text()) && !acts.has(rows.name.text()));
    (text, rows)
}

/// The name of the command of an act.
pub(crate) fn command(kind: &Kind, word: &str) -> String {
    match kind.act(word) {
        Some(act) if act.named => act.command.spelt(),
        _ => {
            let mut letters = word.chars();
            let first = letters.next().map(char::to_uppercase);
            let first: String = first.into_iter().flatten().collect();
            format!("{first}{}{}", letters.as_str(), kind.name.text())
        }
    }
}

/// The event of an act, by its own name or as the fact that it is.
fn event(kind: &Kind, act: &Act) -> String {
    if act.named {
        act.event.spelt()
    } else {
        format!("{} {}", kind.name.spelt(), fact(act.word))
    }
}

fn fact(word: &str) -> &'static str {
    match word {
        "request" => "requested",
        "promise" => "promised",
        "decline" => "declined",
        "execute" => "executed",
        "declare" => "declared",
        "accept" => "accepted",
        "reject" => "rejected",
        "quit" => "quitted",
        _ => "stopped",
    }
}

/// A view as it is written, and the names in it.
struct View {
    text: String,
    key: Name,
    columns: Vec<Field>,
    inside: Scope,
}

fn view(chance: &mut Chance, plan: &Plan, kind: &Kind, name: &Name) -> View {
    let request = kind.act("request");
    let items = request.map(|act| plan.items(kind, act)).unwrap_or_default();
    let mut inside = Scope::new(Apart::ByLetter, &["event", "row"]);
    for of in &plan.types.enums {
        inside.take(of.name.text());
    }
    let (mut columns, mut sets) = (Vec::new(), Vec::new());
    for item in items {
        if chance.percent(60) && inside.take(item.name.text()) {
            columns.push(item.clone());
            sets.push(item.name.spelt());
        }
    }
    let entity = plan.entities.get(kind.entity);
    let subject = entity.map(|it| it.subject().spelt()).unwrap_or_default();
    for derived in entity.map(|it| it.derived.as_slice()).unwrap_or_default() {
        if chance.percent(50) {
            let name = small(chance, &mut inside);
            sets.push(format!(
                "{}: event.{subject}.{}",
                name.text(),
                derived.name.spelt()
            ));
            columns.push(Field {
                name,
                ..derived.clone()
            });
        }
    }
    let mut extras = Vec::new();
    for _ in 0..chance.below(3) {
        let ty = crate::facts::any(chance, &plan.types, 1);
        if let Some(value) = defaults::value(chance, plan, &ty).filter(|it| !it.is_empty()) {
            let name = small(chance, &mut inside);
            extras.push((
                Field {
                    name,
                    ty,
                    bounds: String::new(),
                },
                value,
            ));
        }
    }
    let key = small(chance, &mut inside);
    let role = plan.actors.get(kind.executor).map(|it| it.name.spelt());
    let mut text = texts::doc(chance, "");
    text.push_str(&format!(
        "view {} for {} {{\n    key {}: {}\n",
        name.spelt(),
        role.unwrap_or_default(),
        key.text(),
        entity.map(|it| it.name.spelt()).unwrap_or_default()
    ));
    for column in &columns {
        text.push_str(&format!(
            "    {}: {}\n",
            column.name.text(),
            plan.ty(&column.ty)
        ));
    }
    for (extra, value) in &extras {
        text.push_str(&format!(
            "    {}: {} = {value}\n",
            extra.name.text(),
            plan.ty(&extra.ty)
        ));
    }
    let elements = plain::keyed(chance, plan).map(|at| (small(chance, &mut inside), at));
    if let Some((list, at)) = &elements
        && let Some(value) = plan.types.values.get(*at)
    {
        text.push_str(&format!(
            "    {}: [{}] = []\n",
            list.text(),
            value.name.spelt()
        ));
    }
    for act in &kind.acts {
        let shown = act.word != "execute" || !act.tacit;
        let handler = match act.word {
            "request" => Some(format!(
                "{} {{ {} }}",
                chance.word(&["add", "set"]),
                sets.join(", ")
            )),
            _ if chance.percent(50) || !shown => None,
            "decline" | "accept" => Some("remove".to_owned()),
            _ if elements.is_some() && chance.percent(50) => {
                elements.as_ref().and_then(|(list, at)| {
                    let change = plain::change(chance, plan, *at)?;
                    let verb = chance.word(&["update", "each row where true update"]);
                    Some(format!("{verb} {{ {} {change} }}", list.spelt()))
                })
            }
            _ => chance.pick(&extras).cloned().and_then(|(extra, _)| {
                let value = plan.types.literal(chance, &extra.ty)?;
                let verb = chance.word(&["", "", "each row where CONDITION "]);
                let condition = row_condition(chance, plan, &columns, &inside);
                let verb = verb.replace("CONDITION", &condition);
                Some(format!(
                    "{verb}update {{ {}: {value} }}",
                    extra.name.spelt()
                ))
            }),
        };
        if let Some(handler) = handler {
            text.push_str(&format!(
                "    on {} {}\n",
                event(kind, act),
                handler.replace(" {  }", "")
            ));
        }
    }
    text.push_str("}\n");
    View {
        text,
        key,
        columns,
        inside,
    }
}

/// A condition on a row.
fn row_condition(chance: &mut Chance, plan: &Plan, columns: &[Field], inside: &Scope) -> String {
    let reads = columns.iter().map(|column| Read {
        path: format!("row.{}", column.name.spelt()),
        ty: column.ty.clone(),
    });
    let columns: Vec<&Field> = columns.iter().collect();
    let mut taken = derived::taken(plan, &columns);
    taken.join(inside);
    let mut place = Place {
        plan,
        reads: reads.collect(),
        taken,
    };
    place.condition(chance)
}

/// A view with a row for each element of a list that comes with the request.
fn elements(chance: &mut Chance, plan: &Plan, kind: &Kind, views: &mut Scope) -> Option<String> {
    let request = kind.act("request")?;
    let (list, of) = plan
        .items(kind, request)
        .into_iter()
        .find_map(|item| match &item.ty {
            Ty::List(of) => Some((item.name.clone(), (**of).clone())),
            _ => None,
        })?;
    let mut taken = derived::taken(plan, &plan.items(kind, request));
    let each = small(chance, &mut taken);
    let (key_ty, key) = match &of {
        Ty::Value(at) => {
            let field = plan.types.values.get(*at)?.fields.first()?;
            (
                field.ty.clone(),
                format!("{}.{}", each.spelt(), field.name.spelt()),
            )
        }
        Ty::Int | Ty::Text | Ty::Date | Ty::Enum(_) => (of.clone(), each.spelt()),
        _ => return None,
    };
    if !matches!(key_ty, Ty::Int | Ty::Text | Ty::Date) {
        return None;
    }
    let mut inside = Scope::new(Apart::ByLetter, &[each.text(), "event", "row"]);
    let (key_name, times) = (small(chance, &mut inside), small(chance, &mut inside));
    Some(format!(
        "view {} {{\n    key {}: {}\n    {}: Int = 0\n    on {} each {} in event.{} at {key} set {{ {}: row.{} + 1 }}\n}}\n",
        capital(chance, views).spelt(),
        key_name.text(),
        plan.ty(&key_ty),
        times.text(),
        event(kind, request),
        each.spelt(),
        list.spelt(),
        times.spelt(),
        times.spelt(),
    ))
}

fn query(
    chance: &mut Chance,
    plan: &Plan,
    name: &Name,
    view: &View,
    queries: &mut Scope,
) -> String {
    let columns = view.columns.as_slice();
    let Some(column) = chance.pick(columns) else {
        return String::new();
    };
    let mut inside = view.inside.clone();
    let parameter = small(chance, &mut inside);
    let mut filter = format!("row.{} == {}", column.name.spelt(), parameter.spelt());
    if chance.percent(40) {
        filter = format!(
            "{filter} or {}",
            row_condition(chance, plan, columns, &inside)
        );
    }
    let ordered = |field: &&Field| matches!(field.ty, Ty::Int | Ty::Text | Ty::Date | Ty::Decimal);
    let order = columns.iter().find(ordered).map_or(String::new(), |field| {
        format!(
            " order by row.{} {}",
            field.name.spelt(),
            chance.word(&["asc", "desc"])
        )
    });
    format!(
        "query {}({}: {}) from {} where {filter}{order}\n",
        capital(chance, queries).spelt(),
        parameter.text(),
        plan.ty(&column.ty),
        name.spelt(),
    )
}
