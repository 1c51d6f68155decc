//! The whole of the form.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::action::{Lookup, Rule};
use super::aggregates::{Aggregate, Command, Event};
use super::contexts::Context;
use super::cooperation::{Actor, Transaction};
use super::event_model::{Coverage, DerivedSlice};
use super::facts::Entity;
use super::organisation::{Access, Bank, Delegation, Position};
use super::pasts::{Past, Upcast};
use super::process::{Case, Response, Wait};
use super::specs::{Definition, Spec};
use super::stories::{ItemMark, Story, Stub};
use super::systems::{Automation, System, Translation};
use super::types::{Enumeration, Scalar, Value};
use super::views::{Query, Screen, View};
use super::{FORMAT, words};
use crate::ctp::Profile;
use crate::diagnostics::Level;
use crate::model::Model;

/// A coact model: names resolve, types are known, everything derived is computed.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The version of this form.
    pub(super) format: u32,
    /// The model's name.
    pub(super) model: String,
    /// What the model says about itself.
    pub(super) doc: Option<String>,
    /// The profile of the transaction pattern.
    pub(super) profile: ProfileWord,
    /// How much the model is held to.
    pub(super) level: LevelWord,
    /// The IANA time zone that defines the day.
    pub(super) zone: String,
    /// Lanes: what the files of one context hold.
    #[serde(default)]
    pub(super) contexts: Vec<Context>,
    /// The models that it imports and those that what it imports rests on, by name. What it has of them is listed
    /// behind its own elements, and bears their names.
    #[serde(default)]
    pub(super) imports: Vec<String>,
    /// New types over built-in ones.
    #[serde(default)]
    pub(super) scalars: Vec<Scalar>,
    /// Enumerations.
    #[serde(default)]
    pub(super) enumerations: Vec<Enumeration>,
    /// Structured values.
    #[serde(default)]
    pub(super) values: Vec<Value>,
    /// Entities with their facts and laws.
    #[serde(default)]
    pub(super) entities: Vec<Entity>,
    /// Actor roles.
    #[serde(default)]
    pub(super) actors: Vec<Actor>,
    /// Where facts are kept.
    #[serde(default)]
    pub(super) banks: Vec<Bank>,
    /// Which roles may read which banks.
    #[serde(default)]
    pub(super) accesses: Vec<Access>,
    /// Positions and the roles that they fill.
    #[serde(default)]
    pub(super) positions: Vec<Position>,
    /// Who acts for whom.
    #[serde(default)]
    pub(super) delegations: Vec<Delegation>,
    /// Transactions.
    #[serde(default)]
    pub(super) transactions: Vec<Transaction>,
    /// Response links: which fact makes a role perform which act.
    #[serde(default)]
    pub(super) responses: Vec<Response>,
    /// Wait links: which act waits for which fact.
    #[serde(default)]
    pub(super) waits: Vec<Wait>,
    /// Cases: what lives in one stream.
    #[serde(default)]
    pub(super) cases: Vec<Case>,
    /// Action rules.
    #[serde(default)]
    pub(super) rules: Vec<Rule>,
    /// Look-ups that the host answers.
    #[serde(default)]
    pub(super) lookups: Vec<Lookup>,
    /// Aggregates.
    #[serde(default)]
    pub(super) aggregates: Vec<Aggregate>,
    /// Plain commands, those of no aggregate first.
    #[serde(default)]
    pub(super) commands: Vec<Command>,
    /// Plain events, those of no aggregate first.
    #[serde(default)]
    pub(super) events: Vec<Event>,
    /// External systems.
    #[serde(default)]
    pub(super) systems: Vec<System>,
    /// What is done without a person about rows and events.
    #[serde(default)]
    pub(super) automations: Vec<Automation>,
    /// What events from outside become.
    #[serde(default)]
    pub(super) translations: Vec<Translation>,
    /// Views.
    #[serde(default)]
    pub(super) views: Vec<View>,
    /// Queries over views.
    #[serde(default)]
    pub(super) queries: Vec<Query>,
    /// Screens.
    #[serde(default)]
    pub(super) screens: Vec<Screen>,
    /// Constants and examples that all specs may name.
    #[serde(default)]
    pub(super) definitions: Vec<Definition>,
    /// Marks on anything but stories and slices.
    #[serde(default)]
    pub(super) marks: Vec<ItemMark>,
    /// What names were before, and what is no more, in the order of their owners' names.
    #[serde(default)]
    pub(super) pasts: Vec<Past>,
    /// How records of older versions are read, where a default does not say it.
    #[serde(default)]
    pub(super) upcasts: Vec<Upcast>,
    /// Stories with their slices.
    #[serde(default)]
    pub(super) stories: Vec<Story>,
    /// What slices of a sketch name and nothing declares yet. They are among the elements of slices under their
    /// names like all others.
    #[serde(default)]
    pub(super) stubs: Vec<Stub>,
    /// Executable examples.
    #[serde(default)]
    pub(super) specs: Vec<Spec>,
    /// The slices that follow from transactions, links, rules and views, in the order of the processes.
    #[serde(default)]
    pub(super) derived_slices: Vec<DerivedSlice>,
    /// What no slice of any story shows.
    #[serde(default)]
    pub(super) not_shown: Coverage,
}

/// The profile of the transaction pattern.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ProfileWord {
    /// DEMO-4.
    Demo4,
    /// DEMO-3.
    Demo3,
}

/// How much a model is held to.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum LevelWord {
    /// A model in the making.
    Sketch,
    /// A model that is worked with.
    Standard,
    /// A model that leaves nothing open.
    Strict,
}

/// What is of the model itself, then what it has of others: no text says in which order.
fn own_first<T>(
    all: impl Iterator<Item = T>,
    imported: impl Fn(&T) -> (&Option<String>, &String),
) -> Vec<T> {
    let (mut lent, mut sorted): (Vec<T>, Vec<T>) = all.partition(|it| imported(it).0.is_some());
    lent.sort_by(|a, b| imported(a).cmp(&imported(b)));
    sorted.extend(lent);
    sorted
}

/// The models of which something is in this one.
fn imports(model: &Model) -> Vec<String> {
    let scalars = model.scalars.values().map(|it| &it.imported);
    let enums = model.enums.values().map(|it| &it.imported);
    let values = model.values.values().map(|it| &it.imported);
    let entities = model.entities.values().map(|it| &it.imported);
    let lent = scalars.chain(enums).chain(values).chain(entities);
    let stated = model.imports.iter().map(words::text);
    let all: BTreeSet<String> = lent.flatten().cloned().chain(stated).collect();
    all.into_iter().collect()
}

impl Document {
    pub(super) fn of(model: &Model) -> Self {
        Self {
            format: FORMAT,
            model: words::text(&model.name),
            doc: model.doc.clone(),
            profile: match model.profile {
                Profile::Demo4 => ProfileWord::Demo4,
                Profile::Demo3 => ProfileWord::Demo3,
            },
            level: match model.level {
                Level::Sketch => LevelWord::Sketch,
                Level::Standard => LevelWord::Standard,
                Level::Strict => LevelWord::Strict,
            },
            zone: model.zone.clone(),
            contexts: model
                .contexts
                .iter()
                .map(|it| Context::of(model, it))
                .collect(),
            imports: imports(model),
            scalars: own_first(
                model.scalars.values().map(|it| Scalar::of(model, it)),
                |it| (&it.imported, &it.name),
            ),
            enumerations: own_first(model.enums.values().map(Enumeration::of), |it| {
                (&it.imported, &it.name)
            }),
            values: own_first(model.values.values().map(|it| Value::of(model, it)), |it| {
                (&it.imported, &it.name)
            }),
            entities: own_first(
                model.entities.values().map(|it| Entity::of(model, it)),
                |it| (&it.imported, &it.name),
            ),
            actors: model
                .actors
                .values()
                .map(|it| Actor::of(model, it))
                .collect(),
            banks: model.banks.values().map(|it| Bank::of(model, it)).collect(),
            accesses: model
                .accesses
                .iter()
                .map(|it| Access::of(model, it))
                .collect(),
            positions: model
                .positions
                .values()
                .map(|it| Position::of(model, it))
                .collect(),
            delegations: model
                .delegations
                .iter()
                .map(|it| Delegation::of(model, it))
                .collect(),
            transactions: model
                .kinds
                .iter()
                .map(|(id, it)| Transaction::of(model, id, it))
                .collect(),
            responses: model
                .links
                .values()
                .map(|it| Response::of(model, it))
                .collect(),
            waits: model.waits.values().map(|it| Wait::of(model, it)).collect(),
            cases: model.cases.values().map(|it| Case::of(model, it)).collect(),
            rules: model.rules.values().map(|it| Rule::of(model, it)).collect(),
            lookups: model
                .lookups
                .values()
                .map(|it| Lookup::of(model, it))
                .collect(),
            aggregates: model
                .aggregates
                .values()
                .map(|it| Aggregate::of(model, it))
                .collect(),
            commands: model
                .commands_in_order()
                .into_iter()
                .map(|id| Command::of(model, id, &model.commands[id]))
                .collect(),
            events: model
                .events_in_order()
                .into_iter()
                .filter(|id| model.events[*id].system.is_none())
                .map(|id| Event::of(model, id, &model.events[id]))
                .collect(),
            systems: model
                .systems
                .values()
                .map(|it| System::of(model, it))
                .collect(),
            automations: model
                .automations
                .values()
                .map(|it| Automation::of(model, it))
                .collect(),
            translations: model
                .translations
                .values()
                .map(|it| Translation::of(model, it))
                .collect(),
            views: own_first(model.views.values().map(|it| View::of(model, it)), |it| {
                (&it.imported, &it.name)
            }),
            queries: model
                .queries
                .values()
                .map(|it| Query::of(model, it))
                .collect(),
            screens: model
                .screens
                .values()
                .map(|it| Screen::of(model, it))
                .collect(),
            definitions: Definition::all(model, &model.definitions),
            marks: ItemMark::all(model),
            pasts: Past::all(model),
            upcasts: Upcast::all(model),
            stories: model
                .stories
                .values()
                .map(|it| Story::of(model, it))
                .collect(),
            stubs: model.stubs.values().map(Stub::of).collect(),
            specs: model.specs.values().map(|it| Spec::of(model, it)).collect(),
            derived_slices: DerivedSlice::all(model),
            not_shown: Coverage::of(model),
        }
    }
}
