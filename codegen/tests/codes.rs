//! The catalogue of diagnostics is what the stages emit: no code that nothing pushes.

use std::{fs, path::Path};

use fieldmark::diag::Code;

#[test]
fn each_code_is_emitted_somewhere() {
    let mut text = String::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    let idle: Vec<String> =
        Code::ALL.iter().map(|code| format!("Code::{code:?}")).filter(|code| !text.contains(code)).collect();
    assert!(idle.is_empty(), "codes that no stage emits: {}", idle.join(", "));
}

/// All sources but their tests and the catalogue itself.
fn read(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(&path, text);
            continue;
        }
        if !["tests.rs", "diag.rs"].iter().any(|name| path.ends_with(name)) {
            let source = fs::read_to_string(&path).expect("a source");
            text.push_str(source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default());
        }
    }
}
