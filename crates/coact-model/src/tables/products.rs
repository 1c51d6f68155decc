//! The transaction product table: each transaction kind with its product and its executor.

use heck::ToTitleCase;

use super::{Table, heads, numbered};
use crate::json::words;
use crate::model::{Model, TransactionKind};

pub(super) fn table(model: &Model) -> Table {
    let rows = model.kinds.values().map(|kind| {
        let executor = &model.actors[kind.executor];
        vec![
            numbered(kind.number.as_ref(), &kind.name),
            product(model, kind),
            numbered(executor.number.as_ref(), &executor.name),
        ]
    });
    Table {
        code: "TPT",
        title: "transaction product table",
        columns: heads(&["transaction kind", "product kind", "executor role"]),
        rows: rows.collect(),
    }
}

/// `PK01 [order] is completed`
fn product(model: &Model, kind: &TransactionKind) -> String {
    let number = kind.number.as_ref().and_then(|number| {
        let digits = number.text.strip_prefix("TK")?;
        Some(format!("PK{digits} "))
    });
    format!("{}{}", number.unwrap_or_default(), event_type(model, kind))
}

/// `[order] is completed`, `the car of [rental] is taken`
pub(super) fn event_type(model: &Model, kind: &TransactionKind) -> String {
    let entity = &model.entities[kind.product.entity];
    let subject = entity.subject().to_title_case().to_lowercase();
    let about = match kind.product.fact {
        Some(fact) => {
            let fact = words::fact_name(model, kind.product.entity, fact);
            format!("the {} of [{subject}]", fact.replace('_', " "))
        }
        None => format!("[{subject}]"),
    };
    format!("{about} {}", kind.product.sentence)
        .trim_end()
        .to_owned()
}
