//! The codec that meets serde by stock derives: attributes of items and fields.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use crate::rust::{Base, Enum, Field, Presence, Read, Wire};

use super::tokens::{Std, attr_list, commas, setting};

thread_local! {
    // `quote!` reads its own text each time: what is the same for thousands of items is read once.
    static UNTAGGED: Attribute = attr_list("serde", quote!(untagged));
    static TRANSPARENT: Attribute = attr_list("serde", quote!(transparent));
    static DENY: Attribute = attr_list("serde", quote!(deny_unknown_fields));
    static DEFAULT: TokenStream = quote!(default);
    static FLATTEN: TokenStream = quote!(flatten);
}

/// The attribute of a struct.
pub fn of_struct(deny_unknown: bool) -> Option<Attribute> {
    deny_unknown.then(|| DENY.with(Clone::clone))
}

/// The attribute of a type that is on the wire what it holds.
pub fn of_newtype() -> Attribute {
    TRANSPARENT.with(Clone::clone)
}

/// The attribute of a union, whose reading is written out.
pub fn of_union() -> Attribute {
    UNTAGGED.with(Clone::clone)
}

/// The attribute of a set of values, which are read and written as their base type.
pub fn of_enum(std: Std, item: &Enum) -> Attribute {
    let (from, into) = match item.base {
        Base::String => (std.text("string", "String"), std.text("string", "String")),
        Base::Integer => ("crate::support::Integer".to_owned(), "i64".to_owned()),
        Base::Number | Base::Boolean => ("f64".to_owned(), "f64".to_owned()),
    };
    attr_list("serde", commas([setting("from", &from), setting("into", &into)]))
}

/// Attributes of a field.
pub fn of_field(std: Std, field: &Field) -> Option<Attribute> {
    let mut parts = Vec::new();
    let read = match &field.wire {
        Wire::Property { name, explicit, presence, read } => {
            if *explicit {
                parts.push(setting("rename", name));
            }
            match presence {
                // What is kept is not for this codec: `keep` is refused with it.
                Presence::Required | Presence::Kept => {}
                Presence::Lenient => parts.push(DEFAULT.with(Clone::clone)),
                Presence::Optional => {
                    let is_none = [&*std.text("option", "Option"), "is_none"].join("::");
                    parts.push(DEFAULT.with(Clone::clone));
                    parts.push(setting("skip_serializing_if", &is_none));
                }
                Presence::Maybe => {
                    parts.push(DEFAULT.with(Clone::clone));
                    parts.push(setting("skip_serializing_if", "crate::support::Maybe::is_absent"));
                }
            }
            read
        }
        Wire::Unlisted { read } => {
            parts.push(FLATTEN.with(Clone::clone));
            read
        }
    };
    let with = match read {
        Read::Plain => None,
        Read::Integers => Some("crate::support::integers"),
        Read::Nullable => Some("crate::support::nullable"),
        Read::Present => Some("crate::support::present"),
    };
    parts.extend(with.map(|with| setting("deserialize_with", with)));
    (!parts.is_empty()).then(|| attr_list("serde", commas(parts)))
}
