//! Model docs that OpenAPI Generator and its ancestor Swagger Codegen write.
//!
//! All writers share one form: a page for each model, a `Name | Type | Description | Notes` table, values of
//! enums as bullets or tables. What differs is data: [`writers`] holds the facts, [`words`] the spelling
//! of types. In: a page. Out: its model, names in the writer's case with keyword guards undone.
//!
//! What the docs lack, so that it cannot be read from them:
//!
//! - Every writer: constraints, formats beyond the type, `allOf`, and null, but for Go, Python 5 and 6 and
//!   Rust. Unions are one struct with the fields of all members, but in Java (`native`, `jersey`), PHP
//!   (`nextgen`), Ruby, Julia, Python 6 and, partly, Rust; [`flattened`] turns
//!   back those whose members have literals, or follow each other with a text in common; else the object of
//!   two members' fields could be an `allOf` as well. An empty table
//!   is an object, a union of what are no models, or an enum: writers that list enums leave it open, it is
//!   taken for an enum in the others. A bare object and any JSON value are one word in most languages.
//! - Names: symbols and letters that a language does not have are dropped, so that `>=` has no name left,
//!   `a.b` and `a/b` have the same one, and leading underscores are gone in most writers. Swagger Codegen's
//!   PHP, Python and Ruby split runs of capitals, so that `orderID` and `orderId` are one (`order_id`).
//! - Required marks: TypeScript (`fetch`) has none, nor descriptions. Rust's older generators have `Option<..>` for it.
//!
//! What each writer's type cells lose beside that, and what they are read as:
//!
//! | writer | lost | read as |
//! | --- | --- | --- |
//! | Android | values of enums | open text; what descriptions list of them ([`super::prose`], [`super::constants`]) |
//! | Bash | descriptions; fractions: numbers are `integer` | integers |
//! | C | elements of lists and maps of scalars; booleans are `int` | raw JSON elements; integers, but for a boolean default |
//! | C# | values of enums; fields of a union with a discriminator but for that; whether a number is text | open text; an object of one field; numbers |
//! | Dart, Swift, Perl, Eiffel | values of enums; literals, so that members of flattened unions go by the order of fields | open text |
//! | Go, Python 4, 5 and 7 | values of enums that have no page | text |
//! | GraphQL | lists and maps: their element is all there is, with a mark where it is a model | the element; a list where a model has no mark |
//! | Java, Kotlin, Scala | whether a `BigDecimal` is text; values of models' enums in Scala | numbers; open text |
//! | Kotlin, Rust, Scala | whether a last value that is empty is null or text; a field of Rust's may tell | null |
//! | JavaScript, TypeScript, Swagger Codegen's JavaScript | integers: there are numbers only | numbers |
//! | Julia, R, Ruby 5 to 7 | values of enums, but R's inside of objects | open text |
//! | Ktorm | values of enums, and whether they are numbers | open text |
//! | Markdown, PowerShell (maps) | elements of lists and maps of scalars | raw JSON elements |
//! | Objective-C, also Swagger Codegen's | integers and booleans: there is `NSNumber` only | numbers, but for a boolean default |
//! | PHP (`symfony`) | lists and maps: their element is all there is | the element |
//! | PHP | values of enums; dates and moments are one | open text; text |
//! | Python 5 | whether the default of a required text is its only value | its only value |
//! | R | booleans are `character` | text, but for a boolean default |
//! | Rust | members of unions that have a discriminator; null of optional properties | raw JSON with a name; unknown |
//!
//! API pages show parameters with samples that tell integers from other numbers, but a field of the same
//! name need not have the same type, and hardly one in twenty has one: they are not listened to.
//!
//! Where a type is raw JSON for any of this, a diagnostic says so.

use super::{Family, LeftOut, Read, Titles, namespace, stem};
use crate::{
    ir::{Kind, Link, Model, Opaque, Struct, Type},
    letters::same_letters,
    markdown::{Block, Page, inline},
};
use page::{Part, Sections};
use types::Cell;
use writer::{Empty, Null, Writer};

mod booleans;
mod dates;
mod detect;
mod enums;
mod expr;
mod fields;
mod finish;
mod flattened;
mod names;
mod notes;
mod page;
mod row;
mod schema_tables;
mod text;
mod types;
mod unions;
mod words;
mod writer;
mod writers;

#[cfg(test)]
mod spellings;
#[cfg(test)]
mod tests;

/// The columns of most writers' tables.
pub const USUAL_COLUMNS: &[&str] = &["Name", "Type", "Description", "Notes"];

/// The family.
pub const FAMILY: Family = Family {
    name: "OpenAPI Generator",
    dialects: writers::DIALECTS,
    is_general: false,
    detect: detect::detect,
    finish: Some(|dialect, pages, models, diagnostics| finish::finish(dialect, pages, models, diagnostics)),
};

/// Reads one page.
fn read(writer: &'static Writer, page: &Page<'_>, titles: &Titles) -> Read {
    let Some(sections) = Sections::of(page) else {
        return Read::left_out(if describes_operations(page) { LeftOut::Operations } else { LeftOut::Prose });
    };
    let title = title(sections.title.text, stem(page.path), writer);
    let model = |title: &str, docs: &str, kind, span| Model {
        title: title.to_owned(),
        namespace: namespace(page.path),
        docs: text::description(docs),
        examples: Vec::new(),
        deprecated: None,
        kind,
        span,
    };
    if sections.find(Part::TypeInfo).is_some() {
        let read = schema_tables::read(page, title, writer, titles);
        let mut models = vec![model(title, sections.docs, read.kind, sections.title.span)];
        models.extend(read.parts.into_iter().map(|(title, kind, span)| model(&title, "", kind, span)));
        return Read { models, left_out: None, diagnostics: read.diagnostics };
    }
    let mut reader = fields::Reader::new(writer, titles, &sections);
    let kind = kind(&mut reader, writer, titles, &sections);
    Read::model(model(title, sections.docs, kind, sections.title.span), reader.diagnostics)
}

/// The class name in a title: without `#`, `Interface`, package and the writer's own prefix. Some writers
/// call the page by the schema's name: `ModelError` on `Error.md` is `Error`.
fn title<'t>(printed: &'t str, page: &'t str, writer: &Writer) -> &'t str {
    let printed = printed.trim_start_matches(['#', ' ']).trim();
    let printed = inline::strip(printed, "**").unwrap_or(printed);
    let printed =
        ["Interface ", "Trait ", "Table "].iter().find_map(|word| printed.strip_prefix(word)).unwrap_or(printed);
    let printed = printed.trim_matches('`');
    // Where titles have no package, `api.Pet` on `ApiPet.md` is the name of the schema.
    let has_dots = printed.contains('.') && writer.look.title.is_none();
    let is_whole = printed == page || has_dots && same_letters(printed, page);
    let class = if is_whole { page } else { types::last_segment(printed) };
    if writer.is_guarded(class, page) { page } else { writer.title(class) }
}

/// Whether a page lists the methods of an API.
fn describes_operations(page: &Page<'_>) -> bool {
    page.blocks.iter().any(|block| match block {
        Block::Table(table) => table.column("HTTP request").is_some(),
        Block::Heading { text, .. } => matches!(text.text, "Parameters" | "HTTP request headers" | "Return type"),
        Block::Paragraph(text) => text.text.starts_with("All URIs are relative to"),
        _ => false,
    })
}

fn kind<'s>(
    reader: &mut fields::Reader<'_, 's>,
    writer: &'static Writer,
    titles: &Titles,
    sections: &Sections<'_, 's>,
) -> Kind<Link> {
    if let Some(values) = sections.find(Part::Values) {
        return Kind::Enum(enums::listed(values, &mut reader.diagnostics).into_enum());
    }
    let mut unions = unions::Reader { writer, titles, diagnostics: &mut reader.diagnostics };
    if let Some(union) = unions.kind(sections) {
        return union;
    }
    if let Some(variants) = sections.find(Part::Variants) {
        return Kind::Enum(enums::listed(variants, &mut reader.diagnostics).into_enum());
    }
    if let Some((cells, section)) = fields::pseudo_row(sections) {
        if let Some(union) = unions.sentence(cells.ty, &section) {
            return union;
        }
        // Python 5 has a page for a list, a map or an enum that has a name: its only row is the value.
        if writer.null == Null::Type && !cells.notes.optional {
            if let Some(values) = cells.notes.values {
                return Kind::Enum(enums::literals(values, cells.notes_span).into_enum());
            }
            let (cell, span) = (Cell::of(cells.ty.text), cells.ty.span);
            let read =
                types::read_or_tell(&cell, span, writer, titles, types::Place::Property(None), &mut reader.diagnostics);
            return Kind::Alias(read.into_type());
        }
    }
    let properties = sections.find(Part::Properties);
    if let Some(values) = properties.and_then(|section| enums::constants(section.table()?)) {
        return Kind::Enum(values);
    }
    match properties.map(|section| reader.properties(section)) {
        Some(properties) if !properties.fields.is_empty() => Kind::Struct(properties),
        // The only row says what all keys hold. Python 5 has it on every page, saying nothing.
        Some(Struct { additional: Some(value), .. }) if value != Type::Any => Kind::Alias(Type::Map(Box::new(value))),
        _ => match writer.empty {
            Empty::Enum => Kind::Enum(enums::Listed::default().into_enum()),
            Empty::Unknown => Kind::Opaque(Opaque::UnknownMembers),
        },
    }
}
