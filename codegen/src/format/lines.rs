//! What the printer leaves to be done to the lines of a file.
//!
//! In: the text of items, and their comments. Out: the same items with a blank line before each, with their
//! comments, and with lists that stand for the rows of a page one element a line, however few there are. The
//! printer puts a list on one line where it fits, so that one row more would write the lines of all others anew;
//! here it becomes one line more:
//!
//! ```text
//! ///
//! pub fn new(name: impl Into<String>, lives: i64) -> Self {
//! ```
//!
//! becomes the comment, and what the printer makes of the function where it is too long.

use crate::rust::Docs;

/// The line that a comment takes the place of.
const PLACE: &str = "///";

/// What stands before and behind a list that is unfolded.
const LISTS: &[(&str, &str)] = &[("pub fn new(", ") -> Self {"), ("Self { ", " }")];

/// Adds items to `out`; the places in them are those of the comments of `docs`.
pub fn finish<'d>(text: &str, mut docs: impl Iterator<Item = &'d Docs>, out: &mut String) {
    out.reserve(2 * text.len());
    let mut is_first_of_item = true;
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
        let line = &text[start..end];
        start = end + 1;
        if is_first_of_item {
            out.push('\n');
        }
        let (indent, code) = line.split_at(line.bytes().take_while(|byte| *byte == b' ').count());
        if code == PLACE {
            docs.next().into_iter().flatten().for_each(|line| comment(indent, line, out));
        } else if let Some((open, elements, close)) = folded(code) {
            out.extend([indent, open.trim_end(), "\n"]);
            split(elements).for_each(|element| out.extend([indent, "    ", element, ",\n"]));
            out.extend([indent, close.trim_start(), "\n"]);
        } else {
            out.extend([line, "\n"]);
        }
        is_first_of_item = indent.is_empty() && line.ends_with(['}', ';']);
    }
}

/// A line of a comment; whatever it holds, it does not end the comment.
fn comment(indent: &str, text: &str, out: &mut String) {
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        let line = text[start..end].trim_end_matches(' ');
        start = end + 1;
        let blank = if line.is_empty() { "" } else { " " };
        out.extend([indent, "///", blank, line, "\n"]);
    }
}

/// Opening, elements and closing of a list that is on one line.
fn folded(code: &str) -> Option<(&str, &str, &str)> {
    LISTS.iter().find_map(|(open, close)| {
        let elements = code.strip_prefix(open)?.strip_suffix(close)?;
        (!elements.is_empty()).then_some((*open, elements, *close))
    })
}

/// The elements between commas that are in no brackets. Elements are types and calls: no strings.
fn split(elements: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    elements
        .split(move |c: char| {
            match c {
                '<' | '(' => depth += 1,
                '>' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ',' && depth == 0
        })
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(text: &str, docs: &[Docs]) -> String {
        let mut out = String::new();
        finish(text, docs.iter(), &mut out);
        out.split_off(1)
    }

    #[test]
    fn a_list_is_one_element_a_line() {
        let text = "    pub fn new(a: std::collections::BTreeMap<String, i64>, b: i64) -> Self {\n        Self { a, b }\n    }\n";
        let rows = "    pub fn new(\n        a: std::collections::BTreeMap<String, i64>,\n        b: i64,\n    ) -> Self {\n        \
                    Self {\n            a,\n            b,\n        }\n    }\n";
        assert_eq!(finished(text, &[]), rows);
        assert_eq!(finished(rows, &[]), rows);
    }

    #[test]
    fn what_is_no_list_of_rows_stays() {
        let text = "    pub fn new() -> Self {\n    /// Self { a, b }\n    fn from(value: &str) -> Self {\n";
        assert_eq!(finished(text, &[]), text);
    }

    #[test]
    fn a_blank_line_stands_between_items() {
        let text = "pub type A = B;\nimpl A {\n    B;\n}\nmod c;\n";
        assert_eq!(finished(text, &[]), "pub type A = B;\n\nimpl A {\n    B;\n}\n\nmod c;\n");
    }

    #[test]
    fn comments_take_their_places() {
        let docs = [vec!["A cat.".to_owned()], vec!["Lives.".to_owned(), String::new(), "Nine.".to_owned()]];
        let text = "///\n#[derive(Debug)]\npub struct Cat {\n    ///\n    pub lives: i64,\n}\n";
        let with = "/// A cat.\n#[derive(Debug)]\npub struct Cat {\n    /// Lives.\n    ///\n    /// Nine.\n    pub lives: i64,\n}\n";
        assert_eq!(finished(text, &docs), with);
    }

    #[test]
    fn no_line_ends_its_comment() {
        let docs = [vec!["A cat.\npub fn run() {}\rmod x;".to_owned()]];
        assert_eq!(
            finished("///\npub struct Cat;\n", &docs),
            "/// A cat.\n/// pub fn run() {}\n/// mod x;\npub struct Cat;\n"
        );
    }
}
