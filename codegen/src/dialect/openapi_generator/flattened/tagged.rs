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

use std::{cmp::Reverse, collections::BTreeMap};

use foldhash::HashMap;

use super::{
    Object, is_variant, likeness, literal,
    parts::{Names, Part, Whole},
    placed,
};
use crate::ir::{Field, Link};

/// The objects of a set, by the fields that are literals.
pub struct Pages<'a> {
    titles: &'a [&'a str],
    objects: &'a [Option<Object<'a>>],
    by_tag: HashMap<&'a str, Vec<Tagged<'a>>>,
    /// The wording of the literal of each object that has nothing else.
    alone: HashMap<usize, String>,
}

/// An object by one of its literals.
struct Tagged<'a> {
    at: usize,
    literal: &'a str,
    object: Object<'a>,
}

/// A part by its literal.
struct Candidate<'w, 'a> {
    part: &'w Part<'a>,
    literal: &'a str,
    tag: &'a Field<Link>,
    /// The fields of which it says something else than the whole. What it says of its tag does not count.
    differing: Names,
}

impl<'a> Pages<'a> {
    pub fn of(titles: &'a [&'a str], objects: &'a [Option<Object<'a>>]) -> Self {
        let mut by_tag: HashMap<&str, Vec<Tagged<'_>>> = HashMap::default();
        let mut alone = HashMap::default();
        for (at, object) in placed(objects) {
            for field in object.fields {
                if let Some(literal) = literal(field) {
                    by_tag.entry(&field.printed).or_default().push(Tagged { at, literal, object });
                    if object.fields.len() == 1 {
                        alone.insert(at, wording(field, literal));
                    }
                }
            }
        }
        Self { titles, objects, by_tag, alone }
    }

    /// The objects that an object was made of.
    pub fn members(&self, whole: &Whole<'a>) -> Option<Vec<usize>> {
        (0..whole.object.fields.len()).find_map(|tag| self.told_apart_by(whole, tag))
    }

    /// Whether the object at `at` is one of these and a base, which others come with and without as well.
    pub fn has_base(&self, at: usize, members: &[usize]) -> bool {
        let Some(whole) = self.objects[at] else { return false };
        whole.fields.iter().any(|field| {
            let (Some(own), Some(all)) = (literal(field), self.by_tag.get(field.printed.as_str())) else {
                return false;
            };
            let (same, others): (Vec<&Tagged<'_>>, Vec<&Tagged<'_>>) =
                all.iter().filter(|tagged| members.contains(&tagged.at)).partition(|tagged| tagged.literal == own);
            same.into_iter().any(|plain| {
                let base = without(whole, plain.object);
                others.iter().any(|other| other.comes_without(&base, all))
            })
        })
    }

    /// The members that the field in this place tells apart.
    fn told_apart_by<'w>(&self, whole: &'w Whole<'a>, place: usize) -> Option<Vec<usize>> {
        let (tag, id) = (&whole.object.fields[place], whole.object.ids[place]);
        let own = literal(tag)?;
        let tagged = |part: &'w Part<'a>| {
            let tag = part.object.field(id)?;
            Some((part, tag, literal(tag)?))
        };
        let parts: Vec<_> = whole.parts.iter().filter_map(tagged).collect();
        if parts.len() < 2 || parts.iter().fold(0, |said, (part, ..)| said | part.names) != whole.names {
            return None;
        }
        let wording = wording(tag, own);
        // What is said of the tag may differ in the literal; where the tag is all there is, in nothing more.
        let may_be = |part: &Part<'_>| self.alone.get(&part.at).is_none_or(|alone| *alone == wording);
        let (same, other): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .filter(|(part, ..)| may_be(part))
            .map(|(part, tag, literal)| Candidate {
                part,
                literal,
                tag,
                differing: whole.differing(part) & !(1 << place),
            })
            .partition(|candidate| candidate.differing == 0);
        if same.len() + other.len() < 2 {
            return None;
        }
        let mut members = Members { whole: whole.at, titles: self.titles, by_literal: BTreeMap::new(), said: 0 };
        same.iter().for_each(|candidate| members.add(candidate));
        members.hear();
        if members.said != whole.names {
            members.add_needed(&other);
        }
        members.add_alike(&other, &wording);
        let is_variant = is_variant(self.titles[whole.at], self.titles[members.by_literal.get(own)?.at]);
        let mut found: Vec<usize> = members.by_literal.values().map(|part| part.at).collect();
        found.sort_unstable();
        (found.len() >= 2 && !is_variant && members.said == whole.names).then_some(found)
    }
}

/// The members of one object.
struct Members<'w, 'a> {
    whole: usize,
    titles: &'w [&'a str],
    by_literal: BTreeMap<&'a str, &'w Part<'a>>,
    /// All their fields.
    said: Names,
}

impl<'w, 'a> Members<'w, 'a> {
    /// Those that have fields which no other one has.
    fn add_needed(&mut self, others: &[Candidate<'w, 'a>]) {
        let is_needed =
            |other: &&Candidate<'_, '_>| other.part.names & !other.differing & !self.said != 0 && self.may_have(other);
        let further: Vec<_> = others.iter().filter(is_needed).collect();
        further.into_iter().for_each(|other| self.add(other));
        self.hear();
    }

    /// Those that add nothing, but are called as the others are.
    fn add_alike(&mut self, others: &[Candidate<'w, 'a>], wording: &str) {
        let titles = self.titles;
        let whole = titles[self.whole];
        let around = |title: &str, at: usize| {
            let (before, behind) = whole.split_at(at);
            title.len() > whole.len() && title.starts_with(before) && title.ends_with(behind)
        };
        let called = |at: &usize| self.by_literal.values().all(|part| around(titles[part.at], *at));
        let places: Vec<usize> = whole.char_indices().map(|(at, _)| at).chain([whole.len()]).filter(called).collect();
        let is_alike = |other: &&Candidate<'_, '_>| {
            self.may_have(other)
                && places.iter().any(|at| around(titles[other.part.at], *at))
                && other.wording() == wording
        };
        let further: Vec<_> = others.iter().filter(is_alike).collect();
        if self.by_literal.len() >= 2 {
            further.into_iter().for_each(|other| self.add(other));
        }
    }

    /// Whether a part has a new literal, and what it says otherwise is what another one says.
    fn may_have(&self, candidate: &Candidate<'_, '_>) -> bool {
        !self.by_literal.contains_key(candidate.literal) && candidate.differing & !self.said == 0
    }

    /// Of pages that say the same of the same literal, the one that is called most alike is a member.
    fn add(&mut self, candidate: &Candidate<'w, 'a>) {
        let likeness = |part: &Part<'_>| (likeness(self.titles[self.whole], self.titles[part.at]), Reverse(part.at));
        let known = self.by_literal.entry(candidate.literal).or_insert(candidate.part);
        if likeness(candidate.part) > likeness(known) {
            *known = candidate.part;
        }
    }

    fn hear(&mut self) {
        self.said = self.by_literal.values().fold(0, |said, part| said | part.names);
    }
}

impl Tagged<'_> {
    /// Whether there is the same object without these fields, which it has. What has its literal alone says too little.
    fn comes_without(&self, base: &[u32], all: &[Self]) -> bool {
        let mut same = all.iter().filter(|other| other.literal == self.literal && other.object.fields.len() > 1);
        self.object.has_all(base)
            && same.any(|other| other.object.is_part_of(self.object) && without(self.object, other.object) == base)
    }
}

impl Candidate<'_, '_> {
    fn wording(&self) -> String {
        wording(self.tag, self.literal)
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
