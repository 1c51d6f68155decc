//! Tells other cases what a case has to tell them.

use std::collections::HashSet;

use uuid::Uuid;

use super::round::{ASK_AGAIN, stop};
use super::{AutomationError, Automations, Parked, ParkedBecause, Work};
use crate::store::Store;
use crate::{Answer, CommandError, Loaded, Model};

impl<M: Model, S: Store, H: Answer<M>> Automations<'_, M, S, H> {
    /// Delivers what the case has to tell others and what they do not know yet.
    pub(super) async fn tell(
        &self,
        loaded: &Loaded<M>,
        settled: &mut HashSet<Uuid>,
        work: &mut Work,
    ) -> Result<(), AutomationError> {
        let mut messages = Vec::new();
        M::messages(&loaded.case, &mut messages);
        for message in messages {
            if work.is_parked(message.id) || !settled.insert(message.id) {
                continue;
            }
            let executor = self.executor;
            if executor.store.receipt(message.id).await?.is_some() {
                continue;
            }
            let because = match executor.deliver(&message).await {
                // Refused or not, it is recorded there; or there is nothing to record.
                Ok(_) | Err(CommandError::Rejected(_)) => continue,
                Err(
                    error @ (CommandError::Store(_)
                    | CommandError::OutcomeUnknown(_)
                    | CommandError::Fenced),
                ) => return Err(stop(&loaded.id, error)),
                Err(CommandError::Lookup(error)) => ParkedBecause::Unanswered {
                    lookup: error.lookup.to_owned(),
                },
                Err(error) => ParkedBecause::Failed {
                    reason: error.to_string(),
                },
            };
            let now = executor.now();
            settled.remove(&message.id);
            work.wake_at(now.saturating_add(ASK_AGAIN).unwrap_or(now));
            work.parked.push(Parked {
                id: message.id,
                rule: String::new(),
                command: M::command_name(&message.command).to_owned(),
                element: None,
                because,
            });
        }
        Ok(())
    }
}
