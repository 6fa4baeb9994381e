//! What types can do: `new`, `Default`, conversions, and how unions are read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::parse_quote;

use crate::rust::{
    Base, Codec, Default, Enum, Field, Hold, Init, Member, Newtype, Presence, Struct, Type, Union, Wire, Wrap,
};

use super::tokens::{Std, ident, ty};

/// `new`, and `Default` where it is not derived.
pub fn of_struct(std: Std, item: &Struct) -> Vec<syn::Item> {
    let name = ident(&item.ident);
    let default = std.path("default", "Default");
    let arguments: Vec<TokenStream> = match &item.required {
        Some(required) => {
            let required = ident(required);
            vec![quote!(required: #required)]
        }
        None => item.fields.iter().filter_map(|field| argument(std, field)).collect(),
    };
    let values = item.fields.iter().map(|field| value(std, field, item.required.is_some()));
    let lint = item.fields.iter().any(|field| field.deprecated.is_some()).then(|| quote!(#[expect(deprecated)]));
    let literal = quote!(Self { #(#values),* });
    let doc = " A value that holds what is required and nothing else.";
    match item.default {
        Some(Default::Derived) => vec![parse_quote! {
            impl #name {
                #[doc = #doc]
                pub fn new() -> Self {
                    <Self as #default>::default()
                }
            }
        }],
        Some(Default::Written) => vec![
            parse_quote! {
                impl #name {
                    #[doc = #doc]
                    #lint
                    pub fn new() -> Self {
                        #literal
                    }
                }
            },
            parse_quote! {
                impl #default for #name {
                    fn default() -> Self {
                        Self::new()
                    }
                }
            },
        ],
        None => vec![parse_quote! {
            impl #name {
                #[doc = #doc]
                #lint
                pub fn new(#(#arguments),*) -> Self {
                    #literal
                }
            }
        }],
    }
}

fn argument(std: Std, field: &Field) -> Option<TokenStream> {
    let Init::Argument { ty: argument, wrap } = &field.init else { return None };
    let (name, argument) = (ident(&field.ident), ty(std, argument));
    let into = std.path("convert", "Into");
    Some(match wrap {
        Wrap::Into => quote!(#name: impl #into<#argument>),
        Wrap::Plain | Wrap::Box | Wrap::BoxInside => quote!(#name: #argument),
    })
}

/// A field of the literal in `new`; `by_name`: the arguments are the fields of one struct.
fn value(std: Std, field: &Field, by_name: bool) -> TokenStream {
    let name = ident(&field.ident);
    let given = if by_name { quote!(required.#name) } else { quote!(#name) };
    let boxed = std.path("boxed", "Box");
    let value = match (&field.init, &field.wire) {
        (Init::Argument { wrap: Wrap::Into, .. }, _) if !by_name => quote!(#given.into()),
        (Init::Argument { wrap: Wrap::Plain | Wrap::Into, .. }, _) => given,
        (Init::Argument { wrap: Wrap::Box, .. }, _) => quote!(#boxed::new(#given)),
        (Init::Argument { wrap: Wrap::BoxInside, .. }, _) => quote!(#given.map(#boxed::new)),
        (Init::Boolean(value), _) => quote!(#value),
        (Init::Variant(variant), _) => {
            let (of, variant) = (ty(std, held(&field.ty)), ident(variant));
            quote!(#of::#variant)
        }
        (Init::Absent, Wire::Property { presence: Presence::Maybe, .. }) => quote!(crate::support::Maybe::Absent),
        (Init::Absent, Wire::Property { .. }) => {
            let none = std.variant("option", "Option", "None");
            quote!(#none)
        }
        (Init::Absent, Wire::Unlisted { .. }) => match field.ty {
            Type::Extra => quote!(crate::support::Extra::new()),
            Type::TypedExtra(_) => quote!(crate::support::TypedExtra::new()),
            _ => quote!(std::collections::BTreeMap::new()),
        },
    };
    let some = std.variant("option", "Option", "Some");
    match (field.hold, &field.init) {
        // A field that is called like its argument is not said twice.
        (Hold::Bare, Init::Argument { wrap: Wrap::Plain, .. }) if !by_name => quote!(#name),
        (Hold::Bare, _) | (_, Init::Absent) => quote!(#name: #value),
        (Hold::Some, _) => quote!(#name: #some(#value)),
        (Hold::Value, _) => quote!(#name: crate::support::Maybe::Value(#value)),
        (Hold::Nullable, _) => quote!(#name: crate::support::Maybe::from(#value)),
    }
}

/// The type of the value that a field may hold.
fn held(ty: &Type) -> &Type {
    match ty {
        Type::Option(inner) | Type::Maybe(inner) => inner,
        other => other,
    }
}

/// The way between a value and what stands on the wire.
pub fn of_enum(std: Std, codec: Codec, item: &Enum) -> Vec<syn::Item> {
    let name = ident(&item.ident);
    let from = std.path("convert", "From");
    let variants: Vec<_> = item.variants.iter().map(|variant| ident(&variant.ident)).collect();
    let values: Vec<_> = item.variants.iter().map(|variant| literal(&variant.value)).collect();
    let doc = " The value on the wire.";
    match item.base {
        Base::String => {
            let string = ty(std, &Type::String);
            vec![
                parse_quote! {
                    impl #name {
                        #[doc = #doc]
                        pub fn as_str(&self) -> &str {
                            match self {
                                #(Self::#variants => #values,)*
                                Self::Unknown(value) => value,
                            }
                        }
                    }
                },
                parse_quote! {
                    impl #from<&str> for #name {
                        fn from(value: &str) -> Self {
                            match value {
                                #(#values => Self::#variants,)*
                                _ => Self::Unknown(value.to_owned()),
                            }
                        }
                    }
                },
                parse_quote! {
                    impl #from<#string> for #name {
                        fn from(value: #string) -> Self {
                            Self::from(value.as_str())
                        }
                    }
                },
                parse_quote! {
                    impl #from<#name> for #string {
                        fn from(value: #name) -> Self {
                            value.as_str().to_owned()
                        }
                    }
                },
            ]
        }
        Base::Integer => {
            let mut items = numeric(std, item, &quote!(i64), "as_i64");
            // The type by which serde's derive reads it.
            items.extend(match codec {
                Codec::Table => None,
                Codec::Derive => Some(parse_quote! {
                    impl #from<crate::support::Integer> for #name {
                        fn from(value: crate::support::Integer) -> Self {
                            Self::from(value.0)
                        }
                    }
                }),
            });
            items
        }
        Base::Number | Base::Boolean => numeric(std, item, &quote!(f64), "as_f64"),
    }
}

fn numeric(std: Std, item: &Enum, base: &TokenStream, getter: &str) -> Vec<syn::Item> {
    let (name, getter) = (ident(&item.ident), ident(getter));
    let from = std.path("convert", "From");
    let variants: Vec<_> = item.variants.iter().map(|variant| ident(&variant.ident)).collect();
    let values: Vec<_> = item.variants.iter().map(|variant| literal(&variant.value)).collect();
    let doc = " The value on the wire.";
    vec![
        parse_quote! {
            impl #name {
                #[doc = #doc]
                pub fn #getter(&self) -> #base {
                    match self {
                        #(Self::#variants => #values,)*
                        Self::Unknown(value) => *value,
                    }
                }
            }
        },
        parse_quote! {
            impl #from<#base> for #name {
                fn from(value: #base) -> Self {
                    match value {
                        #(#values => Self::#variants,)*
                        _ => Self::Unknown(value),
                    }
                }
            }
        },
        parse_quote! {
            impl #from<#name> for #base {
                fn from(value: #name) -> Self {
                    value.#getter()
                }
            }
        },
    ]
}

/// A scalar as a literal or pattern.
fn literal(value: &serde_json::Value) -> TokenStream {
    if let Some(text) = value.as_str() {
        let text = Literal::string(text);
        return quote!(#text);
    }
    let number = value.as_i64().map(Literal::i64_unsuffixed);
    let number = number.unwrap_or_else(|| Literal::f64_unsuffixed(value.as_f64().unwrap_or_default()));
    quote!(#number)
}

/// `From` for what it wraps.
pub fn of_newtype(std: Std, item: &Newtype) -> Vec<syn::Item> {
    let (name, inner) = (ident(&item.ident), ty(std, &item.ty));
    let from = std.path("convert", "From");
    vec![parse_quote! {
        impl #from<#inner> for #name {
            fn from(value: #inner) -> Self {
                Self(value)
            }
        }
    }]
}

/// `From` for the members of a union.
pub fn of_union(std: Std, item: &Union) -> Vec<syn::Item> {
    item.members.iter().filter(|member| member.from).flat_map(|member| from_member(std, &item.ident, member)).collect()
}

fn from_member(std: Std, union: &str, member: &Member) -> Vec<syn::Item> {
    let (name, variant) = (ident(union), ident(&member.ident));
    let from = std.path("convert", "From");
    if let Type::Box(inner) = &member.ty {
        let (inner, boxed) = (ty(std, inner), std.path("boxed", "Box"));
        return vec![parse_quote! {
            impl #from<#inner> for #name {
                fn from(value: #inner) -> Self {
                    Self::#variant(#boxed::new(value))
                }
            }
        }];
    }
    let own = ty(std, &member.ty);
    let mut items: Vec<syn::Item> = vec![parse_quote! {
        impl #from<#own> for #name {
            fn from(value: #own) -> Self {
                Self::#variant(value)
            }
        }
    }];
    if member.ty == Type::String {
        items.push(parse_quote! {
            impl #from<&str> for #name {
                fn from(value: &str) -> Self {
                    Self::#variant(value.to_owned())
                }
            }
        });
    }
    items
}
