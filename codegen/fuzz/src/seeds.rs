//! Inputs to start from: what lies in this repository, the goldens and `spec/`, as each target wants it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{TARGETS, json, pages, samples::Samples, set};

/// The seeds of every target, made of the files below `root`, the repository. Crashes that were found
/// before lie in `codegen/fuzz/found/<target>/` and are seeds too.
///
/// # Panics
/// When the repository is not there.
pub fn all(root: &Path) -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let sets = sets(root);
    let mut seeds: BTreeMap<&'static str, Vec<Vec<u8>>> = BTreeMap::new();
    for (path, text) in sets.iter().flatten() {
        if path.ends_with(".toml") {
            seeds.entry("spec_toml").or_default().push(text.clone().into_bytes());
            continue;
        }
        for (family, letter, name) in pages::letters() {
            if !is_like(path, text, name) {
                continue;
            }
            seeds.entry(page_target(family)).or_default().push(with_letter(letter, text));
            let all = pages::letter_of_all(name).unwrap_or_default();
            let matter = format!("---\ntitle: {path}\n---\n\n{text}");
            seeds.entry("mdx").or_default().push(with_letter(all, &matter));
        }
        for (row, letter) in text.lines().filter(|line| line.contains('|')).zip((b'a'..=b'z').cycle()) {
            let cells = row.trim_matches('|').split('|').skip(1).take(1);
            seeds.entry("cell").or_default().extend(cells.map(|cell| with_letter(letter, cell.trim())));
        }
    }
    for files in &sets {
        // The letter behind the last dialect's: the dialect is detected.
        let letter = set::letter(fieldmark::dialect::names().count());
        let text: String = files.iter().map(|(path, text)| format!("=== {path}\n{text}\n")).collect();
        seeds.entry("pipeline").or_default().push(with_letter(letter, &format!("\n{text}")));
    }
    seeds.insert("json", bodies(root));
    for target in TARGETS {
        let found = files(&root.join("codegen/fuzz/found").join(target.name));
        seeds.entry(target.name).or_default().extend(found.iter().map(|path| fs::read(path).expect("a seed")));
    }
    for list in seeds.values_mut() {
        list.sort();
        list.dedup();
    }
    seeds
}

/// The target of a family's pages.
fn page_target(family: &str) -> &'static str {
    let name = format!("page_{}", family.to_lowercase().replace(' ', "_"));
    TARGETS.iter().find(|target| target.name == name).map_or("mdx", |target| target.name)
}

fn with_letter(letter: u8, text: &str) -> Vec<u8> {
    [&[letter], text.as_bytes()].concat()
}

/// A page is tried in the dialects of its own family, some of them: all would be many.
fn is_like(path: &str, text: &str, dialect: &str) -> bool {
    let has = |headings: [&str; 3]| headings.iter().any(|heading| text.contains(heading));
    let number = path.bytes().map(usize::from).sum::<usize>() + dialect.bytes().map(usize::from).sum::<usize>();
    let family = match () {
        () if has(["## Structure", "## Enumeration", "## Cases"]) => "apimatic",
        () if has(["## Fields", "## Values", "## Supported Types"]) => "speakeasy",
        () if has(["| Parameter |", "| Field |", "*anonymous*"]) => "tables",
        () => "",
    };
    let is_of = |family: &str| dialect.starts_with(family);
    let is_own = match family {
        "" => !["apimatic", "speakeasy", "tables"].into_iter().any(is_of),
        family => is_of(family),
    };
    is_own && (family == "tables" || number.is_multiple_of(5))
}

/// The documentation sets of the repository, each with its files' paths and texts.
fn sets(root: &Path) -> Vec<Vec<(String, String)>> {
    let golden = root.join("tests/golden");
    let mut folders: Vec<PathBuf> = folders(&golden).iter().flat_map(|group| self::folders(group)).collect();
    folders.extend(self::folders(&root.join("spec")));
    folders
        .iter()
        .map(|folder| {
            let pages =
                files(folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "md" || e == "toml"));
            pages
                .map(|path| {
                    let below = path.strip_prefix(folder).expect("below its folder");
                    (below.display().to_string(), fs::read_to_string(&path).expect("text"))
                })
                .collect()
        })
        .collect()
}

/// Every sample of the generated types, behind the number of its model.
fn bodies(root: &Path) -> Vec<Vec<u8>> {
    let mut read = BTreeMap::new();
    let file = |api: &str| root.join(format!("generated/tests/samples/{api}.json"));
    let mut bodies = Vec::new();
    for ((path, _), number) in json::models().zip(0u16..) {
        let (_, cases) = read.entry(path[0]).or_insert_with(|| Samples::read(&file(path[0]))).of(&path.join("::"));
        bodies.extend(cases.iter().map(|case| [&number.to_be_bytes()[..], case.sent.to_string().as_bytes()].concat()));
    }
    bodies
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

/// Every file below a folder, sorted; none where it is not there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries(folder).into_iter().flat_map(below).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}
