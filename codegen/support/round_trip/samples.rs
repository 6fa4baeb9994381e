//! The cases of a model, as JSON, from the table that they are written in.
//!
//! `fields` has a row a field and in it a column a case: a case is the least one with the fields that it
//! names instead. An object `{"": file}` stands for the least case of another file. What is called
//! verbatim is taken as it is.

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

/// Every case of a file below `folder`, and the page that it is from.
pub fn read(folder: &Path, file: &str) -> (Value, Vec<Case>) {
    let samples = parse(folder, file);
    let mut cases: Vec<(String, Value)> = Vec::new();
    let listed = |name: &str| samples[name].as_object().into_iter().flatten();
    let mut back: Vec<(&String, Value)> = listed("back verbatim").map(|(name, value)| (name, value.clone())).collect();
    if let Some(fields) = samples["fields"].as_object() {
        let rows = || fields.iter().filter_map(|(field, row)| Some((field, row.as_object()?)));
        let least = least(fields, folder);
        let names: BTreeSet<&String> = rows().flat_map(|(_, row)| row.keys()).filter(|name| *name != "least").collect();
        cases.push(("least".to_owned(), Value::Object(least.clone())));
        for name in names {
            let with = rows().filter_map(|(field, row)| Some((field.clone(), expanded(row.get(name)?, folder))));
            cases.push((name.clone(), Value::Object(least.clone().into_iter().chain(with).collect())));
        }
        for (name, with) in listed("back") {
            let with = expanded(with, folder).as_object().cloned().unwrap_or_default();
            back.push((name, Value::Object(least.clone().into_iter().chain(with).collect())));
        }
    }
    cases.extend(listed("cases").map(|(name, value)| (name.clone(), expanded(value, folder))));
    cases.extend(listed("verbatim").map(|(name, value)| (name.clone(), value.clone())));
    let back_of = |name: &String| back.iter().find(|(of, _)| *of == name).map(|(_, value)| value.clone());
    let cases = cases.into_iter().map(|(name, sent)| Case { back: back_of(&name), name, sent }).collect();
    (samples["page"].clone(), cases)
}

fn least(fields: &Map<String, Value>, folder: &Path) -> Map<String, Value> {
    let filled = fields.iter().filter_map(|(field, row)| Some((field.clone(), expanded(row.get("least")?, folder))));
    filled.collect()
}

fn expanded(value: &Value, folder: &Path) -> Value {
    match value {
        Value::Object(all) => match all.get("").and_then(Value::as_str) {
            Some(file) => {
                let fields = parse(folder, file)["fields"].as_object().cloned().unwrap_or_default();
                Value::Object(least(&fields, folder))
            }
            None => Value::Object(all.iter().map(|(key, value)| (key.clone(), expanded(value, folder))).collect()),
        },
        Value::Array(all) => all.iter().map(|value| expanded(value, folder)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn parse(folder: &Path, file: &str) -> Value {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
