//! What the tables beside a file say of its types: names in JSON, refused keys, how members are told apart.
//!
//! In: the text of `<stem>/wire.rs`. Out: [`Tables`], empty for a file without tables, whose types say all
//! of it themselves.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};

use super::impls::Reading;

/// The tables beside a file.
#[derive(Debug, Default)]
pub struct Tables {
    objects: BTreeMap<String, Object>,
    readings: BTreeMap<String, Reading>,
    names: Vec<String>,
}

/// What a table says of an object.
#[derive(Debug, Default)]
pub struct Object {
    /// Whether unlisted keys are refused.
    pub deny_unknown: bool,
    json: BTreeMap<String, String>,
    required: BTreeSet<String>,
}

impl Object {
    /// The name of a field in JSON.
    pub fn json_name(&self, field: &str) -> Option<String> {
        self.json.get(field).cloned()
    }

    /// Whether bodies without a field are refused.
    pub fn must_be_there(&self, field: &str) -> bool {
        self.required.contains(field)
    }
}

impl Tables {
    /// Reads them. What cannot be read says nothing.
    pub fn new(text: &str) -> Self {
        let mut tables = Self::default();
        for item in syn::parse_file(text).map(|file| file.items).unwrap_or_default() {
            if let syn::Item::Macro(item) = item
                && let Some(kind) = item.mac.path.segments.last()
            {
                tables.add(&kind.ident.to_string(), item.mac.tokens);
            }
        }
        tables
    }

    /// The types that have one: they are read and written.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What is said of an object.
    pub fn object(&self, name: &str) -> Option<&Object> {
        self.objects.get(name)
    }

    /// How a union is read.
    pub fn reading(&self, name: &str) -> Option<&Reading> {
        self.readings.get(name)
    }

    fn add(&mut self, kind: &str, tokens: TokenStream) {
        let mut lines = lines(tokens).into_iter();
        let head = lines.next().unwrap_or_default();
        let Some(name) = head.first().map(Word::plain) else { return };
        self.names.push(name.clone());
        match kind {
            "object" => {
                let deny_unknown = head.windows(2).any(|pair| pair[0].is("unlisted") && pair[1].is("deny"));
                let mut object = Object { deny_unknown, ..Object::default() };
                for line in lines {
                    let [word, field, Word::Text(name)] = line.as_slice() else { continue };
                    object.json.insert(field.plain(), name.clone());
                    object.required.extend(word.is("required").then(|| field.plain()));
                }
                self.objects.insert(name, object);
            }
            "tagged" => {
                let mut reading = Reading::default();
                reading.tag = head.last().map(Word::plain);
                for line in lines {
                    let tags = line.iter().skip(1).map(Word::plain);
                    reading.add_tags(line.first().map(Word::plain).unwrap_or_default(), tags);
                }
                self.readings.insert(name, reading);
            }
            "union" => drop(self.readings.insert(name, tests(lines))),
            _ => {}
        }
    }
}

/// The tests of a union: `object "kind" tagged "a" "b" => A`.
fn tests(lines: impl Iterator<Item = Vec<Word>>) -> Reading {
    let mut reading = Reading::default();
    for line in lines {
        let Some(arrow) = line.iter().position(|word| word.is("=>")) else { continue };
        let (test, members) = (&line[..arrow], &line[arrow + 1..]);
        reading.tried |= members.len() > 1;
        if let [_, Word::Text(property), _, tags @ ..] = test {
            reading.tag = Some(property.clone());
            for member in members {
                reading.add_tags(member.plain(), tags.iter().map(Word::plain));
            }
        }
    }
    reading
}

/// A word of a line.
#[derive(Debug)]
enum Word {
    Name(String),
    Text(String),
}

impl Word {
    fn plain(&self) -> String {
        match self {
            Self::Name(word) | Self::Text(word) => word.clone(),
        }
    }

    fn is(&self, name: &str) -> bool {
        matches!(self, Self::Name(word) if word == name)
    }
}

/// The lines of a table: each ends with a semicolon, the last one also without.
fn lines(tokens: TokenStream) -> Vec<Vec<Word>> {
    let mut lines = vec![Vec::new()];
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let word = match &token {
            TokenTree::Punct(end) if end.as_char() == ';' => {
                lines.push(Vec::new());
                continue;
            }
            TokenTree::Punct(first) if first.as_char() == '=' => {
                tokens.next();
                Word::Name("=>".to_owned())
            }
            TokenTree::Literal(literal) => match syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                Ok(text) => Word::Text(text.value()),
                Err(_) => Word::Name(literal.to_string()),
            },
            other => Word::Name(other.to_string()),
        };
        if let Some(line) = lines.last_mut() {
            line.push(word);
        }
    }
    lines
}
