//! Compiles the model: `model/*.coact` becomes `$OUT_DIR/glolog.rs`.

fn main() -> Result<(), coact_build::Failure> {
    coact_build::compile("model")
}
