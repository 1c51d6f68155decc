//! What changes while a system runs: names, versions, and what is no more.

mod ev001_old_name_in_use;
mod ev002_versions_out_of_order;
mod ev003_later_without_default;
mod ev004_default_of_old;
mod ev005_retired_used;
mod ev006_without_a_past;
mod ev007_upcast_twice;
mod ev008_not_in_version;
mod ev009_upcast_says_nothing;

pub(crate) use ev001_old_name_in_use::{old_name_in_use, one_old_name};
pub(crate) use ev002_versions_out_of_order::{
    first_version, gone_before_it_came, no_such_version, not_the_next_version,
};
pub(crate) use ev003_later_without_default::later_without_default;
pub(crate) use ev004_default_of_old::{default_beside_upcast, default_of_old};
pub(crate) use ev005_retired_used::{retired_used, retired_variant_used};
pub(crate) use ev006_without_a_past::{key_with_a_past, recorded_by_acts, without_a_past};
pub(crate) use ev007_upcast_twice::upcast_twice;
pub(crate) use ev008_not_in_version::not_in_version;
pub(crate) use ev009_upcast_says_nothing::{empty_upcast, stays_as_it_is};

use crate::rules::Rule;

/// The rules of this family, which the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &ev001_old_name_in_use::RULE,
    &ev002_versions_out_of_order::RULE,
    &ev003_later_without_default::RULE,
    &ev004_default_of_old::RULE,
    &ev005_retired_used::RULE,
    &ev006_without_a_past::RULE,
    &ev007_upcast_twice::RULE,
    &ev008_not_in_version::RULE,
    &ev009_upcast_says_nothing::RULE,
];
