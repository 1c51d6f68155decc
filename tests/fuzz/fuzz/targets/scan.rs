#![no_main]

#[path = "../chance.rs"]
mod chance;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::scan(data));
