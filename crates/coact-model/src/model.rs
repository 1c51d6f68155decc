//! The resolved model: every name is bound, every expression typed, everything derived is computed.
//!
//! Where the text leaves something broken, the resolver leaves the element out and reports it; what is
//! here is always well-formed. Elements refer to each other by typed ids into the model's lists, which
//! are in the order of the texts.

mod action;
mod aggregate;
mod case;
mod context;
mod cooperation;
mod event;
mod expr;
mod fact;
mod forms;
mod ids;
mod lent;
mod organisation;
mod past;
mod process;
mod system;
mod types;
mod view;
mod walk;

pub use action::*;
pub use aggregate::*;
pub use case::*;
pub use context::*;
pub use cooperation::*;
pub use event::*;
pub use expr::*;
pub use fact::*;
pub use ids::*;
pub use lent::more_than_a_row;
pub use organisation::*;
pub use past::*;
pub use process::*;
pub use system::*;
pub use types::*;
pub use view::*;

use crate::Loc;
use crate::ctp::Profile;
use crate::diagnostics::Level;

/// A name with the place of its declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ident {
    /// The identifier.
    pub text: String,
    /// Where it is declared; for a derived default name, what it is derived from.
    pub loc: Loc,
}

/// One model: an organisation's scope of interest.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its name.
    pub name: Ident,
    /// The `//!` text.
    pub doc: Option<String>,
    /// The profile of the transaction pattern.
    pub profile: Profile,
    /// How much it is held to.
    pub level: Level,
    /// The IANA zone that defines `today()`.
    pub zone: String,
    /// Lanes, in the order of the files that state them.
    pub contexts: Vec<Context>,
    /// The models it imports, with the place of the first `import` of each. What it uses of them stands at the end
    /// of the lists below.
    pub imports: Vec<Ident>,
    /// New types over base types.
    pub scalars: List<ScalarId, Scalar>,
    /// Enumerations.
    pub enums: List<EnumId, Enum>,
    /// Structured values.
    pub values: List<ValueId, Value>,
    /// Entities.
    pub entities: List<EntityId, Entity>,
    /// Actor roles.
    pub actors: List<ActorId, Actor>,
    /// Banks.
    pub banks: List<BankId, Bank>,
    /// Which roles may read which banks.
    pub accesses: Vec<Access>,
    /// Positions.
    pub positions: List<PositionId, Position>,
    /// Who acts for whom.
    pub delegations: Vec<Delegation>,
    /// Transaction kinds.
    pub kinds: List<KindId, TransactionKind>,
    /// Response links.
    pub links: List<LinkId, ResponseLink>,
    /// Wait links.
    pub waits: List<WaitId, WaitLink>,
    /// Case kinds: what lives in one stream.
    pub cases: List<CaseKindId, CaseKind>,
    /// Action rules.
    pub rules: List<RuleId, ActionRule>,
    /// Look-ups.
    pub lookups: List<LookupId, Lookup>,
    /// Aggregates.
    pub aggregates: List<AggregateId, Aggregate>,
    /// Plain commands.
    pub commands: List<CommandId, Command>,
    /// Plain events.
    pub events: List<EventId, Event>,
    /// External systems.
    pub systems: List<SystemId, System>,
    /// What external systems can be asked to do.
    pub calls: List<CallId, Call>,
    /// What is done without a person about rows and events.
    pub automations: List<AutomationId, Automation>,
    /// What events from outside become.
    pub translations: List<TranslationId, Translation>,
    /// Views.
    pub views: List<ViewId, View>,
    /// Queries.
    pub queries: List<QueryId, Query>,
    /// Screens.
    pub screens: List<ScreenId, Screen>,
    /// Marks on anything but stories and slices.
    pub marks: Vec<ItemMark>,
    /// What names were before, in the order of the texts.
    pub pasts: Vec<Past>,
    /// How records of older versions are read, in the order of the texts.
    pub upcasts: Vec<Upcast>,
    /// What all specs may name.
    pub definitions: Vec<Definition>,
    /// Stories.
    pub stories: List<StoryId, Story>,
    /// What slices of a sketch name and nothing declares yet.
    pub stubs: List<StubId, Stub>,
    /// Automations and translations of which a part is a stub.
    pub sketches: List<SketchId, Sketch>,
    /// All specs, wherever they stand.
    pub specs: List<SpecId, Spec>,
}

impl Model {
    /// Whether nothing of DEMO is in it: nobody who works with it need know a word of that.
    pub fn is_plain(&self) -> bool {
        self.kinds.is_empty() && self.entities.is_empty()
    }

    /// A model of this name with nothing in it.
    pub fn new(name: Ident) -> Self {
        Self {
            name,
            doc: None,
            profile: Profile::default(),
            level: Level::default(),
            zone: "UTC".to_owned(),
            contexts: Vec::new(),
            imports: Vec::new(),
            scalars: List::default(),
            enums: List::default(),
            values: List::default(),
            entities: List::default(),
            actors: List::default(),
            banks: List::default(),
            accesses: Vec::new(),
            positions: List::default(),
            delegations: Vec::new(),
            kinds: List::default(),
            links: List::default(),
            waits: List::default(),
            cases: List::default(),
            rules: List::default(),
            lookups: List::default(),
            aggregates: List::default(),
            commands: List::default(),
            events: List::default(),
            systems: List::default(),
            calls: List::default(),
            automations: List::default(),
            translations: List::default(),
            views: List::default(),
            queries: List::default(),
            screens: List::default(),
            marks: Vec::new(),
            pasts: Vec::new(),
            upcasts: Vec::new(),
            definitions: Vec::new(),
            stories: List::default(),
            stubs: List::default(),
            sketches: List::default(),
            specs: List::default(),
        }
    }
}
