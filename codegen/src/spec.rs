//! The layout of a spec folder: which APIs it holds and where their pages lie.
//!
//! In: a folder. Out: [`Spec`]s, one an API, with their configuration and pages. A folder is laid out like
//! `spec/` (one folder with a `spec.toml` per API), or is one such API folder itself, or holds plain pages.

use std::{
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use crate::{
    config::{self, Config, ConfigError},
    diag::{Code, Diagnostic, Diagnostics},
    limits::MAX_CONFIG_BYTES,
    paths,
    source::{self, FileId, Source, Sources, Span},
};

/// The name of the file that configures an API.
pub const CONFIG_FILE: &str = "spec.toml";

/// One API: its name, its configuration and its pages.
#[derive(Debug, Clone, Default)]
pub struct Spec {
    /// The name of its folder.
    pub name: String,
    /// What its `spec.toml` says.
    pub config: Config,
    /// Its pages and its `spec.toml`, which is empty where there is none.
    pub sources: Sources,
}

impl Spec {
    /// The folders of its pages below the spec folder, each empty or ending in `/`.
    pub fn roots(&self) -> Vec<String> {
        folders(&self.config).map(|below| root_of(root(&self.sources), below)).collect()
    }
}

/// Where one API lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The name of the API.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Its folder below the spec folder: empty, or ending in `/`.
    pub root: String,
}

impl Location {
    /// Whether somebody has said that it is an API: it has a `spec.toml`, or it is the whole folder that was asked for.
    pub fn is_called_api(&self) -> bool {
        self.root.is_empty() || self.folder.join(CONFIG_FILE).is_file()
    }
}

/// The APIs below `folder`, sorted by name: the folder itself, or where one of those in it has a `spec.toml`, each of
/// these that has one or holds pages. So it is where `folder` is called `spec` and has no pages but a readme of its own.
///
/// # Errors
/// When the folder cannot be listed.
pub fn find(folder: &Path) -> io::Result<Vec<Location>> {
    let about = |error: io::Error| paths::about(folder, &error);
    let mut found = Vec::new();
    if !folder.join(CONFIG_FILE).is_file() {
        for entry in fs::read_dir(folder).map_err(about)? {
            let entry = entry.map_err(about)?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            found.push(Location { root: format!("{name}/"), name, folder: entry.path() });
        }
    }
    if found.iter().any(Location::is_called_api) || is_of_apis(folder, &found) {
        found.retain(|location| location.is_called_api() || source::holds_pages(&location.folder));
    } else {
        found.clear();
        let whole = fs::canonicalize(folder).map_err(about)?;
        let name = whole.file_name().map_or_else(|| "api".to_owned(), |name| name.to_string_lossy().into_owned());
        found.push(Location { name, folder: folder.to_owned(), root: String::new() });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Whether a folder is laid out as `spec/` is, though nobody has said of what lies in it that it is an API.
fn is_of_apis(folder: &Path, inside: &[Location]) -> bool {
    let is_page = |name: &str| [".md", ".mdx"].iter().any(|extension| name.ends_with(extension)) && name != "README.md";
    folder.file_name().is_some_and(|name| name == "spec")
        && !inside.iter().any(|location| is_page(&location.name))
        && inside.iter().any(|location| source::holds_pages(&location.folder))
}

/// Reads the pages and the configuration of one API. `shown_below` is printed before every path.
///
/// # Errors
/// When a folder cannot be listed. A bad `spec.toml` is a diagnostic.
pub fn load(location: &Location, shown_below: &str, diagnostics: &mut Diagnostics) -> io::Result<Spec> {
    let text = read_config(&location.folder, &location.root).unwrap_or_else(|unreadable| {
        diagnostics.push(unreadable);
        None
    });
    let parsed = config::parse(text.as_deref().unwrap_or_default());
    // Also where it is not there: what is learned has its place in it before it is written.
    let text = text.unwrap_or_default();
    let mut files = Vec::new();
    let mut missing = Vec::new();
    for (at, below) in folders(parsed.as_ref().unwrap_or(&Config::default())).enumerate() {
        let root = root_of(&location.root, below);
        let folder = location.folder.join(below);
        match folder.is_dir() {
            true => files.extend(Sources::read(&folder, &root, diagnostics)?),
            false => missing.push((config::place_of_folder(&text, at), root)),
        }
    }
    files.push(Source { root: location.root.clone(), path: CONFIG_FILE.to_owned(), text });
    let sources = Sources::new(files).shown_below(shown_below);
    diagnostics.extend(missing.into_iter().map(|(range, root)| {
        let message = format!("there is no folder {}", sources.shown_path(root.trim_end_matches('/')));
        Diagnostic::new(Code::BadConfig, span_of(&sources, range), message)
            .help("put the pages there, or name the folder below that of the API in which they are")
    }));
    let config = parsed.unwrap_or_else(|error| {
        diagnostics.push(refused(&sources, error));
        Config::default()
    });
    Ok(Spec { name: location.name.clone(), config, sources })
}

/// The folders of the pages, below that of the API.
fn folders(config: &Config) -> impl Iterator<Item = &str> {
    let itself = config.source.is_empty().then_some("");
    itself.into_iter().chain(config.source.iter().map(|source| source.path.as_str()))
}

/// A folder of pages below the spec folder, where the API's lies at `root`; both are empty or end in `/`.
fn root_of(root: &str, below: &str) -> String {
    match below {
        "" => root.to_owned(),
        below => format!("{root}{}/", below.trim_matches('/')),
    }
}

/// The text of the configuration in an API's folder, which is `root` below the spec folder; `None` where there is
/// none.
pub(crate) fn read_config(folder: &Path, root: &str) -> Result<Option<String>, Diagnostic> {
    let path = folder.join(CONFIG_FILE);
    if !path.exists() {
        return Ok(None);
    }
    source::read_text(&path, MAX_CONFIG_BYTES).map(Some).map_err(|(why, at)| {
        Diagnostic::new(Code::BadConfig, None, why)
            .in_file(format!("{root}{CONFIG_FILE}"), at)
            .help("write it by hand, as UTF-8 text of plain TOML")
    })
}

/// What is said of a configuration that cannot be understood.
pub(crate) fn refused(sources: &Sources, error: ConfigError) -> Diagnostic {
    Diagnostic::new(Code::BadConfig, span_of(sources, error.range), error.message)
        .help("the header of spec/openai/spec.toml and `fieldmark::config` list every key")
}

/// A place in `spec.toml`; where it begins, if there is none.
fn span_of(sources: &Sources, range: Option<Range<usize>>) -> Option<Span> {
    let Range { start, end } = range.unwrap_or(0..0);
    config_file(sources).map(|file| Span { file, start: start as u32, end: end as u32 })
}

/// Where `spec.toml` first says `text`, but for comments; where it begins, if it says it in other words.
pub fn mention(sources: &Sources, text: &str) -> Option<Span> {
    span_of(sources, config::mention(&sources.get(config_file(sources)?).text, text))
}

/// The folder of the API below the spec folder: empty or ending in `/`.
pub fn root(sources: &Sources) -> &str {
    config_file(sources).map_or("", |file| &sources.get(file).root)
}

/// The id of the `spec.toml` among the sources.
pub fn config_file(sources: &Sources) -> Option<FileId> {
    sources.iter().find(|(_, source)| source.path == CONFIG_FILE).map(|(id, _)| id)
}
