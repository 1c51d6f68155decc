use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeSet;

use crate::model::{Expr, ExprKind};
use crate::rules::{Findings, Rule};

/// A parameter of a query that nothing reads.
pub(crate) const RULE: Rule = Rule {
    code: "VM036",
    name: "parameter-unused",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM036.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for query in cx.model.queries.values() {
        let order = query.order.iter().map(|(key, _)| key);
        let read: BTreeSet<u32> = query
            .filter
            .iter()
            .chain(order)
            .flat_map(Expr::all)
            .filter_map(|expr| match &expr.kind {
                ExprKind::Local(local) => Some(local.id),
                _ => None,
            })
            .collect();
        for param in &query.params {
            if !read.contains(&param.id) {
                findings.push(
                    RULE.at(
                        query.name.loc,
                        format!(
                            "`{}` asks for `{}` and does not use it",
                            query.name.text, param.name
                        ),
                    )
                    .label("the same answer for every value")
                    .hint(format!(
                        "compare it (`where row.… == {}`), or leave it out",
                        param.name
                    )),
                );
            }
        }
    }
}
