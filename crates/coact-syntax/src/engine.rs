//! The parser engine behind the crate, and its faults in words of the language. Nothing of it is public.

use std::num::NonZeroUsize;
use std::sync::OnceLock;

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pairs;

use crate::SyntaxErrorKind;
use crate::limits::MAX_FILE_BYTES;
use crate::words;

/// The generated parser.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/coact.pest"]
pub(crate) struct Engine;

/// Parser calls that one item may take: a backstop far above what the largest file needs, so that a flaw of
/// the grammar ends in a message and not in a hang. The engine counts per parse and holds the limit process-wide.
const CALLS_PER_BYTE: u64 = 200;
const CALLS_ALWAYS: u64 = 5_000;

fn limit_calls() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let calls = CALLS_ALWAYS + CALLS_PER_BYTE * MAX_FILE_BYTES;
        pest::set_call_limit(usize::try_from(calls).ok().and_then(NonZeroUsize::new));
    });
}

/// What the engine is asked: whether it reads a stretch of a text by a rule.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) rule: Rule,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A refusal of the engine.
pub(crate) struct Refusal {
    /// Where, relative to the text it was given.
    pub(crate) at: usize,
    /// What could stand there; nothing where the engine gave up.
    pub(crate) expected: Option<Vec<&'static str>>,
    /// Whether the word of a fact could stand there, even where saying so is noise.
    pub(crate) fact: bool,
}

impl Refusal {
    /// The refusal as a fault, where `found` stands.
    pub(crate) fn kind(self, found: String) -> SyntaxErrorKind {
        match self.expected {
            Some(expected) => SyntaxErrorKind::Expected { expected, found },
            None => SyntaxErrorKind::TooComplex,
        }
    }
}

/// Reads a text by a rule.
pub(crate) fn parse(rule: Rule, text: &str) -> Result<Pairs<'_, Rule>, Refusal> {
    limit_calls();
    Engine::parse(rule, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let positives = match error.variant {
            ErrorVariant::ParsingError { positives, .. } => Some(positives),
            ErrorVariant::CustomError { .. } => None,
        };
        Refusal {
            at,
            fact: positives.as_ref().is_some_and(|it| words::has_fact(it)),
            expected: positives.map(|it| words::of_rules(&it)),
        }
    })
}
