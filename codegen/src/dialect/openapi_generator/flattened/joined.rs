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
//!
//! Where pages say nothing of any field, that two say the same is no evidence, and an object of fields that many
//! have (`id`, `object`, `deleted`) is two others by chance: then the members are called alike, or few objects have
//! the same fields.

use std::{cmp::Reverse, sync::OnceLock};

use foldhash::{HashMap, HashSet};

use super::{
    Object, is_variant, likeness, literal,
    parts::{Names, Part, Whole},
    placed,
};
use crate::{
    ir::{Field, Link, Type},
    letters::same_letters,
};

/// Where so many others have the fields of an object, they are no unions of the same members.
const MANY: usize = 3;

/// The objects of a set, by what they are called.
pub struct Pages<'a> {
    titles: &'a [&'a str],
    objects: &'a [Option<Object<'a>>],
    /// The objects by their fields; few sets need them.
    twins: OnceLock<HashMap<Vec<u32>, Vec<usize>>>,
    /// The titles that writers make for what a field has instead of a model.
    inline: HashSet<&'a str>,
}

impl<'a> Pages<'a> {
    pub fn of(titles: &'a [&'a str], objects: &'a [Option<Object<'a>>]) -> Self {
        let mut inline = HashSet::default();
        for (at, object) in placed(objects) {
            for field in object.fields {
                let made_for = linked(&field.ty.value).iter().map(String::as_str);
                inline.extend(made_for.filter(|title| is_made_for(title, titles[at], &field.printed)));
            }
        }
        Self { titles, objects, twins: OnceLock::new(), inline }
    }

    /// The objects that an object was made of.
    pub fn members(&self, whole: &Whole<'a>) -> Option<Vec<usize>> {
        // A member says what the object says; its literal stands in for text.
        let parts: Vec<&Part<'_>> = whole.parts.iter().filter(|part| whole.is_said_by(part)).collect();
        let tags = whole.object.fields.iter().zip(whole.object.ids);
        let mut tags = tags.filter(|(field, _)| may_be_tag(field) && literal(field).is_none());
        let tagged = tags.find_map(|(_, tag)| self.joined(whole, &parts, Some(*tag)));
        tagged.or_else(|| self.inline.contains(self.titles[whole.at]).then(|| self.joined(whole, &parts, None))?)
    }

    fn joined(&self, whole: &Whole<'a>, parts: &[&Part<'a>], tag: Option<u32>) -> Option<Vec<usize>> {
        let (mut found, mut said, mut literals): (Vec<&Part<'a>>, _, _) = (Vec::new(), 0, HashSet::default());
        while said != whole.names {
            let rest = whole.object.ids.get(said.count_ones() as usize..)?;
            let fits = |part: &Part<'_>| match tag {
                Some(tag) => part.object.field(tag).is_some_and(may_be_tag),
                // A single field may be the same by chance.
                None => part.object.fields.len() > 1 && part.names & said == 0,
            };
            let likeness = |part: &Part<'_>| likeness(self.titles[whole.at], self.titles[part.at]);
            // The one that adds most; of those that add the same, the one that is called most alike.
            let (_, own) = parts
                .iter()
                .filter(|part| fits(part))
                .map(|part| (added(part, rest, said), *part))
                .filter(|(added, _)| *added > 0)
                .max_by_key(|(added, part)| (*added, likeness(part), Reverse(part.at)))?;
            let tag = tag.and_then(|tag| own.object.field(tag));
            if tag.and_then(literal).is_some_and(|literal| !literals.insert(literal)) {
                return None;
            }
            said |= own.names;
            found.push(own);
        }
        let titles: Vec<&str> = found.iter().map(|part| self.titles[part.at]).collect();
        let is_told = || whole.object.fields.iter().any(|field| !field.docs.is_empty());
        let is_evident = || is_told() || !self.has_many_twins(whole) || share_a_word(&titles);
        let is_variant = titles.iter().any(|title| is_variant(self.titles[whole.at], title));
        let mut members: Vec<usize> = found.iter().map(|part| part.at).collect();
        members.sort_unstable();
        let are_members = members.len() >= 2 && !is_variant && has_their_literals(whole.object, &found);
        (are_members && is_evident()).then_some(members)
    }

    /// Whether many objects that are called otherwise have the same fields.
    fn has_many_twins(&self, whole: &Whole<'_>) -> bool {
        let fields = |object: Object<'_>| {
            let mut ids = object.ids.to_vec();
            ids.sort_unstable();
            ids
        };
        let twins = self.twins.get_or_init(|| {
            let mut twins: HashMap<Vec<u32>, Vec<usize>> = HashMap::default();
            placed(self.objects).for_each(|(at, object)| twins.entry(fields(object)).or_default().push(at));
            twins
        });
        let title = self.titles[whole.at];
        let twins = twins.get(&fields(whole.object)).into_iter().flatten().map(|at| self.titles[*at]);
        twins.filter(|twin| !title.ends_with(twin) && !twin.ends_with(title)).nth(MANY - 1).is_some()
    }
}

/// How many fields an object adds to those that were said: all that it has beside them, if the rest begins
/// with them.
fn added(part: &Part<'_>, rest: &[u32], said: Names) -> usize {
    let count = (part.names & !said).count_ones() as usize;
    let begins_with = rest.get(..count).unwrap_or(rest);
    let new = part.object.ids.iter().filter(|id| begins_with.contains(id));
    if new.eq(begins_with) { count } else { 0 }
}

/// Whether members could be told apart by this field.
fn may_be_tag(field: &Field<Link>) -> bool {
    let is_text = || matches!(field.ty.value, Type::String(None)) && !is_identifier(&field.printed);
    field.required.value && (matches!(field.ty.value, Type::Enum(_)) || is_text())
}

/// Whether a name ends in the word `id`.
fn is_identifier(name: &str) -> bool {
    let name = name.trim_end_matches('_');
    name.eq_ignore_ascii_case("id") || ["_id", "Id", "ID"].iter().any(|word| name.ends_with(word))
}

/// Whether each literal of an object is that of one of its parts: the last one's is left.
fn has_their_literals(whole: Object<'_>, parts: &[&Part<'_>]) -> bool {
    let mut literals = whole.fields.iter().zip(whole.ids).filter_map(|(field, id)| Some((literal(field)?, *id)));
    literals.all(|(own, id)| parts.iter().any(|part| part.object.field(id).and_then(literal) == Some(own)))
}

/// Whether all titles have a word in common.
fn share_a_word(titles: &[&str]) -> bool {
    let common = titles.iter().map(|title| words(title)).reduce(|common, words| &common & &words);
    common.is_some_and(|common| !common.is_empty())
}

fn words(title: &str) -> HashSet<&str> {
    title.split('_').flat_map(capitalized).collect()
}

/// The words of a name without underscores, each from its capital on.
fn capitalized(title: &str) -> impl Iterator<Item = &str> {
    let mut rest = title;
    std::iter::from_fn(move || {
        let begins = |(at, c): &(usize, char)| c.is_uppercase() && rest[..*at].ends_with(|c: char| !c.is_uppercase());
        let end = rest.char_indices().find(begins).map_or(rest.len(), |(at, _)| at);
        let word;
        (word, rest) = rest.split_at(end);
        (!word.is_empty()).then_some(word)
    })
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
    !rest.is_empty() && same_letters(rest, field)
}

#[cfg(test)]
mod tests {
    use super::super::restore;
    use crate::{
        fixture::{api, field, object, span, values},
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
    fn fields_that_many_objects_have_show_no_union() {
        let cat: (&str, &[&str]) = ("CatGone.md", &["kind", "lives"]);
        let dog: (&str, &[&str]) = ("DogWent.md", &["kind", "tricks"]);
        let like = |path| -> (&str, &[&str]) { (path, &["kind", "lives", "tricks"]) };
        let pages = [cat, dog, like("Cow.md"), like("Hen.md"), like("Pet.md")];
        assert_eq!(members(&pages), Some(2));
        assert_eq!(members(&[cat, dog, like("Ox.md"), like("Cow.md"), like("Hen.md"), like("Pet.md")]), None);
        for titles in [["CatGone.md", "DogGone.md"], ["cat_gone.md", "dog_gone.md"]] {
            let [cat, dog] = titles;
            let others = ["Ox.md", "Cow.md", "Hen.md", "Pet.md"].map(like);
            let pages = [(cat, ["kind", "lives"].as_slice()), (dog, &["kind", "tricks"])];
            assert_eq!(members(&[pages.as_slice(), &others].concat()), Some(2), "called alike");
        }
    }

    #[test]
    fn an_identifier_tells_no_members_apart() {
        let of = |tag: &str, other: &str| object(vec![field(tag, Type::String(None)), field(other, Type::Boolean)]);
        let is_union = |tag: &str| {
            let mut both = vec![field(tag, Type::String(None))];
            both.extend(["lives", "tricks"].map(|name| field(name, Type::Boolean)));
            let pages = vec![("Cat.md", of(tag, "lives")), ("Dog.md", of(tag, "tricks")), ("Pet.md", object(both))];
            let (mut api, _) = api(pages);
            restore(&mut api.models);
            matches!(api.models.last().expect("a page").kind, Kind::Union(_))
        };
        assert_eq!(["kind", "android", "id", "pet_id", "petId"].map(is_union), [true, true, false, false, false]);
    }

    #[test]
    fn a_literal_of_its_own_makes_it_an_object() {
        let of = |kind: &str, others: &[&str]| {
            let tag = [("kind", Type::Enum(Box::new(values(&[kind])))), ("name", Type::String(None))];
            let others = others.iter().map(|name| (*name, Type::Boolean));
            object(tag.into_iter().chain(others).map(|(name, ty)| field(name, ty)).collect())
        };
        let is_union = |kind| {
            let pages = [
                ("Cat.md", of("cat", &["lives"])),
                ("Dog.md", of("cat", &["tricks"])),
                ("Pet.md", of(kind, &["lives", "tricks"])),
            ];
            let (mut api, _) = api(pages.to_vec());
            restore(&mut api.models);
            matches!(api.models.last().expect("a page").kind, Kind::Union(_))
        };
        assert!(is_union("cat"));
        assert!(!is_union("pet"));
    }

    #[test]
    fn parts_without_a_field_in_common_are_an_object() {
        let pages: [(&str, &[&str]); 3] =
            [("Base.md", &["kind", "id"]), ("More.md", &["size"]), ("All.md", &["kind", "id", "size"])];
        assert_eq!(members(&pages), None);
    }
}
