//! What a crate may be called: what cargo takes, and other crates can depend on.

use crate::rust::ident;

use super::dependencies;

/// Crates that come with Rust.
const WITH_RUST: &[&str] = &["alloc", "core", "proc_macro", "std", "test"];

/// Refuses a name that no crate of types can have.
///
/// # Errors
/// Why it cannot be called so.
pub fn check(name: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(plain) || name.len() > 64 {
        return Err("a crate's name is of letters, digits, `-` and `_`, a letter first".to_owned());
    }
    let krate = name.replace('-', "_").to_ascii_lowercase();
    let why = if ident::is_reserved(&krate) {
        "Rust, cargo or Windows keeps that name for itself"
    } else if WITH_RUST.contains(&krate.as_str()) {
        "a crate of that name comes with Rust"
    } else if dependencies::names().any(|known| known == krate) {
        "it may depend on a crate of that name"
    } else {
        return Ok(());
    };
    Err(format!("{why}; add a word, as in `{name}-models`"))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn names_that_mean_something_else_are_refused() {
        for name in
            ["", "1a", "a b", "_a", "ä", "struct", "Self", "std", "proc-macro", "test", "serde-json", "jiff", "nul"]
        {
            assert!(check(name).is_err(), "{name}");
        }
        for name in ["cat-types", "a", "models2", "std-models", "my_crate"] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }
}
