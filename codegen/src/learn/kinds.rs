//! Whether a body can be of a model at all.

use serde_json::Value;

use crate::ir::{Api, Kind, ModelId, Type};

/// How many names for a type are followed.
const MAX_HOPS: usize = 64;

/// Whether a body may be of a model, by its kind alone. An object where the docs have a word shows nothing of that
/// model, but that it is of another one.
pub fn may_be(api: &Api<ModelId>, model: ModelId, body: &Value) -> bool {
    is_model(api, model, body, 0)
}

fn is_model(api: &Api<ModelId>, model: ModelId, body: &Value, hops: usize) -> bool {
    match &api[model].kind {
        Kind::Struct(_) => !body.is_array(),
        Kind::Enum(_) => !body.is_array() && !body.is_object(),
        Kind::Union(_) | Kind::Opaque(_) => true,
        Kind::Alias(ty) => is_type(api, ty, body, hops + 1),
    }
}

fn is_type(api: &Api<ModelId>, ty: &Type<ModelId>, body: &Value, hops: usize) -> bool {
    match ty {
        _ if hops > MAX_HOPS => true,
        Type::Any | Type::Union(_) => true,
        Type::Object | Type::Map(_) => !body.is_array(),
        Type::List(_) => !body.is_object(),
        Type::String(_) | Type::Integer(_) | Type::Number(_) | Type::Boolean | Type::Null | Type::Enum(_) => {
            !body.is_array() && !body.is_object()
        }
        Type::Nullable(inner) => is_type(api, inner, body, hops + 1),
        Type::Ref(other) => is_model(api, *other, body, hops + 1),
    }
}
