//! Look-ups: what the host is asked.

use coact_syntax::ast::{LookupItem, Param};

use super::members::Members;
use super::types::TypeCx;
use crate::diagnostics::Diagnostic;
use crate::model::{Ident, Lookup, Type};
use crate::resolve::cx::{ItemRef, doc};
use crate::rules;

/// The signature of a look-up.
pub(super) fn lookup(
    cx: TypeCx<'_>,
    item: &ItemRef<'_>,
    source: &LookupItem,
    findings: &mut Vec<Diagnostic>,
) -> Lookup {
    let mut members = Members::default();
    let params = source
        .params
        .iter()
        .filter_map(|param| {
            let (name, ty) = self::param(cx, item, param, findings);
            members
                .add("parameter", &name, findings)
                .then_some((name, ty))
        })
        .collect();
    let result = cx.resolve(item, &source.result, findings);
    cx.no_scale(&result, findings);
    for bound in &result.bounds {
        findings.push(rules::bound_inside(bound.loc));
    }
    let from = source
        .from
        .as_ref()
        .and_then(|path| cx.names.view(item, path, findings));
    Lookup {
        name: item.ident(&source.name),
        doc: doc(item.item.doc.as_ref()),
        params,
        result: result.ty,
        from,
    }
}

/// A parameter of a look-up or query: its type has no bounds of its own.
pub(crate) fn param(
    cx: TypeCx<'_>,
    item: &ItemRef<'_>,
    source: &Param,
    findings: &mut Vec<Diagnostic>,
) -> (Ident, Type) {
    let typed = cx.resolve(item, &source.ty, findings);
    cx.no_scale(&typed, findings);
    for bound in &typed.bounds {
        findings.push(rules::bound_inside(bound.loc));
    }
    (item.ident(&source.name), typed.ty)
}
