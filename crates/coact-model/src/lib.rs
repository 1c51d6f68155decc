//! coact-model
