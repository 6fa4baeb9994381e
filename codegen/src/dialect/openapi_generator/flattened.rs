//! Unions that a writer prints as one object.
//!
//! In: all models of a set. Out: the same, with objects that are unions in truth turned back into unions.
//! Most writers print `oneOf` as a single table with the fields of all members; of a field that several
//! members have, the last member's row is left. It shows where the pages of the members stand beside it:
//!
//! ```text
//! Pet   kind (always `dog`), lives, tricks         Cat   kind (always `cat`), lives
//!                                                  Dog   kind (always `dog`), tricks
//! ```
//!
//! `Pet` claims to be a `dog`, but has what only a `cat` has. Nothing less is taken for a union: each
//! member has a literal of its own, one of them is the object's, what it says of its fields the object says
//! too, and together they have all of the object's fields. Where a member says something else of a field,
//! another one must say what the object does, and the member must be needed for a field of its own.
//!
//! So the object refers to its members, though nothing links them: where a member's page changes and the
//! object's does not, the two contradict each other, and what the object becomes may change with it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher},
};

use crate::ir::{Field, Kind, Link, Member, Model, Struct, Type, Union};

/// Turns flattened unions back.
pub fn restore(models: &mut [Model<Link>]) {
    let unions: Vec<(usize, Vec<usize>)> = {
        let tagged = Tagged::of(models);
        (0..models.len()).filter_map(|at| Some((at, tagged.members(at)?))).collect()
    };
    for (at, members) in unions {
        let span = models[at].span;
        let link = |member: usize| Link { target: None, label: vec![models[member].title.clone()], span };
        let members = members.into_iter().map(|member| Member { ty: Type::Ref(link(member)), span }).collect();
        models[at].kind = Kind::Union(Union { members, discriminator: None });
    }
}

/// An object's fields.
#[derive(Clone, Copy)]
struct Object<'a> {
    fields: &'a [Field<Link>],
    /// One bit for each name, several names to a bit: most objects are no part of another one, and this
    /// shows it without looking at a name.
    names: u64,
}

impl<'a> Object<'a> {
    fn of(object: &'a Struct<Link>) -> Self {
        let hashes = BuildHasherDefault::<DefaultHasher>::default();
        let bit = |field: &Field<Link>| 1 << (hashes.hash_one(&field.printed) % 64);
        Self { fields: &object.fields, names: object.fields.iter().fold(0, |names, field| names | bit(field)) }
    }

    fn may_be_part_of(self, whole: Self) -> bool {
        self.fields.len() < whole.fields.len() && self.names & !whole.names == 0
    }
}

/// The objects of a set, by the fields that are literals.
struct Tagged<'a> {
    titles: Vec<&'a str>,
    objects: Vec<Option<Object<'a>>>,
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

impl<'a> Tagged<'a> {
    fn of(models: &'a [Model<Link>]) -> Self {
        let objects: Vec<_> = models
            .iter()
            .map(|model| match &model.kind {
                Kind::Struct(object) if object.additional.is_none() => Some(Object::of(object)),
                Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
            })
            .collect();
        let mut by_tag: HashMap<&str, Vec<Part<'_>>> = HashMap::new();
        for (at, object) in objects.iter().enumerate().filter_map(|(at, object)| Some((at, (*object)?))) {
            for field in object.fields {
                if let Some(literal) = literal(field) {
                    let part = Part { at, literal, wording: wording(field, literal), object };
                    by_tag.entry(&field.printed).or_default().push(part);
                }
            }
        }
        Self { titles: models.iter().map(|model| model.title.as_str()).collect(), objects, by_tag }
    }

    /// The objects that the object at `at` was made of.
    fn members(&self, at: usize) -> Option<Vec<usize>> {
        let object = self.objects[at]?;
        object.fields.iter().find_map(|field| self.told_apart_by(at, object, field))
    }

    fn told_apart_by(&self, at: usize, whole: Object<'_>, tag: &Field<Link>) -> Option<Vec<usize>> {
        let own = literal(tag)?;
        let parts = self.by_tag.get(tag.printed.as_str())?.iter();
        let parts: Vec<&Part<'_>> = parts.filter(|part| part.object.may_be_part_of(whole)).collect();
        if parts.iter().fold(0, |names, part| names | part.object.names) != whole.names {
            return None;
        }
        let fields: HashMap<&str, &Field<Link>> = whole.fields.iter().map(|f| (f.printed.as_str(), f)).collect();
        let wording = wording(tag, own);
        let mut members = Members { whole: at, tagged: self, by_literal: BTreeMap::new(), said: HashSet::new() };
        let (same, other): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .filter_map(|part| Some((part, part.differences(&fields, tag, &wording)?)))
            .partition(|(_, differences)| differences.is_empty());
        same.into_iter().for_each(|(part, _)| members.add(part));
        members.hear();
        if members.said.len() < fields.len() {
            let explained = |names: &HashSet<&str>| names.iter().all(|name| members.said.contains(name));
            let needed = |part: &Part<'a>, names: &HashSet<&str>| {
                let own = part.object.fields.iter().map(|field| field.printed.as_str());
                own.filter(|name| !names.contains(name)).any(|name| !members.said.contains(name))
            };
            let is_new = |part: &Part<'a>| !members.by_literal.contains_key(part.literal);
            let further: Vec<_> = other
                .into_iter()
                .filter(|(part, names)| is_new(part) && explained(names) && needed(part, names))
                .collect();
            further.into_iter().for_each(|(part, _)| members.add(part));
            members.hear();
        }
        // `BetaDog` is a `Dog` with more to it.
        let is_variant = self.titles[at].ends_with(self.titles[members.by_literal.get(own)?.at]);
        let mut found: Vec<usize> = members.by_literal.values().map(|part| part.at).collect();
        found.sort_unstable();
        (found.len() >= 2 && !is_variant && members.said.len() == fields.len()).then_some(found)
    }

    /// How far two titles begin alike.
    fn likeness(&self, one: usize, other: usize) -> usize {
        self.titles[one].bytes().zip(self.titles[other].bytes()).take_while(|(a, b)| a == b).count()
    }
}

/// The members of one object.
struct Members<'t, 'a> {
    whole: usize,
    tagged: &'t Tagged<'a>,
    by_literal: BTreeMap<&'a str, &'t Part<'a>>,
    /// The names of all their fields.
    said: HashSet<&'a str>,
}

impl<'t, 'a> Members<'t, 'a> {
    /// Of pages that say the same of the same literal, the one that is called most alike is a member.
    fn add(&mut self, part: &'t Part<'a>) {
        let known = self.by_literal.entry(part.literal).or_insert(part);
        let likeness = |part: &Part<'a>| self.tagged.likeness(self.whole, part.at);
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
    /// The fields of which it says something else than another object does; `None` where the other one does
    /// not have all of them. What it says of its tag may differ in the literal; where the tag is all it has, it
    /// must not differ in more.
    fn differences(
        &self,
        whole: &HashMap<&str, &Field<Link>>,
        tag: &Field<Link>,
        wording: &str,
    ) -> Option<HashSet<&'a str>> {
        let fields = self.object.fields;
        let mut names = HashSet::new();
        for field in fields {
            let same = whole.get(field.printed.as_str())?;
            if field.printed == tag.printed {
                (fields.len() > 1 || self.wording == wording).then_some(())?;
            } else if field.docs != same.docs || !is_same(&field.ty.value, &same.ty.value) {
                names.insert(field.printed.as_str());
            }
        }
        Some(names)
    }
}

/// What a page says of a field that has one value only, without the value.
fn wording(field: &Field<Link>, literal: &str) -> String {
    field.docs.replace(literal, "")
}

/// Whether two cells say the same; where they stand does not count.
fn is_same(one: &Type<Link>, other: &Type<Link>) -> bool {
    match (one, other) {
        (Type::Ref(one), Type::Ref(other)) => one.label == other.label,
        (Type::List(one), Type::List(other)) | (Type::Map(one), Type::Map(other)) => is_same(one, other),
        // The last member's values are left.
        (Type::Enum(_) | Type::String(_), Type::Enum(_) | Type::String(_)) => true,
        (one, other) => one == other,
    }
}

/// The only value that a text field has.
fn literal(field: &Field<Link>) -> Option<&str> {
    let Type::Enum(values) = &field.ty.value else { return None };
    let [value] = values.values.as_slice() else { return None };
    value.json.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{api, field, object, values};

    fn of(kind: &str, others: &[&str]) -> Kind<Link> {
        let tag = field("kind", Type::Enum(Box::new(values(&[kind]))));
        object(std::iter::once(tag).chain(others.iter().map(|name| field(name, Type::Boolean))).collect())
    }

    fn members(pages: Vec<(&str, Kind<Link>)>) -> Option<usize> {
        let (mut api, _) = api(pages);
        restore(&mut api.models);
        match &api.models.last()?.kind {
            Kind::Union(union) => Some(union.members.len()),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
        }
    }

    #[test]
    fn an_object_that_is_two_others_at_once_is_their_union() {
        let pages = vec![
            ("Cat.md", of("cat", &["lives"])),
            ("Dog.md", of("dog", &["tricks"])),
            ("Cow.md", of("cow", &["milk"])),
            ("Pet.md", of("dog", &["lives", "tricks"])),
        ];
        assert_eq!(members(pages), Some(2));
    }

    #[test]
    fn a_member_may_say_something_else_of_what_the_last_one_left() {
        let said = |kind: &str, others: &[&str], docs: &str| {
            let Kind::Struct(mut member) = of(kind, others) else { unreachable!("a struct") };
            member.fields[1].docs = docs.to_owned();
            Kind::Struct(member)
        };
        let pages = |lives: &[&str]| {
            vec![
                ("Cat.md", said("cat", lives, "Of a cat.")),
                ("Dog.md", said("dog", &["age", "tricks"], "Of a dog.")),
                ("Pet.md", said("dog", &["age", "lives", "tricks"], "Of a dog.")),
            ]
        };
        assert_eq!(members(pages(&["age", "lives"])), Some(2));
        assert_eq!(members(pages(&["lives", "age"])), None);
    }

    #[test]
    fn a_field_of_its_own_makes_it_an_object() {
        let pages = vec![
            ("Cat.md", of("cat", &["lives"])),
            ("Dog.md", of("dog", &["tricks"])),
            ("Pet.md", of("dog", &["lives", "tricks", "owner"])),
        ];
        assert_eq!(members(pages), None);
    }

    #[test]
    fn a_literal_that_no_member_has_makes_it_an_object() {
        let pages = vec![
            ("Cat.md", of("cat", &["lives"])),
            ("Dog.md", of("dog", &["tricks"])),
            ("Pet.md", of("pet", &["lives", "tricks"])),
        ];
        assert_eq!(members(pages), None);
    }
}
