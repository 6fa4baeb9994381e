//! One run at a time, on a folder that no earlier run has left half done.
//!
//! In: a crate's folder, which need not be there. Out: a [`Claim`]. Runs wait for each other where the file
//! system has locks; what a killed run left is finished or thrown away before anybody looks at the folder.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use fs4::{FileExt, TryLockError};

use super::{Changes, Output, disk, stage, write};
use crate::paths;

/// The right to look at a crate's folder and to change it; others wait until it is dropped.
#[derive(Debug)]
pub struct Claim {
    folder: PathBuf,
    /// Folders that were not there before, innermost first.
    made: Vec<PathBuf>,
    /// Given back when it is closed, also by the system when a run is killed.
    _lock: Option<File>,
}

impl Claim {
    /// Waits for other runs, then repairs what a killed one left. `say` hears of both.
    ///
    /// # Errors
    /// When the folder cannot be created or opened, or what a killed run left cannot be put right.
    pub fn new(folder: &Path, say: &dyn Fn(&str)) -> io::Result<Self> {
        loop {
            let made = folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists());
            let made = made.map(Path::to_owned).collect();
            disk::create_folder(folder)?;
            let lock = lock(folder, say)?;
            let claim = Self { folder: folder.to_owned(), made, _lock: lock };
            // Whoever held the lock may have taken away the folder that it had made.
            if claim.holds() {
                if stage::repair(folder)? {
                    say(&format!("{}: an earlier run was interrupted; what it had begun is done", folder.display()));
                }
                return Ok(claim);
            }
        }
    }

    /// Makes the folder say what `output` says, touching only files that differ: all of them, or on any
    /// error none. Folders of ours change as a whole, with the files of others in them, so that who reads
    /// them sees the old ones or the new ones.
    ///
    /// Everything is written beside them first and on disk before the first one changes. A run that is killed
    /// between two of these steps leaves a journal by which the next [`Claim`] goes on.
    ///
    /// # Errors
    /// When a file of somebody else is in the way, when a folder on the way is a symbolic link, or when
    /// the disk refuses.
    pub fn write(&self, output: &Output, changes: &Changes) -> io::Result<()> {
        write::carry_out(output.files(), &self.folder, changes)
    }

    #[cfg(unix)]
    fn holds(&self) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        let Some(lock) = &self._lock else { return self.folder.is_dir() };
        let (held, there) = (lock.metadata(), self.folder.metadata());
        held.is_ok_and(|held| there.is_ok_and(|there| (held.dev(), held.ino()) == (there.dev(), there.ino())))
    }

    #[cfg(not(unix))]
    fn holds(&self) -> bool {
        self.folder.is_dir()
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        for folder in &self.made {
            // Fails where something is in it, which is as it should be.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// The folder itself is locked, so that nothing is left lying in it.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Folders cannot be locked here: a file is, and stays.
#[cfg(not(unix))]
fn open(folder: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(".fieldmark-lock"))
}

/// `None` where the file system has no locks.
fn lock(folder: &Path, say: &dyn Fn(&str)) -> io::Result<Option<File>> {
    let file = open(folder).map_err(|error| paths::about(folder, &error))?;
    match FileExt::try_lock(&file) {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            say(&format!("{}: another run is at work there; waiting for it", folder.display()));
            FileExt::lock(&file).map_err(|error| paths::about(folder, &error))?;
            Ok(Some(file))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}
