//! What was found and what was expected, for people.

use serde_json::Value;

use crate::{
    ir::{Api, Base, Enum, Kind, ModelId, Type, Union},
    resolve::learned::Marks,
};

/// How many characters of a value are shown.
const SHOWN: usize = 60;
/// How many names of a list are shown.
const NAMED: usize = 8;

/// A value: its kind, and as much of it as fits in a line.
pub fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => format!("boolean {value}"),
        Value::Number(_) => format!("number {value}"),
        Value::String(text) if text.chars().count() > SHOWN => {
            let cut: String = text.chars().take(SHOWN).collect();
            format!("string {}..", Value::from(cut))
        }
        Value::String(_) => format!("string {value}"),
        Value::Array(elements) => format!("array of {}", elements.len()),
        Value::Object(entries) if entries.is_empty() => "empty object".to_owned(),
        Value::Object(entries) => format!("object with {}", names(entries.keys().map(String::as_str))),
    }
}

/// A type: what a value of it must be by the docs, not by what was learned of it.
pub fn expected(api: &Api<ModelId>, marks: Marks, ty: &Type<ModelId>) -> String {
    let inside = |ty| expected(api, marks, ty);
    match ty {
        Type::Any => "any value".to_owned(),
        Type::Object => "object".to_owned(),
        Type::String(_) => "string".to_owned(),
        Type::Integer(_) => "integer".to_owned(),
        Type::Number(_) => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Null => "null".to_owned(),
        Type::List(inner) => format!("array of {}", inside(inner)),
        Type::Map(inner) => format!("object with values of {}", inside(inner)),
        Type::Nullable(inner) => format!("{} or null", inside(inner)),
        Type::Enum(values) => listed(values, marks),
        Type::Union(union) => one_of(api, marks, union),
        Type::Ref(id) => {
            let model = &api[*id];
            match model.kind {
                Kind::Struct(_) => format!("object `{}`", model.title),
                Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => format!("`{}`", model.title),
            }
        }
    }
}

/// One of the members that the docs list.
pub fn one_of(api: &Api<ModelId>, marks: Marks, union: &Union<ModelId>) -> String {
    let documented = union.members.iter().filter(|one| !marks.is_learned(one.span));
    let mut members: Vec<String> = documented.take(NAMED + 1).map(|one| expected(api, marks, &one.ty)).collect();
    if members.is_empty() {
        return "any value".to_owned();
    }
    if let Some(last) = members.get_mut(NAMED) {
        "..".clone_into(last);
    }
    members.join(" or ")
}

/// One of the values that the docs list.
pub fn listed(values: &Enum, marks: Marks) -> String {
    let base = match values.base {
        Base::String => "string",
        Base::Integer => "integer",
        Base::Number => "number",
        Base::Boolean => "boolean",
    };
    if values.values.is_empty() {
        return base.to_owned();
    }
    let documented = values.values.iter().filter(|value| !marks.is_learned(value.span));
    let texts: Vec<String> = documented.map(|value| value.json.to_string()).collect();
    names(texts.iter().map(String::as_str))
}

/// Some names, of many only the first ones.
pub fn names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let all: Vec<&str> = names.collect();
    let more = if all.len() > NAMED { format!(" and {} more", all.len() - NAMED) } else { String::new() };
    format!("{}{more}", all[..all.len().min(NAMED)].join(", "))
}
