//! How places follow an edit: what stands in an item moves as far as the item does, and what stands in one that was
//! edited as far as its tokens do.

mod model;

use std::cell::Cell;

use coact_syntax::{Kept, Span};

use crate::Loc;
use crate::diagnostics::{Diagnostic, Fix, Label};
use crate::model::{Ident, List};
use crate::resolve::Bases;

/// How far the items of the files moved.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    /// By file: from which byte of the text before the edit on something moves how far.
    files: Vec<Vec<(u32, i64)>>,
    edited: Vec<Edited>,
    /// A place was met that the edit took away.
    lost: Cell<bool>,
}

/// An item of which places stay that stand behind the edit in it.
#[derive(Debug)]
pub(crate) struct Edited {
    /// All of it before the edit.
    pub(crate) before: Loc,
    /// Where it begins now.
    pub(crate) base: u32,
    /// Its tokens.
    pub(crate) kept: Kept,
}

impl Edited {
    fn holds(&self, loc: Loc) -> bool {
        let all = self.before.span;
        self.before.file == loc.file && all.start <= loc.span.start && loc.span.end <= all.end
    }

    fn now(&self, loc: Loc) -> Option<Loc> {
        let base = self.before.span.start;
        let inside = Span::new(loc.span.start - base, loc.span.end - base);
        let span = self.kept.span(inside)?.shift(self.base);
        Some(Loc { span, ..loc })
    }
}

impl Moves {
    /// From where the items stood to where they stand now: files with the same number of items each.
    pub(crate) fn between(before: &Bases, now: &Bases) -> Self {
        let files = before.iter().zip(now).map(|(before, now)| {
            let mut steps = Vec::new();
            let mut far = 0;
            for (before, now) in before.iter().zip(now) {
                let step = i64::from(*now) - i64::from(*before);
                if step != far {
                    far = step;
                    steps.push((*before, step));
                }
            }
            steps
        });
        Self {
            files: files.collect(),
            ..Self::default()
        }
    }

    /// The same, where places stay in some of the items that were edited.
    pub(crate) fn with(mut self, edited: Vec<Edited>) -> Self {
        self.edited = edited;
        self
    }

    /// Whether nothing moves.
    pub(crate) fn is_empty(&self) -> bool {
        self.edited.is_empty() && self.files.iter().all(Vec::is_empty)
    }

    /// Whether a place was met since the last time it was asked that the edit took away.
    pub(crate) fn take_lost(&self) -> bool {
        self.lost.take()
    }

    fn of(&self, loc: Loc) -> i64 {
        let Some(steps) = self.files.get(loc.file.0 as usize) else {
            return 0;
        };
        let behind = steps.partition_point(|(from, _)| *from <= loc.span.start);
        behind
            .checked_sub(1)
            .and_then(|last| steps.get(last))
            .map_or(0, |(_, far)| *far)
    }
}

/// What holds places.
pub(crate) trait Moved {
    /// Follows an edit.
    fn moved(&mut self, moves: &Moves);
}

impl Moved for Loc {
    fn moved(&mut self, moves: &Moves) {
        let edited = moves.edited.iter().find(|edited| edited.holds(*self));
        if let Some(edited) = edited {
            match edited.now(*self) {
                Some(now) => *self = now,
                None => moves.lost.set(true),
            }
            return;
        }
        let far = moves.of(*self);
        if far != 0 {
            let to = |at: u32| u32::try_from(i64::from(at) + far).unwrap_or(at);
            self.span.start = to(self.span.start);
            self.span.end = to(self.span.end);
        }
    }
}

impl<T: Moved> Moved for Vec<T> {
    fn moved(&mut self, moves: &Moves) {
        for item in self {
            item.moved(moves);
        }
    }
}

impl<I: crate::model::Id, T: Moved> Moved for List<I, T> {
    fn moved(&mut self, moves: &Moves) {
        for item in self.values_mut() {
            item.moved(moves);
        }
    }
}

impl<T: Moved> Moved for Option<T> {
    fn moved(&mut self, moves: &Moves) {
        if let Some(inner) = self {
            inner.moved(moves);
        }
    }
}

impl<T: Moved> Moved for Box<T> {
    fn moved(&mut self, moves: &Moves) {
        (**self).moved(moves);
    }
}

impl<A: Moved, B: Moved> Moved for (A, B) {
    fn moved(&mut self, moves: &Moves) {
        self.0.moved(moves);
        self.1.moved(moves);
    }
}

impl<A: Moved, B: Moved, C: Moved> Moved for (A, B, C) {
    fn moved(&mut self, moves: &Moves) {
        self.0.moved(moves);
        self.1.moved(moves);
        self.2.moved(moves);
    }
}

/// What holds no places.
macro_rules! placeless {
    ($($type:ty),* $(,)?) => { $(
        impl $crate::places::Moved for $type {
            #[inline]
            fn moved(&mut self, _: &$crate::places::Moves) {}
        }
    )* };
}

/// Structures by all their fields, so that none is forgotten.
macro_rules! moved {
    ($($type:ident { $($field:ident),* $(,)? })*) => { $(
        impl $crate::places::Moved for $type {
            fn moved(&mut self, moves: &$crate::places::Moves) {
                let Self { $($field),* } = self;
                $( $field.moved(moves); )*
            }
        }
    )* };
}

/// Choices by all their variants.
macro_rules! moved_any {
    ($($type:ident { $($variant:ident $(($($part:ident),*))? $({ $($field:ident),* })?),* $(,)? })*) => { $(
        impl $crate::places::Moved for $type {
            fn moved(&mut self, moves: &$crate::places::Moves) {
                match self {
                    $( Self::$variant $(($($part),*))? $({ $($field),* })? => {
                        $( $( $part.moved(moves); )* )?
                        $( $( $field.moved(moves); )* )?
                    } )*
                }
            }
        }
    )* };
}

pub(crate) use placeless;
use {moved, moved_any};

placeless!(String, bool, usize, u32, u64, i8, i16, i32, i64);
placeless!(crate::diagnostics::Severity, &'static str);

moved! {
    Ident { text, loc }
    Diagnostic { code, severity, message, primary, others, hint, fix }
    Label { loc, text }
    Fix { title, edits }
}

#[cfg(test)]
mod tests {
    use coact_syntax::{Kept, Span};

    use super::{Edited, Moved as _, Moves};
    use crate::{FileId, Loc};

    #[test]
    fn what_the_edit_of_an_item_leaves_moves_within_it() {
        let (before, now) = ("note: Text, more: Int", "note:  Text?, more: Int");
        let loc = |start, end| Loc {
            file: FileId(0),
            span: Span::new(start, end),
        };
        let edited = Edited {
            before: loc(10, 10 + before.len() as u32),
            base: 20,
            kept: Kept::between(before, now),
        };
        let moves = Moves::between(&vec![vec![0, 10, 40]], &vec![vec![0, 20, 52]]);
        let moves = moves.with(vec![edited]);
        let moved = |mut loc: Loc| {
            loc.moved(&moves);
            (loc.span.start, loc.span.end)
        };
        assert_eq!(moved(loc(22, 26)), (34, 38));
        assert_eq!(moved(loc(41, 42)), (53, 54));
        assert_eq!(moved(loc(16, 20)), (27, 31));
        assert_eq!(moved(loc(3, 4)), (3, 4));
        assert!(!moves.take_lost());
        // What is no token is nowhere.
        moved(loc(15, 16));
        assert!(moves.take_lost());
        assert!(!moves.take_lost());
    }

    #[test]
    fn what_stands_in_an_item_moves_with_it() {
        let moves = Moves::between(
            &vec![vec![0, 10, 20, 30], vec![5]],
            &vec![vec![0, 10, 25, 28], vec![5]],
        );
        let at = |file, start| {
            let mut loc = Loc {
                file: FileId(file),
                span: Span::new(start, start + 3),
            };
            loc.moved(&moves);
            (loc.span.start, loc.span.end)
        };
        assert_eq!(at(0, 0), (0, 3));
        assert_eq!(at(0, 19), (19, 22));
        assert_eq!(at(0, 20), (25, 28));
        assert_eq!(at(0, 30), (28, 31));
        assert_eq!(at(0, 99), (97, 100));
        assert_eq!(at(1, 30), (30, 33));
        assert!(!moves.is_empty());
    }
}
