//! Recorded bodies beside docs: whatever scalar of them is corrupted, it is found where it is.

use std::{fs, path::Path};

use fieldmark::{
    Understood,
    conform::{deviation::Deviant, find, walk::Docs},
    diag::Diagnostics,
    resolve::learned::Marks,
    spec,
};
use serde_json::{Value, json};

use crate::{bodies, shared};

/// One body of so many is looked at.
const EACH: usize = 9;

/// What a folder of pages says.
fn read(folder: &Path) -> (spec::Spec, Understood) {
    let mut diagnostics = Diagnostics::default();
    let location = spec::find(folder).expect("listed").remove(0);
    let spec = spec::load(&location, "", &mut diagnostics).expect("read");
    let understood = fieldmark::understand(&spec, &mut diagnostics).expect("understood");
    (spec, understood)
}

/// Every scalar of a body: its place as a pointer, and as people write it.
fn scalars(at: &Value, pointer: &str, path: &str, found: &mut Vec<(String, String)>) {
    match at {
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) | Value::String(_) => found.push((pointer.to_owned(), path.to_owned())),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .for_each(|(i, element)| scalars(element, &format!("{pointer}/{i}"), &format!("{path}[{i}]"), found)),
        Value::Object(entries) => entries.iter().for_each(|(key, entry)| {
            let escaped = key.replace('~', "~0").replace('/', "~1");
            let is_plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
            let step = if is_plain { format!(".{key}") } else { format!("[{}]", json!(key)) };
            scalars(entry, &format!("{pointer}/{escaped}"), &format!("{path}{step}"), found);
        }),
    }
}

/// In how many of a body's scalars an object in their place is found there: as many as are said to be typed.
fn check(docs: &Docs<'_>, understood: &Understood, model: &str, name: &str, body: &Value) -> usize {
    let model = find::model(&understood.resolved.api, model).expect("a model");
    let deviations = |body: &Value| -> Vec<(String, Deviant)> {
        docs.walk(model, body).deviations.iter().map(|found| (found.path.to_string(), found.kind)).collect()
    };
    let walked = docs.walk(model, body);
    let before = deviations(body);
    let mut all = Vec::new();
    scalars(body, "", "$", &mut all);
    assert_eq!(walked.leaves, all.len(), "{name}");
    let is_found = |(pointer, path): &&(String, String)| {
        let mut changed = body.clone();
        *changed.pointer_mut(pointer).expect("there") = json!({ "corrupt": true });
        let is_there = |found: &String| found == path || found == &format!("{path}.corrupt");
        deviations(&changed).iter().any(|found| is_there(&found.0) && !before.contains(found))
    };
    let missed: Vec<&str> = all.iter().filter(|scalar| !is_found(scalar)).map(|(_, path)| path.as_str()).collect();
    assert_eq!(all.len() - missed.len(), walked.typed_leaves, "{name}: nothing is found at {missed:?}");
    walked.typed_leaves
}

#[test]
fn each_corrupted_scalar_of_a_chat_is_found_where_it_is() {
    let Some(pages) = shared("openapi-generator/openai/python") else { return };
    let (spec, understood) = read(&pages);
    let docs = Docs::new(&understood.resolved.api, Marks::new(&spec.sources));
    let kinds = [
        ("response", "CreateChatCompletionResponse"),
        ("chunk", "CreateChatCompletionStreamResponse"),
        ("request", "CreateChatCompletionRequest"),
        ("error", "ErrorResponse"),
    ];
    let mut count = 0;
    for (kind, model) in kinds {
        for path in bodies(kind).unwrap_or_default().iter().step_by(EACH) {
            let body = serde_json::from_str(&fs::read_to_string(path).expect("text")).expect("JSON");
            count += check(&docs, &understood, model, &path.to_string_lossy(), &body);
        }
    }
    assert!(count > 500, "{count} scalars");
}

#[test]
fn each_corrupted_scalar_of_a_webhook_is_found_where_it_is() {
    let (Some(pages), Some(folder)) = (shared("openapi-generator/github-webhooks/go"), shared("payloads")) else {
        return;
    };
    let (spec, understood) = read(&pages);
    let docs = Docs::new(&understood.resolved.api, Marks::new(&spec.sources));
    let map = fs::read_to_string(folder.join("github-webhooks.map.tsv")).expect("a map");
    let lines = map.lines().filter_map(|line| line.split_once('\t')).filter(|(_, model)| !model.is_empty());
    let mut count = 0;
    for (name, model) in lines.step_by(2 * EACH) {
        let text = fs::read_to_string(folder.join("github-webhooks").join(name)).expect("text");
        count += check(&docs, &understood, model, name, &serde_json::from_str(&text).expect("JSON"));
    }
    assert!(count > 500, "{count} scalars");
}
