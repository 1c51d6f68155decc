//! A model that holds.

/// A value that passed the check without errors. Only [`Checked::into_valid`](crate::Checked::into_valid)
/// makes one, and generators take nothing weaker.
#[derive(Clone, Debug)]
pub struct Valid<T>(pub(crate) T);

impl<T> std::ops::Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
