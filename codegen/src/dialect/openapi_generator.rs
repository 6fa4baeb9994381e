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
//!   (`nextgen`), Ruby, Julia, Python 6 and, partly, Rust; where the members have literals, [`flattened`]
//!   turns them back. An empty table is an object, a union of what are
//!   no models, or an enum: writers that list enums leave it open, it is taken for an enum in the others.
//! - Rust: whether an optional property may be null; unions with a discriminator are empty tables.
//! - C: booleans are `int`; lists and maps of scalars have no element. R: booleans are `character`.
//! - JavaScript, TypeScript: integers are numbers. Objective-C: integers and booleans are too. Bash: numbers
//!   are integers.
//! - Markdown, PowerShell (maps only): containers of scalars have no element.
//! - PHP (`symfony`), GraphQL: containers are their element; GraphQL has a mark where that is a model.
//! - Android, Scala: the values of enums (Scala prints those of properties); C#, PHP, Ruby, Swift, Dart, Perl,
//!   Julia and others print none at all.
//! - TypeScript (`fetch`): what is required, and every description.
//! - Names: symbols and letters that a language does not have are dropped, so that `>=` has no name left,
//!   `a.b` and `a/b` have the same one, and leading underscores are gone in most writers.

use super::{Family, LeftOut, Read, Titles, namespace, stem};
use crate::{
    ir::{Kind, Link, Model, Opaque},
    markdown::{Block, Page, inline},
};
use page::{Part, Sections};
use types::Cell;
use writer::{Empty, Null, Writer};

mod defaults;
mod detect;
mod enums;
mod expr;
mod fields;
mod finish;
mod flattened;
mod literal;
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

/// The family.
pub const FAMILY: Family = Family {
    name: "OpenAPI Generator",
    dialects: writers::DIALECTS,
    detect: detect::detect,
    finish: Some(finish::finish),
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
    let class = if printed == page { page } else { types::last_segment(printed) };
    if types::is_guarded(class, page) { page } else { writer.title(class) }
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
            let read = types::read_or_tell(&cell, span, writer, titles, None, &mut reader.diagnostics);
            return Kind::Alias(read.into_type());
        }
    }
    let properties = sections.find(Part::Properties).map(|section| reader.properties(section));
    match properties {
        Some(properties) if !properties.fields.is_empty() => Kind::Struct(properties),
        _ => match writer.empty {
            Empty::Enum => Kind::Enum(enums::Listed::default().into_enum()),
            Empty::Unknown => Kind::Opaque(Opaque::UnknownMembers),
        },
    }
}
