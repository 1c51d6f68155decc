//! A build script as users write it; the tests run it the way cargo does.

fn main() -> Result<(), coact_build::Failure> {
    coact_build::compile("model")
}
