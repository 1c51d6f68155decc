//! The errands of `tests/errands` as somebody would write them for `cqrs-es`: the same states, checks and events, with who
//! acts in the event. What the framework has no word for is left out, which spares it work: command ids, keys of
//! parcels that belong to one errand only.

use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who acts, and as what.
#[derive(Clone, Debug)]
pub struct Who {
    pub id: &'static str,
    pub role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    Customer,
    Runner,
    Carrier,
}

#[derive(Clone, Debug)]
pub enum Act {
    Ask { errand: Uuid, labels: Vec<String> },
    Promise,
    Carry { parcel: Uuid, label: String },
    Deliver { parcel: Uuid },
    Declare,
    Accept,
}

#[derive(Clone, Debug)]
pub struct Command {
    pub who: Who,
    pub at: String,
    pub act: Act,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    by: String,
    role: Role,
    at: String,
    fact: Fact,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Fact {
    Asked {
        errand: Uuid,
        labels: Vec<String>,
    },
    Promised {
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
    },
}

impl DomainEvent for Event {
    fn event_type(&self) -> String {
        match self.fact {
            Fact::Asked { .. } => "Asked",
            Fact::Promised { .. } => "Promised",
            Fact::ParcelAsked { .. } => "ParcelAsked",
            Fact::ParcelDelivered { .. } => "ParcelDelivered",
            Fact::ParcelTaken { .. } => "ParcelTaken",
            Fact::Declared { .. } => "Declared",
            Fact::Accepted { .. } => "Accepted",
        }
        .to_owned()
    }

    fn event_version(&self) -> String {
        "1".to_owned()
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("not in this role")]
    Role,
    #[error("somebody else's")]
    Party,
    #[error("not now")]
    Pattern,
    #[error("none left")]
    Stock,
    #[error("parcels are on their way")]
    Waits,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Base {
    #[default]
    Initial,
    Requested,
    Promised,
    Declared,
    Accepted,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Errand {
    errand: Uuid,
    base: Base,
    labels: Vec<String>,
    customer: Option<String>,
    runner: Option<String>,
    parcels: Vec<(Uuid, String, Base)>,
}

/// How many pieces there are.
#[derive(Debug, Default)]
pub struct Stock;

impl Stock {
    async fn left(&self, _: &str) -> u32 {
        10
    }
}

impl Errand {
    fn admits(&self, who: &Who, act: &Act) -> Result<(), Refused> {
        let (role, party, legal) = match act {
            Act::Ask { .. } => (Role::Customer, None, self.base == Base::Initial),
            Act::Promise => (Role::Runner, None, self.base == Base::Requested),
            Act::Carry { .. } | Act::Declare => (
                Role::Runner,
                self.runner.as_deref(),
                self.base == Base::Promised,
            ),
            Act::Deliver { parcel } => (
                Role::Carrier,
                None,
                self.parcels
                    .iter()
                    .any(|(key, _, base)| key == parcel && *base == Base::Requested),
            ),
            Act::Accept => (
                Role::Customer,
                self.customer.as_deref(),
                self.base == Base::Declared,
            ),
        };
        if who.role != role {
            return Err(Refused::Role);
        }
        if party.is_some_and(|party| party != who.id) {
            return Err(Refused::Party);
        }
        if legal { Ok(()) } else { Err(Refused::Pattern) }
    }
}

impl Aggregate for Errand {
    const TYPE: &'static str = "Errand";
    type Command = Command;
    type Event = Event;
    type Error = Refused;
    type Services = Stock;

    async fn handle(
        &mut self,
        command: Command,
        stock: &Stock,
        sink: &EventSink<Self>,
    ) -> Result<(), Refused> {
        let Command { who, at, act } = command;
        self.admits(&who, &act)?;
        let errand = self.errand;
        let fact = match act {
            Act::Ask { errand, labels } => Fact::Asked { errand, labels },
            Act::Promise => Fact::Promised { errand },
            Act::Carry { parcel, label } => {
                if stock.left(&label).await < 1 {
                    return Err(Refused::Stock);
                }
                Fact::ParcelAsked {
                    errand,
                    parcel,
                    label,
                }
            }
            Act::Deliver { parcel } => Fact::ParcelDelivered { parcel },
            Act::Declare => {
                let taken = |label: &String| {
                    self.parcels
                        .iter()
                        .any(|(_, of, base)| of == label && *base == Base::Accepted)
                };
                if !self.labels.iter().all(taken) {
                    return Err(Refused::Waits);
                }
                Fact::Declared { errand }
            }
            Act::Accept => Fact::Accepted { errand },
        };
        // A parcel that is delivered is taken at once.
        let taken = match fact {
            Fact::ParcelDelivered { parcel } => Some(Fact::ParcelTaken { parcel }),
            _ => None,
        };
        let event = |by: String, role, fact| Event {
            by,
            role,
            at: at.clone(),
            fact,
        };
        sink.write(event(who.id.to_owned(), who.role, fact), self)
            .await;
        if let (Some(taken), Some(runner)) = (taken, self.runner.clone()) {
            sink.write(event(runner, Role::Runner, taken), self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: Event) {
        let mut set = |key: Uuid, to: Base| {
            for (parcel, _, base) in &mut self.parcels {
                if *parcel == key {
                    *base = to;
                }
            }
        };
        match event.fact {
            Fact::Asked { errand, labels } => {
                self.errand = errand;
                self.labels = labels;
                self.customer = Some(event.by);
                self.base = Base::Requested;
            }
            Fact::Promised { .. } => {
                self.runner = Some(event.by);
                self.base = Base::Promised;
            }
            Fact::ParcelAsked { parcel, label, .. } => {
                self.parcels.push((parcel, label, Base::Requested));
            }
            Fact::ParcelDelivered { parcel } => set(parcel, Base::Declared),
            Fact::ParcelTaken { parcel } => set(parcel, Base::Accepted),
            Fact::Declared { .. } => self.base = Base::Declared,
            Fact::Accepted { .. } => self.base = Base::Accepted,
        }
    }
}
