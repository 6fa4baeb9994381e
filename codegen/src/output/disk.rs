//! What is done to the disk, one function a step.
//!
//! A run may end before any of these steps; tests of fieldmark end it at each of them, see `fault`. Every
//! error names the path that it is about.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::paths::about;

#[cfg(feature = "fault-injection")]
use super::fault::{Kind, step};

/// Only tests are told of steps.
#[cfg(not(feature = "fault-injection"))]
macro_rules! step {
    ($kind:ident, $path:expr) => {
        Ok::<(), io::Error>(())
    };
}
#[cfg(feature = "fault-injection")]
macro_rules! step {
    ($kind:ident, $path:expr) => {
        step(Kind::$kind, $path)
    };
}

/// A folder and those around it.
pub fn create_folder(path: &Path) -> io::Result<()> {
    step!(Create, path).and_then(|()| fs::create_dir_all(path)).map_err(|error| about(path, &error))
}

/// A file.
pub fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    step!(Write, path).and_then(|()| fs::write(path, text)).map_err(|error| about(path, &error))
}

/// The same file in a second place.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    step!(Link, to).and_then(|()| fs::hard_link(from, to)).map_err(|error| about(from, &error))
}

/// How many files are synced one by one. Each waits for the disk on its own, so that for more it is faster to
/// wait once for all that the system has to write.
#[cfg(target_os = "linux")]
const ONE_BY_ONE: usize = 32;

/// Waits until what these files and folders of one file system hold would outlast a power cut.
pub fn sync(paths: &[PathBuf]) -> io::Result<()> {
    let Some(first) = paths.first() else { return Ok(()) };
    step!(Sync, first).and_then(|()| wait(paths)).map_err(|error| about(first, &error))
}

fn wait(paths: &[PathBuf]) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if paths.len() > ONE_BY_ONE {
        return Ok(rustix::fs::syncfs(fs::File::open(&paths[0])?)?);
    }
    // Windows waits only for files that are open for writing. Folders can be opened on some systems only; on the
    // others there is no such thing to wait for.
    let sync = |path: &PathBuf| match fs::File::options().read(true).write(cfg!(windows)).open(path) {
        Ok(file) => file.sync_all(),
        Err(_) if path.is_dir() => Ok(()),
        Err(error) => Err(error),
    };
    paths.par_iter().try_for_each(sync)
}

/// Moves a file or folder to where there is none, or a file over another one.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step!(Rename, from).and_then(|()| fs::rename(from, to)).map_err(|error| about(to, &error))
}

/// Two files or folders change places: at no moment is either of the two names without one.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let exchange = |()| renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from);
    step!(Exchange, other).and_then(exchange).map_err(|error| about(other, &error))
}

/// Not to be had here.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, other: &Path) -> io::Result<()> {
    Err(about(other, &io::ErrorKind::Unsupported.into()))
}

/// A file.
pub fn remove_file(path: &Path) -> io::Result<()> {
    step!(Remove, path).and_then(|()| fs::remove_file(path)).map_err(|error| about(path, &error))
}

/// A folder and all in it, where there is one.
pub fn remove_all(path: &Path) -> io::Result<()> {
    let removed = step!(Remove, path).and_then(|()| fs::remove_dir_all(path)).or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        // What lies in a folder that is read-only, as one of the target may be, cannot be removed from it.
        io::ErrorKind::PermissionDenied => make_writable(path).and_then(|()| fs::remove_dir_all(path)),
        _ => Err(error),
    });
    removed.map_err(|error| about(path, &error))
}

#[cfg(unix)]
fn make_writable(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            make_writable(&entry.path())?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn make_writable(_: &Path) -> io::Result<()> {
    Err(io::ErrorKind::PermissionDenied.into())
}

/// Whether there is anything of this name, be it a link to nowhere.
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
