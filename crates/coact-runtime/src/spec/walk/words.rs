//! The table of a kind as text: one line per status, one word per legal step.
//!
//! `rejected+reject: allow-reject>declared refuse-reject>rejected` reads: rejected, with the revocation of the
//! rejection pending, it may be allowed, which leads to declared, or refused, which leads to rejected.

use super::Row;
use crate::ctp::{Act, Base, Status, Step};

/// All rows.
///
/// # Errors
/// The word that is none.
pub(super) fn table(lines: &[&str]) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for line in lines {
        let (from, steps) = line.split_once(':').ok_or_else(|| (*line).to_owned())?;
        let from = status(from)?;
        for word in steps.split_whitespace() {
            let (name, to) = word.split_once('>').ok_or_else(|| word.to_owned())?;
            rows.push((from, step(name)?, status(to)?));
        }
    }
    Ok(rows)
}

fn status(text: &str) -> Result<Status, String> {
    let (of, pending) = match text.split_once('+') {
        Some((of, pending)) => (of, Some(act(pending)?)),
        None => (text, None),
    };
    Ok(Status {
        base: base(of)?,
        pending,
    })
}

fn step(text: &str) -> Result<Step, String> {
    Ok(match text.split_once('-') {
        Some(("revoke", of)) => Step::Revoke(act(of)?),
        Some(("allow", of)) => Step::Allow(act(of)?),
        Some(("refuse", of)) => Step::Refuse(act(of)?),
        _ => Step::Do(act(text)?),
    })
}

/// The words are those of the recorded form.
fn act(text: &str) -> Result<Act, String> {
    serde_json::from_value(text.into()).map_err(|_| text.to_owned())
}

fn base(text: &str) -> Result<Base, String> {
    serde_json::from_value(text.into()).map_err(|_| text.to_owned())
}
