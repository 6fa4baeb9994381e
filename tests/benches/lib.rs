//! What the benches read and write, and what stands beside it.
//!
//! | module | what |
//! | --- | --- |
//! | [`inputs`] | bodies of the chat API, made by code |
//! | [`pages`] | model pages, made by code |
//! | [`stock`] | the same types as people write them by hand, with serde's derives |
//!
//! `cargo bench -p fieldmark-benches --bench stages` gives times of the generator, `cargo xtask bench` figures of
//! it that hold on a busy machine. Of the generated types, `--bench types` gives times and `--bench ratios` ratios
//! that hold on a busy machine, also over recorded bodies; with `--features async-openai` that crate's types are a third set.

pub mod inputs;
pub mod pages;
pub mod stock;
