//! Brings one case to rest.

use std::collections::HashSet;

use jiff::SignedDuration;
use uuid::Uuid;

use super::{AutomationError, Automations, Parked, ParkedBecause, Work};
use crate::executor::Intent;
use crate::store::{Appended, Store};
use crate::{Answer, CaseId, Cause, CommandError, Due, Loaded, Model, Principal, Via, ids};

/// Automated acts of one case in a row, after which the model is taken to be without end, and what is due parked.
const ACTS: u64 = 10_000;
/// When a look-up that was not answered is asked again.
pub(super) const ASK_AGAIN: SignedDuration = SignedDuration::from_secs(60);

/// What became of one due act.
enum Done {
    /// Performed; the fold has it, where it was of this case.
    Performed,
    /// Performed earlier, on the same occasion.
    Before,
    /// Somebody else acted on the case: look anew at what is due.
    Overtaken,
    /// Not performed.
    Parked(ParkedBecause),
}

impl<M: Model, S: Store, H: Answer<M>> Automations<'_, M, S, H> {
    /// Performs what is due in the case until nothing is that could be performed now.
    pub(super) async fn rest(
        &mut self,
        case: &CaseId,
        recorded: &Work,
    ) -> Result<Work, AutomationError> {
        let mut loaded = match self.executor.current(case).await {
            Ok(loaded) => loaded,
            // Of another model on the same store.
            Err(CommandError::NoSuchCase(_)) => return Ok(Work::default()),
            Err(error) => return Err(stop(case, error)),
        };
        let mut work = Work {
            version: loaded.version.0,
            ..Work::default()
        };
        let mut settled: HashSet<Uuid> = HashSet::new();
        // Rounds in which the case changed. Overtaken ones count as well, so that rivals in a hot case cannot
        // keep this one busy for ever: their events are further on in the log, and so is the next look.
        let mut rounds = 0;
        let mut due = Vec::new();
        loop {
            if work.version != loaded.version.0 {
                // An event since: what was refused before it may be admitted now.
                work = Work {
                    version: loaded.version.0,
                    ..Work::default()
                };
            }
            if M::APART {
                self.tell(&loaded, &mut settled, &mut work).await?;
            }
            due.clear();
            M::due(&loaded.case, &mut due);
            let now = self.executor.now();
            let Some((id, next)) = due.drain(..).find_map(|due| {
                let id = ids::automated::<M>(case, &due);
                if settled.contains(&id) || work.is_parked(id) {
                    return None;
                }
                if let Some(time) = due.not_before.filter(|time| *time > now) {
                    work.wake_at(time);
                    return None;
                }
                if recorded.version == work.version
                    && let Some(parked) = recorded.parked.iter().find(|parked| parked.id == id)
                    && (parked.is_endless() || recorded.wake.is_none_or(|wake| wake > now))
                {
                    work.parked.push(parked.clone());
                    if let Some(wake) = recorded.wake {
                        work.wake_at(wake);
                    }
                    return None;
                }
                Some((id, due))
            }) else {
                self.executor.keep(loaded);
                return Ok(work);
            };
            let done = if rounds < ACTS {
                self.act(&mut loaded, id, &next).await?
            } else {
                Done::Parked(ParkedBecause::Endless { acts: rounds })
            };
            match done {
                Done::Performed => {
                    settled.insert(id);
                    rounds += 1;
                    self.done.performed += 1;
                }
                Done::Before => {
                    settled.insert(id);
                    loaded = self.load(case).await?;
                }
                Done::Overtaken => {
                    rounds += 1;
                    loaded = self.load(case).await?;
                }
                Done::Parked(because) => {
                    if matches!(because, ParkedBecause::Unanswered { .. }) {
                        work.wake_at(now.saturating_add(ASK_AGAIN).unwrap_or(now));
                    }
                    work.parked.push(Parked {
                        id,
                        rule: next.rule.to_owned(),
                        command: M::command_name(&next.command).to_owned(),
                        element: next.element,
                        because,
                    });
                    if loaded.version.0 != work.version {
                        // Decided and folded, but not recorded.
                        loaded = self.load(case).await?;
                    }
                }
            }
        }
    }

    /// Performs one due act, at the very fold it was derived from: a rival that acts meanwhile may have
    /// done the same by hand.
    async fn act(
        &self,
        loaded: &mut Loaded<M>,
        id: Uuid,
        due: &Due<M>,
    ) -> Result<Done, AutomationError> {
        let Some(who) = due.by.as_ref().or_else(|| self.fillers.get(&due.role)) else {
            return Ok(Done::Parked(ParkedBecause::Unfilled));
        };
        let by = Principal::new(who.clone(), [due.role]);
        let via = Via::Automation(Box::new(Cause {
            rule: due.rule.to_owned(),
            response: due.response.to_owned(),
            occasion: due.occasion,
            element: due.element.clone(),
        }));
        let intent = Intent::new(&by, via, id, self.executor.now());
        let because = match self.try_act(loaded, &intent, due).await {
            Ok(done) => return Ok(done),
            Err(
                CommandError::Conflict { .. }
                | CommandError::Overtaken(_)
                | CommandError::Contended { .. },
            ) => {
                return Ok(Done::Overtaken);
            }
            Err(
                error @ (CommandError::Store(_)
                | CommandError::OutcomeUnknown(_)
                | CommandError::Fenced),
            ) => return Err(stop(&loaded.id, error)),
            Err(CommandError::Rejected(_) | CommandError::Lookup(_))
                if self.executor.store.receipt(id).await?.is_some() =>
            {
                // Once per occasion: what was performed and taken back since is not performed again.
                return Ok(Done::Before);
            }
            Err(CommandError::Rejected(rejection)) => ParkedBecause::from(rejection),
            Err(CommandError::Lookup(error)) => ParkedBecause::Unanswered {
                lookup: error.lookup.to_owned(),
            },
            Err(error) => ParkedBecause::Failed {
                reason: error.to_string(),
            },
        };
        Ok(Done::Parked(because))
    }

    async fn try_act(
        &self,
        loaded: &mut Loaded<M>,
        intent: &Intent<'_, M>,
        due: &Due<M>,
    ) -> Result<Done, CommandError> {
        let executor = self.executor;
        let command = due.command.clone();
        let elsewhere = executor.place(intent.new_id, &command).await? != loaded.id;
        if elsewhere || M::borrows(&loaded.case, &command).is_some() {
            // Work that this case causes in another: recorded once by its id alone.
            let outcome = executor.perform(intent, command).await?;
            if M::APART {
                // What it lent for that is an event of this case.
                *loaded = executor.load(&loaded.id).await?;
            }
            return Ok(if outcome.duplicate {
                Done::Before
            } else {
                Done::Performed
            });
        }
        let decided = executor.decide(loaded, intent, command).await?;
        Ok(match executor.record(intent, loaded, &decided).await? {
            Appended::New(_) => Done::Performed,
            Appended::Duplicate { .. } => Done::Before,
        })
    }

    async fn load(&self, case: &CaseId) -> Result<Loaded<M>, AutomationError> {
        let loaded = self.executor.load(case).await;
        loaded.map_err(|error| stop(case, error))
    }
}

/// What nothing can be done about here.
pub(super) fn stop(case: &CaseId, error: CommandError) -> AutomationError {
    match error {
        CommandError::Store(error) => error.into(),
        source => AutomationError::Act {
            case: case.clone(),
            source: Box::new(source),
        },
    }
}
