//! Unions that a writer prints as one object.
//!
//! In: all models of a set. Out: the same, with objects that are unions in truth turned back into unions.
//! Most writers print `oneOf` as a single table with the fields of all members; of a field that several
//! members have, the last member's row is left. Where the pages of the members stand beside it, it shows by
//! what the members are called ([`numbered`]), by their literals ([`tagged`]), or by the order of the fields
//! ([`joined`]). Where it does not show, the object stays.
//!
//! So the object refers to its members, though nothing links them: where a member's page changes and the
//! object's does not, the two contradict each other, and what the object becomes may change with it.

use foldhash::HashMap;
use rayon::prelude::*;

use crate::ir::{Field, Kind, Link, Member, Model, Struct, Type, Union};
use parts::{ByRarest, Whole};

mod joined;
mod numbered;
mod parts;
mod tagged;

/// Turns flattened unions back.
pub fn restore(models: &mut [Model<Link>]) {
    let unions: Vec<(usize, Vec<usize>)> = {
        let ids = ids(models);
        let objects = objects(models, &ids);
        let titles: Vec<&str> = models.iter().map(|model| model.title.as_str()).collect();
        let by_rarest = ByRarest::of(&objects);
        let numbered = numbered::Pages::of(&titles, &objects);
        let tagged = tagged::Pages::of(&titles, &objects);
        let joined = joined::Pages::of(&titles, &objects);
        let of_parts = |at| {
            let whole = Whole::of(at, objects[at]?, &by_rarest)?;
            tagged.members(&whole).or_else(|| joined.members(&whole))
        };
        let members = |at| numbered.members(at).or_else(|| of_parts(at));
        let has_part =
            |at: usize, members: &[usize]| members.iter().any(|member| is_all_of(titles[at], titles[*member]));
        let union = |at| members(at).filter(|members| !has_part(at, members) && !tagged.has_base(at, members));
        (0..models.len()).into_par_iter().filter_map(|at| Some((at, union(at)?))).collect()
    };
    for (at, members) in unions {
        let span = models[at].span;
        let link = |member: usize| Link { target: None, label: vec![models[member].title.clone()], span };
        let members = members.into_iter().map(|member| Member { ty: Type::Ref(link(member)), span }).collect();
        models[at].kind = Kind::Union(Union { members, discriminator: None });
    }
}

/// A number for the name of each field, the same one for the same name.
fn ids(models: &[Model<Link>]) -> Vec<Vec<u32>> {
    let mut known: HashMap<&str, u32> = HashMap::default();
    let mut id = |name| {
        let next = known.len() as u32;
        *known.entry(name).or_insert(next)
    };
    models.iter().map(|model| model.fields().iter().map(|field| id(field.printed.as_str())).collect()).collect()
}

/// An object's fields.
#[derive(Clone, Copy)]
struct Object<'a> {
    fields: &'a [Field<Link>],
    /// The numbers of their names.
    ids: &'a [u32],
    /// One bit for each name, several names to a bit: most objects are no part of another one, and this
    /// shows it without looking at a name.
    names: u64,
}

impl<'a> Object<'a> {
    fn of(object: &'a Struct<Link>, ids: &'a [u32]) -> Self {
        Self { fields: &object.fields, ids, names: ids.iter().fold(0, |names, id| names | 1 << (id % 64)) }
    }

    fn may_be_part_of(self, whole: Self) -> bool {
        self.names & !whole.names == 0 && self.fields.len() < whole.fields.len()
    }

    fn has_all(self, names: &[u32]) -> bool {
        names.iter().all(|id| self.ids.contains(id))
    }

    fn is_part_of(self, whole: Self) -> bool {
        self.may_be_part_of(whole) && whole.has_all(self.ids)
    }

    fn place(self, id: u32) -> Option<usize> {
        self.ids.iter().position(|own| *own == id)
    }

    fn field(self, id: u32) -> Option<&'a Field<Link>> {
        self.place(id).map(|at| &self.fields[at])
    }
}

/// The models that are objects with fields that are all listed.
fn objects<'a>(models: &'a [Model<Link>], ids: &'a [Vec<u32>]) -> Vec<Option<Object<'a>>> {
    let object = |(model, ids): (&'a Model<Link>, &'a Vec<u32>)| match &model.kind {
        Kind::Struct(object) if object.additional.is_none() => Some(Object::of(object, ids)),
        Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
    };
    models.iter().zip(ids).map(object).collect()
}

/// These objects, each with the place of its model.
fn placed<'a>(objects: &[Option<Object<'a>>]) -> impl Iterator<Item = (usize, Object<'a>)> {
    objects.iter().enumerate().filter_map(|(at, object)| Some((at, (*object)?)))
}

/// Whether a title says that this is the other one with more to it: `BetaDog` is a `Dog`, `CatOrDog` is not.
fn is_variant(title: &str, other: &str) -> bool {
    title.strip_suffix(other).is_some_and(|before| !before.ends_with("Or"))
}

/// Whether a title is what writers call a part of this model that is written into its `allOf`.
fn is_all_of(title: &str, part: &str) -> bool {
    let number = part.strip_prefix(title).and_then(|rest| rest.strip_prefix("AllOf"));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_'))
}

/// How far two titles begin alike.
fn likeness(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
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

    /// The same, with a description of the second field.
    fn said(kind: &str, others: &[&str], docs: &str) -> Kind<Link> {
        let Kind::Struct(mut member) = of(kind, others) else { unreachable!("a struct") };
        member.fields[1].docs = docs.to_owned();
        Kind::Struct(member)
    }

    #[test]
    fn a_member_may_say_something_else_of_what_the_last_one_left() {
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
    fn a_member_that_leaves_no_trace_shows_by_its_name() {
        let pages = |cow: &'static str| {
            vec![
                ("HouseCatPet.md", said("cat", &["age", "lives"], "Of a cat.")),
                (cow, said("cow", &["age"], "Of a cow.")),
                ("HouseDogPet.md", said("dog", &["age", "tricks"], "Of a dog.")),
                ("HousePet.md", said("dog", &["age", "lives", "tricks"], "Of a dog.")),
            ]
        };
        assert_eq!(members(pages("HouseCowPet.md")), Some(3));
        assert_eq!(members(pages("HouseCow.md")), Some(2));
    }

    #[test]
    fn members_without_a_name_are_numbered() {
        let of = |names: &[&str]| object(names.iter().map(|name| field(name, Type::Boolean)).collect());
        let pages = |whole: &[&str]| {
            vec![
                ("PetOneOf.md", of(&["age", "lives"])),
                ("PetOneOf1.md", of(&["age", "tricks"])),
                ("Pet.md", of(whole)),
            ]
        };
        assert_eq!(members(pages(&["age", "lives", "tricks"])), Some(2));
        assert_eq!(members(pages(&["age", "lives", "tricks", "milk"])), None, "a named member is not known");
    }

    #[test]
    fn what_others_come_with_and_without_is_a_base() {
        let pages = |dog: &'static [&'static str]| {
            vec![
                ("Cat.md", of("cat", &["age", "lives"])),
                ("Dog.md", of("dog", dog)),
                ("DogAtHome.md", of("dog", &["age", "owner"])),
                ("CatAtHome.md", of("cat", &["age", "lives", "owner"])),
            ]
        };
        assert_eq!(members(pages(&["tricks"])), Some(2));
        assert_eq!(members(pages(&["age"])), None, "at home each has an owner");
    }

    #[test]
    fn more_fields_than_are_looked_at_make_it_an_object() {
        let pages = |each: usize| {
            let names = |what: &str| (0..each).map(|at| format!("{what}_{at}")).collect::<Vec<_>>();
            let (lives, tricks) = (names("life"), names("trick"));
            let of = |kind, names: &[&Vec<String>]| {
                of(kind, &names.iter().copied().flatten().map(String::as_str).collect::<Vec<_>>())
            };
            vec![
                ("Cat.md", of("cat", &[&lives])),
                ("Dog.md", of("dog", &[&tricks])),
                ("Pet.md", of("dog", &[&lives, &tricks])),
            ]
        };
        assert_eq!(members(pages(60)), Some(2));
        assert_eq!(members(pages(64)), None);
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
    fn what_has_a_part_of_its_own_is_no_union() {
        let of = |other| {
            let common = || vec![field("kind", Type::String(None)), field("name", Type::Boolean)];
            let with = |added: &str| object(common().into_iter().chain([field(added, Type::Boolean)]).collect());
            let whole = common().into_iter().chain(["lives", "tricks"].map(|name| field(name, Type::Boolean)));
            members(vec![("Cat.md", with("lives")), (other, with("tricks")), ("Pet.md", object(whole.collect()))])
        };
        assert_eq!(of("Dog.md"), Some(2));
        assert_eq!(of("PetAllOf.md"), None);
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
