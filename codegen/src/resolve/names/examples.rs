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

/// For how many pairs of a key and a field each one is looked at.
const FEW: usize = 256;

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
        let fields = model.fields();
        let known: Vec<_> = match fields.len() * entries.len() <= FEW {
            true => pairs(entries, |key| fields.iter().find(|field| prints(key, &field.json.text, self.printing))),
            false => {
                let by_letters = self.by_letters.entry(id).or_insert_with(|| by_letters(fields));
                let alike = |key: &str| by_letters.get(&letters(key)).map_or(&[][..], Vec::as_slice);
                let is = |key: &str, field: &Field<ModelId>| prints(key, &field.json.text, self.printing);
                pairs(entries, |key| alike(key).iter().copied().find(|field| is(key, field)))
            }
        };
        if known.len() * 2 < entries.len() {
            return;
        }
        for (key, value, field) in known {
            let page = model.span.file;
            self.seen.add(&field.json.text, Sighting { spelling: key.to_owned(), place: Place::TiedJson, page });
            self.walk(&field.ty.value, value, depth + 1);
        }
    }
}

/// The keys of an object that a field is found for.
fn pairs<'j, 'a>(
    entries: &'j serde_json::Map<String, Value>,
    field: impl Fn(&str) -> Option<&'a Field<ModelId>>,
) -> Vec<(&'j str, &'j Value, &'a Field<ModelId>)> {
    entries.iter().filter_map(|(key, value)| Some((key.as_str(), value, field(key)?))).collect()
}

fn by_letters(fields: &[Field<ModelId>]) -> HashMap<String, Vec<&Field<ModelId>>> {
    let mut found: HashMap<String, Vec<&Field<ModelId>>> = HashMap::default();
    fields.iter().for_each(|field| found.entry(letters(&field.json.text)).or_default().push(field));
    found
}
