//! The JSON form, where it is read back.

mod j001_not_the_form;
mod j002_other_form;
mod j003_not_of_the_language;
mod j004_form_says_otherwise;

pub(crate) use j001_not_the_form::{not_json, not_the_form};
pub(crate) use j002_other_form::other_form;
pub(crate) use j003_not_of_the_language::not_of_the_language;
pub(crate) use j004_form_says_otherwise::{means_nothing, says_otherwise};

use crate::rules::Rule;

/// The rules of this family, which the reading of the form reports.
pub(super) const RULES: &[&Rule] = &[
    &j001_not_the_form::RULE,
    &j002_other_form::RULE,
    &j003_not_of_the_language::RULE,
    &j004_form_says_otherwise::RULE,
];
