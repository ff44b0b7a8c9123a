#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| (onrecord_fuzz::target("word").run)(data));
