//! Children that live apart, in specs: what cases tell each other is told at once.

use super::{Failed, Outcome, Spec, Specified};
use crate::apart::Passed;
use crate::{CaseId, Ctx, Decision, Envelope, Events, Via, ids};

impl<M: Specified> Spec<M> {
    /// Has the parent lend what an act of the child needs, where both admit it; else what refuses first.
    ///
    /// # Errors
    /// The parent is no case of the model, or what it lends cannot be told.
    pub(super) fn lend(
        &mut self,
        ctx: &Ctx<'_, M>,
        parent: CaseId,
        child: &CaseId,
        act: M::Command,
        decided: Decision<Events<M>>,
    ) -> Result<Decision<Events<M>>, Failed> {
        let passed = Passed::Lend {
            child: child.clone(),
            id: ctx.new_id,
            act: Box::new(act),
        };
        let Some(lend) = M::pass(passed) else {
            return Ok(decided);
        };
        let case = self.case(&parent)?;
        let lent = M::decide(&case, ctx, lend, &M::Facts::default());
        Ok(match (decided, lent) {
            (Ok(decided), Ok(lent)) => match self.record(&parent, lent, false)? {
                Ok(_) => {
                    // It is handed over here.
                    self.done.insert(ctx.new_id);
                    Ok(decided)
                }
                Err(rejection) => Err(rejection),
            },
            (Err(own), Err(theirs)) if own.kind < theirs.kind => Err(own),
            (_, Err(rejection)) | (Err(rejection), _) => Err(rejection),
        })
    }

    /// Delivers what cases have to tell each other until all of it is told.
    ///
    /// # Errors
    /// Something that is told cannot be read or written.
    pub(super) fn pass_on(&mut self) -> Outcome {
        if !M::APART {
            return Ok(());
        }
        loop {
            let mut messages = Vec::new();
            for case in self.cases.values() {
                M::messages(case, &mut messages);
            }
            let known = &self.done;
            let Some(message) = messages
                .into_iter()
                .find(|message| !known.contains(&message.id))
            else {
                return Ok(());
            };
            self.done.insert(message.id);
            let case = self.case(&message.to)?;
            let roles = [message.role];
            let new_id = ids::created_by::<M>(message.id);
            let via: Via = message.via.clone();
            let ctx = self.ctx(message.by.clone(), &roles, new_id, via);
            let answers = self.read(&case, &ctx, &message.command)?;
            let mut told = M::decide(&case, &ctx, message.command, &answers);
            if let (Err(_), Some(otherwise)) = (&told, message.otherwise) {
                told = M::decide(&case, &ctx, otherwise, &answers);
            }
            let Ok(told) = told else { continue };
            let Ok(events) = self.record(&message.to, told, false)? else {
                continue;
            };
            if self.acted {
                let shown = |event: &Envelope<M>| M::noted(&event.event).is_none();
                let events = events.into_iter().filter(shown);
                self.events.extend(events.map(|event| (event, false)));
            }
        }
    }
}
