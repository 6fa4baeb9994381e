//! What the words in type cells stand for, language by language.
//!
//! Data only. A word that stands in no list is a model, where there is a page of that name.

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// Any JSON value.
    Any,
    /// An object of which nothing is listed.
    Object,
    /// Text, with the format that the word shows.
    Text(Option<&'static str>),
    /// A whole number, with its width where the word shows it.
    Integer(Option<&'static str>),
    /// A number, with its width where the word shows it.
    Number(Option<&'static str>),
    /// `true` or `false`.
    Boolean,
    /// Null.
    Null,
    /// A list of its argument.
    List,
    /// A map to its last argument.
    Map,
    /// Its argument or null.
    Nullable,
    /// Its arguments, one of them.
    Union,
    /// Nothing: its argument stands for itself.
    Transparent,
}

use Means::{Any, Boolean, List, Map, Null, Nullable, Object, Transparent, Union};

/// A list of words.
pub type Words = &'static [(&'static str, Means)];

const TEXT: Means = Means::Text(None);
const DATE: Means = Means::Text(Some("date"));
const DATE_TIME: Means = Means::Text(Some("date-time"));
const UUID: Means = Means::Text(Some("uuid"));
const URI: Means = Means::Text(Some("uri"));
const BYTE: Means = Means::Text(Some("byte"));
const BINARY: Means = Means::Text(Some("binary"));
const INTEGER: Means = Means::Integer(None);
const INT32: Means = Means::Integer(Some("int32"));
const INT64: Means = Means::Integer(Some("int64"));
const NUMBER: Means = Means::Number(None);
const FLOAT: Means = Means::Number(Some("float"));
const DOUBLE: Means = Means::Number(Some("double"));

/// Python, all generations. `bytes` is both `byte` and `binary`.
pub const PYTHON: Words = &[
    ("str", TEXT),
    ("int", INTEGER),
    ("float", NUMBER),
    ("decimal.Decimal", NUMBER),
    ("bool", Boolean),
    ("date", DATE),
    ("datetime", DATE_TIME),
    ("UUID", UUID),
    ("bytes", TEXT),
    ("bytearray", TEXT),
    ("file", BINARY),
    ("file_type", BINARY),
    ("object", Object),
    ("dict", Map),
    ("list", List),
    ("tuple", List),
    ("List", List),
    ("Set", List),
    ("Dict", Map),
    ("Optional", Nullable),
    ("Union", Union),
    ("Any", Any),
    ("None", Null),
    ("none_type", Null),
];
