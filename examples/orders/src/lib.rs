#![doc = include_str!("../README.md")]

coact_runtime::include_model!("orders");
