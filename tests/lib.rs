//! Tests that cross stages: goldens, compile tests, end-to-end runs of the real binary.

/// The Rust in the project's readme.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
