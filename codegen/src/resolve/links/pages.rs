//! What links on one page mean on others: by their target's path first, then by its file name alone.

use std::hash::Hash;

use foldhash::HashMap;

use crate::dialect::{stem, without_extension};

/// Ways to find what stands for a page.
pub struct Pages<T> {
    by_path: HashMap<String, T>,
    /// By path without regard to case, which file systems and writers do not agree on.
    by_letters: HashMap<String, Unique<T>>,
    by_stem: HashMap<String, Unique<T>>,
}

/// The one thing that something stands for, or the first two of several.
#[derive(Clone, Copy)]
pub enum Unique<T> {
    One(T),
    Several([T; 2]),
}

impl<T: Copy> Unique<T> {
    pub fn get(&self) -> Option<T> {
        match self {
            Self::One(one) => Some(*one),
            Self::Several(_) => None,
        }
    }

    /// How many there are, two standing for more.
    pub fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Several(some) => some.len(),
        }
    }
}

/// Adds something to what `key` stands for.
pub fn add<K: Eq + Hash, T: Copy + PartialEq>(index: &mut HashMap<K, Unique<T>>, key: K, what: T) {
    let known = index.entry(key).or_insert(Unique::One(what));
    if let Unique::One(first) = *known
        && first != what
    {
        *known = Unique::Several([first, what]);
    }
}

impl<T: Copy + PartialEq> Pages<T> {
    /// Of several on one page the first counts.
    pub fn of<'p>(pages: impl Iterator<Item = (&'p str, T)>) -> Self {
        let [by_letters, by_stem] = [(); 2].map(|()| HashMap::default());
        let mut found = Self { by_path: HashMap::default(), by_letters, by_stem };
        for (path, what) in pages {
            let page = without_extension(path);
            let first = *found.by_path.entry(page.to_owned()).or_insert(what);
            add(&mut found.by_letters, page.to_lowercase(), first);
            add(&mut found.by_stem, stem(path).to_lowercase(), what);
        }
        found
    }

    /// What a link on the page `from` leads to.
    pub fn find(&self, from: &str, target: &str) -> Option<Unique<T>> {
        let path = join(from, target);
        let page = without_extension(&path);
        let by_path = self.by_path.get(page).map(|one| Unique::One(*one));
        let by_letters = || self.by_letters.get(&page.to_lowercase()).copied();
        by_path.or_else(by_letters).or_else(|| self.by_stem.get(&stem(target).to_lowercase()).copied())
    }
}

/// The path that `target`, written on `page`, leads to. Steps above the top are dropped: the page may
/// have been taken out of a deeper folder.
pub fn join(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
