//! All that needs no expression.

use super::cx::{ItemRef, Names};
use crate::diagnostics::Diagnostic;
use crate::model::Model;

pub(crate) fn structure(
    _items: &[ItemRef<'_>],
    _names: &mut Names,
    _model: &mut Model,
    _findings: &mut Vec<Diagnostic>,
) {
}
