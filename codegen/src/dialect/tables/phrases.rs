//! Types in words.
//!
//! In: `?array of partial [widget](#widget-object) objects`, `Map<string, number \| null>`, `string (date-time)`,
//! `integer[]`, `widget object`. Out: a type. A link is kept with its anchor until all pages are known; so are words
//! that may be the title of another table.

use crate::{
    dialect::literal,
    ir::{Base, Enum, Link, Member, Type, Union, Value},
    limits::{MAX_MEMBERS, MAX_TYPE_DEPTH},
    markdown::{Raw, inline},
    source::Span,
};

/// What a list opens and closes with.
const LISTS: &[(&str, &str)] = &[
    ("array of ", ""),
    ("arrays of ", ""),
    ("list of ", ""),
    ("lists of ", ""),
    ("set of ", ""),
    ("array with ", ""),
    ("array<", ">"),
    ("list<", ">"),
    ("set<", ">"),
    ("array[", "]"),
    ("list[", "]"),
    ("array(", ")"),
    ("[", "]"),
    ("", "[]"),
    ("", " array"),
    ("", " list"),
    ("", " collection"),
];
/// What a map opens and closes with; what separates key and value.
const MAPS: &[(&str, &str, &str)] = &[
    ("map<", ">", ","),
    ("map[", "]", ","),
    ("dict<", ">", ","),
    ("dict[", "]", ","),
    ("dictionary<", ">", ","),
    ("record<", ">", ","),
    ("object<", ">", ","),
    ("hash<", ">", ","),
    ("map of ", "", " to "),
    ("dictionary of ", "", " to "),
    ("map[string]", "", ""),
];
/// What is no part of a type.
const BEFORE: &[&str] = &["a ", "an ", "the ", "one of ", "any of ", "optional ", "unsigned ", "signed ", "up to "];
const BEHIND: &[&str] =
    &[" request object", " object", " objects", " structure", " object(s)", " enum", " model", " value", " values"];
/// What a link's label begins with, until all pages are known, of an object any of whose fields may be absent.
pub const PARTIAL: &str = "partial";
/// The most words that may be a title.
const MAX_WORDS: usize = 5;

/// What a cell says of a type.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The type, without null around it; raw JSON where nothing is known of it.
    pub ty: Type<Link>,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether all of it was understood.
    pub known: bool,
}

impl Phrase {
    /// The type with null in it, as it is inside of other types.
    pub fn or_null(self) -> Type<Link> {
        if self.nullable && self.ty != Type::Any { Type::Nullable(Box::new(self.ty)) } else { self.ty }
    }
}

/// Reads a cell.
pub fn read(cell: Raw<'_>) -> Phrase {
    let text = inline::decode_entities(cell.text);
    let text = inline::unescape(&text).replace(['`', '*'], "").replace("<br/>", " ").replace("<br>", " ");
    let mut reader = Reader { span: cell.span, known: true };
    let ty = reader.alternatives(&text, 0);
    let (ty, nullable) = match ty {
        Type::Nullable(ty) => (*ty, true),
        ty => (ty, false),
    };
    Phrase { ty, nullable, known: reader.known }
}

/// A type that is one word, as it is written in most languages.
pub fn word(text: &str) -> Option<Type<Link>> {
    let word = text.to_lowercase();
    let single = |word: &str| {
        Some(match word {
            "string" | "str" | "text" | "varchar" | "char" | "snowflake" | "character" | "字符串" | "文本" => {
                Type::String(None)
            }
            "datetime" | "date-time" | "date time" | "iso8601" | "iso8601 timestamp" | "iso 8601 timestamp"
            | "iso8601 datetime" | "iso timestamp" | "日期时间" => Type::String(Some("date-time")),
            "date" | "日期" => Type::String(Some("date")),
            "uuid" | "guid" => Type::String(Some("uuid")),
            "uri" | "url" => Type::String(Some("uri")),
            "email" => Type::String(Some("email")),
            "binary" | "file" | "bytes" | "file content" => Type::String(Some("binary")),
            "integer" | "int" | "long" | "short" | "uint" | "整数" | "整型" => Type::Integer(None),
            "int8" | "int16" | "int32" | "uint8" | "uint16" | "i32" => Type::Integer(Some("int32")),
            "int64" | "uint32" | "uint64" | "i64" | "u64" => Type::Integer(Some("int64")),
            "number" | "decimal" | "numeric" | "数字" => Type::Number(None),
            "float" | "浮点数" => Type::Number(Some("float")),
            "double" => Type::Number(Some("double")),
            "boolean" | "bool" | "flag" | "布尔" | "布尔值" => Type::Boolean,
            "null" | "none" => Type::Null,
            "object" | "map" | "dict" | "dictionary" | "hash" | "record" | "json object" | "对象" => Type::Object,
            "array" | "list" | "set" | "数组" | "列表" => Type::List(Box::new(Type::Any)),
            "any" | "mixed" | "json" | "unknown" | "任意" => Type::Any,
            _ => return None,
        })
    };
    single(&word).or_else(|| single(word.strip_suffix('s')?))
}

/// A type with the format that stands in parentheses behind it.
fn formatted(base: &str, format: &str) -> Option<Type<Link>> {
    match (word(base)?, word(format)?) {
        (Type::String(_), ty @ Type::String(Some(_))) => Some(ty),
        (Type::Integer(_) | Type::Number(_), ty @ (Type::Integer(_) | Type::Number(_))) => Some(ty),
        _ => None,
    }
}

struct Reader {
    span: Span,
    /// Whether all so far was understood.
    known: bool,
}

impl Reader {
    fn unknown(&mut self) -> Type<Link> {
        self.known = false;
        Type::Any
    }

    /// `A or B`, `A | B`.
    fn alternatives(&mut self, text: &str, depth: usize) -> Type<Link> {
        if depth > MAX_TYPE_DEPTH {
            return self.unknown();
        }
        let parts = split(text);
        if parts.len() > MAX_MEMBERS {
            return self.unknown();
        }
        let mut nullable = false;
        let mut members: Vec<Type<Link>> = Vec::new();
        for part in parts {
            match self.single(part, depth) {
                Type::Null => nullable = true,
                Type::Nullable(ty) => {
                    nullable = true;
                    members.push(*ty);
                }
                ty => members.push(ty),
            }
        }
        let ty = match one(members, self.span) {
            Some(ty) => ty,
            None if nullable => return Type::Null,
            None => return self.unknown(),
        };
        if nullable { Type::Nullable(Box::new(ty)) } else { ty }
    }

    fn single(&mut self, text: &str, depth: usize) -> Type<Link> {
        let text = text.trim();
        let marked = text.strip_prefix('?').or_else(|| text.strip_suffix('?'));
        if let Some(text) = marked.or_else(|| behind(text, "nullable ")) {
            return match self.alternatives(text, depth + 1) {
                ty @ (Type::Nullable(_) | Type::Any) => ty,
                ty => Type::Nullable(Box::new(ty)),
            };
        }
        if let Some(ty) = word(text) {
            return ty;
        }
        if let Some(link) = inline::link_at(text, 0) {
            let behind = text[link.end..].trim_start();
            // What stands behind the link says what the values are of.
            match behind {
                "" | "s" => return self.link(link.label, Some(link.target)),
                _ if word(behind).is_some_and(|ty| matches!(ty, Type::String(None) | Type::Integer(_))) => {
                    return self.link(behind, Some(link.target));
                }
                _ => {}
            }
        }
        if let Some(json) = literal::quoted(text) {
            return Type::Enum(Box::new(one_value(json.into(), self.span)));
        }
        self.around(text, depth).unwrap_or_else(|| self.named(text))
    }

    /// What is made of another type.
    fn around(&mut self, text: &str, depth: usize) -> Option<Type<Link>> {
        if let Some(inner) = behind(text, "partial ") {
            let mut ty = self.alternatives(inner, depth + 1);
            if let Type::Ref(link) = &mut ty {
                link.label.insert(0, PARTIAL.to_owned());
            }
            return Some(ty);
        }
        if let Some(inner) = BEFORE.iter().find_map(|before| behind(text, before)) {
            let inner = inner.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            return Some(self.alternatives(inner, depth + 1));
        }
        if behind(text, "dictionary with ").or_else(|| behind(text, "map with ")).is_some() {
            return Some(Type::Map(Box::new(Type::Any)));
        }
        let entries = MAPS.iter().find_map(|(open, close, between)| {
            let inner = before(behind(text, open)?, close)?;
            if between.is_empty() { Some(inner) } else { Some(inner.split_once(between)?.1) }
        });
        if let Some(value) = entries {
            return Some(Type::Map(Box::new(self.alternatives(value, depth + 1))));
        }
        if let Some(item) = LISTS.iter().find_map(|(open, close)| before(behind(text, open)?, close)) {
            return Some(Type::List(Box::new(self.alternatives(item, depth + 1))));
        }
        if let Some((base, remark)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
            return Some(formatted(base.trim(), remark).unwrap_or_else(|| self.alternatives(base, depth + 1)));
        }
        // The keys of other objects are texts, as numbers would lose digits.
        if [" id", " ids"].iter().any(|tail| before(text, tail).is_some()) {
            return Some(Type::String(None));
        }
        let inner = BEHIND.iter().find_map(|tail| before(text, tail))?;
        Some(self.alternatives(inner, depth + 1))
    }

    /// Words that may be a title.
    fn named(&mut self, text: &str) -> Type<Link> {
        let is_title = text.starts_with(char::is_alphabetic)
            && text.split(' ').count() <= MAX_WORDS
            && text.chars().all(|c| c.is_alphanumeric() || " _-".contains(c));
        if is_title { self.link(text, None) } else { self.unknown() }
    }

    fn link(&self, label: &str, target: Option<&str>) -> Type<Link> {
        Type::Ref(Link { target: target.map(str::to_owned), label: vec![label.to_owned()], span: self.span })
    }
}

/// The only type there is, the literals as one listed set, or a union.
fn one(mut members: Vec<Type<Link>>, span: Span) -> Option<Type<Link>> {
    let literals = |ty: &Type<Link>| matches!(ty, Type::Enum(_));
    if members.len() > 1 && members.iter().all(literals) {
        let listed =
            members.into_iter().filter_map(|ty| if let Type::Enum(listed) = ty { Some(*listed) } else { None });
        return listed
            .reduce(|all, next| Enum { values: [all.values, next.values].concat(), ..all })
            .map(Box::new)
            .map(Type::Enum);
    }
    if members.len() < 2 {
        return members.pop();
    }
    let members = members.into_iter().map(|ty| Member { ty, span }).collect();
    Some(Type::Union(Box::new(Union { members, discriminator: None })))
}

fn one_value(json: serde_json::Value, span: Span) -> Enum {
    let value = Value { json, name: None, docs: String::new(), span };
    Enum { base: Base::String, values: vec![value], open: None, inferred: None }
}

/// The alternatives of a type: what stands between `|` or the word `or`, outside of all brackets; with an `or`, also
/// between commas.
fn split(text: &str) -> Vec<&str> {
    let has_or = text.contains(" or ");
    let (mut parts, mut start, mut open) = (Vec::new(), 0, 0usize);
    for (at, c) in text.char_indices() {
        let separator = match c {
            '(' | '[' | '<' => {
                open += 1;
                continue;
            }
            ')' | ']' | '>' => {
                open = open.saturating_sub(1);
                continue;
            }
            '|' | '¦' => c.len_utf8(),
            ',' if has_or && text[at..].starts_with(", or ") => ", or ".len(),
            ',' if has_or => 1,
            ' ' if text[at..].starts_with(" or ") => " or ".len(),
            _ => continue,
        };
        if open == 0 && at >= start {
            parts.push(&text[start..at]);
            start = at + separator;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// What stands behind `start`, whatever its case.
fn behind<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// What stands before `end`, whatever its case.
fn before<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let (head, tail) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    tail.eq_ignore_ascii_case(end).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{short, span};

    fn said(text: &str) -> String {
        let phrase = read(Raw { text, span: span(0) });
        let marks = [if phrase.nullable { "?" } else { "" }, if phrase.known { "" } else { "!" }].concat();
        format!("{}{marks}", short(&phrase.ty))
    }

    #[test]
    fn words_in_many_languages() {
        for (text, expected) in [
            ("string", "string"),
            ("Integers", "integer"),
            ("`bool`", "boolean"),
            ("ISO8601 timestamp", "date-time"),
            ("number (int64)", "int64"),
            ("string(date-time)", "date-time"),
            ("string (at most 5 letters)", "string"),
            ("字符串", "string"),
            ("\"on\" or \"off\"", r#""on"|"off""#),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn null_stands_before_behind_or_beside() {
        for text in ["?string", "string?", "string or null", r"string \| null", "string¦null", "nullable string"] {
            assert_eq!(said(text), "string?", "{text}");
        }
        assert_eq!(said("null"), "null");
        assert_eq!(said("?string (can be null only in drafts)"), "string?");
    }

    #[test]
    fn what_holds_other_types() {
        for (text, expected) in [
            ("array of strings", "[string]"),
            ("List<integer>", "[integer]"),
            (r"\[string]", "[string]"),
            ("integer[]", "[integer]"),
            ("array of arrays of ints", "[[integer]]"),
            (r"Map<string, string \| \[string]>", "{string or [string]}"),
            ("map[string]integer", "{integer}"),
            ("dictionary with keys in [parts](#parts)", "{any}"),
            ("array", "[any]"),
            ("array of ?strings", "[string?]"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn links_keep_their_anchor_and_words_may_be_titles() {
        for (text, expected) in [
            ("[widget](/a/b#widget-object) object", "widget@/a/b#widget-object"),
            ("array of partial [widget](#w) objects", "[partial.widget@#w]"),
            ("[part](#part)s", "part@#part"),
            (r"\[[Widget Part](#part)]", "[Widget Part@#part]"),
            ("array of [role](#role) object ids", "[string]"),
            ("a widget part object", "widget part@"),
            ("[a](#a) or [b](#b)", "a@#a or b@#b"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for (text, expected) in
            [("", "any!"), ("+a](#b)", "any!"), ("see below: all of it!", "any!"), ("array of 3 < 4", "[any]!")]
        {
            assert_eq!(said(text), expected, "{text}");
        }
        assert_eq!(said(&"[".repeat(100_000)), "any!");
        assert_eq!(said(&"array of ".repeat(100_000)).len(), "any!".len() + 2 * (MAX_TYPE_DEPTH + 1));
        assert_eq!(said(&"a or ".repeat(100_000)), "any!");
    }
}
