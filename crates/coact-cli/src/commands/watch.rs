//! When something is to be done again, because the texts have changed.

use std::time::Duration;

/// How long nothing is done between two looks.
pub(super) const PAUSE: Duration = Duration::from_millis(200);

/// What was seen of texts: it says when they are others than those that were worked on.
#[derive(Debug)]
pub(super) struct Watch<T> {
    /// What was worked on last.
    done: Option<T>,
    /// What was seen last and not worked on.
    seen: Option<T>,
}

impl<T: PartialEq> Watch<T> {
    /// Nothing was seen yet.
    pub(super) const fn new() -> Self {
        Self {
            done: None,
            seen: None,
        }
    }

    /// Whether it is time to work on what is seen: at first, and where it changed and stays as it is. A file that is being
    /// written looks another way each time.
    pub(super) fn look(&mut self, now: T) -> bool {
        let is_first = self.done.is_none();
        if self.done.as_ref() == Some(&now) {
            self.seen = None;
            return false;
        }
        if is_first || self.seen.as_ref() == Some(&now) {
            self.seen = None;
            self.done = Some(now);
            return true;
        }
        self.seen = Some(now);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Watch;

    /// What is looked at, and at which looks something is done.
    fn done(looks: &[&str]) -> Vec<bool> {
        let mut watch = Watch::new();
        looks.iter().map(|look| watch.look(*look)).collect()
    }

    #[test]
    fn once_at_first_and_once_per_change() {
        assert_eq!(done(&["a", "a", "a"]), [true, false, false]);
        assert_eq!(
            done(&["a", "b", "b", "b", "a", "a"]),
            [true, false, true, false, false, true]
        );
    }

    #[test]
    fn not_while_it_is_written() {
        assert_eq!(
            done(&["a", "b", "bc", "bcd", "bcd"]),
            [true, false, false, false, true]
        );
    }

    #[test]
    fn not_where_it_is_as_it_was() {
        assert_eq!(done(&["a", "b", "a", "a"]), [true, false, false, false]);
    }
}
