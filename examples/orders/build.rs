//! Compiles the model: `model/*.coact` becomes `$OUT_DIR/orders.rs`.

fn main() -> Result<(), coact_build::Failure> {
    coact_build::compile("model")
}
