#![no_main]

use fieldmark_fuzz::mutate::{Numbers, json};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| fieldmark_fuzz::count::counted("json", data));

// Two of three changes are of values, the third is libFuzzer's own.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut numbers = Numbers::new(u64::from(seed));
    let changed = if numbers.below(3) == 0 { None } else { json(&data[..size], &mut numbers) };
    match changed {
        Some(bytes) if bytes.len() <= max_size => {
            data[..bytes.len()].copy_from_slice(&bytes);
            bytes.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});
