//! Whole numbers in samples.
//!
//! In: the `Example Usage` of a page, and its fields. Out: fields of a language that knows one type of numbers
//! are integers where the sample shows one that the writer has made up: for any other number it makes up
//! one below ten thousand with two decimals. A required field has no default that the sample could show.

use crate::{
    ir::{Fact, Field, Link, Type},
    markdown::{Block, Page},
};

/// From here on, a whole number in a sample stands for an integer.
const MADE_UP: u64 = 10_000;

/// Makes integers of the fields whose sample is one.
pub fn integers(page: &Page<'_>, fields: &mut [Field<Link>]) {
    let undecided = |field: &&mut Field<Link>| {
        field.ty.value == Type::Number(None) && field.required.value && field.examples.is_empty()
    };
    for field in fields.iter_mut().filter(undecided) {
        let shown = page.blocks.iter().find_map(|block| match block {
            Block::Code { text, .. } => {
                text.text.lines().position(|line| is_whole(line, &field.printed)).map(|_| text.span)
            }
            _ => None,
        });
        if let Some(span) = shown {
            field.ty = Fact::inferred(Type::Integer(None), span, "the sample is a whole number");
        }
    }
}

/// Whether a line at the first level of a sample gives the property a large whole number.
fn is_whole(line: &str, name: &str) -> bool {
    let value =
        line.strip_prefix("  ").and_then(|line| line.strip_prefix(name)).and_then(|line| line.strip_prefix(": "));
    value.and_then(|value| value.trim_end_matches(',').parse::<u64>().ok()).is_some_and(|value| value >= MADE_UP)
}
