//! Durable commands per second: the whole stack of `coact-runtime` on SQLite (`benches/sqlite.rs`, which runs as a process of
//! its own) against `cqrs-es` with `sqlite-es` on the same model written by hand, with as many clients and the same
//! durability, in turns. Prints both and their ratio.
//!
//! `cargo run --release` in this folder.

mod errand;

use std::path::Path;
use std::process::Command as Process;
use std::time::Instant;

use cqrs_es::persist::PersistedEventStore;
use sqlite_es::{SqliteCqrs, SqliteEventRepository};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use uuid::Uuid;

use errand::{Act, Command, Errand, Role, Stock, Who};

/// As in `benches/sqlite.rs`.
const CLIENTS: usize = 128;
const ERRANDS: usize = 10;
const COMMANDS: usize = 6;
const ROUNDS: usize = 3;
/// The table of the store, as it asks for it.
const TABLES: &str = "
CREATE TABLE events (
    aggregate_type text NOT NULL,
    aggregate_id   text NOT NULL,
    sequence       integer CHECK (sequence >= 0) NOT NULL,
    event_type     text NOT NULL,
    event_version  text NOT NULL,
    payload        text NOT NULL,
    metadata       text NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence)
) STRICT";

type Error = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    for (durability, synchronous) in [
        ("Full", SqliteSynchronous::Full),
        ("Normal", SqliteSynchronous::Normal),
    ] {
        let mut ratios = Vec::new();
        for round in 0..ROUNDS {
            let file = folder.path().join(format!("{durability}-{round}.db"));
            let peer = cqrs_es(&file, synchronous).await?;
            let stack = coact(durability)?;
            let ratio = stack / peer;
            println!("{durability}: coact {stack:>7.0}/s, cqrs-es {peer:>7.0}/s, ratio {ratio:.1}");
            ratios.push(ratio);
        }
        ratios.sort_by(f64::total_cmp);
        let median = ratios[ratios.len() / 2];
        println!("{durability}: median ratio {median:.1} ({CLIENTS} clients)\n");
    }
    Ok(())
}

/// Commands per second of the stack, in a process of its own.
fn coact(durability: &str) -> Result<f64, Error> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Process::new("cargo")
        .current_dir(root)
        .args([
            "bench", "--quiet", "--bench", "sqlite", "--", "stack", durability,
        ])
        .output()?;
    let words = String::from_utf8_lossy(&output.stdout);
    let told = words
        .lines()
        .find_map(|line| line.strip_prefix("commands per second: "));
    match told {
        Some(number) => Ok(number.trim().parse()?),
        None => Err(format!("{words}{}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

async fn cqrs_es(file: &Path, synchronous: SqliteSynchronous) -> Result<f64, Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .busy_timeout(std::time::Duration::from_secs(60));
    // As many connections as its own default.
    let pool = SqlitePoolOptions::new().max_connections(10);
    let pool = pool
        .acquire_timeout(std::time::Duration::from_secs(600))
        .connect_with(options)
        .await?;
    sqlx::query(TABLES).execute(&pool).await?;
    let store = PersistedEventStore::new_event_store(SqliteEventRepository::new(pool));
    let framework: SqliteCqrs<Errand> = SqliteCqrs::new(store, Vec::new(), Stock);
    let framework = std::sync::Arc::new(framework);
    let start = Instant::now();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let framework = framework.clone();
            tokio::spawn(async move {
                for _ in 0..ERRANDS {
                    errand(&framework).await?;
                }
                Ok::<(), Error>(())
            })
        })
        .collect();
    for client in clients {
        client.await??;
    }
    Ok((CLIENTS * ERRANDS * COMMANDS) as f64 / start.elapsed().as_secs_f64())
}

/// Ask, promise, carry, deliver, declare, accept.
async fn errand(framework: &SqliteCqrs<Errand>) -> Result<(), Error> {
    let (errand, parcel) = (Uuid::now_v7(), Uuid::now_v7());
    let label = || "a".to_owned();
    let who = |id, role| Who { id, role };
    let (customer, runner) = (|| who("anna", Role::Customer), || who("ravi", Role::Runner));
    for (who, act) in [
        (
            customer(),
            Act::Ask {
                errand,
                labels: vec![label()],
            },
        ),
        (runner(), Act::Promise),
        (
            runner(),
            Act::Carry {
                parcel,
                label: label(),
            },
        ),
        (who("cora", Role::Carrier), Act::Deliver { parcel }),
        (runner(), Act::Declare),
        (customer(), Act::Accept),
    ] {
        let at = "2026-05-01T09:00:00Z".to_owned();
        framework
            .execute(&errand.to_string(), Command { who, at, act })
            .await?;
    }
    Ok(())
}
