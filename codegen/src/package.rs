//! The files of a generated crate that do not depend on a page: manifest, readme, root, run-time support.
//!
//! In: the crate's name and its APIs. Out: paths below the crate, and their text.

use std::collections::BTreeMap;

use crate::{format, rust::ident};

/// Run-time support, emitted as it is.
const SUPPORT: &[(&str, &str)] = &[
    ("src/support.rs", include_str!("../support/support.rs")),
    ("src/support/extra.rs", include_str!("../support/support/extra.rs")),
    ("src/support/integers.rs", include_str!("../support/support/integers.rs")),
    ("src/support/maybe.rs", include_str!("../support/support/maybe.rs")),
    ("src/support/read.rs", include_str!("../support/support/read.rs")),
];

/// The name of the module that an API becomes.
pub fn module_name(api: &str) -> String {
    ident::modules(&[api]).pop().unwrap_or_default()
}

/// What every crate has, whatever its APIs: `src/lib.rs` and the support modules. `apis` are names of
/// modules, sorted.
pub fn sources(apis: &[&str]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        SUPPORT.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let docs = [
        "Types of JSON APIs, generated from their documentation by Fieldmark.",
        "",
        "Each API is a module; its types are found by the folder and title of their page.",
        "What the docs do not list is kept: further keys in `extra`, further values in `Unknown`.",
    ];
    files.insert("src/lib.rs".to_owned(), format::root(&docs, apis));
    files
}

/// The manifest and the readme of a crate that is not there yet. Hand edits of the manifest are kept by
/// writing it once only.
pub fn manifest(name: &str, apis: &[&str]) -> BTreeMap<String, String> {
    BTreeMap::from([("Cargo.toml".to_owned(), cargo_toml(name)), ("README.md".to_owned(), readme(name, apis))])
}

fn cargo_toml(name: &str) -> String {
    format!(
        r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
rust-version = "1.88"

[dependencies]
serde = {{ version = "1", features = ["derive"] }}
serde_json = {{ version = "1", features = ["float_roundtrip"] }}

# Names and shapes come from the documentation, in any script and of any size.
[lints.rust]
confusable_idents = "allow"
mixed_script_confusables = "allow"
uncommon_codepoints = "allow"

[lints.clippy]
large_enum_variant = "allow"
module_inception = "allow"

# The crate stands for itself, wherever its folder lies.
[workspace]
"#
    )
}

fn readme(name: &str, apis: &[&str]) -> String {
    let krate = name.replace('-', "_");
    let modules: String = apis.iter().map(|api| format!("- `{krate}::{api}`\n")).collect();
    format!(
        "# {name}\n\n\
         serde types of JSON APIs, generated from their documentation by Fieldmark.\n\n\
         {modules}\n\
         `serde_json::from_str` reads them, `serde_json::to_string` writes them. What the docs do not list is\n\
         kept: further keys in `extra`, further values in `Unknown`.\n\n\
         All of `src/` is generated; do not edit it. Change the pages or `spec.toml` and generate it again.\n"
    )
}
