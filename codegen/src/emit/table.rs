//! The codec that meets serde by tables: plain types, and beside them a line for each key and member.
//!
//! A table is the body of a macro of `crate::support::table`; what its words do is said there.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, parse_quote};

use crate::rust::{
    Base, Choice, Enum, Field, File, Item, JsonKind, Newtype, Presence, Read, Struct, Type, Union, Unlisted, When, Wire,
};

use super::tokens::{Std, attr_list, ident, setting, ty};

/// The JSON name where it is another one, for rustdoc's search.
pub fn of_field(field: &Field) -> Option<Attribute> {
    match &field.wire {
        Wire::Property { name, .. }
            if name != field.ident.strip_prefix("r#").unwrap_or(&field.ident) && is_alias(name) =>
        {
            Some(attr_list("doc", setting("alias", name)))
        }
        Wire::Property { .. } | Wire::Unlisted { .. } => None,
    }
}

/// Whether rustdoc takes a name as an alias.
fn is_alias(name: &str) -> bool {
    let bad = |c: char| matches!(c, '"' | '\'') || (c.is_whitespace() && c != ' ');
    !name.is_empty() && !name.contains(bad) && name.trim() == name
}

/// What stands in the file beside the types.
pub enum Block {
    /// A table.
    Table(Table),
    /// What no table can say.
    Item(Box<syn::Item>),
}

/// The table of one type.
pub struct Table {
    /// The macro, one of `crate::support::table`.
    pub name: &'static str,
    /// The first line: the type and what holds for all of it.
    pub head: TokenStream,
    /// A line for each key or member.
    pub lines: Vec<TokenStream>,
}

/// The tables of a page's types.
pub fn blocks(file: &File) -> Vec<Block> {
    let std = Std { full: file.shadows };
    let mut blocks = Vec::new();
    for item in &file.items {
        match item {
            Item::Struct(item) => blocks.push(Block::Table(object(item))),
            Item::Enum(item) => blocks.push(Block::Table(values(item))),
            Item::Union(item) => blocks.push(Block::Table(tagged(item).unwrap_or_else(|| union(item)))),
            Item::Newtype(item) => blocks.extend(wrapper(std, item)),
            Item::Alias(_) => {}
        }
    }
    blocks
}

fn table(name: &'static str, head: TokenStream, lines: Vec<TokenStream>) -> Table {
    Table { name, head, lines }
}

/// A table that may have no lines: its head ends in `;` all the same, which lines otherwise bring with them.
fn rows(name: &'static str, head: TokenStream, lines: Vec<TokenStream>) -> Table {
    let head = if lines.is_empty() { quote!(#head;) } else { head };
    table(name, head, lines)
}

fn object(item: &Struct) -> Table {
    let name = ident(&item.ident);
    let mode = ident(if item.keep { "Keep" } else { "Fail" });
    let unlisted = ident(match item.unlisted {
        Unlisted::Keep => "keep",
        Unlisted::Ignore => "ignore",
        Unlisted::Deny => "deny",
    });
    let mut place = None;
    let mut lines = Vec::new();
    for field in &item.fields {
        let own = ident(&field.ident);
        match &field.wire {
            Wire::Unlisted { .. } => place = Some(own),
            Wire::Property { name, presence, read, .. } => {
                let word = ident(word(*presence, *read));
                lines.push(quote!(#word #own #name));
            }
        }
    }
    let endless = item.endless.then(|| quote!((endless)));
    rows("object", quote!(#name on_mismatch #mode unlisted #unlisted #place #endless), lines)
}

fn word(presence: Presence, read: Read) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Lenient => "lenient",
        Presence::Kept => "kept",
        Presence::Maybe => "maybe",
        Presence::Optional => match read {
            Read::Present => "present",
            Read::Plain | Read::Integers | Read::Nullable => "optional",
        },
    }
}

fn values(item: &Enum) -> Table {
    let name = ident(&item.ident);
    match item.base {
        Base::String => table("texts", quote!(#name), Vec::new()),
        Base::Integer => table("numbers", quote!(#name i64 as_i64), Vec::new()),
        Base::Number | Base::Boolean => table("numbers", quote!(#name f64 as_f64), Vec::new()),
    }
}

fn wrapper(std: Std, item: &Newtype) -> [Block; 2] {
    let (name, inner) = (ident(&item.ident), ty(std, &from_below(&item.ty)));
    let item = parse_quote! {
        impl crate::support::table::Wrapper for #name {
            type Inner = #inner;

            fn wrap(inner: Self::Inner) -> Self {
                Self(inner)
            }
        }
    };
    [Block::Item(Box::new(item)), Block::Table(table("wrapper", quote!(#name), Vec::new()))]
}

/// A type as it is called in a module below.
fn from_below(ty: &Type) -> Type {
    let inner = |ty: &Type| Box::new(from_below(ty));
    match ty {
        Type::Path(segments) if segments.first().is_some_and(|first| first == "super") => {
            Type::Path(std::iter::once("super".to_owned()).chain(segments.iter().cloned()).collect())
        }
        Type::Option(ty) => Type::Option(inner(ty)),
        Type::Maybe(ty) => Type::Maybe(inner(ty)),
        Type::Vec(ty) => Type::Vec(inner(ty)),
        Type::Map(ty) => Type::Map(inner(ty)),
        Type::Box(ty) => Type::Box(inner(ty)),
        Type::TypedExtra(ty) => Type::TypedExtra(inner(ty)),
        Type::Path(_)
        | Type::Unit
        | Type::Bool
        | Type::I64
        | Type::F64
        | Type::String
        | Type::Text(_)
        | Type::Json
        | Type::JsonObject
        | Type::Extra => ty.clone(),
    }
}

/// A union whose members are objects that one property tells apart.
fn tagged(item: &Union) -> Option<Table> {
    let [(JsonKind::Object, Choice::Tag { property, arms })] = item.dispatch.kinds.as_slice() else { return None };
    let lines = item.members.iter().enumerate().map(|(at, member)| {
        let member = ident(&member.ident);
        let tags = arms.iter().filter(|(_, of)| *of == at).flat_map(|(tags, _)| tags);
        quote!(#member #(#tags)*)
    });
    let name = ident(&item.ident);
    Some(rows("tagged", quote!(#name by #property), lines.collect()))
}

fn union(item: &Union) -> Table {
    let members: Vec<_> = item.members.iter().map(|member| ident(&member.ident)).collect();
    let mut lines = Vec::new();
    for (kind, choice) in &item.dispatch.kinds {
        let kind = ident(word_of(*kind));
        let mut line = |test: TokenStream, of: &[usize]| {
            let of = of.iter().map(|at| &members[*at]);
            lines.push(quote!(#kind #test => #(#of)*));
        };
        match choice {
            Choice::Always(of) => line(quote!(always), of),
            Choice::Tag { property, arms } => {
                arms.iter().for_each(|(tags, member)| line(quote!(#property tagged #(#tags)*), &[*member]));
            }
            Choice::Tests(tests) => {
                for (when, of) in tests {
                    conditions(when).into_iter().for_each(|test| line(test, of));
                }
            }
        }
    }
    let name = ident(&item.ident);
    rows("union", quote!(#name #(#members)*), lines)
}

fn word_of(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => "null",
        JsonKind::Boolean => "boolean",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}

/// A test in the words of the table; one for each type of listed values.
fn conditions(when: &When) -> Vec<TokenStream> {
    match when {
        When::Always => vec![quote!(always)],
        When::Whole => vec![quote!(whole)],
        When::Keys(keys) => vec![quote!(has #(#keys)*)],
        When::OneOf(values) => listed(&TokenStream::new(), values),
        When::Tag { property, values } => listed(&property.to_token_stream(), values),
    }
}

fn listed(property: &TokenStream, values: &[serde_json::Value]) -> Vec<TokenStream> {
    let texts: Vec<&str> = values.iter().filter_map(serde_json::Value::as_str).collect();
    let numbers: Vec<Literal> =
        values.iter().filter_map(serde_json::Value::as_f64).map(Literal::f64_unsuffixed).collect();
    let flags: Vec<bool> = values.iter().filter_map(serde_json::Value::as_bool).collect();
    let mut tests = Vec::new();
    if !texts.is_empty() {
        tests.push(quote!(#property texts #(#texts)*));
    }
    if !numbers.is_empty() {
        tests.push(quote!(#property numbers #(#numbers)*));
    }
    if !flags.is_empty() {
        tests.push(quote!(#property flags #(#flags)*));
    }
    tests
}
