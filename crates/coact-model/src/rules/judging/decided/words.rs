//! Why a condition is decided.

use super::Place;
use crate::model::Expr;

/// What confines all that a condition reads, where that is one thing with a name.
pub(in super::super) fn because<'m>(place: &Place<'m>, condition: &'m Expr) -> Option<String> {
    let mut space = place.space();
    let term = space.term(condition);
    space.bounds_words(&place.scope, &term)
}
