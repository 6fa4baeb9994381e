//! Flattened unions whose members the writer had to find names for.
//!
//! In: the objects of a set. Out: those with pages called `PetOneOf`, `PetOneOf1`, .. that have all the fields of
//! `Pet`, and no others. That is said by the names, so neither literals nor the order of fields matter.

use foldhash::{HashMap, HashSet};

use super::Object;

/// The objects of a set, by their titles.
pub struct Pages<'a> {
    titles: &'a [&'a str],
    objects: &'a [Option<Object<'a>>],
    by_title: HashMap<&'a str, usize>,
}

impl<'a> Pages<'a> {
    pub fn of(titles: &'a [&'a str], objects: &'a [Option<Object<'a>>]) -> Self {
        Self { titles, objects, by_title: titles.iter().copied().zip(0..).collect() }
    }

    /// The objects that the object at `at` was made of.
    pub fn members(&self, at: usize) -> Option<Vec<usize>> {
        let whole = self.objects[at]?;
        let first = format!("{}OneOf", self.titles[at]);
        let mut members = vec![*self.by_title.get(first.as_str())?];
        let titles = (1..).map(|number| format!("{first}{number}"));
        members.extend(titles.map_while(|title| self.by_title.get(title.as_str()).copied()));
        let objects: Vec<Object<'_>> = members.iter().filter_map(|member| self.objects[*member]).collect();
        let said: HashSet<u32> = objects.iter().flat_map(|member| member.ids).copied().collect();
        let all: HashSet<u32> = whole.ids.iter().copied().collect();
        (members.len() >= 2 && objects.len() == members.len() && said == all).then_some(members)
    }
}
