//! Tells those who wait that something was appended.

use std::future::Future;
use std::sync::{Mutex, PoisonError};

use futures_channel::oneshot;

/// Those who wait for the next append.
#[derive(Debug, Default)]
pub(super) struct Wake(Mutex<Vec<oneshot::Sender<()>>>);

impl Wake {
    /// Resolves at the next [`Wake::all`]. Registers at once, not at the first poll.
    pub(super) fn next(&self) -> impl Future<Output = ()> + Send + use<> {
        let (sender, receiver) = oneshot::channel();
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|waiter| !waiter.is_canceled());
        waiting.push(sender);
        async move {
            // A store that goes away wakes as well: the next read tells why.
            let _ = receiver.await;
        }
    }

    /// Wakes all who wait.
    pub(super) fn all(&self) {
        let waiting = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for waiter in waiting {
            // Gone already: nobody to tell.
            let _ = waiter.send(());
        }
    }
}
