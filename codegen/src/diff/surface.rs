//! What callers can see of a generated crate, and what its types say on the wire.
//!
//! [`read`](super::read) fills these values from the text of a crate, so that two crates can be compared
//! whoever generated them and whenever. Nothing of the pages is in here but their paths.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// A crate as its callers see it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Surface {
    /// Every public item by its path from the crate: `openai::shared::ChatCompletion`.
    pub items: BTreeMap<String, Item>,
    /// The modules of the crate's root: one for each API, and that of the run-time support.
    pub modules: BTreeSet<String>,
    /// Files that are no Rust, below the crate's folder.
    pub unreadable: Vec<String>,
}

/// A public item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its path from the crate.
    pub path: String,
    /// Its file, below the crate's folder.
    pub file: String,
    /// The page that the file is made of, below the spec folder; empty where there is none.
    pub page: String,
    /// The line of its definition, from 1.
    pub line: usize,
    /// Its documentation.
    pub docs: Docs,
    /// What it is.
    pub kind: Kind,
    /// The traits that are derived or implemented for it, with their arguments.
    pub traits: BTreeSet<String>,
    /// Whether callers must expect more of it.
    pub non_exhaustive: bool,
    /// The item of the same file that it is written in, and the JSON name of the field there.
    pub owner: Option<(String, String)>,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// An object.
    Struct(Struct),
    /// What the `new` of this other item asks for, by name.
    Arguments(String, Vec<Argument>),
    /// A set of values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Ty),
    /// A type of its own around another one.
    Newtype(Ty),
    /// Anything else: what of its text callers depend on.
    Other(BTreeSet<String>),
}

/// Documentation, with the notes in it that are facts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Docs {
    /// The lines, without the notes.
    pub lines: Vec<String>,
    /// The value that the server assumes where there is none.
    pub default: Option<String>,
    /// That it is deprecated, with the reason where there is one.
    pub deprecated: Option<String>,
}

/// An object.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Struct {
    /// The fields in their order, the one for unlisted keys among them.
    pub fields: Vec<Field>,
    /// What `new` asks for, in this order; `None` where there is no `new`.
    pub arguments: Option<Vec<Argument>>,
    /// The item that `new` takes them in, where it does not take them one by one.
    pub by_name: Option<String>,
    /// Whether unlisted keys are refused.
    pub deny_unknown: bool,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in Rust.
    pub ident: String,
    /// Its name in JSON; `None` for the field that takes all keys that are not listed.
    pub json: Option<String>,
    /// Its type.
    pub ty: Ty,
    /// Whether `new` puts something into it.
    pub required: bool,
    /// Whether bodies without it are refused: not wherever it is documented as required.
    pub must_be_there: bool,
    /// Its documentation.
    pub docs: Docs,
    /// The line of its definition.
    pub line: usize,
}

/// An argument of `new`.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Its name, which is that of a field.
    pub ident: String,
    /// Its type.
    pub ty: Ty,
}

/// A set of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// The type of the values.
    pub base: Ty,
    /// The listed values.
    pub variants: Vec<Variant>,
}

/// A listed value.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name in Rust.
    pub ident: String,
    /// The value on the wire, as JSON.
    pub value: String,
    /// Its documentation.
    pub docs: Docs,
    /// The line of its definition.
    pub line: usize,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The members in their order.
    pub members: Vec<Member>,
    /// The property that tells them apart, where it is one.
    pub tag: Option<String>,
    /// Whether members are tried one after the other.
    pub tried: bool,
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The variant's name.
    pub ident: String,
    /// Its type.
    pub ty: Ty,
    /// The values of the tag that mean it.
    pub tags: BTreeSet<String>,
    /// The line of its definition.
    pub line: usize,
}

/// A type by the path that it has from everywhere: `Option<openai::Choice>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ty {
    /// The path from the crate, or the bare name of a type of the standard library.
    pub path: String,
    /// The arguments.
    pub args: Vec<Self>,
}

impl Ty {
    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }

    /// The type with every path changed by `rename`.
    #[must_use]
    pub fn renamed(&self, rename: &BTreeMap<String, String>) -> Self {
        let path = rename.get(&self.path).unwrap_or(&self.path).clone();
        Self { path, args: self.args.iter().map(|arg| arg.renamed(rename)).collect() }
    }

    /// Every path in it.
    pub fn paths(&self) -> Vec<&str> {
        std::iter::once(self.path.as_str()).chain(self.args.iter().flat_map(Self::paths)).collect()
    }
}

impl fmt::Display for Ty {
    /// As people would write it with everything imported.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        for (at, arg) in self.args.iter().enumerate() {
            write!(f, "{}{arg}", if at == 0 { "<" } else { ", " })?;
        }
        if self.args.is_empty() { Ok(()) } else { f.write_str(">") }
    }
}

impl Item {
    /// Its name.
    pub fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }

    /// The module of its API.
    pub fn module(&self) -> &str {
        self.path.split("::").next().unwrap_or(&self.path)
    }

    /// The types that it is made of.
    pub fn types(&self) -> Vec<&Ty> {
        match &self.kind {
            Kind::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
            Kind::Arguments(_, arguments) => arguments.iter().map(|argument| &argument.ty).collect(),
            Kind::Union(item) => item.members.iter().map(|member| &member.ty).collect(),
            Kind::Alias(ty) | Kind::Newtype(ty) => vec![ty],
            Kind::Enum(_) | Kind::Other(_) => Vec::new(),
        }
    }
}

impl Surface {
    /// The items of one module of the root.
    pub fn of_module<'s>(&'s self, module: &'s str) -> impl Iterator<Item = &'s Item> {
        self.items.values().filter(move |item| item.module() == module)
    }
}
