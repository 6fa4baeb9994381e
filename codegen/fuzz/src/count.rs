//! How many runs come as far as they are meant to, said on standard error every so often.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::{Target, target};

static RUNS: AtomicU64 = AtomicU64::new(0);
static AIMED: AtomicU64 = AtomicU64::new(0);

/// A line is printed each time that this many runs are done.
const EVERY: u64 = 10_000;

/// Runs the target called `name` and counts how far it came.
///
/// # Panics
/// When there is no such target.
pub fn counted(name: &str, data: &[u8]) {
    let Target { run, aim, .. } = target(name).expect("a target of the table");
    let aimed = if run(data) >= *aim { AIMED.fetch_add(1, Relaxed) + 1 } else { AIMED.load(Relaxed) };
    let runs = RUNS.fetch_add(1, Relaxed) + 1;
    if runs.is_multiple_of(EVERY) {
        eprintln!("{name}: {runs} runs, {aimed} of them got to {aim:?}");
    }
}
