//! Compiles the models as a user's build script would.

fn main() -> Result<(), coact_build::Failure> {
    for model in [
        "bounds",
        "desks",
        "fleet",
        "hazards",
        "homonyms",
        "kitchen",
        "ledger",
        "mirrors",
        "outside",
        "pairs",
        "places",
        "reckoning",
        "refunds",
        "reverts",
        "rounds3",
        "rounds4",
        "shadows",
        "shelves",
        "stall",
        "tallies",
        "times",
        "turns",
    ] {
        coact_build::compile(format!("model/{model}.coact"))?;
    }
    // Two models, one of which uses types of the other.
    coact_build::compile("model/lending")?;
    Ok(())
}
