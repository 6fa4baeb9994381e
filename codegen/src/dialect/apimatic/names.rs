//! Names that a writer guards: those that are words of its language get an `m` before them.
//!
//! In: fields as printed, `mtype` and `mDefault`. Out: their names, `type` and `default`, as far as print shows them.

use foldhash::HashSet;

use crate::{
    ir::{Field, Link},
    letters::letters,
};

/// Words of some language that are names in JSON, too; short ones are left out that are other words with an `m`.
const RESERVED: &[&str] = &[
    "abstract",
    "assert",
    "base",
    "bool",
    "boolean",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "double",
    "dynamic",
    "else",
    "enum",
    "event",
    "except",
    "export",
    "extends",
    "false",
    "final",
    "finally",
    "float",
    "from",
    "func",
    "function",
    "global",
    "goto",
    "implements",
    "import",
    "include",
    "interface",
    "internal",
    "lambda",
    "list",
    "lock",
    "long",
    "module",
    "namespace",
    "native",
    "none",
    "null",
    "object",
    "operator",
    "package",
    "params",
    "pass",
    "private",
    "protected",
    "public",
    "raise",
    "range",
    "readonly",
    "require",
    "return",
    "select",
    "self",
    "short",
    "static",
    "string",
    "struct",
    "super",
    "switch",
    "template",
    "this",
    "throw",
    "throws",
    "transient",
    "true",
    "type",
    "typeof",
    "unset",
    "using",
    "value",
    "virtual",
    "void",
    "volatile",
    "while",
    "with",
    "yield",
];

/// What is behind an `m`, which may be there to guard it.
pub fn guarded(printed: &str) -> Option<&str> {
    printed.strip_prefix(['m', 'M'])
}

/// Takes the `m` of reserved words off, where no other field is called so.
pub fn unguard(fields: &mut [Field<Link>], snake: bool) {
    let listed: HashSet<String> = fields.iter().map(|field| letters(&field.printed)).collect();
    for field in fields {
        if let Some(word) = unguarded(&field.printed, snake).filter(|word| !listed.contains(&letters(word))) {
            field.json.text = word;
        }
    }
}

/// The name without the `m` of a reserved word, which in a language of capitals goes on with one.
fn unguarded(printed: &str, snake: bool) -> Option<String> {
    let word = guarded(printed)?;
    let is_reserved = RESERVED.contains(&word.to_ascii_lowercase().as_str());
    let first = word.chars().next().filter(|first| is_reserved && (snake || first.is_uppercase()))?;
    // It begins as other names do.
    let begins_small = printed.starts_with('m');
    Some(if begins_small { first.to_lowercase().chain(word.chars().skip(1)).collect() } else { word.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixture::field, ir::Type};

    #[test]
    fn words_of_the_language_lose_their_letter() {
        let bare = |names: &[&str], snake| {
            let mut fields: Vec<Field<Link>> = names.iter().map(|name| field(name, Type::Any)).collect();
            unguard(&mut fields, snake);
            fields.into_iter().map(|field| field.json.text).collect::<Vec<_>>()
        };
        assert_eq!(bare(&["mtype", "min", "mode", "m"], true), ["type", "min", "mode", "m"]);
        assert_eq!(bare(&["mDefault", "MValue", "mtype"], false), ["default", "Value", "mtype"]);
        assert_eq!(bare(&["type", "mtype"], true), ["type", "mtype"]);
    }
}
