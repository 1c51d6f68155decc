//! coact-build
