//! Names that a writer prints in another way than the rest: those that are words of its language get an `m` before
//! them, as `mtype` and `mDefault`.

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

/// The name without the `m` of a reserved word, which in a language of capitals goes on with one.
pub fn unguarded(printed: &str, snake: bool) -> String {
    let word = guarded(printed).filter(|word| {
        let is_reserved = RESERVED.contains(&word.to_ascii_lowercase().as_str());
        is_reserved && (snake || word.starts_with(char::is_uppercase))
    });
    match word.and_then(|word| Some((word, word.chars().next()?))) {
        // It begins as other names do.
        Some((word, first)) if printed.starts_with('m') => first.to_lowercase().chain(word.chars().skip(1)).collect(),
        Some((word, _)) => word.to_owned(),
        None => printed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_language_lose_their_letter() {
        assert_eq!(unguarded("mtype", true), "type");
        assert_eq!(unguarded("mDefault", false), "default");
        assert_eq!(unguarded("MValue", false), "Value");
        for name in ["min", "mode", "m"] {
            assert_eq!(unguarded(name, true), name);
        }
        assert_eq!(unguarded("mtype", false), "mtype");
    }
}
