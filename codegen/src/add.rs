//! Takes a documentation folder into the spec folder.
//!
//! In: a name, and a folder of pages as it was found. Out: [`Addition`], which pages to copy, which to
//! take away, and the new `spec.toml`; [`Addition::carry_out`] does it. Pages are kept byte for byte;
//! what people wrote in `spec.toml` stays.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    Understood,
    config::{self, Case, Config, SourceConfig},
    diag::{Code, Diagnostic, Diagnostics, Failed},
    dialect::{self, LeftOut},
    output::replace,
    paths,
    source::{Source, Sources},
    spec::{self, CONFIG_FILE, Spec},
    understand,
};

mod document;

/// The folder of the pages, below that of the API, where `spec.toml` does not say otherwise.
const PAGES: &str = "models";

/// Why nothing was added.
#[derive(Debug)]
pub enum Refused {
    /// The name cannot be that of an API.
    Name,
    /// The diagnostics say it.
    Pages(Failed),
    /// A folder could not be read.
    Io(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Failed> for Refused {
    fn from(failed: Failed) -> Self {
        Self::Pages(failed)
    }
}

/// What adding a folder comes to.
#[derive(Debug)]
pub struct Addition {
    /// How the pages were read.
    pub understood: Understood,
    /// What showed it; empty where `spec.toml` already stated it.
    pub evidence: Vec<String>,
    /// Pages that are new or differ: where they go, and what they say.
    pub written: BTreeMap<PathBuf, Vec<u8>>,
    /// How many pages are there already as they are.
    pub same: usize,
    /// Pages that the folder does not have any more.
    pub removed: Vec<PathBuf>,
    /// The pages that hold no model, by why.
    pub left_out: BTreeMap<LeftOut, Vec<String>>,
}

/// Whether `name` can be that of an API: small letters, digits and single hyphens, a letter first.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
        && name.len() <= 64
}

/// Finds out what taking the pages below `from` into `spec` under `name` comes to. `sources` receives the
/// pages that diagnostics speak of.
///
/// # Errors
/// Where the name is none, no page is a model page, or a folder cannot be read.
pub fn plan(
    spec: &Path,
    name: &str,
    from: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Addition, Refused> {
    if !is_name(name) {
        return Err(Refused::Name);
    }
    let folder = spec.join(name);
    let mut refuse = |why: Diagnostic| {
        diagnostics.push(why);
        Failed
    };
    let toml = spec::read_config(&folder, &shown_below(&folder)).map_err(&mut refuse)?;
    // What there is to say of it, is said before there is a page.
    let configuration =
        Source { root: shown_below(&folder), path: CONFIG_FILE.to_owned(), text: toml.clone().unwrap_or_default() };
    *sources = Sources::new(vec![configuration]);
    let known = known_source(sources).map_err(refuse)?;
    *sources = Sources::new(Sources::read(from, "", diagnostics)?).shown_below(shown_below(from));
    let mut spec = Spec { name: name.to_owned(), config: Config::default(), sources: sources.clone() };
    let known = known.as_ref();
    let understood = match understand_as_found(&spec, known) {
        Some((understood, found)) => {
            diagnostics.extend(found);
            understood
        }
        None => {
            // The pages lie where they were found, not where they are going to.
            spec.config.source.extend(known.map(|known| SourceConfig { path: String::new(), ..known.clone() }));
            understand(&spec, diagnostics)?
        }
    };

    let mut left_out: BTreeMap<LeftOut, Vec<String>> = BTreeMap::new();
    for (path, why) in &understood.left_out {
        left_out.entry(*why).or_default().push(path.clone());
    }
    let is_model = |path: &&str| !left_out.values().flatten().any(|left| left == path);
    let paths: Vec<&str> = sources.iter().map(|(_, page)| page.path.as_str()).collect();
    let models: Vec<&str> = paths.into_iter().filter(is_model).collect();

    let evidence = document::evidence(&understood, sources);
    let target = folder.join(known.map_or(PAGES, |known| known.path.as_str()));
    let shared = shared_folders(&models);
    let mut addition = Addition {
        evidence: evidence.clone(),
        written: BTreeMap::new(),
        same: 0,
        removed: Vec::new(),
        left_out,
        understood,
    };
    let mut kept = Vec::new();
    for path in models {
        let to = target.join(&path[shared..]);
        let from = from.join(path);
        addition.keep(to.clone(), fs::read(&from).map_err(|error| paths::about(&from, &error))?)?;
        kept.push(to);
    }
    if target.is_dir() {
        let there = Sources::read(&target, "", &mut Diagnostics::default())?;
        let there = there.into_iter().map(|page| target.join(page.path));
        addition.removed = there.filter(|path| !kept.contains(path)).collect();
    }
    let source = SourceConfig {
        path: PAGES.to_owned(),
        dialect: Some(addition.understood.dialect.name.to_owned()),
        json_names: Some(addition.understood.names.case),
        from: Some(from.display().to_string()),
        evidence,
    };
    let groups = document::groups(&addition.understood.resolved);
    let document = document::update(toml.as_deref(), &source, &groups).map_err(io::Error::other)?;
    addition.keep(folder.join(CONFIG_FILE), document.into_bytes())?;
    Ok(addition)
}

impl Addition {
    fn keep(&mut self, to: PathBuf, text: Vec<u8>) -> io::Result<()> {
        match fs::read(&to) {
            Ok(old) if old == text => self.same += 1,
            Ok(_) => drop(self.written.insert(to, text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => drop(self.written.insert(to, text)),
            Err(error) => return Err(paths::about(&to, &error)),
        }
        Ok(())
    }

    /// How many models were found.
    pub fn models(&self) -> usize {
        self.understood.resolved.api.models.len()
    }

    /// The case that most JSON names are in.
    pub fn case(&self) -> Case {
        self.understood.names.case
    }

    /// Copies and removes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn carry_out(&self) -> io::Result<()> {
        for folder in self.written.keys().filter_map(|to| to.parent()) {
            fs::create_dir_all(folder).map_err(|error| paths::about(folder, &error))?;
        }
        let written: Vec<_> = self.written.iter().map(|(to, text)| (to.as_path(), text.as_slice())).collect();
        replace(&written)?;
        for path in &self.removed {
            fs::remove_file(path).map_err(|error| paths::about(path, &error))?;
        }
        Ok(())
    }
}

/// Reads the pages as if nobody had said how: so there is evidence for what is recorded. `None` where that
/// comes to something else than what `spec.toml` states.
fn understand_as_found(spec: &Spec, known: Option<&SourceConfig>) -> Option<(Understood, Diagnostics)> {
    let mut diagnostics = Diagnostics::default();
    let understood = understand(spec, &mut diagnostics).ok()?;
    let dialect = known.and_then(|known| known.dialect.as_deref());
    let case = known.and_then(|known| known.json_names);
    let as_stated = dialect.is_none_or(|name| name == understood.dialect.name)
        && case.is_none_or(|case| case == understood.names.case);
    as_stated.then_some((understood, diagnostics))
}

/// The documentation set that `spec.toml`, which is all of `sources`, already has.
fn known_source(sources: &Sources) -> Result<Option<SourceConfig>, Diagnostic> {
    let text = sources.iter().next().map_or("", |(_, file)| &file.text);
    let refuse = |at: &str, why: String, help: &str| {
        Diagnostic::new(Code::BadConfig, spec::mention(sources, at), why).help(help)
    };
    let config = config::parse(text).map_err(|error| spec::refused(sources, error))?;
    match config.source.as_slice() {
        [] => Ok(None),
        [one] if one.path.is_empty() => Err(refuse(
            "[[source]]",
            format!("the pages of this API lie in its own folder, where {CONFIG_FILE} and examples lie too"),
            "move them to a folder below it and name that with `path` in `[[source]]`",
        )),
        [one] => Ok(Some(one.clone())),
        [_, _, ..] => Err(refuse(
            "[[source]]",
            format!("{} documentation sets; which one to refresh cannot be known", config.source.len()),
            "copy the pages into the folder of the one that is meant",
        )),
    }
}

/// How many bytes of folders all paths share that say nothing: those above the first namespace.
fn shared_folders(paths: &[&str]) -> usize {
    let Some(first) = paths.first() else { return 0 };
    let ends = first.match_indices('/').map(|(at, _)| at + 1).rev();
    ends.into_iter()
        .find(|&end| {
            let shared = &first[..end];
            paths
                .iter()
                .all(|path| path.starts_with(shared) && dialect::namespace(path) == dialect::namespace(&path[end..]))
        })
        .unwrap_or(0)
}

fn shown_below(from: &Path) -> String {
    format!("{}/", from.display().to_string().trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for name in ["openai", "openai-go", "a1-2"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "..", "a/b", "A", "1a", "-a", "a-", "a--b", "a_b", "ä", "a\0"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn folders_that_say_nothing_are_not_copied() {
        assert_eq!(shared_folders(&["docs/models/a.md", "docs/models/shared/b.md"]), "docs/models/".len());
        assert_eq!(shared_folders(&["docs/models/shared/a.md", "docs/models/shared/b.md"]), "docs/models/".len());
        assert_eq!(shared_folders(&["a.md", "docs/b.md"]), 0);
    }
}
