//! How places follow an edit: what stands in an item moves as far as the item does.

mod model;

use crate::Loc;
use crate::diagnostics::{Diagnostic, Fix, Label};
use crate::model::{Ident, List};
use crate::resolve::Bases;

/// How far the items of the files moved.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    /// By file: from which byte of the text before the edit on something moves how far.
    files: Vec<Vec<(u32, i64)>>,
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
        }
    }

    /// Whether nothing moves.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.iter().all(Vec::is_empty)
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
    use coact_syntax::Span;

    use super::{Moved as _, Moves};
    use crate::{FileId, Loc};

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
