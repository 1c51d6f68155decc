//! Where something stands in a JSON text.

use std::collections::BTreeMap;
use std::fmt;

use coact_syntax::Span;
use serde_json::value::RawValue;

/// One step into a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'s> {
    /// A member of an object.
    Member(&'s str),
    /// An element of a list.
    Element(usize),
}

/// The way to a value of the form.
pub(super) type Path = Vec<Step<'static>>;

/// A way in words: `entities[0].facts[2].type`.
pub(super) struct Shown<'p>(pub(super) &'p [Step<'p>]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Member(name) if at == 0 => write!(f, "{}", name.escape_debug())?,
                Step::Member(name) => write!(f, ".{}", name.escape_debug())?,
                Step::Element(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The place of the value at the end of a way, or of the last one on it that is there.
pub(super) fn find(text: &str, path: &[Step<'_>]) -> Span {
    let mut found = text.trim_matches([' ', '\t', '\n', '\r']);
    for step in path {
        let inside = match step {
            Step::Member(name) => serde_json::from_str::<BTreeMap<String, &RawValue>>(found)
                .ok()
                .and_then(|members| members.get(*name).copied()),
            Step::Element(at) => serde_json::from_str::<Vec<&RawValue>>(found)
                .ok()
                .and_then(|elements| elements.get(*at).copied()),
        };
        let Some(inside) = inside else { break };
        found = inside.get();
    }
    // Each is a part of the one before, so that their addresses tell the distance.
    let start = (found.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(narrow(start), narrow(start.saturating_add(found.len())))
}
