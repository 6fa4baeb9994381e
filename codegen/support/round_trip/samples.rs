//! The cases of an API's models, as JSON, from the tables that they are written in.
//!
//! Under the path of a model's type, `fields` has a row a field and in it a column a case: a case is the
//! least one with the fields that it names instead. An object `{"": path}` stands for the least case of
//! another model. What is called verbatim is taken as it is.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Map, Value};

/// A value of a model.
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The value.
    pub sent: Value,
    /// What comes back, where that is something else: some profiles make one of null and absent.
    pub back: Option<Value>,
}

/// The cases of all models of an API.
pub struct Samples(Value);

impl Samples {
    /// Reads a file.
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    /// Every case of a model, and the page that it is from.
    pub fn of(&self, model: &str) -> (Value, Vec<Case>) {
        let samples = &self.0[model];
        let mut cases: Vec<(String, Value)> = Vec::new();
        let listed = |name: &str| samples[name].as_object().into_iter().flatten();
        let mut back: Vec<(&String, Value)> =
            listed("back verbatim").map(|(name, value)| (name, value.clone())).collect();
        if let Some(fields) = samples["fields"].as_object() {
            let rows = || fields.iter().filter_map(|(field, row)| Some((field, row.as_object()?)));
            let least = self.least(fields);
            let names: BTreeSet<&String> =
                rows().flat_map(|(_, row)| row.keys()).filter(|name| *name != "least").collect();
            cases.push(("least".to_owned(), Value::Object(least.clone())));
            for name in names {
                let with = rows().filter_map(|(field, row)| Some((field.clone(), self.expanded(row.get(name)?))));
                cases.push((name.clone(), Value::Object(least.clone().into_iter().chain(with).collect())));
            }
            for (name, with) in listed("back") {
                let with = self.expanded(with).as_object().cloned().unwrap_or_default();
                back.push((name, Value::Object(least.clone().into_iter().chain(with).collect())));
            }
        }
        cases.extend(listed("cases").map(|(name, value)| (name.clone(), self.expanded(value))));
        cases.extend(listed("verbatim").map(|(name, value)| (name.clone(), value.clone())));
        let back_of = |name: &String| back.iter().find(|(of, _)| *of == name).map(|(_, value)| value.clone());
        let cases = cases.into_iter().map(|(name, sent)| Case { back: back_of(&name), name, sent }).collect();
        (samples["page"].clone(), cases)
    }

    fn least(&self, fields: &Map<String, Value>) -> Map<String, Value> {
        fields.iter().filter_map(|(field, row)| Some((field.clone(), self.expanded(row.get("least")?)))).collect()
    }

    fn expanded(&self, value: &Value) -> Value {
        match value {
            Value::Object(all) => match all.get("").and_then(Value::as_str) {
                Some(model) => {
                    Value::Object(self.0[model]["fields"].as_object().map_or_else(Map::new, |of| self.least(of)))
                }
                None => Value::Object(all.iter().map(|(key, value)| (key.clone(), self.expanded(value))).collect()),
            },
            Value::Array(all) => all.iter().map(|value| self.expanded(value)).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
        }
    }
}
