//! The Rust that is made of an API, as decisions and not as text.
//!
//! `lower` builds these values and `emit` spells them. Names are legal identifiers in their scope, types
//! are boxed where they must be, and every item carries what its codec has to know of the wire. There
//! are no tokens here and nothing of Markdown.

use std::collections::BTreeSet;

use serde_json::Value;

pub use crate::{
    config::{Codec, Derive, Derives},
    ir::Base,
    resolve::unions::{JsonKind, When},
};

pub mod ident;
mod text;

pub use text::Text;

/// The lines of a rustdoc comment, without a blank in front.
pub type Docs = Vec<String>;

/// What one API has become.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// Its module.
    pub module: Module,
    /// Where each model has gone, in the order of [`crate::ir::Api::models`].
    pub places: Vec<Place>,
    /// The groups of models that the docs or `spec.toml` show, by name: several, or none.
    pub groups: Vec<String>,
}

/// Where a model has gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path of its type from the crate: `["friendli", "ChatCompletion"]`.
    pub path: Vec<String>,
    /// Its file, below the crate's folder.
    pub file: String,
}

impl Place {
    /// The path as one text: `friendli::ChatCompletion`.
    pub fn name(&self) -> String {
        self.path.join("::")
    }
}

/// A folder of pages as a module.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Its name: that of the API, below it that of a folder of pages.
    pub ident: String,
    /// The feature that it stands behind as a whole.
    pub feature: Option<String>,
    /// Its files, sorted by stem.
    pub files: Vec<File>,
    /// The modules in it, sorted by name.
    pub children: Vec<Module>,
}

/// The types of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The file's name without `.rs`, which is the module's name too.
    pub stem: String,
    /// What the types come from.
    pub origin: Origin,
    /// How its types meet serde.
    pub codec: Codec,
    /// Whether a type in here is called like one of the standard library, which is then spelled in full.
    pub shadows: bool,
    /// Who needs it.
    pub needed: Needed,
    /// The features that it stands behind: it is there where one of them is on. None: where its module is.
    pub behind: Vec<String>,
    /// The page's own type, then its helpers in the order of their use.
    pub items: Vec<Item>,
}

/// Who needs a file, where the docs show groups of models.
///
/// **Invariant:** what a file refers to is needed by all that need the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needed {
    /// Everybody.
    Always,
    /// Whoever wants one of these groups.
    By {
        /// The groups by name, as in [`Groups`](crate::resolve::groups::Groups).
        groups: BTreeSet<String>,
        /// Whether a model that is of no group needs it too, or is in it.
        others: bool,
    },
}

/// What a file is made of. Paths are relative to the spec folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A page.
    Page(String),
    /// A page that is not there; the path is that of the first page that refers to it.
    Missing(String),
}

/// A type and what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An object.
    Struct(Struct),
    /// A set of values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Alias),
    /// A type of its own around another one.
    Newtype(Newtype),
}

impl Item {
    /// The types that the item defines.
    pub fn idents(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match self {
            Self::Struct(item) => (&item.ident, item.required.as_deref()),
            Self::Enum(item) => (&item.ident, None),
            Self::Union(item) => (&item.ident, None),
            Self::Alias(item) => (&item.ident, None),
            Self::Newtype(item) => (&item.ident, None),
        };
        std::iter::once(first.as_str()).chain(second)
    }

    /// Everything that is documented, in the order in which it is written; nothing where there is nothing to say.
    pub fn docs(&self) -> impl Iterator<Item = &Docs> {
        let (own, fields, variants): (_, &[Field], &[Variant]) = match self {
            Self::Struct(item) => (&item.docs, &item.fields, &[]),
            Self::Enum(item) => (&item.docs, &[], &item.variants),
            Self::Union(item) => (&item.docs, &[], &[]),
            Self::Alias(item) => (&item.docs, &[], &[]),
            Self::Newtype(item) => (&item.docs, &[], &[]),
        };
        let below = fields.iter().map(|field| &field.docs).chain(variants.iter().map(|variant| &variant.docs));
        std::iter::once(own).chain(below).filter(|docs| !docs.is_empty())
    }

    /// The types that the item is made of.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
            Self::Union(item) => item.members.iter().map(|member| &member.ty).collect(),
            Self::Alias(item) => vec![&item.ty],
            Self::Newtype(item) => vec![&item.ty],
            Self::Enum(_) => Vec::new(),
        }
    }
}

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// Its name.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// What it derives besides what its codec does.
    pub derives: Derives,
    /// Its fields in document order, the one for unlisted keys last.
    pub fields: Vec<Field>,
    /// What becomes of keys that are not listed.
    pub unlisted: Unlisted,
    /// Whether a value that does not fit is kept beside its field, and is no error.
    pub keep: bool,
    /// Whether every value of it holds another one, so that there is none of finite size.
    pub endless: bool,
    /// Whether code elsewhere may build and match it field by field.
    pub exhaustive: bool,
    /// The struct that `new` takes instead of a long list of arguments.
    pub required: Option<String>,
    /// Where `Default` comes from; `None` where `new` asks for something, or nobody asked for it.
    pub default: Option<Default>,
}

/// What becomes of keys that are not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted {
    /// They go into the last field.
    Keep,
    /// They are dropped.
    Ignore,
    /// They are an error.
    Deny,
}

/// Where an implementation of `Default` comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Default {
    /// It is one of [`Struct::derives`]: nothing is ever there at first.
    Derived,
    /// It is written out, for fields that have one value only.
    Written,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// That it is deprecated, with the reason where one is known.
    pub deprecated: Option<Option<String>>,
    /// Its type, with optionality.
    pub ty: Type,
    /// What stands on the wire.
    pub wire: Wire,
    /// What `new` puts into it.
    pub init: Init,
    /// Where in the field's type that goes.
    pub hold: Hold,
}

/// What a codec has to know of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Wire {
    /// A listed property.
    Property {
        /// Its name in JSON.
        name: String,
        /// Whether the name is said even where the field is called the same.
        explicit: bool,
        /// When it is there.
        presence: Presence,
        /// How its value is read.
        read: Read,
    },
    /// All keys that are not listed, where they are kept; and, with [`Struct::keep`], what does not fit.
    Unlisted {
        /// How the values are read.
        read: Read,
    },
}

/// When a property is written, and what reading makes of one that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always; a missing one is an error.
    Required,
    /// `None` is not written.
    Optional,
    /// `Maybe::Absent` is not written, `Maybe::Null` is.
    Maybe,
    /// Always, `None` as null, as documented; a missing one is `None` all the same.
    Lenient,
    /// An `Option` of what is always there: `None` only where what came, or that nothing came, is kept
    /// beside the field. Null is a value like any other. Never without [`Struct::keep`].
    Kept,
}

/// How a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// By the type alone.
    Plain,
    /// Whole numbers in it may be written with a fraction of zero.
    Integers,
    /// An `Option` of which null is `None` and that must not be missing.
    Nullable,
    /// An `Option` that is `Some` wherever the key is there: null is a value of the type.
    Present,
}

/// What `new` puts into a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Init {
    /// An argument.
    Argument {
        /// The argument's type.
        ty: Type,
        /// What is done to it.
        wrap: Wrap,
    },
    /// The only value there is: a variant of the field's type.
    Variant(String),
    /// The only value there is.
    Boolean(bool),
    /// Nothing.
    Absent,
}

/// How an argument becomes a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    /// As it is.
    Plain,
    /// Anything that can become a string.
    Into,
    /// Into a box.
    Box,
    /// Into a box where there is one.
    BoxInside,
}

/// Where in a field's type a plain value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It is the field.
    Bare,
    /// `Some(..)`
    Some,
    /// `Maybe::Value(..)`
    Value,
    /// `Maybe::from(..)`: the value is an `Option` of which `None` means null.
    Nullable,
}

/// A listed set of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// Its name.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// What it derives besides what its codec does.
    pub derives: Derives,
    /// The type of the values; never [`Base::Boolean`].
    pub base: Base,
    /// The listed values.
    pub variants: Vec<Variant>,
    /// Whether code elsewhere may match it without a wildcard.
    pub exhaustive: bool,
}

/// A listed value.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// The value on the wire.
    pub value: Value,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Its name.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// What it derives besides what its codec does.
    pub derives: Derives,
    /// Its members.
    pub members: Vec<Member>,
    /// How a value's member is found.
    pub dispatch: Dispatch,
    /// Whether code elsewhere may match it without a wildcard.
    pub exhaustive: bool,
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The variant's name.
    pub ident: String,
    /// Its type.
    pub ty: Type,
    /// How it is read.
    pub read: Read,
    /// Whether it can be made of its type by `From`.
    pub from: bool,
}

/// How a value's member is found: by its kind, then by what the kind still leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispatch {
    /// The kinds that some member is of.
    pub kinds: Vec<(JsonKind, Choice)>,
    /// Whether every value is of some member.
    pub total: bool,
}

/// How a value of one kind finds its member.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// It is of the first of these that it can be read as.
    Always(Vec<usize>),
    /// By a property that is a string: values, and the member that they mean.
    Tag {
        /// The property's name.
        property: String,
        /// Its values.
        arms: Vec<(Vec<String>, usize)>,
    },
    /// By tests in this order; of the members of a test it is the first that it can be read as.
    Tests(Vec<(When, Vec<usize>)>),
}

/// Another name for a type.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// The name.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// What it stands for.
    pub ty: Type,
}

/// A type of its own around another one, which alone is on the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Newtype {
    /// Its name.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// What it derives besides what its codec does.
    pub derives: Derives,
    /// The type in it.
    pub ty: Type,
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// `i64`
    I64,
    /// `f64`
    F64,
    /// `String`
    String,
    /// Text of one format, in a type that says so.
    Text(Text),
    /// `serde_json::Value`
    Json,
    /// `serde_json::Map<String, serde_json::Value>`
    JsonObject,
    /// `crate::support::Extra`
    Extra,
    /// `crate::support::TypedExtra<T>`
    TypedExtra(Box<Type>),
    /// `Option<T>`
    Option(Box<Type>),
    /// `crate::support::Maybe<T>`
    Maybe(Box<Type>),
    /// `Vec<T>`
    Vec(Box<Type>),
    /// `std::collections::BTreeMap<String, T>`
    Map(Box<Type>),
    /// `Box<T>`
    Box(Box<Type>),
    /// A generated type, by the path that leads to it from its user.
    Path(Vec<String>),
}

impl Type {
    /// What a type is of, within all that may be around it: `T` of `Option<Vec<T>>`.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::Option(inner)
            | Self::Maybe(inner)
            | Self::Vec(inner)
            | Self::Map(inner)
            | Self::Box(inner)
            | Self::TypedExtra(inner) => inner.innermost(),
            Self::Unit
            | Self::Bool
            | Self::I64
            | Self::F64
            | Self::String
            | Self::Text(_)
            | Self::Json
            | Self::JsonObject
            | Self::Extra
            | Self::Path(_) => self,
        }
    }
}
