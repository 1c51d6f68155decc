//! Envelopes to and from what a store keeps.

use crate::record::kept;
use crate::store::{NewEvent, Recorded, Touched};
use crate::{CaseId, Envelope, Model};

/// A recorded event that this program cannot read: of a type it does not know, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("event {version} of the case {}, {name}, cannot be read", .case.0)]
pub struct DecodeError {
    /// The case.
    pub case: CaseId,
    /// The case's version right after the event.
    pub version: u64,
    /// The event's recorded name.
    pub name: String,
    /// Why not.
    #[source]
    pub source: serde_json::Error,
}

/// An event that cannot be written as JSON.
#[derive(Debug, thiserror::Error)]
#[error("the event {name} cannot be written")]
pub struct EncodeError {
    /// The event's name.
    pub name: &'static str,
    /// Why not.
    #[source]
    pub source: serde_json::Error,
}

pub(crate) fn encode<M: Model>(
    envelope: &Envelope<M>,
    touches: Vec<Touched>,
) -> Result<NewEvent, EncodeError> {
    let name = M::event_name(&envelope.event);
    match kept(|| serde_json::to_string(envelope)) {
        Ok(data) => Ok(NewEvent {
            name,
            data,
            touches,
            personal: Vec::new(),
        }),
        Err(source) => Err(EncodeError { name, source }),
    }
}

pub(crate) fn decode<M: Model>(
    case: &CaseId,
    recorded: &Recorded,
) -> Result<Envelope<M>, DecodeError> {
    kept(|| serde_json::from_str(&recorded.data)).map_err(|source| DecodeError {
        case: case.clone(),
        version: recorded.version.0,
        name: recorded.name.clone(),
        source,
    })
}
