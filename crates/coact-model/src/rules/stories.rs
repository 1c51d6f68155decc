//! The Event Model: stories and specs.

mod em001_unknown_constant;
mod em002_command_or_event;
mod em003_unknown_rejection;
mod em004_constant_twice;
mod em005_spec_expects_nothing;
mod em006_title_twice;
mod em007_nothing_automates;
mod em008_which_subject;
mod em009_no_seed;
mod em010_act_without_kind;
mod em011_not_their_act;
mod em012_event_from_outside;
mod em013_outcomes_of_a_call;
mod em014_shown_twice;
mod em015_stub;
mod em016_cannot_both_hold;
mod em017_tried_out_of_bounds;

pub(crate) use em001_unknown_constant::{actor_for_a_constant, constant_circle, unknown_constant};
pub(crate) use em002_command_or_event::{
    command_as_event, event_as_command, event_as_target, event_of_a_system,
};
pub(crate) use em003_unknown_rejection::{only_advice, unknown_rejection};
pub(crate) use em004_constant_twice::constant_twice;
pub(crate) use em005_spec_expects_nothing::spec_expects_nothing;
pub(crate) use em006_title_twice::title_twice;
pub(crate) use em007_nothing_automates::nothing_automates;
pub(crate) use em008_which_subject::which_subject;
pub(crate) use em009_no_seed::no_seed;
pub(crate) use em010_act_without_kind::act_of_which_kind;
pub(crate) use em011_not_their_act::not_their_act;
pub(crate) use em012_event_from_outside::{from_outside, given_from_outside, translation_of_own};
pub(crate) use em013_outcomes_of_a_call::{
    no_such_outcome, outcome_left_open, outcomes_of_a_command,
};
pub(crate) use em014_shown_twice::shown_twice;
pub(crate) use em015_stub::stub;
pub(crate) use em016_cannot_both_hold::cannot_both_hold;
pub(crate) use em017_tried_out_of_bounds::tried_out_of_bounds;

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &em001_unknown_constant::RULE,
    &em002_command_or_event::RULE,
    &em003_unknown_rejection::RULE,
    &em004_constant_twice::RULE,
    &em005_spec_expects_nothing::RULE,
    &em006_title_twice::RULE,
    &em007_nothing_automates::RULE,
    &em008_which_subject::RULE,
    &em009_no_seed::RULE,
    &em010_act_without_kind::RULE,
    &em011_not_their_act::RULE,
    &em012_event_from_outside::RULE,
    &em013_outcomes_of_a_call::RULE,
    &em014_shown_twice::RULE,
    &em015_stub::RULE,
    &em016_cannot_both_hold::RULE,
    &em017_tried_out_of_bounds::RULE,
];
