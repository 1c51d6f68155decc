//! The Fact Model and its types.

mod fm001_no_key;
mod fm002_second_key;
mod fm003_impossible_key;
mod fm004_generated_not_a_uuid_key;
mod fm005_endless_value;
mod fm006_bound_does_not_fit;
mod fm007_impossible_bound;
mod fm008_scalar_over_another_type;
mod fm009_bound_inside;
mod fm010_inverse_without_reference;
mod fm011_empty_enum;
mod fm012_word_of_a_fact;
mod fm013_key_with_default;
mod fm014_hides_the_entity;
mod fm015_impossible_form;

pub(crate) use fm001_no_key::no_key;
pub(crate) use fm002_second_key::{second_key, second_key_of_an_aggregate};
pub(crate) use fm003_impossible_key::impossible_key;
pub(crate) use fm004_generated_not_a_uuid_key::{generated_not_uuid, word_of_a_key};
pub(crate) use fm005_endless_value::endless_value;
pub(crate) use fm006_bound_does_not_fit::{bound_does_not_fit, scale_outside, scale_too_high};
pub(crate) use fm007_impossible_bound::{bad_pattern, bound_cannot_be_met, bound_twice};
pub(crate) use fm008_scalar_over_another_type::scalar_over;
pub(crate) use fm009_bound_inside::{bound_inside, bound_of_derived};
pub(crate) use fm010_inverse_without_reference::inverse_without_reference;
pub(crate) use fm011_empty_enum::empty_enum;
pub(crate) use fm012_word_of_a_fact::word_of_a_fact;
pub(crate) use fm013_key_with_default::key_with_default;
pub(crate) use fm014_hides_the_entity::hides_the_entity;
pub(crate) use fm015_impossible_form::{
    entity_of_itself, fact_of_another, fact_of_the_base, key_of_others, keys_of_parts_differ,
    one_part,
};

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &fm001_no_key::RULE,
    &fm002_second_key::RULE,
    &fm003_impossible_key::RULE,
    &fm004_generated_not_a_uuid_key::RULE,
    &fm005_endless_value::RULE,
    &fm006_bound_does_not_fit::RULE,
    &fm007_impossible_bound::RULE,
    &fm008_scalar_over_another_type::RULE,
    &fm009_bound_inside::RULE,
    &fm010_inverse_without_reference::RULE,
    &fm011_empty_enum::RULE,
    &fm012_word_of_a_fact::RULE,
    &fm013_key_with_default::RULE,
    &fm014_hides_the_entity::RULE,
    &fm015_impossible_form::RULE,
];
