//! What the docs say, in the terms of OpenAPI and JSON Schema.
//!
//! Dialects produce an [`Api<Link>`], in which a reference is what the page prints; `resolve` turns it
//! into an [`Api<ModelId>`], in which every reference stands for one model. Nothing here knows how a
//! page spells a fact, nor what Rust is made of it. No behaviour but small constructors, accessors, and
//! ways to look through all parts.

use std::ops::{Index, IndexMut};

use crate::source::Span;

mod parts;

/// All models of one API, in the order of their pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Api<R> {
    /// The models. A [`ModelId`] stands for one of them: `api[id]`.
    pub models: Vec<Model<R>>,
}

/// Which model of an [`Api`] is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub u32);

/// A reference as a page prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as written, without anchor; `None` where the page names a type without linking it.
    pub target: Option<String>,
    /// The type's name as printed, with its namespace where one is printed: `["components", "Pet"]`.
    pub label: Vec<String>,
    /// Where the reference stands.
    pub span: Span,
}

/// One page (or one section of a page) that describes one type.
#[derive(Debug, Clone, PartialEq)]
pub struct Model<R> {
    /// The page's title, without the writer's class prefix.
    pub title: String,
    /// The folders that the page lies in, without those that every documentation set has (`docs`, `models`).
    pub namespace: Vec<String>,
    /// What the page says of the model: Markdown, entities decoded; empty where it says nothing.
    pub docs: String,
    /// Whole values of the model that the page shows, as JSON.
    pub examples: Vec<Example>,
    /// Whether the page marks the model as deprecated.
    pub deprecated: Option<Deprecated>,
    /// What the model is.
    pub kind: Kind<R>,
    /// Where the title stands.
    pub span: Span,
}

impl<R> Index<ModelId> for Api<R> {
    type Output = Model<R>;

    fn index(&self, id: ModelId) -> &Model<R> {
        &self.models[id.0 as usize]
    }
}

impl<R> IndexMut<ModelId> for Api<R> {
    fn index_mut(&mut self, id: ModelId) -> &mut Model<R> {
        &mut self.models[id.0 as usize]
    }
}

/// What a model is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<R> {
    /// An object with listed properties.
    Struct(Struct<R>),
    /// A listed set of values.
    Enum(Enum),
    /// One of several types.
    Union(Union<R>),
    /// Another name for a type, such as a list that has a page of its own.
    Alias(Type<R>),
    /// The docs name the type but do not say what it is: raw JSON with a name.
    Opaque(Opaque),
}

/// Why nothing is known of a type but its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opaque {
    /// A link leads to a page that is not there.
    Dangling,
    /// The page says that it is a union and does not list its members.
    UnknownMembers,
}

/// An object with listed properties.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct<R> {
    /// The properties in document order.
    pub fields: Vec<Field<R>>,
    /// The type of further keys, where the docs say that there may be some.
    pub additional: Option<Type<R>>,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<R> {
    /// The name as the page prints it. Overrides address the field by it.
    pub printed: String,
    /// The name on the wire.
    pub json: JsonName,
    /// The type, without optionality and nullability.
    pub ty: Fact<Type<R>>,
    /// Whether the property is always there.
    pub required: Fact<bool>,
    /// Whether the value may be null.
    pub nullable: Fact<Nullable>,
    /// The value that the server assumes where the property is absent.
    pub default: Option<Box<Fact<serde_json::Value>>>,
    /// What the page says of the field: Markdown, entities decoded; empty where it says nothing.
    pub docs: String,
    /// Example values as printed.
    pub examples: Vec<Example>,
    /// Whether the page marks the field as deprecated.
    pub deprecated: Option<Deprecated>,
    /// Whether the page marks the field as sent by the server only.
    pub read_only: bool,
    /// The field's row.
    pub span: Span,
}

/// Something the IR holds, and where it came from. Origins belong to facts, not to files: several
/// sources may feed one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact<T> {
    /// What is held to be true.
    pub value: T,
    /// Where it stands, or where what it was concluded from stands.
    pub span: Span,
    /// How it is known.
    pub basis: Basis,
}

impl<T> Fact<T> {
    /// The page says so.
    pub fn stated(value: T, span: Span) -> Self {
        Self { value, span, basis: Basis::Stated }
    }

    /// Concluded by a rule from what stands at `span`.
    pub fn inferred(value: T, span: Span, rule: &'static str) -> Self {
        Self { value, span, basis: Basis::Inferred(rule) }
    }
}

/// How a fact is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The page says so.
    Stated,
    /// A rule concludes it from the page.
    Inferred(&'static str),
    /// `spec.toml` says so, for this reason.
    Overridden(Box<str>),
    /// Bodies show it and the docs do not: what was seen, and in how many of them.
    Learned(Box<str>),
}

/// Whether null is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nullable {
    /// The docs say that it is.
    Yes,
    /// The docs say that it is not.
    No,
    /// The dialect cannot show it.
    Unknown,
}

/// A property's name on the wire, and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonName {
    /// The name.
    pub text: String,
    /// What it was found by.
    pub evidence: NameEvidence,
    /// Whether the evidence is of a kind that is right in at least 98 of 100 cases.
    pub sure: bool,
}

/// What a JSON name was found by, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameEvidence {
    /// `spec.toml` gives it.
    Override,
    /// The dialect prints JSON names as they are.
    Printed,
    /// A JSON example of this model has it as a key.
    Example,
    /// The page itself spells it in back-ticks or prose.
    OwnPage,
    /// Another page of the set spells it.
    OtherPage,
    /// How it is printed leaves one spelling only, such as a run of capitals.
    Print,
    /// A single word: the same in every case but for capitals.
    SingleWord,
    /// The case that most names of the API are in, undone from the printed name.
    DominantCase,
    /// Bodies have it, the docs do not list the field.
    Learned,
}

/// A type as JSON knows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Type<R> {
    /// Any JSON value.
    Any,
    /// An object of which nothing is listed.
    Object,
    /// Text, with the OpenAPI `format` that the docs show (`date-time`, `date`, `uuid`, `uri`, `byte`, `binary`, ..).
    String(Option<&'static str>),
    /// A whole number, with its `format` (`int32`, `int64`).
    Integer(Option<&'static str>),
    /// A number, with its `format` (`float`, `double`).
    Number(Option<&'static str>),
    /// `true` or `false`.
    Boolean,
    /// Always null.
    Null,
    /// An array.
    List(Box<Type<R>>),
    /// An object with free keys and values of one type.
    Map(Box<Type<R>>),
    /// Inside of a list, map or union: null is allowed too. Never the outermost type of a field,
    /// where [`Field::nullable`] says it.
    Nullable(Box<Type<R>>),
    /// A set of values that is written where it is used.
    Enum(Box<Enum>),
    /// A union that is written where it is used.
    Union(Box<Union<R>>),
    /// A model with a page of its own.
    Ref(R),
}

/// A listed set of scalar values of one base type.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// The type of the values.
    pub base: Base,
    /// The values in document order; empty where the docs do not list them.
    pub values: Vec<Value>,
    /// Whether the docs say that other values may come: `None` where they do not say.
    pub open: Option<bool>,
    /// The sentence, where only prose lists the values; `None` where the page lists them as an enum.
    pub inferred: Option<Sentence>,
}

/// A sentence that something was concluded from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What it says: Markdown, entities decoded.
    pub text: String,
    /// Where it stands, or the text that it is a part of where escapes hide the place.
    pub span: Span,
}

/// The type of an enum's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Text.
    String,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// `true` or `false`: a literal such as "always `true`".
    Boolean,
}

/// One value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The value on the wire: a scalar of the enum's base type.
    pub json: serde_json::Value,
    /// The constant's name as the docs print it, where they do.
    pub name: Option<String>,
    /// What the docs say of the value; empty where they say nothing.
    pub docs: String,
    /// Where it stands.
    pub span: Span,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union<R> {
    /// The members in document order.
    pub members: Vec<Member<R>>,
    /// The discriminator that the docs name; unions without one may still have a tag, which `resolve` finds.
    pub discriminator: Option<Discriminator>,
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<R> {
    /// Its type.
    pub ty: Type<R>,
    /// Where it stands.
    pub span: Span,
}

/// The property that tells a union's members apart, as documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The property's name on the wire.
    pub property: String,
    /// Tag value to title of the member's page, as documented; may be empty.
    pub mapping: Vec<(String, String)>,
}

/// An example as the page prints it, escapes undone. Strings are mostly printed without quotes, so
/// what JSON it stands for depends on the type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A deprecation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deprecated {
    /// The reason or replacement, where the page gives one.
    pub reason: Option<String>,
}
