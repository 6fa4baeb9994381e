//! Two generated crates compared, as their callers see them.
//!
//! In: the files of a crate before and after. Out: [`Comparison`]: for every model what changed, for whom
//! it breaks and why, and the SemVer step that follows. The generated text is what is compared, so a change
//! of the generator shows like one of the pages, and no state is kept anywhere. Pages come in only for
//! links, by [`Provenance`].

use std::collections::{BTreeMap, BTreeSet};

use crate::provenance::Provenance;

pub mod change;
pub mod read;
mod renames;
mod sets;
mod shape;
pub mod step;
mod structs;
pub mod surface;

use change::{At, Breaks, Change, Side, What};
use read::{Files, SUPPORT};
use renames::Renames;
use step::Step;
use surface::{Docs, Item, Kind, Surface};

/// What changed between two crates.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// The modules of the crate's root in which something changed, sorted by name.
    pub modules: Vec<ModuleChanges>,
    /// Files that are no Rust, below the crate's folder.
    pub unreadable: Vec<String>,
    /// How many files below `src/` say something else, or are new or gone.
    pub files: usize,
}

/// What changed in a module of the crate's root, which is an API or the run-time support.
#[derive(Debug, Clone, PartialEq)]
pub struct ModuleChanges {
    /// Its name.
    pub name: String,
    /// Whether all of it is there on one side only.
    pub only: Option<Side>,
    /// The models in which something changed, sorted by path.
    pub models: Vec<ModelChanges>,
}

/// What changed in a model and the types that are written in it.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelChanges {
    /// The path of its type from the crate: as it is, or as it was where it is gone.
    pub path: String,
    /// What changed.
    pub changes: Vec<Change>,
    /// The models that refer to it, by path.
    pub referrers: BTreeSet<String>,
}

impl Comparison {
    /// Every change with the model that it is of.
    pub fn changes(&self) -> impl Iterator<Item = (&ModelChanges, &Change)> {
        let models = self.modules.iter().flat_map(|module| &module.models);
        models.flat_map(|model| model.changes.iter().map(move |change| (model, change)))
    }

    /// The SemVer step that follows.
    pub fn step(&self) -> Step {
        let seen = self.changes().map(|(_, change)| change.step()).max().unwrap_or_default();
        // Texts that differ in nothing that callers see are still another release.
        if self.files > 0 { seen.max(Step::Patch) } else { seen }
    }

    /// Finds the page and line of every change.
    pub fn locate(&mut self, before: &Provenance, after: &Provenance) {
        let models = self.modules.iter_mut().flat_map(|module| &mut module.models);
        for change in models.flat_map(|model| &mut model.changes) {
            let provenance = match change.at.side {
                Side::Before => before,
                Side::After => after,
            };
            let names = [change.at.member.as_str(), &change.at.field];
            change.at.page = provenance.place(&change.at.model, &names);
        }
    }
}

/// Compares two crates.
pub fn compare(before: &Files, after: &Files) -> Comparison {
    let (old, new) = read::both(before, after);
    let renames = renames::find(&old, &new);
    let sides = Sides { before: &old, after: &new, renames: &renames };
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).filter(|path| path.starts_with("src/")).collect();
    let files = paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).count();
    let names: BTreeSet<&String> = old.modules.union(&new.modules).collect();
    let modules = names.into_iter().map(|name| sides.module(name));
    let modules = modules.filter(|module| !module.models.is_empty() || module.only.is_some()).collect();
    let unreadable = old.unreadable.iter().chain(&new.unreadable).cloned().collect::<BTreeSet<_>>();
    Comparison { modules, unreadable: unreadable.into_iter().collect(), files }
}

/// Two surfaces, and what is called otherwise.
struct Sides<'a> {
    before: &'a Surface,
    after: &'a Surface,
    renames: &'a Renames,
}

impl Sides<'_> {
    fn module(&self, name: &str) -> ModuleChanges {
        let only = match (self.before.modules.contains(name), self.after.modules.contains(name)) {
            (true, false) => Some(Side::Before),
            (false, true) => Some(Side::After),
            (true, true) | (false, false) => None,
        };
        let mut by_model: BTreeMap<String, Vec<Change>> = BTreeMap::new();
        let was: BTreeMap<&str, &Item> = self
            .before
            .of_module(name)
            .map(|item| (self.renames.get(&item.path).unwrap_or(&item.path).as_str(), item))
            .collect();
        for item in self.before.of_module(name) {
            let path = self.renames.get(&item.path).unwrap_or(&item.path);
            if !self.after.items.contains_key(path) {
                let (model, _) = root(self.before, item);
                let model = self.renames.get(model).map_or(model, String::as_str);
                by_model.entry(model.to_owned()).or_default().extend(self.removed(item));
            }
        }
        for item in self.after.of_module(name) {
            let changes = match was.get(item.path.as_str()) {
                Some(old) if *old == item => continue,
                Some(old) => self.compare(old, item),
                None => self.added(item).into_iter().collect(),
            };
            by_model.entry(root(self.after, item).0.to_owned()).or_default().extend(changes);
        }
        by_model.retain(|_, changes| !changes.is_empty());
        let mut referrers = self.referrers(name, &by_model.keys().map(String::as_str).collect());
        let models = by_model.into_iter().map(|(path, mut changes)| {
            changes.sort_by_key(|change| change.what);
            ModelChanges { referrers: referrers.remove(&path).unwrap_or_default(), path, changes }
        });
        ModuleChanges { name: name.to_owned(), only, models: models.collect() }
    }

    /// Which models of a module refer to these.
    fn referrers(&self, module: &str, to: &BTreeSet<&str>) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for item in self.after.of_module(module) {
            let (from, _) = root(self.after, item);
            for path in item.types().into_iter().flat_map(|ty| ty.paths()) {
                let target = self.after.items.get(path).map_or(path, |item| root(self.after, item).0);
                if target != from && to.contains(target) {
                    found.entry(target.to_owned()).or_default().insert(from.to_owned());
                }
            }
        }
        found
    }

    fn removed(&self, item: &Item) -> Option<Change> {
        if matches!(item.kind, Kind::Arguments(..)) {
            return None;
        }
        let what = if item.module() == SUPPORT { What::Support } else { What::Removed };
        let mut change = self.change(what, item, item.name(), Breaks::CODE, "there is no such type any more");
        change.before = kind_name(&item.kind).to_owned();
        change.advice = "do without it".to_owned();
        change.at = self.at(Side::Before, item, item.line, "");
        Some(change)
    }

    fn added(&self, item: &Item) -> Option<Change> {
        if matches!(item.kind, Kind::Arguments(..)) {
            return None;
        }
        let what = if item.module() == SUPPORT { What::Support } else { What::Added };
        let mut change = self.change(what, item, item.name(), Breaks::NOBODY, "it is new");
        change.after = kind_name(&item.kind).to_owned();
        Some(change)
    }

    /// An item before and after.
    fn compare(&self, old: &Item, new: &Item) -> Vec<Change> {
        let mut changes = Vec::new();
        if old.path != new.path {
            let mut change = self.change(
                What::Renamed,
                new,
                new.name(),
                Breaks::CODE,
                "the type has another path; bodies are the same",
            );
            (change.before, change.after) = (old.path.clone(), new.path.clone());
            change.advice = format!("write `{}` for `{}`", new.path, old.path);
            changes.push(change);
        }
        if new.non_exhaustive != old.non_exhaustive {
            let (breaks, reason) = match new.non_exhaustive {
                true => (Breaks::CODE, "code elsewhere must expect more of it than is listed"),
                false => (Breaks::NOBODY, "code elsewhere may name all of it"),
            };
            changes.push(self.change(What::Exhaustive, new, new.name(), breaks, reason));
        }
        changes.extend(self.compare_kinds(old, new));
        changes.extend(self.traits(old, new, &changes));
        self.words(old, new, &mut changes);
        changes
    }

    fn compare_kinds(&self, old: &Item, new: &Item) -> Vec<Change> {
        match (&old.kind, &new.kind) {
            (Kind::Struct(before), Kind::Struct(after)) => {
                structs::Both { sides: self, old_item: old, new_item: new, old: before, new: after }.changes()
            }
            (Kind::Enum(before), Kind::Enum(after)) => sets::of_enums(self, (old, new), before, after),
            (Kind::Union(before), Kind::Union(after)) => sets::of_unions(self, (old, new), before, after),
            (Kind::Alias(before), Kind::Alias(after)) | (Kind::Newtype(before), Kind::Newtype(after)) => {
                let was = before.renamed(self.renames);
                if was == *after {
                    return Vec::new();
                }
                let takes = shape::takes((after, self.after), (&was, self.before));
                let mut change = self.change(
                    What::Type,
                    new,
                    new.name(),
                    Breaks::CODE.and_wire(!takes),
                    "it stands for another type",
                );
                (change.before, change.after) = (before.to_string(), after.to_string());
                change.advice = format!("read and build it as `{after}`");
                vec![change]
            }
            (Kind::Arguments(..), Kind::Arguments(..)) => Vec::new(),
            (Kind::Other(before), Kind::Other(after)) => {
                let lost: Vec<&str> = before.difference(after).map(String::as_str).collect();
                let breaks = if lost.is_empty() { Breaks::NOBODY } else { Breaks::CODE };
                let mut change =
                    self.change(What::Support, new, new.name(), breaks, "the run-time support says something else");
                change.before = lost.join("; ");
                change.after = after.difference(before).cloned().collect::<Vec<_>>().join("; ");
                if before == after { Vec::new() } else { vec![change] }
            }
            _ => {
                let ty = |item: &Item| surface::Ty { path: item.path.clone(), args: Vec::new() };
                let takes = shape::takes((&ty(new), self.after), (&ty(old).renamed(self.renames), self.before));
                let mut change = self.change(
                    What::Kind,
                    new,
                    new.name(),
                    Breaks::CODE.and_wire(!takes),
                    "it is another kind of type",
                );
                (change.before, change.after) = (kind_name(&old.kind).to_owned(), kind_name(&new.kind).to_owned());
                change.advice = format!("read and build it as a {}", kind_name(&new.kind));
                vec![change]
            }
        }
    }

    /// Traits that are gone, where nothing else says so.
    fn traits(&self, old: &Item, new: &Item, known: &[Change]) -> Vec<Change> {
        let whole = known
            .iter()
            .any(|change| change.what == What::Kind || (change.what == What::Type && change.subject == new.name()));
        if whole {
            return Vec::new();
        }
        let now = |name: &String| {
            let mut name = name.clone();
            for (old, new) in self.renames {
                name = name.replace(&format!("<{old}>"), &format!("<{new}>"));
            }
            name
        };
        let lost = old.traits.iter().map(now).filter(|name| !new.traits.contains(name));
        let said = |name: &str| {
            let by_member = known.iter().any(|change| matches!(change.what, What::MemberRemoved | What::Type));
            name.starts_with("From<") && by_member
        };
        lost.filter(|name| !said(name))
            .map(|name| {
                let reason = format!("it does not implement `{name}` any more");
                let mut change = self.change(What::Trait, new, new.name(), Breaks::BUILDERS, &reason);
                change.advice = if name == "Default" { "call `new`".to_owned() } else { "name the variant".to_owned() };
                change.before = name;
                change
            })
            .collect()
    }

    /// Defaults, deprecations, documentation.
    fn words(&self, old: &Item, new: &Item, changes: &mut Vec<Change>) {
        let name = new.name();
        self.docs(new, name, (&old.docs, &new.docs), (new.line, ""), changes);
        match (&old.kind, &new.kind) {
            (Kind::Struct(before), Kind::Struct(after)) => {
                for field in &after.fields {
                    let Some(was) = before.fields.iter().find(|other| other.json == field.json) else { continue };
                    let subject = format!("{name}.{}", field.ident);
                    let member = field.json.as_deref().unwrap_or_default();
                    self.docs(new, &subject, (&was.docs, &field.docs), (field.line, member), changes);
                }
            }
            (Kind::Enum(before), Kind::Enum(after)) => {
                for variant in &after.variants {
                    let Some(was) = before.variants.iter().find(|other| other.value == variant.value) else { continue };
                    let subject = format!("{name}::{}", variant.ident);
                    self.docs(new, &subject, (&was.docs, &variant.docs), (variant.line, &variant.value), changes);
                }
            }
            _ => {}
        }
    }

    fn docs(
        &self,
        item: &Item,
        subject: &str,
        (old, new): (&Docs, &Docs),
        (line, member): (usize, &str),
        changes: &mut Vec<Change>,
    ) {
        let mut add = |what: What, reason: &str, before: &Option<String>, after: &Option<String>| {
            let mut change = self.change(what, item, subject, Breaks::NOBODY, reason);
            (change.before, change.after) = (before.clone().unwrap_or_default(), after.clone().unwrap_or_default());
            (change.at.line, change.at.member) = (line, member.to_owned());
            changes.push(change);
        };
        if old.default != new.default {
            add(What::Default, "the server assumes another value where none is sent", &old.default, &new.default);
        }
        if old.deprecated != new.deprecated {
            let reason = match (&old.deprecated, &new.deprecated) {
                (None, _) => "it is deprecated",
                (_, None) => "it is not deprecated any more",
                (Some(_), Some(_)) => "its deprecation is worded otherwise",
            };
            add(What::Deprecated, reason, &old.deprecated, &new.deprecated);
        }
        if old.lines != new.lines {
            add(What::Docs, "only words changed", &None, &None);
        }
    }

    fn change(&self, what: What, item: &Item, subject: &str, breaks: Breaks, reason: &str) -> Change {
        Change {
            what,
            subject: subject.to_owned(),
            before: String::new(),
            after: String::new(),
            breaks,
            reason: reason.to_owned(),
            advice: String::new(),
            at: self.at(Side::After, item, item.line, ""),
        }
    }

    fn at(&self, side: Side, item: &Item, line: usize, member: &str) -> At {
        let surface = match side {
            Side::Before => self.before,
            Side::After => self.after,
        };
        let (model, field) = root(surface, item);
        let (model, field) = (model.to_owned(), field.to_owned());
        At { side, file: item.file.clone(), line, page: None, model, member: member.to_owned(), field }
    }
}

/// The model that an item is written in, and the field there; itself where it is one.
fn root<'s>(surface: &'s Surface, item: &'s Item) -> (&'s str, &'s str) {
    let (mut at, mut within) = (item, "");
    // Owners come before what they own, so this ends; the bound is for text that is not ours.
    for _ in 0..64 {
        let Some((owner, field)) = &at.owner else { break };
        let Some(owner) = surface.items.get(owner) else { break };
        (at, within) = (owner, field);
    }
    (&at.path, within)
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Struct(_) => "struct",
        Kind::Arguments(..) => "struct of arguments",
        Kind::Enum(_) => "enum",
        Kind::Union(_) => "union",
        Kind::Alias(_) => "alias",
        Kind::Newtype(_) => "newtype",
        Kind::Other(_) => "item",
    }
}

#[cfg(test)]
mod tests;
