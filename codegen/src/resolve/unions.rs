//! How the members of a union are told apart.
//!
//! In: a resolved API and one of its unions. Out: [`Dispatch`], decided once, so that the generated code
//! looks at a value and only tries one member after the other where several stand under one test. Lists do:
//! the one whose items are the most specific comes first, and two overlap where their items do. Objects with the
//! same required keys do: one with a key that a single member lists is that member's before it is the first one's.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use crate::ir::{Api, Base, Discriminator, Enum, Field, Kind, ModelId, Struct, Type, Union};

/// How deep unions inside of unions are followed.
const MAX_DEPTH: usize = 16;
/// How many optional keys of one member are asked for, to tell it from others with the same required keys.
const MAX_TELLING: usize = 4;
/// How many members with the same required keys are told apart by optional ones.
const MAX_ALIKE: usize = 16;
/// How many models are looked into for one union. Values of what is not reached are of no known member.
const MAX_MODELS: usize = 5_000;

/// Which member a JSON value belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispatch {
    /// The property whose value tells the object members apart, where there is one: the discriminator.
    pub tag: Option<String>,
    /// Tested in this order, the first that fits decides; where none fits, the value is of no known member.
    pub arms: Vec<Arm>,
    /// Pairs of members, by position, that some value fits both; the first one gets it.
    pub overlaps: Vec<(usize, usize)>,
}

impl Dispatch {
    /// The members that a value of a kind is tried as, in this order; none: it is of no known member. `holds` says
    /// whether a test is met.
    pub fn tried(&self, kind: JsonKind, holds: impl Fn(&When) -> bool) -> Vec<usize> {
        let mut members = Vec::new();
        let mut arms = self.arms.iter().filter(|arm| arm.kind == kind);
        if let Some(first) = arms.find(|arm| holds(&arm.when)) {
            members.push(first.member);
            for arm in arms.filter(|arm| arm.when == first.when) {
                if !members.contains(&arm.member) {
                    members.push(arm.member);
                }
            }
        }
        members
    }
}

/// One test and what follows from it. A member may have several arms (a union inside of a union).
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    /// The JSON kind that the value must be of.
    pub kind: JsonKind,
    /// What else must hold.
    pub when: When,
    /// The member's position in the union.
    pub member: usize,
}

/// The kinds of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// Any number.
    Number,
    /// Text.
    String,
    /// `[..]`
    Array,
    /// `{..}`
    Object,
}

impl JsonKind {
    /// The kind of a value.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

/// What must hold besides the kind.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// The object's property is one of these.
    Tag {
        /// The property's name on the wire.
        property: String,
        /// Its values for this member.
        values: Vec<Value>,
    },
    /// The value is one of these.
    OneOf(Vec<Value>),
    /// The number is whole.
    Whole,
    /// The object has all of these keys.
    Keys(Vec<String>),
    /// Nothing else.
    Always,
}

/// Decides how the members of `union` are told apart: by a tag where one property has other values in
/// every object member, as the union's own mapping or the members' fields say, else by JSON kind and
/// required keys, the most specific test first.
pub fn dispatch(api: &Api<ModelId>, union: &Union<ModelId>) -> Dispatch {
    let leaves = leaves(api, union);
    let tags = Tags { api, documented: union.discriminator.as_ref() };
    let tag = tags.property(&leaves);
    let mut tests: Vec<Test> = leaves
        .iter()
        .map(|leaf| Test {
            arm: arm(&tags, leaf, tag.as_deref()),
            items: items(api, leaf),
            takes_all: matches!(leaf.shape, Shape::Anything(_)),
        })
        .collect();
    let telling = telling(&leaves, &tests);
    // Stable: members of one rank stay in document order.
    tests.sort_by_key(|test| {
        let items = test.items.iter().map(|item| rank(&item.when)).max().unwrap_or_default();
        (test.arm.kind, rank(&test.arm.when), test.takes_all, items, test.items.len())
    });
    tests.dedup_by(|a, b| a.arm == b.arm);
    let overlaps = overlaps(&tests);
    let mut arms: Vec<Arm> = tests.into_iter().map(|test| test.arm).collect();
    arms.extend(telling);
    arms.sort_by_key(|arm| (arm.kind, rank(&arm.when)));
    Dispatch { tag, arms, overlaps }
}

/// Tests of optional keys that one member lists and no other one with the same required keys does. Behind it come
/// the others: what it is may be a key that the docs do not list yet.
fn telling(leaves: &[Leaf<'_>], tests: &[Test]) -> Vec<Arm> {
    let mut alike: BTreeMap<BTreeSet<&str>, Vec<(usize, Vec<&str>)>> = BTreeMap::new();
    for (leaf, test) in leaves.iter().zip(tests) {
        let required = match &test.arm.when {
            When::Keys(keys) => keys.iter().map(String::as_str).collect(),
            When::Always => BTreeSet::new(),
            When::Tag { .. } | When::OneOf(_) | When::Whole => continue,
        };
        if let Shape::Object(_, model) = leaf.shape {
            let keys = model.fields.iter().map(|field| field.json.text.as_str()).collect();
            alike.entry(required).or_default().push((leaf.member, keys));
        }
    }
    let mut arms = Vec::new();
    for (required, members) in alike.iter().filter(|(_, members)| (2..=MAX_ALIKE).contains(&members.len())) {
        // Which member lists a key; none where several do.
        let mut lists: HashMap<&str, Option<usize>> = HashMap::new();
        for (member, keys) in members {
            for key in keys {
                let by = lists.entry(key).or_insert(Some(*member));
                *by = by.filter(|known| known == member);
            }
        }
        for (member, keys) in members {
            let others: Vec<usize> = members.iter().map(|(other, _)| *other).filter(|other| other != member).collect();
            let own = keys.iter().filter(|key| !required.contains(*key) && lists[*key] == Some(*member));
            for own in own.take(if others.is_empty() { 0 } else { MAX_TELLING }) {
                let asked = keys.iter().filter(|key| *key == own || required.contains(*key));
                let when = When::Keys(asked.map(|key| (*key).to_owned()).collect());
                let order = [member].into_iter().chain(&others);
                arms.extend(order.map(|member| Arm { kind: JsonKind::Object, when: when.clone(), member: *member }));
            }
        }
    }
    arms
}

/// An arm, and where it is one of lists, what would be tested of their items.
struct Test {
    arm: Arm,
    items: Vec<Arm>,
    /// Whether its member is any JSON at all: what the docs say more of comes first.
    takes_all: bool,
}

fn items(api: &Api<ModelId>, leaf: &Leaf<'_>) -> Vec<Arm> {
    let Shape::List(item) = leaf.shape else { return Vec::new() };
    let mut collector = Collector { api, member: leaf.member, seen: BTreeSet::new(), leaves: Vec::new() };
    collector.collect(item, 0);
    collector.leaves.iter().map(|leaf| arm(&Tags { api, documented: None }, leaf, None)).collect()
}

/// A type that is no union, as far as it can be seen in JSON.
struct Leaf<'a> {
    member: usize,
    shape: Shape<'a>,
}

enum Shape<'a> {
    Anything(JsonKind),
    Kind(JsonKind),
    Whole,
    Values(JsonKind, &'a Enum),
    List(&'a Type<ModelId>),
    Object(ModelId, &'a Struct<ModelId>),
}

fn leaves<'a>(api: &'a Api<ModelId>, union: &'a Union<ModelId>) -> Vec<Leaf<'a>> {
    let mut collector = Collector { api, member: 0, seen: BTreeSet::new(), leaves: Vec::new() };
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

/// Collects what members are made of.
struct Collector<'a> {
    api: &'a Api<ModelId>,
    member: usize,
    /// The models that a member is made of. Unions that hold each other reach a model in many ways.
    seen: BTreeSet<(usize, ModelId)>,
    leaves: Vec<Leaf<'a>>,
}

impl<'a> Collector<'a> {
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
    let id = |leaf: &Leaf<'_>| match leaf.shape {
        Shape::Object(id, _) => Some(id),
        Shape::Anything(_) | Shape::Kind(_) | Shape::Whole | Shape::Values(..) | Shape::List(_) => None,
    };
    leaves(api, union).iter().filter_map(id).collect()
}

/// The values that a type can have by the docs, where it is a literal or a reference to an enum.
pub fn listed<'a>(api: &'a Api<ModelId>, ty: &'a Type<ModelId>) -> Option<&'a Enum> {
    listed_below(api, ty, 0)
}

fn listed_below<'a>(api: &'a Api<ModelId>, ty: &'a Type<ModelId>, depth: usize) -> Option<&'a Enum> {
    if depth > MAX_DEPTH {
        return None;
    }
    match ty {
        Type::Enum(values) => Some(values),
        Type::Ref(id) => match &api[*id].kind {
            Kind::Enum(values) => Some(values),
            Kind::Alias(ty) => listed_below(api, ty, depth + 1),
            Kind::Struct(_) | Kind::Union(_) | Kind::Opaque(_) => None,
        },
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Union(_) => None,
    }
}

fn values_of<'a>(api: &'a Api<ModelId>, field: &'a Field<ModelId>) -> Option<Vec<&'a Value>> {
    let mut values = Vec::new();
    all_listed(api, &field.ty.value, 0, &mut BTreeSet::new(), &mut values)
        .then_some(values)
        .filter(|values| !values.is_empty())
}

/// Whether all values of a type are listed, be it by several enums of which it is a union. A model is looked
/// into once: unions that hold each other reach it in many ways.
fn all_listed<'a>(
    api: &'a Api<ModelId>,
    ty: &'a Type<ModelId>,
    depth: usize,
    seen: &mut BTreeSet<ModelId>,
    found: &mut Vec<&'a Value>,
) -> bool {
    if let Type::Ref(id) = ty
        && !seen.insert(*id)
    {
        return true;
    }
    if let Some(listed) = listed(api, ty) {
        found.extend(listed.values.iter().map(|value| &value.json));
        return !listed.values.is_empty();
    }
    let union = match ty {
        Type::Union(union) => union,
        Type::Ref(id) => match &api[*id].kind {
            Kind::Union(union) => union,
            Kind::Struct(_) | Kind::Enum(_) | Kind::Alias(_) | Kind::Opaque(_) => return false,
        },
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Enum(_) => return false,
    };
    depth < MAX_DEPTH && union.members.iter().all(|member| all_listed(api, &member.ty, depth + 1, seen, found))
}

/// What is known of the values that tell members apart.
struct Tags<'a> {
    api: &'a Api<ModelId>,
    documented: Option<&'a Discriminator>,
}

impl Tags<'_> {
    /// The property that has known values in every object member, no value in two of them.
    fn property(&self, leaves: &[Leaf<'_>]) -> Option<String> {
        let objects: Vec<_> = leaves
            .iter()
            .filter_map(|leaf| match &leaf.shape {
                Shape::Object(id, model) => Some((*id, *model)),
                Shape::Anything(_) | Shape::Kind(_) | Shape::Whole | Shape::Values(..) | Shape::List(_) => None,
            })
            .collect();
        let [(_, first), _, ..] = objects.as_slice() else { return None };
        let is_documented = |field: &&Field<ModelId>| self.documented.is_some_and(|d| d.property == field.json.text);
        let documented = first.fields.iter().filter(is_documented);
        let required = first.fields.iter().filter(|field| field.required.value);
        let optional = first.fields.iter().filter(|field| !field.required.value);
        documented
            .chain(required)
            .chain(optional)
            .map(|field| &field.json.text)
            .find(|name| self.tells_apart(&objects, name))
            .cloned()
    }

    fn tells_apart(&self, objects: &[(ModelId, &Struct<ModelId>)], name: &str) -> bool {
        let mut seen = BTreeSet::new();
        objects.iter().all(|(id, model)| {
            let Some(values) = self.values(*id, model, name) else { return false };
            values.iter().all(|value| seen.insert(value.to_string()))
        })
    }

    /// The values that a property has in one member: those that the union's mapping names it by, else
    /// those that its own field lists.
    fn values(&self, id: ModelId, model: &Struct<ModelId>, property: &str) -> Option<Vec<Value>> {
        let field = model.fields.iter().find(|field| field.json.text == property)?;
        let listed = values_of(self.api, field);
        let is_text = match &listed {
            Some(values) => values.iter().all(|value| value.is_string()),
            None => matches!(field.ty.value, Type::String(_)),
        };
        let mapped: Vec<Value> = match self.documented {
            Some(documented) if is_text && documented.property == property => {
                let title = &self.api[id].title;
                documented.mapping.iter().filter(|(_, to)| to == title).map(|(tag, _)| tag.as_str().into()).collect()
            }
            Some(_) | None => Vec::new(),
        };
        if !mapped.is_empty() {
            return Some(mapped);
        }
        Some(listed?.into_iter().cloned().collect())
    }
}

fn arm(tags: &Tags<'_>, leaf: &Leaf<'_>, tag: Option<&str>) -> Arm {
    let (kind, when) = match &leaf.shape {
        Shape::Anything(kind) | Shape::Kind(kind) => (*kind, When::Always),
        Shape::Whole => (JsonKind::Number, When::Whole),
        Shape::List(_) => (JsonKind::Array, When::Always),
        Shape::Values(kind, listed) if listed.values.is_empty() => (*kind, When::Always),
        Shape::Values(kind, listed) => {
            (*kind, When::OneOf(listed.values.iter().map(|value| value.json.clone()).collect()))
        }
        Shape::Object(id, model) => (JsonKind::Object, object(tags, *id, model, tag)),
    };
    Arm { kind, when, member: leaf.member }
}

fn object(tags: &Tags<'_>, id: ModelId, model: &Struct<ModelId>, tag: Option<&str>) -> When {
    if let Some(tag) = tag
        && let Some(values) = tags.values(id, model, tag)
    {
        return When::Tag { property: tag.to_owned(), values };
    }
    let required: Vec<String> =
        model.fields.iter().filter(|field| field.required.value).map(|field| field.json.text.clone()).collect();
    if required.is_empty() { When::Always } else { When::Keys(required) }
}

/// The lower, the more specific.
fn rank(when: &When) -> usize {
    match when {
        When::Tag { .. } | When::OneOf(_) => 0,
        When::Whole => 1,
        When::Keys(keys) => usize::MAX - 1 - keys.len(),
        When::Always => usize::MAX,
    }
}

/// Pairs of members of which one value can fit both, where the order of tests does not make the choice
/// the obvious one (a listed value before any text, more keys before fewer, any JSON at all last).
fn overlaps(tests: &[Test]) -> Vec<(usize, usize)> {
    let mut found = BTreeSet::new();
    // Whatever has a tag is of one member.
    let tests: Vec<&Test> = tests.iter().filter(|test| !matches!(test.arm.when, When::Tag { .. })).collect();
    for (i, a) in tests.iter().enumerate() {
        for b in &tests[i + 1..] {
            if a.takes_all == b.takes_all
                && a.arm.member != b.arm.member
                && meet(&a.arm, &b.arm)
                && items_meet(&a.items, &b.items)
            {
                let (a, b) = (a.arm.member, b.arm.member);
                found.insert((a.min(b), a.max(b)));
            }
        }
    }
    found.into_iter().collect()
}

fn meet(a: &Arm, b: &Arm) -> bool {
    a.kind == b.kind && overlap(&a.when, &b.when)
}

/// Whether lists of these may hold the same items; what holds no items at all is no list.
fn items_meet(a: &[Arm], b: &[Arm]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|a| b.iter().any(|b| meet(a, b)))
}

/// So many comparisons take less time than sets do.
const FEW: usize = 256;

fn overlap(a: &When, b: &When) -> bool {
    match (a, b) {
        (When::Always, When::Always) | (When::Whole, When::Whole) => true,
        (When::OneOf(a), When::OneOf(b)) => {
            if a.len() * b.len() <= FEW {
                return b.iter().any(|value| a.contains(value));
            }
            let listed: HashSet<&Value> = a.iter().collect();
            b.iter().any(|value| listed.contains(value))
        }
        (When::Keys(a), When::Keys(b)) => {
            // Most differ in the first one.
            a.len() == b.len()
                && a.first().is_none_or(|key| b.contains(key))
                && a.iter().collect::<HashSet<_>>() == b.iter().collect::<HashSet<_>>()
        }
        (When::Tag { .. } | When::OneOf(_) | When::Whole | When::Keys(_) | When::Always, _) => false,
    }
}

#[cfg(test)]
mod tests;
