//! How the members of a union are told apart.
//!
//! In: a resolved API and one of its unions. Out: [`Dispatch`], decided once, so that the generated code
//! looks at a value and only tries one member after the other where several stand under one test. Lists do:
//! the one whose items are the most specific comes first. Objects with the same required keys do: one with a key that
//! a single member lists is that member's before it is the first one's.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::ir::{Api, ModelId, Struct, Union};

mod leaves;
mod tag;

pub use leaves::objects;
pub use tag::listed;

use leaves::{Leaf, Shape};
use tag::Tags;

/// How deep unions inside of unions are followed.
const MAX_DEPTH: usize = 16;
/// How many optional keys of one member are asked for, to tell it from others with the same required keys.
const MAX_TELLING: usize = 4;
/// How many members with the same required keys are told apart by optional ones.
const MAX_ALIKE: usize = 16;

/// Which member a JSON value belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispatch {
    /// The property whose value tells the object members apart, where there is one: the discriminator.
    pub tag: Option<String>,
    /// Tested in this order, the first that fits decides; where none fits, the value is of no known member.
    pub arms: Vec<Arm>,
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
    let leaves = leaves::of_union(api, union);
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
    let mut arms: Vec<Arm> = tests.into_iter().map(|test| test.arm).collect();
    arms.extend(telling);
    arms.sort_by_key(|arm| (arm.kind, rank(&arm.when)));
    Dispatch { tag, arms }
}

/// An arm, and where it is one of lists, what would be tested of their items.
struct Test {
    arm: Arm,
    items: Vec<Arm>,
    /// Whether its member is any JSON at all: what the docs say more of comes first.
    takes_all: bool,
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
        if let Some((_, model)) = leaf.object() {
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

/// What would be tested of the items, where a leaf is a list.
fn items(api: &Api<ModelId>, leaf: &Leaf<'_>) -> Vec<Arm> {
    let Shape::List(item) = leaf.shape else { return Vec::new() };
    let tags = Tags { api, documented: None };
    leaves::of_items(api, item, leaf.member).iter().map(|leaf| arm(&tags, leaf, None)).collect()
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

#[cfg(test)]
mod tests;
