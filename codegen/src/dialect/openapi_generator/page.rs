//! A page by its known sections.
//!
//! In: a [`Page`]. Out: [`Sections`]: the title, the text below it and the sections that writers give a
//! model. The text below the title may itself hold headings, lists and tables: it ends at the first
//! heading that a writer puts there. Custom templates begin it with the title once more, the path of the class as a
//! heading or quotation, or a heading `Description`: those are no part of it.

use super::{row::part, types};
use crate::{
    letters::same_letters,
    markdown::{Block, Page, Raw},
};

/// A page of a model.
#[derive(Debug)]
pub struct Sections<'p, 's> {
    /// The title as printed.
    pub title: Raw<'s>,
    /// The text between the title and the first section.
    pub docs: &'s str,
    /// What follows, in order.
    pub parts: Vec<Section<'p, 's>>,
}

/// One section.
#[derive(Debug, Clone, Copy)]
pub struct Section<'p, 's> {
    /// What it is.
    pub kind: Part<'s>,
    /// Its heading.
    pub heading: Raw<'s>,
    /// The `id` of the anchor above it.
    pub anchor: Option<&'s str>,
    /// Its blocks.
    pub blocks: &'p [Block<'s>],
    /// The page up to its end, heading and all that stands before it included.
    pub above: &'s str,
}

/// What a heading announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'s> {
    /// `## Properties`.
    Properties,
    /// `## Enum`: the values of an enum with a page of its own.
    Values,
    /// `## Enum Variants`.
    Variants,
    /// `## Enum: X`: the values of one property.
    ValuesOf(&'s str),
    /// `## oneOf schemas`, `## anyOf schemas`, `## oneOf`, `## anyOf`; where Java has interfaces for unions,
    /// `## Implementing Classes`.
    Members,
    /// `## Type`: a page of one line.
    Type,
    /// `## Class instance methods`.
    ClassMethods,
    /// `## Model Type Info`.
    TypeInfo,
    /// Any other heading.
    Other,
}

impl<'s> Part<'s> {
    fn of(heading: &'s str) -> Self {
        match heading {
            "Properties" => Self::Properties,
            "Enum" => Self::Values,
            "Enum Variants" => Self::Variants,
            "oneOf schemas" | "anyOf schemas" | "oneOf" | "anyOf" | "Implementing Classes" => Self::Members,
            "Type" => Self::Type,
            "Class instance methods" => Self::ClassMethods,
            "Model Type Info" => Self::TypeInfo,
            _ => heading.strip_prefix("Enum: ").map_or(Self::Other, Self::ValuesOf),
        }
    }
}

impl<'p, 's> Sections<'p, 's> {
    /// Takes a page apart; `None` where it is no model page.
    pub fn of(page: &'p Page<'s>) -> Option<Self> {
        let (title, docs_start, after) = title(page)?;
        let first = after.iter().position(opens_model)?;
        let mut parts: Vec<Section<'p, 's>> = Vec::new();
        let mut anchor = None;
        for (at, block) in after.iter().enumerate().skip(first) {
            match block {
                Block::Heading { text, .. } => {
                    let blocks = &after[at + 1..];
                    let len = blocks.iter().position(|b| matches!(b, Block::Heading { .. })).unwrap_or(blocks.len());
                    let kind = Part::of(text.text);
                    let end = blocks.get(len).map_or(page.text.len(), |next| start_of(page.text, next));
                    let above = page.text.get(..end).unwrap_or(page.text);
                    parts.push(Section { kind, heading: *text, anchor: anchor.take(), blocks: &blocks[..len], above });
                }
                Block::Html(raw) | Block::Paragraph(raw) => anchor = id_of(raw.text).or(anchor),
                _ => {}
            }
        }
        let docs = without_headings(between(page.text, docs_start, &after[first]), title.text);
        Some(Self { title, docs, parts })
    }

    /// The first section of a kind.
    pub fn find(&self, kind: Part<'_>) -> Option<&Section<'p, 's>> {
        self.parts.iter().find(|section| section.kind == kind)
    }
}

impl<'p, 's> Section<'p, 's> {
    /// The first table.
    pub fn table(&self) -> Option<&'p crate::markdown::Table<'s>> {
        self.blocks.iter().find_map(Block::table)
    }
}

/// The title, where it ends, and what follows: the first heading of the first level, or where a site generator has taken
/// that, the heading before the first section, or what the front matter says.
fn title<'p, 's>(page: &'p Page<'s>) -> Option<(Raw<'s>, usize, &'p [Block<'s>])> {
    let heading = |block: &Block<'s>| if let Block::Heading { text, .. } = block { Some(*text) } else { None };
    let blocks = &page.blocks;
    if let Some(at) = blocks.iter().position(|block| matches!(block, Block::Heading { level: 1, .. })) {
        let title = heading(&blocks[at])?;
        return Some((title, title.span.end as usize, &blocks[at + 1..]));
    }
    let first = blocks.iter().position(opens_model)?;
    if let Some((at, title)) = blocks[..first].iter().enumerate().rev().find_map(|(at, b)| Some((at, heading(b)?))) {
        return Some((title, title.span.end as usize, &blocks[at + 1..]));
    }
    let Block::FrontMatter(front) = blocks.first()? else { return None };
    // Behind the front matter stands its lower fence.
    let end = front.span.end as usize;
    let fence = page.text.get(end..)?.find('\n').unwrap_or(0);
    Some((front_title(*front)?, end + fence, &blocks[1..]))
}

/// What `title:` says above a page.
fn front_title(front: Raw<'_>) -> Option<Raw<'_>> {
    let at = front.text.find("title:").filter(|at| *at == 0 || front.text[..*at].ends_with('\n'))? + "title:".len();
    let end = front.text[at..].find('\n').map_or(front.text.len(), |end| at + end);
    Some(part(front, at, end)).filter(|title| !title.text.is_empty())
}

/// Where the line of a heading begins.
fn start_of(text: &str, heading: &Block<'_>) -> usize {
    let Block::Heading { text: heading, .. } = heading else { return text.len() };
    let start = heading.span.start as usize;
    text.get(..start).and_then(|above| above.rfind('\n')).map_or(0, |end| end + 1)
}

/// Whether a heading is one that ends the text below the title.
fn opens_model(block: &Block<'_>) -> bool {
    let Block::Heading { level, text } = block else { return false };
    *level > 1 && (Part::of(text.text) != Part::Other || text.text == "Load the model package")
}

/// `x` of `<a id="x"></a>`.
fn id_of(html: &str) -> Option<&str> {
    let rest = html.trim().strip_prefix("<a id=\"").or_else(|| html.trim().strip_prefix("<a name=\""))?;
    rest.strip_suffix("</a>")?.rsplit_once('"').map(|(id, _)| id)
}

/// The text without what a template puts before it.
fn without_headings<'s>(mut docs: &'s str, title: &str) -> &'s str {
    loop {
        let line = docs.lines().next().unwrap_or_default();
        let class = types::last_segment(title);
        let heading = line.trim_start_matches('#');
        let repeats = heading.trim() == "Description" || types::last_segment(heading.trim()) == class;
        let is_heading = heading.len() < line.len() && repeats;
        let is_class = line.strip_prefix('>').is_some_and(|path| same_letters(types::last_segment(path.trim()), class));
        if is_wrapper(line) {
            docs = docs.split_once("\n\n").map_or("", |(_, rest)| rest.trim_start());
            continue;
        }
        if !is_heading && !is_class {
            return docs;
        }
        docs = docs[line.len()..].trim_start();
    }
}

/// Whether a line is what newer PHP says of every union.
fn is_wrapper(line: &str) -> bool {
    line.strip_prefix("This model is a").is_some_and(|rest| rest.contains("Of` wrapper"))
}

fn between<'s>(text: &'s str, start: usize, next: &Block<'s>) -> &'s str {
    text.get(start..start_of(text, next)).unwrap_or_default().trim()
}
