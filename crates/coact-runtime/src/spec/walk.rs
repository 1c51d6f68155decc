//! Every step of a transaction kind, in every state, by everybody: what generated code makes of it, held
//! against the table of the transaction pattern.

mod words;

use std::fmt;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Failed, Specified};
use crate::ctp::{Act, Base, Performer, Status, Step};
use crate::{ActorId, Ctx, Rejection, RejectionKind, Via};

/// A row of the table: where a transaction stands, a step, and where the step leads.
type Row = (Status, Step, Status);

/// A transaction kind, as its walk needs it.
pub struct Walk<'a, M: Specified> {
    /// Its name.
    pub kind: &'static str,
    /// Who asks: the role, and who fills it.
    pub initiator: (M::Role, ActorId),
    /// Who is asked: the role, and who fills it.
    pub executor: (M::Role, ActorId),
    /// All steps of the kind.
    pub steps: &'a [Step],
    /// Steps that something outside of the kind may hold back, although all around it permits what it can.
    pub gated: &'a [Step],
    /// The legal steps: per status what is legal, and where it leads, as text: `declared: accept>accepted reject>rejected`.
    pub legal: &'a [&'a str],
    /// A case that permits what it can, with the kind's instance in a status.
    pub case: &'a dyn Fn(Status) -> M::Case,
    /// The command of a step.
    pub command: &'a dyn Fn(Step) -> M::Command,
    /// Where the kind's instance stands.
    pub status: &'a dyn Fn(&M::Case) -> Status,
}

/// Fails: a step says more than what it is about, or is none of the kind.
#[expect(clippy::panic, reason = "called by generated tests only")]
pub fn not_plain(step: Step) -> ! {
    panic!("no command of this kind says as little as the step {step:?}")
}

/// What a walk met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Legal steps that were performed, and led where the table says.
    pub performed: u64,
    /// Legal steps that a rule or law of the model held back.
    pub held_back: u64,
    /// Steps that the pattern refused.
    pub illegal: u64,
    /// Steps by somebody who does not fill the role.
    pub wrong_role: u64,
    /// Steps by somebody who is not the party.
    pub wrong_party: u64,
}

impl fmt::Display for Walked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} legal steps performed, {} held back by rules or laws; refused: {} by the pattern, {} by role, {} by party",
            self.performed, self.held_back, self.illegal, self.wrong_role, self.wrong_party
        )
    }
}

const BASES: [Base; 10] = [
    Base::Initial,
    Base::Requested,
    Base::Promised,
    Base::Declined,
    Base::Executed,
    Base::Declared,
    Base::Accepted,
    Base::Rejected,
    Base::Quitted,
    Base::Stopped,
];

const PENDING: [Option<Act>; 10] = [
    None,
    Some(Act::Request),
    Some(Act::Promise),
    Some(Act::Decline),
    Some(Act::Execute),
    Some(Act::Declare),
    Some(Act::Accept),
    Some(Act::Reject),
    Some(Act::Quit),
    Some(Act::Stop),
];

/// Walks through every step in every status, legal or not, by the party, by others, and by nobody in particular.
///
/// # Errors
/// The first step of which generated code makes something else than the table.
pub fn walk<M: Specified>(walk: &Walk<'_, M>) -> Result<Walked, Failed> {
    let mut walked = Walked::default();
    let legal = words::table(walk.legal)
        .map_err(|word| Failed::new("conformance", walk.kind, "a table".to_owned(), word))?;
    for base in BASES {
        for pending in PENDING {
            let status = Status { base, pending };
            for step in walk.steps {
                let (role, party) = match step.performer() {
                    Performer::Initiator => &walk.initiator,
                    Performer::Executor => &walk.executor,
                };
                let row = legal.iter().find(|row| (row.0, row.1) == (status, *step));
                walk.step(status, *step, (*role, party), row, &mut walked)?;
            }
        }
    }
    Ok(walked)
}

impl<M: Specified> Walk<'_, M> {
    fn step(
        &self,
        status: Status,
        step: Step,
        (role, party): (M::Role, &ActorId),
        legal: Option<&Row>,
        walked: &mut Walked,
    ) -> Result<(), Failed> {
        let case = (self.case)(status);
        let failed = |expected: &str, got: String| {
            let place = format!("{} {step:?} in {status:?}", self.kind);
            Failed::new("conformance", &place, expected.to_owned(), got)
        };
        let decide = |who: &ActorId, roles: &[M::Role]| {
            let ctx = ctx(who.clone(), roles);
            let decided = M::decide(&case, &ctx, (self.command)(step), &M::Facts::default())?;
            decided.act().ok_or_else(Rejection::pattern)
        };
        // Who may not act is refused whatever the state.
        for (roles, who, wrong) in [
            (&[][..], party.clone(), RejectionKind::Role),
            (
                std::slice::from_ref(&role),
                ActorId::from("somebody else"),
                RejectionKind::Party,
            ),
        ] {
            match decide(&who, roles) {
                Err(Rejection { kind, .. }) if kind == wrong || kind == RejectionKind::Identity => {
                    match wrong {
                        RejectionKind::Role => walked.wrong_role += 1,
                        _ => walked.wrong_party += 1,
                    }
                }
                // Values that are made up may lie outside of bounds, which is judged first.
                Err(Rejection {
                    kind: RejectionKind::Bounds,
                    ..
                }) => {}
                other => {
                    let got = other.map(|event| M::event_name(&event.event));
                    return Err(failed(
                        &format!("a rejection by {}", wrong.word()),
                        format!("{got:?}"),
                    ));
                }
            }
        }
        let roles = std::slice::from_ref(&role);
        let mut decided = decide(party, roles);
        // What binds the sender is not what is walked through.
        if let Err(rejection) = &decided
            && matches!(
                rejection.kind,
                RejectionKind::Bounds
                    | RejectionKind::Rule
                    | RejectionKind::Unknown
                    | RejectionKind::Overflow
            )
        {
            let ctx = ctx(party.clone(), roles);
            let told = M::history(
                &case,
                &ctx,
                (self.command)(step),
                &M::Facts::default(),
                false,
            );
            if told.is_ok() && legal.is_some() {
                walked.held_back += 1;
            }
            decided = told;
        } else if decided.is_ok() {
            walked.performed += 1;
        }
        match (decided, legal) {
            (Ok(event), Some(row)) => {
                let mut after = case.clone();
                M::evolve(&mut after, &event);
                let (to, expected) = ((self.status)(&after), row.2);
                if to == expected {
                    Ok(())
                } else {
                    Err(failed(&format!("{expected:?}"), format!("{to:?}")))
                }
            }
            (Err(rejection), None) if rejection.kind == RejectionKind::Pattern => {
                walked.illegal += 1;
                Ok(())
            }
            (Err(rejection), Some(_)) if held(rejection.kind, self.gated.contains(&step)) => {
                walked.held_back += 1;
                Ok(())
            }
            (Ok(event), None) => Err(failed(
                "a rejection by the pattern",
                M::event_name(&event.event).to_owned(),
            )),
            (Err(rejection), None) => {
                Err(failed("a rejection by the pattern", rejection.to_string()))
            }
            (Err(rejection), Some(_)) => {
                Err(failed("the event of the step", rejection.to_string()))
            }
        }
    }
}

/// Whether a legal step may be held back by more than the pattern.
fn held(kind: RejectionKind, gated: bool) -> bool {
    match kind {
        RejectionKind::Law | RejectionKind::Unknown | RejectionKind::Overflow => true,
        RejectionKind::Waits | RejectionKind::Contained => gated,
        _ => false,
    }
}

fn ctx<M: Specified>(who: ActorId, roles: &[M::Role]) -> Ctx<'_, M> {
    Ctx {
        who,
        roles,
        now: Timestamp::constant(1_767_225_600, 0),
        today: jiff::civil::date(2026, 1, 1),
        new_id: Uuid::from_u128(1),
        via: Via::Person,
    }
}

/// Performs an act that the walk is prepared by, whatever the state says.
///
/// # Errors
/// It has no event.
pub fn prepare<M: Specified>(
    case: &mut M::Case,
    who: &ActorId,
    role: M::Role,
    command: M::Command,
) -> Result<(), Failed> {
    let roles = [role];
    let name = M::command_name(&command);
    let ctx = ctx::<M>(who.clone(), &roles);
    match M::history(case, &ctx, command, &M::Facts::default(), true) {
        Ok(event) => {
            M::evolve(case, &event);
            Ok(())
        }
        Err(rejection) => Err(Failed::new(
            "conformance",
            name,
            "an event".to_owned(),
            rejection.to_string(),
        )),
    }
}
