//! Lists that stand for the rows of a page: one element a line, however few there are.
//!
//! In: the text of an item. Out: the same item. The printer puts a list on one line where it fits, so that
//! one row more would write the lines of all others anew; here it becomes one line more:
//!
//! ```text
//! pub fn new(name: impl Into<String>, lives: i64) -> Self {
//! ```
//!
//! becomes what the printer makes of it where it is too long.

use std::borrow::Cow;

/// What stands before and behind a list that is unfolded.
const LISTS: &[(&str, &str)] = &[("pub fn new(", ") -> Self {"), ("Self { ", " }")];

/// The text with its lists one element a line.
pub fn unfolded(text: &str) -> Cow<'_, str> {
    let may_be = |(open, _): &(&str, &str)| memchr::memmem::find(text.as_bytes(), open.as_bytes()).is_some();
    if !LISTS.iter().any(may_be) || !text.lines().any(|line| folded(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for line in text.lines() {
        match folded(line) {
            Some((indent, open, elements, close)) => {
                out.push_str(&format!("{indent}{}\n", open.trim_end()));
                split(elements).for_each(|element| out.push_str(&format!("{indent}    {element},\n")));
                out.push_str(&format!("{indent}{}\n", close.trim_start()));
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    Cow::Owned(out)
}

/// Indentation, opening, elements and closing of a list that is on one line.
fn folded(line: &str) -> Option<(&str, &str, &str, &str)> {
    let text = line.trim_start();
    let indent = &line[..line.len() - text.len()];
    LISTS.iter().find_map(|(open, close)| {
        let elements = text.strip_prefix(open)?.strip_suffix(close)?;
        (!elements.is_empty()).then_some((indent, *open, elements, *close))
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

    #[test]
    fn a_list_is_one_element_a_line() {
        let text = "    pub fn new(a: std::collections::BTreeMap<String, i64>, b: i64) -> Self {\n        Self { a, b }\n    }\n";
        let rows = "    pub fn new(\n        a: std::collections::BTreeMap<String, i64>,\n        b: i64,\n    ) -> Self {\n        \
                    Self {\n            a,\n            b,\n        }\n    }\n";
        assert_eq!(unfolded(text), rows);
        assert_eq!(unfolded(rows), rows);
    }

    #[test]
    fn what_is_no_list_of_rows_stays() {
        let text = "    pub fn new() -> Self {\n    /// Self { a, b }\n    fn from(value: &str) -> Self {\n";
        assert_eq!(unfolded(text), text);
    }
}
