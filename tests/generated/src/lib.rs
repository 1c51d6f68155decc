//! A model whose names are keywords and prelude types, and whose texts try to leave their place. That it
//! compiles without a warning, and that its generated tests pass, is the test.

coact_runtime::include_model!("hazards");
