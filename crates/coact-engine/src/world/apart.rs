//! Children that live apart: what cases tell each other is told at once.

use coact_runtime::ids;

use super::{Going, World};
use crate::case::Case;
use crate::case::apart::{Message, borrows, messages};
use crate::case::decide::{Ctx, EVERY};
use crate::message::{Command, Envelope, Event, Passed};
use crate::rejection::Decision;

impl World<'_> {
    /// The case that must lend the token before a command can be decided in this one.
    pub(super) fn borrows(&self, case: &Case, command: &Command) -> Option<String> {
        match command {
            Command::Act(command) => borrows(self.cx, case, command),
            Command::Plain(..) | Command::Passed(_) => None,
        }
    }

    /// Has the parent lend what an act of the child needs, where both admit it; else what refuses first.
    pub(super) fn lend(
        &mut self,
        ctx: &Ctx<'_>,
        parent: &str,
        child: &str,
        command: &Command,
        decided: Decision<Vec<Envelope>>,
    ) -> Going<Decision<Vec<Envelope>>> {
        let Command::Act(act) = command else {
            return Ok(decided);
        };
        let passed = Command::Passed(Passed::Lend {
            child: child.to_owned(),
            id: ctx.new_id,
            act: Box::new(act.clone()),
        });
        let case = self.case(parent)?;
        let lent = self.decide(&case, ctx, EVERY, &passed);
        Ok(match (decided, lent) {
            (Ok(decided), Ok(lent)) => match self.record(parent, lent, false)? {
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

    /// The first thing that a case has to tell another one and that was not told.
    fn untold(&self) -> Option<Message> {
        let cases = self.outside.cases.iter();
        let mut all = cases.flat_map(|(id, case)| messages(self.cx, id, case));
        all.find(|message| !self.done.contains(&message.id))
    }

    /// Delivers what cases have to tell each other until all of it is told.
    pub(super) fn pass_on(&mut self) -> Going<()> {
        if !self.cx.model.links.values().any(|link| link.apart) {
            return Ok(());
        }
        while let Some(message) = self.untold() {
            self.done.insert(message.id);
            let case = self.case(&message.to)?;
            let roles: Vec<_> = message.role.into_iter().collect();
            let new_id = ids::created_by_in(&self.cx.model.name.text, message.id);
            let ctx = self.ctx(message.by.clone(), &roles, new_id, message.via.clone());
            let mut told = self.decide(&case, &ctx, EVERY, &message.command);
            if let (Err(_), Some(otherwise)) = (&told, &message.otherwise) {
                told = self.decide(&case, &ctx, EVERY, otherwise);
            }
            let Ok(told) = told else { continue };
            let Ok(events) = self.record(&message.to, told, false)? else {
                continue;
            };
            if self.acted {
                let shown = |event: &Envelope| !matches!(event.event, Event::Noted(_));
                let events = events.into_iter().filter(shown);
                self.events.extend(events.map(|event| (event, false)));
            }
        }
        Ok(())
    }
}
