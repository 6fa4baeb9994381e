//! Recorded bodies of about thirty providers of the chat API, read by the types as they are shipped; those and
//! recorded webhooks beside their docs are in `docs`.
//!
//! The bodies are other people's and not part of this repository: where they do not lie beside it, the tests say
//! so and pass.

use std::{
    fs,
    path::{Path, PathBuf},
};

use fieldmark_models::openai::{
    CreateChatCompletionRequest, CreateChatCompletionResponse, CreateChatCompletionStreamResponse, ErrorResponse,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

mod docs;

/// A folder beside this repository, or nothing where it is not there.
fn shared(folder: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(folder);
    if !folder.is_dir() {
        println!("skipped: there is no folder {}", folder.display());
        return None;
    }
    Some(folder)
}

/// The bodies of one kind, or nothing where they are not there.
fn bodies(kind: &str) -> Option<Vec<PathBuf>> {
    let folder = shared("payloads/openai")?.join(kind);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("listed").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    Some(paths)
}

/// Every body is read, and what is written back is the same but for null and absent.
#[track_caller]
fn check<T: Serialize + DeserializeOwned>(kind: &str) {
    let mut wrong = Vec::new();
    for path in bodies(kind).unwrap_or_default() {
        let text = fs::read_to_string(&path).expect("text");
        let sent: Value = serde_json::from_str(&text).expect("JSON");
        match serde_json::from_str::<T>(&text) {
            Ok(value) if without_null(&sent) == without_null(&serde_json::to_value(&value).expect("written")) => {}
            Ok(_) => wrong.push(format!("{}: is not given back", path.display())),
            Err(error) => wrong.push(format!("{}: {error}", path.display())),
        }
    }
    assert!(wrong.is_empty(), "{} bodies:\n{}", wrong.len(), wrong.join("\n"));
}

/// A value without the properties that are null, with all numbers as floats: what was a whole number of type
/// `i64` may have been written with a fraction of zero.
fn without_null(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let kept = entries.iter().filter(|(_, value)| !value.is_null());
            kept.map(|(key, value)| (key.clone(), without_null(value))).collect()
        }
        Value::Array(elements) => elements.iter().map(without_null).collect(),
        Value::Number(number) => number.as_f64().into(),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

#[test]
fn responses_are_read() {
    check::<CreateChatCompletionResponse>("response");
}

#[test]
fn chunks_are_read() {
    check::<CreateChatCompletionStreamResponse>("chunk");
}

#[test]
fn requests_are_read() {
    check::<CreateChatCompletionRequest>("request");
}

#[test]
fn errors_are_read() {
    check::<ErrorResponse>("error");
}
