//! What may never be, as data of the net.

use super::Guard;
use crate::property::{About, Property};

/// States in which a property does not hold.
#[derive(Clone, Debug)]
pub struct Never {
    /// The property.
    pub property: Property,
    /// What it is about.
    pub about: About,
    /// It is violated where this holds,
    pub when: Guard,
    /// unless this does.
    pub unless: Guard,
}

impl Never {
    /// Whether a state violates it.
    pub fn is_violated(&self, state: &[u16]) -> bool {
        self.when.holds(state) && !self.unless.holds(state)
    }
}
