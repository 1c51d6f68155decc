//! The generated model of the shop without its shop: what is measured.

coact_runtime::include_model!("shop");
