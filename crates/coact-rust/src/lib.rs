//! coact-rust
