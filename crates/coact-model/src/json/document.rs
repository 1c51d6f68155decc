//! The whole of the form.

use schemars::JsonSchema;
use serde::Serialize;

use super::action::{Lookup, Rule};
use super::aggregates::{Aggregate, Command, Event};
use super::contexts::Context;
use super::cooperation::{Actor, Transaction};
use super::event_model::{Coverage, DerivedSlice};
use super::facts::Entity;
use super::organisation::{Access, Bank, Delegation, Position};
use super::pasts::Past;
use super::process::{Case, Response, Wait};
use super::specs::Spec;
use super::stories::{ItemMark, Story};
use super::systems::{Automation, System, Translation};
use super::types::{Enumeration, Scalar, Value};
use super::views::{Query, Screen, View};
use super::{FORMAT, words};
use crate::ctp::Profile;
use crate::diagnostics::Level;
use crate::model::Model;

/// A coact model: names resolve, types are known, everything derived is computed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document {
    /// The version of this form.
    format: u32,
    /// The model's name.
    model: String,
    /// What the model says about itself.
    doc: Option<String>,
    /// The profile of the transaction pattern.
    profile: ProfileWord,
    /// How much the model is held to.
    level: LevelWord,
    /// The IANA time zone that defines the day.
    zone: String,
    /// Lanes: what the files of one context hold.
    contexts: Vec<Context>,
    /// The models it imports. What it uses of them is listed with its own elements.
    imports: Vec<String>,
    /// New types over built-in ones.
    scalars: Vec<Scalar>,
    /// Enumerations.
    enumerations: Vec<Enumeration>,
    /// Structured values.
    values: Vec<Value>,
    /// Entities with their facts and laws.
    entities: Vec<Entity>,
    /// Actor roles.
    actors: Vec<Actor>,
    /// Where facts are kept.
    banks: Vec<Bank>,
    /// Which roles may read which banks.
    accesses: Vec<Access>,
    /// Positions and the roles that they fill.
    positions: Vec<Position>,
    /// Who acts for whom.
    delegations: Vec<Delegation>,
    /// Transactions.
    transactions: Vec<Transaction>,
    /// Response links: which fact makes a role perform which act.
    responses: Vec<Response>,
    /// Wait links: which act waits for which fact.
    waits: Vec<Wait>,
    /// Cases: what lives in one stream.
    cases: Vec<Case>,
    /// Action rules.
    rules: Vec<Rule>,
    /// Look-ups that the host answers.
    lookups: Vec<Lookup>,
    /// Aggregates.
    aggregates: Vec<Aggregate>,
    /// Plain commands.
    commands: Vec<Command>,
    /// Plain events.
    events: Vec<Event>,
    /// External systems.
    systems: Vec<System>,
    /// What is done without a person about rows and events.
    automations: Vec<Automation>,
    /// What events from outside become.
    translations: Vec<Translation>,
    /// Views.
    views: Vec<View>,
    /// Queries over views.
    queries: Vec<Query>,
    /// Screens.
    screens: Vec<Screen>,
    /// Marks on anything but stories and slices.
    marks: Vec<ItemMark>,
    /// What names were before, and what is no more.
    pasts: Vec<Past>,
    /// Stories with their slices.
    stories: Vec<Story>,
    /// Executable examples.
    specs: Vec<Spec>,
    /// The slices that follow from transactions, links, rules and views, in the order of the processes.
    derived_slices: Vec<DerivedSlice>,
    /// What no slice of any story shows.
    not_shown: Coverage,
}

/// The profile of the transaction pattern.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ProfileWord {
    /// DEMO-4.
    Demo4,
    /// DEMO-3.
    Demo3,
}

/// How much a model is held to.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum LevelWord {
    /// A model in the making.
    Sketch,
    /// A model that is worked with.
    Standard,
    /// A model that leaves nothing open.
    Strict,
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
            imports: model.imports.iter().map(words::text).collect(),
            scalars: model
                .scalars
                .values()
                .map(|it| Scalar::of(model, it))
                .collect(),
            enumerations: model.enums.values().map(Enumeration::of).collect(),
            values: model
                .values
                .values()
                .map(|it| Value::of(model, it))
                .collect(),
            entities: model
                .entities
                .values()
                .map(|it| Entity::of(model, it))
                .collect(),
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
                .commands
                .iter()
                .map(|(id, it)| Command::of(model, id, it))
                .collect(),
            events: model
                .events
                .iter()
                .filter(|(_, it)| it.system.is_none())
                .map(|(id, it)| Event::of(model, id, it))
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
            views: model.views.values().map(|it| View::of(model, it)).collect(),
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
            marks: model.marks.iter().map(ItemMark::of).collect(),
            pasts: model.pasts.iter().map(|it| Past::of(model, it)).collect(),
            stories: model
                .stories
                .values()
                .map(|it| Story::of(model, it))
                .collect(),
            specs: model.specs.values().map(|it| Spec::of(model, it)).collect(),
            derived_slices: DerivedSlice::all(model),
            not_shown: Coverage::of(model),
        }
    }
}
