//! What an object may be made of.
//!
//! In: the objects of a set. Out: for one of them, those whose fields are all its own too, if together they have
//! all of its fields.

use super::{Object, placed};
use crate::ir::{Field, Link, Type};

/// How many fields an object may have that is looked at: one bit of [`Names`] each.
const MAX_FIELDS: usize = Names::BITS as usize;

/// Some of the fields of a [`Whole`], a bit for each by its place.
pub type Names = u128;

/// The objects of a set, each by the one of its fields that the fewest objects have: another one that has them all
/// has this one too, and few that have not. Those with the fewest fields come first.
pub struct ByRarest<'a> {
    /// By the number of a field: how many objects have it.
    counts: Vec<usize>,
    /// By the number of the field that is their rarest one.
    objects: Vec<Vec<(usize, Object<'a>)>>,
}

impl<'a> ByRarest<'a> {
    pub fn of(objects: &[Option<Object<'a>>]) -> Self {
        let ids = || objects.iter().flatten().flat_map(|object| object.ids).map(|id| *id as usize);
        let fields = ids().max().map_or(0, |last| last + 1);
        let mut found = Self { counts: vec![0; fields], objects: vec![Vec::new(); fields] };
        ids().for_each(|id| found.counts[id] += 1);
        for (at, object) in placed(objects) {
            if let Some(rarest) = found.rarest(object) {
                found.objects[rarest as usize].push((at, object));
            }
        }
        found.objects.iter_mut().for_each(|objects| objects.sort_by_key(|(_, object)| object.fields.len()));
        found
    }

    fn rarest(&self, object: Object<'_>) -> Option<u32> {
        object.ids.iter().copied().min_by_key(|id| (self.counts[*id as usize], *id))
    }

    /// The objects that may be parts of another one; none where no part has its rarest field, as of most.
    fn parts_of(&self, whole: Object<'a>) -> impl Iterator<Item = &(usize, Object<'a>)> {
        // What is the rarest field of the whole is that of each part that has it.
        let is_of_part = self.rarest(whole).is_some_and(|id| self.parts_by(id, whole).next().is_some());
        let ids = if is_of_part { whole.ids } else { &[] };
        ids.iter().flat_map(move |id| self.parts_by(*id, whole))
    }

    /// Those whose rarest field it is.
    fn parts_by(&self, rarest: u32, whole: Object<'a>) -> impl Iterator<Item = &(usize, Object<'a>)> {
        let smaller =
            self.objects[rarest as usize].iter().take_while(move |(_, part)| part.fields.len() < whole.fields.len());
        smaller.filter(move |(_, part)| part.may_be_part_of(whole))
    }
}

/// An object that may be several others.
pub struct Whole<'a> {
    pub at: usize,
    pub object: Object<'a>,
    /// Its fields.
    pub names: Names,
    /// The objects that it has all fields of.
    pub parts: Vec<Part<'a>>,
}

/// An object whose fields another one has too.
pub struct Part<'a> {
    pub at: usize,
    pub object: Object<'a>,
    /// Its fields.
    pub names: Names,
}

impl<'a> Whole<'a> {
    /// `None` where nothing else has some of its fields.
    pub fn of(at: usize, object: Object<'a>, by_rarest: &ByRarest<'a>) -> Option<Self> {
        if object.ids.len() > MAX_FIELDS {
            return None;
        }
        let part = |(at, part): &(usize, Object<'a>)| {
            Some(Part { at: *at, object: *part, names: self::names(part.ids, object)? })
        };
        let parts: Vec<Part<'a>> = by_rarest.parts_of(object).filter_map(part).collect();
        // Most have none.
        parts.first()?;
        let names = names(object.ids, object)?;
        let said = parts.iter().fold(0, |said, part| said | part.names);
        (said == names).then_some(Self { at, object, names, parts })
    }

    /// The fields of which a part says something else.
    pub fn differing(&self, part: &Part<'_>) -> Names {
        let differing = self.shared(part).filter(|(field, place)| !is_said(field, &self.object.fields[*place]));
        differing.fold(0, |names, (_, place)| names | 1 << place)
    }

    /// Whether a part says the same of all its fields, and of what is required.
    pub fn is_said_by(&self, part: &Part<'_>) -> bool {
        self.shared(part).all(|(field, place)| {
            let same = &self.object.fields[place];
            field.required.value == same.required.value && is_said(field, same)
        })
    }

    /// The fields of a part, and their places here.
    fn shared<'p>(&self, part: &Part<'p>) -> impl Iterator<Item = (&'p Field<Link>, usize)> {
        let fields = part.object.fields.iter().zip(part.object.ids);
        fields.filter_map(|(field, id)| Some((field, self.object.place(*id)?)))
    }
}

/// Whether two pages say the same of a field.
fn is_said(one: &Field<Link>, other: &Field<Link>) -> bool {
    one.docs == other.docs && is_same(&one.ty.value, &other.ty.value)
}

/// The fields of an object by the numbers of their names; `None` where it has not all of them.
fn names(ids: &[u32], object: Object<'_>) -> Option<Names> {
    ids.iter().try_fold(0, |names, id| Some(names | 1 << object.place(*id)?))
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
