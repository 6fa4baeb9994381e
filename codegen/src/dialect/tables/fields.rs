//! Tables of fields.
//!
//! In: a section with one. Out: its object. A further table of the section, below words that name a field, is about
//! what that field holds.

use foldhash::HashMap;

use super::{
    columns::{Cells, Columns, text},
    names::Name,
    nested::{Objects, Row},
    phrases::{self, Phrase},
    sections::Section,
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::{defaults, literal, presence, prose},
    ir::{Deprecated, Enum, Fact, Field, JsonName, Link, NameEvidence, Nullable, Struct, Type, Value},
    limits::MAX_TYPE_DEPTH,
    markdown::{self, Block, Raw, Table, inline},
    source::Span,
};

/// Why a field is taken for one that may be absent, where nothing says so.
pub const NOT_SAID: &str = "the docs do not say which fields may be absent";

/// Reads the tables of a section.
pub fn read(section: &Section<'_, '_>, objects: &mut Objects<'_>, diagnostics: &mut Vec<Diagnostic>) -> Struct<Link> {
    let mut rows: Vec<Row> = Vec::new();
    // What further tables say of a field, by its name; nothing so far.
    let mut inner: HashMap<String, Vec<Row>> = HashMap::default();
    for (at, block) in section.blocks.iter().enumerate() {
        let Some((table, columns)) = block.table().and_then(|table| Some((table, Columns::of(table)?))) else {
            continue;
        };
        if rows.is_empty() {
            rows = read_rows(table, &columns, diagnostics);
            let names = rows.iter().filter(|row| row.name.path.len() == 1).flat_map(|row| &row.name.path);
            inner = names.map(|name| (name.clone(), Vec::new())).collect();
            continue;
        }
        let named = at.checked_sub(1).and_then(|above| named(&section.blocks[above]));
        match named.and_then(|name| inner.get_mut(name)).filter(|below| below.is_empty()) {
            Some(below) => *below = read_rows(table, &columns, diagnostics),
            None => diagnostics.push(second_table(table)),
        }
    }
    let rows = rows.into_iter().flat_map(|row| {
        let depth = row.name.depth + 1;
        let below = if let [name] = row.name.path.as_slice() { inner.remove(name) } else { None };
        let below = below.unwrap_or_default().into_iter().map(move |mut row| {
            row.name.depth += depth;
            row
        });
        std::iter::once(row).chain(below).collect::<Vec<_>>()
    });
    objects.own(rows.collect(), diagnostics)
}

/// The field that words above a table are about.
fn named<'s>(above: &Block<'s>) -> Option<&'s str> {
    let Block::Paragraph(text) = above else { return None };
    inline::code_spans(text.text).next()
}

fn read_rows(table: &Table<'_>, columns: &Columns, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
    let openings = table.rows.iter().filter_map(|row| opening(text(row, columns.description)));
    let opens = openings.fold(Opens::default(), |opens, required| match required {
        true => Opens { required: true, ..opens },
        false => Opens { optional: true, ..opens },
    });
    let says_something = |row: &&markdown::Row<'_>| row.raw.text.contains(char::is_alphanumeric);
    table.rows.iter().filter(says_something).filter_map(|row| read_row(row, columns, opens, diagnostics)).collect()
}

/// Which words open some descriptions of a table.
#[derive(Debug, Clone, Copy, Default)]
struct Opens {
    required: bool,
    optional: bool,
}

/// Whether a description begins by saying that the field is required, or that it is not.
fn opening(description: &str) -> Option<bool> {
    let text = description.trim_start_matches(MARKS).to_ascii_lowercase();
    let behind = |word: &str| text.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    if let Some(rest) = behind("required") {
        // Under a condition, it may be absent.
        return Some(rest.trim_start().starts_with(['.', '*', '_', ')', ']', ':']));
    }
    behind("optional").filter(|rest| !rest.starts_with(' ')).map(|_| false)
}

fn read_row(
    row: &markdown::Row<'_>,
    columns: &Columns,
    opens: Opens,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Row> {
    let Some(cells) = Cells::of(row, columns) else {
        diagnostics.push(unreadable(row.raw, "it has too few cells"));
        return None;
    };
    let Some(name) = Name::of(cells.name).filter(|name| name.depth.max(name.path.len()) < MAX_TYPE_DEPTH) else {
        diagnostics.push(unreadable(row.raw, &format!("expected a name, found `{}`", cells.name.text)));
        return None;
    };
    let printed = name.path.last()?.clone();
    let phrase = phrases::read(cells.ty);
    diagnostics.extend((!phrase.known).then(|| unknown(&phrase, cells.ty, &printed)));
    let docs = Docs::of(&cells);
    let nullable = if phrase.nullable { Nullable::Yes } else { Nullable::Unknown };
    let ty = type_of(phrase.ty, &name, &cells, &docs);
    let nullable = Fact::stated(nullable, cells.ty.span);
    let field = Field {
        json: JsonName { text: printed.clone(), evidence: NameEvidence::Printed, sure: true },
        required: required(&cells, &name, opens, diagnostics),
        nullable: prose::or_null(nullable, &docs.text, docs.span, &printed, &ty.value),
        default: default(&cells, &ty.value, diagnostics),
        ty,
        deprecated: (name.deprecated || docs.is_of_old()).then(Deprecated::default),
        docs: docs.text,
        examples: Vec::new(),
        read_only: cells.restrictions.is_some_and(|cell| cell.text.contains("read-only")),
        span: row.raw.span,
        printed,
    };
    Some(Row { name, field })
}

/// A description.
struct Docs {
    text: String,
    span: Span,
}

impl Docs {
    fn of(cells: &Cells<'_>) -> Self {
        let cell = cells.description.unwrap_or(Raw { text: "", span: cells.row.span });
        let text = inline::decode_entities(&inline::cell_text(cell.text)).into_owned();
        let says_nothing = matches!(text.as_str(), "-" | "none");
        Self { text: if says_nothing { String::new() } else { text }, span: cell.span }
    }

    /// Whether it begins by saying that the field is deprecated.
    fn is_of_old(&self) -> bool {
        let start = self.text.trim_start_matches(MARKS).get(.."deprecated".len());
        start.is_some_and(|start| start.eq_ignore_ascii_case("deprecated"))
    }
}

/// What sets the first word of a description off.
const MARKS: [char; 4] = ['*', '_', '(', '['];

/// The type, with the values that other columns list, that the description states, or that the name leads to.
fn type_of(ty: Type<Link>, name: &Name, cells: &Cells<'_>, docs: &Docs) -> Fact<Type<Link>> {
    let span = cells.ty.span;
    let word = match ty {
        Type::String(None) => "string",
        Type::Integer(format) => format.unwrap_or("integer"),
        _ => return Fact::stated(ty, span),
    };
    if let Some(values) = cells.values.and_then(|cell| listed(cell, &ty)) {
        return Fact::stated(Type::Enum(Box::new(values)), span);
    }
    if let Some(target) = &name.target {
        let label = vec![word.to_owned()];
        return Fact::stated(Type::Ref(Link { target: Some(target.clone()), label, span }), span);
    }
    match (ty == Type::String(None)).then(|| prose::literals(&docs.text, docs.span)).flatten() {
        Some(values) => Fact::inferred(Type::Enum(Box::new(values)), docs.span, "prose lists the values"),
        None => Fact::stated(ty, span),
    }
}

/// The values that a column lists: back-ticks set each off.
fn listed(cell: Raw<'_>, ty: &Type<Link>) -> Option<Enum> {
    let is_text = matches!(ty, Type::String(_));
    let json = |text: &str| match is_text {
        true => Some(text.into()),
        false => text.parse::<i64>().ok().map(serde_json::Value::from),
    };
    let values: Option<Vec<Value>> = inline::code_spans(cell.text)
        .map(|text| {
            Some(Value { json: json(text.trim_matches('"'))?, name: None, docs: String::new(), span: cell.span })
        })
        .collect();
    let values = values.filter(|values| !values.is_empty())?;
    Some(Enum { base: literal::base(&values), values, open: None, inferred: None })
}

fn required(cells: &Cells<'_>, name: &Name, opens: Opens, diagnostics: &mut Vec<Diagnostic>) -> Fact<bool> {
    if let Some((cell, yes)) = cells.required {
        let Some(said) = presence::says(cell.text) else {
            diagnostics.push(presence::unsaid(cell.text, &name.path.join("."), cells.row.span));
            return Fact::inferred(false, cells.row.span, NOT_SAID);
        };
        return Fact::stated(said == yes, cell.span);
    }
    let opening = cells.description.and_then(|cell| Some((opening(cell.text)?, cell.span)));
    match opening {
        Some((said, span)) => Fact::stated(said, span),
        None if name.optional || opens.required => Fact::stated(false, cells.name.span),
        None if opens.optional => Fact::stated(true, cells.name.span),
        None => Fact::inferred(false, cells.name.span, NOT_SAID),
    }
}

fn default(
    cells: &Cells<'_>,
    ty: &Type<Link>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Box<Fact<serde_json::Value>>> {
    let cell = cells.default.filter(|cell| !["", "-", "none"].contains(&cell.text))?;
    let code = inline::strip(cell.text, "`");
    let printed = code.unwrap_or(cell.text);
    // What stands there as it is may be words on the default.
    let is_value = code.is_some() || printed.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let stated = literal::default(&inline::cell_text(printed), ty, is_value);
    let found = stated.map(|value| Fact::stated(value, cell.span));
    let found = found.or_else(|| defaults::constant(printed, ty, cell.span));
    let is_lost = found.is_none() && !literal::is_nothing(printed);
    diagnostics.extend(is_lost.then(|| defaults::unread(printed, cell.span)));
    found.map(Box::new)
}

fn unreadable(row: Raw<'_>, what: &str) -> Diagnostic {
    let message = format!("this row is no field: {what}; it is left out");
    Diagnostic::new(Code::UnreadableRow, row.span, message).help("a row has a name and a type, on one line")
}

fn unknown(phrase: &Phrase, ty: Raw<'_>, printed: &str) -> Diagnostic {
    let code = if phrase.ty == Type::Any { Code::UnknownType } else { Code::UnknownElement };
    let message = format!("unknown type `{}` of `{printed}`; what is not known of it is raw JSON", ty.text);
    Diagnostic::new(code, ty.span, message).help("state the field's `type` in spec.toml")
}

fn second_table(table: &Table<'_>) -> Diagnostic {
    let message = "the second table of fields below one heading; it is left out";
    Diagnostic::new(Code::UnreadableModel, table.span, message)
        .help("give it a heading of its own, or name the field that it is about in back-ticks above it")
}
