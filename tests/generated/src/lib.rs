//! Models that a careless generator would stumble over. That they compile without a warning, and that their
//! generated tests pass, is the test.
//!
//! `hazards`: names that are keywords and prelude types, and texts that try to leave their place. `kitchen`: a
//! rule that asks for several things at once.

coact_runtime::include_model!("hazards");
coact_runtime::include_model!("kitchen");
