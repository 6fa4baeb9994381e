//! What the tables beside types say of them: names in JSON, refused keys, how members are told apart.
//!
//! In: the text of a folder's `wire.rs`. Out: [`Tables`], empty for types without tables, which say all of
//! it themselves.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};

use super::impls::Reading;

/// The tables of the types in a folder.
#[derive(Debug, Default)]
pub struct Tables(BTreeMap<String, Table>);

/// What is said of a type: it is read and written, and then..
#[derive(Debug, PartialEq)]
pub enum Table {
    /// ..what its keys are.
    Object(Object),
    /// ..how its members are told apart.
    Union(Reading),
    /// ..what its values are.
    Values(Values),
    /// ..nothing.
    Other,
}

/// What a table says of listed values. Tables were without them once, then the types say it.
#[derive(Debug, PartialEq)]
pub struct Values {
    /// The traits by which a value is made, and by which it is given back.
    pub traits: Vec<String>,
    json: BTreeMap<String, String>,
}

impl Values {
    /// The value that a variant stands for, as JSON.
    pub fn of(&self, variant: &str) -> Option<String> {
        self.json.get(variant).cloned()
    }
}

/// What a table says of an object.
#[derive(Debug, Default, PartialEq)]
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
    /// None at all.
    pub const fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// Reads files of them. What cannot be read says nothing.
    pub fn new(texts: &[&str]) -> Self {
        let mut tables = Self::none();
        for item in texts.iter().flat_map(|text| syn::parse_file(text).map(|file| file.items).unwrap_or_default()) {
            if let syn::Item::Macro(item) = item
                && let Some(kind) = item.mac.path.segments.last()
            {
                tables.0.extend(table(&kind.ident.to_string(), item.mac.tokens));
            }
        }
        tables
    }

    /// The table of a type.
    pub fn of(&self, name: &str) -> Option<&Table> {
        self.0.get(name)
    }

    /// What is said of an object.
    pub fn object(&self, name: &str) -> Option<&Object> {
        if let Table::Object(object) = self.of(name)? { Some(object) } else { None }
    }

    /// What is said of listed values.
    pub fn values(&self, name: &str) -> Option<&Values> {
        if let Table::Values(values) = self.of(name)? { Some(values) } else { None }
    }

    /// How a union is read.
    pub fn reading(&self, name: &str) -> Option<&Reading> {
        if let Table::Union(reading) = self.of(name)? { Some(reading) } else { None }
    }
}

/// A table, and the type that it is of.
fn table(kind: &str, tokens: TokenStream) -> Option<(String, Table)> {
    let mut lines = lines(tokens).into_iter();
    let head = lines.next()?;
    let name = head.first()?.plain();
    let table = match kind {
        "object" => {
            let deny_unknown = head.windows(2).any(|pair| pair[0].is("unlisted") && pair[1].is("deny"));
            let mut object = Object { deny_unknown, ..Object::default() };
            for line in lines {
                let [word, field, Word::Text(name)] = line.as_slice() else { continue };
                object.json.insert(field.plain(), name.clone());
                object.required.extend(word.is("required").then(|| field.plain()));
            }
            Table::Object(object)
        }
        "tagged" => {
            let mut reading = Reading::default();
            reading.tag = head.last().map(Word::plain);
            for line in lines {
                let tags = line.iter().skip(1).map(Word::plain);
                reading.add_tags(line.first().map(Word::plain).unwrap_or_default(), tags);
            }
            Table::Union(reading)
        }
        "union" => Table::Union(tests(lines)),
        "texts" if lines.len() > 0 => Table::Values(values(&["&str", "String"], "String", lines)),
        "numbers" if lines.len() > 0 => {
            let base = head.get(1).map(Word::plain).unwrap_or_default();
            Table::Values(values(&[&base], &base, lines))
        }
        _ => Table::Other,
    };
    Some((name, table))
}

/// Listed values, made from some types and given back as one: `Car "car"`, `Low -1`.
fn values(from: &[&str], into: &str, lines: impl Iterator<Item = Vec<Word>>) -> Values {
    let made = from.iter().map(|ty| format!("From<{ty}>"));
    let traits = made.chain([format!("Into<{into}>")]).collect();
    let json = lines.filter_map(|line| match line.as_slice() {
        [variant, Word::Text(text)] => Some((variant.plain(), serde_json::Value::from(text.as_str()).to_string())),
        [variant, number @ ..] => Some((variant.plain(), number.iter().map(Word::plain).collect())),
        [] => None,
    });
    Values { traits, json: json.collect() }
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

#[cfg(test)]
mod tests {
    use super::{Table, Tables};

    #[test]
    fn listed_values_are_read_as_json() {
        let tables =
            Tables::new(&["texts! { Kind; Car \"a \\\"car\\\"\"; }", "numbers! { Level f64 as_f64; Low -1.5; }"]);
        let kind = tables.values("Kind").expect("the table has values");
        assert_eq!(kind.of("Car").as_deref(), Some(r#""a \"car\"""#));
        assert_eq!(kind.traits, ["From<&str>", "From<String>", "Into<String>"]);
        let level = tables.values("Level").expect("the table has values");
        assert_eq!(level.of("Low").as_deref(), Some("-1.5"));
        assert_eq!(level.traits, ["From<f64>", "Into<f64>"]);
    }

    #[test]
    fn tables_of_earlier_versions_leave_values_to_the_types() {
        let tables = Tables::new(&["texts! { Kind }\nnumbers! { Level i64 as_i64 }"]);
        assert!(tables.values("Kind").is_none() && tables.values("Level").is_none());
        assert!(["Kind", "Level"].iter().all(|name| tables.of(name) == Some(&Table::Other)));
    }
}
