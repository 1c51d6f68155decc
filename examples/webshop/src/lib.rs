//! The web shop: the generated model, and the one thing it asks of its host.

coact_runtime::include_model!("shop");

mod warehouse;

pub use warehouse::Warehouse;
