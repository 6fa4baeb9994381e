//! Paths that people and manifests write, which must not lead elsewhere, and errors that name theirs.

use std::{io, path::Path};

/// Whether `path` is made of plain names on every platform: without what separates names or devices anywhere, it is
/// relative everywhere.
pub fn stays_below(path: &str) -> bool {
    let is_odd = |byte: u8| byte.is_ascii_control() || matches!(byte, b'\\' | b':');
    let plain = |name: &str| {
        !matches!(name, "" | "." | "..")
            && !name.bytes().any(is_odd)
            && (name.is_ascii() || !name.contains(char::is_control))
    };
    path.split('/').all(plain)
}

/// An error with the path that it is about.
pub fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::stays_below;

    #[test]
    fn paths_cannot_leave_the_folder() {
        for path in ["../x", "/x", "src/../../x", "", "a//b", "C:x", "a\\b", "a/./b", "nul\0"] {
            assert!(!stays_below(path), "{path:?}");
        }
        assert!(stays_below("src/a b/ä.rs"));
    }
}
