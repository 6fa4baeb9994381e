//! Carries out changes: everything is written beside the target first, then moved over.
//!
//! In: the files and their [`Changes`]. Out: the folder on disk. Until the first file is moved nothing
//! has changed; a single file is the old or the new one at every moment.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    process,
};

use super::Changes;

/// Where files wait, on the same file system as the target; `.gitignore` knows the name.
const STAGING_PREFIX: &str = ".fieldmark-";

pub(super) fn carry_out(files: &BTreeMap<String, String>, folder: &Path, changes: &Changes) -> io::Result<()> {
    if let Some(path) = changes.foreign.first() {
        let message = format!("{path} was not written by fieldmark; move it away, nothing was changed");
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    if changes.is_empty() {
        return Ok(());
    }
    let written: Vec<(&str, &str)> = changes
        .missing
        .iter()
        .chain(changes.changed.iter().map(|(path, _)| path))
        .filter_map(|path| Some((path.as_str(), files.get(path)?.as_str())))
        .collect();
    let removed: Vec<&str> = changes.left_over.iter().map(|(path, _)| path.as_str()).collect();
    for path in written.iter().map(|(path, _)| *path).chain(removed.iter().copied()) {
        refuse_links(folder, path)?;
    }

    fs::create_dir_all(folder)?;
    let staging = Staging::new(folder)?;
    for (index, (path, text)) in written.iter().enumerate() {
        fs::write(staging.file(index), text).map_err(|error| about(path, &error))?;
    }
    for (index, (path, _)) in written.iter().enumerate() {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| about(path, &error))?;
        }
        fs::rename(staging.file(index), &target).map_err(|error| about(path, &error))?;
    }
    for path in &removed {
        fs::remove_file(folder.join(path)).map_err(|error| about(path, &error))?;
    }
    remove_empty_folders(folder, &removed);
    Ok(())
}

/// Gone at the end, however it ends.
struct Staging(PathBuf);

impl Staging {
    fn new(folder: &Path) -> io::Result<Self> {
        let path = folder.join(format!("{STAGING_PREFIX}{}", process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn file(&self, index: usize) -> PathBuf {
        self.0.join(index.to_string())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed is in nobody's way: git ignores it and no later run reads it.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A folder that is a symbolic link would take a file out of the target.
fn refuse_links(folder: &Path, path: &str) -> io::Result<()> {
    let mut at = folder.to_owned();
    for part in Path::new(path) {
        at.push(part);
        if fs::symlink_metadata(&at).is_ok_and(|data| data.is_symlink()) {
            let message = format!("{} is a symbolic link; nothing was changed", at.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
    }
    Ok(())
}

/// Folders that only held removed files go too, deepest first.
fn remove_empty_folders(folder: &Path, removed: &[&str]) {
    let parents: BTreeSet<&Path> = removed.iter().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
    for parent in parents.into_iter().rev().filter(|parent| *parent != Path::new("")) {
        // Fails where something is left in it, which is as it should be.
        let _ = fs::remove_dir(folder.join(parent));
    }
}

fn about(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
}
