//! Field tables.
//!
//! In: the rows below `## Properties`. Out: fields, and what further keys may hold. A row that cannot
//! be read is a diagnostic, the others go on.

use super::{
    booleans, dates,
    enums::{self, Last, Listed, Local},
    names::{self, unguard},
    page::{Part, Section, Sections},
    row::{self, Cells, Layout},
    text,
    types::{self, Cell, Place},
    writer::{Inline, Null, Writer},
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::{Titles, constants, defaults, literal, presence, prose},
    ir::{Base, Deprecated, Enum, Fact, Field, JsonName, Link, NameEvidence, Nullable, Struct, Type, Value},
    markdown::{Raw, inline},
    source::Span,
};

/// The name of the row that says what further keys hold, in the Python writers 4.3 to 6.
const FURTHER_KEYS: &[&str] = &["any string name", "any_string_name"];

/// Reads field tables.
pub struct Reader<'a, 's> {
    writer: &'static Writer,
    titles: &'a Titles,
    /// What the page's model is called.
    class: &'s str,
    locals: Vec<Local>,
    /// Go: the methods that only a property has that may be null.
    nil_setters: Vec<&'s str>,
    /// Go: whether methods are listed at all.
    has_methods: bool,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a, 's> Reader<'a, 's> {
    /// A reader of this page's tables.
    pub fn new(writer: &'static Writer, titles: &'a Titles, sections: &Sections<'_, 's>) -> Self {
        let headings = || sections.parts.iter().map(|part| part.heading.text);
        let nil_setters = match writer.null {
            Null::Methods => headings().filter_map(|text| text.strip_prefix("Set")?.strip_suffix("Nil")).collect(),
            Null::Elements | Null::Never | Null::ValueTypes | Null::Type | Null::Pointer | Null::Option => Vec::new(),
        };
        let has_methods = headings().any(|text| text == "Methods");
        let mut diagnostics = Vec::new();
        let locals = enums::locals(sections, &mut diagnostics);
        let class = super::title(sections.title.text, "", writer);
        Self { writer, titles, class, locals, nil_setters, has_methods, diagnostics }
    }

    /// The properties of a table.
    pub fn properties(&mut self, section: &Section<'_, 's>) -> Struct<Link> {
        let mut properties = Struct { fields: Vec::new(), additional: None };
        let Some(table) = section.table() else { return properties };
        properties.fields.reserve_exact(table.rows.len());
        let layout = Layout::of(table);
        for line in row::rows(section, table) {
            let Some(cells) = row::split(line, layout) else {
                self.refuse(line, "a row of one cell", "write it as the rows above: name, type, description, notes");
                continue;
            };
            let printed = names::printed(cells.name.text);
            if FURTHER_KEYS.contains(&&*printed) {
                properties.additional = Some(self.ty(&Cell::of(cells.ty.text), &cells, &printed).0.into_type());
            } else if let Some(field) = self.field(line, &cells, &printed) {
                properties.fields.push(field);
            }
        }
        properties
    }

    fn refuse(&mut self, line: Raw<'_>, what: &str, help: &str) {
        let message = format!("{what}; the field is left out: `{}`", line.text);
        self.diagnostics.push(Diagnostic::new(Code::UnreadableRow, line.span, message).help(help));
    }

    fn field(&mut self, line: Raw<'_>, cells: &Cells<'_>, printed: &str) -> Option<Field<Link>> {
        if printed.is_empty() {
            let help = "write the JSON name into the page's first cell";
            self.refuse(line, "a name of which the writer dropped every character", help);
            return None;
        }
        if cells.name.text == printed && line.text != printed {
            self.refuse(line, "a row whose first cell is no name", "write the name in the first cell as `**name**`");
            return None;
        }
        let cell = Cell::of(cells.ty.text);
        let (types::Read { mut ty, null, rule, .. }, wire) = self.ty(&cell, cells, printed);
        let mut docs = text::description(cells.description.text);
        self.inline_values(cells, &mut ty, &mut docs);
        if let Some(values) = described(&ty, &docs, cells.description.span) {
            ty = Type::Enum(Box::new(values));
        }
        let required = if let Some(cell) = cells.required {
            let said = presence::says(cell.text).unwrap_or_else(|| {
                self.diagnostics.push(presence::unsaid(cell.text, printed, line.span));
                false
            });
            Fact::stated(said, cell.span)
        } else if self.writer.shows_optional {
            Fact::stated(!cells.notes.optional, cells.notes_span)
        } else {
            Fact::inferred(false, line.span, "this writer does not show what is required")
        };
        let printed_default = cells.notes.default.map(inline::decode_entities);
        let mut default = printed_default.as_deref().map(literal::inner);
        let mut ty = match rule {
            Some(rule) => Fact::inferred(ty, cells.ty.span, rule),
            None => Fact::stated(ty, cells.ty.span),
        };
        let name = unguard(printed, self.class, self.writer.guards);
        let row = booleans::Row { name: &name, docs: &docs, default, cells };
        if let Some((rule, span)) = booleans::rule(&ty.value, row, self.writer) {
            ty = Fact::inferred(Type::Boolean, span, rule);
        }
        // Python 5 prints the one value of an enum as a default, which a required property has no use for. The pages
        // tell it from no other default, but hardly any enum has one value that is no text. Rust's server prints none.
        if self.writer.null == Null::Type
            && !self.writer.bare_defaults
            && required.value
            && matches!(ty.value, Type::String(None))
            && let Some(value) = default.and_then(literal::quoted)
        {
            let value = Value { json: value.into(), name: None, docs: String::new(), span: cells.notes_span };
            let values = Listed { values: vec![value], bare: false }.of_type(&ty.value);
            ty = Fact::inferred(Type::Enum(Box::new(values)), cells.notes_span, "a required property with a default");
            default = None;
        }
        let default = default.and_then(|text| self.default_or_tell(text, &ty.value, &name, cells.notes_span));
        // Ktorm prints the JSON name as the column's, but for lists, which have a table of their own.
        let mapped = cells.mapping.map(|cell| cell.text).filter(|cell| !cell.starts_with('`'));
        let wire = mapped.map(|name| inline::decode_entities(name).into_owned()).or(wire);
        let nullable = Fact::stated(self.nullable(&cell, null, required.value, printed), cells.ty.span);
        let nullable = prose::or_null(nullable, &docs, cells.description.span, printed, &ty.value);
        let json = match wire {
            Some(text) => JsonName { text, evidence: NameEvidence::Printed, sure: true },
            None => JsonName { text: name, evidence: NameEvidence::Printed, sure: false },
        };
        Some(Field {
            printed: printed.to_owned(),
            json,
            ty,
            required,
            nullable,
            default,
            docs,
            examples: Vec::new(),
            deprecated: cells.notes.deprecated.then(Deprecated::default),
            read_only: cells.notes.read_only,
            span: line.span,
        })
    }

    /// The type, and the JSON name where a list of values shows it.
    fn ty(&mut self, cell: &Cell<'_>, cells: &Cells<'_>, printed: &str) -> (types::Read, Option<String>) {
        let local = enums::take(&mut self.locals, cell, printed, self.class);
        let listed = local.as_ref().map(|local| &local.listed);
        let wire = local.as_ref().filter(|_| self.writer.inline == Inline::InAnchor).map(|local| local.heading.clone());
        let (writer, titles, diagnostics) = (self.writer, self.titles, &mut self.diagnostics);
        (types::read_or_tell(cell, cells.ty.span, writer, titles, Place::Property(listed), diagnostics), wire)
    }

    /// Values that stand in the row itself: in the notes, or in Rust behind the description.
    fn inline_values(&self, cells: &Cells<'_>, ty: &mut Type<Link>, docs: &mut String) {
        // R prints `[Enum: ]` where the values stand on another page, and never null.
        let noted = cells.notes.values.filter(|values| !values.trim().is_empty());
        let mut listed = noted.map(|values| match values.starts_with('"') {
            true => enums::literals(values, cells.notes_span),
            false => enums::between_commas(values, cells.notes_span, Last::Empty),
        });
        if self.writer.inline == Inline::Unlinked
            && let Some((before, values)) = docs.rsplit_once("(enum: ")
            && let Some(values) = values.strip_suffix(')')
        {
            let last = if Cell::of(cells.ty.text).option { Last::Unsure } else { Last::Empty };
            listed = Some(enums::between_commas(values, cells.description.span, last));
            docs.truncate(before.trim_end().len());
        }
        if let Some(listed) = listed {
            let plain = std::mem::replace(ty, Type::Any);
            *ty = types::with_values(plain, &listed);
        }
    }

    fn default_or_tell(
        &mut self,
        text: &str,
        ty: &Type<Link>,
        name: &str,
        span: Span,
    ) -> Option<Box<Fact<serde_json::Value>>> {
        if literal::is_nothing(text.trim()) || self.writer.empty_defaults && matches!(text.trim(), "[]" | "{}") {
            return None;
        }
        let default = self.default(text.trim(), ty, name, span);
        self.diagnostics.extend(default.is_none().then(|| defaults::unread(text, span)));
        default
    }

    /// The value that a default stands for. Where texts are bare, the name of a constant is told from a text by that
    /// of its enum before it.
    fn default(&self, text: &str, ty: &Type<Link>, name: &str, span: Span) -> Option<Box<Fact<serde_json::Value>>> {
        let bare = self.writer.bare_defaults;
        let constant = literal::variant(text, name).filter(|_| bare);
        let value = match (constant, ty) {
            (None, _) => literal::default(text, ty, bare),
            (Some(constant), Type::Enum(values)) => literal::constant(constant, values),
            (Some(_), _) => None,
        };
        let date = |value: &serde_json::Value| match ty {
            Type::String(format) => dates::in_json(value.as_str()?, *format),
            _ => None,
        };
        let value = value.map(|value| match date(&value) {
            Some(date) => Fact::inferred(date.into(), span, "a date as Java prints it"),
            None => Fact::stated(value, span),
        });
        value.or_else(|| defaults::constant(constant.unwrap_or(text), ty, span)).map(Box::new)
    }

    fn nullable(&self, cell: &Cell<'_>, null: bool, required: bool, printed: &str) -> Nullable {
        let known = |yes: bool| if yes { Nullable::Yes } else { Nullable::No };
        match self.writer.null {
            Null::Never => Nullable::Unknown,
            Null::Elements | Null::ValueTypes if null => Nullable::Yes,
            Null::Elements | Null::ValueTypes => Nullable::Unknown,
            Null::Type => known(null),
            Null::Pointer => known(cell.pointer),
            Null::Methods if self.has_methods => known(null || self.nil_setters.contains(&printed)),
            Null::Methods => {
                if null {
                    Nullable::Yes
                } else {
                    Nullable::Unknown
                }
            }
            Null::Option if null => Nullable::Yes,
            Null::Option if required || !cell.option => known(cell.option),
            Null::Option => Nullable::Unknown,
        }
    }
}

/// The values that the description of a text, or of an enum whose values are not listed, gives.
fn described(ty: &Type<Link>, docs: &str, span: Span) -> Option<Enum> {
    if let Type::Enum(values) = ty {
        let open = values.values.is_empty() && values.base == Base::String;
        return open.then(|| prose::literals(docs, span).or_else(|| constants::listed(docs, span))).flatten();
    }
    (*ty == Type::String(None)).then(|| prose::literals(docs, span)).flatten()
}

/// The union that a table of one pseudo row describes, and the type that one describes.
pub fn pseudo_row<'p, 's>(sections: &Sections<'p, 's>) -> Option<(Cells<'s>, Section<'p, 's>)> {
    let section = sections.find(Part::Properties)?;
    let table = section.table()?;
    let [row] = &table.rows[..] else { return None };
    let cells = row::split(row.raw, Layout::of(table))?;
    (text::bare(cells.name.text) == "value").then_some((cells, *section))
}
