//! A model, a store and a host, put together.

mod lists;
mod report;

use std::collections::HashMap;

use uuid::Uuid;

pub use lists::TodoItem;
pub use report::{Agenda, Agendum, AppError, Report};

use crate::automations::{self, Automated, AutomationError, Automations, Parked, timer_time};
use crate::projector::{OpenCase, Projector, parse};
use crate::store::{Keys, Store, Version};
use crate::todo::Work;
use crate::{
    ActorId, Answer, CaseId, Clock, CommandError, Envelope, Executor, Loaded, Model, Outcome,
    Principal, Query, ReadModel, ZoneError, codec, names,
};

/// A running model.
///
/// ```ignore
/// let app = App::<Shop, _, _>::new(SqliteStore::open("shop.db")?, lookups)?;
/// app.execute(&shopper, command_id(), place_order).await?;
/// app.settle().await?;
/// let orders: Vec<OpenOrders> = app.rows().await?;
/// ```
#[derive(Debug)]
pub struct App<M: Model, S, H> {
    executor: Executor<M, S, H>,
    fillers: HashMap<M::Role, ActorId>,
}

impl<M: Model, S: Store, H: Answer<M>> App<M, S, H> {
    /// Runs the model on the store, with its look-ups answered by `host`.
    ///
    /// # Errors
    /// The model's time zone is not known on this machine.
    pub fn new(store: S, host: H) -> Result<Self, ZoneError> {
        Ok(Self {
            executor: Executor::new(store, host)?,
            fillers: HashMap::new(),
        })
    }

    /// Takes the time from this clock instead of the machine's.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self {
            executor: self.executor.with_clock(clock),
            ..self
        }
    }

    /// Keeps so many cases in memory between commands; see [`Executor::with_recent`].
    #[must_use]
    pub fn with_recent(self, cases: usize) -> Self {
        Self {
            executor: self.executor.with_recent(cases),
            ..self
        }
    }

    /// Names who acts in a role when automated work is due and nobody is bound to it yet.
    #[must_use]
    pub fn with_filler(mut self, role: M::Role, who: impl Into<ActorId>) -> Self {
        self.fillers.insert(role, who.into());
        self
    }

    /// The store.
    pub const fn store(&self) -> &S {
        &self.executor.store
    }

    /// The time, as the application sees it.
    pub fn now(&self) -> jiff::Timestamp {
        self.executor.now()
    }

    /// Performs a command. What follows from it by itself is left to [`Self::settle`].
    ///
    /// # Errors
    /// [`CommandError::Rejected`] where the model refuses; nothing is recorded then.
    pub async fn execute(
        &self,
        principal: &Principal<M>,
        command_id: Uuid,
        command: M::Command,
    ) -> Result<Outcome<M>, CommandError> {
        self.executor.execute(principal, command_id, command).await
    }

    /// Lets automations and projections run until nothing is left to do now: what links and rules perform in the cases,
    /// then what automations work off their lists. The views are brought up to date also where the automations stop.
    ///
    /// # Errors
    /// [`AppError::Automation`] and [`AppError::Todo`] where automated work stopped; [`AppError::Project`] where
    /// the store fails, or the views do not fit the program any more. Nothing is lost: settle again.
    pub async fn settle(&self) -> Result<Report, AppError> {
        let automated = Automations::new(&self.executor, &self.fillers).run().await;
        self.report(automated).await
    }

    /// Brings the views up to date with whatever the automations did, and be it that they stopped half-way; then works
    /// off the lists, and so on.
    async fn report(
        &self,
        automated: Result<Automated, AutomationError>,
    ) -> Result<Report, AppError> {
        let mut report = Report {
            projected: self.project().await?,
            automated: automated?,
        };
        for round in 0.. {
            let listed = Work::new(&self.executor, &self.fillers, round)
                .run()
                .await?;
            report.automated.add(&listed);
            if listed.performed == 0 {
                break;
            }
            let automated = Automations::new(&self.executor, &self.fillers).run().await;
            report.projected.add(self.project().await?);
            report.automated.add(&automated?);
        }
        Ok(report)
    }

    /// Brings the views up to date, and performs nothing.
    ///
    /// # Errors
    /// The store fails, or the views do not fit the program any more.
    pub async fn project(&self) -> Result<crate::Projected, AppError> {
        Ok(Projector::<M, S>::new(self.store()).run().await?)
    }

    /// Drops the views and projects the whole log anew, as after a change of the views.
    ///
    /// # Errors
    /// The store fails.
    pub async fn rebuild(&self) -> Result<crate::Projected, AppError> {
        Ok(Projector::<M, S>::new(self.store()).rebuild().await?)
    }

    /// All rows of a view, in the order of their keys.
    ///
    /// # Errors
    /// The store fails, or a row does not fit the view.
    pub async fn rows<V: ReadModel>(&self) -> Result<Vec<V>, AppError> {
        let rows = self.store().rows(&names::view::<M, V>(), Keys::All).await?;
        let parsed: Result<Vec<V>, _> = rows.iter().map(|(_, data)| parse(data)).collect();
        Ok(parsed?)
    }

    /// The rows that a query selects, in its order.
    ///
    /// # Errors
    /// As [`Self::rows`].
    pub async fn query<Q: Query>(&self, query: &Q) -> Result<Vec<Q::Row>, AppError> {
        Ok(query.select(self.rows::<Q::Row>().await?))
    }

    /// A case as it stands now.
    ///
    /// # Errors
    /// The store fails, or an event of the case cannot be read.
    pub async fn case(&self, case: &CaseId) -> Result<Loaded<M>, CommandError> {
        self.executor.load(case).await
    }

    /// Everything that happened in a case, in order.
    ///
    /// # Errors
    /// The store fails, or an event of the case cannot be read.
    pub async fn history(&self, case: &CaseId) -> Result<Vec<Envelope<M>>, AppError> {
        let recorded = self.store().load(case, Version::ZERO).await?;
        let decoded: Result<_, _> = recorded
            .iter()
            .map(|event| codec::decode(case, event))
            .collect();
        Ok(decoded?)
    }

    /// The acts that a role owes, over all cases that the views have seen, each as of now. A case that cannot be
    /// read is named beside them, and hides no other.
    ///
    /// # Errors
    /// The store fails, or the index of open cases cannot be read.
    pub async fn agenda(&self, role: M::Role) -> Result<Agenda<M>, AppError> {
        let mut agenda = Agenda {
            acts: Vec::new(),
            unreadable: Vec::new(),
        };
        let (mut items, now) = (Vec::new(), self.now());
        for (id, data) in self.store().rows(&names::agenda::<M>(), Keys::All).await? {
            let open: OpenCase<M> =
                serde_json::from_str(&data).map_err(|source| AppError::Record { source })?;
            if !open.roles.contains(&role) {
                continue;
            }
            let case = CaseId(id);
            let loaded = match self.case(&case).await {
                Ok(loaded) => loaded,
                Err(CommandError::Store(error)) => return Err(error.into()),
                Err(error) => {
                    agenda.unreadable.push((case, error));
                    continue;
                }
            };
            M::agenda(&loaded.case, &mut items);
            let owed = items
                .drain(..)
                .filter(|item| item.role == role && item.not_before.is_none_or(|time| time <= now));
            agenda.acts.extend(owed.map(|item| Agendum {
                case: case.clone(),
                item,
            }));
        }
        Ok(agenda)
    }

    /// When automated work is due next that waits for the clock: [`Self::settle`] then, also where nothing happens until
    /// then. None where no such work is known. The record is in the store, so it outlives the program.
    ///
    /// # Errors
    /// The store fails.
    pub async fn wakes_at(&self) -> Result<Option<jiff::Timestamp>, AppError> {
        let mut next = None;
        for timers in [names::timers::<M>(), names::again::<M>()] {
            let first = self.store().rows(&timers, Keys::First).await?;
            let time = first.first().and_then(|(key, _)| timer_time(key));
            next = [next, time].into_iter().flatten().min();
        }
        Ok(next)
    }

    /// The acts of links and rules that could not be performed, with their cases. What is stuck of the lists of automations
    /// stands in [`Self::todos`].
    ///
    /// # Errors
    /// The store fails.
    pub async fn parked(&self) -> Result<Vec<(CaseId, Parked)>, AppError> {
        let mut parked = Vec::new();
        for (id, data) in self.store().rows(&names::work::<M>(), Keys::All).await? {
            let case = CaseId(id);
            let work = automations::Work::read(&case, &data)?;
            parked.extend(work.parked.into_iter().map(|act| (case.clone(), act)));
        }
        Ok(parked)
    }

    /// Takes up the parked acts of a case again, as after the reason is gone, and then settles everything.
    ///
    /// # Errors
    /// As [`Self::settle`]; what stopped may have been the work of another case.
    pub async fn retry_parked(&self, case: &CaseId) -> Result<Report, AppError> {
        let automated = Automations::new(&self.executor, &self.fillers)
            .retry(case)
            .await;
        self.report(automated).await
    }
}
