//! Records with a version: how they are told from older ones where they are kept, and how those are read.
//!
//! Only what is kept has a version in it: the log, and what waits beside it. Whatever else is written as JSON is of
//! today, be it sent, shown, or built anew of the log.

use std::cell::Cell;
use std::fmt;

use serde::de::Error;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::expr::{Absent, Eval};

/// The field that tells the version; no field of a model is called so. What has none is of the first version.
pub const VERSION: &str = "$v";

thread_local! {
    static KEPT: Cell<bool> = const { Cell::new(false) };
}

/// Writes or reads what is kept.
pub(crate) fn kept<T>(work: impl FnOnce() -> T) -> T {
    struct Back(bool);
    impl Drop for Back {
        fn drop(&mut self) {
            KEPT.set(self.0);
        }
    }
    let _back = Back(KEPT.replace(true));
    work()
}

/// Begins to write a record of so many fields, of this version.
///
/// # Errors
/// Those of the format.
pub fn begin<S: Serializer>(
    to: S,
    name: &'static str,
    fields: usize,
    version: u64,
) -> Result<S::SerializeStruct, S::Error> {
    let kept = KEPT.get();
    let mut to = to.serialize_struct(name, fields + usize::from(kept))?;
    if kept {
        to.serialize_field(VERSION, &version)?;
    }
    Ok(to)
}

/// Writes a field of a record.
///
/// # Errors
/// Those of the format.
pub fn field<S: SerializeStruct>(
    to: &mut S,
    name: &'static str,
    value: &impl Serialize,
) -> Result<(), S::Error> {
    to.serialize_field(name, value)
}

/// Which version a record is of.
///
/// # Errors
/// It is newer than those that this program knows.
pub fn version<E: Error>(said: Option<u64>, name: &str, latest: u64) -> Result<u64, E> {
    let version = if KEPT.get() {
        said.unwrap_or(1)
    } else {
        latest
    };
    if version > latest {
        return Err(E::custom(format_args!(
            "`{name}` of version {version}; this program knows the first {latest}"
        )));
    }
    Ok(version)
}

/// What a step to this version made of an older record.
///
/// # Errors
/// Something that it needs is not there, or does not fit its type.
pub fn made<T, E: Error>(made: Eval<T>, name: &str, version: u64) -> Result<T, E> {
    made.map_err(|absent| {
        let why = Why(absent);
        E::custom(format_args!(
            "`{name}` cannot be read as version {version}: {why}"
        ))
    })
}

/// The value of a field that must be there.
///
/// # Errors
/// It is not.
pub fn present<T, E: Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}

struct Why(Absent);

impl fmt::Display for Why {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self.0 {
            Absent::Unknown => "something that it is made of is not there",
            Absent::Overflow => "a value does not fit its type",
        })
    }
}
