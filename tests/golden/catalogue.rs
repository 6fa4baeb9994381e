//! Every code of the catalogue has a page, `codegen/explain/<code>.md`, whose example is one: its files give
//! the findings that the page shows, for people and for machines. With `UPDATE_EXPECT=1` what it shows is
//! written instead of compared.
//!
//! A file is a line with its path in back-ticks and a colon, and the fenced block behind it. Two things that
//! a page cannot hold are said in words: `(saved as Latin-1)`, and `its last row 10,001 times`.

use std::{env, fs, path::Path};

use fieldmark::{
    diag::{Code, Diagnostics},
    generate::{Request, Stopped, generate},
    source::Sources,
};

use super::lines;

#[test]
fn every_code_has_a_page_with_an_example_that_is_one() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let page = code.story();
        let (human, json) = run(*code, &files(page), workspace);
        let expected = shown(&shown(page, "console", &human), "json", &json);
        let told = page.starts_with(&format!("# {}: ", code.as_str())) && page.contains("\n## What to do\n");
        if update {
            let path = workspace.join(format!("codegen/explain/{}.md", code.as_str()));
            fs::write(path, expected).expect("written");
        } else if expected != page || !told || !human.contains(code.as_str()) || !human.contains("help: ") {
            wrong.push(format!("{} gives\n{human}\n{json}", code.as_str()));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nWhere that is right: UPDATE_EXPECT=1 cargo test -p fieldmark-tests --test golden",
        wrong.join("\n")
    );
}

/// The files of an example, as bytes.
fn files(page: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut rest = page.lines().peekable();
    while let Some(line) = rest.next() {
        let Some((path, how)) = line.strip_prefix('`').and_then(|line| line.strip_suffix(':')?.split_once('`')) else {
            continue;
        };
        let Some(fence) = rest.find(|line| !line.is_empty()).filter(|line| line.starts_with("```")) else { continue };
        let fence = fence.trim_end_matches(char::is_alphabetic);
        let mut text: Vec<&str> = rest.by_ref().take_while(|line| *line != fence).collect();
        if how.contains("10,001 times") {
            text.extend(vec![*text.last().expect("a row"); 10_000]);
        }
        let text = text.join("\n") + "\n";
        let latin = |c: char| u8::try_from(u32::from(c)).expect("a character of Latin-1");
        let bytes = if how.contains("Latin-1") { text.chars().map(latin).collect() } else { text.into_bytes() };
        files.push((path.to_owned(), bytes));
    }
    files
}

/// The page with what it shows in such a block replaced.
fn shown(page: &str, kind: &str, text: &str) -> String {
    let opening = format!("\n```{kind}\n");
    // The last one: an example may have a file of JSON.
    let start = page.rfind(&opening).expect("a block for what is told") + opening.len();
    let end = start + page[start..].find("```\n").expect("the end of the block");
    format!("{}{text}{}", &page[..start], &page[end..])
}

/// What is found in an example, for people and for machines.
fn run(code: Code, files: &[(String, Vec<u8>)], workspace: &Path) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("pets");
    for (path, bytes) in files {
        let path = spec.join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("created");
        fs::write(path, bytes).expect("written");
    }
    // Nothing is written there. The gate's staging folder is called after it; an example may have a manifest.
    let out = if spec.join("Cargo.toml").exists() { spec.as_path() } else { Path::new("/nowhere/explained") };
    let request = Request::new(&spec, out);
    match generate(&request, &|_| {}) {
        Ok(mut generated) => {
            if code == Code::GateFailed {
                let cache = workspace.join("target/fieldmark-gate");
                generated.gate(out, &cache, &|_| {}).expect("cargo runs");
            }
            let made = generated.apis.first().expect("an API");
            told(&made.diagnostics, &made.spec.sources)
        }
        Err(Stopped::Findings(apis)) => {
            let (spec, found) = apis.first().expect("an API");
            told(found, &spec.sources)
        }
        Err(other) => panic!("{}: {other:?}", code.as_str()),
    }
}

fn told(found: &Diagnostics, sources: &Sources) -> (String, String) {
    (lines(&found.render(sources, false)), found.to_json_lines(sources))
}
