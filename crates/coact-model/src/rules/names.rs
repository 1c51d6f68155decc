//! Names, and the headers of files.

mod n002_other_kind_of_thing;
mod n003_duplicate_name;
mod n004_missing_model_header;
mod n005_misplaced_model_header;
mod n006_two_models;
mod n007_contradicting_options;
mod n008_unknown_model;
mod n009_unknown_zone;
mod n010_unknown_word;
mod n011_project_too_large;
mod n012_name_of_the_language;

pub(crate) use n002_other_kind_of_thing::other_kind;
pub(crate) use n003_duplicate_name::duplicate_name;
pub(crate) use n004_missing_model_header::missing_header;
pub(crate) use n005_misplaced_model_header::misplaced_header;
pub(crate) use n006_two_models::two_models;
pub(crate) use n007_contradicting_options::contradicting_options;
pub(crate) use n008_unknown_model::{own_model, unknown_model};
pub(crate) use n009_unknown_zone::unknown_zone;
pub(crate) use n010_unknown_word::unknown_word;
pub(crate) use n011_project_too_large::project_too_large;
pub(crate) use n012_name_of_the_language::name_of_the_language;

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &n002_other_kind_of_thing::RULE,
    &n003_duplicate_name::RULE,
    &n004_missing_model_header::RULE,
    &n005_misplaced_model_header::RULE,
    &n006_two_models::RULE,
    &n007_contradicting_options::RULE,
    &n008_unknown_model::RULE,
    &n009_unknown_zone::RULE,
    &n010_unknown_word::RULE,
    &n011_project_too_large::RULE,
    &n012_name_of_the_language::RULE,
];
