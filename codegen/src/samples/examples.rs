//! Documented examples, read as JSON of the field's type.
//!
//! In: an example as printed. Out: JSON, or `None` where it contradicts the type: then the docs are wrong
//! in one of two places, and the example is not what the types are tested with.

use std::{cell::Cell, collections::HashSet};

use serde_json::Value;

use crate::{
    config::{Bytes, Dates, Decimals, Texts, Unknown},
    ir::{Api, Base, Field, Kind, ModelId, Nullable, Struct, Type, Union},
    resolve::unions,
};

use super::values;

/// How many types an example is compared with: unions of unions allow each part of it in many ways.
const MAX_STEPS: u32 = 100_000;
/// How deep an example may be nested, names for types included.
const MAX_DEPTH: u32 = 64;

/// The documented examples of a field, as JSON of its type. A page that prints null for one shows a null only
/// where the field may be null: elsewhere there was none, or none that could be printed.
pub fn documented_examples(api: &Api<ModelId>, field: &Field<ModelId>) -> Vec<Value> {
    let reader = Reader { api, unknown: Unknown::Keep, texts: Texts::default() };
    let read = |text: &str| match text.trim() {
        "null" => (field.nullable.value == Nullable::Yes).then_some(Value::Null),
        text => reader.read(&field.ty.value, text),
    };
    field.examples.iter().filter_map(|example| read(&example.text)).collect()
}

/// The documented examples of a whole model, as JSON of its type.
pub fn documented_values(api: &Api<ModelId>, id: ModelId) -> Vec<Value> {
    let reader = Reader { api, unknown: Unknown::Keep, texts: Texts::default() };
    let ty = Type::Ref(id);
    api[id].examples.iter().filter_map(|example| reader.read(&ty, &example.text)).collect()
}

/// Reads examples.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) api: &'a Api<ModelId>,
    /// What may become of keys that the docs do not list.
    pub(super) unknown: Unknown,
    /// What some text becomes.
    pub(super) texts: Texts,
}

impl Reader<'_> {
    /// What an example stands for. Pages print strings mostly without quotes: JSON comes first only where
    /// the type is no text.
    pub(super) fn read(&self, ty: &Type<ModelId>, printed: &str) -> Option<Value> {
        let printed = printed.trim();
        let as_json = serde_json::from_str::<Value>(printed).ok();
        let as_text = Value::String(printed.to_owned());
        let quoted = as_json.clone().filter(Value::is_string);
        let candidates = match ty {
            Type::Boolean => [serde_json::from_str(&printed.to_ascii_lowercase()).ok(), None, None],
            Type::String(_) | Type::Enum(_) => [quoted, Some(as_text), as_json],
            Type::Any
            | Type::Object
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Null
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_)
            | Type::Union(_)
            | Type::Ref(_) => [as_json, Some(as_text), None],
        };
        let steps = Cell::new(0);
        candidates.into_iter().flatten().find(|value| self.fits(ty, value, 0, &steps))
    }

    /// Whether a value is one of a type, as far as the docs say.
    fn fits(&self, ty: &Type<ModelId>, value: &Value, depth: u32, steps: &Cell<u32>) -> bool {
        steps.set(steps.get() + 1);
        if depth > MAX_DEPTH || steps.get() > MAX_STEPS {
            return false;
        }
        let inner = |ty: &Type<ModelId>, value: &Value| self.fits(ty, value, depth + 1, steps);
        match ty {
            Type::Any => true,
            Type::Object => value.is_object(),
            Type::String(_) => value.is_string(),
            Type::Integer(_) => is_whole(value),
            Type::Number(_) => value.is_number(),
            Type::Boolean => value.is_boolean(),
            Type::Null => value.is_null(),
            Type::List(item) => value.as_array().is_some_and(|items| items.iter().all(|value| inner(item, value))),
            Type::Map(item) => value.as_object().is_some_and(|object| object.values().all(|value| inner(item, value))),
            Type::Nullable(ty) => value.is_null() || inner(ty, value),
            Type::Enum(listed) => is_of(listed.base, value),
            Type::Union(union) => self.fits_union(union, value, depth, steps),
            Type::Ref(id) => match &self.api[*id].kind {
                Kind::Struct(model) => self.fits_struct(model, value, depth, steps),
                Kind::Enum(listed) => is_of(listed.base, value),
                Kind::Union(union) => self.fits_union(union, value, depth, steps),
                Kind::Alias(ty) => inner(ty, value),
                Kind::Opaque(_) => true,
            },
        }
    }

    /// Whether there is text in a type that becomes a type of a library, which writes it in its own way:
    /// examples need not come back.
    pub(super) fn rewrites(&self, ty: &Type<ModelId>) -> bool {
        if self.texts == Texts::default() {
            return false;
        }
        let (mut open, mut seen) = (vec![ty], HashSet::new());
        while let Some(ty) = open.pop() {
            match ty {
                Type::String(Some("date-time" | "date")) if self.texts.dates != Dates::String => return true,
                Type::String(Some("decimal")) if self.texts.decimals != Decimals::String => return true,
                Type::String(Some("byte")) if self.texts.bytes != Bytes::String => return true,
                Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
                Type::Union(union) => open.extend(union.members.iter().map(|member| &member.ty)),
                Type::Ref(id) if seen.insert(*id) => open.extend(self.api[*id].kind.types()),
                Type::String(_)
                | Type::Any
                | Type::Object
                | Type::Integer(_)
                | Type::Number(_)
                | Type::Boolean
                | Type::Null
                | Type::Enum(_)
                | Type::Ref(_) => {}
            }
        }
        false
    }

    /// Whether a value is of the member that it is taken for, or of one of them where several are tried.
    fn fits_union(&self, union: &Union<ModelId>, value: &Value, depth: u32, steps: &Cell<u32>) -> bool {
        let dispatch = unions::dispatch(self.api, union);
        steps.set(steps.get().saturating_add(dispatch.arms.len() as u32));
        let members = values::tried(&dispatch, value);
        members.iter().any(|member| self.fits(&union.members[*member].ty, value, depth + 1, steps))
    }

    fn fits_struct(&self, model: &Struct<ModelId>, value: &Value, depth: u32, steps: &Cell<u32>) -> bool {
        let Value::Object(object) = value else { return false };
        let fields_fit = model.fields.iter().all(|field| match object.get(&field.json.text) {
            None => !field.required.value,
            Some(Value::Null) if field.nullable.value == Nullable::Yes => true,
            Some(value) => self.fits(&field.ty.value, value, depth + 1, steps),
        });
        let is_listed = |key: &String| model.fields.iter().any(|field| field.json.text == *key);
        let others_fit = || match (&model.additional, self.unknown) {
            (Some(ty), _) => object
                .iter()
                .filter(|(key, _)| !is_listed(key))
                .all(|(_, value)| self.fits(ty, value, depth + 1, steps)),
            (None, Unknown::Keep) => true,
            (None, Unknown::Ignore | Unknown::Deny) => object.keys().all(is_listed),
        };
        fields_fit && others_fit()
    }
}

fn is_of(base: Base, value: &Value) -> bool {
    match base {
        Base::String => value.is_string(),
        Base::Integer => is_whole(value),
        Base::Number => value.is_number(),
        Base::Boolean => value.is_boolean(),
    }
}

/// Whether a value is a whole number that an `i64` holds, however it is written.
fn is_whole(value: &Value) -> bool {
    value.is_i64() || value.as_f64().is_some_and(|number| number.fract() == 0.0 && number.abs() < 9e18)
}
