//! JSON bodies through the types that this repository generates.
//!
//! In: the number of a model and JSON. Whatever the type reads must be written back equal.

use serde_json::Value;

use super::{Reached, api, harness};

/// Every model.
pub fn models() -> impl Iterator<Item = &'static harness::Model> {
    [api::friendli::MODELS, api::openai::MODELS, api::openai_go::MODELS, api::openai_py1::MODELS].into_iter().flatten()
}

/// Reads bytes as a body of the model that the first two bytes choose: what is read is written back equal.
pub fn body(data: &[u8]) -> Reached {
    let [high, low, text @ ..] = data else { return Reached::Nothing };
    let Ok(text) = std::str::from_utf8(text) else { return Reached::Nothing };
    let count = models().count();
    let chosen = (usize::from(*high) << 8 | usize::from(*low)) % count;
    let Some((path, again)) = models().nth(chosen) else { return Reached::Nothing };
    let name = path.join("::");
    let back = match again(text) {
        Ok(back) => back,
        Err(why) if why.starts_with("does not read") => return Reached::Read,
        Err(why) => panic!("{name}: read but not written: {why}\n{text}"),
    };
    let (Ok(sent), Ok(back)) = (serde_json::from_str::<Value>(text), serde_json::from_str::<Value>(&back)) else {
        panic!("{name}: what was read or written is no JSON\n{text}\n{back}");
    };
    assert!(equal(&sent, &back), "{name}: not the same\n{sent}\n{back}");
    Reached::Written
}

/// The same JSON: numbers by value, and without nulls of optional properties, which are read as absent.
fn equal(sent: &Value, back: &Value) -> bool {
    match (sent, back) {
        (Value::Object(old), Value::Object(new)) => {
            let kept = |(key, value): (&String, &Value)| match new.get(key) {
                Some(other) => equal(value, other),
                None => value.is_null(),
            };
            old.iter().all(kept) && new.keys().all(|key| old.contains_key(key))
        }
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| equal(old, new))
        }
        (Value::Number(old), Value::Number(new)) if old.is_f64() || new.is_f64() => old.as_f64() == new.as_f64(),
        _ => sent == back,
    }
}
