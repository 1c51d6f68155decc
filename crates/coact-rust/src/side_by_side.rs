//! Work on several things at once, where the machine can.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What the main thread of a program usually has, in bytes: nested expressions take what they take there.
const STACK: usize = 8 << 20;

/// The answers of `work` in the order of `items`. Tokens never leave the thread that made them; texts do.
pub(crate) fn side_by_side<T: Sync, R: Send + Sync>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let answers: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let worker = || {
        while let Some((item, answer)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).zip(answers.get(at))
        } {
            // Each place is handed out once.
            let _ = answer.set(work(item));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 1..threads.min(items.len()) {
            // Without a further thread this one does all.
            let _ = thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, worker);
        }
        worker();
    });
    answers
        .into_iter()
        .filter_map(OnceLock::into_inner)
        .collect()
}
