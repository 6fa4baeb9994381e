//! Changes files that people wrote or keep.
//!
//! In: paths, and what they are to say. Out: the files on disk. All of them are staged first, each beside the one
//! that it replaces; whatever ends a run, each is the old one or the new one.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicUsize, Ordering},
};

use super::disk;
use crate::paths;

/// Makes each file say what stands beside it; it keeps its permissions. The folders must be there.
///
/// # Errors
/// When one is a symbolic link or must not be written to, or when the disk refuses. Before the first one changes,
/// nothing is left of the others.
pub fn replace(files: &[(&Path, &[u8])]) -> io::Result<()> {
    files.iter().try_for_each(|(path, _)| refuse(path))?;
    let drafts: Vec<PathBuf> = files.iter().map(|(path, _)| draft(path)).collect();
    let mut pairs = files.iter().zip(&drafts);
    let done = stage(files, &drafts).and_then(|()| pairs.try_for_each(|((path, _), draft)| disk::rename(draft, path)));
    if done.is_err() {
        // Those that are in their places are not here any more.
        drafts.iter().for_each(|draft| drop(fs::remove_file(draft)));
    }
    done
}

/// A link would be replaced by a file. Renaming asks nobody whether the file that goes may be written to.
fn refuse(path: &Path) -> io::Result<()> {
    if path.is_symlink() {
        let message = format!("{} is a symbolic link, and is left as it is", path.display());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    match fs::File::options().write(true).open(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(paths::about(path, &error)),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Beside the file, so on the same file system; no ending by which anything would read it. Nobody else has the name.
fn draft(path: &Path) -> PathBuf {
    static DRAFTS: AtomicUsize = AtomicUsize::new(0);
    path.with_file_name(format!(".fieldmark-{}-{}", process::id(), DRAFTS.fetch_add(1, Ordering::Relaxed)))
}

fn stage(files: &[(&Path, &[u8])], drafts: &[PathBuf]) -> io::Result<()> {
    for ((path, text), draft) in files.iter().zip(drafts) {
        disk::write(draft, text)?;
        if let Ok(old) = fs::metadata(path) {
            fs::set_permissions(draft, old.permissions()).map_err(|error| paths::about(draft, &error))?;
        }
    }
    // A name alone has an empty one, which cannot be opened.
    let folders = drafts.iter().filter_map(|draft| draft.parent()).map(|folder| folder.join("."));
    let mut folders: Vec<PathBuf> = folders.collect();
    folders.dedup();
    disk::sync(&[drafts, &folders].concat())
}
