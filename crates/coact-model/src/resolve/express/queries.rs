//! Queries over views.

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{Element, ItemRef, Names, doc};
use super::super::structure::TypeCx;
use super::bounds;
use super::describe::explained;
use super::pass::Pass;
use super::scope::Root;
use crate::model::{Local, Model, Query, QueryId, Type};
use crate::rules::{self, Findings};

/// Queries by name, their parameters typed, their conditions still to come.
pub(super) fn declare(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    findings: &mut Findings,
) {
    for item in items {
        let ItemKind::Query(written) = &item.item.kind else {
            continue;
        };
        if !names.is_first(item) {
            continue;
        }
        let Some(view) = names.view(item, &written.from, findings) else {
            continue;
        };
        let mut params: Vec<Local> = Vec::new();
        for param in &written.params {
            let cx = TypeCx {
                names,
                scalars: &model.scalars,
            };
            let (name, ty) = super::super::structure::param(cx, item, param, findings);
            if params.iter().any(|known| known.name == name.text) {
                findings.push(rules::given_twice(name.loc, &name.text));
                continue;
            }
            params.push(Local {
                name: name.text,
                id: u32::try_from(params.len()).unwrap_or(u32::MAX),
                ty,
            });
        }
        let id = model.queries.push(Query {
            name: item.ident(&written.name),
            doc: doc(item.item.doc.as_ref()),
            params,
            view,
            filter: None,
            order: Vec::new(),
        });
        names.queries.insert(written.name.text.clone(), id);
        names.bind(item, Element::Query(id));
    }
}

/// Reads the condition and order of a query, where the item is one.
pub(super) fn query_of(pass: &mut Pass<'_>, item: &ItemRef<'_>) {
    if let (ItemKind::Query(written), Some(Element::Query(id))) =
        (&item.item.kind, pass.names.item(item))
    {
        query(pass, *item, id, written);
    }
}

fn query(pass: &mut Pass<'_>, item: ItemRef<'_>, id: QueryId, written: &ast::QueryItem) {
    let view = pass.model.queries[id].view;
    let params = pass.model.queries[id].params.clone();
    let mut typer = pass.typer(item, Root::Row(view));
    typer.take_locals(params);
    let filter = written
        .filter
        .as_ref()
        .map(|filter| typer.condition(filter));
    let mut order = Vec::new();
    for key in &written.order {
        let by = typer.while_holding(&filter, |typer| typer.infer(&key.by, None));
        let plain = match &by.ty {
            Type::Optional(inner) => typer.base(inner),
            other => typer.base(other),
        };
        match plain {
            Type::Error => {}
            Type::Bool | Type::Enum(_) => order.push((by, key.descending)),
            plain if bounds::ordered(&plain) => order.push((by, key.descending)),
            _ => {
                let found = explained(typer.model, &by.ty);
                let finding = rules::type_mismatch(by.loc, "something to order by", &found);
                typer.report(finding);
            }
        }
    }
    let query = &mut pass.model.queries[id];
    query.filter = filter.filter(|filter| filter.ty != Type::Error);
    query.order = order;
}
