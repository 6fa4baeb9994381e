#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fieldmark_fuzz::count::counted("page_tables", data));
