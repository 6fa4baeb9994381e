//! A history of documentation sets, and what its generated diffs look like.
//!
//! Each step changes one thing of a set, as writers do: it adds, removes, renames, retypes, reorders or
//! rewords. What must hold of each step is checked here; what takes long (compiling, `cargo-semver-checks`)
//! is in `compiled` and runs with `--ignored`. `FIELDMARK_TREES` names further folders of pages.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::{Path, PathBuf},
};

use fieldmark::diff::{self, Comparison, read::Files};

mod compiled;
mod docs;
mod lines;
mod mutate;
mod program;

use docs::Docs;
use lines::FileDiff;
use mutate::{Done, KINDS, Kind, Seed};

/// How many steps each set goes through.
const STEPS: usize = 24;

/// A step of a history.
pub struct Step {
    /// What was done.
    pub done: Done,
    /// The set and its crate before.
    pub before: (Docs, Files),
    /// The set and its crate after.
    pub after: (Docs, Files),
}

/// The sets of this repository, and those that were asked for.
fn sets() -> Vec<Docs> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let own = ["friendli", "openai", "openai-go", "openai-py1"].map(|name| spec.join(name));
    let trees = env::var("FIELDMARK_TREES").unwrap_or_default();
    let asked: Vec<PathBuf> = trees.split(':').filter(|path| !path.is_empty()).map(PathBuf::from).collect();
    own.into_iter().chain(asked).map(|folder| Docs::read(&folder)).collect()
}

/// The steps of a set's history; what nothing could be done for is left out.
pub fn history(mut docs: Docs, steps: usize, seed: u64) -> Vec<Step> {
    let mut seed = Seed(seed);
    let mut files = docs.crate_files().expect("a set that can be read");
    let mut found = Vec::new();
    for number in 0..steps {
        let mut changed = docs.clone();
        let Some(done) = mutate::mutate(&mut changed, KINDS[number % KINDS.len()], &mut seed, number) else { continue };
        if !matches!(done.kind, Kind::AddPage | Kind::RenamePage) && is_written_twice(&docs, &files, &done.page) {
            continue;
        }
        // Nothing comes of a page that is no model: a wrapper of a response, a guide.
        let Some(new_files) = changed.crate_files().filter(|new| *new != files) else { continue };
        let before = (std::mem::replace(&mut docs, changed.clone()), std::mem::replace(&mut files, new_files.clone()));
        found.push(Step { done, before, after: (changed, new_files) });
    }
    found
}

fn all_steps(of_each: usize) -> Vec<Step> {
    sets().into_iter().zip(1..).flat_map(|(docs, seed)| history(docs, of_each, seed)).collect()
}

/// The file of a page's types: its stem in Rust's spelling, apart from underscores.
fn is_of_page(file: &str, page: &str) -> bool {
    plain_stem(file) == plain_stem(page)
}

fn plain_stem(path: &str) -> String {
    // See `tables_by_page`.
    let path = path.strip_suffix("/wire.rs").unwrap_or(path);
    let stem = path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or_default();
    stem.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a page is a flattened union, or a member of one: writers print the rows of members on both pages,
/// and none changes them on one alone.
fn is_written_twice(docs: &Docs, files: &Files, page: &str) -> bool {
    let links = |from: &str, to: &str| {
        let words = program::names(&docs.files[from]);
        let stem = to.rsplit('/').next().unwrap_or(to).trim_end_matches(".md");
        words.contains(docs.title(to).as_str()) || words.contains(stem)
    };
    let names = |from: &str, to: &str| {
        let mut of_page = files.iter().filter(|(file, _)| file.starts_with("src/") && is_of_page(file, from));
        of_page.any(|(_, text)| names_page(text, to))
    };
    let unites = |from: &str, to: &str| names(from, to) && !links(from, to);
    let pages = docs.pages();
    docs.files.contains_key(page)
        && pages.iter().any(|other| other != page && (unites(other, page) || unites(page, other)))
}

/// Whether a file names the type of a page. Flattened unions name members that their pages do not link.
fn names_page(text: &str, page: &str) -> bool {
    let wanted = plain_stem(page);
    text.split("super::").skip(1).any(|rest| {
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        plain_stem(name) == wanted
    })
}

/// The files of a crate, as if the tables of each page's types lay below its file: so it is seen whose change.
fn tables_by_page(files: &Files) -> Files {
    let (wires, mut split): (Files, Files) =
        files.clone().into_iter().partition(|(path, _)| path.ends_with("/wire.rs"));
    for (path, text) in wires {
        let folder = path.trim_end_matches("wire.rs");
        let (_, tables) = text.split_once("use super::*;\n").expect("a head that is the same for all");
        for table in tables.split_inclusive("\n}\n").filter(|table| table.contains("! {")) {
            let name = table.split("! {").nth(1).and_then(|body| body.split_whitespace().next()).unwrap_or_default();
            let name = name.trim_end_matches(';');
            let defines = |line: &str| {
                let item = line.strip_prefix("pub struct ").or(line.strip_prefix("pub enum "));
                item.is_some_and(|item| item.split(|c: char| !c.is_alphanumeric()).next() == Some(name))
            };
            let is_beside = |path: &str| path.strip_prefix(folder).is_some_and(|below| !below.contains('/'));
            let types = files.iter().find(|(path, text)| is_beside(path) && text.lines().any(defines));
            let (types, _) = types.unwrap_or_else(|| panic!("no file of {folder} defines {name}"));
            split.entry(types.replace(".rs", "/wire.rs")).or_default().push_str(table);
        }
    }
    split
}

fn in_sources(diffs: &BTreeMap<String, FileDiff>) -> impl Iterator<Item = (&String, &FileDiff)> {
    diffs.iter().filter(|(path, _)| path.starts_with("src/"))
}

#[test]
fn a_change_stays_where_it_was_made() {
    let steps = all_steps(STEPS);
    assert!(steps.len() >= 60, "{} steps", steps.len());
    let (mut ratios, mut in_src) = (Vec::new(), Vec::new());
    for Step { done, before, after } in &steps {
        let diffs = lines::diff(&before.1, &after.1);
        let touched: usize = diffs.values().map(|diff| diff.touched).sum();
        let src: usize = in_sources(&diffs).map(|(_, diff)| diff.touched).sum();
        let diffs = lines::diff(&tables_by_page(&before.1), &tables_by_page(&after.1));
        let ratio = touched as f64 / done.facts as f64;
        match done.kind {
            // What lies in one file for all pages, samples first of all, then stands elsewhere in it.
            Kind::RenamePage => assert!(ratio <= 10.0, "{ratio} {done:?}"),
            _ => ratios.push((ratio, done.clone(), touched)),
        }
        in_src.push((src as f64 / done.facts as f64, done.clone(), src));
        check_files(done, &diffs, before);
        check_lines(done, &diffs);
    }
    let mut figures = Vec::new();
    for (what, mut ratios) in [("all files", ratios), ("src/", in_src)] {
        ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
        let at = |share: f64| ratios[((ratios.len() - 1) as f64 * share).round() as usize].0;
        println!(
            "{what}: {} steps, lines a fact: median {:.2}, p95 {:.2}, most {:.2}",
            ratios.len(),
            at(0.5),
            at(0.95),
            at(1.0)
        );
        if env::var_os("FIELDMARK_SHOW").is_some() {
            ratios.iter().rev().take(25).for_each(|(ratio, done, touched)| println!("  {ratio:.2} {touched} {done:?}"));
        }
        figures.push((what, at(0.5), at(0.95)));
    }
    assert!(figures.iter().all(|(_, median, high)| *median <= 3.0 && *high <= 6.0), "{figures:?}");
}

/// Only the files of the page, of what refers to it, and the list of modules.
fn check_files(done: &Done, diffs: &BTreeMap<String, FileDiff>, (docs, files): &(Docs, Files)) {
    let title = docs.files.get(&done.page).map(|_| docs.title(&done.page)).unwrap_or_default();
    for (file, diff) in in_sources(diffs) {
        let own = is_of_page(file, &done.page);
        // A page may become a model, or cease to be one.
        let listed = file.ends_with("/mod.rs") && diff.touched == 1;
        let linked = |page: &str| docs.files[page].contains(&title) && is_of_page(file, page);
        let linking = !title.is_empty() && docs.pages().iter().any(|page| linked(page));
        // The tables lie beside the types that name others.
        let types = file.replace("/wire.rs", ".rs");
        let refers = linking || files.get(&types).is_some_and(|text| names_page(text, &done.page));
        match done.kind {
            Kind::AddPage | Kind::RemovePage => {
                assert!(own || listed, "{done:?} changed {file}: {diff:?}");
            }
            Kind::RenamePage => {}
            Kind::AddField
            | Kind::RemoveField
            | Kind::RenameField
            | Kind::Retype
            | Kind::Require
            | Kind::Reorder
            | Kind::Reword
            | Kind::AddValue
            | Kind::RemoveValue => assert!(own || refers || listed, "{done:?} changed {file}: {diff:?}"),
        }
    }
}

/// Reordering moves lines, rewording changes words.
fn check_lines(done: &Done, diffs: &BTreeMap<String, FileDiff>) {
    for (file, diff) in in_sources(diffs) {
        match done.kind {
            Kind::Reorder => {
                let sorted = |lines: &[String]| lines.iter().cloned().collect::<BTreeSet<_>>();
                assert_eq!(sorted(&diff.removed), sorted(&diff.added), "{done:?} in {file}");
            }
            Kind::Reword => {
                let is_words = |line: &String| line.trim_start().starts_with("///");
                assert!(diff.removed.iter().chain(&diff.added).all(is_words), "{done:?} in {file}: {diff:?}");
            }
            _ => {}
        }
    }
}

fn words(comparison: &Comparison) -> Vec<String> {
    comparison.changes().map(|(_, change)| format!("{} {}", change.what.as_str(), change.subject)).collect()
}

#[test]
fn each_step_is_reported_as_what_it_is() {
    for Step { done, before, after } in all_steps(STEPS) {
        let comparison = diff::compare(&before.1, &after.1);
        let said = words(&comparison).join("; ");
        let breaking = comparison.changes().any(|(_, change)| change.breaks.any());
        let one_of = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let (is_said, breaks) = match done.kind {
            Kind::AddField => (one_of(&["field added"]), None),
            Kind::RemoveField => (one_of(&["field removed", "field renamed", "kind changed"]), Some(true)),
            Kind::RenameField => (one_of(&["field renamed", "field removed", "kind changed"]), Some(true)),
            Kind::Retype => (one_of(&["type changed", "kind changed", "type removed"]), Some(true)),
            Kind::Require => (one_of(&["required changed"]), Some(true)),
            Kind::Reorder => (true, None),
            Kind::Reword => (one_of(&["documentation", "type added", "type removed", "value"]), None),
            Kind::AddValue => (one_of(&["value added"]), None),
            Kind::RemoveValue => (one_of(&["value removed"]), Some(true)),
            Kind::AddPage => (one_of(&["type added"]), Some(false)),
            Kind::RemovePage => (one_of(&["type removed"]), Some(true)),
            Kind::RenamePage => (one_of(&["type renamed"]), Some(true)),
        };
        assert!(is_said && breaks.is_none_or(|breaks| breaks == breaking), "{done:?}: {said}");
    }
}
