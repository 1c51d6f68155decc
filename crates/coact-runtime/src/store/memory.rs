//! A store in memory: the semantics of the others, for tests and simulation.

use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::wake::Wake;
use super::{
    Advance, Append, AppendError, Appended, CommitError, Cursor, Guard, Keys, Page, Personal,
    Receipt, Recorded, RowCommit, Store, StoreError, Touched, Version,
};
use crate::{CaseId, Claim, Held, Hold};

/// Remembers as long as a handle to it lives. Handles are cheap to clone and share what they hold, so a
/// test drops a whole application and starts another on the same store.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    data: Mutex<Data>,
    wake: Wake,
}

#[derive(Debug, Default)]
struct Data {
    log: Vec<(CaseId, Recorded)>,
    cases: HashMap<CaseId, Vec<Recorded>>,
    commands: HashMap<Uuid, Receipt>,
    claims: HashMap<Claim, CaseId>,
    /// By what law, and what: who has it.
    held: BTreeMap<(String, String), BTreeMap<String, CaseId>>,
    /// The last event that changed a row, by how many events of the log there were with it.
    touched: HashMap<Touched, usize>,
    checkpoints: HashMap<String, Cursor>,
    rows: BTreeMap<String, BTreeMap<String, String>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// The names of all views that were ever written to.
    pub(crate) fn views(&self) -> Vec<String> {
        self.data().rows.keys().cloned().collect()
    }

    fn data(&self) -> MutexGuard<'_, Data> {
        // Every operation leaves the data whole before anything in it could panic.
        self.inner
            .data
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Data {
    fn fence(&self, advance: Option<&Advance>) -> bool {
        advance.is_none_or(|advance| {
            self.checkpoints
                .get(&advance.consumer)
                .map_or(advance.from == Cursor::START, |at| *at == advance.from)
        })
    }

    fn advance(&mut self, advance: Option<&Advance>) {
        if let Some(advance) = advance {
            self.checkpoints
                .insert(advance.consumer.clone(), advance.to.clone());
        }
    }

    fn append(&mut self, append: &Append) -> Result<Appended, AppendError> {
        if let Some(receipt) = self.commands.get(&append.command_id) {
            let Receipt { case, version } = receipt.clone();
            return if case == append.case {
                Ok(Appended::Duplicate { case, version })
            } else {
                Err(AppendError::CommandIdReused { case })
            };
        }
        if !self.fence(append.advance.as_ref()) {
            return Err(AppendError::Fenced);
        }
        let actual = self
            .cases
            .get(&append.case)
            .and_then(|events| events.last())
            .map_or(Version::ZERO, |event| event.version);
        if actual != append.expected {
            return Err(AppendError::Conflict { actual });
        }
        if let Some(guard) = &append.guard {
            self.guarded(guard)?;
        }
        let taken = append.claims.iter().find(|claim| {
            self.claims
                .get(claim)
                .is_some_and(|owner| *owner != append.case)
        });
        if let Some(claim) = taken {
            return Err(AppendError::ClaimTaken(claim.clone()));
        }
        self.hold(append)?;
        let mut version = actual;
        let events = self.cases.entry(append.case.clone()).or_default();
        for event in append.events.iter() {
            version = version.next();
            let recorded = Recorded {
                version,
                command_id: append.command_id,
                name: event.name.to_owned(),
                data: event.data.clone(),
                recorded_at: append.recorded_at,
                personal: in_order(&event.personal),
            };
            self.log.push((append.case.clone(), recorded.clone()));
            events.push(recorded);
            for touched in &event.touches {
                self.touched.insert(touched.clone(), self.log.len());
            }
        }
        for claim in &append.claims {
            self.claims.insert(claim.clone(), append.case.clone());
        }
        let case = append.case.clone();
        self.commands
            .insert(append.command_id, Receipt { case, version });
        self.advance(append.advance.as_ref());
        Ok(Appended::New(version))
    }

    /// Both copies of what was said lose it.
    fn erase(&mut self, subject: &str) -> u64 {
        let log = self.log.iter_mut().map(|(_, recorded)| recorded);
        let cases = self.cases.values_mut().flatten();
        let mut count = 0;
        for (recorded, counts) in log.map(|it| (it, 1)).chain(cases.map(|it| (it, 0))) {
            let before = recorded.personal.len();
            recorded.personal.retain(|it| it.subject != subject);
            count += counts * (before - recorded.personal.len()) as u64;
        }
        count
    }

    /// Whether every row that was read is as it was.
    fn guarded(&self, guard: &Guard) -> Result<(), AppendError> {
        let after = position(&guard.after)?;
        for row in &guard.rows {
            let keys = [Some(row.key.clone()), None];
            let last = keys.map(|key| {
                let view = row.view.clone();
                self.touched.get(&Touched { view, key })
            });
            if last.into_iter().flatten().any(|last| *last > after) {
                return Err(AppendError::Overtaken(row.clone()));
            }
        }
        Ok(())
    }

    /// Gives back and takes what the append says, or changes nothing.
    fn hold(&mut self, append: &Append) -> Result<(), AppendError> {
        let Held { taken, released } = &append.held;
        if taken.is_empty() && released.is_empty() {
            return Ok(());
        }
        let place = |hold: &Hold| (hold.law.identity.to_owned(), hold.key.clone());
        let mut changed = BTreeMap::new();
        for hold in released.iter().chain(taken) {
            let place = place(hold);
            let now = self.held.get(&place).cloned().unwrap_or_default();
            changed.entry(place).or_insert(now);
        }
        for hold in released {
            if let Some(holders) = changed.get_mut(&place(hold)) {
                holders.remove(&hold.holder);
            }
        }
        for hold in taken {
            let holders = changed.entry(place(hold)).or_default();
            holders.insert(hold.holder.clone(), append.case.clone());
            if holders.len() as u64 > hold.law.most {
                return Err(AppendError::Taken(hold.clone()));
            }
        }
        for (place, holders) in changed {
            if holders.is_empty() {
                self.held.remove(&place);
            } else {
                self.held.insert(place, holders);
            }
        }
        Ok(())
    }

    fn commit_rows(&mut self, commit: RowCommit) -> Result<(), CommitError> {
        if !self.fence(commit.advance.as_ref()) {
            return Err(CommitError::Fenced);
        }
        if let Some(prefix) = &commit.clear {
            self.rows.retain(|view, _| !view.starts_with(prefix));
        }
        for change in commit.changes {
            let rows = self.rows.entry(change.view).or_default();
            match change.data {
                Some(data) => rows.insert(change.key, data),
                None => rows.remove(&change.key),
            };
        }
        self.advance(commit.advance.as_ref());
        Ok(())
    }
}

/// In the order of the names.
fn in_order(personal: &[Personal]) -> Vec<Personal> {
    let mut personal = personal.to_vec();
    personal.sort_by(|a, b| a.name.cmp(&b.name));
    personal
}

/// How many events of the log lie before the cursor.
fn position(cursor: &Cursor) -> Result<usize, StoreError> {
    match cursor.token() {
        "" => Ok(0),
        token => token
            .parse()
            .map_err(|_| StoreError::Cursor(token.to_owned())),
    }
}

impl Store for MemoryStore {
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        let appended = self.data().append(&append)?;
        self.inner.wake.all();
        Ok(appended)
    }

    async fn load(&self, case: &CaseId, after: Version) -> Result<Vec<Recorded>, StoreError> {
        let data = self.data();
        let events = data.cases.get(case).into_iter().flatten();
        Ok(events
            .filter(|event| event.version > after)
            .cloned()
            .collect())
    }

    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        let from = position(after)?;
        let data = self.data();
        let events: Vec<_> = data.log.iter().skip(from).take(limit).cloned().collect();
        let next = if events.is_empty() {
            after.clone()
        } else {
            Cursor::from_token((from + events.len()).to_string())
        };
        Ok(Page { events, next })
    }

    async fn owner(&self, claim: &Claim) -> Result<Option<CaseId>, StoreError> {
        Ok(self.data().claims.get(claim).cloned())
    }

    async fn holders(&self, law: &str, key: &str) -> Result<Vec<(String, CaseId)>, StoreError> {
        let data = self.data();
        let place = (law.to_owned(), key.to_owned());
        let holders = data.held.get(&place).into_iter().flatten();
        Ok(holders
            .map(|(holder, case)| (holder.clone(), case.clone()))
            .collect())
    }

    async fn receipt(&self, command_id: Uuid) -> Result<Option<Receipt>, StoreError> {
        Ok(self.data().commands.get(&command_id).cloned())
    }

    async fn checkpoint(&self, consumer: &str) -> Result<Cursor, StoreError> {
        Ok(self
            .data()
            .checkpoints
            .get(consumer)
            .cloned()
            .unwrap_or_default())
    }

    async fn row(&self, view: &str, key: &str) -> Result<Option<String>, StoreError> {
        let data = self.data();
        Ok(data.rows.get(view).and_then(|rows| rows.get(key)).cloned())
    }

    async fn rows(&self, view: &str, keys: Keys<'_>) -> Result<Vec<(String, String)>, StoreError> {
        let data = self.data();
        let rows = data.rows.get(view).into_iter().flatten();
        let most = match keys {
            Keys::First => 1,
            Keys::All | Keys::Before(_) => usize::MAX,
        };
        Ok(rows
            .take(most)
            .take_while(|(key, _)| match keys {
                Keys::All | Keys::First => true,
                Keys::Before(end) => key.as_str() < end,
            })
            .map(|(key, data)| (key.clone(), data.clone()))
            .collect())
    }

    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        self.data().commit_rows(commit)
    }

    async fn erase(&self, subject: &str) -> Result<u64, StoreError> {
        Ok(self.data().erase(subject))
    }

    fn changed(&self) -> impl Future<Output = ()> + Send {
        self.inner.wake.next()
    }
}
