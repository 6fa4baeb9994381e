//! What pages from the internet may do to a run: nothing.
//!
//! Every fixture is made here, most are too large or too odd to store. Each one either gives correct
//! output or a finding with its place, and the rest of the set goes through.

mod determinism;
mod disk;
#[path = "../../codegen/fuzz/src/lib.rs"]
#[expect(dead_code, reason = "libFuzzer's side of it")]
mod fuzz;
mod languages;
mod made;
mod names;
mod property;
mod replay;
mod sizes;
mod text;
mod writers;
