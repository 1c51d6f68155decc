//! One attempt at a command: find its case, decide, record.

use std::sync::Arc;

use uuid::Uuid;

use super::{CommandError, Executor, Intent, Loaded};
use crate::store::{Append, AppendError, Appended, NonEmpty, Store, Version};
use crate::{
    Answer, CaseId, Ctx, Envelope, Model, Place, Rejection, RejectionKind, Via, codec, ids,
};

/// How often an append of unknown outcome is sent again.
const UNKNOWNS: u32 = 3;
/// Tacit acts in one commit; a model's are bounded by its number of transactions, far below this.
const TACIT: usize = 10_000;

impl<M: Model, S: Store, H: Answer<M>> Executor<M, S, H> {
    /// The case a command is for.
    pub(crate) async fn place(
        &self,
        command_id: Uuid,
        command: &M::Command,
    ) -> Result<CaseId, CommandError> {
        match M::place(command, ids::created_by::<M>(command_id)) {
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

    /// Decides a command at the loaded fold, and folds the event and its tacit closure into it.
    pub(crate) async fn decide(
        &self,
        loaded: &mut Loaded<M>,
        intent: &Intent<'_, M>,
        command: M::Command,
    ) -> Result<Vec<Envelope<M>>, CommandError> {
        let mut ctx = Ctx {
            who: intent.principal.id.clone(),
            roles: &intent.principal.roles,
            now: intent.now,
            today: self.zone.to_datetime(intent.now).date(),
            new_id: ids::created_by::<M>(intent.command_id),
            via: intent.via.clone(),
        };
        let questions = M::needs(&loaded.case, &ctx, &command);
        let asked = !questions.is_empty();
        let facts = if asked {
            self.host.answer(questions).await?
        } else {
            M::Facts::default()
        };
        let mut event = M::decide(&loaded.case, &ctx, command, &facts)?;
        if asked && event.facts.is_none() {
            event.facts = Some(Box::new(facts));
        }
        ctx.via = Via::Tacit;
        let mut events = Vec::new();
        while events.len() < TACIT {
            loaded.apply(&event);
            let next = M::tacit(&loaded.case, &ctx, &event);
            events.push(event);
            match next {
                Some(tacit) => event = tacit,
                None => return Ok(events),
            }
        }
        Err(CommandError::Endless {
            case: loaded.id.clone(),
        })
    }

    /// Records the events that [`Self::decide`] has folded into `loaded` already.
    pub(crate) async fn record(
        &self,
        intent: &Intent<'_, M>,
        loaded: &Loaded<M>,
        events: &[Envelope<M>],
    ) -> Result<Appended, CommandError> {
        let mut encoded = Vec::with_capacity(events.len());
        let mut claims = Vec::new();
        for event in events {
            encoded.push(codec::encode(event)?);
            claims.extend(M::claim(&event.event));
        }
        let mut encoded = encoded.into_iter();
        let Some(first) = encoded.next() else {
            return Err(CommandError::Endless {
                case: loaded.id.clone(),
            });
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
