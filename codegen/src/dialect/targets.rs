//! Pages by the links that lead to them, as far as a dialect must know it: it cannot wait for `resolve`.

use foldhash::HashMap;

use super::{stem, without_extension};

/// What is known of some pages, by their paths.
pub struct Targets<T> {
    /// By the file's name; all in lower case.
    by_stem: HashMap<String, Vec<(String, T)>>,
}

impl<T: Copy> Targets<T> {
    /// Of pages with these paths.
    pub fn of<'p>(pages: impl Iterator<Item = (&'p str, T)>) -> Self {
        let mut by_stem: HashMap<String, Vec<(String, T)>> = HashMap::default();
        for (path, of) in pages {
            let path = path.to_lowercase();
            let page = without_extension(&path);
            by_stem.entry(stem(page).to_owned()).or_default().push((page.to_owned(), of));
        }
        Self { by_stem }
    }

    /// Whether nothing is known of any page.
    pub fn is_empty(&self) -> bool {
        self.by_stem.is_empty()
    }

    /// What is known of the page that a link leads to, by its target without anchor: path and target may each begin
    /// further up.
    pub fn find(&self, target: &str) -> Option<T> {
        let target = target.to_lowercase();
        let target = without_extension(target.trim_start_matches(['.', '/']));
        let known = self.by_stem.get(stem(target))?;
        known.iter().find(|(path, _)| path.ends_with(target) || target.ends_with(path)).map(|(_, of)| *of)
    }
}
