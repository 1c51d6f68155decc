//! How a spec fails.

use std::fmt;

use crate::expr::Absent;

/// A spec that does not hold, at one of its steps.
#[derive(Clone, PartialEq, Eq)]
pub struct Failed {
    title: String,
    place: String,
    expected: String,
    got: String,
}

/// What a test of a spec answers.
pub type Outcome = Result<(), Failed>;

impl Failed {
    pub(super) fn new(title: &str, place: &str, expected: String, got: String) -> Self {
        Self {
            title: title.to_owned(),
            place: place.to_owned(),
            expected,
            got,
        }
    }
}

impl From<Absent> for Failed {
    fn from(absent: Absent) -> Self {
        let why = match absent {
            Absent::Unknown => "something that is not known",
            Absent::Overflow => "a calculation that leaves its range",
        };
        Self::new("", "", "a value".to_owned(), why.to_owned())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: in \"{}\"", self.place, self.title)?;
        writeln!(f, "  expected: {}", self.expected)?;
        write!(f, "       got: {}", self.got)
    }
}

/// As people read it: this is what a test prints.
impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failed {}
