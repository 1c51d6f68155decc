//! The process that works until it is killed.

use std::io::Write;
use std::path::{Path, PathBuf};

use pollster::block_on;
use uuid::Uuid;

use crate::store::Store;
use crate::{Answer, App, AppError, CommandError, Model, Outcome, Principal, Report, ids};

/// Any reason why a child could not do its work.
pub type KillError = Box<dyn std::error::Error + Send + Sync>;

/// Tells a process that it is a child, and what to do.
pub(super) const ORDERS: &str = "COACT_KILL_TEST";
/// Begins every line of a child that is meant for its parent.
pub(super) const MARK: &str = "@kill ";

/// What a child is told.
pub(super) struct Orders {
    pub(super) file: PathBuf,
    /// Which of several processes.
    pub(super) process: u32,
    /// The first step.
    pub(super) from: u64,
    /// The step to end before; none to work until killed.
    pub(super) until: Option<u64>,
}

impl Orders {
    pub(super) fn write(&self) -> String {
        let until = self.until.map_or_else(String::new, |step| step.to_string());
        let file = self.file.display();
        format!("{}\n{}\n{until}\n{file}", self.process, self.from)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(4, '\n');
        Some(Self {
            process: lines.next()?.parse().ok()?,
            from: lines.next()?.parse().ok()?,
            until: match lines.next()? {
                "" => None,
                step => Some(step.parse().ok()?),
            },
            file: lines.next()?.into(),
        })
    }
}

/// The orders, where this process is a child.
pub(super) fn orders() -> Option<Orders> {
    Orders::read(&std::env::var(ORDERS).ok()?)
}

/// One step of the work, with the application to do it on.
#[derive(Debug)]
pub struct Step<'a, M: Model, S, H> {
    /// The application.
    pub app: &'a App<M, S, H>,
    /// Which of several processes.
    pub process: u32,
    /// Which step, counted from zero.
    pub number: u64,
}

impl<M: Model, S: Store, H: Answer<M>> Step<'_, M, S, H> {
    /// The command id for this label: the same whenever the step is run.
    pub fn command_id(&self, label: &str) -> Uuid {
        let name = format!("{} {} {label}", self.process, self.number);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    }

    /// The key of what the command of this label creates.
    pub fn created(&self, label: &str) -> Uuid {
        ids::created_by::<M>(self.command_id(label))
    }

    /// Performs a command under the id for this label, and tells the parent once it is acknowledged.
    ///
    /// # Errors
    /// As [`App::execute`].
    pub async fn execute(
        &self,
        label: &str,
        principal: &Principal<M>,
        command: M::Command,
    ) -> Result<Outcome<M>, CommandError> {
        let id = self.command_id(label);
        let outcome = self.app.execute(principal, id, command).await?;
        let count = outcome.events.len();
        tell(&format!(
            "ack {id} {} {count} {}",
            outcome.version.0, outcome.case.0
        ));
        Ok(outcome)
    }

    /// Lets automations and projections run.
    ///
    /// # Errors
    /// As [`App::settle`].
    pub async fn settle(&self) -> Result<Report, AppError> {
        self.app.settle().await
    }
}

/// A line to the parent. A parent that is gone needs no answer.
fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(format!("\n{MARK}{line}\n").as_bytes());
    let _ = out.flush();
}

/// Works; the parent reads how it went from what is told.
#[allow(clippy::exit, reason = "a child of a test has nothing to return to")]
pub(super) fn work<M, S, H, T>(
    orders: &Orders,
    open: impl Fn(&Path) -> Result<App<M, S, H>, KillError>,
    script: impl AsyncFn(&Step<'_, M, S, H>) -> Result<(), KillError>,
) -> T
where
    M: Model,
    S: Store,
    H: Answer<M>,
{
    let result = steps(orders, open, script);
    match &result {
        Ok(()) => tell("end"),
        Err(error) => tell(&format!("error {error}").replace('\n', " ")),
    }
    std::process::exit(i32::from(result.is_err()))
}

fn steps<M, S, H>(
    orders: &Orders,
    open: impl Fn(&Path) -> Result<App<M, S, H>, KillError>,
    script: impl AsyncFn(&Step<'_, M, S, H>) -> Result<(), KillError>,
) -> Result<(), KillError>
where
    M: Model,
    S: Store,
    H: Answer<M>,
{
    let app = open(&orders.file)?;
    tell("ready");
    let mut number = orders.from;
    while orders.until.is_none_or(|until| number < until) {
        let step = Step {
            app: &app,
            process: orders.process,
            number,
        };
        block_on(script(&step))?;
        tell(&format!("step {number}"));
        number += 1;
    }
    block_on(app.settle())?;
    Ok(())
}
