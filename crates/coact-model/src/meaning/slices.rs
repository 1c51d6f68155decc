//! Which pattern a slice is, and what comes of it.

use super::{Element, listed};
use crate::Loc;
use crate::event_model::{Flow, SlicePattern, pattern};
use crate::model::{Model, StoryId};

/// Every slice of every story.
pub(super) fn all(model: &Model) -> impl Iterator<Item = (Loc, Element)> {
    model.stories.iter().flat_map(|(id, story)| {
        let slices = story.slices.iter().enumerate();
        slices.map(move |(at, slice)| (slice.title.loc, Element::Slice(id, at)))
    })
}

/// Its pattern; the events that come of its commands, and the views that show them.
pub(super) fn slice(model: &Model, story: StoryId, at: usize) -> (String, Vec<String>) {
    let Some(slice) = model.stories[story].slices.get(at) else {
        return (String::new(), Vec::new());
    };
    let mut sentences = vec![
        match pattern(model, slice) {
            Some(SlicePattern::StateChange) => {
                "A state change: somebody gives a command, and events come of it."
            }
            Some(SlicePattern::StateView) => {
                "A state view: events make a view, and somebody looks at it."
            }
            Some(SlicePattern::Automation) => {
                "An automation: what is on a list is done without a person."
            }
            Some(SlicePattern::Translation) => {
                "A translation: an event from outside becomes a command."
            }
            None => "Of no pattern yet: it shows neither a command nor a view.",
        }
        .to_owned(),
    ];
    if let Some(flow) = Flow::of(model, slice) {
        let quoted = |names: Vec<&str>| -> Vec<String> {
            names.into_iter().map(|name| format!("`{name}`")).collect()
        };
        let events = quoted(flow.comes_of_it());
        if !events.is_empty() {
            sentences.push(format!("What comes of it: {}.", listed(&events, "and")));
        }
        let views = quoted(flow.changes());
        if !views.is_empty() {
            sentences.push(format!("What it changes: {}.", listed(&views, "and")));
        }
    }
    (format!("slice \"{}\"", slice.title.text), sentences)
}
