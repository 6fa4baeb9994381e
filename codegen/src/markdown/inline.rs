//! Small readings of text inside a block: entities, escapes, links, code spans.
//!
//! In: text as a page has it. Out: plain text, or the parts that a caller asked for. Everything here
//! works on one line or cell and never fails.

use std::borrow::Cow;

/// A Markdown link: `[label](target)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'s> {
    /// What stands between the brackets, brackets in it balanced.
    pub label: &'s str,
    /// What stands between the parentheses, without a title.
    pub target: &'s str,
    /// The bytes of the whole link in the text that was searched.
    pub start: usize,
    /// The byte after the link.
    pub end: usize,
}

/// How many brackets that open no link are passed over: each one is looked for to the end of the text.
pub const MAX_BRACKETS: usize = 64;

/// The first link in `text`. Brackets in the label may nest, as in `[Optional[models.X]](x.md)`, and a
/// bracket that opens no link is passed over, as in `List[[X](x.md)]`; behind [`MAX_BRACKETS`] of them
/// there is none.
pub fn find_link(text: &str) -> Option<Link<'_>> {
    text.match_indices('[').take(MAX_BRACKETS).find_map(|(open, _)| link_at(text, open))
}

/// The link whose bracket opens at byte `open` of `text`; `None` where there is no bracket either.
pub fn link_at(text: &str, open: usize) -> Option<Link<'_>> {
    text.get(open..)?.strip_prefix('[')?;
    let close = matching(text, open, b'[', b']')?;
    if !text[close + 1..].starts_with('(') {
        return None;
    }
    let end = matching(text, close + 1, b'(', b')')?;
    let target = text[close + 2..end].split_whitespace().next().unwrap_or_default();
    Some(Link { label: &text[open + 1..close], target, start: open, end: end + 1 })
}

/// The byte of the bracket that closes the one at `open`.
fn matching(text: &str, open: usize, opens: u8, closes: u8) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (i, &byte) in text.as_bytes().iter().enumerate().skip(open) {
        if std::mem::take(&mut escaped) {
            continue;
        }
        if byte == b'\\' {
            escaped = true;
        } else if byte == opens {
            depth += 1;
        } else if byte == closes {
            depth -= 1;
            if depth == 0 {
                return Some(i);
            }
        }
    }
    None
}

/// `text` with backslash escapes of ASCII punctuation undone: `\|` is `|`.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// `text` with character references decoded once: `&lt;` is `<`, `&#x60;` is a back-tick.
/// Those that template engines write are known; any other stays as it is.
pub fn decode_entities(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(MAX_ENTITY).position(|byte| byte == b';');
        let decoded = end.and_then(|end| Some((entity(&rest[1..end])?, end)));
        match decoded {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The longest character reference, from its `&` to its `;`.
const MAX_ENTITY: usize = 11;

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            return char::from_u32(code).filter(|c| !c.is_control());
        }
    })
}

/// The text of every code span, in order: what stands between back-ticks.
pub fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let open = rest.find('`')?;
        let ticks = rest[open..].bytes().take_while(|&b| b == b'`').count();
        let body = &rest[open + ticks..];
        let mut from = 0;
        let close = loop {
            let at = body[from..].find('`').map(|i| from + i);
            let Some(at) = at else { break None };
            let run = body[at..].bytes().take_while(|&b| b == b'`').count();
            if run == ticks {
                break Some(at);
            }
            from = at + run;
        };
        match close {
            Some(close) => {
                rest = &body[close + ticks..];
                Some(body[..close].trim())
            }
            None => {
                rest = "";
                None
            }
        }
    })
}

/// A cell's text as Markdown of its own: line breaks for `<br/>`, pipes without their escape.
pub fn cell_text(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = memchr::memchr2(b'<', b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (written, length) = match ["<br/>", "<br>", "<br />"].iter().find(|tag| rest.starts_with(**tag)) {
            Some(tag) => ("\n", tag.len()),
            None if rest.starts_with("\\|") => ("|", 2),
            None => (&rest[..1], 1),
        };
        out.push_str(written);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// `text` without the marker on both its ends, when it is there: `strip("~~a~~", "~~")` is `a`.
pub fn strip<'s>(text: &'s str, marker: &str) -> Option<&'s str> {
    text.strip_prefix(marker)?.strip_suffix(marker)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_may_hold_brackets() {
        let link = find_link("[Optional[models.X]](../models/x.md)").expect("a link");
        assert_eq!((link.label, link.target), ("Optional[models.X]", "../models/x.md"));
        let link = find_link("List[[X](x.md)]").expect("a link");
        assert_eq!((link.label, link.start, link.end), ("X", 5, 14));
        assert_eq!(find_link("[optional]"), None);
    }

    #[test]
    fn brackets_without_end_take_no_time() {
        assert_eq!(find_link(&"[".repeat(1 << 20)), None);
        assert_eq!(find_link(&"[a](".repeat(1 << 18)), None);
        assert_eq!(decode_entities(&"&".repeat(1 << 20)).len(), 1 << 20);
    }

    #[test]
    fn targets_may_hold_parentheses_and_titles() {
        assert_eq!(find_link("[x](a_(b).md \"t\")").expect("a link").target, "a_(b).md");
    }

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(decode_entities("&amp;lt; &#x60;a&#39; &x; & b"), "&lt; `a' &x; & b");
        assert_eq!(decode_entities("&#x1b;[0m"), "&#x1b;[0m");
    }

    #[test]
    fn escapes_of_letters_stay() {
        assert_eq!(unescape(r"a\|b \Psr\Http"), r"a|b \Psr\Http");
    }

    #[test]
    fn code_spans_may_hold_ticks() {
        assert_eq!(code_spans("`a` and ``b`c`` and `open").collect::<Vec<_>>(), ["a", "b`c"]);
    }
}
