//! Unions as enums with one variant a member, and how a value's variant is found.

use std::collections::BTreeMap;

use crate::{
    ir::{self, ModelId},
    resolve::unions,
    rust::{Choice, Dispatch, Docs, Item, JsonKind, Member, Read, Type, Union, When},
};

use super::{Context, derives, members, names::Site, text};

/// One union; types written inside of it are added to `helpers`.
pub fn lower(
    context: &Context<'_>,
    site: &Site<'_>,
    ident: String,
    docs: Docs,
    union: &ir::Union<ModelId>,
    direct: bool,
    helpers: &mut Vec<Item>,
) -> Item {
    let names = members::names(&context.resolved.api, union);
    let mut members: Vec<Member> = Vec::new();
    // The same compiler type twice: a value could have been made of either.
    let mut canonical: Vec<Type> = Vec::new();
    let mut position = Vec::with_capacity(union.members.len());
    for ((at, member), name) in union.members.iter().enumerate().zip(&names) {
        let place = site.member(at, name);
        let known = members.iter().position(|other| other.ident == *name);
        position.push(known.unwrap_or(members.len()));
        if known.is_some() {
            continue;
        }
        let documented = text::without_formats(&member.ty);
        let ty = context.nested(&place, &documented, direct, helpers);
        let read = if context.is_integers(&member.ty) { Read::Integers } else { Read::Plain };
        canonical.push(context.canonical(&place, &documented));
        members.push(Member { ident: name.clone(), ty, read, from: false });
    }
    let itself = Type::Path(vec![ident.clone()]);
    for (at, own) in canonical.iter().enumerate() {
        let distinct = canonical.iter().filter(|other| *other == own).count() == 1;
        let plain = matches!(own, Type::Json | Type::JsonObject | Type::Unit | Type::Option(_));
        let inner = match &members[at].ty {
            Type::Box(inner) => inner,
            other => other,
        };
        members[at].from = distinct && !plain && *inner != itself;
    }
    let dispatch = dispatch(unions::dispatch(&context.resolved.api, union), &position);
    let derives = derives::of_value(context.config);
    Item::Union(Union { ident, docs, derives, members, dispatch, exhaustive: context.config.exhaustive })
}

/// How many kinds of JSON values there are.
const KINDS: usize = 6;

fn dispatch(found: unions::Dispatch, position: &[usize]) -> Dispatch {
    let mut by_kind: BTreeMap<JsonKind, Vec<(When, Vec<usize>)>> = BTreeMap::new();
    for arm in found.arms {
        let tests = by_kind.entry(arm.kind).or_default();
        let member = position[arm.member];
        match tests.iter_mut().find(|(when, _)| *when == arm.when) {
            Some((_, members)) if members.contains(&member) => {}
            Some((_, members)) => members.push(member),
            None => tests.push((arm.when, vec![member])),
        }
    }
    let kinds: Vec<(JsonKind, Choice)> = by_kind.into_iter().map(|(kind, tests)| (kind, choice(kind, tests))).collect();
    let total = kinds.iter().filter(|(_, choice)| matches!(choice, Choice::Always(_))).count() == KINDS;
    Dispatch { kinds, total }
}

fn choice(kind: JsonKind, mut tests: Vec<(When, Vec<usize>)>) -> Choice {
    if let [(When::Always, members)] = tests.as_mut_slice() {
        return Choice::Always(std::mem::take(members));
    }
    by_tag(kind, &tests).unwrap_or(Choice::Tests(tests))
}

/// The tests as a table of tags, if that is what they are.
fn by_tag(kind: JsonKind, tests: &[(When, Vec<usize>)]) -> Option<Choice> {
    let mut property = None;
    let mut seen = std::collections::HashSet::new();
    let mut arms: Vec<(Vec<String>, usize)> = Vec::new();
    for (when, members) in tests {
        let (When::Tag { property: own, values }, [member]) = (when, members.as_slice()) else { return None };
        if kind != JsonKind::Object || *property.get_or_insert(own) != own {
            return None;
        }
        let mut tags = Vec::new();
        for value in values {
            let tag = value.as_str()?;
            // A value that two members list goes to the first.
            if seen.insert(tag.to_owned()) {
                tags.push(tag.to_owned());
            }
        }
        match arms.iter_mut().find(|(_, other)| other == member) {
            Some((known, _)) => known.append(&mut tags),
            None if tags.is_empty() => {}
            None => arms.push((tags, *member)),
        }
    }
    Some(Choice::Tag { property: property?.clone(), arms })
}
