//! What a command could not do.

use std::fmt;

use coact_build::{Failure, Fault, FaultPage};

/// A refusal with its code and what to do about it.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Said in the form that all refusals have.
    Coded {
        page: FaultPage,
        message: String,
        hint: String,
    },
    /// A failure that shows itself.
    Failure(Failure),
    /// A template that does not fit its values: a mistake in coact, which the tests would find.
    Template(String),
}

macro_rules! pages {
    ($($constant:ident = $code:literal $name:literal;)*) => {
        $(pub(crate) const $constant: FaultPage = FaultPage {
            code: $code,
            name: $name,
            page: include_str!(concat!("../pages/", $code, ".md")),
        };)*
        /// The pages of all refusals that only the command line knows.
        pub(crate) const PAGES: &[FaultPage] = &[$($constant),*];
    };
}

pages! {
    NOT_A_NAME = "CLI001" "not-a-package-name";
    IN_THE_WAY = "CLI002" "folder-not-empty";
    UNKNOWN_CODE = "CLI003" "unknown-code";
    MIXED_PATHS = "CLI004" "mixed-paths";
    NO_OUTPUT = "CLI005" "no-output-folder";
    NOTHING_THERE = "CLI006" "nothing-there";
    NO_FILE = "CLI007" "no-file-to-mend";
    NO_FIELD = "CLI008" "no-such-field";
    NOT_A_BASELINE = "CLI009" "not-a-baseline";
    OTHER_BASELINE = "CLI010" "baseline-of-another-model";
    NOTHING_TO_WATCH = "CLI011" "nothing-to-watch";
    NO_CASE = "CLI012" "no-such-case";
    SEVERAL_CASES = "CLI013" "several-cases";
    NOT_A_NET = "CLI014" "not-a-place-transition-net";
}

impl Trouble {
    pub(crate) fn coded(
        page: FaultPage,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::Coded {
            page,
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Failure(fault.into())
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Coded {
                page,
                message,
                hint,
            } => write!(f, "error[{}]: {message}\n  hint: {hint}", page.code),
            Self::Failure(failure) => failure.fmt(f),
            Self::Template(message) => write!(f, "error: a template of coact is broken: {message}"),
        }
    }
}
