//! Rows of other views that a handler reads by key: as of the event, and before anything is changed.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::Loc;
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{Each, Expr, ExprKind, Handler, RowSet, Type, View, ViewId};

use crate::cx::Cx;
use crate::expr::Exprs;
use crate::{names, plain};

/// What a handler computes.
fn exprs(handler: &Handler) -> Vec<&Expr> {
    let each = handler.each.iter().map(|each| match each {
        Each::Rows(expr) | Each::In(_, expr) => expr,
    });
    let sets = handler.sets.iter().flat_map(|set| match set {
        RowSet::Field(_, expr) => vec![expr],
        RowSet::Element { key, sets, .. } => {
            let sets = sets.iter().map(|(_, expr)| expr);
            key.iter().chain(sets).collect()
        }
    });
    handler.route.iter().chain(each).chain(sets).collect()
}

/// The rows that a handler reads, in the order of the text.
pub(super) fn of(handler: &Handler) -> Vec<&Expr> {
    let mut found: Vec<&Expr> = Vec::new();
    for expr in exprs(handler) {
        for part in expr.all() {
            let is_read = matches!(part.kind, ExprKind::RowAt(..));
            if is_read && found.iter().all(|known| known.loc != part.loc) {
                found.push(part);
            }
        }
    }
    found
}

/// The variable of a row that was read.
pub(crate) fn variable(reads: &[&Expr], read: &Expr) -> Option<Ident> {
    let at = reads.iter().position(|known| known.loc == read.loc)?;
    Some(names::ident(&format!("row_{}", at + 1)))
}

/// Reads them.
pub(super) fn fetch(cx: &Cx<'_>, exprs: &Exprs<'_, '_, '_>, reads: &[&Expr]) -> TokenStream {
    let fetched = reads.iter().filter_map(|read| {
        let ExprKind::RowAt(view, keys) = &read.kind else {
            return None;
        };
        let (variable, view) = (
            variable(reads, read)?,
            names::ident(&cx.model.views[*view].name.text),
        );
        let keys = keys.iter().map(|key| exprs.value(key));
        Some(quote! {
            let #variable = ::coact_runtime::views::read::<#view, _>(
                rows, ::coact_runtime::expr::attempt(|| Ok((#(#keys,)*)))
            )?;
        })
    });
    quote!(#(#fetched)*)
}

/// Takes back what is told of reads that are covered.
pub(crate) fn drop_covered(
    cx: &Cx<'_>,
    view: ViewId,
    handler: &Handler,
    told: &mut Vec<Diagnostic>,
) {
    let reads = of(handler);
    let covered = reads.iter().filter(|read| covers(cx, view, handler, read));
    let covered: Vec<Loc> = covered.map(|read| read.loc).collect();
    told.retain(|finding| !covered.contains(&finding.primary.loc));
}

/// Whether this read of a handler is covered: of one row, whose key is known before the handler's own row. Which rows that
/// guard decisions are changed is found without the values of any, so that their keys do not rest on what is read.
fn covers(cx: &Cx<'_>, view: ViewId, handler: &Handler, read: &Expr) -> bool {
    let ExprKind::RowAt(_, keys) = &read.kind else {
        return false;
    };
    let each = match &handler.each {
        Some(Each::In(local, _)) => Some(local.id),
        Some(Each::Rows(_)) | None => None,
    };
    // The list of an `each` is gone through before its elements are there.
    let in_list = matches!(&handler.each, Some(Each::In(_, list))
        if list.all().iter().any(|part| part.loc == read.loc));
    let is_known = |part: &&Expr| match &part.kind {
        ExprKind::RowField(_) | ExprKind::RowAt(..) => false,
        ExprKind::Local(local) => Some(local.id) == each,
        _ => true,
    };
    !in_list
        && matches!(read.ty, Type::Row(_))
        && !(plain::guarding(cx).contains(&view) && is_route(handler, read))
        && keys.iter().all(|key| key.all().iter().all(is_known))
}

/// Whether a row is read for the key of the handler's own row.
fn is_route(handler: &Handler, read: &Expr) -> bool {
    let mut parts = handler.route.iter().flat_map(Expr::all);
    parts.any(|part| part.loc == read.loc)
}

/// All views, each behind those whose rows it reads.
pub(crate) fn in_order(cx: &Cx<'_>) -> Vec<ViewId> {
    let mut order = Vec::new();
    let own = cx.model.views.iter();
    let own = own.filter(|(_, view)| view.imported.is_none());
    for (id, _) in own {
        visit(cx, id, &mut Vec::new(), &mut order);
    }
    order
}

fn visit(cx: &Cx<'_>, id: ViewId, around: &mut Vec<ViewId>, order: &mut Vec<ViewId>) {
    // The checker refuses circles.
    if order.contains(&id) || around.contains(&id) {
        return;
    }
    around.push(id);
    for read in read_by(&cx.model.views[id]) {
        visit(cx, read, around, order);
    }
    around.pop();
    order.push(id);
}

fn read_by(view: &View) -> Vec<ViewId> {
    let reads = view.handlers.iter().flat_map(of);
    let views = reads.filter_map(|read| match &read.kind {
        ExprKind::RowAt(view, _) => Some(*view),
        _ => None,
    });
    views.collect()
}
