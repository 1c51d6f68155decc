//! Makes rules and the look-ups that they ask.

use crate::chance::Chance;
use crate::derived;
use crate::exprs::{Place, Read, reads};
use crate::facts;
use crate::keyed;
use crate::names::{Apart, Scope, capital, small};
use crate::plan::{Act, Item, Kind, Pattern, Plan};
use crate::texts;
use crate::types::{Field, Ty};
use crate::ways;

/// Writes rules for some transactions, which are not free of them any more.
pub(crate) fn all(chance: &mut Chance, plan: &mut Plan, rows: &[Read]) -> String {
    let (mut text, lookups) = lookups(chance, plan);
    let mut bound = Vec::new();
    for (at, kind) in plan.kinds.iter().enumerate() {
        let entity = plan.entities.get(kind.entity);
        let subject = entity.map(|it| it.subject().spelt()).unwrap_or_default();
        let mut known = reads(&plan.set_from_the_start(kind.entity), &subject);
        if let Some(request) = kind.act("request") {
            let data: Vec<&Field> = request
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Data(field) => Some(field),
                    Item::Fact(_) => None,
                })
                .collect();
            known.extend(reads(&data, "requested"));
        }
        known.extend(ways::reads(plan, kind.entity, &subject));
        known.extend(keyed::reads(chance, plan, &known));
        let mut place = Place {
            plan,
            reads: known,
            taken: derived::taken(plan, &data(plan, kind)),
        };
        place.reads.extend(lookups.clone());
        place.reads.extend(rows.iter().cloned());
        text.push_str(&for_each(chance, &mut place, at, &subject));
        if chance.percent(40)
            && let Some(rule) = on_requested(chance, &mut place, kind)
        {
            text.push_str(&rule);
            bound.push(at);
        }
        if chance.percent(30) && free_of_data(kind, &["execute", "declare"]) {
            let then = if kind.act("execute").is_some_and(|act| act.tacit) {
                "declare"
            } else {
                "execute and declare"
            };
            let tacit = kind.act("declare").is_some_and(|act| act.tacit);
            if !tacit {
                let mode = chance.word(&["automated", "advised", "enforced"]);
                text.push_str(&format!(
                    "rule on {} promised{} {mode} {{ then {then} }}\n",
                    kind.name.spelt(),
                    meanwhile(chance, plan, at)
                ));
                bound.push(at);
            }
        }
        if chance.percent(30)
            && let Some(rule) = on_declared(chance, &mut place, kind)
        {
            text.push_str(&rule);
            bound.push(at);
        }
    }
    for at in bound {
        if let Some(kind) = plan.kinds.get_mut(at) {
            kind.free = false;
        }
    }
    text
}

/// Everything that comes with the acts of a transaction.
fn data<'p>(plan: &'p Plan, kind: &'p Kind) -> Vec<&'p Field> {
    kind.acts
        .iter()
        .flat_map(|act| plan.items(kind, act))
        .collect()
}

/// Functions that conditions use: a look-up of that name would be asked instead.
const FUNCTIONS: &[&str] = &[
    "abs",
    "all",
    "any",
    "contains",
    "count",
    "day",
    "days",
    "filter",
    "first",
    "length",
    "lower",
    "map",
    "max",
    "min",
    "month",
    "round",
    "starts_with",
    "trim",
    "upper",
    "year",
];

/// Look-ups, and how each is asked.
fn lookups(chance: &mut Chance, plan: &Plan) -> (String, Vec<Read>) {
    let mut scope = Scope::new(Apart::ByLetter, FUNCTIONS);
    let (mut text, mut asked) = (String::new(), Vec::new());
    for _ in 0..chance.below(3) {
        let name = small(chance, &mut scope);
        // Asked by a name that an expression means something else by, it would not be asked.
        let known = derived::taken(plan, &[]).take(name.text());
        let mut inside = Scope::new(Apart::ByLetter, &[]);
        let (mut params, mut args) = (Vec::new(), Vec::new());
        for _ in 0..chance.below(4) {
            let ty = facts::any(chance, &plan.types, 1);
            let Some(arg) = plan.types.literal(chance, &ty).filter(|it| !it.is_empty()) else {
                continue;
            };
            params.push(format!(
                "{}: {}",
                small(chance, &mut inside).text(),
                plan.ty(&ty)
            ));
            args.push(arg);
        }
        let ty = facts::any(chance, &plan.types, 1);
        text.push_str(&texts::doc(chance, ""));
        text.push_str(&format!(
            "lookup {}({}) -> {}\n",
            name.spelt(),
            params.join(", "),
            plan.ty(&ty)
        ));
        if known {
            asked.push(Read {
                path: format!("{}({})", name.spelt(), args.join(", ")),
                ty,
            });
        }
    }
    (text, asked)
}

fn free_of_data(kind: &Kind, words: &[&str]) -> bool {
    words
        .iter()
        .all(|word| kind.act(word).is_none_or(|act| act.items.is_empty()))
}

/// The assessments of a rule.
fn assessments(chance: &mut Chance, place: &mut Place<'_>) -> String {
    let mut names = Scope::new(Apart::BySound, &[]);
    let made = (0..chance.between(1, 3)).map(|_| {
        let word = chance.word(&["truth", "truth", "sincerity", "rightness"]);
        let (name, condition) = (capital(chance, &mut names), place.condition(chance));
        format!(
            "    {word} {} {}: {condition}\n",
            name.spelt(),
            texts::quoted(chance)
        )
    });
    made.collect()
}

/// What stands of a child while a rule holds.
fn meanwhile(chance: &mut Chance, plan: &Plan, at: usize) -> String {
    let single = |kind: &&Kind| kind.parent == Some(at) && matches!(kind.count, "" | " [1..1]");
    // What happens in another case is no condition.
    let single = |kind: &&Kind| single(kind) && !kind.apart;
    let children: Vec<&Kind> = plan.kinds.iter().filter(single).collect();
    match chance.pick(&children) {
        Some(child) if chance.percent(50) => format!(" while {} accepted", child.name.spelt()),
        _ => String::new(),
    }
}

/// A rule that asks for a child per element of a list.
fn for_each(chance: &mut Chance, place: &mut Place<'_>, at: usize, subject: &str) -> String {
    let plan = place.plan;
    let (Some(kind), Some(child)) = (
        plan.kinds.get(at),
        plan.kinds.iter().find(|child| {
            let several = matches!(child.count, " [0..*]" | " [1..*]");
            child.parent == Some(at) && child.new && several && !child.given && !child.apart
        }),
    ) else {
        return String::new();
    };
    let lists = place.reads.iter().filter_map(|read| match &read.ty {
        Ty::List(of) if read.path.starts_with(subject) => Some((read.path.clone(), of.clone())),
        _ => None,
    });
    let lists: Vec<(String, Box<Ty>)> = lists.collect();
    let Some((list, of)) = chance.pick(&lists) else {
        return String::new();
    };
    let element = small(chance, &mut place.taken);
    // A value per element asks neither the host nor another case.
    let all = place.reads.clone();
    place
        .reads
        .retain(|read| read.path.starts_with(&format!("{subject}.")));
    place.reads.push(Read {
        path: element.spelt(),
        ty: (**of).clone(),
    });
    let values = match child.act("request") {
        Some(request) => payload(chance, place, child, request),
        None => Some(String::new()),
    };
    place.reads = all;
    let Some(values) = values else {
        return String::new();
    };
    format!(
        "rule on {} promised {} {{ then for each {} in {list} request {}{values} }}\n",
        kind.name.spelt(),
        chance.word(&["automated", "automated", "advised"]),
        element.spelt(),
        child.name.spelt(),
    )
}

/// The values of an act, where each can be made.
pub(crate) fn payload(
    chance: &mut Chance,
    place: &mut Place<'_>,
    kind: &Kind,
    act: &Act,
) -> Option<String> {
    let plan = place.plan;
    let fields = plan.items(kind, act).into_iter().map(|field| {
        let value = place.value(chance, &field.ty)?;
        Some(format!("{}: {value}", field.name.spelt()))
    });
    let fields: Vec<String> = fields.collect::<Option<_>>()?;
    Some(if fields.is_empty() {
        String::new()
    } else {
        format!(" {{ {} }}", fields.join(", "))
    })
}

fn on_requested(chance: &mut Chance, place: &mut Place<'_>, kind: &Kind) -> Option<String> {
    let promise = kind.act("promise")?;
    let mode = chance.word(&["advised", "enforced", "automated"]);
    let values = payload(chance, place, kind, promise)?;
    let mut text = format!("rule on {} requested {mode} {{\n", kind.name.spelt());
    let decline = kind.act("decline").filter(|act| act.items.is_empty());
    if decline.is_some() {
        text.push_str(&assessments(chance, place));
    }
    text.push_str(&format!("    then promise{values}\n"));
    if decline.is_some() {
        text.push_str(&format!(
            "    else decline {{ reason: {} }}\n",
            texts::quoted(chance)
        ));
    }
    text.push_str("}\n");
    Some(text)
}

fn on_declared(chance: &mut Chance, place: &mut Place<'_>, kind: &Kind) -> Option<String> {
    let accept = kind
        .act("accept")
        .filter(|act| act.items.is_empty() && !act.tacit)?;
    let reject = kind.act("reject").filter(|act| act.items.is_empty())?;
    if kind.pattern == Pattern::Basic {
        return None;
    }
    let mode = chance.word(&["advised", "enforced", "automated"]);
    Some(format!(
        "rule on {} declared {mode} {{\n{}    then {}\n    else {} {{ reason: {} }}\n}}\n",
        kind.name.spelt(),
        assessments(chance, place),
        accept.word,
        reject.word,
        texts::quoted(chance)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_up_is_asked_with_values_only() {
        let plan = Plan::default();
        for seed in 0..50 {
            let (_, asked) = lookups(&mut Chance::new(seed), &plan);
            assert!(asked.iter().all(|read| read.path.ends_with(')')));
            assert!(asked.iter().all(|read| !matches!(read.ty, Ty::Entity(_))));
        }
    }
}
