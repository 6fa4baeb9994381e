//! Lists of values.
//!
//! In: a section with a table of values (`Value | Name | Description`, `Flag | Value`), or with a list whose items begin
//! with a value in back-ticks. Out: the values. Numbers may be written as bits: `1 << 3`.

use foldhash::HashMap;
use serde_json::Value as Json;

use super::{
    columns::{OfValues, text},
    sections::Section,
    whole,
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::literal,
    ir::{Base, Enum, Link, Model, Type, Value},
    markdown::{Block, Raw, Table, inline},
};

/// The longest text that is taken for a value, in bytes.
const MAX_VALUE: usize = 64;

/// The values of a section; `None` where it lists none.
pub fn listed(section: &Section<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Enum> {
    let of_table = section.tables().find_map(|table| from_table(table, diagnostics));
    let is_announced = section.headings.last().is_some_and(|heading| heading.words() == "Enumerated Values");
    of_table.or_else(|| section.blocks.iter().find_map(|block| from_list(block, is_announced)))
}

/// Whether only a list shows these values: it may be one of anything, and counts where a field leads to it.
pub fn is_of_list(blocks: &[Block<'_>]) -> bool {
    blocks.iter().all(|block| block.table().is_none())
}

fn from_table(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Enum> {
    let columns = OfValues::of(table)?;
    let cells = table.rows.iter().map(|row| json(text(row, Some(columns.value))));
    let known = cells.clone().filter(Option::is_some).count();
    // A table of which most cells hold no value is one of something else.
    if known == 0 || 2 * known <= table.rows.len() {
        return None;
    }
    let mut values = Vec::with_capacity(known);
    for (row, json) in table.rows.iter().zip(cells) {
        let Some(json) = json else {
            let message = format!("this row is no value: found `{}`; it is left out", text(row, Some(columns.value)));
            diagnostics.push(Diagnostic::new(Code::UnreadableRow, row.raw.span, message).help("write the JSON value"));
            continue;
        };
        let name = plain(text(row, columns.name));
        let docs = inline::decode_entities(&inline::cell_text(text(row, columns.description))).into_owned();
        values.push(Value { json, name: (!name.is_empty()).then_some(name), docs, span: row.raw.span });
    }
    Some(of(values))
}

/// Where values are announced, they may stand without back-ticks.
fn from_list(block: &Block<'_>, is_announced: bool) -> Option<Enum> {
    let Block::List(items) = block else { return None };
    let value = |item: &Raw<'_>| {
        let code = item.text.strip_prefix('`').and_then(|code| code.split_once('`'));
        let (code, docs) = code.or_else(|| is_announced.then_some((item.text, "")))?;
        let json = json(code)?;
        let docs = docs.trim_start_matches([' ', ':', '-', ',', '.', '：']).to_owned();
        Some(Value { json, name: None, docs, span: item.span })
    };
    let values: Vec<Value> = items.iter().map(value).collect::<Option<_>>()?;
    (values.len() > 1).then(|| of(values))
}

/// A set of values; of numbers and texts together, all are texts.
fn of(mut values: Vec<Value>) -> Enum {
    let base = literal::base(&values);
    if base == Base::String {
        for value in values.iter_mut().filter(|value| !value.json.is_string()) {
            value.json = value.json.to_string().into();
        }
    }
    Enum { base, values, open: None, inferred: None }
}

/// The value that a cell holds: a number, or one word.
fn json(cell: &str) -> Option<Json> {
    let text = plain(cell);
    if let Some((one, bit)) = text.split_once("<<") {
        let (one, bit): (i64, u32) = (one.trim().parse().ok()?, bit.trim().parse().ok()?);
        return one.checked_shl(bit).filter(|_| bit < 63).map(Json::from);
    }
    let is_word = !text.is_empty()
        && text.len() <= MAX_VALUE
        && !text.contains(|c: char| c.is_whitespace() || "<>(),".contains(c));
    is_word.then(|| text.parse::<i64>().map_or_else(|_| text.trim_matches('"').into(), Json::from))
}

/// A cell's words, without marks, footnotes and links.
fn plain(cell: &str) -> String {
    let cell = inline::find_link(cell).filter(|link| link.start == 0).map_or(cell, |link| link.label);
    let cell = cell.split("<br").next().unwrap_or_default();
    let unescaped = inline::unescape(cell);
    let text = inline::decode_entities(&unescaped);
    text.replace(['`', '*'], "").trim().to_owned()
}

/// Whether a table lists values of fields of the table above it.
pub fn are_of_fields(table: &Table<'_>) -> bool {
    table.has_header(&["Property", "Value"])
}

/// Gives fields of these models the values that a table of `Property | Value` lists for them; whether it is such a one.
pub fn into_fields(table: &Table<'_>, models: &mut [Model<Link>]) -> bool {
    if !are_of_fields(table) {
        return false;
    }
    let mut listed: HashMap<&str, Vec<Value>> = HashMap::default();
    for row in &table.rows {
        let json = plain(text(row, Some(1))).into();
        let value = Value { json, name: None, docs: String::new(), span: row.raw.span };
        listed.entry(text(row, Some(0))).or_default().push(value);
    }
    if let Some((model, values)) = models.first_mut().zip(listed.remove(whole::ANONYMOUS)) {
        whole::with_values(&mut model.kind, of(values));
    }
    for field in models.iter_mut().flat_map(Model::fields_mut) {
        if let Some(values) = listed.get(field.printed.as_str()) {
            give(&mut field.ty.value, values);
        }
    }
    true
}

/// Makes a set of values of a text or number.
fn give(ty: &mut Type<Link>, values: &[Value]) {
    let (base, values) = match ty {
        Type::String(_) => (Base::String, values.to_vec()),
        Type::Integer(_) => {
            let number = |value: &Value| {
                let number = value.json.as_str()?.parse::<i64>().ok()?;
                Some(Value { json: number.into(), ..value.clone() })
            };
            (Base::Integer, values.iter().filter_map(number).collect())
        }
        _ => return,
    };
    if !values.is_empty() {
        *ty = Type::Enum(Box::new(Enum { base, values, open: None, inferred: None }));
    }
}
