//! Unions that have a page of their own.
//!
//! In: a section that lists members, in the notation of one of the few writers that do. Out: their types
//! and the discriminator. Most writers print a union as one struct with the fields of all members; that
//! is their docs' limit, and nothing here guesses what they were.

use super::{
    page::{Part, Section, Sections},
    types::{self, Cell, Place},
    writer::Writer,
};
use crate::{
    diag::Diagnostic,
    dialect::Titles,
    ir::{Discriminator, Kind, Link, Member, Opaque, Type, Union},
    markdown::{Block, Raw, inline},
    source::Span,
};

/// Reads what stands for members.
pub struct Reader<'a> {
    /// The page's writer.
    pub writer: &'static Writer,
    /// What may be a model.
    pub titles: &'a Titles,
    /// What could not be read.
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// The union that a page describes; `None` where it describes none.
    pub fn kind(&mut self, sections: &Sections<'_, '_>) -> Option<Kind<Link>> {
        if let Some(section) = sections.find(Part::Members) {
            return Some(self.listed(section));
        }
        if let Some(section) = sections.find(Part::Variants) {
            return self.variants(section);
        }
        if sections.find(Part::ClassMethods).is_some() {
            return Some(self.ruby(sections));
        }
        let section = sections.find(Part::Type)?;
        let raw = section.blocks.iter().find_map(paragraph)?;
        Some(match self.read(raw.text, raw.span, Place::Property(None)) {
            Type::Union(union) => Kind::Union(*union),
            ty => Kind::Alias(ty),
        })
    }

    /// Java and PHP: bullets; PHP names the discriminator in a sentence, Java says that there may be null.
    fn listed(&mut self, section: &Section<'_, '_>) -> Kind<Link> {
        let mut members = Vec::new();
        let mut discriminator = None;
        for block in section.blocks {
            match block {
                Block::List(items) => {
                    members.extend(items.iter().map(|item| (self.member(item.text, item.span), item.span)))
                }
                Block::Paragraph(text) if text.text.contains("discriminator property") => {
                    discriminator = inline::code_spans(text.text)
                        .next()
                        .map(|property| Discriminator { property: property.to_owned(), mapping: Vec::new() });
                }
                Block::Paragraph(text) if text.text == "NOTE: this class is nullable." => {
                    members.push((Type::Null, text.span));
                }
                _ => {}
            }
        }
        union(members, discriminator)
    }

    /// Rust: a table of types, which a union with a discriminator leaves empty; a table of values is an
    /// enum and not read here.
    fn variants(&mut self, section: &Section<'_, '_>) -> Option<Kind<Link>> {
        let table = section.table()?;
        if table.rows.is_empty() {
            return Some(Kind::Opaque(Opaque::UnknownMembers));
        }
        let members = table.has_header(&["Name", "Description"]).then(|| {
            let cells = table.rows.iter().filter_map(|row| row.cells.first());
            cells.map(|cell| (self.member(cell.text, cell.span), cell.span)).collect()
        })?;
        Some(union(members, None))
    }

    /// Ruby: code that calls the class methods, their results in comments.
    fn ruby(&mut self, sections: &Sections<'_, '_>) -> Kind<Link> {
        let mut members = Vec::new();
        let mut property = None;
        let mut mapping = Vec::new();
        let code = sections.parts.iter().flat_map(|part| part.blocks).filter_map(|block| match block {
            Block::Code { text, .. } => Some(text),
            _ => None,
        });
        for code in code {
            let results = code.text.lines().filter_map(|line| line.strip_prefix("# "));
            if code.text.contains(".openapi_one_of\n") || code.text.contains(".openapi_any_of\n") {
                let names = results.filter_map(|line| symbol(line.trim()));
                members.extend(names.map(|name| (self.member(name, code.span), code.span)));
            } else if code.text.contains(".openapi_discriminator_name") {
                property = results.filter_map(|line| symbol(line.strip_prefix("=> ")?)).next();
            } else if code.text.contains(".openapi_discriminator_mapping") {
                mapping.extend(results.filter_map(|line| {
                    let (tag, name) = line.split_once("=>")?;
                    Some((symbol(tag.trim())?.to_owned(), self.writer.title(symbol(name.trim())?).to_owned()))
                }));
            }
        }
        let discriminator = property.map(|property| Discriminator { property: property.to_owned(), mapping });
        union(members, discriminator)
    }

    /// Julia: a pseudo property whose type is a sentence; tags in a list below.
    pub fn sentence(&mut self, cell: Raw<'_>, section: &Section<'_, '_>) -> Option<Kind<Link>> {
        let (_, names) = cell.text.strip_prefix("This is a ")?.split_once("following types: ")?;
        let members = outer_commas(names).map(|name| (self.member(name, cell.span), cell.span)).collect();
        let mut discriminator = None;
        for block in section.blocks {
            match block {
                Block::Paragraph(text) if text.text.starts_with("The discriminator field is") => {
                    let property = inline::code_spans(text.text).next();
                    discriminator = property.map(|p| Discriminator { property: p.to_owned(), mapping: Vec::new() });
                }
                Block::List(items) => {
                    let tags = items.iter().filter_map(|item| {
                        let mut spans = inline::code_spans(item.text);
                        Some((spans.next()?.to_owned(), spans.next()?.to_owned()))
                    });
                    if let Some(discriminator) = &mut discriminator {
                        discriminator.mapping.extend(tags);
                    }
                }
                _ => {}
            }
        }
        Some(union(members, discriminator))
    }

    fn member(&mut self, text: &str, span: Span) -> Type<Link> {
        self.read(text, span, Place::Member)
    }

    fn read(&mut self, text: &str, span: Span, place: Place<'_>) -> Type<Link> {
        types::read_or_tell(&Cell::of(text), span, self.writer, self.titles, place, self.diagnostics).into_type()
    }
}

/// A union of two or more; one member alone is another name for it.
fn union(members: Vec<(Type<Link>, Span)>, discriminator: Option<Discriminator>) -> Kind<Link> {
    let mut members: Vec<Member<Link>> = members.into_iter().map(|(ty, span)| Member { ty, span }).collect();
    match members.len() {
        0 => Kind::Opaque(Opaque::UnknownMembers),
        1 => Kind::Alias(members.remove(0).ty),
        _ => Kind::Union(Union { members, discriminator }),
    }
}

/// `Cat` of `:'Cat',`.
fn symbol(text: &str) -> Option<&str> {
    text.trim_end_matches(',').trim().strip_prefix(":'")?.strip_suffix('\'')
}

fn paragraph<'p, 's>(block: &'p Block<'s>) -> Option<&'p Raw<'s>> {
    if let Block::Paragraph(raw) = block { Some(raw) } else { None }
}

/// The parts between commas outside of brackets.
fn outer_commas(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0i32;
    text.split(move |c: char| {
        match c {
            '{' | '[' | '(' | '<' => depth += 1,
            '}' | ']' | ')' | '>' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    })
    .map(str::trim)
}
