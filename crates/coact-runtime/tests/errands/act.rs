//! What is decided.

use coact_runtime::ctp::Base;
use coact_runtime::{Ctx, Envelope, Rejection, RejectionKind, Via};

use super::{Case, Command, Errands, Event, Facts, Role};

const fn refuse(kind: RejectionKind, name: &'static str) -> Rejection {
    Rejection::new(kind, name, "")
}

pub fn decide(
    case: &Case,
    ctx: &Ctx<'_, Errands>,
    command: Command,
    facts: &Facts,
) -> Result<Envelope<Errands>, Rejection> {
    let (role, party, legal) = match &command {
        Command::Ask { .. } => (Role::Customer, None, case.base == Base::Initial),
        Command::Promise { .. } => (Role::Runner, None, case.base == Base::Requested),
        Command::Remind { .. } => (
            Role::Customer,
            case.customer.as_ref(),
            case.base == Base::Requested,
        ),
        Command::Carry { .. } => (
            Role::Runner,
            case.runner.as_ref(),
            case.base == Base::Promised,
        ),
        Command::Deliver { parcel } => (
            Role::Carrier,
            None,
            case.parcel(*parcel)
                .is_some_and(|parcel| parcel.base == Base::Requested),
        ),
        Command::Declare { .. } => (
            Role::Runner,
            case.runner.as_ref(),
            case.base == Base::Promised,
        ),
        Command::Accept { .. } => (
            Role::Customer,
            case.customer.as_ref(),
            case.base == Base::Declared,
        ),
        Command::File { .. } => (
            Role::Clerk,
            None,
            case.base == Base::Accepted && !case.filed,
        ),
    };
    if !ctx.roles.contains(&role) {
        return Err(refuse(RejectionKind::Role, "role"));
    }
    if party.is_some_and(|party| *party != ctx.who) {
        return Err(refuse(RejectionKind::Party, "party"));
    }
    if !legal {
        return Err(refuse(RejectionKind::Pattern, "pattern"));
    }
    let event = match command {
        Command::Ask { labels, remind_at } => {
            if labels.len() > 100 {
                return Err(refuse(RejectionKind::Bounds, "Errand.labels"));
            }
            Event::Asked {
                errand: ctx.new_id,
                labels,
                remind_at,
            }
        }
        Command::Promise { errand } => Event::Promised { errand },
        Command::Remind { errand } => Event::Reminded { errand },
        Command::Carry { errand, label } => {
            if facts.stock.get(&label).is_none_or(|left| *left < 1) {
                return Err(Rejection::new(
                    RejectionKind::Rule,
                    "InStock",
                    "the parcel is in stock",
                ));
            }
            Event::ParcelAsked {
                errand,
                parcel: ctx.new_id,
                label,
            }
        }
        Command::Deliver { parcel } => Event::ParcelDelivered { parcel },
        Command::Declare { errand } => {
            if !case.all_taken() {
                return Err(refuse(RejectionKind::Waits, "waits.Carrying"));
            }
            Event::Declared { errand }
        }
        Command::Accept { errand } => Event::Accepted {
            errand,
            on: ctx.today,
        },
        Command::File { errand } => Event::Filed { errand },
    };
    Ok(Envelope {
        by: ctx.who.clone(),
        role,
        at: ctx.now,
        via: ctx.via.clone(),
        facts: None,
        event,
    })
}

/// A delivered parcel is taken in the same commit, in the name of the runner.
pub fn tacit(
    case: &Case,
    ctx: &Ctx<'_, Errands>,
    last: &Envelope<Errands>,
) -> Option<Envelope<Errands>> {
    let Event::ParcelDelivered { parcel } = last.event else {
        return None;
    };
    Some(Envelope {
        by: case.runner.clone()?,
        role: Role::Runner,
        at: ctx.now,
        via: Via::Tacit,
        facts: None,
        event: Event::ParcelTaken { parcel },
    })
}
