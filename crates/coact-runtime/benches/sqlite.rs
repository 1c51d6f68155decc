//! Durable commands per second: the whole stack (fold, ask, decide, encode, queue, group commit) against a bare
//! `rusqlite` loop that reads and writes the same rows in transactions of the same size, in one run and in turns. Prints
//! both and their ratio.
//!
//! The bare loop has no concurrency to pay for: it knows its 64 commands beforehand, and neither reads nor writes JSON. So
//! the ratio is what the stack costs on top of the disk, the threads between clients and writer included. There are twice
//! as many clients as commands in a commit, so that one half can decide while the other is recorded.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark"
)]

#[path = "../tests/errands/model.rs"]
mod errands;

use std::path::Path;
use std::time::{Duration, Instant};

use coact_runtime::store::{Durability, SqliteOptions, SqliteStore};
use coact_runtime::{App, CommandError, Envelope, Executor, ids};
use errands::{Command, Errands, Host, ask, carrier, customer, runner};
use futures_util::TryStreamExt;
use futures_util::stream::FuturesUnordered;
use pollster::block_on;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};
use uuid::Uuid;

const CLIENTS: usize = 128;
/// Commands in one commit.
const BATCH: usize = 64;
const ERRANDS: u32 = 10;
/// Ask, promise, carry, deliver, declare, accept.
const COMMANDS: u32 = 6;
const ROUNDS: u32 = 5;

type Stack = Executor<Errands, SqliteStore, Host>;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, what, durability, ..] = arguments.as_slice()
        && (what == "stack" || what == "bare")
    {
        alone(what, durability);
        return;
    }
    for durability in [Durability::Full, Durability::Normal] {
        let folder = tempfile::tempdir().unwrap();
        let mut ratios = Vec::new();
        for round in 0..ROUNDS {
            let file = |name: &str| folder.path().join(format!("{name}-{round}.db"));
            let stack = per_second(stack(&file("stack"), durability));
            let bare = per_second(bare(&file("bare"), durability));
            println!(
                "{durability:?}: stack {stack:>7.0}/s, bare {bare:>7.0}/s, ratio {:.2}",
                stack / bare
            );
            ratios.push(stack / bare);
        }
        ratios.sort_by(f64::total_cmp);
        let median = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
        println!(
            "{durability:?}: median ratio {median:.2} ({CLIENTS} clients, {BATCH} commands per commit)\n"
        );
    }
}

/// One of the two alone, for whoever compares it with something else (`cqrs-es/`).
fn alone(what: &str, durability: &str) {
    let durability = match durability {
        "Normal" => Durability::Normal,
        _ => Durability::Full,
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("alone.db");
    let took = if what == "bare" {
        bare(&file, durability)
    } else {
        stack(&file, durability)
    };
    println!("commands per second: {:.0}", per_second(took));
}

fn per_second(elapsed: Duration) -> f64 {
    f64::from(ERRANDS * COMMANDS) * CLIENTS as f64 / elapsed.as_secs_f64()
}

/// The clients, each with a command under way, on one thread.
fn stack(file: &Path, durability: Durability) -> Duration {
    let options = SqliteOptions::default().durability(durability);
    let store = SqliteStore::open_with(file, options).unwrap();
    let stack: Stack = Executor::new(store, Host::default()).unwrap();
    let start = Instant::now();
    let clients: FuturesUnordered<_> = (0..CLIENTS).map(|_| client(&stack)).collect();
    block_on(clients.try_collect::<()>()).unwrap();
    start.elapsed()
}

async fn client(stack: &Stack) -> Result<(), CommandError> {
    let (customer, runner, carrier) = (customer(), runner(), carrier());
    for _ in 0..ERRANDS {
        let asked = ids::command_id();
        let errand = ids::created_by::<Errands>(asked);
        stack.execute(&customer, asked, ask(&["a"])).await?;
        let promise = Command::Promise { errand };
        stack.execute(&runner, ids::command_id(), promise).await?;
        let carried = ids::command_id();
        let label = "a".to_owned();
        stack
            .execute(&runner, carried, Command::Carry { errand, label })
            .await?;
        let parcel = ids::created_by::<Errands>(carried);
        let deliver = Command::Deliver { parcel };
        stack.execute(&carrier, ids::command_id(), deliver).await?;
        let declare = Command::Declare { errand };
        stack.execute(&runner, ids::command_id(), declare).await?;
        let accept = Command::Accept { errand };
        stack.execute(&customer, ids::command_id(), accept).await?;
    }
    Ok(())
}

/// The rows of one errand, as the stack wrote them.
struct Written {
    events: Vec<(String, String)>,
}

impl Written {
    fn new() -> Self {
        let app: App<Errands, _, _> =
            errands::app(coact_runtime::store::MemoryStore::new(), &Host::default());
        let events = block_on(async {
            let stack = &app;
            let errand = errands::created(1);
            stack
                .execute(&customer(), errands::id(1), ask(&["a"]))
                .await?;
            let promise = Command::Promise { errand };
            stack.execute(&runner(), errands::id(2), promise).await?;
            let label = "a".to_owned();
            stack
                .execute(&runner(), errands::id(3), Command::Carry { errand, label })
                .await?;
            let parcel = errands::created(3);
            stack
                .execute(&carrier(), errands::id(4), Command::Deliver { parcel })
                .await?;
            stack
                .execute(&runner(), errands::id(5), Command::Declare { errand })
                .await?;
            stack
                .execute(&customer(), errands::id(6), Command::Accept { errand })
                .await?;
            Ok::<_, CommandError>(stack.history(&errands::case_id(errand)).await.unwrap())
        })
        .unwrap();
        let row = |envelope: &Envelope<Errands>| {
            let name = <Errands as coact_runtime::Model>::event_name(&envelope.event);
            (name.to_owned(), serde_json::to_string(envelope).unwrap())
        };
        Self {
            events: events.iter().map(row).collect(),
        }
    }
}

/// The same reads and writes, as many commands to a transaction, with nothing around them.
fn bare(file: &Path, durability: Durability) -> Duration {
    let options = SqliteOptions::default().durability(durability);
    drop(SqliteStore::open_with(file, options).unwrap());
    let connection = Connection::open(file).unwrap();
    let synchronous = match durability {
        Durability::Full => "FULL",
        Durability::Normal => "NORMAL",
    };
    connection
        .pragma_update(None, "synchronous", synchronous)
        .unwrap();
    connection.set_prepared_statement_cache_capacity(32);
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .unwrap();
    let written = Written::new();
    let start = Instant::now();
    for _ in 0..ERRANDS as usize * CLIENTS / BATCH {
        let cases: Vec<String> = (0..BATCH)
            .map(|_| format!("Errand/{}", Uuid::now_v7()))
            .collect();
        let mut done = 0;
        // Deliver records two events.
        for count in [1, 1, 1, 2, 1, 1] {
            let events = written.events.get(done..done + count).unwrap();
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            for case in &cases {
                command(&connection, case, done, events).unwrap();
            }
            connection.execute_batch("COMMIT").unwrap();
            done += count;
        }
    }
    start.elapsed()
}

fn command(
    connection: &Connection,
    case: &str,
    done: usize,
    events: &[(String, String)],
) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached(
        "SELECT version, command_id, type, data, recorded_at FROM events
         WHERE case_id = ?1 AND version > 0 ORDER BY version",
    )?;
    let loaded: Vec<String> = select
        .query_map([case], |row| row.get(3))?
        .collect::<Result<_, _>>()?;
    assert_eq!(loaded.len(), done);
    let id = Uuid::now_v7();
    connection
        .prepare_cached("INSERT INTO commands VALUES (?1, ?2, ?3)")?
        .execute(params![id.as_bytes().as_slice(), case, done as i64])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO events (case_id, version, command_id, type, data, recorded_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (version, (name, data)) in (done + 1..).zip(events) {
        if name == "Asked" || name == "ParcelAsked" {
            connection
                .prepare_cached("INSERT INTO claims VALUES (?1, ?2, ?3)")?
                .execute(params![name, case, case])?;
        }
        insert.execute(params![
            case,
            version as i64,
            id.as_bytes().as_slice(),
            name,
            data,
            1_000_000_i64
        ])?;
    }
    Ok(())
}
