//! Values with the names of their constants, as go-swagger adds them to a description.
//!
//! In: the description of a field that is an enum without listed values. Out: an open [`Enum`], for texts
//! that end in pairs such as `How it goes. slow SpeedSlow fast SpeedFast`. It would rather find nothing than
//! something wrong: the constants must have a beginning or an end in common, or begin like their values.

use crate::{
    ir::{Base, Enum, Sentence, Value},
    source::Span,
};

/// How many letters the names of unrelated constants may have in common.
const CHANCE: usize = 3;

/// The values at the end of `text`, which stands at `span`.
pub fn listed(text: &str, span: Span) -> Option<Enum> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let pairs: Vec<&[&str]> =
        words.rchunks_exact(2).take_while(|pair| is_constant(pair[1]) && is_value(pair[0])).collect();
    if pairs.len() < 2 {
        return None;
    }
    let constants: Vec<&str> = pairs.iter().map(|pair| pair[1]).collect();
    let prefix = common(&constants, |a, b| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count());
    let suffix = common(&constants, |a, b| a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count());
    let alike = pairs.iter().all(|pair| pair[0].as_bytes()[..1].eq_ignore_ascii_case(&pair[1].as_bytes()[..1]));
    if prefix <= CHANCE && suffix <= CHANCE && !alike {
        return None;
    }
    let value =
        |pair: &&[&str]| Value { json: pair[0].into(), name: Some(pair[1].to_owned()), docs: String::new(), span };
    Some(Enum {
        base: Base::String,
        values: pairs.iter().rev().map(value).collect(),
        open: Some(true),
        inferred: Some(Sentence { text: words[words.len() - 2 * pairs.len()..].join(" "), span }),
    })
}

/// What all have in common with the first one.
fn common(constants: &[&str], shared: fn(&str, &str) -> usize) -> usize {
    let Some((first, others)) = constants.split_first() else { return 0 };
    others.iter().map(|other| shared(first, other)).min().unwrap_or(0)
}

fn is_constant(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.contains(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_alphanumeric())
}

fn is_value(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn found(text: &str) -> Vec<String> {
        let span = Span { file: FileId(0), start: 0, end: text.len() as u32 };
        let values = listed(text, span).map(|found| found.values).unwrap_or_default();
        values.iter().map(|value| value.json.as_str().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn pairs_at_the_end() {
        assert_eq!(found("How it goes. slow SpeedSlow very-fast SpeedVeryFast"), ["slow", "very-fast"]);
        assert_eq!(found("cat CatKind dog DogKind"), ["cat", "dog"]);
        assert_eq!(found("What it is. img Image a Anchor"), ["img", "a"]);
    }

    #[test]
    fn words_that_only_look_like_pairs() {
        for text in ["Sold by Acme in Berlin", "one SpeedOne", "slow SpeedSlow fast SpeedFast by default", ""] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
