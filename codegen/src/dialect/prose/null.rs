//! Descriptions that say that their field may be null.
//!
//! Specifications leave `nullable` out more often than their authors forget to tell people. A sentence counts that
//! begins so (`Null if ..`, `May be null`), says so of the field by its name (`ownerId is null when ..`), or says what
//! null stands for (`.., or null if none`). What else a sentence says of null may be about elements, other fields or
//! what must not be.

use std::sync::LazyLock;

use memchr::memmem;

use super::{find_words, place, sentences, words};
use crate::{
    ir::{Fact, Link, Nullable, Type},
    source::Span,
};

/// What a page shows of null, and what the description of the field adds, which stands at `span`.
pub fn or_null(shown: Fact<Nullable>, docs: &str, span: Span, name: &str, ty: &Type<Link>) -> Fact<Nullable> {
    if shown.value == Nullable::Yes || !has_null(docs) {
        return shown;
    }
    let is_container = matches!(ty, Type::List(_) | Type::Map(_));
    let found = sentences(docs).find(|(_, sentence)| says_null(sentence, name, is_container));
    match found {
        Some((start, sentence)) => {
            Fact::inferred(Nullable::Yes, place(docs, span, start, sentence), "its description says so")
        }
        None => shown,
    }
}

/// `null` and `Null` without their first letter. A finder is made once: most descriptions are short.
static NULL: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new("ull"));

fn has_null(docs: &str) -> bool {
    NULL.find_iter(docs.as_bytes()).any(|at| docs[..at].ends_with(['n', 'N']))
}

/// What may follow where null is explained.
const CONDITIONS: &[&str] = &["if", "when", "unless", "until", "while", "otherwise"];

/// Words by which null is not of the field, or not allowed.
const OTHERS: &[&str] = &["not", "never", "cannot", "each", "every", "element", "elements", "item", "items"];

fn says_null(sentence: &str, name: &str, is_container: bool) -> bool {
    let plain: String = sentence.chars().filter(|c| !['`', '*', '"'].contains(c)).collect();
    let plain = plain.trim().to_ascii_lowercase();
    let Some(at) = find_words(&plain, "null") else { return false };
    let (before, after) = (plain[..at].trim_end(), &plain[at + "null".len()..]);
    let is_explained = words(after).next().is_some_and(|word| CONDITIONS.contains(&word))
        && after.trim_start_matches([' ', ',']).starts_with(char::is_alphabetic);
    if before.is_empty() {
        return is_explained;
    }
    let ends = after.is_empty() || after.starts_with([',', ')', ':']);
    let goes_on = words(after).next().is_some_and(|word| ["or", "for", "in"].contains(&word)) && after.starts_with(' ');
    if is_explained || ends || goes_on {
        let of_field = ["is", "may be", "can be"].iter().find_map(|verb| before.strip_suffix(verb));
        let subject = of_field.map(|subject| subject.strip_prefix("the ").unwrap_or(subject).trim());
        if subject.is_some_and(|subject| subject.is_empty() && before != "is" || is_name(subject, name)) {
            return true;
        }
    }
    let announced = before.ends_with([',', '(']) || words(before).last() == Some("or");
    announced && is_explained && !is_container && !words(before).any(|word| OTHERS.contains(&word))
}

fn is_name(text: &str, name: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| *c != '_').flat_map(char::to_lowercase)
    }
    letters(text).eq(letters(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn found(docs: &str, ty: &Type<Link>) -> Option<String> {
        let span = Span { file: FileId(0), start: 10, end: 10 + docs.len() as u32 };
        let fact = or_null(Fact::stated(Nullable::No, span), docs, span, "box_id", ty);
        (fact.value == Nullable::Yes)
            .then(|| docs[fact.span.start as usize - 10..fact.span.end as usize - 10].trim().to_owned())
    }

    #[test]
    fn sentences_that_allow_null() {
        for (docs, sentence) in [
            ("The box. Null if there is none.", "Null if there is none"),
            ("The box; `null` when it is lost", "`null` when it is lost"),
            ("May be null.", "May be null"),
            ("Can be null or empty", "Can be null or empty"),
            ("boxId is null while it travels.", "boxId is null while it travels"),
            ("The `box_id` may be null", "The `box_id` may be null"),
            ("Its box, or null if not packed.", "Its box, or null if not packed"),
            ("Its box (null if not packed)", "Its box (null if not packed)"),
        ] {
            assert_eq!(found(docs, &Type::Any).as_deref(), Some(sentence));
        }
    }

    #[test]
    fn sentences_that_do_not() {
        for docs in [
            "Must not be null.",
            "Cannot be null",
            "box_id cannot be null",
            "lid is null if open",
            "Null values are dropped",
            "Null-terminated text",
            "If lid is null, the box is open",
            "Not to be left out, or null if unknown",
            "Set to null to remove it",
            "Each box, or null if it is empty",
            "Is null",
        ] {
            assert_eq!(found(docs, &Type::Any), None, "{docs}");
        }
        assert_eq!(found("The boxes, or null if lost", &Type::List(Box::new(Type::Any))), None);
    }
}
