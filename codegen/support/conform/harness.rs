//! Reads requests from standard input, passes each body through its type, and answers on standard output.
//!
//! A request is a line `[model, body]`: a position in the table of models, and JSON text. An answer is a line:
//! `["ok", text]` with what was written back, or `["error", why]`.

use std::{
    io::{self, BufRead as _, Write as _},
    panic, thread,
};

use serde::{Serialize, de::DeserializeOwned};

/// What reads and writes one type.
pub type Again = fn(&str) -> Result<String, String>;

/// Bodies may be nested deeply, and what reads them is not optimised.
const STACK: usize = 256 << 20;

/// JSON text to a value and back.
pub fn again<T: Serialize + DeserializeOwned>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| format!("does not read: {error}"))?;
    serde_json::to_string(&value).map_err(|error| format!("does not write: {error}"))
}

/// Answers until there are no more requests.
pub fn serve(models: &'static [Again]) {
    // The answer says what went wrong.
    panic::set_hook(Box::new(|_| ()));
    let worker = thread::Builder::new().stack_size(STACK).spawn(|| {
        for line in io::stdin().lock().lines() {
            let line = line.expect("requests are UTF-8");
            let (model, body): (usize, String) = serde_json::from_str(&line).expect("a request");
            let answer = match panic::catch_unwind(|| models[model](&body)) {
                Ok(Ok(text)) => ["ok".to_owned(), text],
                Ok(Err(why)) => ["error".to_owned(), why],
                Err(panicked) => {
                    let said = panicked.downcast_ref::<String>().map(String::as_str);
                    let said = said.or_else(|| panicked.downcast_ref::<&str>().copied()).unwrap_or_default();
                    ["error".to_owned(), format!("panics: {said}")]
                }
            };
            let answer = serde_json::to_string(&answer).expect("text");
            let mut out = io::stdout().lock();
            writeln!(out, "{answer}").and_then(|()| out.flush()).expect("somebody listens");
        }
    });
    worker.expect("a thread").join().expect("every panic was caught");
}
