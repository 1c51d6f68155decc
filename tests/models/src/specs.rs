//! Makes stories and specs that come true: a request is made, a promise given, and rows follow.

use crate::chance::Chance;
use crate::names::{Name, small};
use crate::plan::{Kind, Plan};
use crate::texts;
use crate::views::{Rows, command};

pub(crate) fn all(chance: &mut Chance, plan: &Plan, rows: &[Rows]) -> String {
    let mut text = String::new();
    for (at, kind) in plan.kinds.iter().enumerate() {
        if kind.parent.is_some() || chance.percent(20) {
            continue;
        }
        let rows: Vec<&Rows> = rows.iter().filter(|rows| rows.kind == at).collect();
        text.push_str(&slice(chance, plan, at, kind, &rows));
    }
    if text.is_empty() {
        return text;
    }
    format!("story {} {{\n{text}}}\n", texts::quoted(chance))
}

fn slice(chance: &mut Chance, plan: &Plan, at: usize, kind: &Kind, rows: &[&Rows]) -> String {
    let mut text = format!(
        "    slice \"{at} \" {{\n        command {}\n",
        command(kind, "request")
    );
    for rows in rows {
        text.push_str(&format!("        view {}\n", rows.name.spelt()));
    }
    if chance.percent(30) {
        let mark = chance.word(&["note", "link", "image"]);
        text.push_str(&format!("        {mark} {}\n", texts::quoted(chance)));
    }
    if let Some(spec) = spec(chance, plan, kind, rows) {
        text.push_str(&spec);
    }
    text.push_str("    }\n");
    text
}

/// The event of an act as a spec names it.
fn event(kind: &Kind, word: &str) -> Option<Name> {
    let act = kind.act(word)?;
    act.named.then(|| act.event.clone())
}

fn spec(chance: &mut Chance, plan: &Plan, kind: &Kind, rows: &[&Rows]) -> Option<String> {
    let entity = plan.entities.get(kind.entity)?;
    if entity.lawful {
        return None;
    }
    let subject = entity.subject().spelt();
    let mut taken = crate::derived::taken(plan, &[]);
    let constant = small(chance, &mut taken).spelt();
    let asked = event(kind, "request")?;
    let mut text = format!("        spec {} {{\n", texts::quoted(chance));
    text.push_str(&format!(
        "            when {} then {} {{ {subject}: {constant} }}\n",
        command(kind, "request"),
        asked.spelt()
    ));
    for rows in rows {
        text.push_str(&format!(
            "            then {} {{ {}: {constant} }}\n",
            rows.name.spelt(),
            rows.key.text()
        ));
    }
    if kind.free
        && let Some(promised) = event(kind, "promise")
    {
        text.push_str(&format!(
            "            when {} {{ {subject}: {constant} }} then {}\n",
            command(kind, "promise"),
            promised.spelt()
        ));
    }
    text.push_str("        }\n");
    Some(text)
}
