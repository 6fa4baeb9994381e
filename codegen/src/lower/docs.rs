//! Descriptions as rustdoc.
//!
//! In: the Markdown of a page. Out: lines that rustdoc and clippy take without a warning and that say
//! what the page says: links between pages become links between items, code is never run as a test,
//! what looks like HTML or like a link to an item is text. One sentence a line, so that a changed
//! sentence is a changed line. No word is added or left out.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::escape;

/// Lists and quotations deeper than this lose their marks.
const MAX_DEPTH: usize = 12;

/// Where a link leads: the path of an item, if the target is a page that has become one.
pub type Links<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Renders one description; empty for an empty one.
pub fn render(markdown: &str, links: &Links<'_>) -> Vec<String> {
    let clean = escape::clean(markdown);
    let text = clean.trim();
    if text.is_empty() {
        return Vec::new();
    }
    if escape::is_plain(text) {
        return escape::sentences(text);
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer::new(links);
    for event in TextMergeStream::new(Parser::new_ext(text, options)) {
        writer.event(event);
    }
    writer.flush();
    writer.lines
}

/// A list item or a quotation: what stands before its first line, and before every other one.
struct Container {
    first: Option<String>,
    rest: String,
}

struct Writer<'a> {
    links: &'a Links<'a>,
    lines: Vec<String>,
    /// The paragraph that is being read.
    text: String,
    /// Whether a blank line must come before the next line.
    blank: bool,
    containers: Vec<Container>,
    /// The next number of each open list; `None` where it is not numbered.
    lists: Vec<Option<u64>>,
    /// What closes each open link, and where its text begins.
    open_links: Vec<(String, usize)>,
    /// The cells of the row that is being read.
    row: Vec<String>,
    in_table: bool,
    code: Option<String>,
}

impl<'a> Writer<'a> {
    fn new(links: &'a Links<'a>) -> Self {
        Self {
            links,
            lines: Vec::new(),
            text: String::new(),
            blank: false,
            containers: Vec::new(),
            lists: Vec::new(),
            open_links: Vec::new(),
            row: Vec::new(),
            in_table: false,
            code: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => {
                    // A character reference may stand for what must not be in a comment.
                    let mut text = escape::clean(&text);
                    if text.contains('\n') {
                        text = text.replace('\n', " ").into();
                    }
                    let escaped = escape::text(&text, self.in_table, self.open_links.is_empty());
                    self.text.push_str(&escaped);
                }
            },
            Event::Code(code) => self.text.push_str(&escape::code_span(&code, self.in_table)),
            Event::Html(html) | Event::InlineHtml(html) if is_break(&html) => self.line_break(),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.text.push_str(&escape::text(&html, self.in_table, false));
            }
            Event::SoftBreak => self.text.push('\n'),
            Event::HardBreak => self.line_break(),
            Event::Rule => {
                self.flush();
                self.blank = true;
                self.line("---");
                self.blank = true;
            }
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text.push_str(&escape::text(&text, self.in_table, false));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn line_break(&mut self) {
        self.text.push_str(if self.in_table { " " } else { "\\\n" });
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.text.push('*'),
            Tag::Strong => self.text.push_str("**"),
            Tag::Strikethrough => self.text.push_str("~~"),
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.open_link(LinkType::Inline, &dest_url),
            Tag::List(start) => {
                self.flush();
                // A list that does not begin with 1 would be read on as the paragraph before it.
                self.blank |= start.is_some_and(|start| start != 1) && !self.lines.is_empty();
                self.lists.push(start);
            }
            Tag::Item => {
                self.flush();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", number.saturating_sub(1))
                    }
                    Some(None) | None => "- ".to_owned(),
                };
                let rest = " ".repeat(marker.len());
                self.open(Some(marker), rest);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.separate();
                self.open(None, "> ".to_owned());
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Table(_) => {
                self.flush();
                self.in_table = true;
            }
            Tag::Heading { .. } | Tag::HtmlBlock | Tag::Paragraph => self.flush(),
            Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.text.push('*'),
            TagEnd::Strong => self.text.push_str("**"),
            TagEnd::Strikethrough => self.text.push_str("~~"),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
                self.blank = true;
            }
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.text).replace("\\\n", " ").replace('\n', " ");
                self.blank = !self.lines.is_empty();
                self.line(&format!("{} {}", "#".repeat(level as usize), text.trim()));
                self.blank = true;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.blank = true;
            }
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.flush();
                if self.containers.last().is_some_and(|container| container.first.is_some()) {
                    self.line("");
                }
                self.containers.pop();
                self.blank |= tag != TagEnd::Item;
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.text).trim().replace('\n', " ")),
            TagEnd::TableHead => {
                let rule = format!("|{}", " --- |".repeat(self.row.len()));
                self.table_row();
                self.line(&rule);
            }
            TagEnd::TableRow => self.table_row(),
            TagEnd::Table => {
                self.in_table = false;
                self.blank = true;
            }
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open(&mut self, first: Option<String>, rest: String) {
        let deep = self.containers.len() >= MAX_DEPTH;
        self.containers.push(if deep {
            Container { first: None, rest: String::new() }
        } else {
            Container { first, rest }
        });
    }

    fn open_link(&mut self, kind: LinkType, target: &str) {
        let close = match (self.links)(target) {
            Some(path) => format!("]({path})"),
            None if kind == LinkType::Email => format!("](mailto:{})", escape::url(target)),
            None if escape::is_absolute(target) => format!("]({})", escape::url(target)),
            // A page or file that is no item: its text remains.
            None => String::new(),
        };
        if !close.is_empty() {
            self.text.push('[');
        }
        self.open_links.push((close, self.text.len()));
    }

    fn close_link(&mut self) {
        let Some((close, start)) = self.open_links.pop() else { return };
        let Some(path) = close.strip_prefix("](").and_then(|rest| rest.strip_suffix(')')) else { return };
        let text = self.text.get(start..).unwrap_or_default();
        if text.trim().is_empty() {
            self.text.truncate(start.saturating_sub(1));
        } else if text.trim_matches('`') == path {
            // Where text and target are the same, rustdoc wants to hear it once.
            let again = if escape::is_absolute(path) { format!("<{path}>") } else { format!("[{text}]") };
            self.text.truncate(start.saturating_sub(1));
            self.text.push_str(&again);
        } else {
            self.text.push_str(&close);
        }
    }

    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default().replace('\t', "    ");
        let fence = "`".repeat(escape::longest_run(&code).max(2) + 1);
        self.blank |= !self.lines.is_empty() && self.containers.iter().all(|container| container.first.is_none());
        self.line(&format!("{fence}text"));
        code.trim_end().lines().for_each(|line| self.line(line));
        self.line(&fence);
        self.blank = true;
    }

    fn table_row(&mut self) {
        let cells = std::mem::take(&mut self.row);
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    /// Writes the paragraph that was read.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        // A break at the end breaks nothing; an even number of backslashes is text.
        let slashes = text.len() - text.trim_end_matches('\\').len();
        let text = if slashes % 2 == 1 { &text[..text.len() - 1] } else { text };
        for line in escape::sentences(text) {
            self.line(&line);
        }
    }

    /// Writes the blank line that is due.
    fn separate(&mut self) {
        if std::mem::take(&mut self.blank) && !self.lines.is_empty() {
            let quote: String = self
                .containers
                .iter()
                .map_while(|container| container.first.is_none().then_some(container.rest.as_str()))
                .collect();
            self.lines.push(quote.trim_end().to_owned());
        }
    }

    fn line(&mut self, text: &str) {
        self.separate();
        let mut line = String::new();
        for container in &mut self.containers {
            match container.first.take() {
                Some(first) => line.push_str(&first),
                None => line.push_str(&container.rest),
            }
        }
        line.push_str(text);
        self.lines.push(line.trim_end().to_owned());
    }
}

fn is_break(html: &str) -> bool {
    let inner = html.trim().trim_start_matches("</").trim_start_matches('<').trim_end_matches('>');
    inner.trim_end_matches('/').trim().eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        let link = |target: &str| (target == "Dog.md").then(|| "super::Dog".to_owned());
        assert_eq!(render(markdown, &link).join("\n"), expected);
    }

    #[test]
    fn one_sentence_a_line_but_not_behind_abbreviations_or_in_code() {
        check("One. Two, e.g. This! `A. B` is code.", "One.\nTwo, e.g. This!\n`A. B` is code.");
        check("A [link. Here](https://a.example/x. Y) stays.", "A \\[link.\nHere\\](<https://a.example/x>.\nY) stays.");
    }

    #[test]
    fn links_lead_to_items_or_out_or_nowhere() {
        check(
            "[a](Dog.md) [b](Cat.md) [c](https://c.example/(x)) [](Dog.md)",
            "[a](super::Dog) b [c](https://c.example/%28x%29)",
        );
        check("[super::Dog](Dog.md) <https://d.example>", "[super::Dog] <https://d.example>");
    }

    #[test]
    fn what_looks_like_a_mark_is_text() {
        check(
            "a_b _c 2 * 3 *d <T> [e] &amp; &lt; f | g",
            "a_b \\_c 2 * 3 \\*d \\<T> \\[e\\] & < f | g".replace("& <", "& \\<").as_str(),
        );
        check("x. 1. Y\n\\# z\n\\- w", "x.\n1\\. Y\n\\# z\n\\- w".replace("x.\n1\\. Y", "x. 1.\nY").as_str());
    }

    #[test]
    fn blocks_keep_their_shape() {
        check(
            "# T\ntext\n\n1. a\n2. b\n   - c\n\n   more\n\n> q\n> r\n\n    code\n",
            "# T\n\ntext\n\n1. a\n\n2. b\n\n   - c\n\n   more\n\n> q\n> r\n\n```text\ncode\n```",
        );
        check("| a | b |\n|---|---|\n| `x\\|y` | z |", "| a | b |\n| --- | --- |\n| `x\\|y` | z |");
    }

    #[test]
    fn a_break_breaks_and_html_is_shown() {
        check("a<br/>b <i>c</i><br>", "a\\\nb \\<i>c\\</i>");
    }

    #[test]
    fn code_is_never_run_and_never_ends_early() {
        check("````rust\n```\n\tx\n````", "````text\n```\n    x\n````");
        check("``a`b``", "``a`b``");
    }

    #[test]
    fn characters_that_turn_text_around_are_left_out() {
        check("a\u{202e}b\u{0}c", "abc");
    }
}
