//! Models of any size for measurements, and edits of them.

mod big;
mod clock;

pub(crate) use big::{edited, model};
pub(crate) use clock::time;
use coact_model::{SourceFile, Sources};

/// A text as a model of its own.
pub(crate) fn sources(text: String) -> Sources {
    Sources::new(vec![SourceFile {
        name: "big.coact".to_owned(),
        bytes: text.into_bytes(),
    }])
}
