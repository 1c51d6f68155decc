//! The Process Model.

mod pm001_impossible_multiplicity;
mod pm002_link_inside;
mod pm003_act_without_kind;
mod pm004_wait_into_a_revocation;
mod pm005_word_of_a_response;
mod pm006_link_twice;
mod pm007_nobody_entitled;
mod pm008_never_starts;
mod pm009_circle_of_initiation;
mod pm010_many_about_one;
mod pm011_other_subject;
mod pm012_parent_unknown;
mod pm013_step_not_there;
mod pm014_apart_in_one_case;
mod pm015_wait_across_cases;
mod pm016_case_too_large;

pub(crate) use pm001_impossible_multiplicity::impossible_multiplicity;
pub(crate) use pm002_link_inside::link_inside;
pub(crate) use pm003_act_without_kind::act_without_kind;
pub(crate) use pm004_wait_into_a_revocation::wait_into_a_revocation;
pub(crate) use pm005_word_of_a_response::{range_in_a_wait, word_of_a_response};
pub(crate) use pm006_link_twice::link_twice;
pub(crate) use pm007_nobody_entitled::{asker_not_entitled, nobody_entitled};
pub(crate) use pm008_never_starts::{nobody_asks, nothing_to_be_about, only_in_a_circle};
pub(crate) use pm009_circle_of_initiation::circle_of_initiation;
pub(crate) use pm010_many_about_one::many_about_one;
pub(crate) use pm011_other_subject::other_subject;
pub(crate) use pm012_parent_unknown::parent_unknown;
pub(crate) use pm013_step_not_there::{never_executed, step_not_there};
pub(crate) use pm014_apart_in_one_case::apart_in_one_case;
pub(crate) use pm015_wait_across_cases::wait_across_cases;
pub(crate) use pm016_case_too_large::case_too_large;

use crate::rules::Rule;

/// Those that rest on all links: a link that could not be read may be the one that is missed.
pub(super) const OF_ALL_LINKS: &[&Rule] = &[
    &pm007_nobody_entitled::RULE,
    &pm008_never_starts::RULE,
    &pm015_wait_across_cases::RULE,
];

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &pm001_impossible_multiplicity::RULE,
    &pm002_link_inside::RULE,
    &pm003_act_without_kind::RULE,
    &pm004_wait_into_a_revocation::RULE,
    &pm005_word_of_a_response::RULE,
    &pm006_link_twice::RULE,
    &pm007_nobody_entitled::RULE,
    &pm008_never_starts::RULE,
    &pm009_circle_of_initiation::RULE,
    &pm010_many_about_one::RULE,
    &pm011_other_subject::RULE,
    &pm012_parent_unknown::RULE,
    &pm013_step_not_there::RULE,
    &pm014_apart_in_one_case::RULE,
    &pm015_wait_across_cases::RULE,
    &pm016_case_too_large::RULE,
];
