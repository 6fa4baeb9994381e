//! `ci`: a step of the workflows in `.github/workflows/`, run as they run it.

use std::{path::Path, process::Command};

use anyhow::Context as _;

use crate::{
    End,
    args::{Ci, CiStep, Diff, Format},
    diff,
    screen::Screen,
};

/// Runs it in the repository, with what it prints on screen.
pub fn run(args: &Ci, screen: &Screen) -> anyhow::Result<End> {
    let (program, given): (&str, &[&str]) = match args.step {
        CiStep::Check => (".ci/run", &["check"]),
        CiStep::Test => (".ci/run", &["test"]),
        CiStep::Bench => (".ci/run", &["bench"]),
        CiStep::Oldest => (".ci/run", &["oldest"]),
        CiStep::Fuzz => ("codegen/fuzz/run", &["600"]),
        CiStep::Report => {
            let report = Diff { base: None, spec: None, format: Format::Markdown, links: None };
            return diff::run(&report, screen);
        }
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the workspace")?;
    let ended = Command::new(root.join(program)).args(given).current_dir(root).status();
    match ended.with_context(|| format!("{program} cannot be run"))?.success() {
        true => Ok(End::Done),
        false => Ok(End::Failed),
    }
}
