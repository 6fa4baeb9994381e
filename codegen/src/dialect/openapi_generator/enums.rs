//! Listed values.
//!
//! In: a section of an enum, or of one property's values; a list in a note or description. Out:
//! [`Listed`] values, which become an [`Enum`] once the type is known that they are of. Values stand in
//! bullets (``* `RED` (value: `"red"`)``), in tables (`| RED | "red" |`) or between commas. Custom templates print
//! the constants of an enum as if they were properties (`**RED** | string`): that their values are called alike is
//! a guess.

use std::cell::LazyCell;

use foldhash::HashSet;

use super::{
    expr,
    page::{Part, Section, Sections},
    types::Cell,
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::literal,
    ir::{Base, Enum, Link, Sentence, Type, Value},
    letters::{letters, same_letters},
    markdown::{Block, Raw, Row, Table, inline},
    source::Span,
};

/// Values as a page lists them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// The values; texts where the page prints them without quotes.
    pub values: Vec<Value>,
    /// Texts stand without quotes, so that a number may be one.
    pub bare: bool,
}

/// Values of a property, with what may name it.
#[derive(Debug)]
pub struct Local {
    /// The anchor that a type cell links to, entities decoded.
    pub anchor: Option<String>,
    /// The heading: a type, or in Kotlin the property's JSON name.
    pub heading: String,
    /// Whether the heading may begin with the model's name: no property is called as the whole of it.
    pub may_name_model: bool,
    /// The values.
    pub listed: Listed,
}

impl Local {
    /// The name that the heading is made of.
    fn name(heading: &str) -> Option<&str> {
        let name = heading.trim_matches(['[', ']']);
        name.strip_suffix("Enum").or_else(|| Some(name.rsplit_once('.')?.1))
    }
}

impl Listed {
    /// The enum of these values, the base type found from the values themselves.
    pub fn into_enum(self) -> Enum {
        self.of_base(None)
    }

    /// The enum of these values in the place of this type.
    pub fn of_type(&self, ty: &Type<Link>) -> Enum {
        let base = match ty {
            Type::Integer(_) => Some(Base::Integer),
            Type::Number(_) => Some(Base::Number),
            Type::Boolean => Some(Base::Boolean),
            _ => None,
        };
        self.clone().of_base(base)
    }

    fn of_base(self, base: Option<Base>) -> Enum {
        let Self { mut values, bare } = self;
        let numbers = |values: &[Value]| -> Option<Vec<serde_json::Value>> {
            let number = |value: &Value| literal::bare(value.json.as_str()?).filter(serde_json::Value::is_number);
            values.iter().map(number).collect()
        };
        if bare && let Some(numbers) = numbers(&values) {
            values.iter_mut().zip(numbers).for_each(|(value, number)| value.json = number);
        }
        if bare && values.iter().all(|value| value.json == "true" || value.json == "false") {
            values.iter_mut().for_each(|value| value.json = (value.json == "true").into());
        }
        let all = |test: fn(&serde_json::Value) -> bool| !values.is_empty() && values.iter().all(|v| test(&v.json));
        let found = if all(serde_json::Value::is_i64) {
            Base::Integer
        } else if all(serde_json::Value::is_number) {
            Base::Number
        } else if all(serde_json::Value::is_boolean) {
            Base::Boolean
        } else {
            Base::String
        };
        let base = if values.is_empty() { base.unwrap_or(Base::String) } else { found };
        Enum { base, values, open: None, inferred: None }
    }
}

/// The values below a heading; what is none of them is told.
pub fn listed(section: &Section<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> Listed {
    let mut listed = Listed::default();
    for block in section.blocks {
        match block {
            Block::List(items) => {
                listed.values.extend(items.iter().filter_map(|item| bullet(item.text, item.span, diagnostics)));
            }
            // Four blanks before a bullet make it code.
            Block::Code { info: "", text } => {
                let bullets = text.text.lines().filter_map(|line| line.trim().strip_prefix("* "));
                listed.values.extend(bullets.filter_map(|line| bullet(line, text.span, diagnostics)));
            }
            Block::Table(table) if table.has_header(&["Name", "Value"]) => {
                let from_table = table_values(table, diagnostics);
                listed.bare |= from_table.bare;
                listed.values.extend(from_table.values);
            }
            Block::Paragraph(raw) => {
                if let Some(values) = raw.text.strip_prefix("Allowed values: [").and_then(|rest| rest.strip_suffix(']'))
                {
                    listed = between_commas(values, raw.span, Last::Unsure);
                }
            }
            _ => {}
        }
    }
    listed
}

/// The enum of a table of two columns that has a row for each constant.
pub fn constants(table: &Table<'_>) -> Option<Enum> {
    table.has_header(&["Name", "Type"]).then_some(())?;
    let first = table.rows.first()?.raw;
    let is_constant =
        |name: &str| name.contains(char::is_uppercase) && !name.contains(|c: char| !c.is_alphanumeric() && c != '_');
    let value = |row: &Row<'_>| {
        let [name, ty] = row.cells.as_slice() else { return None };
        let name = inline::strip(name.text, "**")?;
        let is_constant = ty.text == "string" && is_constant(name) && name == name.to_uppercase();
        is_constant.then(|| Value {
            json: name.into(),
            name: Some(name.to_owned()),
            docs: String::new(),
            span: row.raw.span,
        })
    };
    let values = table.rows.iter().map(value).collect::<Option<Vec<Value>>>()?;
    let inferred = Some(Sentence { text: first.text.to_owned(), span: first.span });
    Some(Enum { base: Base::String, values, open: None, inferred })
}

fn unreadable(text: &str, span: Span) -> Diagnostic {
    let message = format!("expected a value in quotes or a number; it is left out: `{text}`");
    Diagnostic::new(Code::UnreadableRow, span, message).help("write it as the values beside it")
}

/// The sections that list the values of one property.
pub fn locals(sections: &Sections<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Local> {
    let properties = LazyCell::new(|| {
        let table = sections.find(Part::Properties).and_then(Section::table);
        let names = table.iter().flat_map(|table| &table.rows).filter_map(|row| row.cells.first());
        names.map(|cell| letters(cell.text)).collect::<HashSet<String>>()
    });
    let local = |section: &Section<'_, '_>| {
        let heading = match section.kind {
            Part::ValuesOf(name) => name,
            // Micronaut: the heading is the type.
            Part::Other if section.table().is_some_and(|table| table.has_header(&["Name", "Value"])) => {
                section.heading.text
            }
            _ => return None,
        };
        let mut listed = listed(section, diagnostics);
        // Kotlin prints one row with all values in it.
        if let [value] = &listed.values[..]
            && section.anchor.is_some()
            && listed.bare
            && let Some(text) = value.json.as_str()
        {
            listed = between_commas(text, value.span, Last::Unsure);
        }
        Some(Local {
            may_name_model: Local::name(heading).is_some_and(|name| !properties.contains(&letters(name))),
            anchor: section.anchor.map(|anchor| inline::decode_entities(anchor).into_owned()),
            heading: inline::decode_entities(heading).into_owned(),
            listed,
        })
    };
    sections.parts.iter().filter_map(local).collect()
}

/// Takes the values of a property: those that its cell's anchor names, or those whose heading is made of
/// its name (`StateEnum`, `Parcel.State`), in some APIs behind the model's own (`ParcelStateEnum`). An anchor that nothing
/// has, as sites spell them in their own way, leads to the heading of the cell's innermost type. Two properties may print
/// the same heading: the first one takes the first section.
pub fn take(locals: &mut Vec<Local>, cell: &Cell<'_>, printed: &str, class: &str) -> Option<Local> {
    if locals.is_empty() {
        return None;
    }
    let find = |test: &dyn Fn(&Local) -> bool| locals.iter().position(test);
    let at = match cell.anchor().as_deref() {
        Some(anchor) => {
            find(&|local| local.anchor.as_deref() == Some(anchor) || local.heading == anchor).or_else(|| {
                let ty = expr::parse(&cell.text)?;
                find(&|local| ty.innermost() == Some(&*local.heading))
            })?
        }
        None => {
            let is_called = |local: &Local, called: &str| {
                Local::name(&local.heading).is_some_and(|name| same_letters(name, called))
            };
            let long = || format!("{class}{printed}");
            find(&|local| is_called(local, printed))
                .or_else(|| find(&|local| local.may_name_model && is_called(local, &long())))?
        }
    };
    Some(locals.remove(at))
}

/// What stands behind the last comma where nothing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Last {
    /// The empty text: null is not printed there.
    Empty,
    /// Null, most of the time, which the type tells as well; or the empty text.
    Unsure,
}

/// `a, b, c`. Null is printed as nothing (Kotlin, Rust, Scala), and so is a text that is empty.
pub fn between_commas(text: &str, span: Span, last: Last) -> Listed {
    let text = inline::decode_entities(text);
    let text = match last {
        Last::Empty if text.ends_with(", ") => &text,
        Last::Empty | Last::Unsure => text.trim().trim_end_matches(','),
    };
    let value = |text: &str| Value { json: text.trim().into(), name: None, docs: String::new(), span };
    Listed { values: text.split(", ").map(value).collect(), bare: true }
}

/// `"a", "b", None, ` as Python prints them: strings are not escaped.
pub fn literals(text: &str, span: Span) -> Listed {
    let mut values = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"');
        let end = match quoted {
            Some(body) => body.find("\", ").or_else(|| body.find("\",")).map_or(rest.len(), |end| end + 2),
            None => rest.find(',').unwrap_or(rest.len()),
        };
        if let Some(json) = literal::scalar(&rest[..end]) {
            values.push(Value { json, name: None, docs: String::new(), span });
        }
        rest = rest[end..].trim_start_matches([',', ' ']);
    }
    Listed { values, bare: false }
}

/// One bullet. Only the outermost back-ticks are marks, a value may hold some.
fn bullet(item: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    let text = item.lines().next().unwrap_or_default();
    let found = text.split_once(" (value: `").and_then(|(name, value)| {
        let literal = value.trim_end().strip_suffix("`)")?;
        Some((name, literal::scalar(literal)?))
    });
    let Some((name, json)) = found else {
        diagnostics.push(unreadable(text, span));
        return None;
    };
    let name = inline::strip(name.trim(), "`").unwrap_or(name);
    Some(Value {
        json,
        name: Some(inline::decode_entities(name).into_owned()).filter(|name| !name.is_empty()),
        docs: String::new(),
        span,
    })
}

/// Rows of `Name | Value`: a value may hold pipes. Where one value is quoted, all texts are.
fn table_values(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Listed {
    let rows: Vec<(Raw<'_>, &str, String)> = table
        .rows
        .iter()
        .filter_map(|row| {
            let line = row.raw.text.trim().trim_start_matches('|');
            let (name, value) = line.split_once('|')?;
            let value = value.trim();
            let value = value.strip_suffix('|').unwrap_or(value).trim();
            let value = inline::strip(value, "`").unwrap_or(value);
            Some((row.raw, name.trim(), inline::decode_entities(value).into_owned()))
        })
        .collect();
    let quoted = rows.iter().any(|(_, _, value)| literal::quoted(value).is_some() || value.starts_with("new "));
    let scalar = if quoted { literal::scalar } else { literal::bare };
    let bare = !quoted && !rows.iter().all(|(_, _, value)| scalar(value).is_some());
    let value = |(raw, name, text): (Raw<'_>, &str, String)| {
        let json = if bare { Some(text.as_str().into()) } else { scalar(&text) };
        if json.is_none() {
            diagnostics.push(unreadable(&text, raw.span));
        }
        Some(Value { json: json?, name: Some(name.to_owned()), docs: String::new(), span: raw.span })
    };
    Listed { values: rows.into_iter().filter_map(value).collect(), bare }
}
