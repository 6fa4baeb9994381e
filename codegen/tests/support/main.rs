//! The run-time support of generated crates, with types and tables as the generator writes them.

#[allow(unused, reason = "each crate uses some of it")]
#[path = "../../support/support/mod.rs"]
mod support;

mod objects;
