//! What changes while a system runs: names, versions, and what is no more.

mod ev001_old_name_in_use;
mod ev002_versions_out_of_order;
mod ev003_later_without_default;
mod ev004_default_of_old;
mod ev005_retired_used;
mod ev006_without_a_past;

pub(crate) use ev001_old_name_in_use::{old_name_in_use, one_old_name};
pub(crate) use ev002_versions_out_of_order::{first_version, gone_before_it_came};
pub(crate) use ev003_later_without_default::later_without_default;
pub(crate) use ev004_default_of_old::default_of_old;
pub(crate) use ev005_retired_used::{retired_used, retired_variant_used};
pub(crate) use ev006_without_a_past::{key_with_a_past, without_a_past};

use crate::rules::Rule;

/// The rules of this family, which the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &ev001_old_name_in_use::RULE,
    &ev002_versions_out_of_order::RULE,
    &ev003_later_without_default::RULE,
    &ev004_default_of_old::RULE,
    &ev005_retired_used::RULE,
    &ev006_without_a_past::RULE,
];
