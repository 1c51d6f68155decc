//! What the phases share.

use coact_syntax::{Span, ast};

use crate::model::{Ident, Type};
use crate::{FileId, Loc};

pub(crate) use super::names::{Element, Names, Space, TypeName};

/// An item with what makes its relative spans absolute.
#[derive(Clone, Copy)]
pub(crate) struct ItemRef<'a> {
    pub(crate) file: FileId,
    /// Its place among the items of all files.
    pub(crate) index: usize,
    pub(crate) base: u32,
    pub(crate) item: &'a ast::Item,
    /// Part of its text could not be read, which is reported: what it lacks may be there.
    pub(crate) faulty: bool,
}

impl ItemRef<'_> {
    /// The absolute place of a span of this item.
    pub(crate) fn loc(&self, span: Span) -> Loc {
        Loc {
            file: self.file,
            span: span.shift(self.base),
        }
    }

    /// A name of this item with its absolute place.
    pub(crate) fn ident(&self, name: &ast::Name) -> Ident {
        Ident {
            text: name.text.clone(),
            loc: self.loc(name.span),
        }
    }
}

/// The text of a doc comment.
pub(crate) fn doc(doc: Option<&ast::Doc>) -> Option<String> {
    doc.map(|doc| doc.text.clone())
}

/// The text of a sentence; empty where there is none.
pub(crate) fn sentence(sentence: &ast::Sentence) -> String {
    sentence
        .as_ref()
        .map(|text| text.value.clone())
        .unwrap_or_default()
}

/// The declared name nearest to a word, if one is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    coact_syntax::nearest(word, names.map(String::as_str))
}

impl crate::model::Expr {
    /// A place for an expression that a later phase types; always replaced, or an error is reported.
    pub(crate) fn pending(ty: Type, loc: Loc) -> Self {
        Self {
            kind: crate::model::ExprKind::None,
            ty,
            loc,
        }
    }
}
