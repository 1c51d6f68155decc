//! Hash maps without chance: the standard library seeds them from `getrandom`, and an order of entries that differs
//! from run to run marks other code as covered. With this one in its place, the same runs cover the same code.

/// Stands in for the function of the C library.
///
/// # Safety
///
/// As the C library asks: `to` points to as many writable bytes as `length` says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getrandom(to: *mut u8, length: usize, _flags: u32) -> isize {
    // SAFETY: the caller lends these bytes, see above.
    unsafe { to.write_bytes(7, length) };
    isize::try_from(length).unwrap_or(isize::MAX)
}
