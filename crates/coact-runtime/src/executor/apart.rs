//! Commands that need a token, and what cases tell each other.

use super::{CONFLICTS, CommandError, Executor, Intent, Loaded, Outcome, Token};
use crate::apart::{Message, Passed};
use crate::store::Store;
use crate::{Answer, CaseId, Model, Principal, Rejection, ids};

impl<M: Model, S: Store, H: Answer<M>> Executor<M, S, H> {
    /// As [`Self::decide_and_record`], by way of the case that lends the token where one is needed.
    pub(super) async fn borrow_and_record(
        &self,
        id: &CaseId,
        intent: &Intent<'_, M>,
        command: M::Command,
    ) -> Result<Outcome<M>, CommandError> {
        if !M::APART {
            return self
                .decide_and_record(id, intent, command, Token::Lent)
                .await;
        }
        for _ in 0..CONFLICTS {
            let loaded = self.load(id).await?;
            if let Some(parent) = M::borrows(&loaded.case, &command) {
                return self.borrow(loaded, &parent, intent, command).await;
            }
            let decided = self.decide_and_record(id, intent, command.clone(), Token::NotLent);
            match decided.await {
                // It has settled meanwhile.
                Err(CommandError::Conflict { .. }) => {}
                decided => return decided,
            }
        }
        Err(CommandError::Contended {
            case: id.clone(),
            attempts: CONFLICTS,
        })
    }

    /// Performs what a child may do only with the token: its parent lends it for the very act, and then the child performs
    /// it. What the child refuses as it stands is refused before anything is lent.
    async fn borrow(
        &self,
        mut child: Loaded<M>,
        parent: &CaseId,
        intent: &Intent<'_, M>,
        command: M::Command,
    ) -> Result<Outcome<M>, CommandError> {
        let id = child.id.clone();
        // What brings the token home may have stayed behind.
        let mut messages = Vec::new();
        M::messages(&child.case, &mut messages);
        for message in messages.into_iter().filter(|message| message.to == *parent) {
            if self.store.receipt(message.id).await?.is_none() {
                self.deliver(&message).await?;
            }
        }
        let own = match self.decide(&mut child, intent, command.clone()).await {
            Ok(_) => None,
            Err(CommandError::Rejected(rejection)) => Some(rejection),
            Err(error) => return Err(error),
        };
        let passed = Passed::Lend {
            child: id.clone(),
            id: intent.command_id,
            act: Box::new(command.clone()),
        };
        let lend = M::pass(passed).ok_or_else(Rejection::identity)?;
        self.lend(parent, intent, lend, own).await?;
        let otherwise = M::pass(Passed::TurnDown {
            parent: parent.clone(),
        });
        self.hand_over(&id, intent, command, otherwise).await
    }

    /// Records at the parent what it lends, unless it or the child (`own`) refuses: what is checked first is told.
    async fn lend(
        &self,
        parent: &CaseId,
        intent: &Intent<'_, M>,
        lend: M::Command,
        own: Option<Rejection>,
    ) -> Result<(), CommandError> {
        let lent = ids::lent::<M>(intent.command_id);
        let intent = Intent::new(intent.principal, intent.via.clone(), lent, intent.now);
        for _ in 0..CONFLICTS {
            let mut loaded = self.load(parent).await?;
            let decided = self.decide(&mut loaded, &intent, lend.clone()).await;
            let decided = match (decided, own) {
                (Ok(decided), None) => decided,
                (Err(CommandError::Rejected(_)), _)
                    if self.store.receipt(intent.command_id).await?.is_some() =>
                {
                    // Lent before: whoever did so did not come to hand it over.
                    return Ok(());
                }
                (Err(CommandError::Rejected(theirs)), Some(own)) => {
                    let first = if own.kind < theirs.kind { own } else { theirs };
                    return Err(first.into());
                }
                (Ok(_), Some(own)) => return Err(own.into()),
                (Err(error), _) => return Err(error),
            };
            match self.record(&intent, &loaded, &decided).await {
                Ok(_) => return Ok(()),
                Err(CommandError::Conflict { .. } | CommandError::Overtaken(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(CommandError::Contended {
            case: parent.clone(),
            attempts: CONFLICTS,
        })
    }

    /// Tells a case what a token was lent for, or something of the tokens themselves. Where it refuses, it is told what
    /// is meant for that, under the same id: so there is one answer, whoever hands it over.
    async fn hand_over(
        &self,
        to: &CaseId,
        intent: &Intent<'_, M>,
        command: M::Command,
        otherwise: Option<M::Command>,
    ) -> Result<Outcome<M>, CommandError> {
        let decided = self.decide_and_record(to, intent, command, Token::Lent);
        let refused = match decided.await {
            Err(CommandError::Rejected(refused)) => refused,
            decided => return decided,
        };
        let recorded = self.unless_recorded(Some(to), intent, refused.into()).await;
        let (Err(CommandError::Rejected(_)), Some(otherwise)) = (&recorded, otherwise) else {
            return recorded;
        };
        let told = self.decide_and_record(to, intent, otherwise, Token::Lent);
        match told.await? {
            outcome if outcome.duplicate => Ok(outcome),
            _ => Err(refused.into()),
        }
    }

    /// Tells a case what another one has to tell it.
    pub(crate) async fn deliver(&self, message: &Message<M>) -> Result<Outcome<M>, CommandError> {
        let by = Principal::new(message.by.clone(), [message.role]);
        let intent = Intent::new(&by, message.via.clone(), message.id, self.now());
        let (command, otherwise) = (message.command.clone(), message.otherwise.clone());
        self.hand_over(&message.to, &intent, command, otherwise)
            .await
    }

    /// Delivers at once what a command has caused between cases. What does not arrive is left to automations: the command
    /// itself is recorded.
    pub(super) async fn pass_on(&self, outcome: &Outcome<M>) {
        let first = |outcome: &Outcome<M>| {
            let before = outcome
                .version
                .0
                .saturating_sub(outcome.events.len() as u64);
            (outcome.case.clone(), before)
        };
        let mut open = vec![first(outcome)];
        let mut messages = Vec::new();
        while let Some((case, before)) = open.pop() {
            let Ok(loaded) = self.load(&case).await else {
                continue;
            };
            M::messages(&loaded.case, &mut messages);
            for message in messages.drain(..).filter(|message| message.since > before) {
                if let Ok(told) = self.deliver(&message).await
                    && !told.duplicate
                    && !told.events.is_empty()
                {
                    open.push(first(&told));
                }
            }
        }
    }
}
