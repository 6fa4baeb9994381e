//! Carries out changes: all of them or none.
//!
//! In: the files and their [`Changes`]. Out: the folder on disk. Everything is staged first; then `src`,
//! `tests` and the files beside them change as a whole each, or, on file systems that do not let folders be
//! moved, file by file.

use std::{
    collections::{BTreeMap, hash_map::Entry},
    fs, io,
    path::{Path, PathBuf},
};

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::{
    Changes, disk,
    stage::{Staging, Step},
};

pub(super) fn carry_out(files: &BTreeMap<String, String>, target: &Path, changes: &Changes) -> io::Result<()> {
    if let Some(path) = changes.foreign.first() {
        let message = format!("{path} was not written by fieldmark; move it away, nothing was changed");
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    if changes.is_empty() {
        return Ok(());
    }
    let paths = changes.missing.iter().chain(changes.changed.iter().map(|(path, _)| path));
    let written = paths.filter_map(|path| Some((path.as_str(), files.get(path)?.as_str())));
    let removed = changes.left_over.iter().map(|(path, _)| (path.as_str(), None));
    let wanted: Wanted<'_> = written.map(|(path, text)| (path, Some(text))).chain(removed).collect();
    refuse_links(target, wanted.keys())?;

    let staging = Staging::new(target)?;
    let done = stage(&staging, &wanted).and_then(|()| {
        let whole = complete(&staging, &wanted).and_then(|steps| staging.carry_out(&steps));
        match whole {
            Err(_) if !staging.is_committed() => staging.carry_out(&each_file(&wanted)),
            done => done,
        }
    });
    if done.is_err() {
        staging.give_up();
    }
    done
}

/// What files are to say; `None`: they go.
type Wanted<'a> = BTreeMap<&'a str, Option<&'a str>>;

/// A folder that is a symbolic link would take a file out of the target.
fn refuse_links<'a>(target: &Path, paths: impl Iterator<Item = &'a &'a str>) -> io::Result<()> {
    // Whether there is something of a name; nothing lies below what is not there.
    let mut there: HashMap<&str, bool> = HashMap::default();
    for path in paths {
        let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        for at in folders.chain([*path]) {
            let found = match there.entry(at) {
                Entry::Occupied(seen) => *seen.get(),
                Entry::Vacant(new) => {
                    let at = target.join(at);
                    let data = fs::symlink_metadata(&at).ok();
                    if data.as_ref().is_some_and(fs::Metadata::is_symlink) {
                        let message = format!("{} is a symbolic link; nothing was changed", at.display());
                        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
                    }
                    *new.insert(data.is_some())
                }
            };
            if !found {
                break;
            }
        }
    }
    Ok(())
}

/// Writes the files that differ.
fn stage(staging: &Staging<'_>, wanted: &Wanted<'_>) -> io::Result<()> {
    let written = || wanted.iter().filter_map(|(path, text)| Some((path, (*text)?)));
    let folders: HashSet<&str> = written().filter_map(|(path, _)| Some(path.rsplit_once('/')?.0)).collect();
    folders.par_iter().try_for_each(|folder| disk::create_folder(&staging.fresh(folder)))?;
    let files: Vec<_> = written().map(|(path, text)| (staging.fresh(path), text)).collect();
    files.par_iter().try_for_each(|(file, text)| disk::write(file, text.as_bytes()))?;
    disk::sync(&files.into_iter().map(|(file, _)| file).collect::<Vec<_>>())
}

fn each_file(wanted: &Wanted<'_>) -> Vec<Step> {
    let step = |(path, text): (&&str, &Option<&str>)| match text {
        Some(text) => replace(path, path, Some(text)),
        None => Step::Remove { place: (*path).to_owned() },
    };
    wanted.iter().map(step).collect()
}

/// Completes the folders in which something differs by all else that is in them.
fn complete(staging: &Staging<'_>, wanted: &Wanted<'_>) -> io::Result<Vec<Step>> {
    let mut tops: BTreeMap<&str, (&str, Option<&str>)> = BTreeMap::new();
    for (path, text) in wanted {
        tops.entry(path.split('/').next().unwrap_or_default()).or_insert((path, *text));
    }
    let mut steps = Vec::new();
    for (top, (witness, text)) in tops {
        let mut folders = Vec::new();
        carry_over(staging, top, wanted, &mut folders)?;
        disk::sync(&folders)?;
        steps.push(match disk::exists(&staging.fresh(top)) {
            true => replace(top, witness, text),
            false => Step::Remove { place: top.to_owned() },
        });
    }
    Ok(steps)
}

fn replace(place: &str, witness: &str, says: Option<&str>) -> Step {
    Step::Replace { place: place.to_owned(), witness: witness.to_owned(), says: says.map(str::to_owned) }
}

/// Links what is in a folder and stays as it is, whoever wrote it. Folders that only held files that go are
/// left out.
fn carry_over(staging: &Staging<'_>, below: &str, wanted: &Wanted<'_>, folders: &mut Vec<PathBuf>) -> io::Result<()> {
    let (from, to) = (staging.target.join(below), staging.fresh(below));
    if !from.is_dir() {
        return Ok(());
    }
    let created = !disk::exists(&to);
    if created {
        disk::create_folder(&to)?;
    }
    let mut was_empty = true;
    for entry in fs::read_dir(&from)? {
        let entry = entry?;
        was_empty = false;
        let name = entry.file_name();
        // A name that is no UTF-8 is none that we write to.
        let path = name.to_str().map(|name| format!("{below}/{name}"));
        match path {
            Some(path) if wanted.contains_key(path.as_str()) => {}
            Some(path) if entry.file_type()?.is_dir() => carry_over(staging, &path, wanted, folders)?,
            _ => disk::link(&entry.path(), &to.join(name))?,
        }
    }
    if created && !was_empty && fs::read_dir(&to)?.next().is_none() {
        return fs::remove_dir(&to);
    }
    fs::set_permissions(&to, fs::metadata(&from)?.permissions())?;
    folders.push(to);
    Ok(())
}
