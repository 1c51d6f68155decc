//! The Action Model.

mod am001_outside_pattern;
mod am002_no_such_payload;
mod am003_automated_without;
mod am004_no_link;
mod am005_else_not_allowed;
mod am006_rule_twice;
mod am007_assessment_twice;
mod am008_may_not_be_known;
mod am009_one_by_link;
mod am010_tacit_asks;
mod am011_act_twice;
mod am012_lookup_of_a_view;
mod am013_answers_nothing;

pub(crate) use am001_outside_pattern::{act_outside_pattern, fact_outside_pattern};
pub(crate) use am002_no_such_payload::{
    about_by_for, filled_in, key_by_its_entity, key_is_drawn, no_such_payload,
};
pub(crate) use am003_automated_without::automated_without;
pub(crate) use am004_no_link::no_link;
pub(crate) use am005_else_not_allowed::else_not_allowed;
pub(crate) use am006_rule_twice::rule_twice;
pub(crate) use am007_assessment_twice::assessment_twice;
pub(crate) use am008_may_not_be_known::may_not_be_known;
pub(crate) use am009_one_by_link::{one_by_instance, one_by_link};
pub(crate) use am010_tacit_asks::tacit_asks;
pub(crate) use am011_act_twice::act_twice;
pub(crate) use am012_lookup_of_a_view::{
    lookup_by_other_keys, lookup_by_other_type, lookup_of_several, lookup_without_field,
};
pub(crate) use am013_answers_nothing::answers_nothing;

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &am001_outside_pattern::RULE,
    &am002_no_such_payload::RULE,
    &am003_automated_without::RULE,
    &am004_no_link::RULE,
    &am005_else_not_allowed::RULE,
    &am006_rule_twice::RULE,
    &am007_assessment_twice::RULE,
    &am008_may_not_be_known::RULE,
    &am009_one_by_link::RULE,
    &am010_tacit_asks::RULE,
    &am011_act_twice::RULE,
    &am012_lookup_of_a_view::RULE,
    &am013_answers_nothing::RULE,
];
