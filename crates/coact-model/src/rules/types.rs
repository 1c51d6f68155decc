//! Types and expressions.

mod t001_type_mismatch;
mod t002_unit_mismatch;
mod t003_no_such_member;
mod t004_out_of_bounds;
mod t005_operator_not_admitted;
mod t006_may_be_absent;
mod t007_not_exhaustive;
mod t008_unreachable_arm;
mod t009_wrong_arguments;
mod t010_missing_fields;
mod t011_given_twice;
mod t012_hidden_name;
mod t013_input_not_allowed;
mod t014_derived_cycle;
mod t015_malformed_literal;
mod t016_empty_range;
mod t017_outside_case;
mod t019_untold_type;
mod t020_not_a_value;
mod t021_not_found_by_this;
mod t022_role_never_had;
mod t023_nothing_to_supply;

pub(crate) use t001_type_mismatch::{
    half_a_comparison, length_of_a_list, list_by_key, part_of_a_text, sum_of_what, type_mismatch,
};
pub(crate) use t002_unit_mismatch::unit_mismatch;
pub(crate) use t003_no_such_member::{Memberless, kind_of_another, no_members, no_such_member};
pub(crate) use t004_out_of_bounds::out_of_bounds;
pub(crate) use t005_operator_not_admitted::{operator_one, operator_two, scale_forbids};
pub(crate) use t006_may_be_absent::{
    divisor_may_be_zero, may_be_absent, may_not_be_there, none_for_required,
};
pub(crate) use t007_not_exhaustive::not_exhaustive;
pub(crate) use t008_unreachable_arm::unreachable_arm;
pub(crate) use t009_wrong_arguments::{lambda_wanted, wrong_arguments};
pub(crate) use t010_missing_fields::missing_fields;
pub(crate) use t011_given_twice::{given_twice, key_is_given};
pub(crate) use t012_hidden_name::{hidden_name, two_meanings};
pub(crate) use t013_input_not_allowed::{input_not_allowed, read_not_allowed};
pub(crate) use t014_derived_cycle::derived_cycle;
pub(crate) use t015_malformed_literal::{
    no_such_day, no_such_instant, no_such_time, number_too_large,
};
pub(crate) use t016_empty_range::empty_range;
pub(crate) use t017_outside_case::{
    law_beyond_case, law_over_two_cases, outside_case, outside_command, outside_event,
    outside_view, while_beyond_case,
};
pub(crate) use t019_untold_type::{untold_type, untold_variant};
pub use t020_not_a_value::is_net;
pub(crate) use t020_not_a_value::{
    call_of_member, no_fact_of, no_state_yet, not_a_record, not_a_value, not_understood,
    stray_lambda,
};
pub(crate) use t021_not_found_by_this::{key_by_name, key_count, not_unique, rows_by_place};
pub(crate) use t022_role_never_had::role_never_had;
pub(crate) use t023_nothing_to_supply::nothing_to_supply;

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &t001_type_mismatch::RULE,
    &t002_unit_mismatch::RULE,
    &t003_no_such_member::RULE,
    &t004_out_of_bounds::RULE,
    &t005_operator_not_admitted::RULE,
    &t006_may_be_absent::RULE,
    &t007_not_exhaustive::RULE,
    &t008_unreachable_arm::RULE,
    &t009_wrong_arguments::RULE,
    &t010_missing_fields::RULE,
    &t011_given_twice::RULE,
    &t012_hidden_name::RULE,
    &t013_input_not_allowed::RULE,
    &t014_derived_cycle::RULE,
    &t015_malformed_literal::RULE,
    &t016_empty_range::RULE,
    &t017_outside_case::RULE,
    // T018 told of reading by key before it was carried out.
    &t019_untold_type::RULE,
    &t020_not_a_value::RULE,
    &t021_not_found_by_this::RULE,
    &t022_role_never_had::RULE,
    &t023_nothing_to_supply::RULE,
];
