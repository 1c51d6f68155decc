//! Look-ups that a view of the model answers: asked by its keys, answered by one of its fields.

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{Element, ItemRef};
use super::describe::explained;
use super::pass::Pass;
use crate::diagnostics::Diagnostic;
use crate::model::{Field, Lookup, Model, Type, ViewId};
use crate::rules;

pub(super) fn lookup(pass: &mut Pass<'_>, item: ItemRef<'_>) {
    let (ItemKind::Lookup(written), Some(Element::Lookup(id))) =
        (&item.item.kind, pass.names.item(&item))
    else {
        return;
    };
    let lookup = &pass.model.lookups[id];
    let Some(view) = lookup.from else { return };
    let untold = |field: &Field| field.ty == Type::Error;
    if pass.index.is_doubtful(Element::View(view))
        || pass.model.views[view].fields.iter().any(untold)
        || lookup.result == Type::Error
        || lookup.params.iter().any(|(_, ty)| *ty == Type::Error)
    {
        return;
    }
    let asked = asked_by_keys(pass.model, item, lookup, view, written);
    let answered = answered_by_one(pass.model, item, lookup, view, written);
    pass.findings.extend(asked);
    pass.findings.extend(answered);
}

/// The parameters are the keys of the view, in their order.
fn asked_by_keys(
    model: &Model,
    item: ItemRef<'_>,
    lookup: &Lookup,
    view: ViewId,
    written: &ast::LookupItem,
) -> Option<Diagnostic> {
    let view = &model.views[view];
    let keys: Vec<&Field> = view.fields.iter().filter(|field| field.key).collect();
    let signature = || -> String {
        let keys = keys.iter().map(|key| {
            let ty = super::describe::type_name(model, &key.ty);
            format!("{}: {ty}", key.name.text)
        });
        keys.collect::<Vec<_>>().join(", ")
    };
    if keys.len() != lookup.params.len() {
        let loc = item.loc(written.name.span);
        return Some(rules::lookup_by_other_keys(
            loc,
            &lookup.name.text,
            &view.name.text,
            &signature(),
        ));
    }
    let wrong = keys
        .iter()
        .zip(&lookup.params)
        .find(|(key, (_, ty))| key.ty != *ty)?;
    let (key, (param, ty)) = wrong;
    Some(
        rules::lookup_by_other_type(
            param.loc,
            &explained(model, &key.ty),
            &explained(model, ty),
            &view.name.text,
            &signature(),
        )
        .also(key.name.loc, "the key"),
    )
}

/// The field called like the look-up answers, else the only one of its type; or all fields of a value do.
fn answered_by_one(
    model: &Model,
    item: ItemRef<'_>,
    lookup: &Lookup,
    view: ViewId,
    written: &ast::LookupItem,
) -> Option<Diagnostic> {
    if model.row_answer(lookup, view).is_some() {
        return None;
    }
    let view = &model.views[view];
    let answers = |field: &&Field| !field.key && lookup.fits(field);
    let found: Vec<&str> = view
        .fields
        .iter()
        .filter(answers)
        .map(|field| field.name.text.as_str())
        .collect();
    let loc = item.loc(written.result.span);
    match found.as_slice() {
        [] => {
            let result = explained(model, &lookup.result);
            let others = view.fields.iter().filter(|field| !field.key);
            let others: Vec<&str> = others.map(|field| field.name.text.as_str()).collect();
            Some(rules::lookup_without_field(
                loc,
                &view.name.text,
                &result,
                &others,
            ))
        }
        several => Some(rules::lookup_of_several(loc, &view.name.text, several)),
    }
}
