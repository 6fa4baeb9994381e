//! Definitions of types.

use proc_macro2::Span;
use syn::{
    Attribute, Fields, FieldsNamed, FieldsUnnamed, Generics, Token, Type as SynType, Variant, punctuated::Punctuated,
    token,
};

use crate::rust::{Alias, Base, Codec, Derive, Enum, Init, Newtype, Struct, Type, Union, Unlisted};

use super::{
    derive,
    derives::{self, Serde},
    table,
    tokens::{Std, attr_value, attr_word, doc, docs, field, ident, public, ty},
};

thread_local! {
    static UNLISTED: Attribute = doc("A value that the docs do not list.");
    static NO_MEMBER: Attribute = doc("A value that is none of these, as it came.");
}

/// `pub struct X { .. }`
pub fn of_struct(std: Std, codec: Codec, item: &Struct) -> syn::Item {
    let mut attrs = docs(&item.docs);
    attrs.extend(derives::attribute(item.derives, Serde::of(codec)));
    attrs.extend(match codec {
        Codec::Derive => derive::of_struct(item.unlisted == Unlisted::Deny),
        Codec::Table => None,
    });
    attrs.extend((!item.exhaustive).then(|| attr_word("non_exhaustive")));
    let fields = item.fields.iter().map(|one| {
        let mut attrs = docs(&one.docs);
        attrs.extend(one.deprecated.as_ref().map(|reason| match reason {
            Some(reason) => attr_value("deprecated", reason),
            None => attr_word("deprecated"),
        }));
        attrs.extend(match codec {
            Codec::Derive => derive::of_field(std, one),
            Codec::Table => table::of_field(one),
        });
        field(attrs, true, Some(&one.ident), ty(std, &one.ty))
    });
    structure(attrs, &item.ident, fields)
}

/// `pub struct XRequired { .. }`: the arguments of `new` by name.
pub fn of_arguments(std: Std, item: &Struct, name: &str) -> syn::Item {
    let mut attrs = vec![doc(&["What [`", &item.ident, "::new`] asks for."].concat())];
    let derives = item.derives.without(Derive::Eq).without(Derive::Hash).without(Derive::Default);
    attrs.extend(derives::attribute(derives, Serde::Neither));
    let fields = item.fields.iter().filter_map(|one| match &one.init {
        Init::Argument { ty: argument, .. } => Some(field(Vec::new(), true, Some(&one.ident), ty(std, argument))),
        Init::Variant(_) | Init::Boolean(_) | Init::Absent => None,
    });
    structure(attrs, name, fields)
}

fn structure(attrs: Vec<Attribute>, name: &str, fields: impl Iterator<Item = syn::Field>) -> syn::Item {
    let fields = Fields::Named(FieldsNamed { brace_token: token::Brace::default(), named: fields.collect() });
    syn::Item::Struct(syn::ItemStruct {
        attrs,
        vis: public(),
        struct_token: Token![struct](Span::call_site()),
        ident: ident(name),
        generics: Generics::default(),
        fields,
        semi_token: None,
    })
}

/// `pub enum X { A, B, Unknown(String) }`
pub fn of_enum(std: Std, codec: Codec, item: &Enum) -> syn::Item {
    let mut attrs = docs(&item.docs);
    attrs.extend(derives::attribute(item.derives, Serde::of(codec)));
    attrs.extend(match codec {
        Codec::Derive => Some(derive::of_enum(std, item)),
        Codec::Table => None,
    });
    let mut variants: Punctuated<Variant, Token![,]> =
        item.variants.iter().map(|one| variant(docs(&one.docs), &one.ident, None)).collect();
    let base = match item.base {
        Base::String => Type::String,
        Base::Integer => Type::I64,
        Base::Number | Base::Boolean => Type::F64,
    };
    let unknown = vec![UNLISTED.with(Clone::clone)];
    variants.push(variant(unknown, "Unknown", Some(ty(std, &base))));
    enumeration(attrs, item.exhaustive, &item.ident, variants)
}

/// `pub enum X { A(A), B(B), Unknown(Value) }`
pub fn of_union(std: Std, codec: Codec, item: &Union) -> syn::Item {
    let mut attrs = docs(&item.docs);
    match codec {
        Codec::Derive => {
            attrs.extend(derives::attribute(item.derives, Serde::Serialize));
            attrs.push(derive::of_union());
        }
        Codec::Table => attrs.extend(derives::attribute(item.derives, Serde::Neither)),
    }
    let members = item.members.iter().map(|one| variant(Vec::new(), &one.ident, Some(ty(std, &one.ty))));
    let mut variants: Punctuated<Variant, Token![,]> = members.collect();
    let unknown = vec![NO_MEMBER.with(Clone::clone)];
    variants.push(variant(unknown, "Unknown", Some(ty(std, &Type::Json))));
    enumeration(attrs, item.exhaustive, &item.ident, variants)
}

fn variant(attrs: Vec<Attribute>, name: &str, holds: Option<SynType>) -> Variant {
    let fields = match holds {
        None => Fields::Unit,
        Some(ty) => Fields::Unnamed(FieldsUnnamed {
            paren_token: token::Paren::default(),
            unnamed: Punctuated::from_iter([field(Vec::new(), false, None, ty)]),
        }),
    };
    Variant { attrs, ident: ident(name), fields, discriminant: None }
}

fn enumeration(
    mut attrs: Vec<Attribute>,
    exhaustive: bool,
    name: &str,
    variants: Punctuated<Variant, Token![,]>,
) -> syn::Item {
    attrs.extend((!exhaustive).then(|| attr_word("non_exhaustive")));
    syn::Item::Enum(syn::ItemEnum {
        attrs,
        vis: public(),
        enum_token: Token![enum](Span::call_site()),
        ident: ident(name),
        generics: Generics::default(),
        brace_token: token::Brace::default(),
        variants,
    })
}

/// `pub type X = Y;`
pub fn of_alias(std: Std, item: &Alias) -> syn::Item {
    syn::Item::Type(syn::ItemType {
        attrs: docs(&item.docs),
        vis: public(),
        modifiers: syn::TypeModifiers::default(),
        type_token: Token![type](Span::call_site()),
        ident: ident(&item.ident),
        generics: Generics::default(),
        eq_token: Token![=](Span::call_site()),
        ty: Box::new(ty(std, &item.ty)),
        semi_token: Token![;](Span::call_site()),
        where_clause_placement: syn::WhereClausePlacement::Late,
    })
}

/// `pub struct X(pub Y);`
pub fn of_newtype(std: Std, codec: Codec, item: &Newtype) -> syn::Item {
    let mut attrs = docs(&item.docs);
    attrs.extend(derives::attribute(item.derives, Serde::of(codec)));
    attrs.extend(match codec {
        Codec::Derive => Some(derive::of_newtype()),
        Codec::Table => None,
    });
    syn::Item::Struct(syn::ItemStruct {
        attrs,
        vis: public(),
        struct_token: Token![struct](Span::call_site()),
        ident: ident(&item.ident),
        generics: Generics::default(),
        fields: Fields::Unnamed(FieldsUnnamed {
            paren_token: token::Paren::default(),
            unnamed: Punctuated::from_iter([field(Vec::new(), true, None, ty(std, &item.ty))]),
        }),
        semi_token: Some(Token![;](Span::call_site())),
    })
}
