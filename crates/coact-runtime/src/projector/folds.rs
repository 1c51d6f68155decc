//! Cases beside their events, a bounded number of them.

use std::collections::HashMap;

use crate::store::{Store, StoreError, Version};
use crate::{CaseId, Envelope, Loaded, Model};

/// Folds kept between pages. A case that was dropped is loaded again.
const KEPT: usize = 4096;

#[derive(Debug)]
pub(super) struct Folds<M: Model> {
    cases: HashMap<CaseId, Entry<M>>,
    page: u64,
}

#[derive(Debug)]
struct Entry<M: Model> {
    loaded: Loaded<M>,
    used: u64,
}

impl<M: Model> Default for Folds<M> {
    fn default() -> Self {
        Self {
            cases: HashMap::new(),
            page: 0,
        }
    }
}

impl<M: Model> Folds<M> {
    /// The case as of the event at `version`, that event included; none where the model has no such case.
    pub(super) async fn at<S: Store>(
        &mut self,
        store: &S,
        id: &CaseId,
        version: Version,
        envelope: &Envelope<M>,
    ) -> Result<Option<&M::Case>, StoreError> {
        let used = self.page;
        let kept = self
            .cases
            .get_mut(id)
            .filter(|entry| entry.loaded.version.next() == version);
        if let Some(entry) = kept {
            entry.loaded.apply(envelope);
            entry.used = used;
        } else {
            let Ok(mut loaded) = Loaded::open(id) else {
                return Ok(None);
            };
            for recorded in store.load(id, Version::ZERO).await? {
                if recorded.version > version {
                    break;
                }
                if loaded.apply_recorded(&recorded).is_err() {
                    loaded.version = recorded.version;
                }
            }
            self.cases.insert(id.clone(), Entry { loaded, used });
        }
        Ok(self.get(id))
    }

    /// Passes over an event that cannot be read.
    pub(super) fn skip(&mut self, id: &CaseId, version: Version) {
        if let Some(entry) = self.cases.get_mut(id)
            && entry.loaded.version.next() == version
        {
            entry.loaded.version = version;
        }
    }

    pub(super) fn get(&self, id: &CaseId) -> Option<&M::Case> {
        self.cases.get(id).map(|entry| &entry.loaded.case)
    }

    /// Between pages: drops what the last pages did not use, where there is too much.
    pub(super) fn trim(&mut self) {
        if self.cases.len() > KEPT {
            let page = self.page;
            self.cases.retain(|_, entry| entry.used == page);
        }
        self.page += 1;
    }
}
