//! Model docs that APIMatic writes, in all its languages.
//!
//! In: a page, and the spellings of its language. Out: a model. One page describes one type; a second-level
//! heading says of which kind, and what stands below it how the SDK calls the type:
//!
//! ```text
//! # Widget Part
//! What the API says of it.
//! ## Structure               or `Enumeration`; `Class Name` or `Data Type` for a union
//! `WidgetPart`
//! ## Inherits From           in some APIs: a link to the page of the base
//! ## Fields                  a table: Name, Type, Tags, Description; `Cases` with a table of types for a union
//! ## Example (as JSON)       a fence; newer pages have one in the language of the SDK
//! ```
//!
//! Python, Ruby and PHP write a union into the cell as well, without a link to its page; the page is found by
//! the names of model and field.
//!
//! What pages cannot say, and what is made of it:
//!
//! | language | lost | read as |
//! | --- | --- | --- |
//! | all | values of enums: constants alone are printed | what examples and defaults show; a guess by these for the rest |
//! | all | discriminators, formats beyond dates and widths, write-only marks | nothing |
//! | Python, Ruby | null, but in unions of required fields | unknown |
//! | PHP | null of optional fields | unknown |
//! | Java, C# | null, but of required numbers, flags and dates | unknown |
//! | TypeScript | integers, but where the example shows one or they are large; dates | numbers, text |
//! | PHP, Go | dates without a time, but where the example shows one | dates with a time |
//! | Go | where the words of a constant end | one word, but where a default shows it |

use super::{Dialect, Family, LeftOut, Printing, Read, defaults, inherit, namespace, rows_behind, stem};
use crate::{
    config::Case,
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Example, Kind, Link, Model, Struct},
    markdown::{Block, Page, Raw, Table, inline},
    source::Span,
};
use languages::Language;

mod cells;
mod detect;
mod examples;
mod fields;
mod languages;
mod names;
mod unions;
mod values;
mod words;

/// The family.
pub const FAMILY: Family = Family {
    name: "APIMatic",
    dialects: DIALECTS,
    is_general: false,
    detect: detect::detect,
    finish: Some(|dialect, pages, models, diagnostics| finish(dialect, pages, models, diagnostics)),
};

const PASCAL: Printing = Printing::Pascal { initialisms: false };

macro_rules! dialects {
    ($($name:literal: $language:ident, $printing:expr;)*) => {
        const DIALECTS: &[Dialect] = &[$(Dialect {
            name: $name,
            printing: $printing,
            usual: Case::Snake,
            read: |page, _| read(page, &languages::$language),
        }),*];

        /// The spellings of each dialect, in the order of [`DIALECTS`].
        const LANGUAGES: &[&Language] = &[$(&languages::$language),*];
    };
}

dialects! {
    "apimatic-python": PYTHON, Printing::Snake;
    "apimatic-ruby": RUBY, Printing::Snake;
    "apimatic-php": PHP, Printing::Camel;
    "apimatic-typescript": TYPESCRIPT, Printing::Camel;
    "apimatic-java": JAVA, PASCAL;
    "apimatic-csharp": CSHARP, PASCAL;
    "apimatic-go": GO, PASCAL;
}

/// What only all pages together show: the fields of bases, the values of enums, what their constants stand for as
/// defaults, and the pages of unions that are written where they are used.
fn finish(
    dialect: &Dialect,
    pages: &[Page<'_>],
    models: &mut [Model<Link>],
    diagnostics: &mut Diagnostics,
) -> Vec<(String, LeftOut)> {
    inherit::from_bases(pages, models, bases, diagnostics);
    let Some(at) = DIALECTS.iter().position(|known| known.name == dialect.name) else { return Vec::new() };
    let mut shown = examples::shown(pages, models);
    examples::apply(&mut shown, models, LANGUAGES[at]);
    diagnostics.extend(values::find(models, shown.values, LANGUAGES[at]));
    defaults::resolve(models, diagnostics);
    unions::link(models);
    Vec::new()
}

/// Reads one page.
fn read(page: &Page<'_>, language: &Language) -> Read {
    let mut sections = Section::all(page);
    let Some(section) = sections.next() else { return Read::left_out(why_no_model(page)) };
    let (intro, body) = page.blocks.split_at(section.at);
    if intro.iter().any(is_input) {
        return Read::left_out(LeftOut::Helper);
    }
    let mut diagnostics = Vec::new();
    let extra = intro.iter().find_map(Extra::of);
    let Some(kind) = kind(&section, body, extra.as_ref(), language, &mut diagnostics) else {
        diagnostics.push(announced_in_vain(&section, body.iter().find_map(Block::table)));
        return Read { left_out: Some(LeftOut::Prose), diagnostics, ..Read::default() };
    };
    diagnostics.extend(body.iter().filter_map(rows_behind));
    diagnostics.extend(sections.map(|second| second_type(&second)));
    let title = intro.iter().find_map(|block| match block {
        Block::Heading { level: 1, text } => Some(*text),
        _ => None,
    });
    let model = Model {
        title: section.title(title),
        namespace: namespace(page.path),
        docs: docs(page, title, &section, extra.as_ref()),
        examples: body.iter().filter_map(|block| example(block, &kind)).collect(),
        deprecated: None,
        kind,
        span: title.unwrap_or(section.name).span,
    };
    Read::model(model, diagnostics)
}

/// What the first table of a known form lists; a structure may have none.
fn kind(
    section: &Section<'_>,
    body: &[Block<'_>],
    extra: Option<&Extra<'_>>,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Kind<Link>> {
    let additional = extra.map(|extra| fields::additional(extra.ty, language, diagnostics));
    let mut tables = body.iter().filter_map(Block::table).peekable();
    if tables.peek().is_none() && section.heading.text == "Structure" {
        return Some(Kind::Struct(Struct { fields: Vec::new(), additional }));
    }
    tables.find_map(|table| {
        if let Some(fields) = fields::read(table, language, extra.is_some(), diagnostics) {
            return Some(Kind::Struct(Struct { fields, additional: additional.clone() }));
        }
        let listed = values::read(table, diagnostics).map(Kind::Enum);
        listed.or_else(|| unions::read(table, language, diagnostics).map(Kind::Union))
    })
}

/// The heading above the name of a type.
struct Section<'s> {
    /// The block of the heading.
    at: usize,
    heading: Raw<'s>,
    /// What stands below it: how the SDK calls the type.
    name: Raw<'s>,
}

impl<'s> Section<'s> {
    fn all<'p>(page: &'p Page<'s>) -> impl Iterator<Item = Self> + use<'p, 's> {
        page.blocks.windows(2).enumerate().filter_map(|(at, pair)| {
            let [Block::Heading { level: 1 | 2, text: heading }, Block::Paragraph(below)] = pair else { return None };
            let name = Raw { text: inline::strip(below.text, "`")?, ..*below };
            let is_known = HEADINGS.contains(&heading.text);
            is_known.then_some(Self { at, heading: *heading, name })
        })
    }

    /// How the SDK calls the type; of a union that has no class of its own, the words of the page's title.
    fn title(&self, heading: Option<Raw<'_>>) -> String {
        match heading.filter(|_| self.heading.text == DATA_TYPE) {
            Some(heading) => inline::unescape(heading.text).split_whitespace().collect(),
            None => self.name.text.rsplit('.').next().unwrap_or_default().to_owned(),
        }
    }
}

/// The heading of a union that has no class of its own.
const DATA_TYPE: &str = "Data Type";

/// What stands above the name of a type; some on the pages of a portal only, whose headings are of the first level.
const HEADINGS: [&str; 6] = ["Structure", "Enumeration", "Class Name", "Interface Name", "Enum Type Name", DATA_TYPE];

/// A value of the type, in JSON; newer pages have code in the language of the SDK instead. A value of an enum may
/// stand there as it is.
fn example(block: &Block<'_>, kind: &Kind<Link>) -> Option<Example> {
    match block {
        Block::Code { info, text } if *info == "json" || info.is_empty() && matches!(kind, Kind::Enum(_)) => {
            Some(Example { text: text.text.trim().to_owned(), span: text.span })
        }
        _ => None,
    }
}

/// What the API says of the type: from below the title to the heading above its name, without what the writer adds.
fn docs(page: &Page<'_>, title: Option<Raw<'_>>, section: &Section<'_>, extra: Option<&Extra<'_>>) -> String {
    let start = title.map_or(0, |title| title.span.end as usize);
    let heading = section.heading.span.start as usize;
    let end = page.text.get(..heading).and_then(|before| before.rfind('\n')).unwrap_or(heading);
    let text = |from: usize, to: usize| page.text.get(from..to).unwrap_or_default().trim();
    let parts = match extra.map(|extra| extra.sentence.span) {
        Some(said) => [text(start, said.start as usize), text(said.end as usize, end)],
        None => [text(start, end), ""],
    };
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    inline::decode_entities(&parts.join("\n\n")).into_owned()
}

/// What the SDK takes the parameters of an operation in.
fn is_input(block: &Block<'_>) -> bool {
    matches!(block, Block::Paragraph(text) if text.text.starts_with("Input structure for the method "))
}

/// What says that there may be keys that are not listed.
struct Extra<'s> {
    /// The type of their values.
    ty: Raw<'s>,
    sentence: Raw<'s>,
}

impl<'s> Extra<'s> {
    fn of(block: &Block<'s>) -> Option<Self> {
        let Block::Paragraph(sentence) = block else { return None };
        let (before, ty) = sentence.text.split_once(EXTRA)?;
        let ty = ty.trim_end_matches(['*', '.']);
        let start = sentence.span.end - (sentence.text.len() - before.len() - EXTRA.len()) as u32;
        let span = Span { start, end: start + ty.len() as u32, ..sentence.span };
        Some(Self { ty: Raw { text: ty, span }, sentence: *sentence })
    }
}

const EXTRA: &str = " accepts additional fields of type ";

/// The pages whose fields a type has, too.
fn bases<'s>(page: &Page<'s>) -> Vec<Raw<'s>> {
    let named = page.blocks.windows(2).find_map(|pair| match pair {
        [Block::Heading { level: 1 | 2, text }, Block::Paragraph(below)] if text.text == "Inherits From" => {
            Some(*below)
        }
        _ => None,
    });
    let base = named.map(|named| match inline::find_link(named.text) {
        Some(link) => Raw { text: stem(link.target), ..named },
        None => Raw { text: named.text.trim_matches('`'), ..named },
    });
    base.into_iter().collect()
}

fn why_no_model(page: &Page<'_>) -> LeftOut {
    let is_of_parameters = |table: &Table<'_>| table.header.first().is_some_and(|first| first.text == "Parameter");
    match page.blocks.iter().filter_map(Block::table).any(is_of_parameters) {
        true => LeftOut::Operations,
        false => LeftOut::Prose,
    }
}

/// What is said of what stands behind the first type of a page.
fn second_type(section: &Section<'_>) -> Diagnostic {
    let message = format!("`{}` is the second type on this page; it is left out", section.name.text);
    Diagnostic::new(Code::UnreadableModel, section.name.span, message).help("give each type a page of its own")
}

/// What is said of a page whose table is not what its heading announces.
fn announced_in_vain(section: &Section<'_>, table: Option<&Table<'_>>) -> Diagnostic {
    let name = section.name.text;
    let (span, message) = match table {
        Some(table) => {
            let columns: Vec<&str> = table.header.iter().map(|cell| cell.text).collect();
            let expected = "expected Name | Type | Tags | Description of fields, Name of constants or Type of members";
            (table.span, format!("{expected}, found {}; `{name}` is left out", columns.join(" | ")))
        }
        None => (section.name.span, format!("`{name}` has a heading `{}` but no table", section.heading.text)),
    };
    Diagnostic::new(Code::UnreadableModel, span, message)
        .help("write the page's table, or take the page out of the folder")
}

#[cfg(test)]
mod tests;
