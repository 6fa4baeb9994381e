//! `conform` is proven on the shipped pages: whatever is wrong with a scalar of a documented body is found where
//! it is, and nothing else is.

use std::{fs, path::Path};

use fieldmark::{
    Understood,
    conform::{deviation::Walked, find, walk::Docs},
    diag::Diagnostics,
    resolve::learned::Marks,
    spec::{self, Spec},
};
use serde_json::{Value, json};

fn understood(api: &str) -> (Spec, Understood) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let apis = spec::find(&folder).expect("the shipped pages");
    let location = apis.iter().find(|one| one.name == api).expect("shipped");
    let mut diagnostics = Diagnostics::default();
    let spec = spec::load(location, "spec/", &mut diagnostics).expect("readable");
    let understood = fieldmark::understand(&spec, &mut diagnostics).expect("understood");
    (spec, understood)
}

/// The examples of an API: a model's title and a body.
fn examples(api: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec").join(api).join("examples");
    let mut found = Vec::new();
    for model in fs::read_dir(folder).expect("examples") {
        let model = model.expect("an entry");
        for file in fs::read_dir(model.path()).expect("a folder") {
            let text = fs::read_to_string(file.expect("an entry").path()).expect("text");
            found.push((model.file_name().into_string().expect("UTF-8"), serde_json::from_str(&text).expect("JSON")));
        }
    }
    found
}

/// Every scalar of a value as a JSON pointer and a path.
fn scalars(value: &Value, pointer: &str, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Array(elements) => elements.iter().enumerate().for_each(|(at, element)| {
            scalars(element, &format!("{pointer}/{at}"), &format!("{path}[{at}]"), found);
        }),
        Value::Object(entries) => entries.iter().for_each(|(key, entry)| {
            let escaped = key.replace('~', "~0").replace('/', "~1");
            scalars(entry, &format!("{pointer}/{escaped}"), &format!("{path}.{key}"), found);
        }),
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) | Value::String(_) => found.push((pointer.to_owned(), path.to_owned())),
    }
}

/// Where a body deviates.
fn paths(walked: &Walked<'_>) -> Vec<String> {
    walked.deviations.iter().map(|found| format!("{} {}", found.path, found.kind.as_str())).collect()
}

#[test]
fn each_corrupted_scalar_is_found_where_it_is() {
    let mut corrupted = 0;
    for api in ["openai", "openai-go", "friendli"] {
        let (spec, understood) = understood(api);
        let models = &understood.resolved.api;
        let docs = Docs::new(models, Marks::new(&spec.sources));
        for (title, body) in examples(api) {
            let model = find::model(models, &title).expect("examples are named after models");
            let before = docs.walk(model, &body);
            let (typed, as_before) = (before.typed_leaves + before.learned_leaves, paths(&before));
            let mut all = Vec::new();
            scalars(&body, "", "$", &mut all);
            let mut noticed = 0;
            for (pointer, path) in &all {
                let mut wrong = body.clone();
                // No documented place allows an array of arrays.
                *wrong.pointer_mut(pointer).expect("there") = json!([[7]]);
                let after = docs.walk(model, &wrong);
                let new: Vec<String> = paths(&after).into_iter().filter(|found| !as_before.contains(found)).collect();
                if let Some(first) = new.first() {
                    noticed += 1;
                    assert!(first.starts_with(path.as_str()), "{title}: {path} is wrong, found {new:?}");
                    assert!(after.typed_leaves < before.typed_leaves || after.learned_leaves < before.learned_leaves);
                }
            }
            assert_eq!(noticed, typed, "{title}: what is typed is noticed, what is kept as it comes is not: {body}");
            corrupted += all.len();
        }
    }
    assert!(corrupted > 100, "{corrupted}");
}
