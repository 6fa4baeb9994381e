//! Pages as sections: a heading, and what stands below it up to the next one.

use super::columns::{self, Columns};
use crate::{
    letters::letters,
    markdown::{Block, Page, Raw, Table, inline},
    source::Span,
};

/// A heading, and what stands below it up to the next one.
pub struct Section<'p, 's> {
    /// The headings that it stands below, from the page's title on, itself the last; empty above the first heading of
    /// a page that has no title.
    pub headings: Vec<Heading<'s>>,
    /// What stands below.
    pub blocks: &'p [Block<'s>],
}

/// A heading: of Markdown, of HTML, or the title in the metadata above a page.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'s> {
    /// 0 for the title in the metadata, 1 to 6.
    pub level: u8,
    /// Its text.
    pub text: Raw<'s>,
    /// The text with tags around it.
    whole: Raw<'s>,
}

/// Words of a heading above what stands in the URL or the headers of a request.
const PARAMETERS: &[&str] = &["query", "path", "url", "header", "headers", "querystring", "cookie"];

/// The sections of a page, in order.
pub fn of<'p, 's>(page: &'p Page<'s>) -> Vec<Section<'p, 's>> {
    let mut sections = Vec::new();
    let mut headings: Vec<Heading<'s>> = Vec::new();
    let mut start = 0;
    for (at, block) in page.blocks.iter().enumerate() {
        let Some(heading) = Heading::of(block) else { continue };
        sections.push(Section { headings: headings.clone(), blocks: &page.blocks[start..at] });
        // A heading that stands for itself is below no other of its level.
        while headings.last().is_some_and(|above| above.level >= heading.level) {
            headings.pop();
        }
        headings.push(heading);
        start = at + 1;
    }
    sections.push(Section { headings, blocks: &page.blocks[start..] });
    sections
}

impl<'s> Heading<'s> {
    fn of(block: &Block<'s>) -> Option<Self> {
        match block {
            Block::Heading { level, text } => Some(Self { level: *level, text: *text, whole: *text }),
            Block::FrontMatter(raw) => {
                let line = raw.text.lines().find(|line| line.starts_with("title:"))?;
                let text = line["title:".len()..].trim().trim_matches(['"', '\'']);
                Some(Self { level: 0, text: part(*raw, text), whole: *raw })
            }
            // To Markdown, a heading right below a tag is a part of the HTML.
            Block::Html(raw) if raw.text.contains("\n#") => {
                let line = raw.text.lines().find(|line| line.starts_with('#'))?;
                let text = line.trim_start_matches('#');
                let level = u8::try_from(line.len() - text.len()).ok().filter(|level| *level <= 6)?;
                Some(Self { level, text: part(*raw, text.trim()), whole: *raw })
            }
            Block::Html(raw) => {
                let level =
                    raw.text.strip_prefix("<h")?.bytes().next().filter(|level| (b'1'..=b'6').contains(level))?;
                let (_, rest) = raw.text.split_once('>')?;
                let (text, _) = rest.split_once("</h")?;
                Some(Self { level: level - b'0', text: part(*raw, text), whole: *raw })
            }
            Block::Paragraph(_) | Block::Table(_) | Block::List(_) | Block::Code { .. } | Block::Quote(_) => None,
        }
    }

    /// What people read of it; where it begins with code, that alone.
    pub fn words(&self) -> String {
        let text = self.text.text.split(['<', '{']).next().unwrap_or_default();
        if let Some((code, _)) = text.strip_prefix('`').and_then(|text| text.split_once('`')) {
            return code.to_owned();
        }
        let text = inline::find_link(text).map_or(text, |link| link.label);
        inline::unescape(text).replace(['`', '*'], "").trim().to_owned()
    }
}

/// A part of a text, with its place.
fn part<'s>(whole: Raw<'s>, text: &'s str) -> Raw<'s> {
    let start = whole.span.start + whole.text.find(text).unwrap_or(0) as u32;
    Raw { text, span: Span { start, end: start + text.len() as u32, ..whole.span } }
}

impl<'p, 's> Section<'p, 's> {
    /// The tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &'p Table<'s>> + use<'p, 's> {
        self.blocks.iter().filter_map(Block::table)
    }

    /// The first table of fields.
    pub fn fields(&self) -> Option<&'p Table<'s>> {
        self.tables().find(|table| Columns::of(table).is_some())
    }

    /// Whether it is about what stands in the URL or the headers of a request, which is no JSON.
    pub fn is_of_parameters(&self) -> bool {
        if self.tables().any(columns::is_of_parameters) {
            return true;
        }
        let Some(own) = self.headings.last() else { return false };
        own.words().split_whitespace().any(|word| PARAMETERS.contains(&letters(word).as_str()))
    }

    /// Whether its heading is one that Widdershins writes above a schema.
    pub fn is_of_widdershins(&self) -> bool {
        self.headings.iter().any(|heading| heading.whole.text.contains("id=\"tocS_"))
    }

    /// Where its title stands.
    pub fn span(&self, page: &Page<'_>) -> Span {
        self.headings.last().map_or(Span { file: page.file, start: 0, end: 0 }, |heading| heading.text.span)
    }

    /// What is said between the heading and the first table or list.
    pub fn docs(&self, page: &Page<'_>) -> String {
        let said = self.blocks.iter().map_while(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        });
        let text = said.filter(|text| !text.text.starts_with('<')).fold(None, |so_far: Option<Span>, text| {
            Some(so_far.map_or(text.span, |first| Span { end: text.span.end, ..first }))
        });
        let text = text.and_then(|span| page.text.get(span.range())).unwrap_or_default();
        inline::decode_entities(text).into_owned()
    }

    /// How deep its heading is; 0 above the first one.
    pub fn level(&self) -> u8 {
        self.headings.last().map_or(0, |heading| heading.level)
    }

    /// What site generators make anchors of its heading by: its words, and these behind those of the heading above.
    pub fn slugs(&self) -> impl Iterator<Item = String> + use<'p, 's> {
        let own = self.headings.last().map(|heading| slug(&heading.words()));
        let above = self.headings.iter().rev().nth(1).map(|heading| slug(&heading.words()));
        let joined = own.as_ref().and_then(|own| Some(format!("{}-{own}", above?)));
        own.into_iter().chain(joined)
    }

    /// The anchors that HTML sets below its heading: those before its table or list, and those behind, which belong to
    /// the next section. Without table and list, all belong to both.
    pub fn anchors(&self) -> (Vec<String>, Vec<String>) {
        let is_content = |block: &Block<'_>| matches!(block, Block::Table(_) | Block::List(_));
        let first = self.blocks.iter().position(is_content);
        let (above, behind) = self.blocks.split_at(first.unwrap_or(0));
        let own = self.headings.last().map(|heading| heading.whole.text);
        let ids = |blocks: &[Block<'s>]| blocks.iter().filter_map(html).flat_map(ids_of).collect::<Vec<_>>();
        let above = own.into_iter().flat_map(ids_of).chain(ids(above)).collect();
        (above, ids(behind))
    }
}

/// The HTML of a block; generators of sites write tags into lines of text, too.
fn html<'s>(block: &Block<'s>) -> Option<&'s str> {
    match block {
        Block::Html(text) | Block::Paragraph(text) if text.text.starts_with('<') => Some(text.text),
        _ => None,
    }
}

/// The anchors that tags set: `<a name="x">`, `<Anchor id="x" />`.
fn ids_of(html: &str) -> impl Iterator<Item = String> {
    ["id=\"", "name=\""].into_iter().flat_map(move |attribute| {
        html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_lowercase)
    })
}

/// Words as in an anchor: in small letters, with `-` for each blank and without what is no letter.
fn slug(words: &str) -> String {
    let letters = words.to_lowercase();
    letters
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
