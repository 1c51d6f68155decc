//! Nothing of its own: the tests of this package hold the book in `docs/book` to the compiler.
