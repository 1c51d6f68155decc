//! One attempt at a command: find its case, decide, record.

use std::sync::Arc;

use uuid::Uuid;

use super::{CommandError, Executor, Intent, Loaded};
use crate::reads::{self, EntityRead, FoundBy, Read};
use crate::store::{
    Append, AppendError, Appended, Guard, NonEmpty, RowKey, Store, Touched, Version,
};
use crate::{
    Answer, CaseId, Claim, Ctx, Envelope, Held, Model, Place, Projector, Rejection, RejectionKind,
    Via, codec, names,
};

/// How often an append of unknown outcome is sent again.
const UNKNOWNS: u32 = 3;
/// Tacit acts in one commit; a model's are bounded by its number of transactions, far below this.
const TACIT: usize = 10_000;

/// What a command brings about, before it is recorded.
pub(crate) struct Decided<M: Model> {
    /// Its events, each followed by its tacit closure.
    pub(crate) events: Vec<Envelope<M>>,
    /// Per event, the rows it changes of views that guard decisions.
    touches: Vec<Vec<Touched>>,
    /// The rows that the decision rests on.
    guard: Option<Guard>,
    /// What entities of the case have since, and what no longer.
    held: Held,
}

impl<M: Model, S: Store, H: Answer<M>> Executor<M, S, H> {
    /// The case a command is for, which may create `new_id`.
    pub(crate) async fn place(
        &self,
        new_id: Uuid,
        command: &M::Command,
    ) -> Result<CaseId, CommandError> {
        match M::place(command, new_id) {
            Place::Case(id) => Ok(id),
            Place::Owner(claim) => match self.store.owner(&claim).await? {
                Some(id) => Ok(id),
                None => Err(CommandError::Rejected(Rejection::new(
                    RejectionKind::Identity,
                    claim.entity,
                    "",
                ))),
            },
        }
    }

    /// Decides a command at the loaded fold, and folds what it brings about into it.
    pub(crate) async fn decide(
        &self,
        loaded: &mut Loaded<M>,
        intent: &Intent<'_, M>,
        command: M::Command,
    ) -> Result<Decided<M>, CommandError> {
        let mut before = Vec::new();
        M::holds(&loaded.case, &mut before);
        let mut ctx = Ctx {
            who: intent.principal.id.clone(),
            roles: &intent.principal.roles,
            now: intent.now,
            today: self.zone.to_datetime(intent.now).date(),
            new_id: intent.new_id,
            via: intent.via.clone(),
        };
        let mut facts = M::Facts::default();
        let (mut asked, mut read) = (Vec::new(), Vec::new());
        let mut guard: Option<Guard> = None;
        // What is answered and read may be asked with: until nothing is asked that was not asked before.
        loop {
            let mut questions = M::needs(&loaded.case, &ctx, &command, &facts);
            questions.retain(|question| !asked.contains(question));
            let mut reads = M::reads(&loaded.case, &ctx, &command, &facts);
            reads.retain(|one| !read.contains(one));
            if questions.is_empty() && reads.is_empty() {
                break;
            }
            if !questions.is_empty() {
                let answered = self.host.answer(questions.clone()).await?;
                M::learn(&mut facts, answered);
            }
            let more = self.read(&reads, &mut facts).await?;
            guard = match (guard, more) {
                (Some(guard), Some(more)) => Some(guard.and(more)),
                (guard, more) => guard.or(more),
            };
            asked.append(&mut questions);
            read.append(&mut reads);
        }
        let asked = !asked.is_empty() || !read.is_empty();
        let mut decided = M::decide(&loaded.case, &ctx, command, &facts)?;
        if let Some(first) = decided.first_mut()
            && asked
            && first.facts.is_none()
        {
            first.facts = Some(Box::new(facts));
        }
        ctx.via = Via::Tacit;
        let (mut events, mut touches) = (Vec::new(), Vec::new());
        for event in decided {
            let mut next = Some(event);
            while let Some(event) = next {
                if events.len() == TACIT {
                    let case = loaded.id.clone();
                    return Err(CommandError::Endless { case });
                }
                loaded.apply(&event);
                touches.push(reads::touched::<M>(&loaded.case, &event));
                next = M::tacit(&loaded.case, &ctx, &event);
                events.push(event);
            }
        }
        let mut after = Vec::new();
        M::holds(&loaded.case, &mut after);
        Ok(Decided {
            events,
            touches,
            guard,
            held: Held::between(before, after),
        })
    }

    /// Reads what a decision rests on: entities from their streams, rows from views that are up to date; what guards it,
    /// where any does.
    async fn read(
        &self,
        reads: &[Read],
        facts: &mut M::Facts,
    ) -> Result<Option<Guard>, CommandError> {
        let mut of_views = Vec::new();
        for read in reads {
            match read {
                Read::Row(row) => of_views.push(row),
                Read::Entity(entity) => self.read_entity(entity, facts).await?,
            }
        }
        if of_views.is_empty() {
            return Ok(None);
        }
        Projector::<M, S>::new(&self.store).run().await?;
        // Rows may be newer than this: what changed them in between counts as changed since.
        let after = self.store.checkpoint(&names::projector::<M>()).await?;
        let mut rows = Vec::new();
        for read in of_views {
            let view = format!("{}{}", names::views::<M>(), read.view);
            let row = self.store.row(&view, &read.key).await?;
            M::read(facts, read, row.as_deref())?;
            if read.guarded {
                let key = read.key.clone();
                rows.push(RowKey { view, key });
            }
        }
        Ok((!rows.is_empty()).then_some(Guard { after, rows }))
    }

    /// Reads an entity from its own stream, wherever that is.
    async fn read_entity(
        &self,
        read: &EntityRead,
        facts: &mut M::Facts,
    ) -> Result<(), CommandError> {
        let key = match &read.by {
            FoundBy::Key(key) => Some(key.clone()),
            FoundBy::Facts { law, values } => {
                let holders = self.store.holders(law, values).await?;
                holders.into_iter().next().map(|(holder, _)| holder)
            }
        };
        let Some(key) = key else {
            M::found(facts, read, None);
            return Ok(());
        };
        let claim = Claim {
            entity: read.entity,
            key,
        };
        let Some(case) = self.store.owner(&claim).await? else {
            M::found(facts, read, None);
            return Ok(());
        };
        let loaded = self.current(&case).await?;
        M::found(facts, read, Some((&claim.key, &loaded.case)));
        self.keep(loaded);
        Ok(())
    }

    /// Records what [`Self::decide`] has folded into `loaded` already. Where that is nothing, nothing is recorded.
    pub(crate) async fn record(
        &self,
        intent: &Intent<'_, M>,
        loaded: &Loaded<M>,
        decided: &Decided<M>,
    ) -> Result<Appended, CommandError> {
        let events = &decided.events;
        let mut encoded = Vec::with_capacity(events.len());
        let mut claims = Vec::new();
        for (event, touches) in events.iter().zip(&decided.touches) {
            encoded.push(codec::encode(event, touches.clone())?);
            claims.extend(M::claim(&event.event));
        }
        let mut encoded = encoded.into_iter();
        let Some(first) = encoded.next() else {
            return Ok(Appended::New(loaded.version));
        };
        let expected = Version(loaded.version.0.saturating_sub(events.len() as u64));
        let append = Arc::new(Append {
            case: loaded.id.clone(),
            expected,
            command_id: intent.command_id,
            events: NonEmpty {
                first,
                rest: encoded.collect(),
            },
            claims,
            guard: decided.guard.clone(),
            held: decided.held.clone(),
            recorded_at: intent.now,
            advance: None,
        });
        let mut left = UNKNOWNS;
        loop {
            match self.store.append(Arc::clone(&append)).await {
                // The same append again, so that it counts once whatever became of the first.
                Err(AppendError::OutcomeUnknown(_)) if left > 0 => left -= 1,
                result => return result.map_err(CommandError::from),
            }
        }
    }
}
