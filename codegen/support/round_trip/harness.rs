//! Reads the samples of a model, passes each through its type and compares what comes back, as JSON.
//!
//! Where `FIELDMARK_FAILURES` names a file, what fails is also written there, for machines.

use std::{env, fmt, fs, io::Write as _, path::Path};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::samples::{Case, Samples};

/// The path of a type from its crate, and what reads and writes it.
pub type Model = (&'static [&'static str], fn(&str) -> Result<String, String>);

/// The list of an API's models.
macro_rules! models {
    ($krate:ident; $($($name:ident)::+;)*) => {
        /// Every model of the API that has samples.
        pub const MODELS: &[super::super::harness::Model] =
            &[$((&[$(stringify!($name)),+], super::super::harness::again::<$krate::$($name)::+>)),*];
    };
}
pub(crate) use models;

/// JSON text to a value and back.
pub fn again<T: Serialize + DeserializeOwned>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| format!("does not read: {error}"))?;
    serde_json::to_string(&value).map_err(|error| format!("does not write: {error}"))
}

/// Panics with a line for every sample in a file of `tests/samples` that does not come back as it was.
#[track_caller]
pub fn check(file: &str, models: &[Model]) {
    // Below the package's folder, in which cargo runs tests, wherever that has been moved since they were built.
    let samples = Samples::read(&Path::new("tests/samples").join(file));
    let failures: Vec<Failure> = models.iter().flat_map(|model| failures(&samples, model)).collect();
    if let Some(report) = env::var_os("FIELDMARK_FAILURES") {
        // One write for all: tests of other APIs append to the same file.
        let lines: String = failures.iter().map(|failure| failure.to_json().to_string() + "\n").collect();
        let file = fs::OpenOptions::new().create(true).append(true).open(report);
        file.and_then(|mut file| file.write_all(lines.as_bytes())).expect("the report can be written");
    }
    let lines: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{} samples do not come back:\n{}", lines.len(), lines.join("\n"));
}

struct Failure {
    model: String,
    page: Value,
    case: String,
    sent: String,
    path: Vec<Value>,
    what: String,
}

impl Failure {
    fn to_json(&self) -> Value {
        json!({ "model": self.model, "case": self.case, "sent": self.sent, "path": self.path, "what": self.what })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { model, page, case, path, what, .. } = self;
        write!(f, "{model}, case {case:?} (from {page}): $")?;
        path.iter().try_for_each(|step| write!(f, "[{step}]"))?;
        write!(f, " {what}")
    }
}

fn failures(samples: &Samples, (path, again): &Model) -> Vec<Failure> {
    let model = path.join("::");
    let (page, cases) = samples.of(&model);
    cases
        .into_iter()
        .filter_map(|Case { name, sent, back: wanted }| {
            let text = sent.to_string();
            let (path, what) = match again(&text) {
                Ok(back) => difference(
                    wanted.as_ref().unwrap_or(&sent),
                    &serde_json::from_str(&back).expect("JSON was written"),
                )?,
                Err(why) => (Vec::new(), why),
            };
            Some(Failure { model: model.clone(), page: page.clone(), case: name, sent: text, path, what })
        })
        .collect()
}

/// The first place where two values differ, and how; numbers are compared by value.
fn difference(sent: &Value, back: &Value) -> Option<(Vec<Value>, String)> {
    let below = |step: Value, sent: Option<&Value>, back: Option<&Value>| match (sent, back) {
        (Some(sent), Some(back)) => {
            let (mut path, what) = difference(sent, back)?;
            path.insert(0, step);
            Some((path, what))
        }
        (Some(sent), None) => Some((vec![step], format!("was {sent} and is gone"))),
        (None, Some(back)) => Some((vec![step], format!("was not there and is {back}"))),
        (None, None) => None,
    };
    match (sent, back) {
        (Value::Object(old), Value::Object(new)) => {
            let added = new.keys().filter(|key| !old.contains_key(*key));
            old.keys().chain(added).find_map(|key| below(json!(key), old.get(key), new.get(key)))
        }
        (Value::Array(old), Value::Array(new)) => {
            (0..old.len().max(new.len())).find_map(|i| below(json!(i), old.get(i), new.get(i)))
        }
        (Value::Number(old), Value::Number(new)) if old.is_f64() || new.is_f64() => {
            (old.as_f64() != new.as_f64()).then(|| (Vec::new(), format!("was {old} and is {new}")))
        }
        _ => (sent != back).then(|| (Vec::new(), format!("was {sent} and is {back}"))),
    }
}
