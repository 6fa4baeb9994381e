//! Goldens: the pages of a case in, its `expected.rs` and `expected.err` out.
//!
//! A case is a folder `<group>/<case>/` beside this file; `README.md` says how to add one. All of a case's
//! modules stand in one file, inline, so that a golden is read from top to bottom and compiles by itself
//! (`tests/ui`). With `UPDATE_EXPECT=1` the files are written instead of compared.

mod codecs;

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fieldmark::{
    generate::{self, Generated, Request, Stopped},
    package,
};
use similar::TextDiff;

mod catalogue;

/// What a case gives; a file that would be empty is not there.
struct Outcome {
    rust: String,
    said: String,
}

#[test]
fn every_case_gives_what_is_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut differences = String::new();
    for case in folders(&root).iter().flat_map(|group| folders(group)) {
        let Outcome { rust, said } = run(&case);
        for (name, text) in [("expected.rs", rust), ("expected.err", said)] {
            let path = case.join(name);
            if update {
                write(&path, &text);
                continue;
            }
            let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            let shown = path.strip_prefix(&root).expect("below the goldens").display().to_string();
            let diff = TextDiff::from_lines(&expected, &text);
            let _ = write!(differences, "{}", diff.unified_diff().header(&shown, "what it gives now"));
        }
    }
    assert!(
        differences.is_empty(),
        "{differences}\nWhere that is right: UPDATE_EXPECT=1 cargo test -p fieldmark-tests --test golden"
    );
}

#[test]
fn what_a_case_gives_depends_on_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    for case in folders(&root).iter().flat_map(|group| folders(group)) {
        let (first, second) = (run(&case), run(&case));
        assert!(first.rust == second.rust && first.said == second.said, "{}", case.display());
    }
}

/// The folders in a folder, sorted.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn write(path: &Path, text: &str) {
    match text {
        "" if path.exists() => fs::remove_file(path).expect("removed"),
        "" => {}
        text => fs::write(path, text).expect("written"),
    }
}

fn run(case: &Path) -> Outcome {
    let request = Request { name: Some("golden"), ..Request::new(case, case) };
    match generate::generate(&request, &|_| {}) {
        Ok(generated) => Outcome { rust: rust(&generated), said: said(&generated) },
        Err(Stopped::Findings(apis)) => {
            let rendered = apis.iter().map(|(spec, found)| found.render(&spec.sources, false));
            Outcome { rust: String::new(), said: lines(&rendered.collect::<String>()) }
        }
        Err(other) => panic!("{}: {other:?}", case.display()),
    }
}

/// Findings with their rows, then the pages that were left out.
fn said(generated: &Generated) -> String {
    let mut said = String::new();
    for made in &generated.apis {
        said.push_str(&made.diagnostics.render(&made.spec.sources, false));
        for (page, why) in &made.understood.left_out {
            let _ = writeln!(said, "{page}: left out, {}", why.describe());
        }
    }
    lines(&said)
}

/// The same text without blanks at the ends of lines, and with one line feed at its own end.
fn lines(text: &str) -> String {
    let trimmed: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    if trimmed.is_empty() { String::new() } else { trimmed.join("\n") + "\n" }
}

/// The modules of the only API, inline. The run-time support is that of `generated/`, which is the same.
fn rust(generated: &Generated) -> String {
    let files = generated.output.files();
    let api = package::module_name(&generated.apis.first().expect("an API").spec.name);
    let folder = format!("src/{api}");
    let modules = inlined(files, &files[&format!("{folder}/mod.rs")], &folder);
    format!(
        "#![deny(warnings)]\n\n\
         #[allow(unused)]\n#[path = \"../../../../generated/src/support/mod.rs\"]\npub mod support;\n\n\
         pub mod {api} {{\n{}}}\n\nfn main() {{}}\n",
        indented(&modules)
    )
}

/// The text of a file, with the text of each module behind its declaration; these lie in `folder`.
fn inlined(files: &BTreeMap<String, String>, file: &str, folder: &str) -> String {
    let mut text = String::new();
    for line in file.lines() {
        // The one file stands behind no feature.
        let line = line.strip_prefix("#[cfg(feature = ").and_then(|rest| rest.split_once("] ")).map_or(line, |it| it.1);
        let declared = line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ");
        let Some((name, shown)) = declared.and_then(|rest| rest.split_once(';')) else {
            let _ = writeln!(text, "{line}");
            continue;
        };
        let below = format!("{folder}/{}", name.trim_start_matches("r#"));
        let module = files.get(&format!("{below}.rs")).unwrap_or_else(|| &files[&format!("{below}/mod.rs")]);
        let body = inlined(files, module, &below);
        if !text.ends_with("\n\n") {
            text.push('\n');
        }
        let module = line.split(';').next().unwrap_or_default();
        let _ = writeln!(text, "{module} {{\n{}}}", indented(&body));
        let shown = shown.split_once("] ").map_or(shown, |it| it.1).trim();
        if !shown.is_empty() {
            let _ = writeln!(text, "{shown}");
        }
    }
    text
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}
