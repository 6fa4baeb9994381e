//! Where things lie.

use std::{
    env, io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use fieldmark::spec::{self, Location};

/// The folder of the pages, below the project's.
pub const SPEC: &str = "spec";

/// The project's folder: that of this workspace from anywhere in it, else the current one. It is not looked
/// for further up: a folder called `spec` may be anybody's.
pub fn project() -> anyhow::Result<PathBuf> {
    let here = env::current_dir().context("the current folder")?;
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    Ok(workspace.filter(|workspace| here.starts_with(workspace)).unwrap_or(&here).to_owned())
}

/// `path` as people see it from where they are.
pub fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    let below = path.strip_prefix(&here).unwrap_or(path).display().to_string();
    if below.is_empty() { ".".to_owned() } else { below }
}

/// The same with a slash behind it, to stand before other paths.
pub fn shown_below(folder: &Path) -> String {
    match shown(folder).as_str() {
        "." => String::new(),
        shown => format!("{}/", shown.trim_end_matches('/')),
    }
}

/// The APIs below a spec folder.
pub fn apis(folder: &Path) -> anyhow::Result<Vec<Location>> {
    spec::find(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow::anyhow!("there is no folder {}", shown(folder)),
        _ => anyhow::anyhow!("{}: {error}", shown(folder)),
    })
}

/// The names of APIs, for people.
pub fn names(apis: &[Location]) -> String {
    apis.iter().map(|api| api.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Where crates are built for the gate: beside what cargo builds, so that `cargo clean` takes it along.
pub fn gate_cache(project: &Path) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.join("target"), PathBuf::from);
    target.join("fieldmark-gate")
}
