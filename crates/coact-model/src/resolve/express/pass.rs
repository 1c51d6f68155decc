//! What all parts of this phase hold in their hands.

use super::super::cx::{ItemRef, Names};
use super::gaps::{self, Shown};
use super::index::Index;
use super::scope::Root;
use super::typer::Typer;
use crate::model::{Expr, Model};
use crate::rules::Findings;

pub(super) struct Pass<'a> {
    pub(super) names: &'a Names,
    pub(super) index: &'a Index,
    pub(super) model: &'a mut Model,
    pub(super) findings: &'a mut Findings,
}

impl Pass<'_> {
    /// Reports where a value that must be there may be missing, as far as nothing has shown that it is not.
    pub(super) fn needs_value(&mut self, value: &Expr, shown: &Shown) {
        self.findings
            .extend(gaps::finding(self.model, value, shown));
    }

    /// A typer for expressions of this item.
    pub(super) fn typer<'t>(&'t mut self, item: ItemRef<'t>, root: Root) -> Typer<'t> {
        Typer::new(
            self.model,
            self.names,
            self.index,
            self.findings,
            item,
            root,
        )
    }
}
