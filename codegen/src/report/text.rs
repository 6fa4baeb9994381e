//! Text that came from elsewhere, in Markdown: code spans, table cells, links. And the length of it all.

use std::fmt::{self, Display};

/// Longer text is cut.
const MAX_CHARS: usize = 160;

/// Text of a page as a code span, whatever is in it.
pub struct Verbatim<'a>(pub &'a str);

impl Display for Verbatim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = one_line(self.0);
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let pad = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        write!(f, "{fence}{pad}{text}{pad}{fence}")
    }
}

/// Text without line ends, control characters and what turns the direction of writing.
pub fn one_line(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut line: String = text.chars().take(MAX_CHARS).map(|c| if hidden(c) { ' ' } else { c }).collect();
    if text.chars().count() > MAX_CHARS {
        line.push('…');
    }
    line
}

/// Markdown in a cell of a table: a bar would end it, in code spans too.
pub fn cell(markdown: &str) -> String {
    markdown.replace('|', "\\|").replace('\n', " ")
}

/// A path in a link.
pub fn url_path(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' | b'~' => out.push(byte as char),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// The text, cut behind a line where it is longer than `max` bytes; what is open is closed.
pub fn shortened(text: String, max: usize) -> String {
    if text.len() <= max {
        return text;
    }
    let mut short = String::new();
    for line in text.lines().take_while({
        let mut length = 0;
        move |line| {
            length += line.len() + 1;
            length <= max
        }
    }) {
        short.push_str(line);
        short.push('\n');
    }
    // Three or more back-ticks at the start of a line open or close a block.
    if short.lines().filter(|line| line.starts_with("```")).count() % 2 == 1 {
        short.push_str("```\n");
    }
    let open = short.matches("<details>").count().saturating_sub(short.matches("</details>").count());
    short.push_str(&"\n</details>\n".repeat(open));
    short.push_str("\nThe rest is left out here: it is too long.\n");
    short
}

/// `1 change`, `2 changes`.
pub fn number(count: usize, one: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {one}{s}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_text_stays_in_its_code_span() {
        assert_eq!(Verbatim("a").to_string(), "`a`");
        assert_eq!(Verbatim("").to_string(), "`  `");
        assert_eq!(Verbatim("`a`` b\n# c").to_string(), "``` `a`` b # c ```");
        assert_eq!(Verbatim("</details>\u{202e}<b>").to_string(), "`</details> <b>`");
        assert_eq!(cell("`a|b`"), "`a\\|b`");
        assert_eq!(url_path("spec/a b/(c).md"), "spec/a%20b/%28c%29.md");
    }

    #[test]
    fn what_is_cut_is_closed() {
        let text = format!("<details>\n```mermaid\n{}", "x\n".repeat(100));
        let short = shortened(text, 60);
        assert!(short.len() < 160 && short.contains("```\n\n</details>"), "{short}");
    }
}
