//! Rows of field tables, split from both ends.
//!
//! In: the line of a row. Out: its four cells as printed. Writers do not escape pipes: a description,
//! a default or a TypeScript type may hold some, so Markdown's own cells cannot be trusted. Nor do all of them
//! take line breaks out of descriptions, at which Markdown's rows end, and at an empty line the table.

use super::{
    USUAL_COLUMNS,
    notes::{self, Notes},
    page::Section,
};
use crate::{
    limits::MAX_ROWS,
    markdown::{Block, Raw, Table},
    source::Span,
};

/// What a custom template puts behind the names of properties that must be there. Its types stand between three
/// back-ticks each, and its notes do not say `[optional]`.
const REQUIRED: &str = "<sup>*_required_</sup>";

/// The cells of a row.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'s> {
    /// The first cell.
    pub name: Raw<'s>,
    /// The name on the wire, where there is a column for it (Ktorm).
    pub mapping: Option<Raw<'s>>,
    /// The type.
    pub ty: Raw<'s>,
    /// What stands between the type and the notes.
    pub description: Raw<'s>,
    /// The last cell, read; as good as empty where it could not be.
    pub notes: Notes<'s>,
    /// Where the last cell stands.
    pub notes_span: Span,
    /// What a column says of whether the property is required, where there is one (custom templates).
    pub required: Option<Raw<'s>>,
}

/// Where a table has its columns. Custom templates have some before the description that no writer has, such as
/// `Getter` and `Setter`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// How many columns stand between name and type.
    pub before: usize,
    /// How many columns stand between type and description.
    pub after: usize,
    /// Whether the first of those before the type maps names.
    pub maps: bool,
    /// Which one says whether a property is required.
    pub required: Option<Required>,
    /// Whether there is no column of notes: what stands behind the description are examples and the like.
    pub has_no_notes: bool,
    /// Whether the type stands in the last one, whose pipes end nothing: `Array<Pen | null>`.
    pub ends_with_type: bool,
}

/// Where the column is that says whether a property is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// So many columns behind the one that follows the type.
    BehindType(usize),
    /// So many columns before the last one.
    FromEnd(usize),
}

impl Layout {
    /// The columns of a table.
    pub fn of(table: &Table<'_>) -> Self {
        // Nearly every table is as its writer has it.
        if table.has_header(USUAL_COLUMNS) {
            return Self::default();
        }
        let ty = table.column("Type").or_else(|| table.column("Input Type")).unwrap_or(1).max(1);
        let description = table.column("Description");
        let after = description.map_or(0, |description| description.saturating_sub(ty + 1));
        let ends_with_type = table.header.len() == ty + 1;
        let required = table.column("Required").and_then(|at| match at.checked_sub(ty + 1) {
            Some(at) if at < after => Some(Required::BehindType(at)),
            Some(_) => Some(Required::FromEnd(table.header.len() - at - 1)),
            None => None,
        });
        Self {
            before: ty - 1,
            after,
            maps: table.column("Mapping") == Some(1),
            required,
            has_no_notes: description.is_some() && table.column("Notes").is_none()
                || matches!(required, Some(Required::FromEnd(_))),
            ends_with_type,
        }
    }
}

/// The rows of a section's table, each with all of its lines.
pub fn rows<'s>(section: &Section<'_, 's>, table: &Table<'s>) -> Vec<Raw<'s>> {
    let whole = || table.rows.iter().map(|row| row.raw);
    let Some(first) = table.rows.first().map(|row| row.raw).filter(|first| begins_row(first.text)) else {
        return whole().collect();
    };
    let behind = section.blocks.iter().skip_while(|block| !matches!(block, Block::Table(_))).skip(1);
    let goes_on = |block: &Block<'_>| match block {
        Block::Paragraph(raw) | Block::Quote(raw) => raw.text.contains('|') && !raw.text.starts_with('['),
        Block::List(items) => items.iter().any(|item| item.text.contains('|')),
        Block::FrontMatter(_) | Block::Heading { .. } | Block::Table(_) | Block::Code { .. } | Block::Html(_) => false,
    };
    if whole().all(|row| is_row(row.text)) && !behind.clone().any(goes_on) {
        return whole().collect();
    }
    let start = first.span.start as usize;
    let text = section.above.get(start..).unwrap_or_default();
    let mut starts = Vec::new();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        // Links back, and what Kramdown has for a table.
        if line.starts_with("[[") || line.starts_with("{:") {
            break;
        }
        starts.extend(is_row(line).then_some(end));
        end += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    let whole = Raw { text, span: Span { end: (start + text.len()) as u32, ..first.span } };
    // More are fields that a model has no room for, which is told of them.
    starts.iter().zip(ends).take(MAX_ROWS).map(|(start, end)| part(whole, *start, end)).collect()
}

/// Whether a line is no further line of a description: it begins as a row does, or has the pipes of one.
fn is_row(line: &str) -> bool {
    begins_row(line) || memchr::memchr_iter(b'|', line.as_bytes()).count() >= 3
}

/// Whether a line begins with a name in bold and a cell behind it.
pub fn begins_row(line: &str) -> bool {
    bold_end(line.trim_start().trim_start_matches('|')).is_some()
}

/// The pipe behind a cell in bold at the start of `text`, which may hold pipes. Mostly one blank stands before it, in
/// some templates none, and more in tables that a formatter has aligned.
fn bold_end(text: &str) -> Option<usize> {
    let inside = text.trim_start().strip_prefix("**")?;
    let before = text.len() - inside.len();
    let mut pipes = memchr::memchr_iter(b'|', inside.as_bytes());
    pipes.find(|at| inside[..*at].trim_end_matches(' ').ends_with("**")).map(|at| before + at)
}

/// Splits a row; `None` where it has no name and type.
pub fn split(line: Raw<'_>, layout: Layout) -> Option<Cells<'_>> {
    let line = without_outer_pipes(line);
    let text = line.text;
    let name_end = bold_end(text).or_else(|| memchr::memchr(b'|', text.as_bytes()))?;
    let mut start = name_end + 1;
    let mut mapping = None;
    for column in 0..layout.before {
        let end = cell_end(text, start);
        mapping = mapping.or((column == 0 && layout.maps).then(|| part(line, start, end)));
        start = (end + 1).min(text.len());
    }
    let type_end = if layout.ends_with_type { text.len() } else { cell_end(text, start) };
    let ty = part(line, start, type_end);
    let mut rest = (type_end + 1).min(text.len());
    let mut required = match layout.required {
        Some(Required::FromEnd(behind)) => from_end(line, behind),
        Some(Required::BehindType(_)) | None => None,
    };
    for column in 0..layout.after {
        let end = cell_end(text, rest);
        let is_it = layout.required == Some(Required::BehindType(column));
        required = required.or(is_it.then(|| part(line, rest, end)));
        rest = (end + 1).min(text.len());
    }
    let (description, mut notes, notes_span) = match layout.has_no_notes {
        true => {
            let description = part(line, rest, text[rest..].find('|').map_or(text.len(), |end| rest + end));
            (description, Notes::default(), description.span)
        }
        false => tail(line, rest),
    };
    let is_fenced = ty.text.trim_start_matches('[').starts_with("```");
    let marked = is_fenced.then(|| text[..name_end].find(REQUIRED)).flatten();
    notes.optional |= is_fenced && marked.is_none();
    let name = part(line, 0, marked.unwrap_or(name_end));
    Some(Cells { name, mapping, ty, description, notes, notes_span, required })
}

/// The cell that stands so many cells before the last one.
fn from_end(line: Raw<'_>, behind: usize) -> Option<Raw<'_>> {
    let mut pipes = memchr::memrchr_iter(b'|', line.text.as_bytes());
    let end = behind.checked_sub(1).map_or(Some(line.text.len()), |behind| pipes.nth(behind))?;
    pipes.next().map(|start| part(line, start + 1, end))
}

/// The part of a line between two bytes, without blanks around it.
pub fn part(line: Raw<'_>, start: usize, end: usize) -> Raw<'_> {
    let padded = line.text.get(start..end).unwrap_or_default();
    let text = padded.trim_start();
    let begin = line.span.start + (start + padded.len() - text.len()) as u32;
    let text = text.trim_end();
    Raw { text, span: Span { start: begin, end: begin + text.len() as u32, ..line.span } }
}

/// A row without the pipes that some writers, and formatters, put around it.
pub fn without_outer_pipes(line: Raw<'_>) -> Raw<'_> {
    match line.text.strip_prefix('|') {
        Some(inner) => {
            let end = if inner.ends_with('|') { line.text.len() - 1 } else { line.text.len() };
            let text = &line.text[1..end];
            Raw { text, span: Span { start: line.span.start + 1, end: line.span.start + end as u32, ..line.span } }
        }
        None => line,
    }
}

/// The pipe after a cell without prose: the first one outside of brackets, or simply the first one where brackets
/// do not balance.
fn cell_end(text: &str, start: usize) -> usize {
    let mut depth = 0usize;
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'[' | b'(' | b'{' | b'<' => depth += 1,
            b']' | b')' | b'}' | b'>' => depth = depth.saturating_sub(1),
            b'&' if text[at..].starts_with("&lt;") => depth += 1,
            b'&' if text[at..].starts_with("&gt;") => depth = depth.saturating_sub(1),
            b'|' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    text[start..].find('|').map_or(text.len(), |i| start + i)
}

/// How many pipes notes may hold: each is looked at with all that stands behind it.
const MAX_PIPES: usize = 100;

/// Description and notes: the notes are what stands after the last pipe behind which there are only
/// notes. A default such as `'a|b'` holds a pipe that is not it.
fn tail(line: Raw<'_>, start: usize) -> (Raw<'_>, Notes<'_>, Span) {
    let text = line.text.get(start..).unwrap_or_default();
    for pipe in memchr::memrchr_iter(b'|', text.as_bytes()).take(MAX_PIPES) {
        if let Some(notes) = notes::parse(&text[pipe + 1..]) {
            let cell = part(line, start + pipe + 1, line.text.len());
            return (part(line, start, start + pipe), notes, cell.span);
        }
    }
    let end = text.rfind('|').unwrap_or(text.len());
    let cell = part(line, (start + end + 1).min(line.text.len()), line.text.len());
    (part(line, start, start + end), Notes::default(), cell.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn check<'c>(line: &'c str, expected: [&str; 3]) -> Notes<'c> {
        let span = Span { file: FileId(0), start: 10, end: 10 + line.len() as u32 };
        let cells = split(Raw { text: line, span }, Layout::default()).expect("a row");
        assert_eq!([cells.name.text, cells.ty.text, cells.description.text], expected);
        assert_eq!(&line[cells.ty.span.start as usize - 10..cells.ty.span.end as usize - 10], cells.ty.text);
        cells.notes
    }

    #[test]
    fn outer_pipes_are_not_cells() {
        assert!(check("|**a** | **String** | text |  [optional] |", ["**a**", "**String**", "text"]).optional);
        assert!(check("**a** | **String** | text |  [optional]", ["**a**", "**String**", "text"]).optional);
        check("**a** | **String** | text |", ["**a**", "**String**", "text"]);
        check("| **a** | **String** |  |  |", ["**a**", "**String**", ""]);
    }

    #[test]
    fn descriptions_and_defaults_may_hold_pipes() {
        assert!(
            check("**a** | **str** | one | two || three | [optional] ", ["**a**", "**str**", "one | two || three"])
                .optional
        );
        let notes = check("**a** | **str** |  | [optional] [default to 'x|y']", ["**a**", "**str**", ""]);
        assert_eq!(notes.default, Some("'x|y'"));
    }

    #[test]
    fn types_may_hold_pipes() {
        let ty = "[**Array&lt;Leaf | null&gt;**](Leaf.md)";
        check(&format!("**a** | {ty} | b | [optional]"), ["**a**", ty, "b"]);
    }

    #[test]
    fn names_may_hold_pipes() {
        check("**a|b** | **str** | c | ", ["**a|b**", "**str**", "c"]);
        check(r"| **a\|b** | **str** | c | |", [r"**a\|b**", "**str**", "c"]);
        check("**** | **str** | c | ", ["****", "**str**", "c"]);
    }

    #[test]
    fn columns_may_be_aligned() {
        check("| **id**    | **number** | the **id** |            |", ["**id**", "**number**", "the **id**"]);
        assert!(check("| **a\\|b**  | **string** | c  | [optional] |", [r"**a\|b**", "**string**", "c"]).optional);
    }

    #[test]
    fn no_blank_need_stand_before_a_pipe() {
        check("**a**| **str** |  | [optional]", ["**a**", "**str**", ""]);
        check("**|**| **str** |  | ", ["**|**", "**str**", ""]);
        check("**a|b**| [**B**](B.md) |  | ", ["**a|b**", "[**B**](B.md)", ""]);
    }

    #[test]
    fn two_columns_are_a_row() {
        check("`a` | string", ["`a`", "string", ""]);
    }

    #[test]
    fn a_type_in_the_last_column_ends_with_the_line() {
        let text = "`a` | Array&lt;Leaf | null&gt;";
        let layout = Layout { ends_with_type: true, ..Layout::default() };
        let span = Span { file: FileId(0), start: 0, end: text.len() as u32 };
        let cells = split(Raw { text, span }, layout).expect("a row");
        assert_eq!((cells.ty.text, cells.description.text), ("Array&lt;Leaf | null&gt;", ""));
    }

    #[test]
    fn however_many_pipes_a_row_is_split_in_one_go() {
        // To look at all that stands behind each of them would never end.
        let pipes = "|[x]y".repeat(200_000);
        check(&format!("**a** | **str** | {pipes}"), ["**a**", "**str**", &pipes[..pipes.len() - 5]]);
    }

    #[test]
    fn what_a_description_says_of_options_is_no_note() {
        assert!(!check("**a** | **str** | is [optional] | ", ["**a**", "**str**", "is [optional]"]).optional);
    }
}
