//! Values as the writers' languages spell them: defaults and enum values.
//!
//! In: `'low'`, `"low"`, `@"low"`, `1.5M`, `True`, `new BigDecimal("0.5")`. Out: a JSON scalar or list, or
//! nothing where the text is a constant's name or says that there is none.

use foldhash::HashMap;
use serde_json::Value;

use crate::{
    ir::{self, Base, Enum, Link, Type},
    letters::{letters, same_letters},
};

/// What stands for "no default".
const NOTHING: &[&str] = &[
    "null",
    "undefined",
    "nothing",
    "None",
    "nil",
    "NULL",
    "nulltype.Null",
    "const []",
    "const {}",
    "const Optional.absent()",
    "ListBuilder()",
    "MapBuilder()",
    "SetBuilder()",
];

/// What stands around a literal that is a default: what makes a date of it, or an optional value.
const WRAPPERS: &[(&str, &str)] = &[
    ("Some(", ")"),
    ("Date.parse(", ")"),
    ("OpenAPI.str2date(", ")"),
    ("dateutil_parser(", ").date()"),
    ("dateutil_parser(", ")"),
];

/// The literal that a default is made of: `"low"` of `Some("low".to_string())`.
pub fn inner(text: &str) -> &str {
    let text = text.trim();
    let inside = |(open, close): &(_, _)| text.strip_prefix(*open)?.strip_suffix(*close);
    let text: &str = WRAPPERS.iter().find_map(inside).unwrap_or(text);
    text.strip_suffix(".to_string()").filter(|text| text.starts_with('"')).unwrap_or(text)
}

/// A default of a field of this type. `bare` says that the writer prints texts without quotes.
pub fn default(text: &str, ty: &Type<Link>, bare: bool) -> Option<Value> {
    match ty {
        Type::String(_) => string(text, bare).map(Value::String),
        Type::Integer(_) | Type::Number(_) => number(text),
        Type::Boolean => boolean(text),
        Type::Enum(values) => constant(text, values).or_else(|| of_base(text, values.base, bare)),
        Type::List(item) => list(text, item),
        Type::Map(_) | Type::Object => serde_json::from_str(text).ok().filter(Value::is_object),
        Type::Any | Type::Ref(_) | Type::Union(_) => {
            quoted(text).map(Value::String).or_else(|| number(text)).or_else(|| boolean(text))
        }
        Type::Null | Type::Nullable(_) => None,
    }
}

/// `["a"]`, `['a']`, `[a]`; in Go `{"a"}`.
fn list(text: &str, item: &Type<Link>) -> Option<Value> {
    if let Ok(json @ Value::Array(_)) = serde_json::from_str(text) {
        return Some(json);
    }
    let text = text.strip_prefix("const ").unwrap_or(text);
    let inside = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    let inside = inside('[', ']').or_else(|| inside('{', '}'))?.trim();
    if inside.is_empty() {
        return Some(Value::Array(Vec::new()));
    }
    // What holds a comma is no list that can be told from one of more elements.
    inside.split(',').map(|element| default(element.trim(), item, true)).collect()
}

/// Whether a default says that there is none.
pub fn is_nothing(text: &str) -> bool {
    text.is_empty() || NOTHING.contains(&text)
}

/// A value of a base type.
pub fn of_base(text: &str, base: Base, bare: bool) -> Option<Value> {
    match base {
        Base::String => string(text, bare).map(Value::String),
        Base::Integer | Base::Number => number(text),
        Base::Boolean => boolean(text),
    }
}

/// A value whose base type only its spelling shows: quoted is text.
pub fn scalar(text: &str) -> Option<Value> {
    quoted(text).map(Value::String).or_else(|| number(text)).or_else(|| boolean(text))
}

/// The same of a value that is written as it is in JSON, but for quotes: `30m` is text.
pub fn bare(text: &str) -> Option<Value> {
    let number = || serde_json::from_str(text).ok().filter(Value::is_number);
    quoted(text).map(Value::String).or_else(number).or_else(|| boolean(text))
}

/// What stands between quotes. Writers do not escape all that stands there: the outermost quotes count.
pub fn quoted(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix('@').unwrap_or(text);
    let inner =
        ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)))?;
    Some(unescape(inner))
}

fn string(text: &str, bare: bool) -> Option<String> {
    quoted(text).or_else(|| bare.then(|| text.to_owned()))
}

fn number(text: &str) -> Option<Value> {
    let text = text.trim();
    let text = text
        .strip_prefix("new BigDecimal(")
        .and_then(|inner| inner.strip_suffix(')'))
        .map_or(text, |inner| inner.trim_matches('"'));
    let text = text.strip_prefix('@').unwrap_or(text);
    let digits = text.trim_end_matches(['M', 'L', 'l', 'F', 'f', 'D', 'd', 'm']);
    let value: Value = serde_json::from_str(digits).ok()?;
    value.is_number().then_some(value)
}

/// `true`, `TRUE`, `$true`, `@(YES)`.
pub fn boolean(text: &str) -> Option<Value> {
    match text.to_ascii_lowercase().trim_start_matches('$') {
        "true" | "@(yes)" => Some(Value::Bool(true)),
        "false" | "@(no)" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// The value of a constant that the enum lists: `StateEnum.Low`, `State::LOW`, `.low`, `LOW`.
pub fn constant(text: &str, values: &Enum) -> Option<Value> {
    Constants::of(values).value(text)
}

/// The values of an enum by its constants; of those that two have, nothing is known.
#[derive(Debug, Default)]
pub struct Constants {
    /// By the name as it is printed, in small letters.
    exact: HashMap<String, Option<Value>>,
    /// By letters, those of the value where it has no name: some writers put the words of a constant together in another way than on the page of the enum.
    alike: HashMap<String, Option<Value>>,
}

impl Constants {
    /// Those of an enum.
    pub fn of(listed: &Enum) -> Self {
        let mut constants = Self::default();
        let add = |known: &mut HashMap<String, Option<Value>>, name: String, json: &Value| {
            known.entry(name).and_modify(|known| *known = None).or_insert_with(|| Some(json.clone()));
        };
        for ir::Value { json, name, .. } in &listed.values {
            match (name, json) {
                (Some(name), _) => {
                    add(&mut constants.exact, name.to_ascii_lowercase(), json);
                    add(&mut constants.alike, letters(name), json);
                }
                (None, Value::String(text)) => add(&mut constants.alike, letters(text), json),
                (None, _) => {}
            }
        }
        constants
    }

    /// What a constant stands for.
    pub fn value(&self, text: &str) -> Option<Value> {
        let name = text.rsplit(['.', ':']).next().unwrap_or(text);
        let exact = self.exact.get(&name.to_ascii_lowercase()).cloned().flatten();
        exact.or_else(|| self.alike.get(&letters(name)).cloned().flatten())
    }
}

/// The constant of an enum that is called as its property `field`: `low` of `SortOrder_low` (older Rust), `LOW` of
/// `SORT_ORDER_LOW` (older Go).
pub fn variant<'t>(text: &'t str, field: &str) -> Option<&'t str> {
    text.starts_with(|c: char| c.is_ascii_uppercase()).then_some(())?;
    let is_class = |at: &usize| same_letters(&text[..*at], field);
    let at = memchr::memchr_iter(b'_', text.as_bytes()).find(is_class)?;
    Some(&text[at + 1..])
}

/// The type that all these values have.
pub fn base(values: &[ir::Value]) -> Base {
    let all = |is: fn(&Value) -> bool| values.iter().all(|value| is(&value.json));
    if values.is_empty() {
        Base::String
    } else if all(Value::is_i64) {
        Base::Integer
    } else if all(Value::is_number) {
        Base::Number
    } else if all(Value::is_boolean) {
        Base::Boolean
    } else {
        Base::String
    }
}

/// Undoes the escapes of a string literal: `\"`, `\\`, `\'`.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some('"' | '\'' | '\\' | '`') if c == '\\' => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_every_language() {
        let text = |literal| default(literal, &Type::String(None), false);
        assert_eq!(text("'low'"), Some("low".into()));
        assert_eq!(text(r#"@"low""#), Some("low".into()));
        assert_eq!(text(r#""say "hi" \\ \"""#), Some(r#"say "hi" \ ""#.into()));
        assert_eq!(text("StateEnum.Low"), None);
        assert_eq!(default("low", &Type::String(None), true), Some("low".into()));
    }

    #[test]
    fn numbers_and_flags_of_every_language() {
        assert_eq!(default("1.5M", &Type::Number(None), false), Some(1.5.into()));
        assert_eq!(scalar(r#"new BigDecimal("0.5")"#), Some(0.5.into()));
        assert_eq!(default("True", &Type::Boolean, false), Some(true.into()));
    }

    #[test]
    fn lists_of_every_language() {
        let list = |text, item| default(text, &Type::List(Box::new(item)), false);
        assert_eq!(list("[]", Type::Any), Some(Value::Array(Vec::new())));
        for text in [r#"["a","b"]"#, "['a', 'b']", "[a, b]", r#"{"a", "b"}"#, r#"const ["a", "b"]"#] {
            assert_eq!(list(text, Type::String(None)), Some(serde_json::json!(["a", "b"])), "{text}");
        }
        assert_eq!(list("[1, 2]", Type::Integer(None)), Some(serde_json::json!([1, 2])));
        assert_eq!(list("[a, b]", Type::Integer(None)), None);
    }

    #[test]
    fn literals_stand_in_calls() {
        assert_eq!(inner(r#"Some("low".to_string())"#), r#""low""#);
        assert_eq!(inner("Some(false)"), "false");
        assert_eq!(inner(r#"OpenAPI.str2date("2001-02-03")"#), r#""2001-02-03""#);
        assert_eq!(inner("dateutil_parser('2001-02-03').date()"), "'2001-02-03'");
        assert_eq!(inner("Something (else)"), "Something (else)");
    }

    #[test]
    fn noise_is_no_default() {
        for noise in ["", "null", "undefined", "nothing", "None", "const []"] {
            assert!(is_nothing(noise), "{noise}");
        }
    }
}
