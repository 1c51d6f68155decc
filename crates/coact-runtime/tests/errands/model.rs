//! A small model, written by hand in the shape that the generator writes: somebody runs an errand for a
//! customer, with one parcel per label carried as an enclosed transaction.
//!
//! It has what the shell must cope with: an automation per element, one that waits for the clock, one
//! with nobody bound to its role, a look-up that can refuse, a child found by its claim, a tacit act, and
//! views that count, so that an event projected twice shows.

#![allow(dead_code, unused_imports, reason = "each test uses a part")]
#![allow(unreachable_pub, reason = "included by path into several tests")]

mod act;
mod fold;
mod host;
mod views;

use std::collections::BTreeMap;

use coact_runtime::store::Store;
use coact_runtime::{
    AgendaItem, App, CaseId, Claim, Clock, Ctx, Due, Envelope, Events, Model, Nothing, Place,
    Principal, Rejection, RowError, Rows, ids,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use fold::{Case, ENDLESS, Parcel};
pub use host::Host;
pub use views::{ErrandRow, ErrandsOf, ParcelRow, Totals};

#[derive(Clone, Debug, PartialEq)]
pub struct Errands;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    Customer,
    Runner,
    Carrier,
    Clerk,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    Ask {
        labels: Vec<String>,
        remind_at: Option<Timestamp>,
    },
    Promise {
        errand: Uuid,
    },
    Remind {
        errand: Uuid,
    },
    Carry {
        errand: Uuid,
        label: String,
    },
    Deliver {
        parcel: Uuid,
    },
    Declare {
        errand: Uuid,
    },
    Accept {
        errand: Uuid,
    },
    File {
        errand: Uuid,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    Asked {
        errand: Uuid,
        labels: Vec<String>,
        remind_at: Option<Timestamp>,
    },
    Promised {
        errand: Uuid,
    },
    Reminded {
        errand: Uuid,
    },
    ParcelAsked {
        errand: Uuid,
        parcel: Uuid,
        label: String,
    },
    ParcelDelivered {
        parcel: Uuid,
    },
    ParcelTaken {
        parcel: Uuid,
    },
    Declared {
        errand: Uuid,
    },
    Accepted {
        errand: Uuid,
        on: Date,
    },
    Filed {
        errand: Uuid,
    },
}

/// How many pieces with this label there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock(pub String);

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub stock: BTreeMap<String, i64>,
}

impl Model for Errands {
    const NAME: &'static str = "errands";
    const ZONE: &'static str = "Europe/Amsterdam";

    type Case = Case;
    type Command = Command;
    type Event = Event;
    type Role = Role;
    type Question = Stock;
    type Facts = Facts;
    type Call = Nothing;
    type CallOutcome = Nothing;
    type Incoming = Nothing;

    fn place(command: &Command, new_id: Uuid) -> Place {
        match command {
            Command::Ask { .. } => Place::Case(case_id(new_id)),
            Command::Promise { errand }
            | Command::Remind { errand }
            | Command::Carry { errand, .. }
            | Command::Declare { errand }
            | Command::Accept { errand }
            | Command::File { errand } => Place::Case(case_id(*errand)),
            Command::Deliver { parcel } => Place::Owner(claim_of("Parcel", *parcel)),
        }
    }

    fn open(case: &CaseId) -> Option<Case> {
        case.0.starts_with("Errand/").then(Case::default)
    }

    fn needs(_: &Case, _: &Ctx<'_, Self>, command: &Command, _: &Facts) -> Vec<Stock> {
        match command {
            Command::Carry { label, .. } => vec![Stock(label.clone())],
            _ => Vec::new(),
        }
    }

    fn decide(
        case: &Case,
        ctx: &Ctx<'_, Self>,
        command: Command,
        facts: &Facts,
    ) -> Result<Events<Self>, Rejection> {
        act::decide(case, ctx, command, facts).map(Events::One)
    }

    fn evolve(case: &mut Case, envelope: &Envelope<Self>) {
        case.evolve(envelope);
    }

    fn tacit(case: &Case, ctx: &Ctx<'_, Self>, last: &Envelope<Self>) -> Option<Envelope<Self>> {
        act::tacit(case, ctx, last)
    }

    fn due(case: &Case, out: &mut Vec<Due<Self>>) {
        case.due(out);
    }

    fn agenda(case: &Case, out: &mut Vec<AgendaItem<Self>>) {
        case.agenda(out);
    }

    fn claim(event: &Event) -> Option<Claim> {
        match event {
            Event::Asked { errand, .. } => Some(claim_of("Errand", *errand)),
            Event::ParcelAsked { parcel, .. } => Some(claim_of("Parcel", *parcel)),
            _ => None,
        }
    }

    fn event_name(event: &Event) -> &'static str {
        match event {
            Event::Asked { .. } => "Asked",
            Event::Promised { .. } => "Promised",
            Event::Reminded { .. } => "Reminded",
            Event::ParcelAsked { .. } => "ParcelAsked",
            Event::ParcelDelivered { .. } => "ParcelDelivered",
            Event::ParcelTaken { .. } => "ParcelTaken",
            Event::Declared { .. } => "Declared",
            Event::Accepted { .. } => "Accepted",
            Event::Filed { .. } => "Filed",
        }
    }

    fn command_name(command: &Command) -> &'static str {
        match command {
            Command::Ask { .. } => "Ask",
            Command::Promise { .. } => "Promise",
            Command::Remind { .. } => "Remind",
            Command::Carry { .. } => "Carry",
            Command::Deliver { .. } => "Deliver",
            Command::Declare { .. } => "Declare",
            Command::Accept { .. } => "Accept",
            Command::File { .. } => "File",
        }
    }

    fn project<R: Rows>(
        rows: &mut R,
        case: &Case,
        envelope: &Envelope<Self>,
    ) -> Result<(), RowError> {
        views::project(rows, case, envelope)
    }
}

pub fn case_id(errand: Uuid) -> CaseId {
    CaseId(format!("Errand/{errand}"))
}

pub fn claim_of(entity: &'static str, key: Uuid) -> Claim {
    Claim {
        entity,
        key: key.to_string(),
    }
}

pub fn customer() -> Principal<Errands> {
    Principal::new("anna", [Role::Customer])
}

pub fn runner() -> Principal<Errands> {
    Principal::new("ravi", [Role::Runner])
}

pub fn carrier() -> Principal<Errands> {
    Principal::new("cora", [Role::Carrier])
}

/// The application on a store, on the morning of the first of May.
pub fn app<S: Store>(store: S, host: &Host) -> App<Errands, S, Host> {
    App::new(store, host.clone())
        .unwrap()
        .with_clock(Clock::fixed(now()))
        .with_filler(Role::Clerk, "clerk")
}

pub fn now() -> Timestamp {
    "2026-05-01T09:00:00Z".parse().unwrap()
}

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// The key of what a command of this id creates.
pub fn created(command: u128) -> Uuid {
    ids::created_by::<Errands>(id(command))
}

pub fn ask(labels: &[&str]) -> Command {
    Command::Ask {
        labels: labels.iter().map(ToString::to_string).collect(),
        remind_at: None,
    }
}
