//! The lists of the automations, and what other systems report.

use jiff::Timestamp;
use uuid::Uuid;

use super::{App, AppError, Report};
use crate::record::{VERSION, kept};
use crate::store::Store;
use crate::todo::Work;
use crate::{Answer, Model, Parked, Position};

/// Something that an automation has to do, or a report of another system that could not be translated.
#[derive(Clone, Debug, PartialEq)]
pub struct TodoItem {
    /// The automation or translation, by its identity in the model: `Refunds -> PaymentProvider.Refund`.
    pub list: String,
    /// The row's key as JSON, the place of the event, or the id of the report.
    pub key: String,
    /// The event that put it on the list; none for a report.
    pub since: Option<Position>,
    /// Not before this time.
    pub not_before: Option<Timestamp>,
    /// Why it could not be done, where it was tried.
    pub parked: Option<Parked>,
}

impl<M: Model, S: Store, H: Answer<M>> App<M, S, H> {
    /// Takes what another system reports: keeps it, and gives the commands of its translations. The same `id` is the same
    /// report, and counts once, however often it is sent. Where a command cannot be given (what it is about cannot be
    /// found, the model refuses it), the report is parked, tried again by [`Self::settle`], and shown by
    /// [`Self::todos`]; the answer says why.
    ///
    /// # Errors
    /// The store fails before the report is kept, or before it is told what became of it: send it again.
    pub async fn receive(
        &self,
        id: Uuid,
        report: impl Into<M::Incoming>,
    ) -> Result<Option<Parked>, AppError> {
        let report = report.into();
        let report = kept(|| serde_json::to_string(&report));
        let report = report.map_err(|source| AppError::Record { source })?;
        let mut work = Work::new(&self.executor, &self.fillers, 0);
        Ok(work.receive(id, report).await?)
    }

    /// Takes a report as JSON, as [`Self::receive`] does. One that cannot be read is kept and parked as well.
    ///
    /// # Errors
    /// As [`Self::receive`].
    pub async fn receive_json(
        &self,
        id: Uuid,
        report: impl Into<String>,
    ) -> Result<Option<Parked>, AppError> {
        let mut report = report.into();
        // What is told is of today: where that has a version, it is kept with it.
        let told = serde_json::from_str::<M::Incoming>(&report).ok();
        let told = told.and_then(|told| kept(|| serde_json::to_string(&told)).ok());
        if let Some(told) = told.filter(|told| told.contains(VERSION)) {
            report = told;
        }
        let mut work = Work::new(&self.executor, &self.fillers, 0);
        Ok(work.receive(id, report).await?)
    }

    /// What the automations have on their lists, list by list in the order of the model, as of the views; and the reports
    /// that are parked.
    ///
    /// # Errors
    /// The store fails, or a row does not fit its view.
    pub async fn todos(&self) -> Result<Vec<TodoItem>, AppError> {
        let work = Work::new(&self.executor, &self.fillers, 0);
        Ok(work.listed().await?)
    }

    /// Takes up again what is parked of the lists and the reports, as after the reasons are gone, and then settles
    /// everything.
    ///
    /// # Errors
    /// As [`Self::settle`].
    pub async fn retry_todos(&self) -> Result<Report, AppError> {
        let retried = Work::new(&self.executor, &self.fillers, 0).retry().await?;
        self.project().await?;
        let mut report = self.settle().await?;
        report.automated.add(&retried);
        Ok(report)
    }
}
