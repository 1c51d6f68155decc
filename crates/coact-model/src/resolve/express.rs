//! All that reads the structure through expressions.

use super::cx::{ItemRef, Names};
use crate::diagnostics::Diagnostic;
use crate::model::Model;

pub(crate) fn express(
    _items: &[ItemRef<'_>],
    _names: &Names,
    _model: &mut Model,
    _findings: &mut Vec<Diagnostic>,
) {
}
