//! Compiles the model: `model/*.coact` becomes `$OUT_DIR/cart.rs`.

fn main() -> Result<(), coact_build::Failure> {
    coact_build::compile("model")
}
