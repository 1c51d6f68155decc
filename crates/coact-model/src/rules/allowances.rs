//! Findings that are allowed in place: `// coact: allow(PM018) because …`.

mod s001_allowed_without_reason;
mod s002_not_allowable;
mod s003_nothing_to_allow;

pub(crate) use s001_allowed_without_reason::{no_allowance, no_reason};
pub(crate) use s002_not_allowable::not_allowable;
pub(crate) use s003_nothing_to_allow::nothing_to_allow;

use crate::rules::Rule;

/// The rules of this family, which the reading of the comments reports.
pub(super) const RULES: &[&Rule] = &[
    &s001_allowed_without_reason::RULE,
    &s002_not_allowable::RULE,
    &s003_nothing_to_allow::RULE,
];
