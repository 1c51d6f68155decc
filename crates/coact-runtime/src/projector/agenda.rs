//! Which cases owe something, so that an agenda does not read those at rest.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::store::RowChange;
use crate::{CaseId, Model, RowError, names};

/// A case that owes something to somebody.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "")]
pub(crate) struct OpenCase<M: Model> {
    /// The roles that owe an act.
    pub(crate) roles: Vec<M::Role>,
}

/// The index entry of a case; none where it is at rest.
pub(super) fn index<M: Model>(id: &CaseId, case: &M::Case) -> Result<RowChange, RowError> {
    let mut items = Vec::new();
    M::agenda(case, &mut items);
    let mut seen = HashSet::new();
    let roles: Vec<_> = items
        .iter()
        .map(|item| item.role)
        .filter(|role| seen.insert(*role))
        .collect();
    let data = if roles.is_empty() {
        None
    } else {
        let open: OpenCase<M> = OpenCase { roles };
        Some(serde_json::to_string(&open).map_err(|source| RowError {
            view: ".agenda",
            source: Box::new(source),
        })?)
    };
    Ok(RowChange {
        view: names::agenda::<M>(),
        key: id.0.clone(),
        data,
    })
}
