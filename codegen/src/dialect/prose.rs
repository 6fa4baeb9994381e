//! What only prose states: literals here, null in [`null`].
//!
//! In: a description of a plain text field, entities decoded. Out: an open [`Enum`] with the sentence as its
//! evidence, for sentences such as ``The object type, which is always `list`.`` and ``Must be one of `a` or
//! `b`.``, whatever the quotes. It would rather find nothing than something wrong: a sentence with a
//! condition, with another name in back-ticks before the values, or that goes on behind them in an unknown
//! way is passed over.

use crate::{
    ir::{Base, Enum, Sentence, Value},
    source::Span,
};

mod null;

pub use null::or_null;

/// The values that `text`, which stands at `span`, gives to a text field.
pub fn literals(text: &str, span: Span) -> Option<Enum> {
    if !has_quotes(text) {
        return None;
    }
    sentences(text).find_map(|(start, sentence)| {
        let values = stated(sentence)?;
        let span = place(text, span, start, sentence);
        let value = |text: &str| Value { json: text.into(), name: None, docs: String::new(), span };
        let values = values.into_iter().map(value).collect();
        Some(Enum {
            base: Base::String,
            values,
            open: Some(true),
            inferred: Some(Sentence { text: sentence.trim().to_owned(), span }),
        })
    })
}

/// Where a sentence stands that begins at byte `start` of a text.
fn place(text: &str, span: Span, start: usize, sentence: &str) -> Span {
    // Decoding moved what stands behind an entity: the whole text is the place.
    if text.len() != span.range().len() {
        return span;
    }
    let at = |offset: usize| span.start + (start + offset) as u32;
    Span { start: at(0), end: at(sentence.len()), ..span }
}

fn has_quotes(text: &str) -> bool {
    memchr::memchr3(b'`', b'"', b'\'', text.as_bytes()).is_some()
}

/// A phrase that announces values.
struct Cue {
    words: &'static str,
    /// Whether it may announce a single value.
    single: bool,
    /// Whether only some words may stand before it, so that the field itself is what it speaks of.
    bound: bool,
}

const CUES: &[Cue] = &[
    Cue { words: "always", single: true, bound: false },
    Cue { words: "must be", single: true, bound: false },
    Cue { words: "being defined", single: true, bound: false },
    Cue { words: "in this case", single: true, bound: false },
    Cue { words: "one of", single: false, bound: true },
    Cue { words: "either", single: false, bound: true },
    Cue { words: "can be", single: false, bound: false },
    Cue { words: "possible values are", single: false, bound: false },
    Cue { words: "possible values", single: false, bound: false },
    Cue { words: "valid values are", single: false, bound: false },
    Cue { words: "valid values", single: false, bound: false },
    Cue { words: "allowed values are", single: false, bound: false },
    Cue { words: "allowed values", single: false, bound: false },
];

/// What may stand between a cue and its values.
const FILLERS: &[&str] = &[
    "be",
    "set",
    "to",
    "going",
    "equal",
    "equals",
    "the",
    "value",
    "values",
    "string",
    "strings",
    "literal",
    "constant",
    "one",
    "either",
    "following",
    "these",
    "options",
    "formats",
    "allowed",
    "possible",
    "is",
];

/// What a bound cue may follow.
const BINDERS: &[&str] = &["be", "is", "are", "to", "as", "in"];

/// Words that make a statement conditional, or one about something else.
const DOUBTS: &[&str] = &[
    "if",
    "when",
    "where",
    "unless",
    "only",
    "except",
    "not",
    "cannot",
    "never",
    "without",
    "example",
    "such",
    "like",
    "than",
    "instead",
    "prefix",
    "prefixed",
    "start",
    "starts",
    "end",
    "ends",
    "contain",
    "contains",
    "with",
    "etc",
    "but",
    "otherwise",
    "depending",
    "default",
    "defaults",
    "usually",
    "should",
];

/// The values that a sentence states.
fn stated(sentence: &str) -> Option<Vec<&str>> {
    if !has_quotes(sentence) {
        return None;
    }
    only_supported(sentence).or_else(|| CUES.iter().find_map(|cue| announced(sentence, cue)))
}

fn announced<'s>(sentence: &'s str, cue: &Cue) -> Option<Vec<&'s str>> {
    let at = find_words(sentence, cue.words)?;
    let before = &sentence[..at];
    if before.contains(['`', '"']) || words(before).any(is_doubt) || names_another(before) {
        return None;
    }
    if cue.bound
        && !words(before).last().is_none_or(|last| BINDERS.iter().any(|known| known.eq_ignore_ascii_case(last)))
    {
        return None;
    }
    let mut single = cue.single;
    let mut rest = sentence[at + cue.words.len()..].trim_start_matches([' ', ':']);
    let mut previous = "";
    while let Some(word) = rest.split([' ', ':']).next().filter(|word| {
        FILLERS.iter().any(|filler| filler.eq_ignore_ascii_case(word))
            // "one of" lists values, "the value of" names another field.
            || (word.eq_ignore_ascii_case("of") && previous.eq_ignore_ascii_case("one"))
    }) {
        single &= !["one", "either"].iter().any(|plural| plural.eq_ignore_ascii_case(word));
        previous = word;
        rest = rest[word.len()..].trim_start_matches([' ', ':']);
    }
    let (values, rest) = list(rest)?;
    let enough = values.len() > 1 || single;
    (enough && (ends_well(rest) || repeats(rest, &values))).then_some(values)
}

/// Whether a statement is about a field elsewhere: `owner.address.kind`.
fn names_another(before: &str) -> bool {
    before.split_whitespace().any(|word| word.trim_matches('.').contains('.'))
}

/// ``Only `x` is supported.``
fn only_supported(sentence: &str) -> Option<Vec<&str>> {
    let at = find_words(sentence, "only")?;
    let before = &sentence[..at];
    if before.contains(['`', '"']) || words(before).any(is_doubt) {
        return None;
    }
    let (values, rest) = list(sentence[at + "only".len()..].trim_start())?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("is ").or_else(|| rest.strip_prefix("are "))?;
    let rest = rest.strip_prefix("currently ").unwrap_or(rest).strip_prefix("supported")?;
    ends_well(rest).then_some(values)
}

/// Values in back-ticks or quotes with `,`, `or`, `and`, `|` or `/` between them, and what follows.
fn list(text: &str) -> Option<(Vec<&str>, &str)> {
    let mut values = Vec::new();
    let (first, mut rest) = quoted(text)?;
    values.push(first);
    loop {
        let mut next = rest.trim_start();
        let mut separated = false;
        while let Some(after) =
            [", ", ",", "or ", "and ", "\\| ", "| ", "/"].iter().find_map(|mark| next.strip_prefix(*mark))
        {
            next = after.trim_start();
            separated = true;
        }
        match quoted(next).filter(|_| separated) {
            Some((value, after)) => {
                values.push(value);
                rest = after;
            }
            None => break,
        }
    }
    let plausible = values.iter().all(|value| is_plausible(value));
    plausible.then_some((values, rest))
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| ['`', '"', '\''].contains(c))?;
    let (value, rest) = text[1..].split_once(quote)?;
    // Both marks at once: `"a"`.
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    Some((value, rest))
}

/// Whether it looks like a value of its own and not like a pattern, a number or the name of something.
fn is_plausible(value: &str) -> bool {
    (1..=64).contains(&value.len())
        && value.starts_with(|c: char| c.is_alphanumeric())
        && value.contains(char::is_alphabetic)
        && !value.contains(|c: char| c.is_whitespace() || "<>{}[]()*%=\\`\"?".contains(c))
        && !["null", "true", "false", "undefined", "none", "string"].iter().any(|word| word.eq_ignore_ascii_case(value))
}

/// Whether a statement is complete where its values end.
fn ends_well(rest: &str) -> bool {
    if words(rest).any(is_doubt) || rest.contains('`') {
        return false;
    }
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with(['.', ',', ';', ')', '!'])
        || ["for this", "for now", "here", "in this"].iter().any(|known| rest.starts_with(known))
}

/// Whether the values follow once more without marks, as go-swagger adds them with their constants:
/// ``Always `cat` cat KindCat``.
fn repeats(rest: &str, values: &[&str]) -> bool {
    let mut words = rest.split_whitespace();
    words.next() == values.first().copied()
        && words.next().is_some_and(|constant| constant.starts_with(char::is_uppercase))
}

fn is_doubt(word: &str) -> bool {
    DOUBTS.iter().any(|doubt| doubt.eq_ignore_ascii_case(word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Where `phrase` stands in `text` as whole words, ignoring case.
fn find_words(text: &str, phrase: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = phrase.as_bytes().first()?;
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), bytes).find(|&at| {
        bytes.get(at..at + phrase.len()).is_some_and(|word| word.eq_ignore_ascii_case(phrase.as_bytes()))
            && !(at > 0 && letter(at - 1))
            && !letter(at + phrase.len())
    })
}

/// The longest line break, `<br />` with whatever attributes, in bytes.
const MAX_TAG: usize = 64;

/// The sentences of a cell with their offsets. A dot inside of back-ticks or quotes ends none.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let mut inside = None;
        let mut end = rest.len();
        let mut next = rest.len();
        for (i, &byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'`' | b'"' if inside.is_none() => {
                    inside = Some(byte);
                    false
                }
                _ if inside == Some(byte) => {
                    inside = None;
                    false
                }
                b'\n' => true,
                b'<' => rest[i..].starts_with("<br"),
                b'.' | b'!' | b'?' | b';' => {
                    inside.is_none() && bytes.get(i + 1).is_none_or(|next| b" \n<".contains(next))
                }
                _ => false,
            };
            if ends {
                end = i;
                let tag = match byte {
                    b'<' => bytes[i..].iter().take(MAX_TAG).position(|byte| *byte == b'>').unwrap_or(0),
                    _ => 0,
                };
                next = i + tag + 1;
                break;
            }
        }
        let start = at;
        at += next;
        Some((start, &rest[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn found(text: &str) -> Vec<String> {
        let span = Span { file: FileId(0), start: 100, end: 100 + text.len() as u32 };
        let values = literals(text, span).map(|found| found.values).unwrap_or_default();
        values.iter().map(|value| value.json.as_str().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn statements_of_one_value() {
        assert_eq!(found("The object type, which is always `pet.list`."), ["pet.list"]);
        assert_eq!(found("The kind, always set to \"pet\""), ["pet"]);
        assert_eq!(found("The event's type. Always 'pet.fed'."), ["pet.fed"]);
        assert_eq!(found("What the pet is, in this case `cat`."), ["cat"]);
        assert_eq!(found("For now, this is always going to be `cat` for this type of pet."), ["cat"]);
        assert_eq!(found("The kind of pet. Currently, only `cat` is supported."), ["cat"]);
        assert_eq!(found("Must be `cat`."), ["cat"]);
        assert_eq!(found("The kind of pet being defined: `cat`."), ["cat"]);
        assert_eq!(found("Kind will always be `cat` cat PetKindCat"), ["cat"]);
    }

    #[test]
    fn statements_of_several_values() {
        assert_eq!(found("Must be one of `cat`, `dog`, or `bird`."), ["cat", "dog", "bird"]);
        assert_eq!(found("How it goes.<br/>One of: `slow` \\| `fast`"), ["slow", "fast"]);
        assert_eq!(found("The state, which can be either `on` or `off`"), ["on", "off"]);
        assert_eq!(found("In one of these formats: `a`, `b`."), ["a", "b"]);
    }

    #[test]
    fn the_sentence_is_the_evidence() {
        let text = "A pet. Always `cat`. More.";
        let span = Span { file: FileId(0), start: 10, end: 10 + text.len() as u32 };
        let found = literals(text, span).expect("a literal");
        let sentence = Sentence { text: "Always `cat`".to_owned(), span: Span { start: 16, end: 29, ..span } };
        assert_eq!(found.inferred, Some(sentence));
    }

    #[test]
    fn what_is_not_certain_is_no_literal() {
        for text in [
            "Always `true`.",
            "The pet.home.kind must be `barn`.",
            "Always `cat` when `kind` is set.",
            "If `kind` is one of `a`, `b`.",
            "Either `email` or `phone` must be given.",
            "Provide either `id` or `slug`.",
            "Must be the value of `id`.",
            "Must be a `Pet` object.",
            "Must be one of `small` or `large` for `cat`.",
            "Always starts with `pet_`.",
            "The `mode` is always `fast`.",
            "A name such as `a` or `b`.",
            "Must be `YYYY-MM-DD` formatted.",
            "Always the pets' owner's.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
