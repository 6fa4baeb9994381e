//! Groups of models, each behind a feature of the generated crate, where the docs show groups: an API is one, and so
//! is what each page of operations leads to; where there are no such pages, each folder of an API that has several.
//!
//! In: the modules of APIs, and the features of the manifest that decides. Out: features as lines of a manifest, and
//! which modules and files stand behind which. The feature of a folder switches on those of the folders that its models
//! refer to; what several pages of operations lead to stands behind any of their features. The feature of an API
//! switches on all of its groups.
//!
//! A manifest belongs to the people. **Invariant:** nothing stands behind a feature that the manifest does not have,
//! and nothing that is always there refers to what stands behind one.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::rust::{File, Item, Module, Needed, Type};

/// Features by name, each with those that it switches on.
pub type Features = BTreeMap<String, BTreeSet<String>>;

/// Features that are not of groups: those of packages, see [`super::dependencies`], and cargo's own.
const TAKEN: &[&str] = &["base64", "chrono", "default", "jiff", "rust_decimal", "time"];

/// The features of one API: itself, and its groups where there are several. `alone`: it is the only one of its
/// crate, which then needs no feature unless it has groups.
pub fn of_api(module: &Module, groups: &[String], alone: bool) -> Features {
    let api = bare(&module.ident);
    if TAKEN.contains(&api) {
        return Features::new();
    }
    let parts = match groups {
        [] => folders(module),
        groups => groups.iter().map(|group| (name(api, group), BTreeSet::new())).collect(),
    };
    let whole = (api.to_owned(), parts.keys().cloned().collect());
    let whole = (!alone || !parts.is_empty()).then_some(whole);
    parts.into_iter().chain(whole).collect()
}

/// The features of an API's folders, where there are several.
fn folders(module: &Module) -> Features {
    let api = bare(&module.ident);
    if module.children.len() < 2 {
        return Features::new();
    }
    let feature = |folder: &Module| {
        let own = name(api, &folder.ident);
        let mut others: BTreeSet<String> = neighbours(folder).into_iter().map(|other| feature_of(api, other)).collect();
        others.remove(&own);
        (own, others)
    };
    module.children.iter().map(feature).collect()
}

/// Puts parts of an API behind the features that there are, those of the manifest.
pub fn put_behind(module: &mut Module, groups: &[String], there: &BTreeSet<String>) {
    let api = bare(&module.ident).to_owned();
    if TAKEN.contains(&api.as_str()) {
        return;
    }
    if !groups.is_empty() {
        return for_each_file(module, &mut |file| file.behind = wanted_by(&file.needed, &api, there));
    }
    let behind = gates(module, there);
    for file in &mut module.files {
        file.behind.extend(behind.get(&None).cloned());
    }
    for child in &mut module.children {
        child.feature = behind.get(&Some(child.ident.clone())).cloned();
    }
}

fn for_each_file(module: &mut Module, set: &mut dyn FnMut(&mut File)) {
    module.files.iter_mut().for_each(&mut *set);
    module.children.iter_mut().for_each(|child| for_each_file(child, set));
}

/// The features of which one must be on for a file to be there; none: it is there always. That of the API is
/// not named beside its groups, all of which it switches on.
fn wanted_by(needed: &Needed, api: &str, there: &BTreeSet<String>) -> Vec<String> {
    let Needed::By { groups, others } = needed else { return Vec::new() };
    let wanted = match groups.is_empty() {
        true => vec![api.to_owned()],
        false => groups.iter().map(|group| name(api, group)).collect(),
    };
    let all_there = wanted.iter().all(|feature| there.contains(feature)) && (!others || there.contains(api));
    if all_there { wanted } else { Vec::new() }
}

/// Which folders of an API stand behind which features; `None`: the files right in its module.
fn gates(module: &Module, there: &BTreeSet<String>) -> BTreeMap<Option<String>, String> {
    let api = bare(&module.ident);
    let mut behind: BTreeMap<Option<&str>, String> = BTreeMap::new();
    if module.children.len() < 2 {
        return BTreeMap::new();
    }
    for part in std::iter::once(None).chain(module.children.iter().map(|child| Some(child.ident.as_str()))) {
        let feature = feature_of(api, part);
        if there.contains(&feature) {
            behind.insert(part, feature);
        }
    }
    // What is always there takes what it refers to along.
    let refers: BTreeMap<Option<&str>, BTreeSet<Option<&str>>> = std::iter::once((None, own_neighbours(module)))
        .chain(module.children.iter().map(|child| (Some(child.ident.as_str()), neighbours(child))))
        .collect();
    loop {
        let always = refers.iter().filter(|(part, _)| !behind.contains_key(*part));
        let taken: Vec<_> = always.flat_map(|(_, others)| others).filter(|part| behind.contains_key(*part)).collect();
        if taken.is_empty() {
            break;
        }
        taken.into_iter().for_each(|part| drop(behind.remove(part)));
    }
    behind.into_iter().map(|(part, feature)| (part.map(str::to_owned), feature)).collect()
}

/// Whether the module of an API stands behind its feature as a whole: one in parts does not, its parts do.
pub fn gates_whole<'a>(module: &'a str, there: &BTreeSet<String>) -> Option<&'a str> {
    let api = of_all(module, there)?;
    let in_parts = || there.iter().any(|feature| feature.strip_prefix(api).is_some_and(|rest| rest.starts_with('-')));
    (!in_parts()).then_some(api)
}

/// The feature that switches on all of an API, where the manifest has one.
pub fn of_all<'a>(module: &'a str, there: &BTreeSet<String>) -> Option<&'a str> {
    let api = bare(module);
    (!TAKEN.contains(&api) && there.contains(api)).then_some(api)
}

/// The features that a manifest has.
pub fn of_manifest(manifest: &Table) -> BTreeSet<String> {
    let features = manifest.get("features").and_then(Value::as_table);
    features.into_iter().flat_map(Table::keys).cloned().collect()
}

/// What a feature of a manifest must switch on and does not, as pairs.
pub fn lacking(wanted: &Features, manifest: &Table) -> Vec<(String, String)> {
    let there = of_manifest(manifest);
    let on = |feature: &str| -> BTreeSet<&str> {
        let on = manifest.get("features").and_then(|features| features.get(feature)).and_then(Value::as_array);
        on.into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let pairs = wanted.iter().filter(|(feature, _)| there.contains(*feature)).flat_map(|(feature, others)| {
        let on = on(feature);
        let lacking = others.iter().filter(move |other| !on.contains(other.as_str()));
        lacking.map(move |other| (feature.clone(), other.clone()))
    });
    pairs.filter(|(_, other)| there.contains(other)).collect()
}

fn bare(ident: &str) -> &str {
    ident.trim_start_matches("r#")
}

fn name(api: &str, folder: &str) -> String {
    [api, "-", bare(folder)].concat()
}

fn feature_of(api: &str, part: Option<&str>) -> String {
    part.map_or_else(|| api.to_owned(), |folder| name(api, folder))
}

/// The folders of an API that a module and those below it refer to; `None`: the files right in the API's module.
fn neighbours(module: &Module) -> BTreeSet<Option<&str>> {
    let mut found = own_neighbours(module);
    module.children.iter().for_each(|child| found.extend(neighbours(child)));
    found
}

/// The same for the files right in a module. What is of another folder is named from the crate on.
fn own_neighbours(module: &Module) -> BTreeSet<Option<&str>> {
    let items = module.files.iter().flat_map(|file| &file.items);
    items
        .flat_map(Item::types)
        .filter_map(|ty| match ty.innermost() {
            Type::Path(path) => Some(path.as_slice()),
            _ => None,
        })
        .filter(|path| path.first().is_some_and(|first| first == "crate"))
        .map(|path| match path {
            [_, _, folder, _, ..] => Some(folder.as_str()),
            _ => None,
        })
        .collect()
}
