//! Plain commands, events and aggregates.

mod ag001_shape_of_an_aggregate;
mod ag002_new_outside_aggregate;
mod ag003_event_of_another;
mod ag004_command_without_effect;
mod ag005_reads_by_one_key;
mod ag007_state_left_open;

pub(crate) use ag001_shape_of_an_aggregate::{
    aggregate_without_key, field_outside_state, key_of_the_aggregate, state_twice,
};
pub(crate) use ag002_new_outside_aggregate::new_outside_aggregate;
pub(crate) use ag003_event_of_another::{emits_an_act, event_of_another};
pub(crate) use ag004_command_without_effect::{command_without_effect, otherwise_twice};
pub(crate) use ag005_reads_by_one_key::reads_by_one_key;
pub(crate) use ag007_state_left_open::state_left_open;

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &ag001_shape_of_an_aggregate::RULE,
    &ag002_new_outside_aggregate::RULE,
    &ag003_event_of_another::RULE,
    &ag004_command_without_effect::RULE,
    &ag005_reads_by_one_key::RULE,
    &ag007_state_left_open::RULE,
];
