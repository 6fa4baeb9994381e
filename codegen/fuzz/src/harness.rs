//! What the lists in [`super::api`] expect of the harness beside them, for any text instead of samples.

use serde::{Serialize, de::DeserializeOwned};

/// A file of samples, and what reads and writes the type that it is for.
pub type Model = (&'static str, fn(&str) -> Result<String, String>);

/// The list of an API's models.
macro_rules! models {
    ($krate:ident; $($($name:ident)::+ $file:literal;)*) => {
        pub const MODELS: &[super::super::harness::Model] =
            &[$(($file, super::super::harness::again::<$krate::$($name)::+>)),*];
    };
}
pub(crate) use models;

/// JSON text to a value and back; the error is empty where the text is not of the type.
pub fn again<T: Serialize + DeserializeOwned>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|_| String::new())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}
