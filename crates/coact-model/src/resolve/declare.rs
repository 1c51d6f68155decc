//! Every declared name gets its id.

use super::cx::{ItemRef, Names};
use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::{Ident, Model};

pub(crate) fn declare(_items: &[ItemRef<'_>], _findings: &mut Vec<Diagnostic>) -> (Model, Names) {
    (
        Model::new(Ident {
            text: String::new(),
            loc: Loc::default(),
        }),
        Names::default(),
    )
}
