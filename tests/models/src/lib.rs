//! Random models that hold, by construction: each has a seed, and is the same each time.
//!
//! What the checker accepts, rustc has to accept too, and the tests generated with it have to pass; so these models
//! are made of what a careless generator would stumble over ([`model`]). [`compile`] is the rim: it gives the
//! generated code to rustc.

pub mod compile;

mod apart;
mod chance;
mod defaults;
mod derived;
mod earlier;
mod exprs;
mod facts;
mod keyed;
mod kinds;
mod names;
mod organisation;
mod plain;
mod plan;
mod reactions;
mod revocations;
mod rules;
mod specs;
mod texts;
mod types;
mod views;
mod ways;
mod write;

pub use texts::{COMMENTS, HOSTILE};

use chance::Chance;
use kinds::Scopes;
use names::{Apart, Scope};
use plan::Plan;

/// Modules and types of the generated code, which no transaction may be called.
const MODULES: &[&str] = &[
    "types",
    "commands",
    "events",
    "views",
    "queries",
    "lookups",
    "contract",
    "specs",
    "conformance",
    "Role",
    "Command",
    "Event",
    "Case",
    "plain",
    "key",
    "version",
    "automations",
    "Apart",
];

/// Names that the module of a transaction has of itself.
const OF_A_KIND: &[&str] = &[
    "State", "Case", "Command", "Event", "Instance", "Site", "Option", "Result", "steps",
];

/// The name of the model of a seed.
pub fn name(seed: u64) -> String {
    format!("m{seed}")
}

/// The text of the model of a seed.
pub fn model(seed: u64) -> String {
    let mut chance = Chance::new(seed);
    let mut plan = Plan {
        demo3: chance.percent(30),
        ..Plan::default()
    };
    let mut kinds = Scope::new(Apart::BySound, MODULES);
    kinds.take(&name(seed));
    let mut scopes = Scopes {
        // `row.Small` is the field of a row and `requested.Small` one of an act, whatever an enumeration is called.
        types: Scope::new(Apart::ByLetter, kinds::FACT_WORDS),
        actors: Scope::new(Apart::ByLetter, &["ALL"]),
        kinds,
        acts: Scope::new(Apart::BySound, OF_A_KIND),
    };
    scopes.types.take("row");
    scopes.types.take("event");
    // What is of no aggregate is generated under this name.
    scopes.types.take("Plain");
    let profile = if plan.demo3 { "demo3" } else { "demo4" };
    let mut text = format!("//! {}\n", chance.word(COMMENTS));
    text.push_str(&format!("model {} ctp {profile}", name(seed)));
    if chance.percent(40) {
        text.push_str(chance.word(&[
            " zone \"Europe/Amsterdam\"",
            " zone \"Pacific/Apia\"",
            " zone \"UTC\"",
        ]));
    }
    text.push_str("\n\n");
    plan.types = facts::types(&mut chance, &mut scopes.types, &mut text);
    // Of a transaction that is called like an enumeration, `Size.Small` would be a fact.
    for of in &plan.types.enums {
        scopes.kinds.take(of.name.text());
    }
    kinds::cooperation(&mut chance, &mut scopes, &mut plan);
    derived::all(&mut chance, &mut plan);
    let process = write::process(&mut chance, &mut plan);
    let mut views = Scope::new(Apart::BySound, &[]);
    if chance.percent(40) {
        let entities = plan.entities.iter().enumerate();
        // What is called like its own subject means that one.
        let of_cases =
            entities.filter(|(_, entity)| !entity.external && entity.subject() != entity.name);
        plan.by_key = of_cases.map(|(at, _)| at).collect();
    }
    // Of a view and an entity of one name, `Name[key]` would be the view.
    for at in &plan.by_key {
        if let Some(entity) = plan.entities.get(*at) {
            views.take(entity.name.text());
        }
    }
    let actors = &mut scopes.actors;
    let mut scopes = plain::Scopes {
        types: &mut scopes.types,
        acts: &mut scopes.acts,
        modules: &mut scopes.kinds,
        views: &mut views,
    };
    let plain = plain::all(&mut chance, &mut plan, &mut scopes);
    text.push_str(&write::entities(&mut chance, &plan));
    text.push_str(&write::actors(&mut chance, &plan));
    text.push_str(&write::kinds(&mut chance, &plan));
    text.push_str(&organisation::all(&mut chance, &plan));
    text.push_str(&process);
    text.push_str(&plain.text);
    text.push_str(&rules::all(&mut chance, &mut plan, &plain.rows));
    let (said, rows) = views::all(&mut chance, &plan, scopes.views, scopes.acts);
    text.push_str(&said);
    text.push_str(&plain.specs);
    text.push_str(&specs::all(&mut chance, &plan, &rows));
    // Of a view and an event of one name, a spec means the event.
    scopes.acts.join(scopes.views);
    if chance.percent(30) {
        let said = revocations::all(&mut chance, &plan, actors, &mut scopes);
        text.push_str(&said);
    }
    if chance.percent(40) {
        text.push_str(&reactions::all(&mut chance, &plan, &mut scopes));
    }
    text
}
