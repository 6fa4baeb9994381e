//! What a union's members are made of, once the unions inside of them are opened.
//!
//! In: a union. Out: a [`Leaf`] for each kind of values that a member can have.

use std::collections::BTreeSet;

use crate::ir::{Api, Base, Enum, Kind, ModelId, Struct, Type, Union};

use super::{JsonKind, MAX_DEPTH};

/// How many models are looked into for one union. Values of what is not reached are of no known member.
const MAX_MODELS: usize = 5_000;

/// A type that is no union, as far as it can be seen in JSON.
pub struct Leaf<'a> {
    /// The position of the member that it is, or is a part of.
    pub member: usize,
    /// What it is.
    pub shape: Shape<'a>,
}

/// What can be seen of a type in JSON.
pub enum Shape<'a> {
    /// A value of this kind, which may be of any other kind as well.
    Anything(JsonKind),
    /// Any value of this kind.
    Kind(JsonKind),
    /// A whole number.
    Whole,
    /// Listed values of this kind.
    Values(JsonKind, &'a Enum),
    /// A list of these.
    List(&'a Type<ModelId>),
    /// An object with listed properties.
    Object(ModelId, &'a Struct<ModelId>),
}

impl<'a> Leaf<'a> {
    /// The model that it is, where it is an object with listed properties.
    pub fn object(&self) -> Option<(ModelId, &'a Struct<ModelId>)> {
        match self.shape {
            Shape::Object(id, model) => Some((id, model)),
            Shape::Anything(_) | Shape::Kind(_) | Shape::Whole | Shape::Values(..) | Shape::List(_) => None,
        }
    }
}

/// Of all members of a union.
pub fn of_union<'a>(api: &'a Api<ModelId>, union: &'a Union<ModelId>) -> Vec<Leaf<'a>> {
    let mut collector = Collector::new(api, 0);
    for (member, one) in union.members.iter().enumerate() {
        // Nothing tells two members of one type apart: the first one has all values.
        let is_known = union.members[..member].iter().any(|other| other.ty == one.ty);
        if !is_known {
            collector.member = member;
            collector.collect(&one.ty, 0);
        }
    }
    collector.leaves
}

/// Of the items of a list, which is a member or a part of one.
pub fn of_items<'a>(api: &'a Api<ModelId>, item: &'a Type<ModelId>, member: usize) -> Vec<Leaf<'a>> {
    let mut collector = Collector::new(api, member);
    collector.collect(item, 0);
    collector.leaves
}

/// Collects what members are made of.
struct Collector<'a> {
    api: &'a Api<ModelId>,
    member: usize,
    /// The models that a member is made of. Unions that hold each other reach a model in many ways.
    seen: BTreeSet<(usize, ModelId)>,
    leaves: Vec<Leaf<'a>>,
}

impl<'a> Collector<'a> {
    fn new(api: &'a Api<ModelId>, member: usize) -> Self {
        Self { api, member, seen: BTreeSet::new(), leaves: Vec::new() }
    }

    fn collect(&mut self, ty: &'a Type<ModelId>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        if let Type::Ref(id) = ty
            && (self.seen.len() == MAX_MODELS || !self.seen.insert((self.member, *id)))
        {
            return;
        }
        let member = self.member;
        let api = self.api;
        let mut leaf = |shape| self.leaves.push(Leaf { member, shape });
        match ty {
            Type::Any => ALL_KINDS.iter().for_each(|kind| leaf(Shape::Anything(*kind))),
            Type::Object | Type::Map(_) => leaf(Shape::Kind(JsonKind::Object)),
            Type::String(_) => leaf(Shape::Kind(JsonKind::String)),
            Type::Integer(_) => leaf(Shape::Whole),
            Type::Number(_) => leaf(Shape::Kind(JsonKind::Number)),
            Type::Boolean => leaf(Shape::Kind(JsonKind::Boolean)),
            Type::Null => leaf(Shape::Kind(JsonKind::Null)),
            Type::List(item) => leaf(Shape::List(item)),
            Type::Nullable(inner) => {
                leaf(Shape::Kind(JsonKind::Null));
                self.collect(inner, depth + 1);
            }
            Type::Enum(values) => leaf(Shape::Values(kind_of(values.base), values)),
            Type::Union(union) => union.members.iter().for_each(|one| self.collect(&one.ty, depth + 1)),
            Type::Ref(id) => match &api[*id].kind {
                Kind::Struct(model) => leaf(Shape::Object(*id, model)),
                Kind::Enum(values) => leaf(Shape::Values(kind_of(values.base), values)),
                Kind::Union(union) => union.members.iter().for_each(|one| self.collect(&one.ty, depth + 1)),
                Kind::Alias(ty) => self.collect(ty, depth + 1),
                Kind::Opaque(_) => ALL_KINDS.iter().for_each(|kind| leaf(Shape::Anything(*kind))),
            },
        }
    }
}

const ALL_KINDS: &[JsonKind] =
    &[JsonKind::Null, JsonKind::Boolean, JsonKind::Number, JsonKind::String, JsonKind::Array, JsonKind::Object];

fn kind_of(base: Base) -> JsonKind {
    match base {
        Base::String => JsonKind::String,
        Base::Integer | Base::Number => JsonKind::Number,
        Base::Boolean => JsonKind::Boolean,
    }
}

/// The struct models among a union's members, also through references and nested unions.
pub fn objects(api: &Api<ModelId>, union: &Union<ModelId>) -> Vec<ModelId> {
    of_union(api, union).iter().filter_map(Leaf::object).map(|(id, _)| id).collect()
}
