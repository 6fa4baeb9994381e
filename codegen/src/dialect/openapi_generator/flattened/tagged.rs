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
//! another one must say what the object does, and the member must be needed for a field of its own.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::{Object, Objects, is_same, likeness, literal};
use crate::ir::{Field, Link};

/// The objects of a set, and what those that have nothing but a literal say of it.
pub struct Pages<'a> {
    objects: &'a Objects<'a>,
    /// Without the literal; empty for any other object.
    wordings: Vec<String>,
}

/// An object by one of its literals: what others may be made of.
struct Part<'a> {
    at: usize,
    literal: &'a str,
    object: Object<'a>,
}

impl<'a> Pages<'a> {
    pub fn of(objects: &'a Objects<'a>) -> Self {
        let wording = |object: &Option<Object<'_>>| match object.map_or(&[][..], |object| object.fields) {
            [only] => literal(only).map(|literal| wording(only, literal)),
            _ => None,
        };
        let wordings = objects.all.iter().map(|object| wording(object).unwrap_or_default()).collect();
        Self { objects, wordings }
    }

    /// Those of its parts that the object at `at` was made of.
    pub fn members(&self, at: usize, parts: &[usize]) -> Option<Vec<usize>> {
        let whole = self.objects.all[at]?;
        whole.ids.iter().zip(whole.fields).find_map(|(id, tag)| self.told_apart_by(at, parts, *id, tag))
    }

    fn told_apart_by(&self, at: usize, parts: &[usize], id: u32, tag: &Field<Link>) -> Option<Vec<usize>> {
        let own = literal(tag)?;
        let objects = self.objects;
        let whole = objects.all[at]?;
        let part = |at: usize| {
            let object = objects.all[at]?;
            Some(Part { at, literal: literal(object.field(id)?)?, object })
        };
        let parts: Vec<Part<'_>> = parts.iter().filter_map(|at| part(*at)).collect();
        let has_own = parts.iter().any(|part| part.literal == own);
        if !has_own || parts.len() < 2 || !whole.is_covered_by(parts.iter().map(|part| part.object)) {
            return None;
        }
        let wording = wording(tag, own);
        let mut members = Members { whole: at, objects, by_literal: BTreeMap::new(), said: HashSet::default() };
        // Where the tag is all that a page has, it must not differ in more than the literal.
        let says_so = |part: &&Part<'_>| part.object.fields.len() > 1 || self.wordings[part.at] == wording;
        let (same, other): (Vec<_>, Vec<_>) = parts
            .iter()
            .filter(says_so)
            .filter_map(|part| Some((part, part.differences(whole, id)?)))
            .partition(|(_, differences)| differences.is_empty());
        if same.len() + other.len() < 2 {
            return None;
        }
        same.into_iter().for_each(|(part, _)| members.add(part));
        members.hear();
        let names = whole.count();
        if members.said.len() < names {
            let explained = |names: &[u32]| names.iter().all(|name| members.said.contains(name));
            let needed = |part: &Part<'_>, names: &[u32]| {
                let mut own = part.object.ids.iter().filter(|name| !names.contains(name));
                own.any(|name| !members.said.contains(name))
            };
            let is_new = |part: &Part<'_>| !members.by_literal.contains_key(part.literal);
            let further: Vec<_> = other
                .into_iter()
                .filter(|(part, names)| is_new(part) && explained(names) && needed(part, names))
                .collect();
            further.into_iter().for_each(|(part, _)| members.add(part));
            members.hear();
        }
        // `BetaDog` is a `Dog` with more to it.
        let is_variant = objects.titles[at].ends_with(objects.titles[members.by_literal.get(own)?.at]);
        let mut found: Vec<usize> = members.by_literal.values().map(|part| part.at).collect();
        found.sort_unstable();
        (found.len() >= 2 && !is_variant && members.said.len() == names).then_some(found)
    }
}

/// The members of one object.
struct Members<'p, 'a> {
    whole: usize,
    objects: &'p Objects<'a>,
    by_literal: BTreeMap<&'a str, &'p Part<'a>>,
    /// The numbers of the names of all their fields.
    said: HashSet<u32>,
}

impl<'p, 'a> Members<'p, 'a> {
    /// Of pages that say the same of the same literal, the one that is called most alike is a member.
    fn add(&mut self, part: &'p Part<'a>) {
        let known = self.by_literal.entry(part.literal).or_insert(part);
        let titles = &self.objects.titles;
        let likeness = |part: &Part<'_>| likeness(titles[self.whole], titles[part.at]);
        if likeness(part) > likeness(known) {
            *known = part;
        }
    }

    fn hear(&mut self) {
        self.said = self.by_literal.values().flat_map(|part| part.object.ids).copied().collect();
    }
}

impl Part<'_> {
    /// The fields, the tag apart, of which it says something else than the object that it is part of.
    fn differences(&self, whole: Object<'_>, tag: u32) -> Option<Vec<u32>> {
        let mut differences = Vec::new();
        for (field, id) in self.object.fields.iter().zip(self.object.ids).filter(|(_, id)| **id != tag) {
            let same = whole.field(*id)?;
            if field.docs != same.docs || !is_same(&field.ty.value, &same.ty.value) {
                differences.push(*id);
            }
        }
        Some(differences)
    }
}

/// What a page says of a field that has one value only, without the value.
fn wording(field: &Field<Link>, literal: &str) -> String {
    field.docs.replace(literal, "")
}
