//! Model docs that OpenAPI Generator and its ancestor Swagger Codegen write.
//!
//! All writers share one form: a page for each model, a `Name | Type | Description | Notes` table, values of
//! enums as bullets or tables. What differs is data: [`writers`] holds the facts, [`words`] the spelling
//! of types. In: a page. Out: its model, names in the writer's case with keyword guards undone.
//!
//! What the docs of every writer lack: formats beyond the type, constraints, `allOf`, most unions (printed
//! as one struct with the fields of all members), and whether an empty table is an object or something else.

use super::{Family, LeftOut, Read, Titles, namespace};
use crate::{
    diag::{Code, Diagnostic},
    ir::{Fact, Field, JsonName, Kind, Link, Model, NameEvidence, Nullable, Opaque, Struct, Type},
    markdown::{Block, Page, Raw, inline},
};
use page::{Part, Section, Sections};
use writers::{Empty, Null, Writer};

mod detect;
mod enums;
mod expr;
mod literal;
mod names;
mod notes;
mod page;
mod row;
mod text;
mod types;
mod words;
mod writers;

/// The family.
pub const FAMILY: Family =
    Family { name: "OpenAPI Generator", dialects: writers::DIALECTS, detect: detect::detect, finish: None };

/// Reads one page.
fn read(writer: &'static Writer, page: &Page<'_>, titles: &Titles) -> Read {
    let Some(sections) = Sections::of(page) else {
        return Read::left_out(if describes_operations(page) { LeftOut::Operations } else { LeftOut::Prose });
    };
    let mut reader = Reader { writer, titles, diagnostics: Vec::new() };
    let kind = reader.kind(&sections);
    let model = Model {
        title: title(sections.title.text, writer).to_owned(),
        namespace: namespace(page.path),
        docs: text::description(sections.docs),
        deprecated: None,
        kind,
        span: sections.title.span,
    };
    Read::model(model, reader.diagnostics)
}

/// The class name in a title: without `#`, `Interface`, package and the writer's own prefix.
fn title<'t>(printed: &'t str, writer: &Writer) -> &'t str {
    let printed = printed.trim_start_matches(['#', ' ']).trim();
    let printed = inline::strip(printed, "**").unwrap_or(printed);
    let printed =
        ["Interface ", "Trait ", "Table "].iter().find_map(|word| printed.strip_prefix(word)).unwrap_or(printed);
    writer.title(types::last_segment(printed.trim_matches('`')))
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

struct Reader<'a> {
    writer: &'static Writer,
    titles: &'a Titles,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn kind(&mut self, sections: &Sections<'_, '_>) -> Kind<Link> {
        if let Some(values) = sections.find(Part::Values) {
            return Kind::Enum(enums::listed(values));
        }
        let fields = match sections.find(Part::Properties) {
            Some(section) => self.fields(section),
            None => Vec::new(),
        };
        if fields.is_empty() {
            return match self.writer.empty {
                Empty::Enum => Kind::Enum(enums::of(Vec::new())),
                Empty::Unknown => Kind::Opaque(Opaque::UnknownMembers),
            };
        }
        Kind::Struct(Struct { fields, additional: None })
    }

    fn fields(&mut self, section: &Section<'_, '_>) -> Vec<Field<Link>> {
        let rows = section.table().map_or(&[][..], |table| &table.rows);
        rows.iter().filter_map(|row| self.field(row.raw)).collect()
    }

    fn field(&mut self, line: Raw<'_>) -> Option<Field<Link>> {
        let Some(cells) = row::split(line) else {
            self.diagnostics.push(unreadable(line, "a row without cells"));
            return None;
        };
        let printed = types::bare(cells.name.text);
        if printed.is_empty() || printed.chars().all(|c| c == '*') {
            let why = "the writer dropped every character of this name";
            self.diagnostics.push(unreadable(line, why).help("add the field in spec.toml"));
            return None;
        }
        let read = types::read(cells.ty, self.writer, self.titles, None).unwrap_or_else(|| {
            let message = format!("unknown type `{}`", cells.ty.text);
            let help = "the field is raw JSON; give its type in spec.toml";
            self.diagnostics.push(Diagnostic::new(Code::UnknownType, cells.ty.span, message).help(help));
            types::Read { ty: Type::Any, null: false }
        });
        let nullable = match (self.writer.null, read.null) {
            (_, true) => Nullable::Yes,
            (Null::Type, false) => Nullable::No,
            (Null::ElementsOnly, false) => Nullable::Unknown,
        };
        let default = cells
            .notes
            .default
            .and_then(|text| literal::default(&inline::decode_entities(text), &read.ty, self.writer.bare_defaults));
        let required = if self.writer.shows_optional {
            Fact::stated(!cells.notes.optional, cells.notes_span)
        } else {
            Fact::inferred(false, line.span, "this writer does not show what is required")
        };
        let json = JsonName {
            text: names::unguard(printed, self.writer.guards).to_owned(),
            evidence: NameEvidence::Printed,
            sure: false,
        };
        Some(Field {
            printed: printed.to_owned(),
            json,
            ty: Fact::stated(read.ty, cells.ty.span),
            required,
            nullable: Fact::stated(nullable, cells.ty.span),
            default: default.map(|value| Fact::stated(value, cells.notes_span)),
            docs: text::description(cells.description.text),
            examples: Vec::new(),
            deprecated: None,
            read_only: cells.notes.read_only,
            span: line.span,
        })
    }
}

fn unreadable(line: Raw<'_>, what: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableRow, line.span, format!("`{}`: {what}", line.text))
}
