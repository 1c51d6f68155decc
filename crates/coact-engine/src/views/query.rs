//! Questions to read models.

use std::cmp::Ordering;

use coact_model::model::{Local, Query};
use coact_runtime::ActorId as Who;
use coact_runtime::expr;

use super::Table;
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::value::Value;

/// The rows that a query selects, in its order.
pub(crate) fn select(
    cx: &Cx<'_>,
    table: &Table,
    query: &Query,
    args: &[Value],
    me: &Who,
) -> Vec<Vec<Value>> {
    let mut rows: Vec<Vec<Value>> = table.all(query.view).map(|(_, row)| row.to_vec()).collect();
    let scope = Scope::asked_by(cx, me);
    let params: Vec<(&Local, &Value)> = query.params.iter().zip(args).collect();
    with(&scope, &params, &mut |scope| {
        if let Some(filter) = &query.filter {
            expr::where_(&mut rows, |row| scope.of_row(row).holds(filter));
        }
        rows.sort_by(|left, right| {
            query
                .order
                .iter()
                .fold(Ordering::Equal, |known, (key, descends)| {
                    known.then_with(|| {
                        // A row whose key has no value comes last.
                        let key_of = |row: &Vec<Value>| scope.of_row(row).eval(key);
                        if *descends {
                            expr::descending(left, right, key_of)
                        } else {
                            expr::ascending(left, right, key_of)
                        }
                    })
                })
        });
    });
    rows
}

/// Evaluates something with the parameters of a query.
fn with(scope: &Scope<'_>, params: &[(&Local, &Value)], of: &mut dyn FnMut(&Scope<'_>)) {
    match params.split_first() {
        Some(((local, value), rest)) => {
            scope.with(local, value, |inner| with(inner, rest, of));
        }
        None => of(scope),
    }
}
