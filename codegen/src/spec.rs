//! The layout of a spec folder: which APIs it holds and where their pages lie.
//!
//! In: a folder. Out: [`Spec`]s, one an API, with their configuration and pages. A folder is laid out like
//! `spec/` (one folder with a `spec.toml` per API), or is one such API folder itself, or holds plain pages.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    config::{self, Config},
    diag::{Code, Diagnostic, Diagnostics},
    limits::MAX_CONFIG_BYTES,
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

/// The APIs below `folder`, sorted by name.
///
/// # Errors
/// When the folder cannot be listed.
pub fn find(folder: &Path) -> io::Result<Vec<Location>> {
    let mut found = Vec::new();
    if !folder.join(CONFIG_FILE).is_file() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            if entry.path().join(CONFIG_FILE).is_file() {
                found.push(Location { root: format!("{name}/"), name, folder: entry.path() });
            }
        }
    }
    if found.is_empty() {
        let whole = fs::canonicalize(folder)?;
        let name = whole.file_name().map_or_else(|| "api".to_owned(), |name| name.to_string_lossy().into_owned());
        found.push(Location { name, folder: folder.to_owned(), root: String::new() });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Reads the pages and the configuration of one API. `shown_below` is printed before every path.
///
/// # Errors
/// When a folder cannot be listed. A bad `spec.toml` is a diagnostic.
pub fn load(location: &Location, shown_below: &str, diagnostics: &mut Diagnostics) -> io::Result<Spec> {
    let text = read_config(&location.folder.join(CONFIG_FILE))?;
    let parsed = config::parse(text.as_deref().unwrap_or_default());
    let mut files = Vec::new();
    let folders: Vec<&str> = match &parsed {
        Ok(config) if !config.source.is_empty() => config.source.iter().map(|source| source.path.as_str()).collect(),
        _ => vec![""],
    };
    for below in folders {
        let root = match below {
            "" => location.root.clone(),
            below => format!("{}{}/", location.root, below.trim_matches('/')),
        };
        files.extend(Sources::read(&location.folder.join(below), &root, diagnostics)?);
    }
    // Also where it is not there: what is learned has its place in it before it is written.
    let text = text.unwrap_or_default();
    files.push(Source { root: location.root.clone(), path: CONFIG_FILE.to_owned(), text });
    let sources = Sources::new(files).shown_below(shown_below);
    let config = parsed.unwrap_or_else(|error| {
        let span = config_file(&sources).zip(error.range).map(|(file, range)| Span {
            file,
            start: range.start as u32,
            end: range.end as u32,
        });
        diagnostics.push(
            Diagnostic::new(Code::BadConfig, span, error.message)
                .help("the header of spec/openai/spec.toml and `fieldmark::config` list every key"),
        );
        Config::default()
    });
    Ok(Spec { name: location.name.clone(), config, sources })
}

fn read_config(path: &Path) -> io::Result<Option<String>> {
    let text = match source::read_plain(path, MAX_CONFIG_BYTES) {
        Ok(bytes) => String::from_utf8(bytes).map_err(io::Error::other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => Err(error),
    };
    let said = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    text.map(Some).map_err(said)
}

/// Where `spec.toml` says `value`, a string; what stands in comments does not count.
pub fn mention(sources: &Sources, value: &str) -> Option<Span> {
    let file = config_file(sources)?;
    let quoted = format!("\"{value}\"");
    let mut start = 0;
    for line in sources.get(file).text.split_inclusive('\n') {
        if let Some(at) = line.find(&quoted).filter(|&at| !line[..at].contains('#')) {
            let start = (start + at) as u32;
            return Some(Span { file, start, end: start + quoted.len() as u32 });
        }
        start += line.len();
    }
    None
}

/// The folder of the API below the spec folder: empty or ending in `/`.
pub fn root(sources: &Sources) -> &str {
    config_file(sources).map_or("", |file| &sources.get(file).root)
}

/// The id of the `spec.toml` among the sources.
pub fn config_file(sources: &Sources) -> Option<FileId> {
    sources.iter().find(|(_, source)| source.path == CONFIG_FILE).map(|(id, _)| id)
}
