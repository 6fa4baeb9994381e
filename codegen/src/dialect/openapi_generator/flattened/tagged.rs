//! Flattened unions whose members have literals.
//!
//! In: the objects of a set. Out: those that claim to be one of several others, and have what only the rest of
//! them have:
//!
//! ```text
//! Pet   kind (always `dog`), lives, tricks         Cat   kind (always `cat`), lives
//!                                                  Dog   kind (always `dog`), tricks
//! ```
//!
//! Each member has a literal of its own, one of them is the object's, what it says of its fields the object says
//! too, and together they have all of the object's fields. Where a member says something else of a field,
//! another one must say what the object does, and the member must be needed for a field of its own, or be called
//! as all the others are: `HousePet` has a `HouseCowPet` if it has a `HouseCatPet` and a `HouseDogPet`.
//!
//! An object with a base (`allOf`) looks like that too, where others have the same one: `DogAtHome` has all that
//! `Dog` has and an `owner`, as `CatAtHome` has. So what the object has beside the member of its own literal must
//! not be what another literal's objects come with and without.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::{Object, is_same, is_variant, likeness, literal};
use crate::ir::{Field, Link};

/// The objects of a set, by the fields that are literals.
pub struct Pages<'a> {
    titles: &'a [&'a str],
    objects: &'a [Option<Object<'a>>],
    by_tag: HashMap<&'a str, Vec<Part<'a>>>,
}

/// An object by one of its literals: what others may be made of.
struct Part<'a> {
    at: usize,
    literal: &'a str,
    /// What the page says of the field, without the literal.
    wording: String,
    object: Object<'a>,
}

impl<'a> Pages<'a> {
    pub fn of(titles: &'a [&'a str], objects: &'a [Option<Object<'a>>]) -> Self {
        let mut by_tag: HashMap<&str, Vec<Part<'_>>> = HashMap::default();
        for (at, object) in objects.iter().enumerate().filter_map(|(at, object)| Some((at, (*object)?))) {
            for field in object.fields {
                if let Some(literal) = literal(field) {
                    let part = Part { at, literal, wording: wording(field, literal), object };
                    by_tag.entry(&field.printed).or_default().push(part);
                }
            }
        }
        Self { titles, objects, by_tag }
    }

    /// The objects that the object at `at` was made of.
    pub fn members(&self, at: usize) -> Option<Vec<usize>> {
        let object = self.objects[at]?;
        object.fields.iter().find_map(|field| self.told_apart_by(at, object, field))
    }

    /// Whether the object at `at` is one of these and a base, which others come with and without as well.
    pub fn has_base(&self, at: usize, members: &[usize]) -> bool {
        let Some(whole) = self.objects[at] else { return false };
        whole.fields.iter().any(|field| {
            let (Some(own), Some(parts)) = (literal(field), self.by_tag.get(field.printed.as_str())) else {
                return false;
            };
            let (same, others): (Vec<&Part<'_>>, Vec<&Part<'_>>) =
                parts.iter().filter(|part| members.contains(&part.at)).partition(|part| part.literal == own);
            same.into_iter().any(|plain| {
                let base = without(whole, plain.object);
                others.iter().any(|other| other.comes_without(&base, parts))
            })
        })
    }

    fn told_apart_by(&self, at: usize, whole: Object<'_>, tag: &Field<Link>) -> Option<Vec<usize>> {
        let own = literal(tag)?;
        let parts = self.by_tag.get(tag.printed.as_str())?.iter();
        let parts: Vec<&Part<'_>> = parts.filter(|part| part.object.may_be_part_of(whole)).collect();
        if parts.len() < 2 || parts.iter().fold(0, |names, part| names | part.object.names) != whole.names {
            return None;
        }
        let wording = wording(tag, own);
        let mut members = Members { whole: at, tagged: self, by_literal: BTreeMap::new(), said: HashSet::default() };
        let (same, other): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .filter_map(|part| Some((part, part.differences(whole, tag, &wording)?)))
            .partition(|(_, differences)| differences.is_empty());
        if same.len() + other.len() < 2 {
            return None;
        }
        same.into_iter().for_each(|(part, _)| members.add(part));
        members.hear();
        let names = whole.ids.iter().collect::<HashSet<_>>().len();
        if members.said.len() < names {
            members.add_needed(&other);
        }
        members.add_alike(&other, &wording);
        let is_variant = is_variant(self.titles[at], self.titles[members.by_literal.get(own)?.at]);
        let mut found: Vec<usize> = members.by_literal.values().map(|part| part.at).collect();
        found.sort_unstable();
        (found.len() >= 2 && !is_variant && members.said.len() == names).then_some(found)
    }
}

/// The members of one object.
struct Members<'t, 'a> {
    whole: usize,
    tagged: &'t Pages<'a>,
    by_literal: BTreeMap<&'a str, &'t Part<'a>>,
    /// The names of all their fields.
    said: HashSet<&'a str>,
}

impl<'t, 'a> Members<'t, 'a> {
    /// Those that have fields which no other one has.
    fn add_needed(&mut self, others: &[(&'t Part<'a>, HashSet<&'a str>)]) {
        let needed = |part: &Part<'a>, differing: &HashSet<&str>| {
            let own = part.object.fields.iter().map(|field| field.printed.as_str());
            own.filter(|name| !differing.contains(name)).any(|name| !self.said.contains(name))
        };
        let further =
            others.iter().filter(|(part, differing)| self.may_have(part, differing) && needed(part, differing));
        let further: Vec<_> = further.collect();
        further.into_iter().for_each(|(part, _)| self.add(part));
        self.hear();
    }

    /// Those that add nothing, but are called as the others are.
    fn add_alike(&mut self, others: &[(&'t Part<'a>, HashSet<&'a str>)], wording: &str) {
        let titles = self.tagged.titles;
        let whole = titles[self.whole];
        let around = |title: &str, at: usize| {
            let (before, behind) = whole.split_at(at);
            title.len() > whole.len() && title.starts_with(before) && title.ends_with(behind)
        };
        let called = |at: &usize| self.by_literal.values().all(|part| around(titles[part.at], *at));
        let places: Vec<usize> = whole.char_indices().map(|(at, _)| at).chain([whole.len()]).filter(called).collect();
        let is_alike =
            |part: &Part<'a>| part.wording == wording && places.iter().any(|at| around(titles[part.at], *at));
        let further = others.iter().filter(|(part, differing)| self.may_have(part, differing) && is_alike(part));
        let further: Vec<_> = further.collect();
        if self.by_literal.len() >= 2 {
            further.into_iter().for_each(|(part, _)| self.add(part));
        }
    }

    /// Whether a part has a new literal, and what it says otherwise is what another one says.
    fn may_have(&self, part: &Part<'a>, differing: &HashSet<&str>) -> bool {
        !self.by_literal.contains_key(part.literal) && differing.iter().all(|name| self.said.contains(name))
    }

    /// Of pages that say the same of the same literal, the one that is called most alike is a member.
    fn add(&mut self, part: &'t Part<'a>) {
        let known = self.by_literal.entry(part.literal).or_insert(part);
        let titles = self.tagged.titles;
        let likeness = |part: &Part<'a>| likeness(titles[self.whole], titles[part.at]);
        if likeness(part) > likeness(known) {
            *known = part;
        }
    }

    fn hear(&mut self) {
        let fields = self.by_literal.values().flat_map(|part| part.object.fields);
        self.said = fields.map(|field| field.printed.as_str()).collect();
    }
}

impl<'a> Part<'a> {
    /// Whether there is the same object without these fields, which it has. What has its literal alone says too little.
    fn comes_without(&self, base: &[u32], all: &[Self]) -> bool {
        let mut same = all.iter().filter(|other| other.literal == self.literal && other.object.fields.len() > 1);
        self.object.has_all(base)
            && same.any(|other| other.object.is_part_of(self.object) && without(self.object, other.object) == base)
    }

    /// The fields of which it says something else than another object does; `None` where the other one does
    /// not have all of them. What it says of its tag may differ in the literal; where the tag is all it has, it
    /// must not differ in more.
    fn differences(&self, whole: Object<'_>, tag: &Field<Link>, wording: &str) -> Option<HashSet<&'a str>> {
        let fields = self.object.fields;
        let mut names = HashSet::default();
        for (field, id) in fields.iter().zip(self.object.ids) {
            let same = whole.field(*id)?;
            if field.printed == tag.printed {
                (fields.len() > 1 || self.wording == wording).then_some(())?;
            } else if field.docs != same.docs || !is_same(&field.ty.value, &same.ty.value) {
                names.insert(field.printed.as_str());
            }
        }
        Some(names)
    }
}

/// The names of the fields that one object has and another one lacks, sorted.
fn without(one: Object<'_>, other: Object<'_>) -> Vec<u32> {
    let mut names: Vec<u32> = one.ids.iter().copied().filter(|id| !other.ids.contains(id)).collect();
    names.sort_unstable();
    names
}

/// What a page says of a field that has one value only, without the value.
fn wording(field: &Field<Link>, literal: &str) -> String {
    field.docs.replace(literal, "")
}
