//! Whether a form says what the model that was read from it says.

use serde_json::Value;

use super::place::Step;

/// How two forms differ.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Difference<'v> {
    /// The form has a member that means nothing.
    Unknown,
    /// The form says this, and the model something else.
    Other(&'v Value),
    /// The form has fewer or more elements than the model.
    Count(usize),
}

/// The first place where a form says something else than the form of its model, and what that one says.
pub(super) fn first<'v>(
    written: &'v Value,
    meant: &'v Value,
) -> Option<(Vec<Step<'v>>, Difference<'v>)> {
    match (written, meant) {
        (Value::Object(written), Value::Object(meant)) => {
            for (name, value) in written {
                let inside = match meant.get(name) {
                    Some(meant) => first(value, meant),
                    None => Some((Vec::new(), Difference::Unknown)),
                };
                if let Some(found) = inside {
                    return Some(within(Step::Member(name), found));
                }
            }
            // What is left out says nothing.
            None
        }
        (Value::Array(written), Value::Array(meant)) => {
            let pairs = written.iter().zip(meant).enumerate();
            let inside = pairs
                .filter_map(|(at, (a, b))| Some(within(Step::Element(at), first(a, b)?)))
                .next();
            let count = || (Vec::new(), Difference::Count(meant.len()));
            inside.or_else(|| (written.len() != meant.len()).then(count))
        }
        _ => (written != meant).then_some((Vec::new(), Difference::Other(meant))),
    }
}

fn within<'v>(
    step: Step<'v>,
    (mut path, difference): (Vec<Step<'v>>, Difference<'v>),
) -> (Vec<Step<'v>>, Difference<'v>) {
    path.insert(0, step);
    (path, difference)
}
