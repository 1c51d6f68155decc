//! A trading house of the DEMO literature: the generated model and its tests, without a program around it.
//!
//! Read `model/glolog.coact` first; what is here follows from it.

coact_runtime::include_model!("glolog");
