//! Compiles the model: `model/*.coact` becomes `$OUT_DIR/volley.rs`.

fn main() -> Result<(), coact_build::Failure> {
    coact_build::compile("model")
}
