//! The one order of the log.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

use pollster::block_on;

use super::{Check, RIVALS, append, case};
use crate::CaseId;
use crate::store::{Cursor, Recorded, Store, Version};
use crate::testing::{Failure, ensure};

const ROUNDS: u64 = 40;

/// The log from the start, read in pages of this size.
fn read<S: Store>(check: &Check<'_, S>, limit: usize) -> Result<Vec<(CaseId, Recorded)>, Failure> {
    let mut log = Vec::new();
    let mut at = Cursor::START;
    loop {
        let page = check.ok(block_on(check.store.read_all(&at, limit)))?;
        ensure!(check.name, page.events.len() <= limit, "a page is too long");
        if page.events.is_empty() {
            ensure!(
                check.name,
                page.next == at,
                "an empty page moves the cursor"
            );
            return Ok(log);
        }
        log.extend(page.events);
        at = page.next;
    }
}

/// Writers append while readers follow. Every reader must see the order of the final log, from its start
/// and without a gap.
pub(super) fn concurrent<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let writing = AtomicU64::new(RIVALS / 2);
    let seen = check.rivals(|n| {
        if n < RIVALS / 2 {
            for round in 0..ROUNDS {
                let command = u128::from(n * 1000 + round + 1);
                let written = check.record(append(&case(n), round * 2, command, 2));
                if let Err(failure) = written {
                    writing.fetch_sub(1, Ordering::SeqCst);
                    return Err(failure);
                }
            }
            writing.fetch_sub(1, Ordering::SeqCst);
            return Ok(Vec::new());
        }
        let mut followed = Vec::new();
        let mut at = Cursor::START;
        loop {
            // Asked before reading: what was written until then is in the page or before it.
            let done = writing.load(Ordering::SeqCst) == 0;
            let limit = usize::try_from(n).unwrap_or(1);
            let page = check.ok(block_on(check.store.read_all(&at, limit)))?;
            if page.events.is_empty() && done {
                return Ok(followed);
            }
            followed.extend(page.events);
            at = page.next;
        }
    })?;
    let log = read(check, 1000)?;
    let expected = usize::try_from(RIVALS / 2 * ROUNDS * 2).unwrap_or(0);
    ensure!(
        check.name,
        log.len() == expected,
        "{} events of {expected}",
        log.len()
    );
    for followed in seen {
        let followed = followed?;
        ensure!(
            check.name,
            followed.is_empty() || followed == log,
            "a reader saw {} events in another order, or with gaps",
            followed.len()
        );
    }
    for limit in [1, 7] {
        let paged = read(check, limit)?;
        ensure!(
            check.name,
            paged == log,
            "pages of {limit} read another log"
        );
    }
    let mut versions: HashMap<&CaseId, Version> = HashMap::new();
    for (case, event) in &log {
        let version = versions.entry(case).or_default();
        ensure!(
            check.name,
            event.version == version.next(),
            "version {:?} of {case:?} follows {version:?}",
            event.version
        );
        *version = event.version;
    }
    Ok(())
}

/// The events of one command follow each other, with nobody else's in between.
pub(super) fn together<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let written = check.rivals(|n| {
        (0..20).try_for_each(|round| {
            let command = u128::from(n * 1000 + round + 1);
            check
                .record(append(&case(command), 0, command, 3))
                .map(drop)
        })
    })?;
    written.into_iter().collect::<Result<(), _>>()?;
    let log = read(check, 1000)?;
    for commit in log.chunks(3) {
        let ids: Vec<_> = commit.iter().map(|(_, event)| event.command_id).collect();
        ensure!(
            check.name,
            ids.windows(2).all(|pair| pair.first() == pair.last()),
            "the events of several commands are mixed: {ids:?}"
        );
    }
    Ok(())
}
