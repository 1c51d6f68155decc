//! Lanes: which context each element belongs to.

use std::collections::BTreeMap;

use coact_syntax::ast::ItemKind;

use super::cx::ItemRef;
use crate::FileId;
use crate::model::{Context, Model};

/// Gives every element to the context of its file. A context is there from the first file that states it, be
/// it that nothing stands in it yet.
pub(super) fn contexts(items: &[ItemRef<'_>], model: &mut Model) {
    let mut contexts: Vec<Context> = Vec::new();
    let mut of_file: BTreeMap<FileId, usize> = BTreeMap::new();
    for item in items {
        let ItemKind::Model(header) = &item.item.kind else {
            continue;
        };
        // A second header of a file is reported, and the first one counts.
        let Some(written) = header.context.as_ref() else {
            continue;
        };
        let name = item.ident(written);
        let known = contexts.iter().position(|it| it.name.text == name.text);
        let at = known.unwrap_or_else(|| {
            contexts.push(Context {
                name,
                elements: Vec::new(),
            });
            contexts.len() - 1
        });
        of_file.entry(item.file).or_insert(at);
    }
    for element in model.elements() {
        let at = of_file.get(&element.name(model).loc.file);
        if let Some(context) = at.and_then(|at| contexts.get_mut(*at)) {
            context.elements.push(element);
        }
    }
    model.contexts = contexts;
}
