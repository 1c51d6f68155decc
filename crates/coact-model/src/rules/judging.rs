//! What is judged over the resolved model.

mod access;
mod ag006_may_record_nothing;
mod ag008_otherwise_never;
mod ag009_never_begun;
mod am031_act_answered_twice;
mod am032_nothing_settles;
mod am033_no_reason;
mod am034_no_else;
mod am035_constant_assessment;
mod am036_nothing_to_enforce;
mod am037_lookup_never_asked;
mod am038_same_both_ways;
mod am039_else_never;
mod am040_acts_at_odds;
mod am041_no_way_on;
mod am042_never_applies;
mod am043_judged_unseen;
mod cm030_executor_of_two;
mod cm031_composite_executor;
mod cm032_filler_known_nowhere;
mod cm033_filler_ambiguous;
mod cm034_tacit_promise_of_nobody;
mod cm035_number_twice;
mod cm036_number_shape;
mod cm037_self_activation;
mod cm038_unused_actor;
mod cm039_role_of_no_position;
mod cm040_kept_twice;
mod ctp001_illegal_answer;
mod ctp002_acts_out_of_order;
mod ctp003_may_rest;
mod cx;
mod decided;
mod each;
mod em030_slice_of_nothing;
mod em031_not_in_the_story;
mod em032_done_without_spec;
mod em033_open_question;
mod em034_no_slice_shows;
mod em035_screen_apart;
mod em036_event_apart;
mod em037_view_apart;
mod em038_never_done;
mod em039_nothing_emits;
mod em040_marks_at_odds;
mod em041_story_twice;
mod em042_done_twice;
mod em043_never_rests;
mod em044_nothing_translates;
mod em045_event_field_unread;
mod em046_command_field_unused;
mod em047_state_unread;
mod em048_event_of_another_command;
mod em049_not_theirs_to_give;
mod em050_never_rejected_so;
mod em051_out_of_order;
mod em052_never_comes_so;
mod fm030_fact_never_set;
mod fm031_entity_never_created;
mod fm032_fact_never_read;
mod fm033_fact_of_two;
mod fm034_law_against_the_order;
mod fm035_law_that_forbids_always;
mod fm036_unused_type;
mod fm037_variant_never_the_case;
mod fm038_law_not_kept;
mod holds;
mod kept_rows;
mod n030_name_of_a_type;
mod n031_name_of_a_field;
mod n032_name_of_a_transaction;
mod n033_sentence_of_a_product;
mod net;
mod parts;
mod pm030_wait_without_way_out;
mod pm031_deadlock;
mod pm032_more_than_asked_for;
mod pm033_started_before_the_promise;
mod pm034_outlives_its_parent;
mod pm035_retry_by_hand;
mod pm036_number_left_open;
mod pm037_initiator_never_asks;
mod pm038_wait_for_a_revocation;
mod pm039_key_not_given;
mod pm040_value_of_the_rule;
mod pm041_wait_for_a_refusal;
mod pm042_waits_for_what_comes_later;
mod pm043_child_not_waited_for;
mod recorded;
mod responses;
mod t024_never_holds;
mod t025_always_holds;
mod told;
mod trials;
mod tried;
mod uses;
mod verdicts;
mod vm030_view_nobody_reads;
mod vm031_reader_without_access;
mod vm032_field_never_set;
mod vm033_view_without_rows;
mod vm034_form_of_another_role;
mod vm035_view_of_another_role;
mod vm036_parameter_unused;
mod vm037_undoing_not_followed;
mod vm038_refusal_not_followed;
mod vm039_end_not_followed;

pub(crate) use ctp001_illegal_answer::is_answer;
pub(crate) use cx::Cx;
pub use each::ask_each;
pub(crate) use em044_nothing_translates::nobody_brings_it;
use holds::holds;
pub(crate) use parts::{Part, Parts};
pub(crate) use verdicts::Verdicts;

use super::Rule;

/// The rules that are judged over the resolved model.
pub(super) const RULES: &[&Rule] = &[
    &ag006_may_record_nothing::RULE,
    &ag008_otherwise_never::RULE,
    &ag009_never_begun::RULE,
    &am031_act_answered_twice::RULE,
    &am032_nothing_settles::RULE,
    &am033_no_reason::RULE,
    &am034_no_else::RULE,
    &am035_constant_assessment::RULE,
    &am036_nothing_to_enforce::RULE,
    &am037_lookup_never_asked::RULE,
    &am038_same_both_ways::RULE,
    &am039_else_never::RULE,
    &am040_acts_at_odds::RULE,
    &am041_no_way_on::RULE,
    &am042_never_applies::RULE,
    &am043_judged_unseen::RULE,
    &cm030_executor_of_two::RULE,
    &cm031_composite_executor::RULE,
    &cm032_filler_known_nowhere::RULE,
    &cm033_filler_ambiguous::RULE,
    &cm034_tacit_promise_of_nobody::RULE,
    &cm035_number_twice::RULE,
    &cm036_number_shape::RULE,
    &cm037_self_activation::RULE,
    &cm038_unused_actor::RULE,
    &cm039_role_of_no_position::RULE,
    &cm040_kept_twice::RULE,
    &ctp001_illegal_answer::RULE,
    &ctp002_acts_out_of_order::RULE,
    &ctp003_may_rest::RULE,
    &em030_slice_of_nothing::RULE,
    &em031_not_in_the_story::RULE,
    &em032_done_without_spec::RULE,
    &em033_open_question::RULE,
    &em034_no_slice_shows::RULE,
    &em035_screen_apart::RULE,
    &em036_event_apart::RULE,
    &em037_view_apart::RULE,
    &em038_never_done::RULE,
    &em039_nothing_emits::RULE,
    &em040_marks_at_odds::RULE,
    &em041_story_twice::RULE,
    &em042_done_twice::RULE,
    &em043_never_rests::RULE,
    &em044_nothing_translates::RULE,
    &em045_event_field_unread::RULE,
    &em046_command_field_unused::RULE,
    &em047_state_unread::RULE,
    &em048_event_of_another_command::RULE,
    &em049_not_theirs_to_give::RULE,
    &em050_never_rejected_so::RULE,
    &em051_out_of_order::RULE,
    &em052_never_comes_so::RULE,
    &fm030_fact_never_set::RULE,
    &fm031_entity_never_created::RULE,
    &fm032_fact_never_read::RULE,
    &fm033_fact_of_two::RULE,
    &fm034_law_against_the_order::RULE,
    &fm035_law_that_forbids_always::RULE,
    &fm036_unused_type::RULE,
    &fm037_variant_never_the_case::RULE,
    &fm038_law_not_kept::RULE,
    &n030_name_of_a_type::RULE,
    &n031_name_of_a_field::RULE,
    &n032_name_of_a_transaction::RULE,
    &n033_sentence_of_a_product::RULE,
    &pm030_wait_without_way_out::RULE,
    &pm031_deadlock::RULE,
    &pm032_more_than_asked_for::RULE,
    &pm033_started_before_the_promise::RULE,
    &pm034_outlives_its_parent::RULE,
    &pm035_retry_by_hand::RULE,
    &pm036_number_left_open::RULE,
    &pm037_initiator_never_asks::RULE,
    &pm038_wait_for_a_revocation::RULE,
    &pm039_key_not_given::RULE,
    &pm040_value_of_the_rule::RULE,
    &pm041_wait_for_a_refusal::RULE,
    &pm042_waits_for_what_comes_later::RULE,
    &pm043_child_not_waited_for::RULE,
    &t024_never_holds::RULE,
    &t025_always_holds::RULE,
    &vm030_view_nobody_reads::RULE,
    &vm031_reader_without_access::RULE,
    &vm032_field_never_set::RULE,
    &vm033_view_without_rows::RULE,
    &vm034_form_of_another_role::RULE,
    &vm035_view_of_another_role::RULE,
    &vm036_parameter_unused::RULE,
    &vm037_undoing_not_followed::RULE,
    &vm038_refusal_not_followed::RULE,
    &vm039_end_not_followed::RULE,
];

/// Those of them that say of an element that nothing in its model uses it.
pub(super) const OF_NO_USE: &[&Rule] = &[
    &em045_event_field_unread::RULE,
    &fm036_unused_type::RULE,
    &vm030_view_nobody_reads::RULE,
];

/// The code of those that say of an event that nothing emits it.
pub(super) const NOTHING_EMITS: &str = em039_nothing_emits::RULE.code;

/// Those of them that say of an event in a slice or spec that it does not come about there.
pub(super) const OF_AN_EVENT: &[&Rule] = &[
    &em036_event_apart::RULE,
    &em048_event_of_another_command::RULE,
];

/// Those of them that are errors and say that something is nowhere in the model.
pub(super) const OF_AN_ABSENCE: &[&Rule] = &[
    &cm037_self_activation::RULE,
    &em044_nothing_translates::RULE,
];

/// Those of them that are errors and say of a spec that the model never does what it expects: of a model that has no
/// errors.
const OF_A_WHOLE_MODEL: &[&Rule] = &[
    &em048_event_of_another_command::RULE,
    &em049_not_theirs_to_give::RULE,
    &em050_never_rejected_so::RULE,
    &em051_out_of_order::RULE,
    &em052_never_comes_so::RULE,
];

/// Those of them that speak at level `strict` only.
pub(super) const STRICT: &[&Rule] = &[
    &ag009_never_begun::RULE,
    &am032_nothing_settles::RULE,
    &am033_no_reason::RULE,
    &am034_no_else::RULE,
    &am043_judged_unseen::RULE,
    &cm038_unused_actor::RULE,
    &cm039_role_of_no_position::RULE,
    &ctp003_may_rest::RULE,
    &em031_not_in_the_story::RULE,
    &em032_done_without_spec::RULE,
    &em033_open_question::RULE,
    &em034_no_slice_shows::RULE,
    &em045_event_field_unread::RULE,
    &em046_command_field_unused::RULE,
    &em047_state_unread::RULE,
    &fm031_entity_never_created::RULE,
    &fm032_fact_never_read::RULE,
    &fm036_unused_type::RULE,
    &fm037_variant_never_the_case::RULE,
    &fm038_law_not_kept::RULE,
    &n032_name_of_a_transaction::RULE,
    &n033_sentence_of_a_product::RULE,
    &pm034_outlives_its_parent::RULE,
    &pm043_child_not_waited_for::RULE,
    &vm031_reader_without_access::RULE,
    &vm039_end_not_followed::RULE,
];

/// Those of them that are silent at level `sketch`: a model begins with its events.
pub(super) const NOT_IN_A_SKETCH: &[&Rule] = &[&em039_nothing_emits::RULE];
