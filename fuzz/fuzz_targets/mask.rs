//! Lets the fuzzer loose on `tests/fuzz/mask.rs`.

#![no_main]
#![allow(dead_code, unused_imports, reason = "every target sees all of them")]

#[path = "../../tests/fuzz/mod.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::mask::run(data));
