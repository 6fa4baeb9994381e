//! The pipeline goes one way: each stage imports its input, its output, and what all stages share.

use std::{fs, path::Path};

/// What a module may import from this crate besides its own children. Adding an edge here is a design
/// decision: `emit` must never hear of Markdown, `dialect` never of Rust.
const ALLOWED: &[(&str, &[&str])] = &[
    ("limits", &[]),
    ("letters", &[]),
    ("paths", &[]),
    ("config", &["paths"]),
    ("diag", &["source"]),
    ("source", &["diag", "limits", "paths"]),
    ("spec", &["config", "diag", "limits", "paths", "source"]),
    ("markdown", &["limits", "source"]),
    ("ir", &["source"]),
    ("dialect", &["config", "diag", "ir", "letters", "limits", "markdown", "source"]),
    ("resolve", &["config", "diag", "dialect", "ir", "letters", "limits", "markdown", "source", "spec"]),
    ("policy", &["config", "diag", "ir", "resolve", "source", "spec"]),
    ("rust", &["config", "ir", "limits", "resolve"]),
    ("lower", &["config", "diag", "ir", "limits", "policy", "resolve", "rust", "source"]),
    // `crate::support` in its templates is a module of the generated crate.
    ("emit", &["rust", "support"]),
    ("format", &["emit", "rust"]),
    ("package", &["format", "rust"]),
    // Examples become JSON in one place.
    ("schema", &["ir", "resolve", "samples"]),
    ("output", &["paths"]),
    ("samples", &["config", "diag", "ir", "letters", "limits", "paths", "policy", "resolve", "source"]),
    ("provenance", &["ir", "rust", "source"]),
    ("diff", &["letters", "provenance"]),
    // Its list of models is a table.
    ("gate", &["diag", "diff", "emit", "format", "ir", "output", "paths", "samples"]),
    (
        "conform",
        &[
            "Understood",
            "diag",
            "format",
            "gate",
            "ir",
            "letters",
            "lower",
            "output",
            "package",
            "resolve",
            "rust",
            "source",
            "spec",
        ],
    ),
    ("learn", &["config", "conform", "diag", "ir", "letters", "resolve", "rust", "source"]),
    ("release", &["diff"]),
    ("report", &["Understood", "config", "diag", "diff", "ir", "output", "resolve", "samples", "source", "spec"]),
    ("add", &["Understood", "config", "diag", "dialect", "output", "paths", "resolve", "source", "spec", "understand"]),
    ("explain", &["config", "generate", "ir", "policy", "report", "resolve", "samples", "source"]),
    // The pipeline itself, for those who want a crate and no more.
    (
        "generate",
        &[
            "Understood",
            "config",
            "diag",
            "format",
            "gate",
            "ir",
            "lower",
            "output",
            "package",
            "paths",
            "provenance",
            "report",
            "rust",
            "samples",
            "source",
            "spec",
            "understand",
        ],
    ),
];

/// Modules that only tests use.
const TEST_ONLY: &[&str] = &["fixture"];

#[test]
fn modules_import_only_what_stands_before_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    visit(&source, &source, &mut wrong);
    assert!(wrong.is_empty(), "imports against the direction of the pipeline:\n{}", wrong.join("\n"));
}

fn visit(root: &Path, folder: &Path, wrong: &mut Vec<String>) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            visit(root, &path, wrong);
            continue;
        }
        let below = path.strip_prefix(root).expect("below the root").to_str().expect("UTF-8").to_owned();
        let module = below.split(['/', '.']).next().expect("a module").to_owned();
        // Tests may look at what becomes of what they test.
        if below.ends_with("/tests.rs")
            || below.contains("/tests/")
            || module == "lib"
            || TEST_ONLY.contains(&module.as_str())
            || path.extension().is_none_or(|e| e != "rs")
        {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{below}: the module `{module}` is not in the table of this test"));
            continue;
        };
        for used in imports(&text) {
            if used != module && !allowed.contains(&used.as_str()) && !TEST_ONLY.contains(&used.as_str()) {
                wrong.push(format!("{below}: imports `crate::{used}`"));
            }
        }
    }
}

/// The first segment behind every `crate::` of real code, also in `use crate::{a, b::{c, d}}`.
fn imports(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    // What stands between quotes is no code.
    let code: String = code.split('"').step_by(2).collect();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            found.push(segment(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.push(segment(list[start..i].trim()));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.push(segment(list[start..i].trim()));
                    start = i + 1;
                }
                _ => {}
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn segment(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn imports_are_read_from_nested_lists() {
    assert_eq!(imports("use crate::{\n    a::{B, C},\n    d,\n};\nfn f() { crate::e::g() }"), ["a", "d", "e"]);
}
