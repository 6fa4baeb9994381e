//! Which of the types that are gone are there under another name.
//!
//! In: the two surfaces. Out: old path to new path. A type that is gone and one that is new are the same
//! where they have most of their fields or values in common and their names or words too; the best pairs
//! are taken first, each type once.

use std::collections::{BTreeMap, BTreeSet};

use super::surface::{Docs, Item, Kind, Surface, Ty};
use crate::letters::letters;

/// How alike two types must be, of 1.
const ALIKE: f64 = 0.65;
/// How much of their structure must be the same, of 1.
const SAME_STRUCTURE: f64 = 0.5;
/// A structure as small as this says little: names must be alike too.
const SMALL: usize = 2;
/// How alike the names of such types must be, of 1.
const ALIKE_NAMES: f64 = 0.8;
/// More pairs than this are not looked at: so many types are not renamed, they are others.
const MAX_PAIRS: usize = 250_000;

/// Old path to new path.
pub type Renames = BTreeMap<String, String>;

/// Finds them.
pub fn find(before: &Surface, after: &Surface) -> Renames {
    let gone = lost(before, after);
    let new = lost(after, before);
    let mut renames = Renames::new();
    if gone.len() * new.len() > MAX_PAIRS {
        return renames;
    }
    let mut pairs: Vec<(f64, &Item, &Item)> = Vec::new();
    for old in &gone {
        let candidates = new.iter().filter(|new| new.module() == old.module());
        pairs.extend(candidates.filter_map(|new| Some((likeness(old, new)?, *old, *new))));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (&a.1.path, &a.2.path).cmp(&(&b.1.path, &b.2.path))));
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for (_, old, new) in pairs {
        if !renames.contains_key(&old.path) && taken.insert(&new.path) {
            renames.insert(old.path.clone(), new.path.clone());
        }
    }
    // What is written in a renamed type is called after it.
    for old in &gone {
        let Some((owner, field)) = &old.owner else { continue };
        let Some(owner) = renames.get(owner) else { continue };
        let same = new.iter().find(|new| new.owner.as_ref() == Some(&(owner.clone(), field.clone())));
        if let Some(new) = same.filter(|new| !renames.contains_key(&old.path) && !taken.contains(new.path.as_str())) {
            renames.insert(old.path.clone(), new.path.clone());
        }
    }
    renames
}

/// The types of one side that the other one does not have, in modules that both have.
fn lost<'s>(here: &'s Surface, there: &Surface) -> Vec<&'s Item> {
    let is_candidate = |item: &&Item| {
        !there.items.contains_key(&item.path)
            && there.modules.contains(item.module())
            && !matches!(item.kind, Kind::Arguments(..) | Kind::Other(_))
    };
    here.items.values().filter(is_candidate).collect()
}

/// How alike two types are; `None` where they are not the same.
fn likeness(old: &Item, new: &Item) -> Option<f64> {
    if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind) {
        return None;
    }
    let (old_features, new_features) = (features(old), features(new));
    let structure = in_common(&old_features, &new_features);
    let names = strsim::jaro_winkler(old.name(), new.name());
    let (old_words, new_words) = (words(old), words(new));
    let words = overlap(&old_words, &new_words);
    let small = old_features.len().min(new_features.len()) <= SMALL;
    let told = !old_words.is_empty() && words == 1.0;
    if structure < SAME_STRUCTURE || (small && names < ALIKE_NAMES && !told) {
        return None;
    }
    let score = match old_words.is_empty() && new_words.is_empty() {
        true => (3.0 * structure + names) / 4.0,
        false => (3.0 * structure + names + words) / 5.0,
    };
    (score >= ALIKE).then_some(score)
}

/// What a type is made of: names, and what each holds, as it is and with the type's own name taken out of
/// it: types that are written in this one are called after it.
type Features = BTreeMap<String, [String; 2]>;

fn features(item: &Item) -> Features {
    let both = |ty: &Ty| [ty.to_string(), ty.to_string().replace(item.name(), "Self")];
    match &item.kind {
        Kind::Struct(of) => of.fields.iter().filter_map(|field| Some((field.json.clone()?, both(&field.ty)))).collect(),
        Kind::Enum(of) => of.variants.iter().map(|variant| (variant.value.clone(), Default::default())).collect(),
        Kind::Union(of) => of.members.iter().map(|member| (member.ty.to_string(), Default::default())).collect(),
        Kind::Alias(ty) | Kind::Newtype(ty) => BTreeMap::from([(ty.to_string(), Default::default())]),
        Kind::Arguments(..) | Kind::Other(_) => Features::new(),
    }
}

/// How much two types have in common, of 1; a name that holds something else counts half.
fn in_common(old: &Features, new: &Features) -> f64 {
    let all = old.keys().chain(new.keys()).collect::<BTreeSet<_>>().len();
    if all == 0 {
        return 1.0;
    }
    let shared = old.iter().filter_map(|(name, held)| {
        let other = new.get(name)?;
        Some(if held.iter().zip(other).any(|(one, other)| one == other) { 1.0 } else { 0.5 })
    });
    shared.sum::<f64>() / all as f64
}

/// The lines of documentation in a type.
fn words(item: &Item) -> BTreeSet<&str> {
    let within: Vec<&Docs> = match &item.kind {
        Kind::Struct(of) => of.fields.iter().filter(|field| field.json.is_some()).map(|field| &field.docs).collect(),
        Kind::Enum(of) => of.variants.iter().map(|variant| &variant.docs).collect(),
        Kind::Arguments(..) | Kind::Union(_) | Kind::Alias(_) | Kind::Newtype(_) | Kind::Other(_) => Vec::new(),
    };
    within.into_iter().chain([&item.docs]).flat_map(|docs| &docs.lines).map(String::as_str).collect()
}

/// How much two sets have in common, of 1.
fn overlap<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    let all = one.union(other).count();
    if all == 0 { 1.0 } else { one.intersection(other).count() as f64 / all as f64 }
}

/// Which fields, values or members that are gone are there under another name: pairs of positions, the
/// best first, each position once. `likeness` is of 1; less than [`ALIKE`] is not the same.
pub fn pairs(old: &[usize], new: &[usize], likeness: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for &one in old {
        scored
            .extend(new.iter().map(|&other| (likeness(one, other), one, other)).filter(|(score, ..)| *score >= ALIKE));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (_, one, other) in scored {
        if !found.iter().any(|(taken, also)| *taken == one || *also == other) {
            found.push((one, other));
        }
    }
    found
}

/// How alike two fields are that have the same type: by name, by words, by place.
pub fn likeness_of_members(names: (&str, &str), docs: (&Docs, &Docs), same_place: bool) -> f64 {
    let name = strsim::jaro_winkler(&letters(names.0), &letters(names.1));
    let told = !docs.0.lines.is_empty() && docs.0.lines == docs.1.lines;
    0.5 * name + if told { 0.4 } else { 0.0 } + if same_place { 0.2 } else { 0.0 }
}
