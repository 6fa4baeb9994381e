//! Tables of fields.
//!
//! In: the table of a structure. Out: its fields. Flags stand between commas under `Tags`; the description ends in
//! lines of their own for default, constant value and constraints.

use super::{
    cells::{self, Cell},
    languages::Language,
    names,
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::{defaults, literal, prose},
    ir::{Deprecated, Enum, Fact, Field, JsonName, Link, NameEvidence, Type, Value},
    letters::same_letters,
    markdown::{Raw, Row, Table, inline},
    source::Span,
};

/// Reads the rows; `None` where the columns are others. A row that cannot be read is a diagnostic. Where the page says
/// that there may be keys that are not listed, most languages have a row for them.
pub fn read(
    table: &Table<'_>,
    language: &Language,
    has_additional: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Field<Link>>> {
    let columns = Columns::of(table)?;
    let is_additional = |row: &Row<'_>| {
        let name = row.cells.get(columns.name).map_or("", |name| name.text);
        has_additional && same_letters(name, "additionalProperties")
    };
    let rows = table.rows.iter().filter(|row| !is_additional(row));
    let mut fields: Vec<Field<Link>> = rows.filter_map(|row| field(row, &columns, language, diagnostics)).collect();
    names::unguard(&mut fields, language.snake);
    Some(fields)
}

/// Where things stand in a row; Java and PHP have methods behind them.
pub struct Columns {
    /// The name of the field.
    pub name: usize,
    /// Its type.
    pub ty: usize,
    tags: usize,
    description: usize,
}

impl Columns {
    /// Those of a table of fields; `None` where it is another one.
    pub fn of(table: &Table<'_>) -> Option<Self> {
        Some(Self {
            name: table.column("Name")?,
            ty: table.column("Type")?,
            tags: table.column("Tags")?,
            description: table.column("Description")?,
        })
    }
}

/// The type of the keys that are not listed.
pub fn additional(spelled: Raw<'_>, language: &Language, diagnostics: &mut Vec<Diagnostic>) -> Type<Link> {
    let cell = cells::read(spelled.text, language, spelled.span).unwrap_or_else(|| {
        diagnostics.push(unknown_type(spelled, "further keys"));
        Cell::unknown()
    });
    cell.or_null()
}

/// One row.
fn field(
    row: &Row<'_>,
    columns: &Columns,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Field<Link>> {
    let cell = |at: usize| row.cells.get(at).copied();
    let cells = (cell(columns.name), cell(columns.ty), cell(columns.tags), cell(columns.description));
    let (Some(name), Some(ty), Some(tags), Some(description)) = cells else {
        diagnostics.push(unreadable(row, "it has too few cells"));
        return None;
    };
    let Some(printed) = inline::strip(name.text, "`") else {
        diagnostics.push(unreadable(row, &format!("expected a name in back-ticks, found `{}`", name.text)));
        return None;
    };
    let Some(flags) = Flags::of(tags.text) else {
        let what = format!("expected `Required` or `Optional` among the tags of `{printed}`, found `{}`", tags.text);
        diagnostics.push(unreadable(row, &what));
        return None;
    };
    let read = cells::read(ty.text, language, ty.span).unwrap_or_else(|| {
        diagnostics.push(unknown_type(ty, &format!("`{printed}`")));
        Cell::unknown()
    });
    diagnostics.extend(read.gap.map(|gap| gap.told(ty.text, ty.span)));
    let nullable = Fact::stated(read.nullable(flags.required, language.null), ty.span);
    let mut said = Description::of(description);
    if flags.constant {
        // Older pages call the value of a constant its default.
        said.value = said.value.or(said.default.take());
    }
    diagnostics.extend(flags.unknown.map(|tag| {
        let message = format!("`{tag}` is no tag that is known; of `{printed}`, it is passed over");
        Diagnostic::new(Code::UnreadableRow, tags.span, message).help("write what it says into the description")
    }));
    diagnostics.extend(said.constant_without_value());
    let value = said.type_of(read.ty, ty.span);
    let nullable = prose::or_null(nullable, description.text, description.span, printed, &value.value);
    let default = said.default.and_then(|default| {
        // Dates and the like stand without quotes in some languages.
        let is_bare = matches!(value.value, Type::String(Some(_)));
        let stated = literal::default(&inline::cell_text(default.text), &value.value, is_bare);
        let found = stated.map(|value| Fact::stated(value, default.span));
        let found = found.or_else(|| defaults::constant(default.text, &value.value, default.span));
        diagnostics.extend(found.is_none().then(|| defaults::unread(default.text, default.span)));
        found.map(Box::new)
    });
    Some(Field {
        printed: printed.to_owned(),
        json: JsonName { text: printed.to_owned(), evidence: NameEvidence::Printed, sure: false },
        ty: value,
        required: Fact::stated(flags.required, tags.span),
        nullable,
        default,
        docs: said.docs,
        examples: Vec::new(),
        deprecated: flags.deprecated.then(Deprecated::default),
        read_only: flags.read_only,
        span: row.raw.span,
    })
}

/// What stands under `Tags`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flags<'s> {
    required: bool,
    read_only: bool,
    deprecated: bool,
    constant: bool,
    unknown: Option<&'s str>,
}

/// Tags that say something of a field.
const OWN_TAGS: [&str; 5] = ["Required", "Optional", "Read-only", "Deprecated", "Constant"];

/// Tags without a place in the IR; most are of parameters.
const OTHER_TAGS: [&str; 8] = ["Write-only", "Query", "Template", "Header", "Form", "Body", "Cookie", "Collected"];

impl<'s> Flags<'s> {
    fn of(tags: &'s str) -> Option<Self> {
        let has = |name: &str| tags.split(',').any(|tag| tag.trim() == name);
        let is_known = |tag: &str| OWN_TAGS.contains(&tag) || OTHER_TAGS.contains(&tag);
        let unknown = tags.split(',').map(str::trim).find(|tag| !is_known(tag));
        let required = has("Required");
        let flags = Self {
            required,
            read_only: has("Read-only"),
            deprecated: has("Deprecated"),
            constant: has("Constant"),
            unknown,
        };
        (required || has("Optional")).then_some(flags)
    }
}

/// What the writer says of every union.
const CONTAINERS: [&str; 2] = ["This is a container for one-of cases.", "This is a container for any-of cases."];

/// A description, its last lines taken apart.
struct Description<'s> {
    /// What people read, constraints among it.
    docs: String,
    default: Option<Raw<'s>>,
    /// The only value of a constant.
    value: Option<Raw<'s>>,
    span: Span,
}

impl<'s> Description<'s> {
    fn of(cell: Raw<'s>) -> Self {
        let mut said = Self { docs: String::new(), default: None, value: None, span: cell.span };
        let mut kept: Vec<&str> = Vec::new();
        let mut at = 0;
        for line in cell.text.split("<br>") {
            let code = |label: &str| {
                let behind = line.strip_prefix(label)?.trim_start();
                let code = inline::strip(behind.trim_end(), "`")?;
                let start = cell.span.start + (at + line.len() - behind.len() + 1) as u32;
                Some(Raw { text: code, span: Span { start, end: start + code.len() as u32, ..cell.span } })
            };
            let (default, value) = (code("**Default**:"), code("**Value**:"));
            if default.is_some() || value.is_some() {
                // The line above it is there to set it apart.
                kept.pop_if(|above| above.is_empty());
            } else if !CONTAINERS.contains(&line) && !line.starts_with("*Default: `") {
                kept.push(line);
            }
            said.default = default.or(said.default);
            said.value = value.or(said.value);
            at += line.len() + "<br>".len();
        }
        said.docs = match inline::decode_entities(&inline::cell_text(&kept.join("<br>"))) {
            docs if docs == "-" => String::new(),
            docs => docs.into_owned(),
        };
        said
    }

    /// What is said of a constant whose value is not known.
    fn constant_without_value(&self) -> Option<Diagnostic> {
        let constant = self.value.filter(|constant| constant_value(*constant).is_none())?;
        let message = format!("the only value `{}` is none that is known; any of its type is allowed", constant.text);
        Some(Diagnostic::new(Code::UnreadableDefault, constant.span, message).help("write the JSON value in its place"))
    }

    /// The type of a cell at `span`, with what is said here of the values.
    fn type_of(&self, ty: Type<Link>, span: Span) -> Fact<Type<Link>> {
        if let Some(constant) = self.value
            && let Some(json) = constant_value(constant)
        {
            let value = Value { json, name: None, docs: String::new(), span: constant.span };
            let values = vec![value];
            let only = Enum { base: literal::base(&values), values, open: None, inferred: None };
            return Fact::stated(Type::Enum(Box::new(only)), constant.span);
        }
        let listed = if ty == Type::String(None) { prose::literals(&self.docs, self.span) } else { None };
        match listed {
            Some(values) => Fact::inferred(Type::Enum(Box::new(values)), self.span, "prose lists the values"),
            None => Fact::stated(ty, span),
        }
    }
}

fn constant_value(constant: Raw<'_>) -> Option<serde_json::Value> {
    literal::scalar(&inline::cell_text(constant.text))
}

fn unreadable(row: &Row<'_>, what: &str) -> Diagnostic {
    let message = format!("this row is no field: {what}; it is left out");
    Diagnostic::new(Code::UnreadableRow, row.raw.span, message)
        .help("a row is `name` | type | Required or Optional | description, on one line")
}

fn unknown_type(ty: Raw<'_>, of: &str) -> Diagnostic {
    let message = format!("unknown type `{}` of {of}; it is kept as raw JSON", ty.text);
    Diagnostic::new(Code::UnknownType, ty.span, message).help("state the field's `type` in spec.toml")
}
