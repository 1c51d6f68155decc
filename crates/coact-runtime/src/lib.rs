//! coact-runtime
