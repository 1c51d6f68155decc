//! Room on the stack, so that the same text gets the same verdict on every thread.
//!
//! The grammar's engine and the lowering recurse with the brackets of the text. The scan bounds that at 128
//! levels, which a main thread has room for and a worker of an editor in a debug build has not; there the
//! engine would give up at a depth that depends on the thread. What nests deeper than any model does is
//! therefore read on a thread of its own, which only computes and is joined at once.

/// Levels that fit the smallest stacks in use, 256 KiB, with room to spare.
const SHALLOW: usize = 16;
/// Stack for everything deeper: several times what 128 levels take in a debug build.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Runs a computation that recurses `depth` levels deep.
pub(crate) fn with_room_for<T: Send>(depth: usize, mut compute: impl FnMut() -> T + Send) -> T {
    if depth <= SHALLOW {
        return compute();
    }
    let deep = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("coact-syntax".to_owned())
            .stack_size(STACK_BYTES);
        thread
            .spawn_scoped(scope, &mut compute)
            .ok()
            .and_then(|thread| thread.join().ok())
    });
    // Where there are no threads the caller's stack has to do; the engine notices when it does not.
    deep.unwrap_or_else(compute)
}
