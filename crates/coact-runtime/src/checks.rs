//! How much a decision checks, and how plain commands check what they require.

use crate::expr::{Absent, Eval};
use crate::{Decision, Rejection};

/// Which checks a decision makes. Generated decisions are compiled once for each.
pub trait Checks {
    /// Whether the command itself is judged: bounds, keys, who sends it, and the rules that bind them.
    const SENDER: bool;
    /// Whether the state of the case is: pattern, waits, containment, laws.
    const STATE: bool;
}

/// Every check: for the command of a person, a system or an automation.
#[derive(Clone, Copy, Debug)]
pub struct Every;

/// What the state admits, whoever acts: for tacit acts, and for the given history of a spec.
#[derive(Clone, Copy, Debug)]
pub struct State;

/// No check: for a history that need not be legal.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Checks for Every {
    const SENDER: bool = true;
    const STATE: bool = true;
}

impl Checks for State {
    const SENDER: bool = false;
    const STATE: bool = true;
}

impl Checks for Nothing {
    const SENDER: bool = false;
    const STATE: bool = false;
}

/// What a plain command requires: a condition that is not known does not hold.
///
/// # Errors
/// The condition does not hold, or leaves the range of its values.
#[inline]
pub fn requires(condition: Eval<bool>, name: &'static str, sentence: &'static str) -> Decision<()> {
    match condition {
        Ok(true) => Ok(()),
        Err(Absent::Overflow) => Err(Rejection::overflow(name, sentence)),
        Ok(false) | Err(Absent::Unknown) => Err(Rejection::requires(name, sentence)),
    }
}

/// Whether an event is recorded under its condition: not under one that is not known.
///
/// # Errors
/// The condition leaves the range of its values.
#[inline]
pub fn applies(condition: Eval<bool>, event: &'static str) -> Decision<bool> {
    match condition {
        Ok(holds) => Ok(holds),
        Err(Absent::Unknown) => Ok(false),
        Err(Absent::Overflow) => Err(Rejection::overflow(event, "")),
    }
}
