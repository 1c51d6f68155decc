//! Views.

mod vm001_view_without_key;
mod vm002_no_route;
mod vm003_not_known_yet;
mod vm004_row_incomplete;
mod vm005_key_is_routed;
mod vm006_asked_only;
mod vm007_remove_sets_nothing;
mod vm008_list_without_key;
mod vm009_facts_of_nothing;
mod vm010_views_in_a_circle;
mod vm011_handler_undone;

pub(crate) use vm001_view_without_key::view_without_key;
pub(crate) use vm002_no_route::{no_route, route_count, rows_have_no_route};
pub(crate) use vm003_not_known_yet::not_known_yet;
pub(crate) use vm004_row_incomplete::row_incomplete;
pub(crate) use vm005_key_is_routed::key_is_routed;
pub(crate) use vm006_asked_only::asked_only;
pub(crate) use vm007_remove_sets_nothing::remove_sets_nothing;
pub(crate) use vm008_list_without_key::{element_without_key, list_without_key};
pub(crate) use vm009_facts_of_nothing::facts_of_nothing;
pub(crate) use vm010_views_in_a_circle::views_in_a_circle;
pub(crate) use vm011_handler_undone::{no_row_left, set_twice, undone};

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &vm001_view_without_key::RULE,
    &vm002_no_route::RULE,
    &vm003_not_known_yet::RULE,
    &vm004_row_incomplete::RULE,
    &vm005_key_is_routed::RULE,
    &vm006_asked_only::RULE,
    &vm007_remove_sets_nothing::RULE,
    &vm008_list_without_key::RULE,
    &vm009_facts_of_nothing::RULE,
    &vm010_views_in_a_circle::RULE,
    &vm011_handler_undone::RULE,
];
