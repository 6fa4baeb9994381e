//! Text as rustdoc's Markdown: escapes, code spans, bare URLs, sentences.
//!
//! In: text that stands for itself. Out: Markdown that shows exactly that text.

use std::{borrow::Cow, cell::LazyCell};

use memchr::{memchr_iter, memchr3, memmem};

/// `text` without what must not stand in a comment: control characters, and those that turn the
/// direction of the text around them (rustc refuses these).
pub fn clean(text: &str) -> Cow<'_, str> {
    if !has(text, |b| !matches!(b, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(text);
    }
    let bad = |c: char| {
        (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(bad) { Cow::Owned(text.replace(bad, "")) } else { Cow::Borrowed(text) }
}

/// Whether one of its bytes is such a one. All of them are looked at, many at a time: in most texts there is none.
fn has(text: &str, is_it: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, b| found | is_it(b))
}

/// Whether Markdown reads `text` as itself: one line of words and code, and no URL.
pub fn is_plain(text: &str) -> bool {
    let is_mark = |b: u8| b.is_ascii_digit() || matches!(b, b'#' | b'+' | b'-' | b':' | b'=' | b'>' | b'|');
    if text.bytes().next().is_none_or(is_mark) || has(text, |b| matches!(b, b'\n' | b'\t')) {
        return false;
    }
    if !has(text, |b| b == b'`') {
        return is_plain_text(text);
    }
    // Between back-ticks is code; two of them in a row, or one that nothing closes, are something else.
    let parts = text.bytes().filter(|b| *b == b'`').count() + 1;
    parts % 2 == 1
        && text.split('`').enumerate().all(|(at, part)| match at % 2 {
            0 => (!part.is_empty() || at == 0 || at + 1 == parts) && is_plain_text(part),
            _ => !part.is_empty() && part == part.trim(),
        })
}

fn is_plain_text(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    !has(text, |b| matches!(b, b'\\' | b'*' | b'[' | b']' | b'<' | b'&' | b'~'))
        && memchr_iter(b'_', bytes).all(|at| at > 0 && is_word(at - 1) && is_word(at + 1))
        && memmem::find(bytes, b"http").is_none()
}

/// Escapes what Markdown or rustdoc would take for a mark. With `urls`, bare URLs become links.
pub fn text(text: &str, in_table: bool, urls: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.find("http").filter(|_| urls) {
        let (before, url) = rest.split_at(at);
        let length = url_length(url);
        escape_into(before, in_table, &mut out);
        if length == 0 {
            out.push_str("http");
            rest = &url["http".len()..];
        } else {
            out.push('<');
            out.push_str(&url[..length]);
            out.push('>');
            rest = &url[length..];
        }
    }
    escape_into(rest, in_table, &mut out);
    out
}

/// How much of `text` is a URL, without the punctuation behind it.
fn url_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return 0 };
    let end =
        rest.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"`|\\{}^".contains(c)).unwrap_or(rest.len());
    let mut url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']']);
    let (opened, mut closed) = (url.matches('(').count(), url.matches(')').count());
    while url.ends_with(')') && closed > opened {
        url = url[..url.len() - 1].trim_end_matches(['.', ',']);
        closed -= 1;
    }
    if url.is_empty() { 0 } else { text.len() - rest.len() + url.len() }
}

fn escape_into(text: &str, in_table: bool, out: &mut String) {
    let is_special =
        |byte: u8| matches!(byte, b'\\' | b'`' | b'[' | b']' | b'<' | b'~' | b'*' | b'_' | b'&' | b'|' | b'\t');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| is_special(*byte)) {
        out.push_str(&text[done..at]);
        done = at + 1;
        let previous = out.chars().next_back().unwrap_or(' ');
        let next = text[done..].chars().next().unwrap_or(' ');
        let escaped = match byte {
            b'*' => !(previous.is_whitespace() && next.is_whitespace()),
            b'_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            b'&' => is_entity(&text[at..]),
            b'|' => in_table,
            b'\t' => false,
            _ => true,
        };
        if escaped {
            out.push('\\');
        }
        out.push(if byte == b'\t' { ' ' } else { char::from(byte) });
    }
    out.push_str(&text[done..]);
}

fn is_entity(text: &str) -> bool {
    let name = text[1..].trim_start_matches('#');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    end > 0 && name[end..].starts_with(';')
}

/// `code` between as many back-ticks as it needs.
pub fn code_span(code: &str, in_table: bool) -> String {
    let ticks = "`".repeat(longest_run(code) + 1);
    let padded = code.starts_with('`') || code.ends_with('`') || code.trim().is_empty();
    let code = if in_table { Cow::Owned(code.replace('|', "\\|")) } else { Cow::Borrowed(code) };
    let code = code.replace(['\n', '\t'], " ");
    if padded { format!("{ticks} {code} {ticks}") } else { format!("{ticks}{code}{ticks}") }
}

/// The longest run of back-ticks.
pub fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// Whether a link leads out of the documentation.
pub fn is_absolute(target: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

/// A link's target without what would end it.
pub fn url(target: &str) -> String {
    let ends = |b: u8| matches!(b, b'(' | b')' | b'<' | b'>' | b'\\' | b'`' | b'"' | b'[' | b']' | b'|');
    if !has(target, |b| !b.is_ascii_graphic() || ends(b)) {
        return target.to_owned();
    }
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '\\' | '`' | '"' | '[' | ']' | '|' => {
                out.push_str(&format!("%{:02X}", u32::from(c)))
            }
            c if c.is_control() || c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

/// What a full stop behind it does not end a sentence.
const ABBREVIATIONS: &[&str] =
    &["approx", "cf", "e.g", "eg", "etc", "i.e", "ie", "incl", "max", "min", "no", "resp", "vs"];

/// Breaks rendered text into lines, one sentence each, and guards the first character of every line.
pub fn sentences(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let closes = LazyCell::new(|| ['>', ')'].map(|close| line.rfind(close).unwrap_or(0)));
        let mut start = 0;
        while let Some(end) = sentence_end(line, start, &closes) {
            push_line(&line[start..end], &mut lines);
            start = end;
        }
        push_line(&line[start..], &mut lines);
    }
    lines
}

fn push_line(text: &str, lines: &mut Vec<String>) {
    let text = text.trim();
    if !text.is_empty() {
        lines.push(guarded(text));
    }
}

/// Where the first sentence from `start` ends, if another one follows on the line. `closes` are the last places at which
/// a tag and the target of a link may end: behind them, nothing is looked for.
fn sentence_end(line: &str, start: usize, closes: &LazyCell<[usize; 2], impl FnOnce() -> [usize; 2]>) -> Option<usize> {
    let bytes = line.as_bytes();
    // Most lines end with the only full stop that is in them.
    let last = line.trim_end().len().saturating_sub(1);
    if memchr3(b'.', b'!', b'?', &bytes[start..]).is_none_or(|at| start + at >= last) {
        return None;
    }
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => {
                let ticks = bytes[at..].iter().take_while(|b| **b == b'`').count();
                let fence = &line[at..at + ticks];
                at += ticks + line[at + ticks..].find(fence).map_or(0, |close| close + ticks);
                continue;
            }
            b'<' if at < closes[0] => at += line[at..].find('>').unwrap_or(0),
            b']' if bytes.get(at + 1) == Some(&b'(') && at < closes[1] => at += line[at..].find(')').unwrap_or(0),
            b'.' | b'!' | b'?' => {
                let after = line[at + 1..].trim_start_matches(['"', '\'', ')', '*']);
                let behind = line.len() - after.len();
                let next = after.strip_prefix(' ').map(str::trim_start);
                let begins = next.is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || "`[*".contains(c)));
                if begins && !(bytes[at] == b'.' && ends_abbreviated(&line[start..at])) {
                    return Some(behind);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether the last word of `text`, before a dot, is an abbreviation.
fn ends_abbreviated(text: &str) -> bool {
    ABBREVIATIONS.iter().any(|known| {
        let before = text.len().checked_sub(known.len()).and_then(|at| text.split_at_checked(at));
        before.is_some_and(|(before, word)| {
            word.eq_ignore_ascii_case(known) && (before.is_empty() || before.ends_with([' ', '(']))
        })
    })
}

/// A line that begins a paragraph or goes on with one, and nothing else.
fn guarded(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && line[digits..].starts_with(['.', ')']);
    if numbered {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let marked = line.starts_with(['#', '+', '-', '=', '>', '|']) || line.starts_with(":-") || line.starts_with("* ");
    if marked || line == "*" { format!("\\{line}") } else { line.to_owned() }
}
