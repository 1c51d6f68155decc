//! Compiles the model of hazards as a user's build script would.

fn main() -> Result<(), coact_build::Failure> {
    coact_build::compile("model")
}
