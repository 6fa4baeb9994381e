//! From printed names towards JSON names.
//!
//! In: a name as printed. Out: the name with undone what the writer does to make it a name of its
//! language, still in the writer's case: `var_from` is `from`, `class_` is `class`. The case is recovered
//! later, from all pages together.

use std::borrow::Cow;

use super::text;
use crate::dialect::Printing;

/// What a writer does to a name that its language would not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// It puts this before it. JSON names that begin so lose it, so the prefix is always a guard.
    Before(&'static str),
    /// It puts this before names that begin with a digit.
    BeforeDigit(&'static str),
    /// It puts this before these words, before names that begin with a digit, and before what is called as its class;
    /// JSON names that begin so keep it.
    BeforeAny(&'static str, &'static str),
    /// It puts this before these words; JSON names that begin so keep it.
    BeforeWords(&'static str, &'static str),
    /// It puts this before names that begin with these words.
    BeforeStart(&'static str, &'static str),
    /// It puts this behind it.
    Behind(&'static str),
    /// It begins it with a capital and puts this behind it.
    Raised(&'static str),
    /// It puts it between these.
    Around(&'static str, &'static str),
    /// It renames this one name: printed, and meant.
    Is(&'static str, &'static str),
    /// It spells every character that is no letter or digit: `Underscore`.
    Spelled,
}

/// Words that Ruby does not have as names, or its client has for itself.
pub const RUBY_WORDS: &str = "alias and begin break case class def defined do else elsif end ensure false for if in \
     module next nil not or redo rescue retry return self super then true undef unless until when while yield send \
     auth_names form_params header_params local_var_path post_body query_params";

/// Words that Rust does not have as names.
pub const RUST_WORDS: &str = "abstract as async await become box break const continue crate do dyn else enum extern \
     false final fn for if impl in let loop macro match mod move mut override priv pub ref return self static \
     struct super trait true try type typeof unsafe unsized use virtual where while yield";

/// Words that TypeScript does not have as names.
pub const TYPESCRIPT_WORDS: &str = "abstract await boolean break byte case catch char class const continue debugger \
     default delete do double else enum export extends false final finally float for formParams from function goto \
     headerParams if implements import in instanceof int interface let long native new null options package private \
     protected public queryParameters requestOptions return short static super switch synchronized this throw \
     transient true try typeof useFormData var varLocalDeferred varLocalPath void volatile while with yield";

/// Words that C does not have as names.
pub const C_WORDS: &str = "alignas alignof and and_eq asm atomic_cancel atomic_commit atomic_noexcept auto bitand \
     bitor bool break case catch char char16_t char32_t char8_t class co_await co_return co_yield compl concept const \
     const_cast consteval constexpr constinit continue decltype default delete do double dynamic_cast else enum \
     explicit export extern false final float for friend goto if inline int linux long mutable namespace new noexcept \
     not not_eq nullptr operator or or_eq override private protected public reflexpr register reinterpret_cast remove \
     requires restrict return short signed sizeof static static_assert static_cast stderr stdin stdout struct switch \
     synchronized template this thread_local throw transaction_safe transaction_safe_dynamic true try typedef typeid \
     typename union unsigned using virtual void volatile wchar_t while xor xor_eq";

/// Words that C# does not have as names, or its client has for itself.
pub const CSHARP_WORDS: &str = "Abstract As Async Await Base Bool Break Byte Case Catch Char Checked Class Client \
     Configuration Const Continue Decimal Default Delegate Do Double Dynamic Else Enum Environment Event Explicit \
     Extern False Finally Fixed Float For Foreach Goto If Implicit In Int Interface Internal Is Lock Long Namespace \
     New Null Object OperatingSystem Operator Out Override Parameter Params Private Protected Public Readonly Ref \
     Return Sbyte Sealed Short Sizeof Stackalloc Static String Struct Switch This Throw TimeZone True Try Typeof Uint \
     Ulong Unchecked Unsafe Ushort Using Version Virtual Void Volatile While Yield";

/// What Objective-C takes for a method that hands over its result, at the beginning of a name.
pub const OBJC_STARTS: &str = "New Copy";

/// Words that PowerShell does not have as names.
pub const POWERSHELL_WORDS: &str = "args begin break catch consolefilename continue data do dynamicparam else elseif \
     end error event eventargs eventsubscriber executioncontext exit false filter finally for foreach from function \
     home host if in input lastexitcode local matches myinvocation nestedpromptlevel null param pid private process \
     profile pscmdlet pscommandpath psculture psdebugcontext pshome psitem psscriptroot pssenderinfo psuiculture \
     psversiontable return sender shellid stacktrace switch this throw trap true try until where while";

/// Words that Bash does not have as names.
pub const BASH_WORDS: &str = "case do done elif else esac fi for function if in select then time until while";

/// How `bash` spells characters.
const SPELLED: &[(&str, &str)] = &[
    ("Underscore", "_"),
    ("Minus", "-"),
    ("Period", "."),
    ("Slash", "/"),
    ("Colon", ":"),
    ("Dollar", "$"),
    ("At", "@"),
    ("Plus", "+"),
];

/// What makes another word of the name of a character: `Periods`, `Colony`.
const ENDINGS: &[&str] = &["s", "y"];
/// What the same does with more behind it: `Periodicity`, `Slashed`.
const STEMS: &[&str] = &["ed", "es", "ic"];
/// What follows `At` in words: `Attachment`, `Attribute`, `Atlas`.
const AFTER_AT: &[&str] = &["hle", "las", "om", "tac", "tai", "temp", "ten", "test", "tit", "torney", "tr"];

/// A name cell as people read it: without bold, back-ticks, entities and Markdown's escapes.
pub fn printed(cell: &str) -> Cow<'_, str> {
    match text::plain(text::bare(cell)) {
        // Some quote keywords, as entities.
        Cow::Owned(name) if name.starts_with('`') => Cow::Owned(name.trim_matches('`').to_owned()),
        name => name,
    }
}

/// Whether a writer of this printing may have printed a name. Names in capitals are printed as they are by many.
pub fn may_print(printing: Printing, name: &str) -> bool {
    let bytes = name.as_bytes();
    let is_small = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    match printing {
        Printing::Verbatim => true,
        Printing::Snake => !bytes.windows(2).any(|two| is_small(&two[0]) && two[1].is_ascii_uppercase()),
        Printing::Camel => {
            bytes.iter().any(u8::is_ascii_uppercase)
                || !bytes.windows(3).any(|three| is_small(&three[0]) && three[1] == b'_' && is_small(&three[2]))
        }
        Printing::Pascal { .. } => !name.starts_with(|c: char| c.is_ascii_lowercase()),
    }
}

/// Undoes the first guard that there is of a field of this class.
pub fn unguard(printed: &str, class: &str, guards: &[Guard]) -> String {
    let undone = guards.iter().find_map(|guard| undo(printed, class, *guard));
    undone.filter(|undone| !undone.is_empty()).unwrap_or_else(|| printed.to_owned())
}

fn undo(name: &str, class: &str, guard: Guard) -> Option<String> {
    let is_any = |rest: &str, words: &str| words.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(rest));
    let rest = match guard {
        Guard::Before(prefix) => name.strip_prefix(prefix)?,
        Guard::BeforeDigit(prefix) => name.strip_prefix(prefix).filter(|rest| begins_with_digit(rest))?,
        Guard::BeforeAny(prefix, words) => {
            name.strip_prefix(prefix).filter(|rest| begins_with_digit(rest) || *rest == class || is_any(rest, words))?
        }
        Guard::BeforeWords(prefix, words) => name.strip_prefix(prefix).filter(|rest| is_any(rest, words))?,
        Guard::BeforeStart(prefix, words) => {
            let begins = |rest: &&str| words.split_ascii_whitespace().any(|word| rest.starts_with(word));
            return name.strip_prefix(prefix).filter(begins).map(lower_first);
        }
        Guard::Behind(suffix) => name.strip_suffix(suffix)?,
        Guard::Raised(suffix) => return name.strip_suffix(suffix).map(lower_first),
        Guard::Around(open, close) => name.strip_prefix(open)?.strip_suffix(close)?,
        Guard::Is(printed, meant) => (name == printed).then_some(meant)?,
        Guard::Spelled => return Some(unspelled(name)),
    };
    Some(rest.to_owned())
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

fn begins_with_any(text: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| text.starts_with(beginning))
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// `Underscore` is always a character; the others may be words (`totalMinusTax`, `billingPeriods`), and are characters
/// only where no capital follows as it would after a word, nor an ending.
fn unspelled(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        let spelled = SPELLED.iter().find_map(|(word, character)| {
            let behind = rest.strip_prefix(word)?;
            let small = behind.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default();
            let certain = match *word {
                "Underscore" => true,
                // `@` stands at the beginning of names only.
                "At" => out.is_empty() && !small.is_empty() && !begins_with_any(small, AFTER_AT),
                _ => {
                    let is_ending = ENDINGS.contains(&small) || begins_with_any(small, STEMS);
                    (!small.is_empty() || begins_with_digit(behind)) && !is_ending
                }
            };
            certain.then_some((behind, *character))
        });
        match spelled {
            Some((behind, character)) => {
                out.push_str(character);
                rest = behind;
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &str, guards: &[Guard], expected: &str) {
        assert_eq!(unguard(&super::printed(printed), "Box", guards), expected);
    }

    #[test]
    fn guards_are_undone_where_a_name_remains() {
        check("var_from", &[Guard::Before("var_")], "from");
        check("class_", &[Guard::Behind("_")], "class");
        check("var_", &[Guard::Before("var_")], "var_");
        check("Query_", &[Guard::Raised("_")], "query");
        check("Var1st", &[Guard::BeforeDigit("Var")], "1st");
        check("Variant", &[Guard::BeforeDigit("Var")], "Variant");
    }

    #[test]
    fn an_underscore_that_may_be_meant_is_a_guard_of_known_words_only() {
        let guards = [Guard::BeforeAny("_", RUBY_WORDS)];
        check("_class", &guards, "class");
        check("_meta", &guards, "_meta");
        check("_1st", &guards, "1st");
        let guards = [Guard::BeforeWords("item_", "self super")];
        check("item_self", &guards, "self");
        check("item_1", &guards, "item_1");
        check("VarMyInvocation", &[Guard::BeforeAny("Var", POWERSHELL_WORDS)], "MyInvocation");
    }

    #[test]
    fn names_show_how_they_may_have_been_printed() {
        const PASCAL: Printing = Printing::Pascal { initialisms: false };
        let fits = |name| [Printing::Snake, Printing::Camel, PASCAL].map(|printing| may_print(printing, name));
        assert_eq!(fits("pen_cap"), [true, false, false]);
        assert_eq!(fits("penCap"), [false, true, false]);
        assert_eq!(fits("PenCap"), [false, true, true]);
        assert_eq!(fits("PEN_CAP"), [true, true, true]);
        assert_eq!(fits("_class"), [true, true, true]);
        assert!(may_print(Printing::Verbatim, "pen_Cap"));
    }

    #[test]
    fn classes_and_keywords_are_guarded() {
        let guards = [Guard::BeforeAny("Var", CSHARP_WORDS), Guard::BeforeAny("_", "")];
        check("VarString", &guards, "String");
        check("VarBox", &guards, "Box");
        check("_Box", &guards, "Box");
        check("_Lid", &guards, "_Lid");
        check("VarLid", &guards, "VarLid");
        let guards = [Guard::BeforeStart("var", OBJC_STARTS)];
        check("varNewLid", &guards, "newLid");
        check("varCopyOf", &guards, "copyOf");
        check("variant", &guards, "variant");
    }

    #[test]
    fn quoted_escaped_and_spelled_names() {
        check("var&quot;a.b&quot;", &[Guard::Around("var\"", "\"")], "a.b");
        check(r"**size\_cm**", &[], "size_cm");
        check("**&#x60;in&#x60;**", &[], "in");
        check("aUnderscorebMinusc", &[Guard::Spelled], "a_b-c");
        for words in
            ["totalMinusTax", "hideAttribution", "Attachments", "billingPeriods", "hasPeriodicity", "fooColony"]
        {
            check(words, &[Guard::Spelled], words);
        }
        check("Attype", &[Guard::Spelled], "@type");
        check("linePeriod1", &[Guard::Spelled], "line.1");
    }
}
