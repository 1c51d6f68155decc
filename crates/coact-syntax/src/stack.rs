//! Room on the stack, so that the same text gets the same verdict on every thread.
//!
//! The grammar's engine and the lowering recurse with the brackets of the text. The scan bounds that at 128
//! levels, which a main thread has room for and a worker of an editor in a debug build has not. What nests
//! deeper than any model does is therefore read on a thread of its own, which only computes and is joined at
//! once. The engine's own guard, asked at every call, would cost a fifth of the parse and give a verdict that
//! depends on the thread; it is switched off with the engine's `std` feature.

/// Levels that fit the smallest stacks in use, 256 KiB, with room to spare.
const SHALLOW: usize = 16;
/// Stack for everything deeper: several times what 128 levels take in a debug build.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Runs a computation that recurses `depth` levels deep; nothing where there is no room for it, as on a
/// platform without threads.
pub(crate) fn with_room_for<T: Send>(
    depth: usize,
    compute: impl FnOnce() -> T + Send,
) -> Option<T> {
    if depth <= SHALLOW {
        return Some(compute());
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("coact-syntax".to_owned())
            .stack_size(STACK_BYTES);
        let running = thread.spawn_scoped(scope, compute).ok()?;
        running.join().ok()
    })
}
