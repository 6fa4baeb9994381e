//! JSON examples that belong to a model.
//!
//! A field whose type refers to a model, and whose example is JSON, shows that model's JSON: object and
//! reference are walked together, through lists and further models. Where at least half of the keys are
//! fields of the model, its keys are its fields' names; this is the best evidence there is, and the only
//! one that shows underscores at the ends of a name.

use serde_json::Value;

use crate::{
    dialect::Printing,
    ir::{Api, Kind, ModelId, Struct, Type},
    source::FileId,
};

use super::{
    sightings::{Place, Sighting, Sightings},
    words::prints,
};

/// How deep an example is followed.
const MAX_DEPTH: usize = 16;

/// Adds the names that examples show.
pub fn tie(api: &Api<ModelId>, printing: Printing, seen: &mut Sightings) {
    for model in &api.models {
        let Kind::Struct(target) = &model.kind else { continue };
        for field in &target.fields {
            for example in &field.examples {
                let text = example.text.trim();
                if text.starts_with(['{', '['])
                    && let Ok(json) = serde_json::from_str(text)
                {
                    walk(api, &field.ty.value, &json, printing, 0, seen);
                }
            }
        }
    }
}

fn walk(api: &Api<ModelId>, ty: &Type<ModelId>, json: &Value, printing: Printing, depth: usize, seen: &mut Sightings) {
    if depth > MAX_DEPTH {
        return;
    }
    match (ty, json) {
        (Type::List(item), Value::Array(values)) => {
            values.iter().for_each(|value| walk(api, item, value, printing, depth + 1, seen));
        }
        (Type::Map(item), Value::Object(entries)) => {
            entries.values().for_each(|value| walk(api, item, value, printing, depth + 1, seen));
        }
        (Type::Nullable(inner), json) => walk(api, inner, json, printing, depth + 1, seen),
        (Type::Ref(id), json) => {
            let model = &api[*id];
            match (&model.kind, json) {
                (Kind::Struct(target), Value::Object(entries)) => {
                    object(api, target, model.span.file, entries, printing, depth, seen);
                }
                (Kind::Alias(ty), json) => walk(api, ty, json, printing, depth + 1, seen),
                _ => {}
            }
        }
        _ => {}
    }
}

fn object(
    api: &Api<ModelId>,
    target: &Struct<ModelId>,
    page: FileId,
    entries: &serde_json::Map<String, Value>,
    printing: Printing,
    depth: usize,
    seen: &mut Sightings,
) {
    let field = |key: &String| target.fields.iter().find(|field| prints(key, &field.json.text, printing));
    let known: Vec<_> = entries.iter().filter_map(|(key, value)| Some((key, value, field(key)?))).collect();
    if known.len() * 2 < entries.len() {
        return;
    }
    for (key, value, field) in known {
        seen.add(&field.json.text, Sighting { spelling: key.clone(), place: Place::TiedJson, page });
        walk(api, &field.ty.value, value, printing, depth + 1, seen);
    }
}
