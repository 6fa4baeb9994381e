//! The codec that meets serde by tables: plain types, and in a file beside theirs a line for each key and member.
//!
//! A table is the body of a macro of `crate::support::table`; what its words do is said there.

use serde_json::Value;
use syn::{Attribute, GenericArgument, PathArguments, parse_quote};

use crate::rust::{
    Base, Choice, Enum, Field, File, Item, JsonKind, Newtype, Presence, Read, Struct, Union, Unlisted, When, Wire,
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
pub enum Block<'a> {
    /// A table.
    Table(Table<'a>),
    /// What no table can say.
    Item(Box<syn::Item>),
}

/// A table: for a type, or the list of an API's models.
pub struct Table<'a> {
    /// The macro that it is the body of.
    pub name: &'static str,
    /// The first line: the type and what holds for all of it.
    pub head: Vec<Word<'a>>,
    /// A line for each key or member, where tables of this kind have lines.
    pub lines: Option<Vec<Vec<Word<'a>>>>,
}

/// One word of a line.
#[derive(Clone, Copy)]
pub enum Word<'a> {
    /// A word of the tables' own language.
    Fixed(&'static str),
    /// A name of Rust.
    Name(&'a str),
    /// Text in quotes.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number that need not be whole.
    Number(f64),
}

use Word::{Fixed, Integer, Name, Number, Text};

/// The tables of a page's types.
pub fn blocks(file: &File) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for item in &file.items {
        match item {
            Item::Struct(item) => blocks.push(Block::Table(object(item))),
            Item::Enum(item) => blocks.push(Block::Table(values(item))),
            Item::Union(item) => blocks.push(Block::Table(tagged(item).unwrap_or_else(|| union(item)))),
            Item::Newtype(item) => blocks.extend(wrapper(item)),
            Item::Alias(_) => {}
        }
    }
    blocks
}

fn object(item: &Struct) -> Table<'_> {
    let mode = if item.keep { "Keep" } else { "Fail" };
    let unlisted = match item.unlisted {
        Unlisted::Keep => "keep",
        Unlisted::Ignore => "ignore",
        Unlisted::Deny => "deny",
    };
    let mut head = vec![Name(&item.ident), Fixed("on_mismatch"), Fixed(mode), Fixed("unlisted"), Fixed(unlisted)];
    let mut lines = Vec::new();
    for field in &item.fields {
        match &field.wire {
            Wire::Unlisted { .. } => head.push(Name(&field.ident)),
            Wire::Property { name, presence, read, .. } => {
                lines.push(vec![Fixed(word(*presence, *read)), Name(&field.ident), Text(name)]);
            }
        }
    }
    head.extend(item.endless.then_some(Fixed("(endless)")));
    Table { name: "object", head, lines: Some(lines) }
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

fn values(item: &Enum) -> Table<'_> {
    let (name, kind, word): (_, &[Word<'_>], fn(&Value) -> Word<'_>) = match item.base {
        Base::String => ("texts", &[], |value| Text(value.as_str().unwrap_or_default())),
        Base::Integer => {
            ("numbers", &[Fixed("i64"), Fixed("as_i64")], |value| Integer(value.as_i64().unwrap_or_default()))
        }
        Base::Number | Base::Boolean => {
            ("numbers", &[Fixed("f64"), Fixed("as_f64")], |value| Number(value.as_f64().unwrap_or_default()))
        }
    };
    let head = [Name(&item.ident)].into_iter().chain(kind.iter().copied()).collect();
    let lines = item.variants.iter().map(|variant| vec![Name(&variant.ident), word(&variant.value)]);
    Table { name, head, lines: Some(lines.collect()) }
}

fn wrapper(item: &Newtype) -> [Block<'_>; 2] {
    let (name, mut inner) = (ident(&item.ident), ty(Std { full: true }, &item.ty));
    absolute(&mut inner);
    let wrapper = parse_quote! {
        impl crate::support::table::Wrapper for #name {
            type Inner = #inner;

            fn wrap(inner: Self::Inner) -> Self {
                Self(inner)
            }
        }
    };
    let table = Table { name: "wrapper", head: vec![Name(&item.ident)], lines: None };
    [Block::Item(Box::new(wrapper)), Block::Table(table)]
}

/// Starts paths at their crates: any page beside may have a type called like one of the standard library, and a file
/// called like a crate.
fn absolute(ty: &mut syn::Type) {
    let syn::Type::Path(of) = ty else { return };
    if ["std", "serde_json"].iter().any(|name| of.path.segments[0].ident == name) {
        of.path.leading_colon = Some(Default::default());
    }
    if let Some(PathArguments::AngleBracketed(of)) = of.path.segments.last_mut().map(|last| &mut last.arguments) {
        of.args.iter_mut().for_each(|argument| {
            if let GenericArgument::Type(ty) = argument {
                absolute(ty)
            }
        });
    }
}

/// A union whose members are objects that one property tells apart.
fn tagged(item: &Union) -> Option<Table<'_>> {
    let [(JsonKind::Object, Choice::Tag { property, arms })] = item.dispatch.kinds.as_slice() else { return None };
    let lines = item.members.iter().enumerate().map(|(at, member)| {
        let tags = arms.iter().filter(|(_, of)| *of == at).flat_map(|(tags, _)| tags);
        std::iter::once(Name(&member.ident)).chain(texts(tags)).collect()
    });
    let head = vec![Name(&item.ident), Fixed("by"), Text(property)];
    Some(Table { name: "tagged", head, lines: Some(lines.collect()) })
}

fn union(item: &Union) -> Table<'_> {
    let mut lines: Vec<Vec<Word<'_>>> = Vec::new();
    for (kind, choice) in &item.dispatch.kinds {
        let tests = tests(choice).into_iter().map(|(test, members)| {
            let members = members.iter().map(|at| Name(&item.members[*at].ident));
            [Fixed(word_of(*kind))].into_iter().chain(test).chain([Fixed("=>")]).chain(members).collect()
        });
        lines.extend(tests);
    }
    let members = item.members.iter().map(|member| Name(&member.ident));
    let head = [Name(&item.ident)].into_iter().chain(members).collect();
    Table { name: "union", head, lines: Some(lines) }
}

/// The tests of a choice in the words of the table, and the members that each is of.
fn tests(choice: &Choice) -> Vec<(Vec<Word<'_>>, &[usize])> {
    match choice {
        Choice::Always(of) => vec![(vec![Fixed("always")], of)],
        Choice::Tag { property, arms } => {
            let tagged = |tags| [Text(property), Fixed("tagged")].into_iter().chain(texts(tags)).collect();
            arms.iter().map(|(tags, member)| (tagged(tags), std::slice::from_ref(member))).collect()
        }
        Choice::Tests(tests) => {
            let conditions = |(when, of)| conditions(when).into_iter().map(move |test| (test, of));
            tests.iter().map(|(when, of)| (when, of.as_slice())).flat_map(conditions).collect()
        }
    }
}

fn texts<'a>(all: impl IntoIterator<Item = &'a String>) -> impl Iterator<Item = Word<'a>> {
    all.into_iter().map(|text| Text(text))
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
fn conditions(when: &When) -> Vec<Vec<Word<'_>>> {
    match when {
        When::Always => vec![vec![Fixed("always")]],
        When::Whole => vec![vec![Fixed("whole")]],
        When::Keys(keys) => vec![std::iter::once(Fixed("has")).chain(texts(keys)).collect()],
        When::OneOf(values) => listed(None, values),
        When::Tag { property, values } => listed(Some(property), values),
    }
}

fn listed<'a>(property: Option<&'a str>, values: &'a [Value]) -> Vec<Vec<Word<'a>>> {
    let of = |kind: &'static str, word: fn(&'a Value) -> Option<Word<'a>>| {
        let found: Vec<_> = values.iter().filter_map(word).collect();
        let start = property.map(Text).into_iter().chain([Fixed(kind)]);
        (!found.is_empty()).then(|| start.chain(found).collect())
    };
    let texts = of("texts", |value| value.as_str().map(Text));
    let numbers = of("numbers", |value| value.as_f64().map(Number));
    let flags = of("flags", |value| value.as_bool().map(|flag| Fixed(if flag { "true" } else { "false" })));
    [texts, numbers, flags].into_iter().flatten().collect()
}
