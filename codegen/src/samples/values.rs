//! Values of a type: the least one, a full one, an unlisted one.
//!
//! In: types of a resolved API. Out: JSON, or `None` where the docs allow no finite value of bounded size.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Map, Value, json};

use crate::{
    config::{Dates, Texts},
    ir::{Api, Base, Enum, Field, Kind, ModelId, Nullable, Type, Union},
    resolve::unions::{self, Dispatch, JsonKind, When},
};

/// How deep the least value of a model may be nested; serde_json reads 128 levels.
const MAX_DEPTH: u32 = 64;
/// How many scalars the least value of a model may hold: models that hold each other twice grow fast.
const MAX_SIZE: u64 = 5_000;
/// Text that a careless writer gets wrong.
const TEXT: &str = "\"quoted\" \\ line\nnext\ttab ü 😀 </script>";

/// What stands at the end of lists and maps, where it may be written in a way that is easily lost.
enum Scalar<'a> {
    Enum(&'a Enum),
    Integer,
}

/// Makes values.
pub(super) struct Values<'a> {
    api: &'a Api<ModelId>,
    /// What some text becomes.
    texts: Texts,
    /// For each model how large its least value is; `None` where there is none.
    extents: Vec<Option<Extent>>,
    /// How the members of unions are told apart, worked out once for each: by where the union is in memory.
    dispatches: Mutex<HashMap<usize, Arc<Dispatch>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Extent {
    depth: u32,
    size: u64,
}

impl<'a> Values<'a> {
    pub(super) fn new(api: &'a Api<ModelId>, texts: Texts) -> Self {
        let mut values = Self { api, texts, extents: vec![None; api.models.len()], dispatches: Mutex::default() };
        // A model whose least value is nested n deep is known after n rounds.
        for _ in 0..MAX_DEPTH {
            let next: Vec<_> = (0..api.models.len()).map(|i| values.extents[i].or_else(|| values.extent(i))).collect();
            if next == values.extents {
                break;
            }
            values.extents = next;
        }
        values
    }

    fn extent(&self, index: usize) -> Option<Extent> {
        let inner = match &self.api.models[index].kind {
            Kind::Struct(model) => {
                let mut total = Extent { depth: 0, size: 1 };
                for field in model.fields.iter().filter(|field| field.required.value && !says_nullable(field)) {
                    let extent = self.extent_of(&field.ty.value)?;
                    total = Extent { depth: total.depth.max(extent.depth), size: total.size + extent.size };
                }
                total
            }
            Kind::Enum(_) | Kind::Opaque(_) => Extent { depth: 0, size: 1 },
            Kind::Union(union) => self.smallest(union)?.1,
            Kind::Alias(ty) => self.extent_of(ty)?,
        };
        let extent = Extent { depth: inner.depth + 1, ..inner };
        (extent.depth <= MAX_DEPTH && extent.size <= MAX_SIZE).then_some(extent)
    }

    fn extent_of(&self, ty: &'a Type<ModelId>) -> Option<Extent> {
        match ty {
            Type::Union(union) => Some(self.smallest(union)?.1),
            Type::Ref(id) => self.extents[id.0 as usize],
            Type::Any
            | Type::Object
            | Type::String(_)
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Boolean
            | Type::Null
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_)
            | Type::Enum(_) => Some(Extent { depth: 0, size: 1 }),
        }
    }

    /// The first of the members with the least nested value.
    fn smallest(&self, union: &'a Union<ModelId>) -> Option<(usize, Extent)> {
        let members = union.members.iter().enumerate();
        members
            .filter_map(|(index, member)| Some((index, self.extent_of(&member.ty)?)))
            .min_by_key(|(_, extent)| extent.depth)
    }

    /// Whether there is a least value of a model.
    pub(super) fn has_least(&self, id: ModelId) -> bool {
        self.extents[id.0 as usize].is_some()
    }

    /// The least value of a model: required fields only, null where that is allowed.
    pub(super) fn least_of(&self, id: ModelId) -> Option<Value> {
        // Ends: each reference leads to a model whose extent was known a round earlier.
        self.extents[id.0 as usize]?;
        match &self.api[id].kind {
            Kind::Struct(model) => {
                let required = model.fields.iter().filter(|field| field.required.value);
                let fields = required.map(|field| {
                    let value = if says_nullable(field) { Value::Null } else { self.least(&field.ty.value)? };
                    Some((field.json.text.clone(), value))
                });
                Some(Value::Object(fields.collect::<Option<Map<_, _>>>()?))
            }
            Kind::Enum(listed) => Some(first(listed)),
            Kind::Union(union) => self.least_member(union),
            Kind::Alias(ty) => self.least(ty),
            Kind::Opaque(_) => Some(json!({})),
        }
    }

    /// The least value of a type.
    pub(super) fn least(&self, ty: &'a Type<ModelId>) -> Option<Value> {
        Some(match ty {
            Type::Any | Type::Object | Type::Map(_) => json!({}),
            Type::String(format) => self.text(*format, "").into(),
            Type::Integer(_) | Type::Number(_) => 0.into(),
            Type::Boolean => false.into(),
            Type::Null | Type::Nullable(_) => Value::Null,
            Type::List(_) => json!([]),
            Type::Enum(listed) => first(listed),
            Type::Union(union) => return self.least_member(union),
            Type::Ref(id) => return self.least_of(*id),
        })
    }

    /// A value of a type with something in every list and map. Models in it are least ones.
    pub(super) fn full(&self, ty: &'a Type<ModelId>) -> Option<Value> {
        self.full_below(ty, 0)
    }

    fn full_below(&self, ty: &'a Type<ModelId>, depth: u32) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        Some(match ty {
            Type::Any => json!({ "any": [1, 2.5, true, null, "text"] }),
            Type::Object => json!({ "key": { "inner": [] } }),
            Type::String(format) => self.text(*format, TEXT).into(),
            // 2^53 + 1: lost by whoever reads integers as floats.
            Type::Integer(None | Some("int64")) => 9_007_199_254_740_993_i64.into(),
            Type::Integer(Some(_)) => 2_147_483_647.into(),
            Type::Number(_) => json!(0.1),
            Type::Boolean => true.into(),
            Type::Null => Value::Null,
            Type::List(inner) => self.full_below(inner, depth + 1).map_or(json!([]), |inner| json!([inner])),
            Type::Map(inner) => self.full_below(inner, depth + 1).map_or(json!({}), |inner| json!({ "key": inner })),
            Type::Nullable(inner) => return self.full_below(inner, depth + 1),
            Type::Enum(listed) => listed.values.last().map_or_else(|| first(listed), |value| value.json.clone()),
            Type::Union(union) => return self.least_member(union),
            Type::Ref(id) => return self.least_of(*id),
        })
    }

    fn least_member(&self, union: &'a Union<ModelId>) -> Option<Value> {
        self.member(union, &self.dispatch(union), self.smallest(union)?.0)
    }

    /// How the members of a union are told apart.
    pub(super) fn dispatch(&self, union: &'a Union<ModelId>) -> Arc<Dispatch> {
        let known = || self.dispatches.lock().unwrap_or_else(PoisonError::into_inner);
        let place = std::ptr::from_ref(union).addr();
        if let Some(dispatch) = known().get(&place) {
            return Arc::clone(dispatch);
        }
        // Others do not wait; whoever asks for the same one meanwhile works it out too.
        let dispatch = Arc::new(unions::dispatch(self.api, union));
        Arc::clone(known().entry(place).or_insert(dispatch))
    }

    /// A value that only one member of a union is meant to have, with the tag or key that tells it apart.
    pub(super) fn member(&self, union: &'a Union<ModelId>, dispatch: &Dispatch, index: usize) -> Option<Value> {
        let mut value = self.least(&union.members.get(index)?.ty)?;
        if let Value::Object(object) = &mut value {
            for arm in dispatch.arms.iter().filter(|arm| arm.member == index) {
                if let When::Tag { property, values } = &arm.when
                    && let Some(tag) = values.first()
                    && !object.get(property).is_some_and(|given| values.contains(given))
                {
                    object.insert(property.clone(), tag.clone());
                }
            }
        }
        if picked(dispatch, &value) != Some(index)
            && let Some((key, own)) = self.telling(&union.members[index].ty, dispatch, index)
            && let Value::Object(object) = &mut value
        {
            object.insert(key, own);
        }
        // `0`, `[]` and `{}` are of others as well.
        let ty = &union.members[index].ty;
        let is_empty = matches!(&value, Value::Array(items) if items.is_empty())
            || matches!(&value, Value::Object(entries) if entries.is_empty());
        if (is_empty || picked(dispatch, &value) != Some(index)) && is_of_scalars(ty) {
            value = self.full(ty).unwrap_or(value);
        }
        Some(value)
    }

    /// An optional key by which a member is told apart, and a value that holds no other model: there would be no end.
    fn telling(&self, ty: &'a Type<ModelId>, dispatch: &Dispatch, index: usize) -> Option<(String, Value)> {
        let Type::Ref(id) = ty else { return None };
        let asked = dispatch.arms.iter().filter(|arm| arm.member == index).filter_map(|arm| match &arm.when {
            When::Keys(keys) => Some(keys),
            When::Tag { .. } | When::OneOf(_) | When::Whole | When::Always => None,
        });
        let fields = self.api[*id].fields().iter().filter(|field| !field.required.value);
        asked.flatten().find_map(|key| {
            let field = fields.clone().find(|field| field.json.text == *key)?;
            let own = match &field.ty.value {
                Type::Ref(_) | Type::Union(_) | Type::Null | Type::Nullable(_) => return None,
                plain => self.least(plain)?,
            };
            Some((key.clone(), own))
        })
    }

    /// Text of a format; `free` where there is none.
    fn text(&self, format: Option<&str>, free: &'static str) -> &'static str {
        match format {
            // A fraction of a second comes back from few libraries as it was written.
            Some("date-time") if self.texts.dates == Dates::String => "2024-05-01T12:30:00.25Z",
            Some("date-time") => "2024-05-01T12:30:00Z",
            Some("date") => "2024-05-01",
            Some("time") => "12:30:00",
            Some("duration") => "PT1H30M",
            Some("uuid") => "2f1a6d0e-3c9b-4a5f-8e7d-0b1c2d3e4f50",
            Some("uri" | "url") => "https://example.com/a?b=c#d",
            Some("email") => "someone@example.com",
            Some("byte") => "aGVsbG8=",
            Some("decimal") => "12.50",
            _ => free,
        }
    }

    /// A value of a JSON kind that the type has none of; `None` where it may be of any kind.
    pub(super) fn misfit(&self, ty: &'a Type<ModelId>) -> Option<Value> {
        self.misfit_below(ty, 0)
    }

    fn misfit_below(&self, ty: &'a Type<ModelId>, depth: u32) -> Option<Value> {
        let of_base = |base| match base {
            Base::String => json!(false),
            Base::Integer | Base::Number | Base::Boolean => json!("misfit"),
        };
        match ty {
            Type::String(_) => Some(json!(["misfit"])),
            Type::Integer(_) | Type::Number(_) | Type::Boolean | Type::List(_) | Type::Map(_) | Type::Object => {
                Some(json!("misfit"))
            }
            Type::Enum(listed) => Some(of_base(listed.base)),
            Type::Nullable(inner) if depth < MAX_DEPTH => self.misfit_below(inner, depth + 1),
            Type::Ref(id) if depth < MAX_DEPTH => match &self.api[*id].kind {
                Kind::Struct(_) => Some(json!("misfit")),
                Kind::Enum(listed) => Some(of_base(listed.base)),
                Kind::Alias(ty) => self.misfit_below(ty, depth + 1),
                Kind::Union(_) | Kind::Opaque(_) => None,
            },
            Type::Any | Type::Null | Type::Union(_) | Type::Nullable(_) | Type::Ref(_) => None,
        }
    }

    /// The type's shape around a value that its enum does not list; `None` where there is no enum in it.
    pub(super) fn unlisted(&self, ty: &'a Type<ModelId>) -> Option<Value> {
        self.around(ty, &|ty| match ty {
            Scalar::Enum(listed) => unlisted(listed),
            Scalar::Integer => None,
        })
    }

    /// The type's shape around a whole number that is written like a fraction; `None` where there is no
    /// integer in it.
    pub(super) fn fraction_of_zero(&self, ty: &'a Type<ModelId>) -> Option<Value> {
        self.around(ty, &|ty| match ty {
            Scalar::Enum(_) => None,
            Scalar::Integer => Some(json!(3.0)),
        })
    }

    fn around(&self, ty: &'a Type<ModelId>, value: &dyn Fn(Scalar<'_>) -> Option<Value>) -> Option<Value> {
        self.around_below(ty, value, 0)
    }

    fn around_below(
        &self,
        ty: &'a Type<ModelId>,
        value: &dyn Fn(Scalar<'_>) -> Option<Value>,
        depth: u32,
    ) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        match ty {
            Type::Enum(listed) => value(Scalar::Enum(listed)),
            Type::Integer(_) => value(Scalar::Integer),
            Type::List(inner) => Some(json!([self.around_below(inner, value, depth + 1)?])),
            Type::Map(inner) => Some(json!({ "key": self.around_below(inner, value, depth + 1)? })),
            Type::Nullable(inner) => self.around_below(inner, value, depth + 1),
            Type::Ref(id) => match &self.api[*id].kind {
                Kind::Enum(listed) => value(Scalar::Enum(listed)),
                Kind::Alias(ty) => self.around_below(ty, value, depth + 1),
                Kind::Struct(_) | Kind::Union(_) | Kind::Opaque(_) => None,
            },
            Type::Any
            | Type::Object
            | Type::String(_)
            | Type::Number(_)
            | Type::Boolean
            | Type::Null
            | Type::Union(_) => None,
        }
    }
}

/// Whether the docs say that a field may be null.
fn says_nullable(field: &Field<ModelId>) -> bool {
    field.nullable.value == Nullable::Yes
}

/// Whether null is a value of a field: the docs say so, or the field takes any JSON.
pub(super) fn null_is_allowed(field: &Field<ModelId>) -> bool {
    says_nullable(field) || matches!(field.ty.value, Type::Any | Type::Null)
}

/// A listed value of an enum; one that fits where none is listed.
fn first(listed: &Enum) -> Value {
    let fallback = || match listed.base {
        Base::String => "text".into(),
        Base::Integer | Base::Number => 0.into(),
        Base::Boolean => true.into(),
    };
    listed.values.first().map_or_else(fallback, |value| value.json.clone())
}

/// A value of an enum's base type that it does not list; `None` where it lists all.
pub(super) fn unlisted(listed: &Enum) -> Option<Value> {
    let candidates: &[Value] = &match listed.base {
        Base::String => [json!("unlisted-value"), json!("another unlisted value")],
        Base::Integer | Base::Number => [json!(-987_654_321), json!(987_654_321)],
        Base::Boolean => [json!(false), json!(true)],
    };
    candidates.iter().find(|candidate| listed.values.iter().all(|value| value.json != **candidate)).cloned()
}

/// Whether a type is a scalar without listed values, or made of such.
fn is_of_scalars(ty: &Type<ModelId>) -> bool {
    match ty {
        Type::String(_) | Type::Integer(_) | Type::Number(_) | Type::Boolean => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_of_scalars(inner),
        Type::Any | Type::Object | Type::Null | Type::Enum(_) | Type::Union(_) | Type::Ref(_) => false,
    }
}

/// The member that a value is read as: of those that it is tried as, the first one that holds what is in it.
pub(super) fn read_as(union: &Union<ModelId>, dispatch: &Dispatch, value: &Value) -> Option<usize> {
    let tried = tried(dispatch, value);
    tried.iter().copied().find(|index| may_hold(&union.members[*index].ty, value))
}

/// Whether nothing in a value is of another JSON type, as far as types without a name go.
fn may_hold(ty: &Type<ModelId>, value: &Value) -> bool {
    match (ty, value) {
        (Type::List(inner), Value::Array(items)) => items.iter().all(|item| may_hold(inner, item)),
        (Type::Map(inner), Value::Object(entries)) => entries.values().all(|entry| may_hold(inner, entry)),
        (Type::Nullable(inner), value) => value.is_null() || may_hold(inner, value),
        (Type::String(_), value) => value.is_string(),
        (Type::Integer(_), value) => value.is_i64(),
        (Type::Number(_), value) => value.is_number(),
        (Type::Boolean, value) => value.is_boolean(),
        (Type::List(_) | Type::Map(_), _) => false,
        (Type::Any | Type::Object | Type::Null | Type::Enum(_) | Type::Union(_) | Type::Ref(_), _) => true,
    }
}

/// The member that a value belongs to by its look.
pub(super) fn picked(dispatch: &Dispatch, value: &Value) -> Option<usize> {
    tried(dispatch, value).first().copied()
}

/// The members that a value is tried as, in this order.
pub(super) fn tried(dispatch: &Dispatch, value: &Value) -> Vec<usize> {
    dispatch.tried(JsonKind::of(value), |when| match when {
        When::Tag { property, values } => value.get(property).is_some_and(|tag| values.contains(tag)),
        When::OneOf(values) => values.contains(value),
        When::Whole => value.is_i64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        When::Keys(keys) => keys.iter().all(|key| value.get(key).is_some()),
        When::Always => true,
    })
}

/// `value` inside of the lists and maps that stand around a field's union.
pub(super) fn wrap(ty: &Type<ModelId>, value: Value) -> Value {
    match ty {
        Type::List(inner) => json!([wrap(inner, value)]),
        Type::Map(inner) => json!({ "key": wrap(inner, value) }),
        Type::Nullable(inner) => wrap(inner, value),
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::Enum(_)
        | Type::Union(_)
        | Type::Ref(_) => value,
    }
}
