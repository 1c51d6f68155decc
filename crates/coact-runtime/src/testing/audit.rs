//! Holds a store against its own log.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Failure, ensure};
use crate::automations::Work;
use crate::store::{
    Append, Cursor, Keys, MemoryStore, NewEvent, NonEmpty, Recorded, Store, StoreError, Version,
};
use crate::{CaseId, Held, Loaded, Model, Projector, Via, codec, ids, names};

const LOG: &str = "the log";
const VIEWS: &str = "the views";
const AUTOMATIONS: &str = "the automations";

/// What an audit has looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Cases.
    pub cases: usize,
    /// Commands.
    pub commands: usize,
    /// Events.
    pub events: usize,
    /// Events that automations brought about.
    pub automated: usize,
    /// Rows of views.
    pub rows: usize,
}

/// Holds a store at rest, as after [`crate::App::settle`], against its own log:
///
/// - every case is one unbroken sequence of readable events, and every command id stands for the events of
///   one commit;
/// - the views are what a projection of the whole log from the start gives;
/// - no automated act was performed twice on one occasion, and none that is due at `now` is missing,
///   unless it is parked.
///
/// # Errors
/// The first of these that does not hold.
pub async fn audit<M: Model, S: Store>(store: &S, now: Timestamp) -> Result<Audit, Failure> {
    let commits = commits(store).await?;
    let mut audit = Audit {
        commands: commits.len(),
        events: commits.iter().map(|commit| commit.events.len()).sum(),
        ..Audit::default()
    };
    let cases = fold::<M, S>(store, &commits, &mut audit).await?;
    audit.cases = cases.len();
    audit.rows = views::<M, S>(store, &commits).await?;
    for (id, loaded) in &cases {
        at_rest(store, id, loaded, now).await?;
    }
    Ok(audit)
}

/// The events of one command, as they follow each other in the log.
struct Commit {
    case: CaseId,
    command_id: Uuid,
    events: Vec<Recorded>,
}

fn log_error(error: impl std::fmt::Display) -> Failure {
    Failure::new(LOG, error)
}

/// The whole log by commands.
async fn commits<S: Store>(store: &S) -> Result<Vec<Commit>, Failure> {
    let mut commits: Vec<Commit> = Vec::new();
    let mut at = Cursor::START;
    loop {
        let page = store.read_all(&at, 1000).await.map_err(log_error)?;
        if page.events.is_empty() {
            break;
        }
        at = page.next;
        for (case, event) in page.events {
            match commits.last_mut() {
                Some(commit) if commit.command_id == event.command_id && commit.case == case => {
                    commit.events.push(event);
                }
                _ => commits.push(Commit {
                    case,
                    command_id: event.command_id,
                    events: vec![event],
                }),
            }
        }
    }
    let mut seen = HashSet::new();
    for commit in &commits {
        let id = commit.command_id;
        ensure!(LOG, seen.insert(id), "the command {id} was recorded twice");
        let receipt = store.receipt(id).await.map_err(log_error)?;
        let last = commit.events.last().map(|event| event.version);
        ensure!(
            LOG,
            receipt.as_ref().map(|receipt| receipt.version) == last
                && receipt.is_some_and(|receipt| receipt.case == commit.case),
            "the receipt of the command {id} is not what was recorded"
        );
    }
    Ok(commits)
}

/// Folds every case from the log and looks at each event on the way.
async fn fold<M: Model, S: Store>(
    store: &S,
    commits: &[Commit],
    audit: &mut Audit,
) -> Result<BTreeMap<CaseId, Loaded<M>>, Failure> {
    let mut cases: BTreeMap<CaseId, Loaded<M>> = BTreeMap::new();
    let mut logged: BTreeMap<&CaseId, Vec<&Recorded>> = BTreeMap::new();
    let mut performed = HashSet::new();
    for commit in commits {
        let id = &commit.case;
        if !cases.contains_key(id) {
            let opened = Loaded::open(id).map_err(log_error)?;
            cases.insert(id.clone(), opened);
        }
        let Some(loaded) = cases.get_mut(id) else {
            continue;
        };
        for event in &commit.events {
            ensure!(
                LOG,
                event.version == loaded.version.next(),
                "event {} of {} follows event {}",
                event.version.0,
                id.0,
                loaded.version.0
            );
            let envelope = codec::decode::<M>(id, event).map_err(log_error)?;
            if let Via::Automation(cause) = &envelope.via {
                audit.automated += 1;
                ensure!(
                    AUTOMATIONS,
                    performed.insert((id.clone(), cause.clone())),
                    "{} {} acted twice in {} on occasion {}, element {:?}",
                    cause.rule,
                    cause.response,
                    id.0,
                    cause.occasion,
                    cause.element
                );
            }
            loaded.apply(&envelope);
            logged.entry(id).or_default().push(event);
        }
    }
    for (id, events) in logged {
        let loaded = store.load(id, Version::ZERO).await.map_err(log_error)?;
        ensure!(
            LOG,
            loaded.iter().eq(events),
            "{} loads other events than the log has",
            id.0
        );
    }
    Ok(cases)
}

/// Projects the log anew beside the store and compares; the number of rows.
async fn views<M: Model, S: Store>(store: &S, commits: &[Commit]) -> Result<usize, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(VIEWS, error);
    let anew = MemoryStore::new();
    for commit in commits {
        let append = replayed(commit)?;
        let appended = anew.append(Arc::new(append)).await;
        appended.map_err(|error| failed(&error))?;
    }
    let mut projector = Projector::<M, MemoryStore>::new(&anew);
    projector.run().await.map_err(|error| failed(&error))?;
    let mut count = 0;
    for view in anew.views() {
        let rows = |result: Result<Vec<(String, String)>, StoreError>| {
            result.map_err(|error| failed(&error))
        };
        let expected = rows(anew.rows(&view, Keys::All).await)?;
        let found = rows(store.rows(&view, Keys::All).await)?;
        ensure!(
            VIEWS,
            found == expected,
            "{view} has {found:?}, the log gives {expected:?}"
        );
        count += found.len();
    }
    Ok(count)
}

/// The append that the commit came from. Names of events play no part in a projection.
fn replayed(commit: &Commit) -> Result<Append, Failure> {
    let event = |recorded: &Recorded| NewEvent {
        name: "",
        data: recorded.data.clone(),
        touches: Vec::new(),
        personal: recorded.personal.clone(),
    };
    let mut events = commit.events.iter();
    let first = events.next().ok_or_else(|| log_error("an empty commit"))?;
    Ok(Append {
        case: commit.case.clone(),
        expected: Version(first.version.0.saturating_sub(1)),
        command_id: commit.command_id,
        events: NonEmpty {
            first: event(first),
            rest: events.map(event).collect(),
        },
        claims: Vec::new(),
        held: Held::default(),
        recorded_at: first.recorded_at,
        guard: None,
        advance: None,
    })
}

/// Nothing is due in the case that could be performed.
async fn at_rest<M: Model, S: Store>(
    store: &S,
    id: &CaseId,
    loaded: &Loaded<M>,
    now: Timestamp,
) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(AUTOMATIONS, error);
    let row = store.row(&names::work::<M>(), &id.0).await;
    let work = match row.map_err(|error| failed(&error))? {
        Some(data) => Work::read(id, &data).map_err(|error| failed(&error))?,
        None => Work::default(),
    };
    let mut due = Vec::new();
    M::due(&loaded.case, &mut due);
    for due in due {
        let later = due.not_before.is_some_and(|time| time > now);
        let act = ids::automated::<M>(id, &due);
        if later || work.is_parked(act) {
            continue;
        }
        let receipt = store.receipt(act).await.map_err(|error| failed(&error))?;
        ensure!(
            AUTOMATIONS,
            receipt.is_some(),
            "{} is due in {} and was not performed: {:?}",
            due.rule,
            id.0,
            due.element
        );
    }
    Ok(())
}
