//! Which writer wrote a folder's pages.
//!
//! In: pages. Out: the writer whose looks and words fit most of them, and what shows it. A page's form
//! (columns, examples) rules writers out; the words in its type cells and the case of names decide among the rest. The
//! form of the title, outer pipes and the blanks before `[optional]` only break ties among writers that know as many
//! words: custom templates and formatters add and drop them in any language.

use std::borrow::Cow;

use foldhash::HashMap;
use rayon::prelude::*;

use super::{
    USUAL_COLUMNS, enums, names,
    page::{Part, Section, Sections},
    row::{self, Layout},
    types::{self, Cell},
    writer::{Null, Writer},
    writers::WRITERS,
};
use crate::{
    dialect::{Detection, Titles},
    markdown::{Block, Page, Raw, Table},
    source::Span,
};

/// How many pages are looked at closely.
const SAMPLE: usize = 60;
/// How many type cells of a page are looked at.
const CELLS: usize = 24;

/// Finds the writer.
pub fn detect(pages: &[Page<'_>]) -> Option<Detection> {
    let titles = Titles::of(pages);
    let models: Vec<Seen<'_, '_>> = pages.par_iter().filter_map(Seen::of).collect();
    if models.is_empty() {
        return None;
    }
    let step = models.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<(&Seen<'_, '_>, Vec<Line<'_>>)> =
        models.par_iter().step_by(step).map(|seen| (seen, seen.lines())).collect();
    let total = |writer: &'static Writer| -> Fit {
        let mut words = Words { writer, titles: &titles, known: HashMap::default() };
        sample.iter().map(|(seen, lines)| seen.fit(lines, &mut words).unwrap_or(Fit::MISFIT)).sum()
    };
    let totals: Vec<Fit> = WRITERS.par_iter().map(total).collect();
    let likely = (0..WRITERS.len()).rev().filter(|&at| totals[at].is_likely());
    let best = likely.max_by_key(|&at| totals[at].rank())?;
    let writer = &WRITERS[best];
    let mut evidence: Vec<(Span, String)> = models.iter().flat_map(|seen| seen.marks(writer)).take(2).collect();
    evidence.extend(models.iter().find_map(Seen::form));
    Some(Detection { dialect: best, pages: models.len(), evidence, other: other(&models, best) })
}

/// Another writer whose certain marks are on several pages that the best one cannot have written.
fn other(models: &[Seen<'_, '_>], best: usize) -> Option<(usize, Span, String)> {
    let is_of = |seen: &Seen<'_, '_>, writer: &Writer| seen.may_be_of(writer) && !seen.is_piped_unlike(writer);
    // Templates drop the usual form of titles from all pages, and hardly from some.
    let titled = models.iter().any(|seen| seen.is_titled_as(&WRITERS[best]));
    let is_strange =
        |seen: &&Seen<'_, '_>| !is_of(seen, &WRITERS[best]) || titled && !seen.is_titled_as(&WRITERS[best]);
    let strangers: Vec<&Seen<'_, '_>> = models.iter().filter(is_strange).collect();
    if strangers.len() < 2 {
        return None;
    }
    let certain = |writer: &'static Writer| {
        let marked = |seen: &&&Seen<'_, '_>| is_of(seen, writer) && !seen.marks(writer).is_empty();
        strangers.iter().filter(marked).count()
    };
    let at = (0..WRITERS.len()).rev().max_by_key(|&at| certain(&WRITERS[at]))?;
    (certain(&WRITERS[at]) > 1).then_some(())?;
    let (span, what) = strangers.iter().find_map(|seen| seen.marks(&WRITERS[at]).into_iter().next())?;
    Some((at, span, what))
}

/// How well a writer's looks and words fit.
#[derive(Debug, Clone, Copy, Default)]
struct Fit {
    /// For what fits, less what is unlike it.
    points: i64,
    /// How many type cells it has no words for.
    unknown: i64,
    /// How many names it would print otherwise. Options of some writers keep names as they are, so that these decide
    /// only between writers.
    misprinted: i64,
    /// How much looks unlike it that any template may have changed.
    unlike: i64,
}

impl Fit {
    /// A page that a writer cannot have written.
    const MISFIT: Self = Self { points: -2, unknown: 0, misprinted: 0, unlike: 0 };

    /// Whether the writer may be it. Models and enums without a page are words that nobody knows, so that some cells
    /// may be unknown; but where a third of them is, the pages may be of a writer that is not known.
    fn is_likely(self) -> bool {
        self.points >= 2 * self.unknown
    }

    /// What to compare writers by: words that only one of them knows tell most, then names; looks break ties.
    fn rank(self) -> (i64, i64) {
        (self.points - 3 * self.unknown - self.misprinted, -self.unlike)
    }
}

impl std::iter::Sum for Fit {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self {
            points: a.points + b.points,
            unknown: a.unknown + b.unknown,
            misprinted: a.misprinted + b.misprinted,
            unlike: a.unlike + b.unlike,
        })
    }
}

/// A page of the family.
struct Seen<'p, 's> {
    page: &'p Page<'s>,
    sections: Sections<'p, 's>,
    table: Option<&'p Table<'s>>,
    columns: Vec<&'s str>,
    fence: Option<(&'s str, Span)>,
}

impl<'p, 's> Seen<'p, 's> {
    fn of(page: &'p Page<'s>) -> Option<Self> {
        let sections = Sections::of(page)?;
        let properties = sections.find(Part::Properties);
        let table = properties.and_then(|section| section.table());
        // A custom template's table of constants is of no writer.
        let (constants, table) = match table {
            Some(table) if enums::constants(table).is_some() => (true, None),
            table => (false, table),
        };
        let columns = table.map_or_else(Vec::new, columns);
        let has_columns = table.is_some() && is_some_header(&columns);
        let lists = |part| sections.find(part).is_some();
        let parts = [Part::Values, Part::Variants, Part::TypeInfo, Part::Members];
        let listed = constants || parts.into_iter().any(lists);
        (has_columns || listed).then_some(())?;
        let fence = sections.parts.iter().flat_map(|part| part.blocks).find_map(|block| match block {
            Block::Code { info, text } => {
                WRITERS.iter().any(|writer| writer.look.fence == Some(info)).then_some((*info, text.span))
            }
            _ => None,
        });
        Some(Self { page, sections, table, columns, fence })
    }

    /// Whether nothing of the page's form rules a writer out.
    fn may_be_of(&self, writer: &Writer) -> bool {
        let look = &writer.look;
        // Only tables of schemas have no columns that are always the same.
        let is_of_schemas = self.sections.find(Part::TypeInfo).is_some();
        self.fence.is_none_or(|(fence, _)| look.fence == Some(fence))
            && (self.table.is_none() || is_header(&self.columns, writer))
            && (!is_of_schemas || look.columns.is_empty())
    }

    /// Whether the title has what a writer's titles hold.
    fn is_titled_as(&self, writer: &Writer) -> bool {
        writer.look.title.is_none_or(|part| self.sections.title.text.contains(part))
    }

    /// Whether the table has the outer pipes that a writer's have not, or the other way round.
    fn is_piped_unlike(&self, writer: &Writer) -> bool {
        let Some((table, usual)) = self.table.zip(writer.look.piped) else { return false };
        self.page.text.as_bytes().get(table.span.start as usize).is_some_and(|first| (*first == b'|') != usual)
    }

    /// The rows that are looked at.
    fn lines(&self) -> Vec<Line<'s>> {
        let Some(table) = self.table else { return Vec::new() };
        let layout = Layout::of(table);
        table.rows.iter().take(CELLS).filter_map(|row| Line::of(row.raw, layout)).collect()
    }

    /// How well a writer's looks and words fit; `None` where they cannot.
    fn fit(&self, lines: &[Line<'s>], words: &mut Words<'s>) -> Option<Fit> {
        let writer = words.writer;
        self.may_be_of(writer).then_some(())?;
        let look = &writer.look;
        // A title counts as much as the blanks of all rows.
        let unlike = if self.is_titled_as(writer) { 0 } else { 2 * CELLS as i64 };
        let mut fit = Fit { points: 5 * self.marks(writer).len() as i64, unlike, ..Fit::default() };
        if self.table.is_none() {
            return Some(fit);
        }
        fit.points -= i64::from(look.section.is_some_and(|section| self.section(section).is_none()));
        fit.unlike += i64::from(look.fence.is_some() && !look.few_examples && self.fence.is_none());
        fit.unlike += i64::from(self.is_piped_unlike(writer));
        for line in lines {
            fit.misprinted += i64::from(!names::may_print(writer.printing, &line.printed));
            // Older C prints no type of an enum that has a page.
            if line.ty.is_empty() {
                continue;
            }
            // Such a writer wraps whatever may be absent, but for its oldest generation.
            let is_bare = writer.null == Null::Option && line.is_optional && !line.cell.option;
            match words.are_known(line) && !is_bare {
                true => fit.points += 1,
                false => fit.unknown += 1,
            }
            if line.is_optional && look.padded.is_some_and(|padded| padded != line.is_padded) {
                fit.unlike += 2;
            }
            if let (Some(says_null), Some(usual)) = (line.says_null, look.null_defaults)
                && says_null != usual
            {
                fit.points -= 2;
            }
        }
        Some(fit)
    }

    /// The section of this heading.
    fn section(&self, heading: &str) -> Option<&Section<'p, 's>> {
        self.sections.parts.iter().find(|part| part.heading.text == heading)
    }

    /// What shows this writer and hardly any other.
    fn marks(&self, writer: &Writer) -> Vec<(Span, String)> {
        let look = &writer.look;
        let mut marks = Vec::new();
        if let Some((fence, span)) = self.fence.filter(|(fence, _)| look.fence == Some(fence)) {
            marks.push((span, format!("an example in {fence}")));
        }
        if let Some(section) = look.section
            && let Some(part) = self.section(section)
        {
            marks.push((part.heading.span, format!("a section `{section}`")));
        }
        if let Some(part) = look.title.filter(|part| self.sections.title.text.contains(part)) {
            marks.push((self.sections.title.span, format!("a title with `{part}`")));
        }
        // What tells generations of one writer apart, as some titles do, is no mark without them.
        let texts = if self.is_titled_as(writer) { look.text } else { &[] };
        for text in texts {
            // A bracket that closes at once is Go's list, no other.
            let is_list = |at: usize| text.ends_with('[') && self.page.text[at + text.len()..].starts_with(']');
            let found = memchr::memmem::find_iter(self.page.text.as_bytes(), text).find(|at| !is_list(*at));
            if let Some(start) = found {
                let span = Span { file: self.page.file, start: start as u32, end: (start + text.len()) as u32 };
                marks.push((span, format!("the notation `{text}`")));
            }
        }
        marks
    }

    /// What shows the family.
    fn form(&self) -> Option<(Span, String)> {
        let table = self.table?;
        let columns: Vec<&str> = table.header.iter().map(|cell| cell.text).collect();
        Some((table.span, format!("a table `{}` below `## Properties`", columns.join(" | "))))
    }
}

/// A row, taken apart once for all writers.
struct Line<'s> {
    printed: Cow<'s, str>,
    /// The type as it is written, and taken apart.
    ty: &'s str,
    cell: Cell<'s>,
    is_optional: bool,
    is_padded: bool,
    /// Whether the default is null; `None` where there is another one.
    says_null: Option<bool>,
}

impl<'s> Line<'s> {
    fn of(row: Raw<'s>, layout: Layout) -> Option<Self> {
        let cells = row::split(row, layout)?;
        Some(Self {
            printed: names::printed(cells.name.text),
            ty: cells.ty.text,
            cell: Cell::of(cells.ty.text),
            is_optional: cells.notes.optional,
            is_padded: row.text.contains("|  [optional"),
            says_null: match cells.notes.default {
                None => Some(false),
                Some("null") => Some(true),
                Some(_) => None,
            },
        })
    }
}

/// What a writer knows of the words in type cells: most of them stand there often.
struct Words<'a> {
    writer: &'static Writer,
    titles: &'a Titles,
    known: HashMap<&'a str, bool>,
}

impl<'a> Words<'a> {
    fn are_known(&mut self, line: &Line<'a>) -> bool {
        *self.known.entry(line.ty).or_insert_with(|| types::knows(self.writer, &line.cell, self.titles))
    }
}

/// The columns of a table, but for those that no writer has: a custom template's. Where these stand in the place of
/// the description or the notes, names in bold show that it is one of this family.
fn columns<'s>(table: &Table<'s>) -> Vec<&'s str> {
    let mut columns: Vec<&str> = table.header.iter().map(|cell| cell.text.trim_end_matches('.')).collect();
    // Nearly every table is as its writer has it.
    if is_some_header(&columns) {
        return columns;
    }
    let is_known = |name: &&str| {
        let mut known = WRITERS.iter().flat_map(|writer| writer.look.columns);
        known.any(|known| known.eq_ignore_ascii_case(name))
    };
    columns.retain(is_known);
    let has = |name: &str| columns.iter().any(|column| column.eq_ignore_ascii_case(name));
    let first = table.rows.first().map_or("", |row| row.raw.text);
    let is_of_family = has("Name") && has("Type") && (has("Description") || has("Notes")) && row::begins_row(first);
    if is_of_family && !is_some_header(&columns) { USUAL_COLUMNS.to_vec() } else { columns }
}

fn is_some_header(columns: &[&str]) -> bool {
    WRITERS.iter().any(|writer| is_header(columns, writer))
}

fn is_header(columns: &[&str], writer: &Writer) -> bool {
    let own = writer.look.columns;
    own.len() == columns.len() && own.iter().zip(columns).all(|(own, column)| own.eq_ignore_ascii_case(column))
}

#[cfg(test)]
mod tests;
