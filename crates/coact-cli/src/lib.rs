//! coact-cli
