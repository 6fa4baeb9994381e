//! The run-time support of generated crates, with types and tables as the generator writes them.

#[allow(unused, reason = "each crate uses some of it")]
#[path = "../../support/support/mod.rs"]
mod support;

mod errors;
mod keep;
mod objects;
mod unions;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// What is written of what was read; the text of the error where it was not read.
fn again<T: Serialize + DeserializeOwned>(json: Value) -> Result<Value, String> {
    let from_text: Result<T, _> = serde_json::from_str(&json.to_string());
    let from_value: Result<T, _> = serde_json::from_value(json);
    assert_eq!(from_text.is_ok(), from_value.is_ok(), "text and `Value` are read alike");
    let value = from_text.map_err(|error| error.to_string())?;
    Ok(serde_json::to_value(value).expect("it can be written"))
}

/// Asserts that a value comes back as it was.
#[track_caller]
fn comes_back<T: Serialize + DeserializeOwned>(json: Value) {
    assert_eq!(again::<T>(json.clone()), Ok(json));
}
