//! What an act says that says no more than what it is about, and a reason.

use std::fmt;

use serde::{Serialize, Serializer};

use super::fields::Given;
use super::write;

/// What a command or event of such an act says, whichever it is of a kind.
#[derive(Clone, Copy)]
pub struct Said<'a, K> {
    /// The name of the act.
    pub name: &'static str,
    /// The names of the fields: the subject, and the reason.
    pub fields: &'static [&'static str],
    /// What it is about; none where a new one is asked for.
    pub subject: Option<&'a K>,
    /// Its reason, where there may be one.
    pub reason: Option<&'a Option<String>>,
    /// Whether it takes part in the log, where a reason that is absent takes no room.
    pub event: bool,
}

impl<'a, K> Said<'a, K> {
    /// What an act says that gives no reason.
    #[inline]
    pub const fn new<const EVENT: bool>(
        name: &'static str,
        fields: &'static [&'static str],
        subject: &'a K,
    ) -> Self {
        Self {
            name,
            fields,
            subject: Some(subject),
            reason: None,
            event: EVENT,
        }
    }
}

impl<K: PartialEq> PartialEq for Said<'_, K> {
    fn eq(&self, other: &Self) -> bool {
        (self.subject, self.reason) == (other.subject, other.reason)
    }
}

impl<K: fmt::Debug> fmt::Debug for Said<'_, K> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut to = to.debug_struct(self.name);
        if let (Some(subject), Some(name)) = (self.subject, self.fields.first()) {
            to.field(name, subject);
        }
        if let Some(reason) = self.reason {
            to.field("reason", reason);
        }
        to.finish()
    }
}

impl<K: Serialize> Serialize for Said<'_, K> {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (name, fields) = (self.name, self.fields);
        let only = fields.get(..1).unwrap_or_default();
        match (self.subject, self.reason) {
            (Some(subject), Some(reason)) if self.event => {
                write(to, name, fields, (Given(subject), Given(reason).if_any()))
            }
            (Some(subject), Some(reason)) => {
                write(to, name, fields, (Given(subject), Given(reason)))
            }
            (Some(subject), None) => write(to, name, only, (Given(subject),)),
            (None, _) => write(to, name, only, (Given(&()),)),
        }
    }
}
