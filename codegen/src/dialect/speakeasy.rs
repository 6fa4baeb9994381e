//! Model docs that Speakeasy writes, in all its languages and generations.
//!
//! In: a page, and the spellings of its language. Out: a model. One page describes one type; the last of
//! the second-level headings `Fields`, `Values` and `Supported Types` says of which kind it is, whatever
//! headings the API's own prose has before it:
//!
//! ```text
//! # Widget
//! What the API says of it.
//! ## Example Usage      a fence in the SDK's language, in some languages
//! ## Fields             a table: Field, Type, Required, Description, and Example where there is one
//! ```
//!
//! What the docs lack, so that it cannot be read from them:
//!
//! - Every language: constraints, formats beyond dates and widths, `allOf`, read-only marks, discriminators. A
//!   required property with a default is printed as optional.
//! - Null: TypeScript, C#, PHP and Unity never show it, Go, Ruby and older Python not for
//!   optional properties; no language shows it for lists and maps. Some descriptions say it ([`super::prose`]).
//! - TypeScript: integers are numbers, but where a generated sample shows a large whole one. Old TypeScript
//!   and PHP print unions as `any` and `mixed`. Go, C#, PHP and Ruby may print a constant as plain text.
//! - Members of unions: Java and Unity print none; Ruby only where a cell lists them; C# labels members by
//!   their tag where there is one, which may be no title.
//! - Enums that a generator was told to write as text have no values.
//! - Names: leading underscores, and models that are in another case than the rest of their API.
//! - Path, query and header parameters stand beside the body in request wrappers, without a mark: [`requests`]
//!   leaves them out where snippets name the operation.
//!
//! What languages spell differently stands in [`languages`], the grammar of type cells in [`super::grammar`].
//! JSON names are left as printed, but for the underscore that guards a keyword.
//!
//! What pages cannot say, and what is made of it:
//!
//! | language | lost | read as |
//! | --- | --- | --- |
//! | all | a required property with a default is marked as optional | optional |
//! | all | whether a class for large or decimal numbers is text on the wire | a number |
//! | all | in old generations, that a text or number is constant, and enums of fractions or flags | the plain type |
//! | TypeScript, C#, PHP, Unity | null | unknown |
//! | Go, Java, Ruby, Python | null of lists and maps | unknown |
//! | Java, Ruby, Python | null of dates | unknown |
//! | Go | null of numbers of any size | unknown |
//! | Go, Java, Ruby, old Python | null of optional fields | unknown |
//! | TypeScript | integers, but where a sample shows one | numbers |
//! | Java, Unity; Ruby where no field uses it | members of unions | raw JSON with a name |
//! | C# | the class behind a constructor that is called by its tag | raw JSON with a name |
//! | old TypeScript, Java, C#, PHP, Ruby | that there is a union at all: `any`, `mixed`, `object` | any value |
//! | all | names of a service in another case than its API, where no page spells one | the usual case, not sure |

use super::{Dialect, Family, LeftOut, Printing, Read, Titles, namespace, rows_behind, stem};
use crate::{
    config::Case,
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Deprecated, Kind, Link, Model, Opaque, Struct},
    letters::letters,
    markdown::{Block, Page, Raw, Table, inline},
};
use language::{Language, Null};

mod detect;
mod enums;
mod fields;
mod language;
mod languages;
mod requests;
mod samples;
mod types;
mod unions;

/// The family.
pub const FAMILY: Family = Family {
    name: "Speakeasy",
    dialects: DIALECTS,
    is_general: false,
    detect: detect::detect,
    finish: Some(|dialect, pages, models, diagnostics| finish(dialect, pages, models, diagnostics)),
};

const PASCAL: Printing = Printing::Pascal { initialisms: false };

macro_rules! dialects {
    ($($name:literal: $language:ident, $printing:expr, $usual:expr;)*) => {
        const DIALECTS: &[Dialect] = &[$(Dialect {
            name: $name,
            printing: $printing,
            usual: $usual,
            read: |page, titles| read(page, titles, &languages::$language),
        }),*];

        /// The spellings of each dialect, in the order of [`DIALECTS`].
        const LANGUAGES: &[&Language] = &[$(&languages::$language),*];
    };
}

dialects! {
    "speakeasy-python": PYTHON, Printing::Snake, Case::Snake;
    "speakeasy-typescript": TYPESCRIPT, Printing::Camel, Case::Camel;
    "speakeasy-go": GO, Printing::Pascal { initialisms: true }, Case::Camel;
    "speakeasy-java": JAVA, Printing::Camel, Case::Camel;
    "speakeasy-csharp": CSHARP, PASCAL, Case::Camel;
    "speakeasy-php": PHP, Printing::Camel, Case::Camel;
    "speakeasy-ruby": RUBY, Printing::Snake, Case::Snake;
    "speakeasy-unity": CSHARP, PASCAL, Case::Camel;
}

/// What only all pages together show: the members of unions that stand where a union is used, whether
/// this generation marks null at all, which enums have null among their values, and what of a request is its body.
fn finish(
    dialect: &Dialect,
    pages: &[Page<'_>],
    models: &mut [Model<Link>],
    _: &mut Diagnostics,
) -> Vec<(String, LeftOut)> {
    let Some(at) = DIALECTS.iter().position(|known| known.name == dialect.name) else { return Vec::new() };
    let language = LANGUAGES[at];
    unions::from_uses(pages, models, language);
    if language.null == Null::Marked {
        fields::forget_unmarked(models);
    }
    enums::null_where_used(pages, models);
    requests::leave_parameters(pages, models)
}

/// Reads one page.
fn read(page: &Page<'_>, titles: &Titles, language: &Language) -> Read {
    let Some(title) = title(page) else { return Read::left_out(why_no_model(page)) };
    let Some((at, section)) = section(page) else {
        return match is_title_only(page, &title) {
            true => {
                Read::model(model(page, title, page.blocks.len(), Kind::Opaque(Opaque::UnknownMembers)), Vec::new())
            }
            false => Read::left_out(why_no_model(page)),
        };
    };
    let body = &page.blocks[at + 1..];
    let end = body.iter().position(|block| matches!(block, Block::Heading { level: 1 | 2, .. }));
    let body = &body[..end.unwrap_or(body.len())];
    let mut diagnostics = Vec::new();
    let kind = match section {
        Section::Fields => match fields_table(body) {
            Some(table) if is_helper_table(table) => return Read::left_out(LeftOut::Helper),
            Some(table) if !is_field_table(table) => None,
            Some(table) => match fields::read(table, page, title.text.text, titles, language, &mut diagnostics) {
                Ok(structure) => {
                    diagnostics.extend(body.iter().filter_map(rows_behind));
                    Some(Kind::Struct(structure))
                }
                Err(why) => return Read { left_out: Some(why), diagnostics, ..Read::default() },
            },
            None => body.is_empty().then(|| Kind::Struct(Struct { fields: Vec::new(), additional: None })),
        },
        Section::Values => enums::read(body, page, &mut diagnostics).map(Kind::Enum),
        Section::Members => unions::read(body, &title, titles, language, &mut diagnostics).map(Kind::Union),
    };
    if let Some(kind) = kind {
        return Read::model(model(page, title, at, kind), diagnostics);
    }
    // A page of methods may have one that is called `Values`.
    let why = why_no_model(page);
    if why == LeftOut::Prose {
        diagnostics.push(announced_in_vain(&title, section, fields_table(body)));
    }
    Read { left_out: Some(why), diagnostics, ..Read::default() }
}

/// What is said of a page whose section does not hold what its heading announces.
fn announced_in_vain(title: &Title<'_>, section: Section, table: Option<&Table<'_>>) -> Diagnostic {
    let (title, heading) = (title.text, section.heading());
    let (span, message) = match table.filter(|_| section == Section::Fields) {
        Some(table) => {
            let columns: Vec<&str> = table.header.iter().map(|cell| cell.text).collect();
            let columns = columns.join(" | ");
            (
                table.span,
                format!("expected {}, found {columns}; `{}` is left out", COLUMNS[..4].join(" | "), title.text),
            )
        }
        None => (title.span, format!("`{}` has a heading `{heading}` but nothing that it announces", title.text)),
    };
    Diagnostic::new(Code::UnreadableModel, span, message)
        .help("write the page's table, or take the page out of the folder")
}

/// Which second-level heading decides what a page describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Fields,
    Values,
    Members,
}

impl Section {
    const ALL: [Self; 3] = [Self::Fields, Self::Values, Self::Members];

    fn heading(self) -> &'static str {
        match self {
            Self::Fields => "Fields",
            Self::Values => "Values",
            Self::Members => "Supported Types",
        }
    }
}

/// The block of the deciding heading. The last one counts: prose before it may have any heading.
fn section(page: &Page<'_>) -> Option<(usize, Section)> {
    page.blocks.iter().enumerate().rev().find_map(|(at, block)| {
        let Block::Heading { level: 2, text } = block else { return None };
        let section = Section::ALL.into_iter().find(|section| section.heading() == text.text)?;
        Some((at, section))
    })
}

fn fields_table<'p, 's>(body: &'p [Block<'s>]) -> Option<&'p Table<'s>> {
    body.iter().find_map(Block::table)
}

/// The columns of a table of fields; the last one only where there are examples.
const COLUMNS: [&str; 5] = ["Field", "Type", "Required", "Description", "Example"];

fn is_field_table(table: &Table<'_>) -> bool {
    table.has_header(&COLUMNS) || table.has_header(&COLUMNS[..4])
}

/// The settings that every SDK documents beside its models.
fn is_helper_table(table: &Table<'_>) -> bool {
    table.has_header(&["Name", "Type", "Description", "Example"])
}

/// A page's title.
struct Title<'s> {
    /// Without the marks of a deprecation.
    text: Raw<'s>,
    deprecated: bool,
    /// The byte where the page goes on below it.
    end: usize,
}

fn title<'s>(page: &Page<'s>) -> Option<Title<'s>> {
    let (text, end) = page.blocks.iter().find_map(|block| match block {
        Block::Heading { level: 1, text } => {
            let line = page.text[text.span.end as usize..].find('\n');
            Some((*text, line.map_or(page.text.len(), |line| text.span.end as usize + line)))
        }
        Block::FrontMatter(raw) => {
            let value = raw.text.lines().find_map(|line| line.strip_prefix("title:"))?;
            let value = value.trim().trim_matches(['"', '\'']);
            let after = &page.text[raw.span.end as usize..];
            let fence = after.find('\n').map_or(after.len(), |line| line + 1);
            let start = raw.span.start as usize + raw.text.find(value)?;
            let span = crate::source::Span { file: page.file, start: start as u32, end: (start + value.len()) as u32 };
            Some((Raw { text: value, span }, raw.span.end as usize + fence))
        }
        _ => None,
    })?;
    match inline::strip(text.text, "~~") {
        Some(bare) => {
            let span = crate::source::Span { start: text.span.start + 2, end: text.span.end - 2, ..text.span };
            Some(Title { text: Raw { text: bare, span }, deprecated: true, end })
        }
        None => Some(Title { text, deprecated: false, end }),
    }
}

/// Some languages document a union by its title and prose alone.
fn is_title_only(page: &Page<'_>, title: &Title<'_>) -> bool {
    let (stem, name) = (letters(stem(page.path)), letters(title.text.text));
    let identifier = title.text.text.chars().all(|c| c.is_alphanumeric() || c == '_')
        && title.text.text.starts_with(char::is_uppercase);
    identifier
        && stem == name
        && page.blocks.iter().all(|block| match block {
            Block::Heading { level, .. } => *level == 1,
            Block::FrontMatter(_) | Block::Paragraph(_) | Block::Quote(_) => true,
            Block::List(_) | Block::Html(_) => true,
            Block::Table(_) | Block::Code { .. } => false,
        })
}

fn why_no_model(page: &Page<'_>) -> LeftOut {
    let operations = page.blocks.iter().any(|block| match block {
        Block::Heading { text, .. } => text.text == "Available Operations",
        Block::Table(table) => table.header.first().is_some_and(|first| first.text == "Parameter"),
        _ => false,
    });
    if operations {
        return LeftOut::Operations;
    }
    let helper = ["option", "rfcdate", "retryconfig"].contains(&stem(page.path).to_ascii_lowercase().as_str());
    let folder = page.path.rsplit('/').nth(1).unwrap_or_default();
    match helper || ["types", "utils"].contains(&folder) {
        true => LeftOut::Helper,
        false => LeftOut::Prose,
    }
}

/// The model of a page whose own prose ends at block `end`.
fn model(page: &Page<'_>, title: Title<'_>, end: usize, kind: Kind<Link>) -> Model<Link> {
    let intro = intro(page, title.end, end);
    let deprecated = (title.deprecated || intro.reason.is_some()).then_some(Deprecated { reason: intro.reason });
    Model {
        title: inline::unescape(title.text.text).into_owned(),
        namespace: namespace(page.path),
        docs: intro.docs,
        examples: Vec::new(),
        deprecated,
        kind,
        span: title.text.span,
    }
}

struct Intro {
    docs: String,
    reason: Option<String>,
}

/// What stands between the title and the first section of the writer's own.
fn intro(page: &Page<'_>, start: usize, end: usize) -> Intro {
    let own = page.blocks[..end]
        .iter()
        .position(|block| matches!(block, Block::Heading { level: 2, text } if text.text.starts_with("Example Usage")));
    let end = match page.blocks.get(own.unwrap_or(end)) {
        Some(Block::Heading { text, .. }) => page.text[..text.span.start as usize].rfind('\n').unwrap_or(0),
        _ => page.text.len(),
    };
    let notice = page.blocks.iter().find_map(|block| match block {
        Block::Quote(quote) if (start..end).contains(&(quote.span.start as usize)) => {
            Some((quote, quote.text.split_once("**DEPRECATED**")?.1))
        }
        _ => None,
    });
    let text = |from: usize, to: usize| page.text.get(from..to).unwrap_or_default().trim();
    let Some((quote, reason)) = notice else { return Intro { docs: text(start, end).to_owned(), reason: None } };
    let before = text(start, quote.span.start as usize);
    let after = text(quote.span.end as usize, end);
    let gap = if before.is_empty() || after.is_empty() { "" } else { "\n\n" };
    let lines: Vec<&str> = reason
        .trim_start_matches([':', ' '])
        .lines()
        .map(|line| line.trim_start_matches(['>', ' ']).trim_end())
        .collect();
    let reason = lines.join("\n").trim().to_owned();
    Intro { docs: format!("{before}{gap}{after}"), reason: Some(reason).filter(|reason| !reason.is_empty()) }
}

#[cfg(test)]
mod spellings;
#[cfg(test)]
mod tests;
