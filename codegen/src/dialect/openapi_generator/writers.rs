//! The writers, as data: one entry for each, in the order in which they are tried.

use super::words::{self, Means, Words};
use crate::dialect::{Dialect, Printing};

/// What is peculiar to one writer.
#[derive(Debug)]
pub struct Writer {
    /// The dialect's name.
    pub name: &'static str,
    /// In what case names are printed.
    pub printing: Printing,
    /// What the words in its type cells stand for.
    pub words: Words,
    /// Class prefixes that are no part of a title.
    pub class_prefixes: &'static [&'static str],
    /// What class names end in: `_t` in C.
    pub suffix: Option<&'static str>,
    /// How null shows.
    pub null: Null,
    /// Whether `[optional]` is printed at all.
    pub shows_optional: bool,
    /// Whether defaults that are texts stand without quotes.
    pub bare_defaults: bool,
    /// What is put before or behind a JSON name to make it a name of the language.
    pub guards: &'static [Guard],
    /// What an empty field table is.
    pub empty: Empty,
}

/// How a writer shows that null is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Null {
    /// Not on fields; elements of containers may show it.
    ElementsOnly,
    /// The type says so, and not saying so means no.
    Type,
}

/// What a writer does to a name that its language would not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// It puts this before it.
    Before(&'static str),
    /// It puts this behind it.
    Behind(&'static str),
}

/// What an empty field table is, most of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// An enum whose values are not printed.
    Enum,
    /// An object without properties, or a union of what are no models: it does not say.
    Unknown,
}

impl Writer {
    /// What a word stands for.
    pub fn means(&self, word: &str) -> Option<Means> {
        self.words.iter().find(|(known, _)| *known == word).map(|&(_, means)| means)
    }

    /// A class name as a title: without the writer's prefix and suffix.
    pub fn title<'n>(&self, class: &'n str) -> &'n str {
        let class = self.suffix.and_then(|suffix| class.strip_suffix(suffix)).unwrap_or(class);
        self.class_prefixes
            .iter()
            .find_map(|prefix| {
                class.strip_prefix(prefix).filter(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
            })
            .unwrap_or(class)
    }
}

/// What most writers have in common.
const USUAL: Writer = Writer {
    name: "",
    printing: Printing::Camel,
    words: &[],
    class_prefixes: &[],
    suffix: None,
    null: Null::ElementsOnly,
    shows_optional: true,
    bare_defaults: false,
    guards: &[],
    empty: Empty::Enum,
};

const PYTHON: Writer = Writer {
    name: "openapi-generator-python",
    printing: Printing::Snake,
    words: words::PYTHON,
    guards: &[Guard::Before("var_")],
    empty: Empty::Unknown,
    ..USUAL
};

macro_rules! writers {
    ($($writer:ident),* $(,)?) => {
        /// Every writer.
        pub static WRITERS: &[Writer] = &[$($writer),*];

        /// One dialect for each of [`WRITERS`], in the same order.
        pub const DIALECTS: &[Dialect] = &[$({
            static WRITER: Writer = $writer;
            Dialect {
                name: $writer.name,
                printing: $writer.printing,
                read: |page, titles| super::read(&WRITER, page, titles),
            }
        }),*];
    };
}

writers![PYTHON];
