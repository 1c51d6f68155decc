//! Names, and the headers of files. `N006` refused files of two models in one project; it is not used again.

mod n002_other_kind_of_thing;
mod n003_duplicate_name;
mod n004_missing_model_header;
mod n005_misplaced_model_header;
mod n007_contradicting_options;
mod n008_unknown_model;
mod n009_unknown_zone;
mod n010_unknown_word;
mod n011_project_too_large;
mod n012_name_of_the_language;
mod n013_imported_twice;
mod n014_models_in_a_circle;
mod n015_stays_at_home;
mod n016_unused_import;

pub(crate) use n002_other_kind_of_thing::other_kind;
pub(crate) use n003_duplicate_name::{declared_by_its_aggregate, duplicate_name, key_is_there};
pub(crate) use n004_missing_model_header::missing_header;
pub(crate) use n005_misplaced_model_header::misplaced_header;
pub(crate) use n007_contradicting_options::contradicting_options;
pub(crate) use n008_unknown_model::{not_imported, own_model, unknown_model};
pub(crate) use n009_unknown_zone::unknown_zone;
pub(crate) use n010_unknown_word::unknown_word;
pub(crate) use n011_project_too_large::project_too_large;
pub(crate) use n012_name_of_the_language::name_of_the_language;
pub(crate) use n013_imported_twice::{import_beside_system, imported_twice};
pub(crate) use n014_models_in_a_circle::models_in_a_circle;
pub(crate) use n015_stays_at_home::{
    about_a_lent_entity, fact_of_a_lent_entity, records_a_lent_event, rows_of_a_lent_view,
    stays_at_home,
};
pub(crate) use n016_unused_import::unused_import;

use crate::rules::Rule;

/// The rules of this family that the resolver reports.
pub(super) const RULES: &[&Rule] = &[
    &n002_other_kind_of_thing::RULE,
    &n003_duplicate_name::RULE,
    &n004_missing_model_header::RULE,
    &n005_misplaced_model_header::RULE,
    &n007_contradicting_options::RULE,
    &n008_unknown_model::RULE,
    &n009_unknown_zone::RULE,
    &n010_unknown_word::RULE,
    &n011_project_too_large::RULE,
    &n012_name_of_the_language::RULE,
    &n013_imported_twice::RULE,
    &n014_models_in_a_circle::RULE,
    &n015_stays_at_home::RULE,
    &n016_unused_import::RULE,
];
