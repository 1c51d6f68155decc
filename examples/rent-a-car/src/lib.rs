//! The car rental company of the DEMO literature: the generated model and its tests, without a program around it.
//!
//! Read `model/rental.coact` first; what is here follows from it.

coact_runtime::include_model!("rental");
