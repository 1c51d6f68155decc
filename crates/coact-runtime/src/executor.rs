//! Performs commands: load, ask, decide, fold, record.

mod apart;
mod attempt;
mod error;
mod loaded;
mod recent;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use attempt::Decided;
pub use error::{CommandError, ZoneError};
pub use loaded::Loaded;
use recent::Recent;

use crate::apart::Noted;
use crate::store::{Appended, Receipt, Store, Version};
use crate::{
    Answer, CaseId, Clock, Envelope, Model, Position, Principal, Rejection, Via, codec, ids,
};

/// How often a command is decided anew because others acted on its case meanwhile. Each time somebody
/// else has succeeded, so this bounds the wait, not the progress.
const CONFLICTS: u32 = 100;
/// What a command did.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<M: Model> {
    /// The case.
    pub case: CaseId,
    /// Its version right after the command's last event.
    pub version: Version,
    /// The command's event, then its tacit closure.
    pub events: Vec<Envelope<M>>,
    /// Whether it was recorded earlier: sent again, or sent twice at once.
    pub duplicate: bool,
}

/// Performs the commands of one model on one store.
#[derive(Debug)]
pub struct Executor<M: Model, S, H> {
    pub(crate) store: S,
    pub(crate) host: H,
    clock: Clock,
    zone: TimeZone,
    recent: Recent<M>,
}

/// Whether the token that a command may need was lent for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    NotLent,
    /// Or the command needs none.
    Lent,
}

/// Who performs a command, why, and under which ids.
#[derive(Debug)]
pub(crate) struct Intent<'a, M: Model> {
    pub(crate) principal: &'a Principal<M>,
    pub(crate) via: Via,
    pub(crate) command_id: Uuid,
    pub(crate) now: Timestamp,
    /// The key of what the command creates.
    pub(crate) new_id: Uuid,
}

impl<'a, M: Model> Intent<'a, M> {
    pub(crate) fn new(
        principal: &'a Principal<M>,
        via: Via,
        command_id: Uuid,
        now: Timestamp,
    ) -> Self {
        Self {
            principal,
            via,
            command_id,
            now,
            new_id: ids::created_by::<M>(command_id),
        }
    }
}

impl<M: Model, S: Store, H: Answer<M>> Executor<M, S, H> {
    /// An executor on the store, with the look-ups answered by `host`.
    ///
    /// # Errors
    /// The model's time zone is not known on this machine.
    pub fn new(store: S, host: H) -> Result<Self, ZoneError> {
        let zone = TimeZone::get(M::ZONE).map_err(|source| ZoneError {
            zone: M::ZONE,
            source,
        })?;
        Ok(Self {
            store,
            host,
            clock: Clock::system(),
            zone,
            recent: Recent::default(),
        })
    }

    /// Takes the time from this clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Keeps so many cases in memory between commands, the ones acted on last; 1024 unless told. A command on one of them
    /// reads nothing of its case: the store confirms when it is recorded, or where it would be refused, that nobody else
    /// has acted meanwhile.
    #[must_use]
    pub fn with_recent(self, cases: usize) -> Self {
        let recent = Recent::of(cases);
        Self { recent, ..self }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Performs a command in the name of `principal`. A command id that is on record answers what was
    /// recorded under it, whatever became of the case since.
    ///
    /// # Errors
    /// [`CommandError::Rejected`] where the model refuses; nothing is recorded then.
    pub async fn execute(
        &self,
        principal: &Principal<M>,
        command_id: Uuid,
        command: M::Command,
    ) -> Result<Outcome<M>, CommandError> {
        if M::is_passed(&command) {
            return Err(CommandError::Rejected(Rejection::role()));
        }
        let via = match &principal.delegate {
            None => Via::Person,
            Some(delegate) if M::delegates(&command, &delegate.position) => {
                Via::Delegate(Box::new(delegate.clone()))
            }
            Some(_) => return Err(CommandError::Rejected(Rejection::role())),
        };
        let intent = Intent::new(principal, via, command_id, self.now());
        let outcome = self.perform(&intent, command).await?;
        // Also of what was recorded before: that may have been as far as it came.
        if M::APART {
            self.pass_on(&outcome).await;
        }
        Ok(outcome)
    }

    pub(crate) async fn perform(
        &self,
        intent: &Intent<'_, M>,
        command: M::Command,
    ) -> Result<Outcome<M>, CommandError> {
        let id = match self.place(intent.new_id, &command).await {
            Ok(id) => id,
            Err(error) => return self.unless_recorded(None, intent, error).await,
        };
        match self.borrow_and_record(&id, intent, command).await {
            Err(error) => self.unless_recorded(Some(&id), intent, error).await,
            outcome => outcome,
        }
    }

    /// What was performed once may well be refused the second time, or stay unanswered, and is still performed.
    async fn unless_recorded(
        &self,
        id: Option<&CaseId>,
        intent: &Intent<'_, M>,
        error: CommandError,
    ) -> Result<Outcome<M>, CommandError> {
        if error.is_of_the_store() {
            return Err(error);
        }
        match self.store.receipt(intent.command_id).await? {
            None => Err(error),
            Some(Receipt { case, version }) if id == Some(&case) => {
                match self.recorded(case, version, intent.command_id).await {
                    Err(CommandError::Rejected(_)) => Err(error),
                    recorded => recorded,
                }
            }
            Some(Receipt { case, .. }) => Err(CommandError::CommandIdReused { case }),
        }
    }

    /// Decides a command and records what it brings about. A conflict is told only where the command needs a token that
    /// it does not have.
    async fn decide_and_record(
        &self,
        id: &CaseId,
        intent: &Intent<'_, M>,
        command: M::Command,
        token: Token,
    ) -> Result<Outcome<M>, CommandError> {
        for _ in 0..CONFLICTS {
            let (mut loaded, is_recent) = match self.recent.take(id) {
                Some(loaded) => (loaded, true),
                None => (self.load(id).await?, false),
            };
            if token == Token::NotLent && M::borrows(&loaded.case, &command).is_some() {
                let actual = loaded.version;
                return Err(CommandError::Conflict { actual });
            }
            let decided = self.decide(&mut loaded, intent, command.clone()).await;
            // What is recorded is confirmed by the store; what is not must not rest on what is old.
            if is_recent && records_nothing(&decided) && self.catch_up(&mut loaded).await? {
                self.recent.put(loaded);
                continue;
            }
            let decided = match decided {
                Ok(decided) => decided,
                Err(error) => {
                    if matches!(error, CommandError::Rejected(_)) {
                        self.recent.put(loaded);
                    }
                    return Err(error);
                }
            };
            match self.record(intent, &loaded, &decided).await {
                Ok(Appended::New(version)) => {
                    self.recent.put(loaded);
                    return Ok(Outcome {
                        case: id.clone(),
                        version,
                        events: decided.events,
                        duplicate: false,
                    });
                }
                Ok(Appended::Duplicate { case, version }) => {
                    return self.recorded(case, version, intent.command_id).await;
                }
                Err(CommandError::Conflict { .. } | CommandError::Overtaken(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(CommandError::Contended {
            case: id.clone(),
            attempts: CONFLICTS,
        })
    }

    /// The case as it stands now, to be acted on: out of the recent ones, where it is one. Give it back by [`Self::keep`].
    pub(crate) async fn current(&self, id: &CaseId) -> Result<Loaded<M>, CommandError> {
        match self.recent.take(id) {
            Some(mut loaded) => {
                self.catch_up(&mut loaded).await?;
                Ok(loaded)
            }
            None => self.load(id).await,
        }
    }

    /// Keeps a case that is as the store has it among the recent ones.
    pub(crate) fn keep(&self, loaded: Loaded<M>) {
        self.recent.put(loaded);
    }

    /// Folds in what was recorded since; whether that was anything.
    async fn catch_up(&self, loaded: &mut Loaded<M>) -> Result<bool, CommandError> {
        let news = self.store.load(&loaded.id, loaded.version).await?;
        for recorded in &news {
            loaded.apply_recorded(recorded)?;
        }
        Ok(!news.is_empty())
    }

    /// The outcome that is on record for a command.
    async fn recorded(
        &self,
        case: CaseId,
        version: Version,
        command_id: Uuid,
    ) -> Result<Outcome<M>, CommandError> {
        let mut events = Vec::new();
        for recorded in self.store.load(&case, Version::ZERO).await? {
            if recorded.command_id == command_id {
                events.push(codec::decode(&case, &recorded)?);
            }
        }
        let notes = |event: &Envelope<M>| M::noted(&event.event).is_some_and(Noted::is_refusal);
        if events.iter().any(notes) {
            let told = "it was turned down when it arrived";
            return Err(Rejection::contained("contained", told).into());
        }
        Ok(Outcome {
            case,
            version,
            events,
            duplicate: true,
        })
    }

    /// The case as it stands now.
    ///
    /// # Errors
    /// The name is of no case kind of the model, the store cannot be read, or an event cannot.
    pub async fn load(&self, id: &CaseId) -> Result<Loaded<M>, CommandError> {
        let mut loaded = Loaded::open(id)?;
        for recorded in self.store.load(id, Version::ZERO).await? {
            loaded.apply_recorded(&recorded)?;
        }
        Ok(loaded)
    }

    /// An event with its case as of it; none where there is no such event.
    pub(crate) async fn load_at(
        &self,
        at: &Position,
    ) -> Result<Option<(Loaded<M>, Envelope<M>)>, CommandError> {
        let mut loaded = Loaded::open(&at.case)?;
        for recorded in self.store.load(&at.case, Version::ZERO).await? {
            let envelope = codec::decode(&at.case, &recorded)?;
            loaded.apply(&envelope);
            if recorded.version.0 == at.version {
                return Ok(Some((loaded, envelope)));
            }
        }
        Ok(None)
    }
}

/// Whether a decision comes to nothing that the store could refuse.
fn records_nothing<M: Model>(decided: &Result<Decided<M>, CommandError>) -> bool {
    match decided {
        Ok(decided) => decided.events.is_empty(),
        Err(error) => matches!(error, CommandError::Rejected(_)),
    }
}
