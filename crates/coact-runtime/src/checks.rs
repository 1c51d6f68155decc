//! How much a decision checks.

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
