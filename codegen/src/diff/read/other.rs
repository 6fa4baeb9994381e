//! Items that are of no page: the run-time support.
//!
//! In: a file. Out: its public items, each as what callers depend on: signatures of functions and methods,
//! public fields and variants. Bodies, attributes and comments are left out.

use std::collections::{BTreeMap, BTreeSet};

use quote::{ToTokens, quote};

use super::{
    super::surface::{Docs, Item, Kind},
    SUPPORT,
    impls::trait_name,
    place::{Place, derives, is_public},
};

/// The public items of a file.
pub fn items(place: &Place<'_>, parsed: &syn::File) -> Vec<Item> {
    let mut found: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    for item in &parsed.items {
        if let Some((ident, traits, lines)) = definition(item) {
            found.insert(ident, (traits, lines));
        }
    }
    for item in &parsed.items {
        let syn::Item::Impl(item) = item else { continue };
        let Some((traits, lines)) = found.get_mut(&subject(item)) else { continue };
        match trait_name(place, item) {
            Some(name) => drop(traits.insert(name)),
            None => lines.extend(item.items.iter().filter_map(method)),
        }
    }
    let item = |(ident, (traits, lines)): (String, _)| Item {
        // Whatever file it lies in, it is shown by the module of the run-time support.
        path: [SUPPORT, "::", &ident].concat(),
        file: place.file.to_owned(),
        page: String::new(),
        line: place.line_of_item(&ident),
        docs: Docs::default(),
        kind: Kind::Other(lines),
        traits,
        non_exhaustive: false,
        owner: None,
    };
    found.into_iter().map(item).collect()
}

/// The name of the type that an `impl` is for.
fn subject(item: &syn::ItemImpl) -> String {
    match &*item.self_ty {
        syn::Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

type Definition = (String, BTreeSet<String>, BTreeSet<String>);

fn definition(item: &syn::Item) -> Option<Definition> {
    match item {
        syn::Item::Struct(item) if is_public(&item.vis) => {
            let public = item.fields.iter().filter(|field| is_public(&field.vis));
            let lines = public.map(|field| {
                let (ident, ty) = (&field.ident, &field.ty);
                spelled(quote!(pub #ident: #ty))
            });
            Some((item.ident.to_string(), derives(&item.attrs), lines.collect()))
        }
        syn::Item::Enum(item) if is_public(&item.vis) => {
            let lines = item.variants.iter().map(|variant| {
                let (ident, fields) = (&variant.ident, &variant.fields);
                spelled(quote!(#ident #fields))
            });
            Some((item.ident.to_string(), derives(&item.attrs), lines.collect()))
        }
        syn::Item::Type(item) if is_public(&item.vis) => {
            let ty = &item.ty;
            Some((item.ident.to_string(), BTreeSet::new(), BTreeSet::from([spelled(quote!(= #ty))])))
        }
        syn::Item::Fn(item) if is_public(&item.vis) => {
            Some((item.sig.ident.to_string(), BTreeSet::new(), BTreeSet::from([spelled(&item.sig)])))
        }
        syn::Item::Trait(item) if is_public(&item.vis) => {
            let lines = item.items.iter().map(spelled).collect();
            Some((item.ident.to_string(), BTreeSet::new(), lines))
        }
        _ => None,
    }
}

fn method(item: &syn::ImplItem) -> Option<String> {
    match item {
        syn::ImplItem::Fn(item) if is_public(&item.vis) => Some(spelled(&item.sig)),
        _ => None,
    }
}

fn spelled(tokens: impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}
