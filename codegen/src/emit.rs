//! From decisions to syntax.
//!
//! In: [`rust::Item`](crate::rust::Item)s. Out: [`syn::Item`]s. Everything is decided already; this only
//! spells it, through the codec that the API chose.

use crate::rust::{Codec, File, Item};

use quote::quote;
use syn::{Visibility, parse_quote};

mod code;
mod derive;
mod derives;
mod impls;
mod items;
mod reading;
mod table;
mod tokens;

pub use table::{Block, Table, Word, blocks};

use tokens::{Std, ident};

/// One type and its implementations.
pub fn item(file: &File, item: &Item) -> Vec<syn::Item> {
    let std = Std { full: file.shadows };
    let codec = file.codec;
    match item {
        Item::Struct(item) => {
            let mut all = vec![items::of_struct(std, codec, item)];
            all.extend(impls::of_struct(std, item));
            all.extend(item.required.as_deref().map(|name| items::of_arguments(std, item, name)));
            all
        }
        Item::Enum(item) => {
            let mut all = vec![items::of_enum(std, codec, item)];
            match codec {
                Codec::Derive => all.extend(impls::of_enum(std, item)),
                // The table says it.
                Codec::Table => {}
            }
            all
        }
        Item::Union(item) => {
            let mut all = vec![items::of_union(std, codec, item)];
            all.extend(match codec {
                Codec::Derive => Some(reading::of_union(std, item)),
                Codec::Table => None,
            });
            all.extend(impls::of_union(std, item));
            all
        }
        Item::Alias(item) => vec![items::of_alias(std, item)],
        Item::Newtype(item) => {
            let mut all = vec![items::of_newtype(std, codec, item)];
            all.extend(impls::of_newtype(std, item));
            all
        }
    }
}

/// A module in a module, and what it stands behind.
pub fn module(behind: &[String], name: &str) -> Vec<syn::Item> {
    vec![code::module(tokens::behind(behind), tokens::public(), name)]
}

/// A module that only its parent sees.
pub fn hidden<S: AsRef<str>>(behind: &[S], name: &str) -> Vec<syn::Item> {
    vec![code::module(tokens::behind(behind), Visibility::Inherited, name)]
}

/// A file whose types a module shows. Whatever a page adds to a module belongs together and names no type.
pub fn shown(behind: &[String], name: &str) -> Vec<syn::Item> {
    let behind = tokens::behind(behind);
    vec![code::module(behind.clone(), Visibility::Inherited, name), code::everything_of(behind, name)]
}

/// The root of a crate of these APIs, each with the feature that it stands behind.
pub fn root(docs: &[&str], apis: &[(&str, Option<&str>)]) -> syn::File {
    let attrs = tokens::inner_docs(docs);
    let apis = apis.iter().map(|(name, feature)| {
        let (name, feature) = (ident(name), tokens::behind(feature.as_slice()));
        quote!(#feature #[rustfmt::skip] pub mod #name;)
    });
    let items = quote!(#(#apis)* #[rustfmt::skip] pub mod support;);
    let mut file: syn::File = parse_quote!(#items);
    file.attrs = attrs;
    file
}
