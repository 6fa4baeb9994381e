//! The cases of a model, as JSON, from the table that they are written in.
//!
//! `fields` has a row a field and in it a column a case: a case is the least one with the fields that it
//! names instead. An object `{"": file}` stands for the least case of another file. What is in `verbatim`
//! is taken as it is.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Map, Value};

/// Every case of a file below `folder`, and the page that it is from.
pub fn read(folder: &Path, file: &str) -> (Value, Vec<(String, Value)>) {
    let samples = parse(folder, file);
    let mut cases = Vec::new();
    if let Some(fields) = samples["fields"].as_object() {
        let rows = || fields.iter().filter_map(|(field, row)| Some((field, row.as_object()?)));
        let least = least(fields, folder);
        let names: BTreeSet<&String> = rows().flat_map(|(_, row)| row.keys()).filter(|name| *name != "least").collect();
        cases.push(("least".to_owned(), Value::Object(least.clone())));
        for name in names {
            let mut case = least.clone();
            for (field, row) in rows() {
                if let Some(value) = row.get(name) {
                    case.insert(field.clone(), expanded(value, folder));
                }
            }
            cases.push((name.clone(), Value::Object(case)));
        }
    }
    let listed = |name: &str| samples[name].as_object().into_iter().flatten();
    cases.extend(listed("cases").map(|(name, value)| (name.clone(), expanded(value, folder))));
    cases.extend(listed("verbatim").map(|(name, value)| (name.clone(), value.clone())));
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
