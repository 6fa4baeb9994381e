//! Where things lie.

use std::{
    env,
    path::{MAIN_SEPARATOR, Path, PathBuf},
};

use anyhow::Context as _;
use fieldmark::spec::{self, Location};

use crate::End;

/// The folder of the pages, below the project's.
pub const SPEC: &str = "spec";
/// The folder of the crate, below the project's.
pub const CRATE: &str = "generated";

/// The project's folder: that of this workspace from anywhere in it, else the current one. It is not looked
/// for further up: a folder called `spec` may be anybody's.
pub fn project() -> anyhow::Result<PathBuf> {
    let here = env::current_dir().context("the current folder")?;
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    Ok(workspace.filter(|workspace| here.starts_with(workspace)).unwrap_or(&here).to_owned())
}

/// The folder of the pages, the project's where none is named; or how the command ends where it is not there.
pub fn pages(named: Option<&Path>) -> anyhow::Result<Result<PathBuf, End>> {
    let folder = match named {
        Some(folder) => folder.to_owned(),
        None => project()?.join(SPEC),
    };
    Ok(there(&folder).map(|()| folder))
}

/// Refuses a folder that is not there.
pub fn there(folder: &Path) -> Result<(), End> {
    if folder.is_dir() { Ok(()) } else { Err(End::Usage(format!("there is no folder {}", shown(folder)))) }
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

/// A path or name as one word of a command line, to be copied into a shell.
pub fn as_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == MAIN_SEPARATOR || "_-./:+=@%,".contains(c);
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// The APIs below a spec folder.
pub fn apis(folder: &Path) -> anyhow::Result<Vec<Location>> {
    Ok(spec::find(folder)?)
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

#[cfg(test)]
mod tests {
    use super::as_word;

    #[test]
    fn a_word_is_quoted_where_a_shell_would_read_more_into_it() {
        assert_eq!(as_word("../a-b/c_1.md"), "../a-b/c_1.md");
        assert_eq!(as_word("my docs"), "'my docs'");
        assert_eq!(as_word("it's $HOME"), r"'it'\''s $HOME'");
    }
}
