//! Findings as text: for people with the row quoted, for machines one JSON object a line.
//!
//! Whatever is shown may come from a hostile page: characters that a terminal acts upon or that turn the
//! text around them are replaced for people and escaped in JSON.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level as Marker, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Level};
use crate::source::Sources;

/// How much of what a finding is about is put into JSON, in characters.
const MAX_TEXT: usize = 1000;

/// The place, the row with its cell underlined, the next step.
pub(super) fn human(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let marker = match diagnostic.code.level() {
        Level::Warning => Marker::WARNING,
        Level::Error => Marker::ERROR,
    };
    let title = marker.primary_title(printable(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = match diagnostic.span {
        Some(span) => {
            // Its own lines are enough, and all that need be looked at.
            let excerpt = sources.excerpt(span);
            let snippet = Snippet::source(in_place(excerpt.text))
                .line_start(excerpt.line)
                .path(printable(&sources.shown(span.file)).into_owned())
                .annotation(AnnotationKind::Primary.span(excerpt.range));
            title.element(snippet)
        }
        None => match &diagnostic.file {
            Some(file) => {
                let origin = Origin::path(printable(&sources.shown_path(&file.path)).into_owned());
                title.element(match file.at {
                    Some(at) => origin.line(at.line).char_column(at.column),
                    None => origin,
                })
            }
            None => Group::with_title(title),
        },
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Marker::HELP.message(printable(help)));
    }
    renderer.render(&[group])
}

/// A line for machines. Every key is always there; what is not known is null.
#[derive(Default, Serialize)]
struct Line<'a> {
    level: &'a str,
    code: Option<&'a str>,
    message: &'a str,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    text: Option<String>,
    help: Option<&'a str>,
}

pub(super) fn json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let file = diagnostic.file.as_ref();
    let place = diagnostic.span.map(|span| sources.line_column(span)).or_else(|| file?.at);
    let path = diagnostic.span.map(|span| sources.shown(span.file));
    line(&Line {
        level: match diagnostic.code.level() {
            Level::Warning => "warning",
            Level::Error => "error",
        },
        code: Some(diagnostic.code.as_str()),
        message: &diagnostic.message,
        path: path.or_else(|| Some(sources.shown_path(&file?.path))),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        text: diagnostic.span.map(|span| sources.text(span).chars().take(MAX_TEXT).collect()),
        help: diagnostic.help.as_deref(),
    })
}

/// What is no finding, in the form of one, for machines: `level` is `info` or `error`.
pub fn json_note(level: &str, message: &str) -> String {
    line(&Line { level, message, ..Line::default() })
}

fn line(line: &Line<'_>) -> String {
    printable_json(&serde_json::to_string(line).unwrap_or_default()).into_owned() + "\n"
}

/// The same JSON without what a terminal acts upon: such characters are escaped.
pub fn printable_json(json: &str) -> Cow<'_, str> {
    if !json.contains(is_hidden) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // Outside of strings JSON is plain ASCII, so this is in a string and means the same.
        if is_hidden(c) { out.push_str(&format!("\\u{:04x}", u32::from(c))) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// `text` without what a terminal acts upon: such characters are shown, not sent.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\t' => ' ',
        c if is_hidden(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The same, with every byte where it was. The renderer itself shows those of one byte as pictures.
fn in_place(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| !c.is_ascii() && is_hidden(c);
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| if c.len_utf8() == 2 { '\u{b7}' } else { '\u{fffd}' };
    text.chars().map(|c| if hidden(c) { shown(c) } else { c }).collect()
}

/// Control characters, and those that turn the direction of text.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{
        diag::{Code, Diagnostics},
        source::{FileId, Source, Span},
    };

    #[test]
    fn nothing_of_a_page_reaches_the_terminal_as_a_command() {
        let row = "| `\u{1b}[2J\u{9b}31m\u{202e}evil` | \u{61c}x |";
        let text = format!("# A\n\n{row}\nmore\n");
        let path = "a\u{1b}]0;b\u{7}.md".to_owned();
        let sources = Sources::new(vec![Source { root: String::new(), path, text }]);
        let span = Span { file: FileId(0), start: 8, end: 24 };
        let mut found = Diagnostics::default();
        found.push(Diagnostic::new(Code::UnknownType, span, "found \u{1b}[31m\t\u{202e}").help("write \u{9d}it"));
        let (human, json) = (found.render(&sources, false), found.to_json_lines(&sources));
        assert!(!human.contains(is_hidden) && !json.contains(is_hidden), "{human:?}\n{json:?}");
        expect![[r#"
            warning[FM103]: found �[31m �
             --> a?]0;b?.md:3:4
              |
            3 | | `␛[2J·31m�evil` | ·x |
              |    ^^^^^^^^^^^^^
              |
              = help: write �it

        "#]]
        .assert_eq(&human);
        let line: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(line["text"], "\u{1b}[2J\u{9b}31m\u{202e}evil", "machines get what stands there");
    }
}
