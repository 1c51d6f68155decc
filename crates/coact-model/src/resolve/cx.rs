//! What the phases share.

use std::collections::HashMap;

use coact_syntax::{Span, ast};

use crate::ctp::Step;
use crate::model::{
    ActorId, EntityId, EnumId, Expr, KindId, LookupId, QueryId, ScalarId, ScreenId, ValueId, ViewId,
};
use crate::{FileId, Loc};

/// An item with what makes its relative spans absolute.
#[derive(Clone, Copy)]
pub(crate) struct ItemRef<'a> {
    pub(crate) file: FileId,
    pub(crate) base: u32,
    pub(crate) item: &'a ast::Item,
}

impl ItemRef<'_> {
    /// The absolute place of a span of this item.
    pub(crate) fn loc(&self, span: Span) -> Loc {
        Loc {
            file: self.file,
            span: span.shift(self.base),
        }
    }
}

/// Every declared name. Names live per kind of thing: a screen and a view may share one. The four kinds of
/// types (scalar, enum, value, entity) share one space, as do commands and, separately, events.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) types: HashMap<String, TypeName>,
    pub(crate) actors: HashMap<String, ActorId>,
    pub(crate) kinds: HashMap<String, KindId>,
    pub(crate) lookups: HashMap<String, LookupId>,
    pub(crate) views: HashMap<String, ViewId>,
    pub(crate) queries: HashMap<String, QueryId>,
    pub(crate) screens: HashMap<String, ScreenId>,
    /// Filled by the structure phase, default names included.
    pub(crate) commands: HashMap<String, (KindId, Step)>,
    /// Filled by the structure phase, default names included.
    pub(crate) events: HashMap<String, (KindId, Step)>,
}

/// What a type name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypeName {
    Scalar(ScalarId),
    Enum(EnumId),
    Value(ValueId),
    Entity(EntityId),
}

/// The declared name nearest to a word, if one is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    names
        .map(|name| (distance(word, name), name.as_str()))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Edit distance (insert, delete, replace), letters of either case being equal.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let above = *cell;
            let best = (above + 1)
                .min(left + 1)
                .min(diagonal + usize::from(x != *y));
            diagonal = above;
            left = best;
            *cell = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

impl Expr {
    /// A place for an expression that a later phase types; always replaced, or an error is reported.
    pub(crate) fn pending(ty: crate::model::Type, loc: Loc) -> Self {
        Self {
            kind: crate::model::ExprKind::None,
            ty,
            loc,
        }
    }
}
