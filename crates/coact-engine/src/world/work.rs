//! Automated work that runs to rest.

use coact_runtime::spec::ACTS;
use coact_runtime::{CaseId, Cause, Via, ids};

use super::{Going, Stuck, World};
use crate::case::due;
use crate::message::Command;

impl World<'_> {
    /// Lets automated work run to rest.
    ///
    /// # Errors
    /// The rejection before it was not expected, or the work is without end.
    pub(crate) fn automations(&mut self) -> Going<()> {
        self.begin()?;
        for _ in 0..ACTS {
            if !self.work_once()? {
                return Ok(());
            }
        }
        Err(Stuck::new(
            "automated work that comes to rest",
            "work without end",
        ))
    }

    /// Performs the first automated act that can be; whether there was one.
    fn work_once(&mut self) -> Going<bool> {
        let ids: Vec<String> = self.outside.cases.keys().cloned().collect();
        for id in ids {
            let case = self.case(&id)?;
            for work in due::due(self.cx, &case) {
                let command_id = ids::automated_in(
                    &self.cx.model.name.text,
                    &CaseId(id.clone()),
                    (&work.rule, &work.response),
                    work.occasion,
                    work.element.as_deref(),
                );
                let is_early = work.not_before.is_some_and(|time| time > self.now);
                if is_early || self.done.contains(&command_id) {
                    continue;
                }
                let filler = || {
                    let mut fillers = self.fillers.iter();
                    let known = fillers.find(|(role, _)| *role == work.role);
                    known.map(|(_, who)| who.clone())
                };
                let Some(who) = work.by.clone().or_else(filler) else {
                    continue;
                };
                let via = Via::Automation(Box::new(Cause {
                    rule: work.rule,
                    response: work.response,
                    occasion: work.occasion,
                    element: work.element,
                }));
                let command = Command::Act(work.command);
                let performed = self.perform(who, Some(work.role), via, command_id, &command)?;
                if performed.is_ok() {
                    self.done.insert(command_id);
                    return Ok(true);
                }
            }
        }
        self.list_once()
    }
}
