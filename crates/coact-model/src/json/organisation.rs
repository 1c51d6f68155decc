//! Banks, access, positions and delegation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::{self, text};
use crate::model::{self, ActorId, Model};

/// Where facts are kept and can be read.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Bank {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// Its number in the organisation's tables.
    pub(super) number: Option<String>,
    /// Whether its facts come from outside the scope of interest.
    pub(super) external: bool,
    /// The entities whose facts it holds.
    pub(super) entities: Vec<String>,
    /// The transactions whose history it holds.
    pub(super) transactions: Vec<String>,
    /// The view that answers for it; without one the host does.
    pub(super) from: Option<String>,
}

/// Which roles may read which banks.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Access {
    pub(super) readers: Vec<String>,
    pub(super) banks: Vec<String>,
}

/// A position in the organisation.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Position {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// The roles that who holds it fills.
    pub(super) fills: Vec<String>,
}

/// Acts that one position performs in the name of another.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Delegation {
    pub(super) acts: Vec<String>,
    pub(super) transaction: String,
    /// The position that answers for them.
    pub(super) from: String,
    /// The position that performs them.
    pub(super) to: String,
}

impl Bank {
    pub(super) fn of(model: &Model, bank: &model::Bank) -> Self {
        Self {
            name: text(&bank.name),
            doc: bank.doc.clone(),
            number: bank.number.as_ref().map(text),
            external: bank.external,
            entities: bank
                .entities
                .iter()
                .map(|entity| words::entity(model, *entity))
                .collect(),
            transactions: bank
                .kinds
                .iter()
                .map(|kind| words::kind(model, *kind))
                .collect(),
            from: bank.from.map(|view| text(&model.views[view].name)),
        }
    }
}

impl Access {
    pub(super) fn of(model: &Model, access: &model::Access) -> Self {
        Self {
            readers: roles(model, &access.readers),
            banks: access
                .banks
                .iter()
                .map(|bank| text(&model.banks[*bank].name))
                .collect(),
        }
    }
}

impl Position {
    pub(super) fn of(model: &Model, position: &model::Position) -> Self {
        Self {
            name: text(&position.name),
            doc: position.doc.clone(),
            fills: roles(model, &position.roles),
        }
    }
}

impl Delegation {
    pub(super) fn of(model: &Model, delegation: &model::Delegation) -> Self {
        Self {
            acts: delegation
                .acts
                .iter()
                .map(|act| act.word().to_owned())
                .collect(),
            transaction: words::kind(model, delegation.kind),
            from: text(&model.positions[delegation.from].name),
            to: text(&model.positions[delegation.to].name),
        }
    }
}

fn roles(model: &Model, roles: &[ActorId]) -> Vec<String> {
    roles
        .iter()
        .map(|role| text(&model.actors[*role].name))
        .collect()
}
