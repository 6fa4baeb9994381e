//! Nothing is handed out that does not compile or does not give JSON back as it came.
//!
//! In: the files of a crate with the tests that [`files`] made. Out: [`Fault`]s, none where all is well;
//! [`Known::explain`] says of each which page, line and field it is about. The crate is built in a staging
//! folder that stays between runs, so that cargo builds again only what changed, and nothing at all where
//! nothing changed.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

use crate::output::{Claim, Output, Scope};

mod cargo;
mod explain;
pub mod files;
pub mod manifest;
pub mod tables;

pub use explain::Known;

/// What the gate found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// rustc refuses the crate.
    DoesNotCompile {
        /// The file, below the crate's folder; empty where rustc names none.
        file: String,
        /// The line there, from 1.
        line: usize,
        /// What rustc says of it.
        message: String,
    },
    /// A sample does not come back as it was.
    DoesNotComeBack {
        /// The path of the model's type from the crate.
        model: String,
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

/// How the gate was passed, or by what it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<F> {
    /// It was built and tested; this is wrong.
    Tested(Vec<F>),
    /// It passed before, and neither it nor what it is built with has changed since.
    AsBefore,
}

impl Gate<'_> {
    /// Builds the crate and passes every sample through its type. `progress` is told what is being done.
    ///
    /// # Errors
    /// When the staging folder cannot be written, cargo cannot be run, or a dependency cannot be had.
    pub fn run(&self, progress: &dyn Fn(&str)) -> io::Result<Verdict<Fault>> {
        let name = name_of(self.folder);
        let staging = self.cache.join("crates").join(&name);
        let claim = Claim::new(&staging, &|_| ())?;
        let manifest = manifest::staged(self.output, self.folder, &name)?;
        let evidence = evidence(&manifest, self.folder, &staging)?;
        let passed = staging.join(PASSED);
        let is_staged = self.is_staged(&staging, &manifest)?;
        if is_staged && evidence.is_some() && fs::read_to_string(&passed).ok() == evidence {
            return Ok(Verdict::AsBefore);
        }
        remove_if_there(&passed)?;
        self.stage(&claim, &staging, &manifest)?;
        progress("fetching dependencies");
        cargo::fetch(&staging)?;
        progress("compiling");
        let faults = match cargo::build(&staging, &self.cache.join("target"))? {
            cargo::Built::Program(program) => {
                progress("testing that every sample comes back");
                cargo::test(&program, &staging)?
            }
            cargo::Built::Refused(faults) => faults,
        };
        if let Some(evidence) = evidence.filter(|_| faults.is_empty()) {
            fs::write(&passed, evidence)?;
        }
        Ok(Verdict::Tested(faults))
    }

    /// The files but the manifest, of which the staging folder has one of its own.
    fn staged(&self) -> io::Result<Output> {
        let mut files = self.output.files().clone();
        files.remove(manifest::FILE);
        Output::new(files).map_err(io::Error::other)
    }

    fn is_staged(&self, staging: &Path, manifest: &str) -> io::Result<bool> {
        let same = self.staged()?.compare(staging, &Scope::Crate)?.is_empty();
        Ok(same && fs::read_to_string(staging.join(manifest::FILE)).is_ok_and(|there| there == manifest))
    }

    /// Builds the crate and the example `name`: its program, or what rustc says.
    ///
    /// # Errors
    /// Like [`Self::run`].
    pub fn example(&self, name: &str, progress: &dyn Fn(&str)) -> io::Result<Result<PathBuf, Vec<Fault>>> {
        let name_of_crate = name_of(self.folder);
        let staging = self.cache.join("crates").join(&name_of_crate);
        let claim = Claim::new(&staging, &|_| ())?;
        let manifest = manifest::staged(self.output, self.folder, &name_of_crate)?;
        self.stage(&claim, &staging, &manifest)?;
        progress("fetching dependencies");
        cargo::fetch(&staging)?;
        progress("compiling");
        Ok(match cargo::build_example(&staging, &self.cache.join("target"), name)? {
            cargo::Built::Program(program) => Ok(program),
            cargo::Built::Refused(faults) => Err(faults),
        })
    }

    /// Lays the crate out; files that are as they were keep their time, so that cargo sees what changed.
    fn stage(&self, claim: &Claim, staging: &Path, manifest: &str) -> io::Result<()> {
        let staged = self.staged()?;
        let mut changes = staged.compare(staging, &Scope::Crate)?;
        if !changes.foreign.is_empty() {
            // The folder is ours alone; what an older version left there is not worth keeping.
            for path in &changes.foreign {
                fs::remove_file(staging.join(path))?;
            }
            changes = staged.compare(staging, &Scope::Crate)?;
        }
        claim.write(&staged, &changes)?;
        write_if_changed(&staging.join(manifest::FILE), manifest.as_bytes())?;
        // Anew each time: the crate's own dependencies may have changed.
        match manifest::nearest_lock(self.folder) {
            Some(lock) => write_if_changed(&staging.join(manifest::LOCK), &fs::read(lock)?),
            None => Ok(()),
        }
    }
}

/// Beside the crate once it has passed: everything that its passing depends on but the files themselves.
/// Where it is gone or says something else, the crate is tested again.
const PASSED: &str = "passed.txt";

/// The environment that compilers look at.
const FLAGS: &[&str] = &["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER"];

/// What the passing of the crate in `folder` depends on but its files; `None` where nothing would show a change.
///
/// # Errors
/// When the crate's manifest cannot be read.
pub fn surroundings(folder: &Path) -> io::Result<Option<String>> {
    let manifest = manifest::staged(&Output::default(), folder, "")?;
    evidence(&manifest, folder, folder)
}

/// `None` where nothing would show a change: what lies in a folder of somebody's may be different each time.
fn evidence(manifest: &str, folder: &Path, staging: &Path) -> io::Result<Option<String>> {
    if manifest::has_neighbours(manifest) {
        return Ok(None);
    }
    let lock = manifest::nearest_lock(folder).map(fs::read_to_string).transpose()?.unwrap_or_default();
    let flags = FLAGS.iter().map(|name| format!("{name}={}\n", env::var(name).unwrap_or_default()));
    let version = env!("CARGO_PKG_VERSION");
    let compiler = cargo::compiler(staging)?;
    Ok(Some(format!("fieldmark {version}\n{compiler}{}{manifest}{lock}", flags.collect::<String>())))
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
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
