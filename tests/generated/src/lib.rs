//! Models that a careless generator would stumble over. That they compile without a warning, and that their
//! generated tests pass, is the test.
//!
//! `ages`: what was recorded under earlier names. `borrower`: types of another model, `lender`. `bounds`: ranges of
//! every type that has an order. `breeds`: entities that rest on others. `bundles`: acts of several that are there.
//! `desks`: who acts for whom, and queries of whoever asks. `enough`: children of which a person says that no more will be
//! asked for. `fleet`: children in cases of their own, on two levels. `hazards`: names that are keywords and
//! prelude types, and texts that try to leave their place. `homonyms`: names that the generated code uses itself.
//! `kitchen`: one rule that asks for several things at once, and children that say themselves what encloses them.
//! `labels`: keys that the model gives. `ledger`: views of all facts of an entity. `levels`: waits for what is
//! enclosed further down. `mirrors`: views that read views. `outside`: other systems, and automations over lists.
//! `pairs`: a link that asks for several by itself. `places`: what only so many may have. `reckoning`: what
//! expressions come to. `refunds`: what became of revocations. `reverts`: what is taken back with what encloses it.
//! `rounds3`, `rounds4`: three transactions one within the other, in both profiles. `shadows`: variables and fields
//! with names of generated functions. `shelves`: rows and entities read by key. `stall`: plain commands, events and
//! aggregates. `tallies`: what rows and states showed before. `times`: operative times. `turns`: what a process does
//! besides its straight way.

/// A model as it was.
pub mod before {
    coact_runtime::include_model!("before/ages");
}
/// What became of it.
pub mod after {
    coact_runtime::include_model!("after/ages");
}
coact_runtime::include_model!("borrower");
coact_runtime::include_model!("bounds");
coact_runtime::include_model!("breeds");
coact_runtime::include_model!("bundles");
coact_runtime::include_model!("desks");
coact_runtime::include_model!("enough");
coact_runtime::include_model!("fleet");
coact_runtime::include_model!("hazards");
coact_runtime::include_model!("homonyms");
coact_runtime::include_model!("kitchen");
coact_runtime::include_model!("labels");
coact_runtime::include_model!("ledger");
coact_runtime::include_model!("lender");
coact_runtime::include_model!("levels");
coact_runtime::include_model!("mirrors");
coact_runtime::include_model!("outside");
coact_runtime::include_model!("pairs");
coact_runtime::include_model!("places");
coact_runtime::include_model!("reckoning");
coact_runtime::include_model!("refunds");
coact_runtime::include_model!("reverts");
coact_runtime::include_model!("rounds3");
coact_runtime::include_model!("rounds4");
coact_runtime::include_model!("shadows");
coact_runtime::include_model!("shelves");
coact_runtime::include_model!("stall");
coact_runtime::include_model!("tallies");
coact_runtime::include_model!("times");
coact_runtime::include_model!("turns");
