//! Typing, one concern per file.

mod acts;
mod arithmetic;
mod by_key;
mod call;
mod choice;
mod command;
mod compare;
mod convert;
mod cover;
pub(crate) mod functions;
mod instead;
mod lists;
mod literal;
mod maps;
mod meanings;
mod member;
mod narrow;
mod operators;
mod path;
mod ranges;
mod record;
mod roles;
mod scale;
mod variant;

pub(super) use call::counted;
