//! `codegen`: pages into a crate.

use crate::{End, args::Codegen, screen::Screen};

/// Not there yet.
pub fn run(_args: &Codegen, _screen: &Screen) -> anyhow::Result<End> {
    anyhow::bail!("codegen needs the stages behind `resolve`")
}
