//! Typing, one concern per file.

mod call;
mod choice;
mod convert;
mod cover;
mod functions;
mod lists;
mod literal;
mod member;
mod operators;
mod path;
mod record;

pub(super) use call::counted;
