//! What each type derives: what the API asks for, where the type can.
//!
//! In: the configuration, and types whose fields are decided. Out: their [`Derives`]. `f64` has neither `Eq` nor
//! `Hash`, so that a type with one in it, however deep, goes without.

use std::collections::HashSet;

use crate::{
    config::{Codec, Config},
    rust::{Base, Default, Derive, Derives, File, Item, Type},
};

use super::names::Names;

/// Of a struct.
pub fn of_struct(config: &Config, default: Option<Default>) -> Derives {
    match default {
        Some(Default::Derived) => of_value(config).with(Derive::Default),
        Some(Default::Written) | None => of_value(config),
    }
}

/// Whether structs have `Default` where they can.
pub fn wants_default(config: &Config) -> bool {
    config.derives.unwrap_or_default().has(Derive::Default)
}

/// Of a type that has no `Default`.
pub fn of_value(config: &Config) -> Derives {
    config.derives.unwrap_or_default().without(Derive::Default)
}

/// Of a set of values. Where nothing is said it can be a key of a map.
pub fn of_enum(config: &Config, base: Base) -> Derives {
    let derives = match (config.derives, base) {
        (None, Base::String | Base::Integer) => of_value(config).with(Derive::Eq).with(Derive::Hash),
        (None, Base::Number | Base::Boolean) | (Some(_), _) => of_value(config),
    };
    match config.codec {
        // serde turns a copy into what it writes.
        Codec::Derive => derives.with(Derive::Clone),
        Codec::Table => derives,
    }
}

/// Takes `Eq` and `Hash` from the types that have `f64` in them.
pub fn only_where_they_hold(config: &Config, names: &Names, files: &mut [(usize, File)]) {
    let asked = config.derives.unwrap_or_default();
    if !asked.has(Derive::Eq) && !asked.has(Derive::Hash) {
        return;
    }
    let mut inexact: HashSet<Vec<String>> = HashSet::new();
    loop {
        let before = inexact.len();
        for (namespace, file) in files.iter() {
            let within = &names.namespaces[*namespace].path;
            for item in &file.items {
                if item.types().iter().any(|ty| is_inexact(ty, within, &inexact)) || is_of_numbers(item) {
                    inexact.insert(whole(within, ident(item)));
                }
            }
        }
        if inexact.len() == before {
            break;
        }
    }
    for (namespace, file) in files {
        let within = &names.namespaces[*namespace].path;
        for item in &mut file.items {
            if !inexact.contains(&whole(within, ident(item))) {
                continue;
            }
            let derives = match item {
                Item::Struct(item) => &mut item.derives,
                Item::Enum(item) => &mut item.derives,
                Item::Union(item) => &mut item.derives,
                Item::Newtype(item) => &mut item.derives,
                Item::Alias(_) => continue,
            };
            *derives = derives.without(Derive::Eq).without(Derive::Hash);
        }
    }
}

fn ident(item: &Item) -> &str {
    item.idents().next().unwrap_or_default()
}

fn whole(namespace: &[String], ident: &str) -> Vec<String> {
    namespace.iter().map(String::as_str).chain([ident]).map(str::to_owned).collect()
}

fn is_of_numbers(item: &Item) -> bool {
    match item {
        Item::Enum(item) => matches!(item.base, Base::Number | Base::Boolean),
        Item::Struct(_) | Item::Union(_) | Item::Alias(_) | Item::Newtype(_) => false,
    }
}

fn is_inexact(ty: &Type, within: &[String], inexact: &HashSet<Vec<String>>) -> bool {
    match ty.innermost() {
        Type::F64 => true,
        Type::Path(path) => match path.as_slice() {
            [start, rest @ ..] if start == "crate" => inexact.contains(rest),
            [.., ident] => inexact.contains(&whole(within, ident)),
            [] => false,
        },
        _ => false,
    }
}
