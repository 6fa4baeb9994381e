//! Nothing is handed out that does not compile or does not give JSON back as it came.
//!
//! In: the files of a crate with the tests that [`files`] made. Out: [`Fault`]s, none where all is well;
//! [`Known::explain`] says of each which page, line and field it is about. The crate is built in a staging
//! folder that stays between runs, so that cargo builds again only what changed.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

use crate::output::{Output, Scope};

mod cargo;
mod explain;
pub mod files;
pub mod manifest;

pub use explain::Known;

/// What the gate found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// rustc refuses the crate.
    DoesNotCompile {
        /// The file, below the crate's folder; empty where rustc names none.
        file: String,
        /// What rustc says of it.
        message: String,
    },
    /// A sample does not come back as it was.
    DoesNotComeBack {
        /// The file of the samples, below `tests/samples`.
        file: String,
        /// The case's name.
        case: String,
        /// Keys and positions that lead to the first difference.
        path: Vec<serde_json::Value>,
        /// What is different there.
        what: String,
    },
    /// The tests ended without saying which sample it was.
    Crashed(String),
}

/// The crate under test and where it may be built.
#[derive(Debug, Clone)]
pub struct Gate<'a> {
    /// Every file of the crate.
    pub output: &'a Output,
    /// Where the crate is going to lie; its `Cargo.toml`, where there is one, says what it depends on.
    pub folder: &'a Path,
    /// A folder that stays between runs: `target/fieldmark-gate`.
    pub cache: &'a Path,
}

impl Gate<'_> {
    /// Builds the crate and passes every sample through its type. `progress` is told what is being done.
    ///
    /// # Errors
    /// When the staging folder cannot be written, cargo cannot be run, or a dependency cannot be had.
    pub fn run(&self, progress: &dyn Fn(&str)) -> io::Result<Vec<Fault>> {
        let staging = self.stage()?;
        progress("fetching dependencies");
        cargo::fetch(&staging)?;
        progress("compiling");
        let tests = match cargo::build(&staging, &self.cache.join("target"))? {
            cargo::Built::Program(program) => program,
            cargo::Built::Refused(faults) => return Ok(faults),
        };
        progress("testing that every sample comes back");
        cargo::test(&tests, &staging)
    }

    /// Builds the crate and the example `name`: its program, or what rustc says.
    ///
    /// # Errors
    /// Like [`Self::run`].
    pub fn example(&self, name: &str, progress: &dyn Fn(&str)) -> io::Result<Result<PathBuf, Vec<Fault>>> {
        let staging = self.stage()?;
        progress("fetching dependencies");
        cargo::fetch(&staging)?;
        progress("compiling");
        Ok(match cargo::build_example(&staging, &self.cache.join("target"), name)? {
            cargo::Built::Program(program) => Ok(program),
            cargo::Built::Refused(faults) => Err(faults),
        })
    }

    /// Lays the crate out; files that are as they were keep their time, so that cargo sees what changed.
    fn stage(&self) -> io::Result<PathBuf> {
        let name = name_of(self.folder);
        let place = self.cache.join("crates").join(&name);
        let manifest = manifest::staged(self.output, self.folder, &name)?;
        let mut files = self.output.files().clone();
        files.remove(manifest::FILE);
        let staged = Output::new(files).map_err(io::Error::other)?;
        let mut changes = staged.compare(&place, &Scope::Crate)?;
        if !changes.foreign.is_empty() {
            // The folder is ours alone; what an older version left there is not worth keeping.
            fs::remove_dir_all(&place)?;
            changes = staged.compare(&place, &Scope::Crate)?;
        }
        staged.write(&place, &changes)?;
        write_if_changed(&place.join(manifest::FILE), manifest.as_bytes())?;
        if let Some(lock) = manifest::nearest_lock(self.folder)
            && !place.join(manifest::LOCK).exists()
        {
            fs::copy(lock, place.join(manifest::LOCK))?;
        }
        Ok(place)
    }
}

/// One name for each target folder, of letters and digits.
fn name_of(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let mut hasher = DefaultHasher::new();
    whole.hash(&mut hasher);
    format!("h{:016x}", hasher.finish())
}

fn write_if_changed(path: &Path, text: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text)
}

#[cfg(test)]
mod tests;
