//! Compiles the model of the shop.

fn main() -> Result<(), coact_build::Failure> {
    coact_build::compile("../model")
}
