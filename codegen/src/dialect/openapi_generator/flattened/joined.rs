//! Flattened unions of a writer that prints no literals.
//!
//! In: the objects of a set. Out: those that are other objects one behind the other. A union that was printed
//! as one object has the first member's fields in their order, then what the second one adds, and so on:
//!
//! ```text
//! Pet   kind, lives, tricks         Cat   kind, lives
//!                                   Dog   kind, tricks
//! ```
//!
//! An `allOf` of two objects looks like that too, but its parts seldom have a field in common, and seldom is it
//! what a field has instead of a model. So the members of a union have a required text in common, of which no two
//! have the same literal; or the page is the one that the writer made for a single field (`OwnerPet` for `pet` of
//! `Owner`), and the members have nothing in common. A member adds something, and says what the object says.

use std::cmp::Reverse;

use foldhash::HashSet;

use super::{ByField, Object, is_same, is_variant, likeness, literal};
use crate::ir::{Field, Link, Type};

/// The objects of a set, by their fields.
pub struct Pages<'a> {
    titles: &'a [&'a str],
    objects: &'a [Option<Object<'a>>],
    by_field: &'a ByField<'a>,
    /// The titles that writers make for what a field has instead of a model.
    inline: HashSet<&'a str>,
}

impl<'a> Pages<'a> {
    pub fn of(titles: &'a [&'a str], objects: &'a [Option<Object<'a>>], by_field: &'a ByField<'a>) -> Self {
        let mut inline = HashSet::default();
        for (at, object) in objects.iter().enumerate().filter_map(|(at, object)| Some((at, (*object)?))) {
            for field in object.fields {
                let made_for = linked(&field.ty.value).iter().map(String::as_str);
                inline.extend(made_for.filter(|title| is_made_for(title, titles[at], &field.printed)));
            }
        }
        Self { titles, objects, by_field, inline }
    }

    /// The objects that the object at `at` was made of.
    pub fn members(&self, at: usize) -> Option<Vec<usize>> {
        let whole = self.objects[at]?;
        let tags = whole.fields.iter().zip(whole.ids);
        let tags = tags.filter(|(field, _)| may_be_tag(field) && literal(field).is_none());
        let tagged = tags.into_iter().find_map(|(_, tag)| self.joined(at, whole, Some(*tag)));
        tagged.or_else(|| self.inline.contains(self.titles[at]).then(|| self.joined(at, whole, None))?)
    }

    fn joined(&self, at: usize, whole: Object<'a>, tag: Option<u32>) -> Option<Vec<usize>> {
        let (mut members, mut said, mut literals) = (Vec::new(), HashSet::default(), HashSet::default());
        let names = whole.ids.iter().collect::<HashSet<_>>().len();
        while said.len() < names {
            let rest = whole.ids.get(said.len()..)?;
            let candidates = self.by_field.parts_with(*rest.first()?, whole);
            let fits = |part: &Object<'_>| match tag {
                Some(tag) => part.field(tag).is_some_and(may_be_tag),
                // A single field may be the same by chance.
                None => part.fields.len() > 1 && !part.ids.iter().any(|id| said.contains(id)),
            };
            // The one that adds most; of those that add the same, the one that is called most alike.
            let (_, _, Reverse(member)) = candidates
                .filter(|(_, part)| fits(part))
                .map(|(member, part)| (added(part.ids, rest, &said), member, part))
                .filter(|(added, _, part)| *added > 0 && part.is_said_by(whole))
                .map(|(added, member, _)| (added, likeness(self.titles[at], self.titles[*member]), Reverse(*member)))
                .max()?;
            let own = self.objects[member]?;
            let tag = tag.and_then(|tag| own.field(tag));
            if tag.and_then(literal).is_some_and(|literal| !literals.insert(literal)) {
                return None;
            }
            said.extend(own.ids);
            members.push(member);
        }
        members.sort_unstable();
        let is_variant = members.iter().any(|member| is_variant(self.titles[at], self.titles[*member]));
        (members.len() >= 2 && !is_variant).then_some(members)
    }
}

impl Object<'_> {
    /// Whether another object says the same of all its fields; a member's literal stands in for text.
    fn is_said_by(self, whole: Object<'_>) -> bool {
        self.fields.iter().zip(self.ids).all(|(field, id)| {
            whole.field(*id).is_some_and(|same| {
                field.required.value == same.required.value
                    && field.docs == same.docs
                    && is_same(&field.ty.value, &same.ty.value)
            })
        })
    }
}

/// How many fields an object adds to those that were said: all that it has beside them, if the rest begins
/// with them.
fn added(part: &[u32], rest: &[u32], said: &HashSet<u32>) -> usize {
    let new = || part.iter().filter(|id| !said.contains(id));
    let count = new().count();
    if new().eq(rest.iter().take(count)) { count } else { 0 }
}

/// Whether members could be told apart by this field.
fn may_be_tag(field: &Field<Link>) -> bool {
    field.required.value && matches!(field.ty.value, Type::String(None) | Type::Enum(_))
}

/// The models that a cell links to, also as elements.
fn linked(ty: &Type<Link>) -> &[String] {
    match ty {
        Type::Ref(link) => &link.label,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => linked(inner),
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::Enum(_)
        | Type::Union(_) => &[],
    }
}

/// Whether a title is its owner's with a field's name behind it.
fn is_made_for(title: &str, owner: &str, field: &str) -> bool {
    let Some(rest) = title.strip_prefix(owner) else { return false };
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !rest.is_empty() && letters(rest) == letters(field)
}

#[cfg(test)]
mod tests {
    use super::super::restore;
    use crate::{
        fixture::{api, field, object, span},
        ir::{Kind, Link, Type},
    };

    fn of(fields: &[&str]) -> Kind<Link> {
        let ty = |name: &str| if name == "kind" { Type::String(None) } else { Type::Boolean };
        object(fields.iter().map(|name| field(name, ty(name))).collect())
    }

    fn members(pages: &[(&str, &[&str])]) -> Option<usize> {
        let (mut api, _) = api(pages.iter().map(|(path, fields)| (*path, of(fields))).collect());
        restore(&mut api.models);
        match &api.models.last()?.kind {
            Kind::Union(union) => Some(union.members.len()),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
        }
    }

    #[test]
    fn an_object_that_is_others_one_behind_the_other_is_their_union() {
        let cat: (&str, &[&str]) = ("Cat.md", &["kind", "lives"]);
        let dog: (&str, &[&str]) = ("Dog.md", &["kind", "tricks"]);
        assert_eq!(members(&[cat, dog, ("Pet.md", &["kind", "lives", "tricks"])]), Some(2));
        assert_eq!(members(&[cat, dog, ("Pet.md", &["kind", "tricks", "lives"])]), Some(2));
        assert_eq!(members(&[cat, dog, ("Pet.md", &["lives", "kind", "tricks"])]), None);
        assert_eq!(members(&[cat, dog, ("Pet.md", &["kind", "lives", "tricks", "owner"])]), None);
    }

    #[test]
    fn what_a_field_has_instead_of_a_model_needs_nothing_in_common() {
        let link = |title: &str| Type::Ref(Link { target: None, label: vec![title.to_owned()], span: span(0) });
        let members = |title: &str| {
            let owner = object(vec![field("pet", link(title))]);
            let (cat, dog) = (of(&["lives", "age"]), of(&["tricks", "size"]));
            let both = of(&["lives", "age", "tricks", "size"]);
            let path = format!("{title}.md");
            let pages = vec![("Owner.md", owner), ("Cat.md", cat), ("Dog.md", dog), (&path, both)];
            let (mut api, _) = api(pages);
            restore(&mut api.models);
            matches!(&api.models.last().expect("a page").kind, Kind::Union(union) if union.members.len() == 2)
        };
        assert!(members("OwnerPet"));
        assert!(!members("Animal"));
    }

    #[test]
    fn parts_without_a_field_in_common_are_an_object() {
        let pages: [(&str, &[&str]); 3] =
            [("Base.md", &["kind", "id"]), ("More.md", &["size"]), ("All.md", &["kind", "id", "size"])];
        assert_eq!(members(&pages), None);
    }
}
