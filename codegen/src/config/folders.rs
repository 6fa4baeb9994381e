//! The folders of an API's documentation sets: below that of the API, and none of them in another one.

use std::ops::Range;

use serde::Deserialize;

use super::{Config, ConfigError};
use crate::paths;

/// Refuses folders that lie elsewhere, and pages that would be read twice.
pub fn check(config: &Config, text: &str) -> Result<(), ConfigError> {
    let folders: Vec<&str> = config.source.iter().map(|source| plain(&source.path)).collect();
    for (at, folder) in folders.iter().enumerate() {
        let refuse = |message: String| Err(ConfigError { message, range: place(text, at) });
        if !folder.is_empty() && !paths::stays_below(folder) {
            let path = &config.source[at].path;
            return refuse(format!(
                "`{path}` is no folder below that of the API, written plainly; name one such as `models`, \
                 and copy the pages there"
            ));
        }
        if let Some(other) = folders[..at].iter().find(|other| lies_in(folder, other) || lies_in(other, folder)) {
            let shown = |folder: &str| match folder {
                "" => "the API's own folder".to_owned(),
                folder => format!("`{folder}`"),
            };
            return refuse(match folder == other {
                true => format!("{} is the folder of two sources; take one of them out", shown(folder)),
                false => format!(
                    "of {} and {} one lies in the other, so that its pages would be read twice; take one source out",
                    shown(other),
                    shown(folder)
                ),
            });
        }
    }
    Ok(())
}

/// A path as it is compared: a slash at its end says nothing.
fn plain(path: &str) -> &str {
    path.trim_end_matches('/')
}

fn lies_in(folder: &str, other: &str) -> bool {
    folder == other || other.is_empty() || folder.strip_prefix(other).is_some_and(|below| below.starts_with('/'))
}

/// Where a configuration states the folder of one of its sources.
pub fn place(text: &str, source: usize) -> Option<Range<usize>> {
    #[derive(Deserialize)]
    struct Stated {
        source: Vec<Source>,
    }
    #[derive(Deserialize)]
    struct Source {
        path: Option<toml::Spanned<String>>,
    }
    let stated: Stated = toml::from_str(text).ok()?;
    let path = stated.source.get(source)?.path.as_ref().map(toml::Spanned::span);
    path.or_else(|| {
        let (at, header) = text.match_indices("[[source]]").nth(source)?;
        Some(at..at + header.len())
    })
}
