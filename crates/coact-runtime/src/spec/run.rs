//! Steps that make something happen.

use uuid::Uuid;

use super::{Spec, Specified, Told, nth_command};
use crate::reads::{EntityRead, FoundBy, Read};
use crate::spec::Outcome;
use crate::{
    ActorId, CaseId, Cause, Claim, Ctx, Decision, Due, Envelope, Events, Held, Hold, Place,
    Rejection, Via, ids,
};

/// Tacit or automated acts in a row, after which a model is taken to be without end.
pub const ACTS: usize = 10_000;

impl<M: Specified> Spec<M> {
    /// An act of the history, by whoever is entitled to it.
    ///
    /// # Errors
    /// The state does not admit it.
    pub fn given(&mut self, command: impl Into<M::Command>, unchecked: bool) -> Outcome {
        self.history(None, command.into(), unchecked)
    }

    /// An act of the history by somebody.
    ///
    /// # Errors
    /// The state does not admit it.
    pub fn given_by(
        &mut self,
        who: impl Into<ActorId>,
        command: impl Into<M::Command>,
        unchecked: bool,
    ) -> Outcome {
        self.history(Some(who.into()), command.into(), unchecked)
    }

    /// A plain event of the history, brought about by somebody, else by whoever may give its command.
    ///
    /// # Errors
    /// What it is of has not begun, or has begun already.
    pub fn given_event(
        &mut self,
        by: Option<ActorId>,
        event: impl Into<M::Event>,
        unchecked: bool,
    ) -> Outcome {
        let event = event.into();
        let name = M::event_name(&event);
        let new_id = self.next_id();
        let Some(Told { case, role, begins }) = M::told(&event, new_id) else {
            return Err(self.failed(format!("a history with {name}"), "an event of an act"));
        };
        let exists = self.cases.contains_key(&case);
        if !unchecked && begins.is_some_and(|begins| begins == exists) {
            let got = if exists {
                "it has begun already"
            } else {
                "it has not begun"
            };
            return Err(self.failed(format!("a history that admits {name}"), got));
        }
        let who = by.unwrap_or_else(|| self.filled(role));
        let roles = [role];
        self.asker = Some(who.clone());
        let ctx = self.ctx(who, &roles, new_id, Via::Person);
        let envelope = Envelope::new(&ctx, role, event);
        let events = match self.record(&case, envelope.into(), unchecked)? {
            Ok(events) => events,
            Err(rejection) => {
                let expected = format!("a history that admits {name}");
                return Err(self.failed(expected, rejection.to_string()));
            }
        };
        if !self.acted {
            self.events
                .extend(events.into_iter().map(|event| (event, false)));
        }
        Ok(())
    }

    fn history(&mut self, by: Option<ActorId>, command: M::Command, unchecked: bool) -> Outcome {
        let new_id = self.next_id();
        let name = M::command_name(&command);
        let id = self.place(&command, new_id).ok_or_else(|| {
            self.failed(format!("a history with {name}"), "a key that names nothing")
        })?;
        let case = self.case(&id)?;
        let (role, party) = M::entitled(&case, &command);
        let who = by.or(party).unwrap_or_else(|| self.filled(role));
        let roles = [role];
        self.asker = Some(who.clone());
        let ctx = self.ctx(who, &roles, new_id, Via::Person);
        // What followed tacitly may be told again.
        let answers = self.read(&case, &ctx, &command)?;
        if let Ok(told) = M::history(&case, &ctx, command.clone(), &answers, true)
            && let Some(at) = self
                .followed
                .iter()
                .position(|event| event.event == told.event)
        {
            self.followed.remove(at);
            return Ok(());
        }
        let refused = |spec: &Self, rejection: Rejection| {
            spec.failed(
                format!("a history that admits {name}"),
                rejection.to_string(),
            )
        };
        let told = M::history(&case, &ctx, command.clone(), &answers, unchecked);
        let told = match M::borrows(&case, &command) {
            // A history that says nothing of the parent is one of the child alone.
            Some(parent) if self.cases.contains_key(&parent) => {
                let events = told.map(Events::from);
                match self.lend(&ctx, parent, &id, command, events.clone())? {
                    Err(_) if unchecked => events,
                    lent => lent,
                }
            }
            _ => told.map(Events::from),
        };
        match told {
            Ok(event) => match self.record(&id, event, unchecked)? {
                Ok(events) => {
                    self.followed = events.iter().skip(1).cloned().collect();
                    if !self.acted {
                        self.events
                            .extend(events.into_iter().map(|event| (event, false)));
                    }
                    self.pass_on()
                }
                Err(rejection) => Err(refused(self, rejection)),
            },
            Err(rejection) => Err(refused(self, rejection)),
        }
    }

    /// A command, decided with every check, and its tacit acts: by whoever is entitled to it.
    ///
    /// # Errors
    /// The rejection before it was not expected.
    pub fn when(&mut self, command: impl Into<M::Command>) -> Outcome {
        self.act(None, command.into())
    }

    /// A command of somebody in these roles, decided with every check, and its tacit acts.
    ///
    /// # Errors
    /// The rejection before it was not expected.
    pub fn when_by(
        &mut self,
        who: impl Into<ActorId>,
        roles: &[M::Role],
        command: impl Into<M::Command>,
    ) -> Outcome {
        self.act(Some((who.into(), roles)), command.into())
    }

    fn act(&mut self, by: Option<(ActorId, &[M::Role])>, command: M::Command) -> Outcome {
        self.begin()?;
        let new_id = self.next_id();
        let Some(id) = self.place(&command, new_id) else {
            self.rejection = Some(Rejection::identity());
            return Ok(());
        };
        let case = self.case(&id)?;
        let (role, party) = M::entitled(&case, &command);
        let own = [role];
        let (who, roles) = match by {
            Some((who, roles)) => (who, roles),
            None => (party.unwrap_or_else(|| self.filled(role)), &own[..]),
        };
        self.asker = Some(who.clone());
        let ctx = self.ctx(who, roles, new_id, Via::Person);
        let answers = self.read(&case, &ctx, &command)?;
        let decided = M::decide(&case, &ctx, command.clone(), &answers);
        let decided = match M::borrows(&case, &command) {
            Some(parent) => self.lend(&ctx, parent, &id, command, decided)?,
            None => decided,
        };
        match decided {
            Ok(decided) => match self.record(&id, decided, false)? {
                Ok(events) => {
                    self.events = events.into_iter().map(|event| (event, false)).collect();
                    self.pass_on()?;
                }
                Err(rejection) => self.rejection = Some(rejection),
            },
            Err(rejection) => self.rejection = Some(rejection),
        }
        Ok(())
    }

    /// Lets automated work run to rest.
    ///
    /// # Errors
    /// The rejection before it was not expected, or the work is without end.
    pub fn automations(&mut self) -> Outcome {
        self.begin()?;
        for _ in 0..ACTS {
            if !self.work_once()? {
                return Ok(());
            }
        }
        Err(self.failed("automated work that comes to rest", "work without end"))
    }

    /// Performs the first automated act that can be; whether there was one.
    fn work_once(&mut self) -> Result<bool, super::Failed> {
        let ids: Vec<CaseId> = self.cases.keys().cloned().collect();
        let mut due: Vec<Due<M>> = Vec::new();
        for id in ids {
            let case = self.case(&id)?;
            M::due(&case, &mut due);
            for work in due.drain(..) {
                let command_id = ids::automated(&id, &work);
                let early = work.not_before.is_some_and(|time| time > self.now);
                if early || self.done.contains(&command_id) {
                    continue;
                }
                let filler = || {
                    let known = self.fillers.iter().find(|(role, _)| *role == work.role);
                    known.map(|(_, who)| who.clone())
                };
                let Some(who) = work.by.clone().or_else(filler) else {
                    continue;
                };
                let via = Via::Automation(Box::new(Cause {
                    rule: work.rule.to_owned(),
                    response: work.response.to_owned(),
                    occasion: work.occasion,
                    element: work.element.clone(),
                }));
                let performed = self.perform(who, work.role, via, command_id, work.command)?;
                if performed.is_ok() {
                    self.done.insert(command_id);
                    return Ok(true);
                }
            }
        }
        self.list_once()
    }

    /// Gives a command without a person; why it is refused. A refusal parks it: it waits for something to happen.
    pub(super) fn perform(
        &mut self,
        who: ActorId,
        role: M::Role,
        via: Via,
        command_id: Uuid,
        command: M::Command,
    ) -> Result<Decision<()>, super::Failed> {
        let new_id = ids::created_by::<M>(command_id);
        let Some(at) = self.place(&command, new_id) else {
            return Ok(Err(Rejection::identity()));
        };
        let target = self.case(&at)?;
        let roles = [role];
        let ctx = self.ctx(who, &roles, new_id, via);
        let answers = self.read(&target, &ctx, &command)?;
        let decided = M::decide(&target, &ctx, command.clone(), &answers);
        let decided = match M::borrows(&target, &command) {
            Some(parent) => self.lend(&ctx, parent, &at, command, decided)?,
            None => decided,
        };
        let recorded = match decided {
            Ok(decided) => self.record(&at, decided, false)?,
            Err(rejection) => Err(rejection),
        };
        let events = match recorded {
            Ok(events) => events,
            Err(rejection) => return Ok(Err(rejection)),
        };
        self.events
            .extend(events.into_iter().map(|event| (event, false)));
        self.pass_on()?;
        Ok(Ok(()))
    }

    /// What is answered, with the rows that the command reads.
    pub(super) fn read(
        &mut self,
        case: &M::Case,
        ctx: &Ctx<'_, M>,
        command: &M::Command,
    ) -> Result<M::Facts, super::Failed> {
        let mut answers = self.answers.clone();
        let mut known = Vec::new();
        loop {
            let mut reads = M::reads(case, ctx, command, &answers);
            reads.retain(|read| !known.contains(read));
            if reads.is_empty() {
                return Ok(answers);
            }
            for read in &reads {
                self.read_one(read, &mut answers)?;
            }
            known.append(&mut reads);
        }
    }

    fn read_one(&mut self, read: &Read, answers: &mut M::Facts) -> Outcome {
        let read = match read {
            Read::Row(read) => read,
            Read::Entity(read) => {
                let found = self.entity(read);
                let found = found.as_ref().map(|(key, case)| (key.as_str(), *case));
                M::found(answers, read, found);
                return Ok(());
            }
        };
        let row = self.rows.text(read.view, &read.key).map(str::to_owned);
        M::read(answers, read, row.as_deref())
            .map_err(|error| self.failed("rows that can be read", error.to_string()))
    }

    /// The key of an entity, and the case that tells of it.
    fn entity(&self, read: &EntityRead) -> Option<(String, &M::Case)> {
        let key = match &read.by {
            FoundBy::Key(key) => key.clone(),
            FoundBy::Facts { law, values } => {
                let mut held = self.held.iter();
                let held = held.find(|held| held.law.identity == *law && held.key == *values)?;
                held.holder.clone()
            }
        };
        let entity = read.entity;
        let case = self.claims.get(&Claim {
            entity,
            key: key.clone(),
        })?;
        Some((key, self.cases.get(case)?))
    }

    pub(super) fn begin(&mut self) -> Outcome {
        self.accepted()?;
        self.acted = true;
        self.events.clear();
        self.followed.clear();
        Ok(())
    }

    /// Nothing was refused since the last expectation.
    ///
    /// # Errors
    /// Something was.
    pub(super) fn accepted(&self) -> Outcome {
        match &self.rejection {
            Some(rejection) => {
                Err(self.failed("a command that is accepted", rejection.to_string()))
            }
            None => Ok(()),
        }
    }

    pub(super) fn next_id(&mut self) -> Uuid {
        self.commands += 1;
        nth_command(self.commands)
    }

    pub(super) fn place(&self, command: &M::Command, new_id: Uuid) -> Option<CaseId> {
        match M::place(command, new_id) {
            Place::Case(id) => Some(id),
            Place::Owner(claim) => self.claims.get(&claim).cloned(),
        }
    }

    pub(super) fn case(&self, id: &CaseId) -> Result<M::Case, super::Failed> {
        let known = self.cases.get(id).cloned();
        known
            .or_else(|| M::open(id))
            .ok_or_else(|| self.failed("a case of the model", id.0.clone()))
    }

    pub(super) fn ctx<'r>(
        &self,
        who: ActorId,
        roles: &'r [M::Role],
        new_id: Uuid,
        via: Via,
    ) -> Ctx<'r, M> {
        Ctx {
            who,
            roles,
            now: self.now,
            today: self.zone.to_datetime(self.now).date(),
            new_id,
            via,
        }
    }

    pub(super) fn filled(&self, role: M::Role) -> ActorId {
        let known = self.fillers.iter().find(|(known, _)| *known == role);
        known.map_or_else(
            || ActorId::from(format!("{role:?}")),
            |(_, who)| who.clone(),
        )
    }

    /// Folds and projects events, each with its tacit acts; where they would give an entity what others have, nothing.
    pub(super) fn record(
        &mut self,
        id: &CaseId,
        decided: Events<M>,
        unchecked: bool,
    ) -> Result<Decision<Vec<Envelope<M>>>, super::Failed> {
        let before = self.case(id)?;
        let mut case = before.clone();
        let mut events = Vec::new();
        for event in decided {
            let mut next = Some(event);
            while let Some(event) = next {
                M::evolve(&mut case, &event);
                if events.len() == ACTS {
                    return Err(self.failed("tacit acts that come to rest", "acts without end"));
                }
                let roles: [M::Role; 0] = [];
                let ctx = self.ctx(event.by.clone(), &roles, Uuid::nil(), Via::Tacit);
                next = M::tacit(&case, &ctx, &event);
                events.push(event);
            }
        }
        if let Err(rejection) = self.hold(&before, &case)
            && !unchecked
        {
            return Ok(Err(rejection));
        }
        let mut shown = before;
        for event in &events {
            M::evolve(&mut shown, event);
            if let Some(claim) = M::claim(&event.event) {
                self.claims.insert(claim, id.clone());
            }
            if let Err(error) = M::project(&mut self.rows, &shown, event) {
                return Err(self.failed("rows that can be written", error.to_string()));
            }
            let changed = self.rows.take_changed();
            self.lists.happened(id, &shown, event, changed);
        }
        self.cases.insert(id.clone(), case);
        Ok(Ok(events))
    }

    /// Takes and gives back what only so many may have at a time; takes nothing of which there is no more.
    fn hold(&mut self, before: &M::Case, after: &M::Case) -> Decision<()> {
        let (mut had, mut has) = (Vec::new(), Vec::new());
        M::holds(before, &mut had);
        M::holds(after, &mut has);
        let Held { taken, released } = Held::between(had, has);
        let mut held: Vec<Hold> = self.held.clone();
        held.retain(|hold| !released.contains(hold));
        for hold in taken {
            let same = held.iter().filter(|other| other.is_same(&hold));
            if same.count() as u64 >= hold.law.most {
                return Err(hold.rejection());
            }
            held.push(hold);
        }
        self.held = held;
        Ok(())
    }
}
