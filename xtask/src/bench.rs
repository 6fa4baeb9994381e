//! `bench`: figures of the generator, by the program of `tests/benches/generator/`, which is built for release.

use std::{path::Path, process::Command};

use anyhow::Context as _;

use crate::{End, args::Bench};

/// Runs it in the repository, with what it prints on screen.
pub fn run(args: &Bench) -> anyhow::Result<End> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the workspace")?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["run", "--quiet", "--release", "--locked", "--package", "fieldmark-benches", "--bin"]);
    cargo.args(["fieldmark-bench", "--"]).args(args.words()).current_dir(root);
    match cargo.status().context("cargo cannot be run")?.success() {
        true => Ok(End::Done),
        false => Ok(End::Failed),
    }
}
