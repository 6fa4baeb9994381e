//! Unions that only a name spells.
//!
//! In: a link to a page that is not there, `OneOfcatbigDog`. Out: what its name is made of, `Cat` and `BigDog`.
//! OpenAPI Generator 4 and 5 and Swagger Codegen 3 name a union that is written in the place where it is used after
//! its members, one behind the other, in the case of the specification. A name is divided where that can be done in
//! one way only, without remainder, into titles and the specification's words for scalars. Swagger Codegen also names
//! unions after the place: `OneOf`, the model, its property. Such a name tells nothing, whatever titles it holds.

use super::{HashMap, Unique};
use crate::{
    ir::{Link, Member, ModelId, Type, Union},
    letters::letters,
    limits::MAX_MEMBERS,
};

/// What the names of such unions begin with, and whether it is a union where there are several models.
const BEGINNINGS: &[(&str, bool)] = &[("OneOf", true), ("AnyOf", true), ("AllOf", false)];

/// The words of the specification.
const WORDS: &[(&str, Type<ModelId>)] = &[
    ("string", Type::String(None)),
    ("integer", Type::Integer(None)),
    ("number", Type::Number(None)),
    ("boolean", Type::Boolean),
];

/// The longest name that is looked at, in bytes.
const MAX_LENGTH: usize = 1_000;

/// How many parts are tried, for all names of a set together: names may be long, and titles of many lengths.
const MAX_TRIES: usize = 10_000_000;

/// The parts that names may be made of.
pub struct Spelled<'i> {
    titles: &'i HashMap<String, Unique<ModelId>>,
    /// The lengths that parts may have, ascending; once a name was met.
    lengths: Vec<usize>,
    /// The names that were met, and their parts.
    known: HashMap<String, Option<Vec<Type<ModelId>>>>,
    tries: usize,
}

impl<'i> Spelled<'i> {
    /// Parts with these titles, which are in lower case.
    pub fn new(titles: &'i HashMap<String, Unique<ModelId>>) -> Self {
        Self { titles, lengths: Vec::new(), known: HashMap::default(), tries: MAX_TRIES }
    }

    /// What the name of a page that is not there spells. The link stands in `field` of the model `title`.
    pub fn read(&mut self, link: &Link, title: &str, field: &str) -> Option<Type<ModelId>> {
        let name = link.label.last()?;
        let (rest, union) =
            BEGINNINGS.iter().find_map(|(beginning, union)| Some((name.strip_prefix(beginning)?, *union)))?;
        let place = letters(title) + &letters(field);
        if rest.is_empty() || rest.len() > MAX_LENGTH {
            return None;
        }
        let rest = rest.to_lowercase();
        if letters(&rest).strip_prefix(&place).is_some_and(|behind| matches!(behind, "" | "items")) {
            return None;
        }
        if !self.known.contains_key(&rest) {
            let parts = self.divide(&rest);
            self.known.insert(rest.clone(), parts);
        }
        match self.known.get(&rest)?.as_deref()? {
            [only] => Some(only.clone()),
            several if union => {
                let members = several.iter().map(|ty| Member { ty: ty.clone(), span: link.span }).collect();
                Some(Type::Union(Box::new(Union { members, discriminator: None })))
            }
            _ => None,
        }
    }

    /// The parts of `text`, where there is one way to divide it.
    fn divide(&mut self, text: &str) -> Option<Vec<Type<ModelId>>> {
        if self.lengths.is_empty() {
            let words = WORDS.iter().map(|(word, _)| word.len());
            self.lengths = self.titles.keys().map(String::len).filter(|length| *length > 0).chain(words).collect();
            self.lengths.sort_unstable();
            self.lengths.dedup();
        }
        // For each byte: in how many ways what stands from there on can be divided, and the first part of one.
        let mut ways: Vec<(usize, &str)> = vec![(0, ""); text.len() + 1];
        ways[text.len()].0 = 1;
        for start in (0..text.len()).rev() {
            for length in self.lengths.iter().take_while(|length| start + **length <= text.len()) {
                self.tries = self.tries.checked_sub(1)?;
                let behind = ways[start + length].0;
                let Some(part) = text.get(start..start + length).filter(|_| behind > 0) else { continue };
                let meanings = self.titles.get(part).map_or(0, Unique::count) + usize::from(word(part).is_some());
                if meanings > 0 {
                    ways[start] = ((ways[start].0 + behind * meanings).min(2), part);
                }
            }
        }
        let (count, _) = *ways.first()?;
        (count == 1).then_some(())?;
        let mut parts = Vec::new();
        let mut at = 0;
        while at < text.len() && parts.len() < MAX_MEMBERS {
            let part = ways[at].1;
            parts.push(word(part).or_else(|| Some(Type::Ref(self.titles.get(part)?.get()?)))?);
            at += part.len();
        }
        (at == text.len()).then_some(parts)
    }
}

fn word(part: &str) -> Option<Type<ModelId>> {
    WORDS.iter().find(|(word, _)| *word == part).map(|(_, ty)| ty.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::span;

    /// What `name` spells in the field `pet` of a model `Owner`, among models with these titles.
    fn spelled(titles: &[&str], name: &str) -> String {
        let ids = |at: usize| Unique::One(ModelId(at as u32));
        let titles: HashMap<String, Unique<ModelId>> =
            titles.iter().enumerate().map(|(at, title)| (title.to_lowercase(), ids(at))).collect();
        let link = Link { target: None, label: vec![name.to_owned()], span: span(0) };
        let show = |ty: &Type<ModelId>| match ty {
            Type::Ref(id) => id.0.to_string(),
            ty => format!("{ty:?}"),
        };
        match Spelled::new(&titles).read(&link, "Owner", "pet") {
            Some(Type::Union(union)) => union.members.iter().map(|m| show(&m.ty)).collect::<Vec<_>>().join(" | "),
            Some(ty) => show(&ty),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn members_are_titles_in_any_case() {
        let titles = &["Cat", "BigDog", "Dog"];
        assert_eq!(spelled(titles, "OneOfcatbigDog"), "0 | 1");
        assert_eq!(spelled(titles, "AnyOfBigDogDogCat"), "1 | 2 | 0");
        assert_eq!(spelled(titles, "OneOfCatstring"), "0 | String(None)");
    }

    #[test]
    fn one_member_is_itself() {
        assert_eq!(spelled(&["Cat"], "OneOfCat"), "0");
        assert_eq!(spelled(&["Cat"], "AllOfCat"), "0");
    }

    #[test]
    fn what_cannot_be_divided_in_one_way_is_left() {
        assert_eq!(spelled(&["Cat", "Dog"], "OneOfCatMouse"), "-");
        assert_eq!(spelled(&["Big", "Dog", "BigDog"], "OneOfBigDog"), "-");
        assert_eq!(spelled(&["Cat", "Dog"], "AllOfCatDog"), "-");
        assert_eq!(spelled(&["Cat", "Dog"], "CatDog"), "-");
        assert_eq!(spelled(&["Cat"], "OneOf"), "-");
    }

    #[test]
    fn a_name_of_a_place_spells_no_members() {
        let titles = &["Owner", "Pet"];
        assert_eq!(spelled(titles, "OneOfownerPet"), "-");
        assert_eq!(spelled(titles, "OneOfPetOwner"), "1 | 0");
    }

    #[test]
    fn a_hostile_name_ends_soon() {
        let titles: Vec<String> = (1..300).map(|length| "a".repeat(length)).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        assert_eq!(spelled(&titles, &format!("OneOf{}", "a".repeat(999))), "-");
        assert_eq!(spelled(&titles, &format!("OneOf{}", "a".repeat(1 << 20))), "-");
        assert_eq!(spelled(&["É"], "OneOféÉ"), "0 | 0");
    }
}
