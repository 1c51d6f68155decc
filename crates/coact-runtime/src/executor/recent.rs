//! Cases as they stood when this executor last acted on them.

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use lru::LruCache;

use super::Loaded;
use crate::{CaseId, Model};

/// How many cases are kept unless told.
const CASES: usize = 1024;

/// The folds of the cases that were acted on last. What is in here may be old: others write to the same store. Whoever
/// takes a case out must let the store confirm what follows from it.
pub(super) struct Recent<M: Model> {
    cases: Option<Mutex<LruCache<CaseId, Loaded<M>>>>,
}

impl<M: Model> fmt::Debug for Recent<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recent").finish_non_exhaustive()
    }
}

impl<M: Model> Default for Recent<M> {
    fn default() -> Self {
        Self::of(CASES)
    }
}

impl<M: Model> Recent<M> {
    /// Keeps so many cases.
    pub(super) fn of(cases: usize) -> Self {
        let cases = NonZeroUsize::new(cases);
        Self {
            cases: cases.map(|cases| Mutex::new(LruCache::new(cases))),
        }
    }

    /// Takes a case out: only one can go on from it.
    pub(super) fn take(&self, id: &CaseId) -> Option<Loaded<M>> {
        let cases = self.cases.as_ref()?;
        let mut cases = cases.lock().unwrap_or_else(PoisonError::into_inner);
        cases.pop(id)
    }

    /// Keeps a case as the store has it. Of two, the one that has seen more is kept.
    pub(super) fn put(&self, loaded: Loaded<M>) {
        let Some(cases) = &self.cases else {
            return;
        };
        let mut cases = cases.lock().unwrap_or_else(PoisonError::into_inner);
        if cases
            .peek(&loaded.id)
            .is_none_or(|kept| kept.version < loaded.version)
        {
            cases.put(loaded.id.clone(), loaded);
        }
    }
}
