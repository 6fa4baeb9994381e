//! Stub.
use crate::Result;
use std::path::Path;
/// Stub.
pub fn run(_document: &Path, _docs: &Path) -> Result {
    Ok(())
}
