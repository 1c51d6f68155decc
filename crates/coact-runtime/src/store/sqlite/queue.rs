//! A bounded queue between asynchronous callers and one thread.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_channel::oneshot;

/// Callers wait to be let in without blocking their thread; the one who takes blocks its own.
#[derive(Debug)]
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    filled: Condvar,
    capacity: usize,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    /// Callers who wait for room.
    waiting: Vec<oneshot::Sender<()>>,
    /// Whether the one who takes waits: to wake nobody is a system call as well.
    is_awaited: bool,
    closed: bool,
}

impl<T> Queue<T> {
    pub(super) const fn new(capacity: usize) -> Self {
        Self {
            state: Mutex::new(State {
                items: VecDeque::new(),
                waiting: Vec::new(),
                is_awaited: false,
                closed: false,
            }),
            filled: Condvar::new(),
            capacity,
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts an item in, as soon as there is room; gives it back where the queue is closed.
    pub(super) async fn push(&self, item: T) -> Result<(), T> {
        let mut item = item;
        loop {
            match self.try_push(item) {
                Ok(()) => return Ok(()),
                Err((back, None)) => return Err(back),
                Err((back, Some(room))) => {
                    item = back;
                    // Woken by room or by the end; either way look again.
                    let _ = room.await;
                }
            }
        }
    }

    fn try_push(&self, item: T) -> Result<(), (T, Option<oneshot::Receiver<()>>)> {
        let mut state = self.state();
        if state.closed {
            return Err((item, None));
        }
        if state.items.len() >= self.capacity {
            let (sender, receiver) = oneshot::channel();
            state.waiting.push(sender);
            return Err((item, Some(receiver)));
        }
        state.items.push_back(item);
        let is_awaited = std::mem::take(&mut state.is_awaited);
        drop(state);
        if is_awaited {
            self.filled.notify_one();
        }
        Ok(())
    }

    /// Waits for items and takes at most `most`, in their order; none once the queue is closed and empty. Where there are
    /// fewer, others may come in for the time of the pause.
    pub(super) fn take(&self, most: usize, pause: Duration) -> Option<Vec<T>> {
        let mut state = self.state();
        while state.items.is_empty() {
            if state.closed {
                return None;
            }
            state.is_awaited = true;
            state = self
                .filled
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if state.items.len() < most && !pause.is_zero() && !state.closed {
            drop(state);
            std::thread::sleep(pause);
            state = self.state();
        }
        let count = most.min(state.items.len());
        let items = state.items.drain(..count).collect();
        // All of them: one who has given up must not keep the room from the others.
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        for caller in waiting {
            let _ = caller.send(());
        }
        Some(items)
    }

    /// Lets nothing more in. What is in can still be taken.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        // Dropping the senders wakes those who wait.
        state.waiting.clear();
        drop(state);
        self.filled.notify_all();
    }
}
