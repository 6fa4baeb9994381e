//! What `new` asks for: the required fields that may differ.

use crate::{
    ir::{self, Api, Kind, ModelId, Nullable},
    rust::{Base, Init, ident},
};

use super::enums;

/// How many arguments `new` takes one by one.
const MAX_ARGUMENTS: usize = 7;

/// Whether `new` takes its arguments as a struct.
pub fn for_many(api: &Api<ModelId>, model: &ir::Struct<ModelId>) -> bool {
    let is_asked = |field: &&ir::Field<ModelId>| field.required.value && only_value(api, field).is_none();
    model.fields.iter().filter(is_asked).nth(MAX_ARGUMENTS).is_some()
}

/// What a required field always is.
pub fn literal(api: &Api<ModelId>, field: &ir::Field<ModelId>) -> Option<Init> {
    let (base, value) = only_value(api, field)?;
    match base {
        Base::Boolean => value.as_bool().map(Init::Boolean),
        Base::String | Base::Integer | Base::Number => ident::variants(&[&enums::text(value)]).pop().map(Init::Variant),
    }
}

/// The only value that a field may have.
fn only_value<'a>(api: &'a Api<ModelId>, field: &'a ir::Field<ModelId>) -> Option<(Base, &'a serde_json::Value)> {
    let values = as_enum(api, &field.ty.value)?;
    let [value] = values.values.as_slice() else { return None };
    (field.nullable.value != Nullable::Yes).then_some((values.base, &value.json))
}

/// The enum that a type is, by itself or by reference.
fn as_enum<'t>(api: &'t ir::Api<ModelId>, ty: &'t ir::Type<ModelId>) -> Option<&'t ir::Enum> {
    match ty {
        ir::Type::Enum(values) => Some(values),
        ir::Type::Ref(id) => match &api[*id].kind {
            Kind::Enum(values) => Some(values),
            Kind::Alias(ir::Type::Enum(values)) => Some(values),
            Kind::Alias(_) | Kind::Struct(_) | Kind::Union(_) | Kind::Opaque(_) => None,
        },
        ir::Type::Any
        | ir::Type::Object
        | ir::Type::String(_)
        | ir::Type::Integer(_)
        | ir::Type::Number(_)
        | ir::Type::Boolean
        | ir::Type::Null
        | ir::Type::List(_)
        | ir::Type::Map(_)
        | ir::Type::Nullable(_)
        | ir::Type::Union(_) => None,
    }
}
