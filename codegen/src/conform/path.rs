//! Places in a JSON body as people write them: `$.choices[0].message`.

use std::fmt;

/// The way from a body to a value in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path<'b> {
    steps: Vec<Step<'b>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'b> {
    Key(&'b str),
    Index(usize),
}

impl<'b> Path<'b> {
    /// Goes to a value of an object.
    pub fn key(&mut self, key: &'b str) {
        self.steps.push(Step::Key(key));
    }

    /// Goes to an element of an array.
    pub fn index(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    /// Goes a step back.
    pub fn back(&mut self) {
        self.steps.pop();
    }

    /// The same place in all bodies: without the positions in arrays.
    pub fn pattern(&self) -> String {
        let mut out = "$".to_owned();
        for step in &self.steps {
            match step {
                Step::Key(key) => push_key(&mut out, key),
                Step::Index(_) => out.push_str("[]"),
            }
        }
        out
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = "$".to_owned();
        for step in &self.steps {
            match step {
                Step::Key(key) => push_key(&mut out, key),
                Step::Index(at) => out.push_str(&format!("[{at}]")),
            }
        }
        f.write_str(&out)
    }
}

fn push_key(out: &mut String, key: &str) {
    if !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') {
        out.push('.');
        out.push_str(key);
    } else {
        out.push_str(&format!("[{}]", serde_json::Value::from(key)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_like_code() {
        let mut path = Path::default();
        path.key("a");
        path.index(3);
        path.key("b c");
        assert_eq!(path.to_string(), r#"$.a[3]["b c"]"#);
        assert_eq!(path.pattern(), r#"$.a[]["b c"]"#);
        path.back();
        assert_eq!(path.to_string(), "$.a[3]");
    }
}
