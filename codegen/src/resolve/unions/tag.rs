//! The property whose value tells the object members of a union apart.
//!
//! In: the members' fields, and the discriminator that a union names. Out: the property, and the values that it
//! has in each member.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ir::{Api, Discriminator, Enum, Field, Kind, ModelId, Struct, Type};

use super::{MAX_DEPTH, leaves::Leaf};

/// What is known of the values that tell members apart.
pub struct Tags<'a> {
    /// The API that the union is of.
    pub api: &'a Api<ModelId>,
    /// The discriminator that the union names.
    pub documented: Option<&'a Discriminator>,
}

impl Tags<'_> {
    /// The property that has known values in every object member, no value in two of them.
    pub fn property(&self, leaves: &[Leaf<'_>]) -> Option<String> {
        let objects: Vec<_> = leaves.iter().filter_map(Leaf::object).collect();
        let [(_, first), _, ..] = objects.as_slice() else { return None };
        let is_documented = |field: &&Field<ModelId>| self.documented.is_some_and(|d| d.property == field.json.text);
        let documented = first.fields.iter().filter(is_documented);
        let required = first.fields.iter().filter(|field| field.required.value);
        let optional = first.fields.iter().filter(|field| !field.required.value);
        documented
            .chain(required)
            .chain(optional)
            .map(|field| &field.json.text)
            .find(|name| self.tells_apart(&objects, name))
            .cloned()
    }

    fn tells_apart(&self, objects: &[(ModelId, &Struct<ModelId>)], name: &str) -> bool {
        let mut seen = BTreeSet::new();
        objects.iter().all(|(id, model)| {
            let Some(values) = self.values(*id, model, name) else { return false };
            values.iter().all(|value| seen.insert(value.to_string()))
        })
    }

    /// The values that a property has in one member: those that the union's mapping names it by, else
    /// those that its own field lists.
    pub fn values(&self, id: ModelId, model: &Struct<ModelId>, property: &str) -> Option<Vec<Value>> {
        let field = model.fields.iter().find(|field| field.json.text == property)?;
        let listed = values_of(self.api, field);
        let is_text = match &listed {
            Some(values) => values.iter().all(|value| value.is_string()),
            None => matches!(field.ty.value, Type::String(_)),
        };
        let mapped: Vec<Value> = match self.documented {
            Some(documented) if is_text && documented.property == property => {
                let title = &self.api[id].title;
                documented.mapping.iter().filter(|(_, to)| to == title).map(|(tag, _)| tag.as_str().into()).collect()
            }
            Some(_) | None => Vec::new(),
        };
        if !mapped.is_empty() {
            return Some(mapped);
        }
        Some(listed?.into_iter().cloned().collect())
    }
}

/// The values that a type can have by the docs, where it is a literal or a reference to an enum.
pub fn listed<'a>(api: &'a Api<ModelId>, ty: &'a Type<ModelId>) -> Option<&'a Enum> {
    listed_below(api, ty, 0)
}

fn listed_below<'a>(api: &'a Api<ModelId>, ty: &'a Type<ModelId>, depth: usize) -> Option<&'a Enum> {
    if depth > MAX_DEPTH {
        return None;
    }
    match ty {
        Type::Enum(values) => Some(values),
        Type::Ref(id) => match &api[*id].kind {
            Kind::Enum(values) => Some(values),
            Kind::Alias(ty) => listed_below(api, ty, depth + 1),
            Kind::Struct(_) | Kind::Union(_) | Kind::Opaque(_) => None,
        },
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
        | Type::Union(_) => None,
    }
}

/// All values that a field can have, where the docs list them.
fn values_of<'a>(api: &'a Api<ModelId>, field: &'a Field<ModelId>) -> Option<Vec<&'a Value>> {
    let mut values = Vec::new();
    all_listed(api, &field.ty.value, 0, &mut BTreeSet::new(), &mut values)
        .then_some(values)
        .filter(|values| !values.is_empty())
}

/// Whether all values of a type are listed, be it by several enums of which it is a union. A model is looked
/// into once: unions that hold each other reach it in many ways.
fn all_listed<'a>(
    api: &'a Api<ModelId>,
    ty: &'a Type<ModelId>,
    depth: usize,
    seen: &mut BTreeSet<ModelId>,
    found: &mut Vec<&'a Value>,
) -> bool {
    if let Type::Ref(id) = ty
        && !seen.insert(*id)
    {
        return true;
    }
    if let Some(listed) = listed(api, ty) {
        found.extend(listed.values.iter().map(|value| &value.json));
        return !listed.values.is_empty();
    }
    let union = match ty {
        Type::Union(union) => union,
        Type::Ref(id) => match &api[*id].kind {
            Kind::Union(union) => union,
            Kind::Struct(_) | Kind::Enum(_) | Kind::Alias(_) | Kind::Opaque(_) => return false,
        },
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
        | Type::Enum(_) => return false,
    };
    depth < MAX_DEPTH && union.members.iter().all(|member| all_listed(api, &member.ty, depth + 1, seen, found))
}
