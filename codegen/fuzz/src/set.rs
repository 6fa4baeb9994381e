//! Several files in one input.
//!
//! In: text with a line `=== path` before every file. Out: the files. What stands before the first such
//! line is dropped, but for its first byte, which chooses the dialect.
//!
//! ```text
//! 2
//! === models/cat.md
//! # Cat
//! === spec.toml
//! unknown = "deny"
//! ```

use fieldmark::{
    dialect::{Dialect, Family},
    source::Source,
};

/// The byte that chooses the first dialect; those behind it are printable and enough for all dialects.
const FIRST: u8 = b'0';

/// The position that an input's first byte chooses among `count`.
pub fn position(first: u8, count: usize) -> usize {
    usize::from(first.wrapping_sub(FIRST)) % count.max(1)
}

/// The byte that chooses a position.
pub fn letter(position: usize) -> u8 {
    FIRST + u8::try_from(position).expect("few positions")
}

/// The dialect that an input's first byte chooses.
pub fn dialect(family: &Family, first: u8) -> &'static Dialect {
    &family.dialects[position(first, family.dialects.len())]
}

/// The files of an input, as a loader would have found them: paths are plain and stand once each.
pub fn files(text: &str) -> Vec<Source> {
    let mut files: Vec<Source> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("=== "), files.last_mut()) {
            (Some(path), _) => {
                let path = plain(path.trim());
                files.push(Source { root: String::new(), path, text: String::new() });
            }
            (None, Some(file)) => file.text.push_str(line),
            (None, None) => {}
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    files
}

/// A path that a file could have: no empty part, no `..`, nothing that a file system refuses.
fn plain(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).take(8);
    let path = parts.map(|part| part.replace('\0', "")).collect::<Vec<_>>().join("/");
    let known = [".md", ".mdx", ".toml"].iter().any(|ending| path.ends_with(ending));
    if known { path } else { format!("{path}.md") }
}
