//! The contract between generated code and the shell that runs it.

use std::fmt::Debug;
use std::hash::Hash;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::apart::{Message, Noted, Passed};
use crate::ctp::Step;
use crate::expr::{Absent, Eval};
use crate::reads::{EntityRead, Read, RowRead};
use crate::todo::{Arrival, CallError, Outside, Todo, TodoEntry, TodoList, Translated};
use crate::{ActorId, Decision, Envelope, Events, Hold, Rejection, Via};

/// A generated model. All functions are pure: same arguments, same answer.
pub trait Model: Sized + Clone + Debug + PartialEq + Send + Sync + 'static {
    /// The model's name.
    const NAME: &'static str;
    /// The zone that defines `today()`, an IANA name.
    const ZONE: &'static str;
    /// The views whose rows guard decisions.
    const GUARDED: &'static [&'static str] = &[];
    /// What the automations of the model work off, beside what links and rules perform in a case.
    const LISTS: &'static [TodoList] = &[];
    /// The role of whoever gives a command for which the model names nobody.
    const ANYONE: Option<Self::Role> = None;
    /// Whether children live apart, in cases of their own.
    const APART: bool = false;

    /// The fold of one case: a root transaction and everything it encloses. One variant per case kind.
    type Case: Clone + Debug + PartialEq + Send + Sync;
    /// All commands, grouped by transaction kind.
    type Command: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync;
    /// All events, grouped by transaction kind.
    type Event: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync;
    /// The actor roles.
    type Role: Copy + Debug + Eq + Hash + Serialize + DeserializeOwned + Send + Sync;
    /// What a look-up is asked.
    type Question: Clone + Debug + PartialEq + Send + Sync;
    /// What the look-ups answered.
    type Facts: Clone + Debug + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync;
    /// What other systems can be asked to do; [`crate::Nothing`] where that is nothing.
    type Call: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync;
    /// What they answer to a call.
    type CallOutcome: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync;
    /// What other systems report.
    type Incoming: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync;

    /// Which case a command is for. `new_id` becomes the key of what a `new` request without a key creates.
    fn place(command: &Self::Command, new_id: Uuid) -> Place;
    /// The empty case of this name; none where the name is of no case kind of this model.
    fn open(case: &CaseId) -> Option<Self::Case>;
    /// The look-ups that must be answered before the command can be decided, as far as they follow from what is known so
    /// far: what is answered may be asked with.
    fn needs(
        case: &Self::Case,
        ctx: &Ctx<'_, Self>,
        command: &Self::Command,
        known: &Self::Facts,
    ) -> Vec<Self::Question>;
    /// The rows of views and the entities that must be read before the command can be decided, as far as they follow from
    /// what is known so far.
    fn reads(_: &Self::Case, _: &Ctx<'_, Self>, _: &Self::Command, _: &Self::Facts) -> Vec<Read> {
        Vec::new()
    }
    /// Adds to what is known what further look-ups answered.
    fn learn(known: &mut Self::Facts, answered: Self::Facts) {
        *known = answered;
    }
    /// Takes a row that was read, none where there is no such row, among the answers.
    ///
    /// # Errors
    /// It cannot be read.
    fn read(_: &mut Self::Facts, _: &RowRead, _: Option<&str>) -> Result<(), RowError> {
        Ok(())
    }
    /// Takes what is known of an entity among the answers: its key and the case that tells of it, none where there is no
    /// such entity.
    fn found(_: &mut Self::Facts, _: &EntityRead, _: Option<(&str, &Self::Case)>) {}
    /// Decides one command: what it brings about, or why not. Where look-ups were asked or rows read and the
    /// first envelope carries no answers, the shell records them with it.
    ///
    /// # Errors
    /// The first check that refuses, in the order of [`Rejection`].
    fn decide(
        case: &Self::Case,
        ctx: &Ctx<'_, Self>,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Events<Self>, Rejection>;
    /// Folds one event into the case.
    fn evolve(case: &mut Self::Case, envelope: &Envelope<Self>);
    /// The next tacit act that `last` made legal, to be recorded in the same commit.
    fn tacit(
        case: &Self::Case,
        ctx: &Ctx<'_, Self>,
        last: &Envelope<Self>,
    ) -> Option<Envelope<Self>>;
    /// Adds the automated work that is due. Level-triggered: derived anew from the fold each time.
    fn due(case: &Self::Case, out: &mut Vec<Due<Self>>);
    /// Adds the acts that people owe, and the revocations they have to settle.
    fn agenda(case: &Self::Case, out: &mut Vec<AgendaItem<Self>>);
    /// The key that the event reserves for its case, where it creates an entity.
    fn claim(event: &Self::Event) -> Option<Claim>;
    /// Adds what the entities of the case have by their facts as they stand, and only so many may have at a time.
    fn holds(_case: &Self::Case, _out: &mut Vec<Hold>) {}
    /// What is to be done about an entry of a list (an index into [`Self::LISTS`]); none where it is not on the list.
    ///
    /// # Errors
    /// The row does not fit its view.
    fn todo(
        _list: usize,
        _entry: &TodoEntry<'_, Self>,
        _outside: &Outside,
    ) -> Result<Eval<Option<Todo<Self>>>, RowError> {
        Ok(Ok(None))
    }
    /// The command that is given for the answer to a call about an entry.
    ///
    /// # Errors
    /// The row does not fit its view.
    fn answered(
        _list: usize,
        _entry: &TodoEntry<'_, Self>,
        _outcome: &Self::CallOutcome,
        _outside: &Outside,
    ) -> Result<Eval<Self::Command>, RowError> {
        Ok(Err(Absent::Unknown))
    }
    /// What a report of another system becomes: a command for each of its translations.
    fn translate(
        _event: &Self::Incoming,
        _arrival: Arrival,
        _outside: &Outside,
    ) -> Vec<Translated<Self>> {
        Vec::new()
    }
    /// In which role a command of an automation or a translation is given, and by which party of the case; none where
    /// nobody can give it.
    fn giver(
        _case: &Self::Case,
        _command: &Self::Command,
    ) -> Option<(Self::Role, Option<ActorId>)> {
        None
    }
    /// Whether the command is of an act that is delegated to the position of this name.
    fn delegates(_command: &Self::Command, _position: &str) -> bool {
        false
    }
    /// The case that must lend the token before the command can be decided in this one; none where nothing is needed,
    /// as where nothing lives apart.
    fn borrows(_case: &Self::Case, _command: &Self::Command) -> Option<CaseId> {
        None
    }
    /// Adds what the case has to tell others with which a token binds it. Level-triggered: derived anew from the fold
    /// each time.
    fn messages(_case: &Self::Case, _out: &mut Vec<Message<Self>>) {}
    /// The command by which cases ask that of each other; none where nothing lives apart.
    fn pass(_passed: Passed<Self::Command>) -> Option<Self::Command> {
        None
    }
    /// Whether a command is one of these: nobody gives them.
    fn is_passed(_command: &Self::Command) -> bool {
        false
    }
    /// What an event notes of that; none for every other event.
    fn noted(_event: &Self::Event) -> Option<&Noted<Self::Command>> {
        None
    }
    /// The event's name: `OrderPlaced`.
    fn event_name(event: &Self::Event) -> &'static str;
    /// The command's name: `PlaceOrder`.
    fn command_name(command: &Self::Command) -> &'static str;
    /// Folds one event into the read models. `case` is as of the event, the event included.
    ///
    /// # Errors
    /// A row that cannot be read or written.
    fn project<R: Rows>(
        rows: &mut R,
        case: &Self::Case,
        envelope: &Envelope<Self>,
    ) -> Result<(), RowError>;
}

/// Every input of a decision that is neither state nor command; recorded in the envelope.
#[derive(Clone, Debug)]
pub struct Ctx<'a, M: Model> {
    /// Who acts.
    pub who: ActorId,
    /// The roles this actor fills.
    pub roles: &'a [M::Role],
    /// The clock.
    pub now: Timestamp,
    /// The day in the model's zone.
    pub today: Date,
    /// The key for what this command may create.
    pub new_id: Uuid,
    /// By a person, by a rule, or tacitly.
    pub via: Via,
}

impl<M: Model> Ctx<'_, M> {
    /// The first of the roles that the actor fills and that admits the command.
    ///
    /// # Errors
    /// The actor fills none of them.
    #[inline]
    pub fn role_of(&self, admitted: &[M::Role]) -> Decision<M::Role> {
        let mut filled = self.roles.iter().copied();
        let found = filled.find(|role| admitted.contains(role));
        found.ok_or_else(Rejection::role)
    }

    /// The same circumstances for a tacit act of this party.
    #[inline]
    #[must_use]
    pub fn tacit(&self, who: ActorId) -> Self {
        Self {
            who,
            roles: self.roles,
            now: self.now,
            today: self.today,
            new_id: self.new_id,
            via: Via::Tacit,
        }
    }
}

/// The stream of one case: `Order/0190…`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CaseId(pub String);

impl CaseId {
    /// The stream of a command that belongs to no aggregate and no transaction: each has one of its own.
    #[must_use]
    pub fn plain(drawn: Uuid) -> Self {
        Self(format!(".plain/{drawn}"))
    }
}

/// Where a command goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// To this case.
    Case(CaseId),
    /// To the case that holds this claim.
    Owner(Claim),
}

/// A key reserved for one case: no other case may hold the same entity and key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Claim {
    /// The entity.
    pub entity: &'static str,
    /// Its key as text.
    pub key: String,
}

/// Automated work that is due in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Due<M: Model> {
    /// The link or rule, by its identity in the model.
    pub rule: &'static str,
    /// Which of the rule's responses: its branch and act, `then request OrderPaying`. Empty for a link.
    pub response: &'static str,
    /// What it performs.
    pub command: M::Command,
    /// In whose name; none where nobody is bound yet.
    pub by: Option<ActorId>,
    /// In which role.
    pub role: M::Role,
    /// The case's version right after the standing fact that the rule answers.
    pub occasion: u64,
    /// The element's key, in a `for each`.
    pub element: Option<String>,
    /// Not before this time.
    pub not_before: Option<Timestamp>,
}

/// An act that somebody owes, or that somebody is to say that no more of a kind will be asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem<M: Model> {
    /// The role that owes it.
    pub role: M::Role,
    /// The party of this instance; none where nobody is bound yet.
    pub party: Option<ActorId>,
    /// The act; none where it is to be said that no more of the kind will be asked for.
    pub step: Option<Step>,
    /// The transaction kind.
    pub kind: &'static str,
    /// The command that performs it.
    pub command: &'static str,
    /// The key of the subject, as text.
    pub subject: String,
    /// What an advising rule thinks of it: the names of the assessments that fail.
    pub advice: Vec<&'static str>,
    /// Not on the list before this time.
    pub not_before: Option<Timestamp>,
}

/// Answers look-ups and calls other systems; generated code adapts its typed traits to this.
pub trait Answer<M: Model>: Send + Sync {
    /// Answers questions of one command: those that were not asked for it before.
    fn answer(
        &self,
        questions: Vec<M::Question>,
    ) -> impl Future<Output = Result<M::Facts, LookupError>> + Send;
    /// Asks another system to do something. The same `id` is the same errand: it may be sent more than once, as after a
    /// crash, and is to be done once.
    fn call(
        &self,
        id: Uuid,
        call: M::Call,
    ) -> impl Future<Output = Result<M::CallOutcome, CallError>> + Send;
}

/// A look-up that could not be answered; the command was not performed and may be sent again.
#[derive(Debug, thiserror::Error)]
#[error("the look-up {lookup} could not be answered")]
pub struct LookupError {
    /// The look-up.
    pub lookup: &'static str,
    /// Why.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// A row type of a view.
pub trait ReadModel:
    Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync
{
    /// The view's name.
    const NAME: &'static str;
}

/// A query over the rows of one view.
pub trait Query {
    /// The view it reads.
    type Row: ReadModel;
    /// Selects and orders.
    fn select(&self, rows: Vec<Self::Row>) -> Vec<Self::Row>;
}

/// The rows that a projection reads and writes. Keys are canonical JSON of the key fields.
pub trait Rows {
    /// The row at this key.
    ///
    /// # Errors
    /// The row cannot be read.
    fn get<V: ReadModel>(&mut self, key: &str) -> Result<Option<V>, RowError>;
    /// Makes or replaces the row at this key.
    ///
    /// # Errors
    /// The row cannot be written.
    fn put<V: ReadModel>(&mut self, key: String, row: &V) -> Result<(), RowError>;
    /// Drops the row at this key, where there is one.
    fn remove<V: ReadModel>(&mut self, key: &str);
    /// All rows of a view with their keys, in the order of their keys.
    ///
    /// # Errors
    /// A row cannot be read.
    fn all<V: ReadModel>(&mut self) -> Result<Vec<(String, V)>, RowError>;
    /// Notes that a handler could not touch a row: it does not exist, or a value is not known.
    fn skipped(&mut self, view: &'static str);
}

/// A row of a read model that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("a row of the view {view} cannot be read or written")]
pub struct RowError {
    /// The view.
    pub view: &'static str,
    /// Why.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}
