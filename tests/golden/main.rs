//! Pages in, Rust out: every folder `golden/<group>/<case>` is compared with what its pages become.
//!
//! `UPDATE_EXPECT=1` accepts what comes out.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use fieldmark::{diag::Diagnostics, format, lower, spec, understand};

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn folders(below: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(below).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

fn cases() -> Vec<PathBuf> {
    folders(&golden()).iter().flat_map(|group| folders(group)).collect()
}

/// What a case becomes: paths below its folder, and their text.
fn generate(case: &Path) -> BTreeMap<String, String> {
    let mut diagnostics = Diagnostics::default();
    let location = spec::find(case).expect("pages").remove(0);
    let spec = spec::load(&location, "", &mut diagnostics).expect("pages");
    let understood = understand(&spec, &mut diagnostics);
    let mut files = BTreeMap::new();
    if let Ok(understood) = understood {
        let lowered = lower::lower(&understood.resolved, &spec.sources, &spec.name, &spec.config, &mut diagnostics);
        let module = format!("src/{}/", lowered.module.ident);
        for (path, text) in format::module(&lowered.module) {
            let below = path.strip_prefix(&module).expect("below the module").to_owned();
            files.insert(format!("expected/{below}"), text);
        }
    }
    if diagnostics.iter().next().is_some() {
        files.insert("expected.txt".to_owned(), diagnostics.render(&spec.sources, false));
    }
    files
}

/// Every file of `folder` and below, by its path from `root`.
fn on_disk(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            on_disk(root, &path, found);
        } else {
            let below = path.strip_prefix(root).expect("below").to_str().expect("UTF-8").replace('\\', "/");
            found.insert(below, fs::read_to_string(&path).expect("text"));
        }
    }
}

fn blessing() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

fn compare(case: &Path) -> Vec<String> {
    let now = generate(case);
    if blessing() {
        let _ = fs::remove_dir_all(case.join("expected"));
        let _ = fs::remove_file(case.join("expected.txt"));
        for (path, text) in &now {
            let path = case.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("written");
        }
        return Vec::new();
    }
    let mut expected = BTreeMap::new();
    on_disk(case, &case.join("expected"), &mut expected);
    if let Ok(text) = fs::read_to_string(case.join("expected.txt")) {
        expected.insert("expected.txt".to_owned(), text);
    }
    let name = case.strip_prefix(golden()).expect("below").display();
    let mut wrong = Vec::new();
    for (path, text) in &now {
        match expected.remove(path) {
            None => wrong.push(format!("{name}/{path}: not expected:\n{text}")),
            Some(old) if old != *text => wrong.push(format!("{name}/{path}: instead of\n{old}\nthere is\n{text}")),
            Some(_) => {}
        }
    }
    wrong.extend(expected.into_keys().map(|path| format!("{name}/{path}: expected and not there")));
    wrong
}

fn pages_become_what_is_expected() {
    let cases = cases();
    assert!(!cases.is_empty());
    let wrong: Vec<String> = cases.iter().flat_map(|case| compare(case)).collect();
    assert!(wrong.is_empty(), "{}\nUPDATE_EXPECT=1 accepts this", wrong.join("\n"));
}

#[test]
fn goldens() {
    // In this order: what is compiled has to be there.
    pages_become_what_is_expected();
    every_case_compiles();
}

/// The file that names every case, for the compiler.
fn all() -> String {
    let mut text = String::from("// Every golden as a module. Written by the test `goldens`.\n\n");
    text.push_str("#[path = \"../../codegen/support/support/mod.rs\"]\npub mod support;\n");
    for case in cases().iter().filter(|case| case.join("expected").is_dir()) {
        let below = case.strip_prefix(golden()).expect("below").to_str().expect("UTF-8").replace('\\', "/");
        let name = case.file_name().and_then(|name| name.to_str()).expect("UTF-8");
        text.push_str(&format!("#[path = \"{below}/expected/mod.rs\"]\npub mod {name};\n"));
    }
    text.push_str("\nfn main() {}\n");
    text
}

fn every_case_compiles() {
    let path = golden().join("all.rs");
    if blessing() {
        fs::write(&path, all()).expect("written");
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), all(), "UPDATE_EXPECT=1 accepts this");
    let tests = trybuild::TestCases::new();
    tests.pass("golden/all.rs");
    tests.pass("ui/pass/*.rs");
    tests.compile_fail("ui/fail/*.rs");
}
