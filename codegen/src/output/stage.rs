//! The staging folder, and the journal of what is to be moved out of it.
//!
//! In: steps, each a file or folder below the target that is to be replaced or to go. Out: all of them taken,
//! or none; and after a kill, [`repair`]. What a step has come to is read off the staging folder alone, which
//! nobody else writes to: `new/` holds what is to come, `old/` what has gone.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{disk, is_ours};
use crate::paths::{self, stays_below};

/// Where files wait, in the target and so on the same file system; `.gitignore` knows the name.
const FOLDER: &str = ".fieldmark-staging";

/// The staging folder of a target.
#[derive(Debug)]
pub struct Staging<'a> {
    pub target: &'a Path,
    folder: PathBuf,
}

/// Something below the target that changes as one.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// `new/<place>` takes its place.
    Replace {
        place: String,
        /// A file at or below `place` that differs between old and new..
        witness: String,
        /// ..and what it says in the new one; `None` where it is in the old one only.
        says: Option<String>,
    },
    /// It goes.
    Remove { place: String },
}

/// Goes on with what a killed run left, where it had come to the journal; else throws it away. Gives whether
/// there was anything.
pub fn repair(target: &Path) -> io::Result<bool> {
    let staging = Staging::of(target);
    if !disk::exists(&staging.folder) {
        return Ok(false);
    }
    match fs::read(staging.journal()) {
        Ok(text) => staging.go_on(&parse(&text).ok_or_else(|| staging.unreadable())?)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => disk::remove_all(&staging.folder)?,
        Err(error) => return Err(paths::about(&staging.journal(), &error)),
    }
    Ok(true)
}

fn parse(journal: &[u8]) -> Option<Vec<Step>> {
    let steps: Vec<Step> = serde_json::from_slice(journal).ok()?;
    let below = |step: &Step| match step {
        Step::Replace { place, witness, .. } => stays_below(place) && stays_below(witness),
        Step::Remove { place } => stays_below(place),
    };
    steps.iter().all(below).then_some(steps)
}

impl<'a> Staging<'a> {
    fn of(target: &'a Path) -> Self {
        Self { target, folder: target.join(FOLDER) }
    }

    /// An empty one.
    pub fn new(target: &'a Path) -> io::Result<Self> {
        let staging = Self::of(target);
        disk::create_folder(&staging.fresh(""))?;
        Ok(staging)
    }

    /// Where what is to come to `place` waits.
    pub fn fresh(&self, place: &str) -> PathBuf {
        self.folder.join("new").join(place)
    }

    fn gone(&self, place: &str) -> PathBuf {
        self.folder.join("old").join(place)
    }

    fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    fn unreadable(&self) -> io::Error {
        let message = format!("{}: not a journal of fieldmark's; remove the folder", self.journal().display());
        io::Error::new(io::ErrorKind::InvalidData, message)
    }

    /// Takes every step, or none. What was staged stays there on an error, for other steps.
    pub fn carry_out(&self, steps: &[Step]) -> io::Result<()> {
        let draft = self.folder.join("journal.draft");
        disk::write(&draft, &serde_json::to_vec(steps)?)?;
        disk::sync(&[draft.clone(), self.folder.clone()])?;
        disk::rename(&draft, &self.journal())?;
        let Err(error) = steps.iter().try_for_each(|step| self.take(step)) else { return self.finish(steps) };
        let taken_back = steps.iter().rev().try_for_each(|step| self.take_back(step));
        match taken_back.and_then(|()| disk::remove_file(&self.journal())) {
            Ok(()) => Err(error),
            Err(worse) => {
                let message = format!("{error}, then {worse}; what was begun is left to the next run");
                Err(io::Error::new(error.kind(), message))
            }
        }
    }

    /// Throws away what was staged, unless a journal says that some of it is in use.
    pub fn give_up(&self) {
        if !self.is_committed() {
            let _ = disk::remove_all(&self.folder);
        }
    }

    /// Whether the next run would go on with what was staged.
    pub fn is_committed(&self) -> bool {
        disk::exists(&self.journal())
    }

    fn go_on(&self, steps: &[Step]) -> io::Result<()> {
        steps.iter().try_for_each(|step| self.take(step))?;
        self.finish(steps)
    }

    fn take(&self, step: &Step) -> io::Result<()> {
        let place = step.place();
        let target = self.target.join(place);
        if !self.is_due(step) {
            return Ok(());
        }
        let replaced = matches!(step, Step::Replace { .. });
        if replaced && disk::exists(&target) && disk::exchange(&self.fresh(place), &target).is_ok() {
            return Ok(());
        }
        if disk::exists(&target) {
            put(&target, &self.gone(place))?;
        }
        if replaced { put(&self.fresh(place), &target) } else { Ok(()) }
    }

    fn take_back(&self, step: &Step) -> io::Result<()> {
        let place = step.place();
        let (target, fresh, gone) = (self.target.join(place), self.fresh(place), self.gone(place));
        if disk::exists(&gone) {
            if disk::exists(&target) {
                put(&target, &fresh)?;
            }
            return put(&gone, &target);
        }
        match step {
            Step::Replace { .. } if self.is_due(step) => Ok(()),
            Step::Replace { .. } if disk::exists(&fresh) => disk::exchange(&fresh, &target),
            Step::Replace { .. } => put(&target, &fresh),
            Step::Remove { .. } => Ok(()),
        }
    }

    /// Whether a step has not been taken in full.
    fn is_due(&self, step: &Step) -> bool {
        match step {
            Step::Replace { place, witness, says } => {
                let staged = fs::read(self.fresh(witness)).ok();
                disk::exists(&self.fresh(place)) && staged.as_deref() == says.as_deref().map(str::as_bytes)
            }
            Step::Remove { place } => !disk::exists(&self.gone(place)),
        }
    }

    /// Every step has been taken: nothing after this is of importance but what others wrote.
    fn finish(&self, steps: &[Step]) -> io::Result<()> {
        for step in steps {
            let place = step.place();
            let (fresh, gone) = (self.fresh(place), self.gone(place));
            let replaced = if disk::exists(&gone) { gone } else { fresh };
            rescue(&replaced, &self.target.join(place))?;
            if let Step::Remove { place } = step {
                self.remove_empty_folders(place);
            }
        }
        // What cannot be removed is removed by the next run, or it says why it cannot.
        let _ = disk::sync(&[self.target.to_owned()])
            .and_then(|()| disk::remove_file(&self.journal()))
            .and_then(|()| disk::remove_all(&self.folder));
        Ok(())
    }

    /// Folders that only held removed files go too, innermost first.
    fn remove_empty_folders(&self, place: &str) {
        for parent in Path::new(place).ancestors().skip(1).filter(|parent| *parent != Path::new("")) {
            // Fails where something is left in it, which is as it should be.
            let _ = fs::remove_dir(self.target.join(parent));
        }
    }
}

impl Step {
    fn place(&self) -> &str {
        match self {
            Self::Replace { place, .. } | Self::Remove { place } => place,
        }
    }
}

fn put(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent().filter(|parent| !parent.is_dir()) {
        disk::create_folder(parent)?;
    }
    disk::rename(from, to)
}

/// What somebody saved in a folder of ours after it had been staged, and before the new one took its place.
fn rescue(replaced: &Path, target: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(replaced).is_ok_and(|data| data.is_dir()) {
        return Ok(());
    }
    for entry in fs::read_dir(replaced)? {
        let entry = entry?;
        let (saved, there) = (entry.path(), target.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            rescue(&saved, &there)?;
        } else if is_newer(&saved, &there) && !fs::read(&saved).is_ok_and(|text| is_ours(&text)) {
            put(&saved, &there)?;
        }
    }
    Ok(())
}

fn is_newer(saved: &Path, there: &Path) -> bool {
    let modified = |path| fs::symlink_metadata(path).and_then(|data| data.modified()).ok();
    modified(saved) > modified(there)
}
