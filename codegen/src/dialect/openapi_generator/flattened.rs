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
//! too, and together they have all of the object's fields.

use std::collections::{BTreeMap, HashMap, HashSet};

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

/// The objects of a set, by the fields that are literals.
struct Tagged<'a> {
    titles: Vec<&'a str>,
    objects: Vec<Option<&'a Struct<Link>>>,
    by_tag: HashMap<&'a str, Vec<(usize, &'a str)>>,
}

impl<'a> Tagged<'a> {
    fn of(models: &'a [Model<Link>]) -> Self {
        let objects: Vec<_> = models
            .iter()
            .map(|model| match &model.kind {
                Kind::Struct(object) if object.additional.is_none() => Some(object),
                Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
            })
            .collect();
        let mut by_tag: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
        for (at, object) in objects.iter().enumerate() {
            for field in object.iter().flat_map(|object| &object.fields) {
                if let Some(literal) = literal(field) {
                    by_tag.entry(&field.printed).or_default().push((at, literal));
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

    fn told_apart_by(&self, at: usize, whole: &Struct<Link>, tag: &Field<Link>) -> Option<Vec<usize>> {
        let own = literal(tag)?;
        let fields: HashMap<&str, &Field<Link>> = whole.fields.iter().map(|f| (f.printed.as_str(), f)).collect();
        let mut best: BTreeMap<&str, usize> = BTreeMap::new();
        for &(member, literal) in self.by_tag.get(tag.printed.as_str())? {
            let fits = self.objects[member].is_some_and(|part| is_part(part, &fields, tag, own));
            if member == at || !fits {
                continue;
            }
            // Pages that say the same of the same literal: the one that is called most alike.
            let known = best.entry(literal).or_insert(member);
            if self.likeness(at, member) > self.likeness(at, *known) {
                *known = member;
            }
        }
        let mut members: Vec<usize> = best.values().copied().collect();
        members.sort_unstable();
        let parts = members.iter().filter_map(|member| self.objects[*member]);
        let covered: HashSet<&str> = parts.flat_map(|part| &part.fields).map(|field| field.printed.as_str()).collect();
        // `BetaDog` is a `Dog` with more to it.
        let is_variant = self.titles[at].ends_with(self.titles[*best.get(own)?]);
        (members.len() >= 2 && !is_variant && covered.len() == fields.len()).then_some(members)
    }

    /// How far two titles begin alike.
    fn likeness(&self, one: usize, other: usize) -> usize {
        self.titles[one].bytes().zip(self.titles[other].bytes()).take_while(|(a, b)| a == b).count()
    }
}

/// Whether all fields of an object stand in another one, as they are. What a part says of its tag may
/// differ in the literal; where the tag is all it has, it must not differ in more.
fn is_part(part: &Struct<Link>, whole: &HashMap<&str, &Field<Link>>, tag: &Field<Link>, own: &str) -> bool {
    if part.fields.len() >= whole.len() {
        return false;
    }
    part.fields.iter().all(|field| {
        let Some(same) = whole.get(field.printed.as_str()) else { return false };
        if field.printed != tag.printed {
            return field.docs == same.docs && is_same(&field.ty.value, &same.ty.value);
        }
        let literal = literal(field).unwrap_or_default();
        part.fields.len() > 1 || field.docs.replace(literal, "") == tag.docs.replace(own, "")
    })
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
