//! The Cooperation Model.

mod cm001_no_initiator;
mod cm002_no_executor;
mod cm003_no_product;
mod cm004_clause_twice;
mod cm005_act_not_in_profile;
mod cm006_act_not_in_pattern;
mod cm007_not_a_settable_fact;
mod cm008_revocation_sets_fact;
mod cm009_field_is_there_already;
mod cm010_cannot_be_tacit;
mod cm011_due_elsewhere;
mod cm012_created_twice;
mod cm013_external_created;
mod cm014_impossible_composite;
mod cm015_new_fact;
mod cm016_impossible_delegation;
mod cm017_impossible_bank;

pub(crate) use cm001_no_initiator::no_initiator;
pub(crate) use cm002_no_executor::no_executor;
pub(crate) use cm003_no_product::no_product;
pub(crate) use cm004_clause_twice::{clause_twice, initiators_twice, named_twice};
pub(crate) use cm005_act_not_in_profile::act_not_in_profile;
pub(crate) use cm006_act_not_in_pattern::act_not_in_pattern;
pub(crate) use cm007_not_a_settable_fact::not_a_settable_fact;
pub(crate) use cm008_revocation_sets_fact::revocation_sets_fact;
pub(crate) use cm009_field_is_there_already::{reason_is_given, subject_is_given};
pub(crate) use cm010_cannot_be_tacit::{cannot_be_tacit, names_of_nothing};
pub(crate) use cm011_due_elsewhere::due_elsewhere;
pub(crate) use cm012_created_twice::created_twice;
pub(crate) use cm013_external_created::external_created;
pub(crate) use cm014_impossible_composite::{
    composite_of_nothing, parts_of_an_elementary_role, role_in_itself,
};
pub(crate) use cm015_new_fact::new_with_fact;
pub(crate) use cm016_impossible_delegation::{
    delegated_by_another, delegated_to_itself, no_act_to_delegate,
};
pub(crate) use cm017_impossible_bank::{empty_bank, own_bank_from_view};

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &cm001_no_initiator::RULE,
    &cm002_no_executor::RULE,
    &cm003_no_product::RULE,
    &cm004_clause_twice::RULE,
    &cm005_act_not_in_profile::RULE,
    &cm006_act_not_in_pattern::RULE,
    &cm007_not_a_settable_fact::RULE,
    &cm008_revocation_sets_fact::RULE,
    &cm009_field_is_there_already::RULE,
    &cm010_cannot_be_tacit::RULE,
    &cm011_due_elsewhere::RULE,
    &cm012_created_twice::RULE,
    &cm013_external_created::RULE,
    &cm014_impossible_composite::RULE,
    &cm015_new_fact::RULE,
    &cm016_impossible_delegation::RULE,
    &cm017_impossible_bank::RULE,
];
