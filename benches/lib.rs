//! What the benches of generated types read and write, and what stands beside it.
//!
//! | module | what |
//! | --- | --- |
//! | [`inputs`] | bodies of the chat API, made by code |
//! | [`stock`] | the same types as people write them by hand, with serde's derives |
//!
//! `cargo bench -p fieldmark-benches --bench types` gives times, `--bench ratios` ratios that hold on a busy
//! machine, also over recorded bodies; with `--features async-openai` that crate's types are a third set.

pub mod inputs;
pub mod stock;
