//! What other systems report: kept, then translated.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::TodoError;
use super::look::{Failure, Looked};
use super::work::Work;
use super::{Arrival, EntryKey};
use crate::record;
use crate::store::{RowChange, Store};
use crate::{Answer, Model, Parked, ParkedBecause, ids, names};

/// A report, as it is kept until it is translated.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// When it was received first.
    at: Timestamp,
    /// What it says, as JSON; whatever came, where that is none.
    report: String,
}

fn read(kept: &str) -> serde_json::Result<Kept> {
    serde_json::from_str(kept)
}

impl<M: Model, S: Store, H: Answer<M>> Work<'_, M, S, H> {
    /// What another system reports: kept first, then translated. Why not, where it is stuck.
    pub(crate) async fn receive(
        &mut self,
        id: Uuid,
        report: String,
    ) -> Result<Option<Parked>, TodoError> {
        let views = names::projector::<M>();
        let key = EntryKey::of_report(id);
        let at = match self.kept(&key).await?.as_deref().map(read) {
            Some(Ok(before)) => before.at,
            _ => self.executor.now(),
        };
        let kept = RowChange {
            view: names::arrived::<M>(),
            key: key.text(),
            data: serde_json::to_string(&Kept { at, report }).ok(),
        };
        self.write(vec![kept], None).await?;
        loop {
            self.at = self.executor.store.checkpoint(&views).await?;
            let changes = self.visit(&key).await?;
            if self.commit(changes).await? {
                let stuck = self.stuck(&key).await?;
                return Ok(stuck.map(|stuck| stuck.parked));
            }
        }
    }

    /// What was kept of a report that is not translated yet.
    async fn kept(&self, key: &EntryKey) -> Result<Option<String>, TodoError> {
        let arrived = names::arrived::<M>();
        if let Some(kept) = self.executor.store.row(&arrived, &key.text()).await? {
            return Ok(Some(kept));
        }
        let stuck = self.stuck(key).await?;
        Ok(stuck.and_then(|stuck| stuck.report))
    }

    /// Gives the command of every translation of a report, until one cannot be given.
    pub(super) async fn translate(
        &mut self,
        key: &EntryKey,
        kept: &str,
    ) -> Result<Looked, TodoError> {
        let known = read(kept).and_then(|kept| {
            let report: M::Incoming = record::kept(|| serde_json::from_str(&kept.report))?;
            Ok((kept.at, report))
        });
        let (at, report) = match known {
            Ok(known) => known,
            Err(error) => {
                let reason = error.to_string();
                let failure = Failure::new(Uuid::nil(), "");
                return Ok(failure.because(ParkedBecause::Failed { reason }));
            }
        };
        let report_id: Uuid = key.key.parse().unwrap_or_default();
        let arrival = Arrival { at, id: report_id };
        for at in 0.. {
            // Anew each time: one may find what the one before has made.
            let all = self.seek(|outside| Ok(Ok(M::translate(&report, arrival, outside))));
            let all = all.await?.unwrap_or_default();
            let Some((translation, command)) = all.into_iter().nth(at) else {
                break;
            };
            let id = ids::translated::<M>(translation, report_id);
            if self.executor.store.receipt(id).await?.is_some() {
                continue;
            }
            let failure = Failure::new(id, translation);
            let command = match command {
                Ok(command) => command,
                Err(absent) => return Ok(failure.because(absent.into())),
            };
            let given = self.give(failure, 0, &key.key, command).await;
            match given.map_err(|error| TodoError::of(key, error))? {
                Looked::Done { .. } => {}
                stuck => return Ok(stuck),
            }
        }
        Ok(Looked::Done { quietly: true })
    }
}
