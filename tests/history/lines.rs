//! How much of a crate's text is not what it was.

use std::collections::{BTreeMap, BTreeSet};

use fieldmark::diff::read::Files;
use similar::{DiffOp, TextDiff};

/// The lines of one file that are not what they were.
#[derive(Debug, Clone, Default)]
pub struct FileDiff {
    /// The lines that are gone.
    pub removed: Vec<String>,
    /// The lines that are new.
    pub added: Vec<String>,
    /// How many lines a reader looks at: one that says something else, or stands elsewhere, counts once.
    pub touched: usize,
}

/// What is different, by path; a file that has another name is compared with what it was.
pub fn diff(before: &Files, after: &Files) -> BTreeMap<String, FileDiff> {
    let renames = renames(before, after);
    let mut found = BTreeMap::new();
    let empty = String::new();
    let gone =
        before.iter().filter(|(path, _)| !after.contains_key(*path) && !renames.values().any(|old| old == *path));
    for (path, text) in gone {
        found.insert(path.clone(), of_texts(text, &empty));
    }
    for (path, text) in after {
        let old = before.get(renames.get(path).unwrap_or(path)).unwrap_or(&empty);
        if old != text {
            found.insert(path.clone(), of_texts(old, text));
        }
    }
    found
}

fn of_texts(old: &str, new: &str) -> FileDiff {
    let diff = TextDiff::from_lines(old, new);
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut found = FileDiff::default();
    let lines = |all: &[&str], at: usize, count: usize| -> Vec<String> {
        all.iter().skip(at).take(count).map(|line| (*line).to_owned()).collect()
    };
    for op in diff.ops() {
        let (removed, added) = match *op {
            DiffOp::Equal { .. } => continue,
            DiffOp::Delete { old_index, old_len, .. } => (lines(&old, old_index, old_len), Vec::new()),
            DiffOp::Insert { new_index, new_len, .. } => (Vec::new(), lines(&new, new_index, new_len)),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (lines(&old, old_index, old_len), lines(&new, new_index, new_len))
            }
        };
        found.touched += removed.len().max(added.len());
        found.removed.extend(removed);
        found.added.extend(added);
    }
    let mut left = found.added.clone();
    let moved = found.removed.iter().filter(|line| {
        let at = left.iter().position(|other| other == *line);
        at.map(|at| left.swap_remove(at)).is_some()
    });
    // Where lines moved, they are counted where they were and where they are.
    found.touched = found.touched.saturating_sub(moved.count()).max(found.removed.len().max(found.added.len()));
    found
}

/// New path to old path of the files that have most of their lines in common, as git pairs them.
fn renames(before: &Files, after: &Files) -> BTreeMap<String, String> {
    let gone: Vec<_> = before.iter().filter(|(path, _)| !after.contains_key(*path)).collect();
    let mut found = BTreeMap::new();
    for (path, text) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        let new: BTreeSet<&str> = text.lines().collect();
        let alike = |old: &str| {
            let old: BTreeSet<&str> = old.lines().collect();
            old.intersection(&new).count() as f64 / old.len().max(new.len()).max(1) as f64
        };
        let best = gone.iter().map(|(path, text)| (alike(text), *path)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((score, old)) = best
            && score >= 0.5
            && !found.values().any(|taken| taken == old)
        {
            found.insert(path.clone(), old.clone());
        }
    }
    found
}
