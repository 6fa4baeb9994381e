//! Listed values.
//!
//! In: a section of an enum or of one property's values. Out: an [`Enum`]. Values stand in bullets
//! (``* `RED` (value: `"red"`)``).

use super::{literal, page::Section};
use crate::{
    ir::{Base, Enum, Value},
    markdown::{Block, Raw, inline},
};

/// The values below a heading; an enum without values where there are none.
pub fn listed(section: &Section<'_, '_>) -> Enum {
    let mut values = Vec::new();
    for block in section.blocks {
        if let Block::List(items) = block {
            values.extend(items.iter().filter_map(|item| bullet(*item)));
        }
    }
    of(values)
}

/// An enum of these values, of the base type that they show.
pub fn of(values: Vec<Value>) -> Enum {
    let all = |test: fn(&serde_json::Value) -> bool| !values.is_empty() && values.iter().all(|v| test(&v.json));
    let base = if all(|json| json.is_i64() || json.is_u64()) {
        Base::Integer
    } else if all(serde_json::Value::is_number) {
        Base::Number
    } else if all(serde_json::Value::is_boolean) {
        Base::Boolean
    } else {
        Base::String
    };
    Enum { base, values, open: None, inferred: None }
}

/// One bullet. Only the outermost back-ticks are marks, a value may hold some.
fn bullet(item: Raw<'_>) -> Option<Value> {
    let text = item.text.lines().next().unwrap_or_default();
    let (name, value) = text.split_once(" (value: `")?;
    let literal = value.trim_end().strip_suffix("`)")?;
    let name = inline::strip(name.trim(), "`").unwrap_or(name);
    Some(Value {
        json: literal::scalar(literal)?,
        name: Some(inline::decode_entities(name).into_owned()).filter(|name| !name.is_empty()),
        docs: String::new(),
        span: item.span,
    })
}
