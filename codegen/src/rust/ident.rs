//! Names of the docs as identifiers of Rust.
//!
//! In: titles, JSON names, values, file names, in any script and of any length. Out: identifiers that
//! compile without a warning. The only module that knows keywords and the only user of heck.
//!
//! An identifier depends on its name alone. Where two names of one scope read the same (`a-b`, `a_b`),
//! the plainest keeps the identifier and each other one gets more of its own spelling: first its symbols
//! in words, then a hash. Nothing is ever counted, so a name added elsewhere renames nothing.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use foldhash::HashSet;
use heck::ToSnakeCase;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::limits::MAX_NAME;

/// Keywords of all editions, also those that are only reserved; sorted.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that `r#` does not help.
const NEVER_RAW: &[&str] = &["crate", "self", "super"];

/// File names that Windows keeps for devices, and those that mean something to cargo or rustc.
const RESERVED_FILES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lib", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "main", "mod", "nul", "prn",
];

/// Whether Rust, cargo or Windows keeps a name for itself.
pub fn is_reserved(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok() || RESERVED_FILES.contains(&name)
}

/// Symbols in words.
const SYMBOLS: &[(char, &str)] = &[
    ('!', "bang"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('*', "star"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "dash"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "open"),
    ('\\', "backslash"),
    (']', "close"),
    ('^', "caret"),
    ('_', "underscore"),
    ('`', "backtick"),
    ('{', "open"),
    ('|', "pipe"),
    ('}', "close"),
    ('~', "tilde"),
    (' ', "space"),
];

/// How many names are too few for two workers.
const FEW: usize = 64;

/// What a name becomes an identifier of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `snake_case`, may be raw.
    Field,
    /// `UpperCamelCase`.
    Variant,
    /// `snake_case` in ASCII: it is a file name too.
    Module,
    /// `UpperCamelCase`, kept as it is where it is that already.
    Type,
}

/// The identifiers of the fields called so in JSON. `extra` is reserved: a field of that name is `extra_value`.
pub fn fields(names: &[&str]) -> Vec<String> {
    scope(names, Style::Field)
}

/// The identifiers of the variants that stand for these values. `Unknown` is reserved: a value of that
/// name is `UnknownValue`.
pub fn variants(values: &[&str]) -> Vec<String> {
    scope(values, Style::Variant)
}

/// The identifiers of the types called so.
pub fn types(titles: &[&str]) -> Vec<String> {
    scope(titles, Style::Type)
}

/// The identifiers of modules of an API called so, which are file names too; no two differ in case alone. `wire` is
/// reserved: a page or folder of that name is `wire_`.
pub fn modules(names: &[&str]) -> Vec<String> {
    let mut idents = scope(names, Style::Module);
    idents.iter_mut().filter(|ident| *ident == "wire").for_each(|ident| ident.push('_'));
    idents
}

/// The identifier of an API called so, which is a file name too. `support` is reserved: an API of that name is
/// `support_`.
pub fn api(name: &str) -> String {
    let ident = plain(name, Style::Module);
    if ident == "support" { ident + "_" } else { ident }
}

/// `name` as a part of a type's name: `tool_calls` as `ToolCalls`.
pub fn camel(name: &str) -> String {
    finish(camel_of(&snake(name, false)), name, Style::Variant)
}

/// A suffix that depends on `name` alone.
pub fn hash(name: &str) -> String {
    // FNV-1a: stable over versions and platforms, which std's hashers do not promise.
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

fn scope(names: &[&str], style: Style) -> Vec<String> {
    let idents: Vec<String> = names.par_iter().with_min_len(FEW).map(|name| plain(name, style)).collect();
    let distinct: HashSet<&str> = idents.iter().map(String::as_str).collect();
    // Nearly always, no two names read the same.
    if distinct.len() == names.len() { idents } else { among_rivals(names, idents, style) }
}

/// An identifier for each name where several of them want the same.
fn among_rivals(names: &[&str], idents: Vec<String>, style: Style) -> Vec<String> {
    let mut wanted: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (name, ident) in names.iter().zip(idents) {
        wanted.entry(ident).or_default().insert(name);
    }
    let mut chosen: BTreeMap<&str, String> = BTreeMap::new();
    let mut taken: BTreeSet<String> = wanted.keys().cloned().collect();
    for (ident, rivals) in &wanted {
        let Some(first) = rivals.iter().copied().min_by_key(|name| plainness(name, ident)) else { continue };
        chosen.insert(first, ident.clone());
        for rival in rivals.iter().copied().filter(|rival| *rival != first) {
            let mut candidates = std::iter::once(spelled(rival, style))
                .chain([6, 16].into_iter().map(|digits| suffixed(ident, rival, digits, style)));
            let free = candidates.find(|candidate| !taken.contains(candidate));
            let free = free.unwrap_or_else(|| suffixed(ident, &hash(rival), 16, style));
            taken.insert(free.clone());
            chosen.insert(rival, free);
        }
    }
    names.iter().map(|name| chosen.get(name).cloned().unwrap_or_default()).collect()
}

/// The lower, the more of a right to the identifier that several names want.
fn plainness<'n>(name: &'n str, ident: &str) -> (bool, usize, usize, &'n str) {
    let symbols = name.chars().filter(|c| !c.is_alphanumeric() && *c != '_').count();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    (name != ident, symbols, capitals, name)
}

fn suffixed(ident: &str, name: &str, digits: usize, style: Style) -> String {
    let hash = &hash(name)[..digits];
    let ident = ident.trim_start_matches("r#");
    match style {
        Style::Field | Style::Module => format!("{ident}_{hash}"),
        Style::Variant | Style::Type => format!("{ident}X{hash}"),
    }
}

fn plain(name: &str, style: Style) -> String {
    match style {
        Style::Type if is_camel(name) => finish(name.to_owned(), name, style),
        Style::Type | Style::Variant => finish(camel_of(&snake(name, false)), name, style),
        Style::Field | Style::Module => finish(snake(name, false).into_owned(), name, style),
    }
}

fn spelled(name: &str, style: Style) -> String {
    match style {
        Style::Type | Style::Variant => finish(camel_of(&snake(name, true)), name, style),
        Style::Field | Style::Module => finish(snake(name, true).into_owned(), name, style),
    }
}

/// Whether rustc takes it as a type's name without a warning, once a digit in front is guarded.
fn is_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether it is words in lower case with one `_` between them.
fn is_snake(name: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    name.split('_').all(|word| !word.is_empty() && word.bytes().all(is_part))
}

/// The words of a name in lower case with one `_` between them. A sign in front is one of them, as in `-1` and
/// `-created_at`; other symbols only where there is nothing else, or where `all` are asked for.
fn snake(name: &str, all: bool) -> Cow<'_, str> {
    if name.is_empty() {
        return "empty".into();
    }
    if !all && is_snake(name) {
        return name.into();
    }
    let all = all || !name.chars().any(char::is_alphanumeric);
    if !all && name.is_ascii() && !name.starts_with(['+', '-']) {
        return name.to_snake_case().into();
    }
    let mut text = String::with_capacity(name.len() + 8);
    for (i, c) in name.chars().enumerate() {
        if c.is_ascii_alphanumeric() {
            text.push(c);
            continue;
        }
        let symbol = SYMBOLS.iter().find(|(symbol, _)| *symbol == c);
        match symbol {
            Some((_, word)) if all || (i == 0 && matches!(c, '+' | '-')) => {
                // In front it is a sign.
                let word = if i == 0 && c == '-' { "minus" } else { word };
                text.push(' ');
                text.push_str(word);
                text.push(' ');
            }
            _ if c.is_alphanumeric() && !is_identifier(c) => spell_code(c, &mut text),
            _ if !c.is_alphanumeric() && all && symbol.is_none() => spell_code(c, &mut text),
            _ => text.push(c),
        }
    }
    text.to_snake_case().into()
}

/// A character that no identifier may hold.
fn spell_code(c: char, text: &mut String) {
    text.push_str(&format!(" u{:x} ", u32::from(c)));
}

fn is_identifier(c: char) -> bool {
    unicode_ident::is_xid_continue(c)
}

/// Words as `UpperCamelCase`; digits that would run together are kept apart, as in `Gpt4_1`.
fn camel_of(snake: &str) -> String {
    let mut out = String::with_capacity(snake.len());
    for word in snake.split('_') {
        if word.starts_with(|c: char| c.is_ascii_digit()) && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push('_');
        }
        let mut chars = word.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    out
}

/// Makes an identifier of joined words: its first character, its length, what is reserved.
fn finish(text: String, name: &str, style: Style) -> String {
    let mut ident = if text.is_ascii() { text } else { text.nfc().collect() };
    if !ident.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        ident.retain(is_identifier);
    }
    if style == Style::Module {
        ident = ascii(&ident);
    }
    if ident.is_empty() {
        ident = format!("x{}", &hash(name)[..6]);
    }
    if !ident.starts_with(unicode_ident::is_xid_start) || ident.starts_with('_') {
        let prefix = match style {
            Style::Field => "_",
            Style::Module => "n",
            Style::Variant => "V",
            Style::Type => "T",
        };
        ident.insert_str(0, prefix);
    }
    if ident.len() > MAX_NAME && ident.chars().count() > MAX_NAME {
        let cut: String = ident.chars().take(MAX_NAME - 20).collect();
        ident = suffixed(cut.trim_end_matches('_'), name, 16, style);
    }
    match style {
        Style::Field if ident == "extra" => "extra_value".to_owned(),
        Style::Variant if ident == "Unknown" => "UnknownValue".to_owned(),
        Style::Variant if ident == "Self" => "SelfValue".to_owned(),
        Style::Type if ident == "Self" => "SelfModel".to_owned(),
        Style::Module if is_reserved(&ident) => ident + "_",
        Style::Field if NEVER_RAW.contains(&&*ident) => ident + "_",
        Style::Field if KEYWORDS.binary_search(&&*ident).is_ok() => format!("r#{ident}"),
        Style::Field | Style::Variant | Style::Type | Style::Module => ident,
    }
}

/// rustc does not look for files of modules that are not ASCII.
fn ascii(ident: &str) -> String {
    let mut out = String::new();
    for c in ident.chars() {
        if c.is_ascii() { out.push(c) } else { out.push_str(&format!("u{:x}", u32::from(c))) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_snake_case() {
        assert_eq!(fields(&["userId", "tool-calls", "HTTPCode", "x"]), ["user_id", "tool_calls", "http_code", "x"]);
    }

    #[test]
    fn keywords_are_raw_or_guarded() {
        assert!(KEYWORDS.is_sorted());
        assert_eq!(
            fields(&["type", "Self", "crate", "gen", "extra"]),
            ["r#type", "self_", "crate_", "r#gen", "extra_value"]
        );
        assert_eq!(variants(&["self", "unknown", "type"]), ["SelfValue", "UnknownValue", "Type"]);
        assert_eq!(modules(&["type", "con", "mod", "wire"]), ["type_", "con_", "mod_", "wire_"]);
        assert_eq!(["type", "wire", "support"].map(api), ["type_", "wire", "support_"]);
    }

    #[test]
    fn signs_and_digits_are_spelled() {
        assert_eq!(fields(&["+1", "-1", "2fa", "1"]), ["plus_1", "minus_1", "_2fa", "_1"]);
        assert_eq!(
            variants(&["+1", "-1", "1", "", "*", "-created_at"]),
            ["Plus1", "Minus1", "V1", "Empty", "Star", "MinusCreatedAt"]
        );
        assert_eq!(variants(&["gpt-4.1-mini", "2023-10-16", "4k"]), ["Gpt4_1Mini", "V2023_10_16", "V4k"]);
    }

    #[test]
    fn the_plainest_of_several_keeps_the_name_in_any_order() {
        assert_eq!(variants(&["a-b", "a_b"]), ["ADashB", "AB"]);
        assert_eq!(variants(&["a_b", "a-b"]), ["AB", "ADashB"]);
        assert_eq!(fields(&["@type", "type"]), ["at_type", "r#type"]);
        assert_eq!(fields(&["_id", "id"]), ["underscore_id", "id"]);
        let case = variants(&["ACTIVE", "active"]);
        assert_eq!(case[1], "Active");
        assert!(case[0].starts_with("ActiveX"), "{case:?}");
    }

    #[test]
    fn every_script_is_kept_but_in_file_names() {
        assert_eq!(fields(&["日本", "größe", "😀", "x²"]), ["日本", "größe", "u1f600", "x_ub2"]);
        assert_eq!(types(&["日本", "Été"]), ["日本", "Été"]);
        assert_eq!(modules(&["日本"]), ["u65e5u672c"]);
    }

    #[test]
    fn titles_stay_as_they_are_where_they_can() {
        assert_eq!(
            types(&["HTTPError", "chat_completion", "2Fast", "Self"]),
            ["HTTPError", "ChatCompletion", "T2Fast", "SelfModel"]
        );
        let same = types(&["InlineObject1", "Inline_object_1"]);
        assert_eq!(same, ["InlineObject1", "InlineUnderscoreObjectUnderscore1"]);
    }

    #[test]
    fn a_long_name_is_cut_and_keeps_apart() {
        let (a, b) = ("x".repeat(10_000), "x".repeat(10_001));
        let idents = fields(&[&a, &b]);
        assert_ne!(idents[0], idents[1]);
        assert!(idents.iter().all(|ident| ident.chars().count() <= MAX_NAME));
    }
}
