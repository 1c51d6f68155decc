//! Compiles the models as a user's build script would.

fn main() -> Result<(), coact_build::Failure> {
    for model in [
        "bounds",
        "breeds",
        "bundles",
        "desks",
        "enough",
        "fleet",
        "hazards",
        "homonyms",
        "kitchen",
        "labels",
        "ledger",
        "levels",
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
    // One model at two times.
    let out = std::env::var_os("OUT_DIR").map(std::path::PathBuf::from);
    for age in ["before", "after"] {
        let model = coact_build::Config::new(format!("model/ages/{age}.coact"));
        let folder = out.clone().unwrap_or_default().join(age);
        model.out_dir(folder).compile()?;
    }
    // Two models, one of which uses types of the other.
    coact_build::compile("model/lending")?;
    Ok(())
}
