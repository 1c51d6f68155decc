//! All cases with what lies between them, and how commands change them: what the shell keeps, in memory.

mod apart;
pub(crate) mod entitled;
mod given;
mod lists;
mod place;
mod record;
mod work;

use std::collections::BTreeSet;

use coact_model::model::{ActorId, ViewId};
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::jiff::tz::TimeZone;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::{ActorId as Who, Via, ids, spec};

use crate::case::decide::{Checks, Ctx, Deciding, EVERY, decide};
use crate::case::{self, Case};
use crate::cx::Cx;
use crate::evaluate::Outside;
use crate::message::{Command, Envelope};
use crate::plain;
use crate::rejection::{Decision, Rejection};
use crate::views;
pub(crate) use given::given_command;
use lists::Lists;
pub(crate) use lists::Said;

/// Why something cannot go on: what was expected, and what came instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stuck {
    pub(crate) expected: String,
    pub(crate) got: String,
    /// What differs, field by field, where something came that was nearly what was expected.
    pub(crate) differs: Vec<String>,
    /// What was refused, where something was.
    pub(crate) rejection: Option<Box<Rejection>>,
}

/// What happens, or why it cannot go on.
pub(crate) type Going<T> = Result<T, Stuck>;

impl Stuck {
    pub(crate) fn new(expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self {
            expected: expected.into(),
            got: got.into(),
            differs: Vec::new(),
            rejection: None,
        }
    }

    /// Something was refused.
    pub(crate) fn refused(expected: impl Into<String>, rejection: &Rejection) -> Self {
        Self {
            rejection: Some(Box::new(rejection.clone())),
            ..Self::new(expected, rejection.to_string())
        }
    }
}

/// All cases, and the clock.
pub(crate) struct World<'a> {
    pub(crate) cx: &'a Cx<'a>,
    pub(crate) outside: Outside,
    pub(crate) now: Timestamp,
    zone: TimeZone,
    /// Who acts in a role where nobody is bound.
    pub(crate) fillers: Vec<(ActorId, Who)>,
    /// What the last command brought about, or the whole history before the first; and whether an expectation has taken it.
    pub(crate) events: Vec<(Envelope, bool)>,
    /// Tacit acts of the given history that the history itself may mention.
    followed: Vec<Envelope>,
    pub(crate) rejection: Option<Rejection>,
    asker: Option<Who>,
    acted: bool,
    commands: u64,
    /// The ids of the commands that are done.
    done: BTreeSet<Uuid>,
    /// The views, each behind those whose rows it reads.
    views: Vec<ViewId>,
    lists: Lists,
}

impl<'a> World<'a> {
    /// Nothing has happened yet.
    pub(crate) fn new(cx: &'a Cx<'a>) -> Self {
        Self {
            cx,
            outside: Outside::default(),
            now: spec::BEGIN,
            zone: TimeZone::get(&cx.model.zone).unwrap_or(TimeZone::UTC),
            fillers: Vec::new(),
            events: Vec::new(),
            followed: Vec::new(),
            rejection: None,
            asker: None,
            acted: false,
            commands: 0,
            done: BTreeSet::new(),
            views: views::in_order(cx),
            lists: Lists::new(cx),
        }
    }

    /// Whoever acted last, and asks queries.
    pub(crate) fn asker(&self) -> Who {
        self.asker.clone().unwrap_or_else(|| Who::from("nobody"))
    }

    /// Gives a command, decided with every check and followed by its tacit acts: by somebody in these roles, or by whoever is
    /// entitled to it.
    ///
    /// # Errors
    /// The rejection before it was not expected.
    pub(crate) fn give(&mut self, by: Option<(Who, Vec<ActorId>)>, command: &Command) -> Going<()> {
        self.begin()?;
        let new_id = self.next_id();
        let Some(id) = self.place(command, new_id) else {
            self.rejection = Some(Rejection::identity());
            return Ok(());
        };
        let case = self.case(&id)?;
        let (role, party) = entitled::entitled(self.cx, &case, command);
        let (who, roles) = match by {
            Some(by) => by,
            None => (
                party.unwrap_or_else(|| self.filled(role)),
                role.into_iter().collect(),
            ),
        };
        self.asker = Some(who.clone());
        let ctx = self.ctx(who, &roles, new_id, Via::Person);
        match self.happen(&id, &case, &ctx, command)? {
            Ok(events) => {
                self.events = events.into_iter().map(|event| (event, false)).collect();
                self.pass_on()
            }
            Err(rejection) => {
                self.rejection = Some(rejection);
                Ok(())
            }
        }
    }

    /// Decides a command and records what it brings about, or why it does not.
    fn happen(
        &mut self,
        id: &str,
        case: &Case,
        ctx: &Ctx<'_>,
        command: &Command,
    ) -> Going<Decision<Vec<Envelope>>> {
        let decided = self.decide(case, ctx, EVERY, command);
        let decided = match self.borrows(case, command) {
            Some(parent) => self.lend(ctx, &parent, id, command, decided)?,
            None => decided,
        };
        match decided {
            Ok(decided) => self.record(id, decided, false),
            Err(rejection) => Ok(Err(rejection)),
        }
    }

    /// What a command brings about in a case, or why not.
    fn decide(
        &self,
        case: &Case,
        ctx: &Ctx<'_>,
        checks: Checks,
        command: &Command,
    ) -> Decision<Vec<Envelope>> {
        let of = Deciding {
            cx: self.cx,
            case,
            ctx,
            outside: Some(&self.outside),
        };
        match command {
            Command::Act(command) => decide(of, checks, command).map(|event| vec![event]),
            Command::Plain(id, given) if self.cx.model.commands[*id].no_more.is_some() => {
                case::no_more::decide(of, checks, *id, given)
            }
            Command::Plain(id, given) => plain::decide::decide(of, *id, given),
            Command::Passed(passed) => case::apart::pass(self.cx, case, ctx, passed),
        }
    }

    /// Gives a command without a person; why it is refused. A refusal parks it: it waits for something to happen.
    fn perform(
        &mut self,
        who: Who,
        role: Option<ActorId>,
        via: Via,
        command_id: Uuid,
        command: &Command,
    ) -> Going<Decision<()>> {
        let new_id = ids::created_by_in(&self.cx.model.name.text, command_id);
        let Some(id) = self.place(command, new_id) else {
            return Ok(Err(Rejection::identity()));
        };
        let case = self.case(&id)?;
        let roles: Vec<ActorId> = role.into_iter().collect();
        let ctx = self.ctx(who, &roles, new_id, via);
        match self.happen(&id, &case, &ctx, command)? {
            Ok(events) => {
                let events = events.into_iter().map(|event| (event, false));
                self.events.extend(events);
                self.pass_on()?;
                Ok(Ok(()))
            }
            Err(rejection) => Ok(Err(rejection)),
        }
    }

    /// Nothing was refused since the last expectation.
    ///
    /// # Errors
    /// Something was.
    pub(crate) fn accepted(&self) -> Going<()> {
        match &self.rejection {
            Some(rejection) => Err(Stuck::refused("a command that is accepted", rejection)),
            None => Ok(()),
        }
    }

    fn begin(&mut self) -> Going<()> {
        self.accepted()?;
        self.acted = true;
        self.events.clear();
        self.followed.clear();
        Ok(())
    }

    fn next_id(&mut self) -> Uuid {
        self.commands += 1;
        spec::nth_command(self.commands)
    }

    fn ctx<'r>(&self, who: Who, roles: &'r [ActorId], new_id: Uuid, via: Via) -> Ctx<'r> {
        Ctx {
            who,
            roles,
            now: self.now,
            today: self.zone.to_datetime(self.now).date(),
            new_id,
            via,
        }
    }

    /// Who fills a role; somebody called like it, where nobody is known to.
    fn filled(&self, role: Option<ActorId>) -> Who {
        let known = self.fillers.iter().find(|(known, _)| Some(*known) == role);
        known.map_or_else(
            || {
                let name = role.map(|role| &self.cx.model.actors[role].name.text);
                Who::from(name.map_or("Anyone", String::as_str))
            },
            |(_, who)| who.clone(),
        )
    }
}
