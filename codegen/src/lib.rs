//! Reads the Markdown model docs of an SDK and writes a crate of serde types.
pub mod config;
pub mod diag;
pub mod dialect;
pub mod ir;
pub mod markdown;
pub mod output;
pub mod resolve;
pub mod source;
