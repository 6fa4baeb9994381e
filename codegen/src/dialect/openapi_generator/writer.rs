//! What there is to know about a writer.
//!
//! The facts that tell the writers apart, as types; their values stand in [`super::writers`].

use std::borrow::Cow;

use super::{
    USUAL_COLUMNS,
    names::Guard,
    words::{self, Means, Words},
};
use crate::dialect::Printing;

/// What is peculiar to one writer.
#[derive(Debug, Clone, Copy)]
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
    /// Types that are spelled in a way that no grammar has.
    pub spelled: &'static [(&'static str, &'static str)],
    /// Whether a star marks what is one model, so that what has none is a container of it.
    pub stars_models: bool,
    /// Whether a map of nothing is any object, so that nothing is missing.
    pub free_maps: bool,
    /// Whether lists and maps may stand without what they hold.
    pub bare_containers: bool,
    /// Whether a hyphen in a model's name is `Minus` in the name of its class, and not in that of its page.
    pub spells_hyphens: bool,
    /// How null shows.
    pub null: Null,
    /// Whether `[optional]` is printed at all.
    pub shows_optional: bool,
    /// What booleans are printed as.
    pub booleans: Booleans,
    /// Whether defaults that are texts stand without quotes.
    pub bare_defaults: bool,
    /// Whether an empty list or map stands as the default where there is none.
    pub empty_defaults: bool,
    /// What is done to a JSON name to make it a name of the language.
    pub guards: &'static [Guard],
    /// What an empty field table is.
    pub empty: Empty,
    /// Whether a cell of its own links to every model but to enums.
    pub unlinked_enums: bool,
    /// How a type cell names an enum that has no page.
    pub inline: Inline,
    /// How its pages look.
    pub look: Look,
}

/// How a writer shows that null is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Null {
    /// Not on fields; elements of containers may show it.
    Elements,
    /// Not at all: what looks like a mark of null stands behind every value type.
    Never,
    /// A `?` behind a value type (`int?`), in a set that has some without: versions from 4.3 on, and maybe older ones,
    /// print it for null only. The oldest, as Swagger Codegen, put one behind each of them, which tells nothing.
    ValueTypes,
    /// The type says so, and not saying so means no.
    Type,
    /// The prefix `Nullable`, or a method `SetXNil`.
    Methods,
    /// `Pointer to`.
    Pointer,
    /// `Option<..>` on a required field; on an optional one it may mean both.
    Option,
}

/// What a writer prints booleans as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Booleans {
    /// A word of their own.
    Own,
    /// The word for any number.
    AsNumbers,
    /// The word for whole numbers of no certain width.
    AsInt,
}

/// What an empty field table is, most of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// An enum whose values are not printed.
    Enum,
    /// An object without properties, or a union of what are no models: it does not say.
    Unknown,
}

/// How a type cell names an enum that has no page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inline {
    /// By an anchor of its own page, or not at all.
    Anchor,
    /// The type stands in the anchor, the cell says `inline` or the name.
    InAnchor,
    /// By a name without a link, which models always have.
    Unlinked,
    /// By a name that ends so.
    Suffix(&'static str),
}

/// What writers put before the name of a class that their language would not have.
pub const GUARD: &str = "Model";

/// A name without the `Minus` that stands between two of its words.
fn without_hyphens(class: &str) -> Option<String> {
    let words: Vec<&str> = class.split("Minus").collect();
    let are_words = words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    (words.len() > 1 && are_words).then(|| words.concat())
}

impl Writer {
    /// What a word stands for.
    pub fn means(&self, word: &str) -> Option<Means> {
        words::means(self.words, word.trim_start_matches(['\\', ':']))
    }

    /// What the word stands for that would have this page: `any_type.md` is of `any_type_t`, `long.md` of `Long`.
    pub fn means_page(&self, page: &str) -> Option<Means> {
        let class = || self.means(&format!("{page}{}", self.suffix?));
        self.means(page).or_else(class).or_else(|| words::means(words::SPECIFICATION, page))
    }

    /// Whether a class is called otherwise than its page, as its language would not have it under that name.
    pub fn is_guarded(&self, class: &str, page: &str) -> bool {
        self.unguarded(class).any(|name| name == page)
    }

    /// What a class may be called where its language does not matter: `Error` for `ModelError`, and `PetFood` for
    /// what `pet-food` became where hyphens are spelled.
    pub fn unguarded<'n>(&self, class: &'n str) -> impl Iterator<Item = Cow<'n, str>> {
        let unguarded = class.strip_prefix(GUARD).map(Cow::Borrowed);
        let unspelled = self.spells_hyphens.then(|| without_hyphens(class)).flatten().map(Cow::Owned);
        unguarded.into_iter().chain(unspelled).filter(|name| !name.is_empty())
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

/// How a writer's pages look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The columns of its field tables.
    pub columns: &'static [&'static str],
    /// Whether rows have outer pipes; `None` where generations differ.
    pub piped: Option<bool>,
    /// Whether two blanks stand before `[optional]`; `None` where it is not printed.
    pub padded: Option<bool>,
    /// Whether a row without a default says `[default to null]`; `None` where generations differ.
    pub null_defaults: Option<bool>,
    /// The language of its examples.
    pub fence: Option<&'static str>,
    /// Whether only some of its pages have examples.
    pub few_examples: bool,
    /// A heading that its pages have.
    pub section: Option<&'static str>,
    /// What its titles hold.
    pub title: Option<&'static str>,
    /// What some of its pages hold, and hardly any page of another writer.
    pub text: &'static [&'static str],
}

impl Look {
    /// What most writers have in common.
    pub const USUAL: Self = Self {
        columns: USUAL_COLUMNS,
        piped: Some(false),
        padded: Some(false),
        null_defaults: Some(false),
        fence: None,
        few_examples: false,
        section: None,
        title: None,
        text: &[],
    };
}
