//! The fold of a case, and what it owes.

use coact_runtime::ctp::{Act, Base, Step};
use coact_runtime::{ActorId, AgendaItem, Due, Envelope};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Command, Errands, Event, Role};

/// A label that is carried again as soon as it was carried: a mistake of the model.
pub const ENDLESS: &str = "endless";

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    pub version: u64,
    pub errand: Uuid,
    pub base: Base,
    pub labels: Vec<String>,
    pub remind_at: Option<Timestamp>,
    pub reminded: bool,
    pub filed: bool,
    pub customer: Option<ActorId>,
    pub runner: Option<ActorId>,
    pub parcels: Vec<Parcel>,
    asked_at: u64,
    promised_at: u64,
    taken_at: u64,
    accepted_at: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    pub key: Uuid,
    pub label: String,
    pub base: Base,
}

impl Case {
    pub fn parcel(&self, key: Uuid) -> Option<&Parcel> {
        self.parcels.iter().find(|parcel| parcel.key == key)
    }

    pub fn all_taken(&self) -> bool {
        self.labels.iter().all(|label| {
            self.parcels
                .iter()
                .any(|parcel| parcel.label == *label && parcel.base == Base::Accepted)
        })
    }

    fn set(&mut self, key: Uuid, base: Base) {
        for parcel in &mut self.parcels {
            if parcel.key == key {
                parcel.base = base;
            }
        }
    }

    pub fn evolve(&mut self, envelope: &Envelope<Errands>) {
        self.version += 1;
        match &envelope.event {
            Event::Asked {
                errand,
                labels,
                remind_at,
            } => {
                self.errand = *errand;
                self.labels = labels.clone();
                self.remind_at = *remind_at;
                self.customer = Some(envelope.by.clone());
                self.base = Base::Requested;
                self.asked_at = self.version;
            }
            Event::Promised { .. } => {
                self.runner = Some(envelope.by.clone());
                self.base = Base::Promised;
                self.promised_at = self.version;
            }
            Event::Reminded { .. } => self.reminded = true,
            Event::ParcelAsked { parcel, label, .. } => self.parcels.push(Parcel {
                key: *parcel,
                label: label.clone(),
                base: Base::Requested,
            }),
            Event::ParcelDelivered { parcel } => self.set(*parcel, Base::Declared),
            Event::ParcelTaken { parcel } => {
                self.set(*parcel, Base::Accepted);
                self.taken_at = self.version;
            }
            Event::Declared { .. } => self.base = Base::Declared,
            Event::Accepted { .. } => {
                self.base = Base::Accepted;
                self.accepted_at = self.version;
            }
            Event::Filed { .. } => self.filed = true,
        }
    }

    pub fn due(&self, out: &mut Vec<Due<Errands>>) {
        let errand = self.errand;
        if self.base == Base::Requested && !self.reminded && self.remind_at.is_some() {
            out.push(Due {
                rule: "remind",
                response: "",
                command: Command::Remind { errand },
                by: self.customer.clone(),
                role: Role::Customer,
                occasion: self.asked_at,
                element: None,
                not_before: self.remind_at,
            });
        }
        if self.base == Base::Promised {
            for label in &self.labels {
                let endless = label == ENDLESS;
                if endless || !self.parcels.iter().any(|parcel| parcel.label == *label) {
                    out.push(Due {
                        rule: "carry",
                        response: "",
                        command: Command::Carry {
                            errand,
                            label: label.clone(),
                        },
                        by: self.runner.clone(),
                        role: Role::Runner,
                        occasion: if endless {
                            self.version
                        } else {
                            self.promised_at
                        },
                        element: Some(label.clone()),
                        not_before: None,
                    });
                }
            }
            if self.all_taken() {
                out.push(Due {
                    rule: "report",
                    response: "",
                    command: Command::Declare { errand },
                    by: self.runner.clone(),
                    role: Role::Runner,
                    occasion: self.taken_at,
                    element: None,
                    not_before: None,
                });
            }
        }
        if self.base == Base::Accepted && !self.filed {
            out.push(Due {
                rule: "file",
                response: "",
                command: Command::File { errand },
                by: None,
                role: Role::Clerk,
                occasion: self.accepted_at,
                element: None,
                not_before: None,
            });
        }
    }

    pub fn agenda(&self, out: &mut Vec<AgendaItem<Errands>>) {
        let mut owe = |role, party: &Option<ActorId>, step, kind, command, subject: Uuid| {
            out.push(AgendaItem {
                role,
                party: party.clone(),
                step: Some(Step::Do(step)),
                kind,
                command,
                subject: subject.to_string(),
                advice: Vec::new(),
                not_before: None,
            });
        };
        if self.base == Base::Requested {
            let act = Act::Promise;
            owe(Role::Runner, &None, act, "Running", "Promise", self.errand);
        }
        for parcel in &self.parcels {
            if parcel.base == Base::Requested {
                let act = Act::Declare;
                owe(Role::Carrier, &None, act, "Carrying", "Deliver", parcel.key);
            }
        }
        if self.base == Base::Declared {
            let (act, party) = (Act::Accept, &self.customer);
            owe(Role::Customer, party, act, "Running", "Accept", self.errand);
        }
    }
}
