//! JSON examples that belong to a model.
//!
//! A field whose type refers to a model, and whose example is JSON, shows that model's JSON: object and
//! reference are walked together, through lists and further models. Where at least half of the keys are
//! fields of the model, its keys are its fields' names; this is the best evidence there is, and the only
//! one that shows underscores at the ends of a name.

use foldhash::HashMap;
use serde_json::Value;

use crate::{
    dialect::Printing,
    ir::{Api, Field, Kind, ModelId, Type},
    letters::letters,
};

use super::{
    sightings::{Place, Sighting, Sightings},
    words::prints,
};

/// How deep an example is followed.
const MAX_DEPTH: usize = 16;

/// Adds the names that examples show.
pub fn tie(api: &Api<ModelId>, printing: Printing, seen: &mut Sightings) {
    let mut tie = Tie { api, printing, seen, by_letters: HashMap::default() };
    for model in &api.models {
        let Kind::Struct(target) = &model.kind else { continue };
        for field in &target.fields {
            for example in &field.examples {
                let text = example.text.trim();
                if text.starts_with(['{', '['])
                    && let Ok(json) = serde_json::from_str(text)
                {
                    tie.walk(&field.ty.value, &json, 0);
                }
            }
        }
    }
}

struct Tie<'a, 's> {
    api: &'a Api<ModelId>,
    printing: Printing,
    seen: &'s mut Sightings,
    /// The fields of models that examples show, by their letters, which are those of their names.
    by_letters: HashMap<ModelId, HashMap<String, Vec<&'a Field<ModelId>>>>,
}

impl<'a> Tie<'a, '_> {
    fn walk(&mut self, ty: &'a Type<ModelId>, json: &Value, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match (ty, json) {
            (Type::List(item), Value::Array(values)) => {
                values.iter().for_each(|value| self.walk(item, value, depth + 1));
            }
            (Type::Map(item), Value::Object(entries)) => {
                entries.values().for_each(|value| self.walk(item, value, depth + 1));
            }
            (Type::Nullable(inner), json) => self.walk(inner, json, depth + 1),
            (Type::Ref(id), json) => match (&self.api[*id].kind, json) {
                (Kind::Struct(_), Value::Object(entries)) => self.object(*id, entries, depth),
                (Kind::Alias(ty), json) => self.walk(ty, json, depth + 1),
                _ => {}
            },
            _ => {}
        }
    }

    fn object(&mut self, id: ModelId, entries: &serde_json::Map<String, Value>, depth: usize) {
        let model = &self.api[id];
        let by_letters = self.by_letters.entry(id).or_insert_with(|| {
            let mut fields: HashMap<String, Vec<&Field<ModelId>>> = HashMap::default();
            model.fields().iter().for_each(|field| fields.entry(letters(&field.json.text)).or_default().push(field));
            fields
        });
        let field = |key: &String| {
            let alike = by_letters.get(&letters(key))?;
            alike.iter().copied().find(|field| prints(key, &field.json.text, self.printing))
        };
        let known: Vec<_> = entries.iter().filter_map(|(key, value)| Some((key, value, field(key)?))).collect();
        if known.len() * 2 < entries.len() {
            return;
        }
        for (key, value, field) in known {
            let page = model.span.file;
            self.seen.add(&field.json.text, Sighting { spelling: key.clone(), place: Place::TiedJson, page });
            self.walk(&field.ty.value, value, depth + 1);
        }
    }
}
