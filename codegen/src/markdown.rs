//! Pages as trees of blocks, tables with named columns.
//!
//! In: [`Source`] texts. Out: [`Page`]s that borrow from them. pulldown-cmark finds the blocks; their
//! text stays as the page has it, because dialects put meaning into what Markdown would take away
//! (`**string*` is a pointer in one of them). [`inline`] undoes Markdown where that is wanted.
//! Nothing here knows what a page is about.
//!
//! What pulldown-cmark does that dialects need not know: a short row is padded with empty cells, cells
//! beyond the header's are dropped (so [`Row::raw`] keeps the whole line), a table's head has no row
//! of its own, a line of text directly below a table becomes a row.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;

use crate::{
    limits::MAX_ROWS,
    source::{FileId, Source, Sources, Span},
};

pub mod inline;

/// One page.
#[derive(Debug, Clone)]
pub struct Page<'s> {
    /// The page's id.
    pub file: FileId,
    /// Its path below its documentation set's folder.
    pub path: &'s str,
    /// The whole text.
    pub text: &'s str,
    /// The blocks at the top level, in order.
    pub blocks: Vec<Block<'s>>,
}

/// A stretch of a page as it is written, without blanks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw<'s> {
    /// The text, escapes and all.
    pub text: &'s str,
    /// Where it stands.
    pub span: Span,
}

/// A block at the top level of a page.
#[derive(Debug, Clone)]
pub enum Block<'s> {
    /// The metadata above a page (MDX), without its fences.
    FrontMatter(Raw<'s>),
    /// A heading, without its `#`.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        text: Raw<'s>,
    },
    /// A paragraph, of one or more lines.
    Paragraph(Raw<'s>),
    /// A table.
    Table(Table<'s>),
    /// The items of a list; the text of an item holds its nested blocks.
    List(Vec<Raw<'s>>),
    /// A fenced or indented block of code.
    Code {
        /// What stands after the opening fence; empty for indented code.
        info: &'s str,
        /// The lines between the fences.
        text: Raw<'s>,
    },
    /// A quotation, with its `>`.
    Quote(Raw<'s>),
    /// Raw HTML.
    Html(Raw<'s>),
}

impl<'s> Block<'s> {
    /// The table, where it is one.
    pub fn table(&self) -> Option<&Table<'s>> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table<'s> {
    /// The columns' names.
    pub header: Vec<Raw<'s>>,
    /// The rows, the first [`MAX_ROWS`] of them.
    pub rows: Vec<Row<'s>>,
    /// The rows behind those.
    pub cut: Option<Span>,
    /// Where the whole table stands.
    pub span: Span,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row<'s> {
    /// As many cells as the header has; fewer in a table so large that short rows are no longer padded.
    pub cells: Vec<Raw<'s>>,
    /// The whole line, with cells beyond the header's.
    pub raw: Raw<'s>,
}

impl<'s> Table<'s> {
    /// The position of the column called `name`, ignoring case.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| is_called(cell, name))
    }

    /// Whether the columns are called so, ignoring case, and there are no others.
    pub fn has_header(&self, names: &[&str]) -> bool {
        self.header.len() == names.len() && self.header.iter().zip(names).all(|(cell, name)| is_called(cell, name))
    }
}

/// Whether a column is called so, ignoring case, and a dot behind it.
fn is_called(column: &Raw<'_>, name: &str) -> bool {
    let called = |text: &str| text.eq_ignore_ascii_case(name);
    called(column.text) || column.text.strip_suffix('.').is_some_and(called)
}

/// Every page, parsed in parallel, in the order of the sources.
pub fn parse(sources: &Sources) -> Vec<Page<'_>> {
    let files: Vec<_> = sources.iter().filter(|(_, source)| !source.path.ends_with(".toml")).collect();
    files.into_par_iter().map(|(id, source)| parse_page(id, source)).collect()
}

/// One page.
pub fn parse_page(file: FileId, source: &Source) -> Page<'_> {
    let text = source.text.as_str();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader { file, text, events: Parser::new_ext(text, options).into_offset_iter() };
    let blocks = reader.blocks();
    Page { file, path: &source.path, text, blocks }
}

/// How many blocks most pages have.
const USUAL_BLOCKS: usize = 8;

struct Reader<'s> {
    file: FileId,
    text: &'s str,
    events: pulldown_cmark::OffsetIter<'s>,
}

impl<'s> Reader<'s> {
    fn raw(&self, range: std::ops::Range<usize>) -> Raw<'s> {
        // Columns are padded to their widest cell, so that most of a page is blanks: many at once.
        let mut text = self.text.get(range.clone()).unwrap_or_default();
        while let Some(shorter) = text.strip_suffix("                                ") {
            text = shorter;
        }
        while let Some(shorter) = text.strip_suffix("        ") {
            text = shorter;
        }
        let start = range.start + (text.len() - text.trim_ascii_start().len());
        let text = text.trim_ascii();
        Raw { text, span: Span { file: self.file, start: start as u32, end: (start + text.len()) as u32 } }
    }

    fn blocks(&mut self) -> Vec<Block<'s>> {
        let mut blocks = Vec::with_capacity(USUAL_BLOCKS);
        while let Some((event, range)) = self.events.next() {
            let Event::Start(tag) = event else { continue };
            blocks.push(match tag {
                Tag::Table(_) => Block::Table(self.table(range)),
                Tag::List(_) => Block::List(self.items()),
                Tag::CodeBlock(kind) => {
                    let text = self.code();
                    let info = match kind {
                        CodeBlockKind::Fenced(_) => {
                            self.text[range].trim_start_matches(['`', '~']).lines().next().unwrap_or_default().trim()
                        }
                        CodeBlockKind::Indented => "",
                    };
                    Block::Code { info, text }
                }
                Tag::MetadataBlock(_) => Block::FrontMatter(self.code()),
                Tag::Heading { level, .. } => {
                    let inner = self.leaf(TagEnd::Heading(level));
                    Block::Heading {
                        level: depth(level),
                        text: inner.unwrap_or_else(|| self.raw(range.end..range.end)),
                    }
                }
                Tag::BlockQuote(kind) => {
                    self.skip_to(TagEnd::BlockQuote(kind));
                    Block::Quote(self.raw(range))
                }
                Tag::HtmlBlock => {
                    self.skip_to(TagEnd::HtmlBlock);
                    Block::Html(self.raw(range))
                }
                other => {
                    self.skip_to(other.to_end());
                    Block::Paragraph(self.raw(range))
                }
            });
        }
        blocks
    }

    /// From the first to the last event below an open tag; `None` when there is none.
    fn leaf(&mut self, end: TagEnd) -> Option<Raw<'s>> {
        let mut covered: Option<std::ops::Range<usize>> = None;
        for (event, range) in self.events.by_ref() {
            if event == Event::End(end) {
                break;
            }
            covered = Some(match covered {
                Some(so_far) => so_far.start.min(range.start)..so_far.end.max(range.end),
                None => range,
            });
        }
        covered.map(|range| self.raw(range))
    }

    /// The lines of a code or metadata block.
    fn code(&mut self) -> Raw<'s> {
        let mut covered: Option<std::ops::Range<usize>> = None;
        for (event, range) in self.events.by_ref() {
            if matches!(event, Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_))) {
                break;
            }
            covered = Some(covered.map_or(range.clone(), |so_far| so_far.start..range.end));
        }
        let range = covered.unwrap_or(0..0);
        Raw {
            text: self.text.get(range.clone()).unwrap_or_default(),
            span: Span { file: self.file, start: range.start as u32, end: range.end as u32 },
        }
    }

    fn skip_to(&mut self, end: TagEnd) {
        let mut open = 0usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(tag) if tag.to_end() == end => open += 1,
                Event::End(tag) if tag == end && open == 0 => return,
                Event::End(tag) if tag == end => open -= 1,
                _ => {}
            }
        }
    }

    /// The items of the list that is open; lists inside of an item belong to its text.
    fn items(&mut self) -> Vec<Raw<'s>> {
        let mut items = Vec::new();
        let mut lists = 1usize;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) if lists == 1 => items.push(without_marker(self.raw(range))),
                Event::Start(Tag::List(_)) => lists += 1,
                Event::End(TagEnd::List(_)) => {
                    lists -= 1;
                    if lists == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        items
    }

    fn table(&mut self, whole: std::ops::Range<usize>) -> Table<'s> {
        let mut table = Table { header: Vec::new(), rows: Vec::new(), cut: None, span: self.raw(whole).span };
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::TableCell) => cells.push(self.raw(range)),
                Event::End(TagEnd::TableHead) => table.header = std::mem::take(&mut cells),
                Event::End(TagEnd::TableRow) => {
                    let raw = self.raw(range);
                    let next = Vec::with_capacity(table.header.len());
                    let cells = std::mem::replace(&mut cells, next);
                    if is_attributes(raw.text) {
                        continue;
                    }
                    if table.rows.len() < MAX_ROWS {
                        table.rows.push(Row { cells, raw });
                    } else {
                        let row = raw.span;
                        table.cut = Some(table.cut.map_or(row, |first| Span { end: row.end, ..first }));
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }
}

/// Whether a line gives the block above it a class or the like, as Kramdown has it: `{: class="wide"}`.
fn is_attributes(line: &str) -> bool {
    line.starts_with("{:") && line.ends_with('}')
}

/// An item without its bullet or number.
fn without_marker(item: Raw<'_>) -> Raw<'_> {
    let text = item.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = text.strip_prefix(['*', '-', '+', '.', ')']).unwrap_or(text).trim_start();
    let start = item.span.end - text.len() as u32;
    Raw { text, span: Span { start, ..item.span } }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str, check: impl FnOnce(Page<'_>)) {
        let source = Source { root: String::new(), path: "p.md".into(), text: text.into() };
        check(parse_page(FileId(0), &source));
    }

    fn table<'p, 's>(page: &'p Page<'s>) -> &'p Table<'s> {
        page.blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).expect("a table")
    }

    #[test]
    fn cells_keep_their_stars_and_escapes() {
        page("| Field | Type |\n| --- | --- |\n| `a`   | **int64*  |\n| `b` | x \\| y |\n", |page| {
            let rows = &table(&page).rows;
            assert_eq!(rows[0].cells[1].text, "**int64*");
            assert_eq!(rows[1].cells[1].text, r"x \| y");
        });
    }

    #[test]
    fn short_rows_are_padded_and_long_ones_keep_their_line() {
        page("A | B\n--- | ---\n**a**\n**b** | c | d | e\n", |page| {
            let rows = &table(&page).rows;
            assert_eq!(rows[0].cells[1].text, "");
            assert_eq!(rows[1].cells.len(), 2);
            assert_eq!(rows[1].raw.text, "**b** | c | d | e");
        });
    }

    #[test]
    fn attributes_below_a_table_are_no_row() {
        page("A | B\n--- | ---\na | b\n{: class=\"wide\"}\n", |page| assert_eq!(table(&page).rows.len(), 1));
    }

    #[test]
    fn rows_beyond_the_limit_are_cut() {
        let rows = "a|b\n".repeat(MAX_ROWS + 2);
        page(&format!("A | B\n--- | ---\n{rows}"), |page| {
            let table = table(&page);
            assert_eq!(table.rows.len(), MAX_ROWS);
            assert_eq!(table.cut.map(|cut| cut.range().len()), Some("a|b\na|b".len()));
        });
    }

    #[test]
    fn a_fence_hides_headings_and_tables() {
        page("# T\n\n```py\n## Fields\n| a | b |\n```\nafter\n", |page| {
            assert_eq!(page.blocks.len(), 3);
            let Block::Code { info, text } = &page.blocks[1] else { panic!("{:?}", page.blocks[1]) };
            assert_eq!((*info, text.text), ("py", "## Fields\n| a | b |\n"));
        });
    }

    #[test]
    fn items_of_a_loose_list_keep_nested_ones() {
        page("* `a` (value: `\"x\"`)\n\n* `b`\n\n    * `c`\n", |page| {
            let Block::List(items) = &page.blocks[0] else { panic!("{:?}", page.blocks[0]) };
            assert_eq!(items.len(), 2);
            assert_eq!(items[0].text, "`a` (value: `\"x\"`)");
            assert!(items[1].text.ends_with("* `c`"));
        });
    }

    #[test]
    fn headings_lose_their_marks_and_front_matter_its_fences() {
        page("---\ntitle: Pet\n---\n\n## ~~Old~~ `x` ##\n", |page| {
            let Block::FrontMatter(raw) = &page.blocks[0] else { panic!("{:?}", page.blocks[0]) };
            assert_eq!(raw.text, "title: Pet\n");
            let Block::Heading { level: 2, text } = &page.blocks[1] else { panic!("{:?}", page.blocks[1]) };
            assert_eq!(text.text, "~~Old~~ `x`");
        });
    }
}
