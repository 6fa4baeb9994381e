//! The run-time support, compiled with every feature that a generated crate may have.

#[allow(dead_code, unused_imports, reason = "generated types use it, and there are none here")]
#[path = "../../codegen/support/support/mod.rs"]
mod support;

mod table;
mod text;
