//! Types as `spec.toml` writes them.
//!
//! In: `string`, `[T]` for a list, `{T}` for a map, a model's title, `"literal"`, several of these with `|`
//! between them. Out: a [`Type`], or nothing where the text is none.

use super::address;
use crate::{
    ir::{Api, Base, Enum, Member, ModelId, Type, Union, Value},
    limits::MAX_TYPE_DEPTH,
    source::Span,
};

/// What to write, for people.
pub const HELP: &str = "write string, integer, number, boolean, object, any, null, a model's title (`shared.Pet` where it \
                        stands twice), `[T]`, `{T}`, `\"literal\"` or several of these with ` | ` between them";

/// Reads a type. `from` is the namespace in which titles are looked for first, `span` where the text stands.
pub fn parse(text: &str, api: &Api<ModelId>, from: &[String], span: Span) -> Option<Type<ModelId>> {
    // A bracket more than the limit may be one of a literal: it is no type that is needed.
    if text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > MAX_TYPE_DEPTH {
        return None;
    }
    parse_part(text, api, from, span)
}

fn parse_part(text: &str, api: &Api<ModelId>, from: &[String], span: Span) -> Option<Type<ModelId>> {
    let text = text.trim();
    if let Some(id) = titled(text, api, from) {
        return Some(Type::Ref(id));
    }
    if let parts @ [_, _, ..] = split(text)?.as_slice() {
        return several(parts, api, from, span);
    }
    let inner = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    if let Some(item) = inner('[', ']') {
        return Some(Type::List(Box::new(parse_part(item, api, from, span)?)));
    }
    if let Some(value) = inner('{', '}') {
        return Some(Type::Map(Box::new(parse_part(value, api, from, span)?)));
    }
    Some(match text {
        "string" => Type::String(None),
        "integer" => Type::Integer(None),
        "number" => Type::Number(None),
        "boolean" => Type::Boolean,
        "object" => Type::Object,
        "any" => Type::Any,
        "null" => Type::Null,
        literal => {
            let json = serde_json::from_str::<String>(literal).ok()?.into();
            let value = Value { json, name: None, docs: String::new(), span };
            Type::Enum(Box::new(Enum { base: Base::String, values: vec![value], open: None, inferred: None }))
        }
    })
}

fn titled(title: &str, api: &Api<ModelId>, from: &[String]) -> Option<ModelId> {
    let near = api.models.iter().position(|model| model.title == title && model.namespace == from);
    near.map(|at| ModelId(at as u32)).or_else(|| address::model(api, title))
}

/// The parts between `|` that stand in no bracket and no literal; `None` where brackets do not match.
fn split(text: &str) -> Option<Vec<&str>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.checked_sub(1)?,
            '|' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    Some(parts)
}

fn several(parts: &[&str], api: &Api<ModelId>, from: &[String], span: Span) -> Option<Type<ModelId>> {
    let mut members: Vec<Member<ModelId>> = Vec::new();
    let mut nullable = false;
    for part in parts {
        match parse_part(part, api, from, span)? {
            Type::Null => nullable = true,
            // Literals beside each other are one set of values.
            Type::Enum(mut more) => match members.iter_mut().find_map(|member| listed(&mut member.ty)) {
                Some(known) => known.values.append(&mut more.values),
                None => members.push(Member { ty: Type::Enum(more), span }),
            },
            ty => members.push(Member { ty, span }),
        }
    }
    let ty = match members.len() {
        0 => return Some(Type::Null),
        1 => members.pop()?.ty,
        _ => Type::Union(Box::new(Union { members, discriminator: None })),
    };
    Some(if nullable { Type::Nullable(Box::new(ty)) } else { ty })
}

fn listed(ty: &mut Type<ModelId>) -> Option<&mut Enum> {
    if let Type::Enum(values) = ty { Some(values) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{api, object, span};

    fn check(text: &str) -> Option<Type<ModelId>> {
        let api =
            api(vec![("a/Pet.md", object(vec![])), ("b/Pet.md", object(vec![])), ("b/A | B.md", object(vec![]))]).0;
        parse(text, &api, &["b".to_owned()], span(0))
    }

    fn union(members: Vec<Type<ModelId>>) -> Type<ModelId> {
        Type::Union(Box::new(crate::fixture::union(members)))
    }

    #[test]
    fn lists_maps_and_titles() {
        assert_eq!(check("[{string}]"), Some(Type::List(Box::new(Type::Map(Box::new(Type::String(None)))))));
        assert_eq!(check("Pet"), Some(Type::Ref(ModelId(1))), "the one nearby");
        assert_eq!(check("A | B"), Some(Type::Ref(ModelId(2))), "a title may hold anything");
    }

    #[test]
    fn several_types_are_a_union() {
        assert_eq!(
            check("string | [integer]"),
            Some(union(vec![Type::String(None), Type::List(Box::new(Type::Integer(None)))]))
        );
        assert_eq!(check("[string | null]"), Some(Type::List(Box::new(Type::Nullable(Box::new(Type::String(None)))))));
    }

    #[test]
    fn literals_are_one_set_of_values() {
        let values = crate::fixture::values(&["a|b", "c"]);
        assert_eq!(
            check(r#""a|b" | integer | "c""#),
            Some(union(vec![Type::Enum(Box::new(values)), Type::Integer(None)]))
        );
    }

    #[test]
    fn what_is_no_type_is_none() {
        assert_eq!(check(&"[".repeat(100_000)), None);
        assert_eq!(check(&format!("{}string{}", "[".repeat(40), "]".repeat(40))), None, "deeper than the limit");
        for text in ["", "strin", "[string", "string]", "string |", "\"a"] {
            assert_eq!(check(text), None, "{text}");
        }
    }
}
