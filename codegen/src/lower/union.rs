//! Unions as enums with one variant a member, and how a value's variant is found.

use std::collections::BTreeMap;

use crate::{
    ir::{self, Api, ModelId},
    limits::MAX_NAME,
    resolve::unions,
    rust::{Choice, Dispatch, Docs, Item, JsonKind, Member, Read, Type, Union, When, ident},
};

use super::{Context, enums, names::Site, text};

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
    let names = member_names(&context.resolved.api, union);
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
    Item::Union(Union { ident, docs, members, dispatch, exhaustive: context.config.exhaustive })
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

/// The variants' names, one a member. Members of one name are one variant.
///
/// A name says what the member's type is and depends on that type alone. Where two types would be called
/// the same, one keeps the name and each other one says more of itself.
pub fn member_names(api: &Api<ModelId>, union: &ir::Union<ModelId>) -> Vec<String> {
    let short: Vec<String> = union.members.iter().map(|member| describe(api, &member.ty, false)).collect();
    let exact: Vec<String> = union.members.iter().map(|member| exact(api, &member.ty)).collect();
    let mut rivals: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (at, name) in short.iter().enumerate() {
        rivals.entry(name).or_default().entry(&exact[at]).or_insert(at);
    }
    let mut chosen: BTreeMap<&str, String> = BTreeMap::new();
    let mut taken: std::collections::BTreeSet<String> = short.iter().cloned().collect();
    for (name, types) in &rivals {
        for (rank, (own, at)) in types.iter().enumerate() {
            if rank == 0 {
                chosen.insert(own, (*name).to_owned());
                continue;
            }
            let longer = describe(api, &union.members[*at].ty, true);
            let ident = if taken.contains(&longer) { format!("{name}X{}", &ident::hash(own)[..6]) } else { longer };
            taken.insert(ident.clone());
            chosen.insert(own, ident);
        }
    }
    exact.iter().map(|own| chosen.get(own.as_str()).cloned().unwrap_or_default()).collect()
}

/// A type as a variant's name; with `long`, with all that it is told apart by.
fn describe(api: &Api<ModelId>, ty: &ir::Type<ModelId>, long: bool) -> String {
    let name = match ty {
        ir::Type::Any => "Any".to_owned(),
        ir::Type::Object => "Object".to_owned(),
        ir::Type::String(_) => "String".to_owned(),
        ir::Type::Integer(_) => "Integer".to_owned(),
        ir::Type::Number(_) => "Number".to_owned(),
        ir::Type::Boolean => "Boolean".to_owned(),
        ir::Type::Null => "Null".to_owned(),
        ir::Type::List(inner) => format!("{}List", describe(api, inner, long)),
        ir::Type::Map(inner) => format!("{}Map", describe(api, inner, long)),
        ir::Type::Nullable(inner) if long => format!("Nullable{}", describe(api, inner, long)),
        ir::Type::Nullable(inner) => describe(api, inner, long),
        ir::Type::Enum(values) => match values.values.as_slice() {
            [] => "Enum".to_owned(),
            [only] => ident::camel(&enums::text(&only.json)),
            all if long => {
                all.iter().map(|value| ident::camel(&enums::text(&value.json))).collect::<Vec<_>>().join("Or")
            }
            _ => "Enum".to_owned(),
        },
        ir::Type::Union(union) if long => {
            let members: Vec<String> = union.members.iter().map(|member| describe(api, &member.ty, long)).collect();
            members.join("Or")
        }
        ir::Type::Union(_) => "Union".to_owned(),
        ir::Type::Ref(id) => {
            let model = &api.models[id.0 as usize];
            let folders: String = model.namespace.iter().filter(|_| long).map(|folder| ident::camel(folder)).collect();
            ident::types(&[&format!("{folders}{}", model.title)]).pop().unwrap_or_default()
        }
    };
    if name.chars().count() > MAX_NAME {
        let cut: String = name.chars().take(MAX_NAME - 20).collect();
        return format!("{cut}X{}", ident::hash(&name));
    }
    if name == "Unknown" { "UnknownValue".to_owned() } else { name }
}

/// A type in full: the same text for the same type only.
fn exact(api: &Api<ModelId>, ty: &ir::Type<ModelId>) -> String {
    match ty {
        // Formats do not tell types apart.
        ir::Type::Any
        | ir::Type::Object
        | ir::Type::String(_)
        | ir::Type::Integer(_)
        | ir::Type::Number(_)
        | ir::Type::Boolean
        | ir::Type::Null => describe(api, ty, false),
        ir::Type::List(inner) => format!("[{}]", exact(api, inner)),
        ir::Type::Map(inner) => format!("{{{}}}", exact(api, inner)),
        ir::Type::Nullable(inner) => format!("?{}", exact(api, inner)),
        ir::Type::Enum(values) => {
            let values: Vec<String> = values.values.iter().map(|value| value.json.to_string()).collect();
            format!("enum({})", values.join(","))
        }
        ir::Type::Union(union) => {
            let members: Vec<String> = union.members.iter().map(|member| exact(api, &member.ty)).collect();
            format!("({})", members.join("|"))
        }
        ir::Type::Ref(id) => {
            let model = &api.models[id.0 as usize];
            format!("{}/{}", model.namespace.join("/"), model.title)
        }
    }
}
