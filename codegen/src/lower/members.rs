//! What the variants of a union are called.

use std::collections::BTreeMap;

use crate::{
    ir::{self, Api, ModelId},
    limits::MAX_NAME,
    rust::ident,
};

use super::enums;

/// The variants' names, one a member. Members of one name are one variant.
///
/// A name says what the member's type is and depends on that type alone. Where two types would be called
/// the same, one keeps the name and each other one says more of itself.
pub fn names(api: &Api<ModelId>, union: &ir::Union<ModelId>) -> Vec<String> {
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
            let model = &api[*id];
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
            let model = &api[*id];
            format!("{}/{}", model.namespace.join("/"), model.title)
        }
    }
}
