//! Which language a set of pages is in.
//!
//! In: all pages of a folder. Out: the one language that most pages of structures can only be of, with what shows
//! it: columns, names and type cells each leave a set of languages that write so.

use rayon::prelude::*;

use super::{Section, fields::Columns};
use crate::{
    dialect::Detection,
    markdown::{Block, Page, Raw, Table},
    source::Span,
};

/// A set of dialects: bit `i` is the one at position `i` of the family.
type Languages = u8;

const PYTHON: Languages = 1;
const RUBY: Languages = 1 << 1;
const PHP: Languages = 1 << 2;
const TYPESCRIPT: Languages = 1 << 3;
const JAVA: Languages = 1 << 4;
const CSHARP: Languages = 1 << 5;
const GO: Languages = 1 << 6;
const ALL: Languages = 0x7f;
const COUNT: usize = 7;

/// What only some languages write in a type cell.
const SPELLINGS: &[(&str, Languages)] = &[
    ("`str`", PYTHON),
    ("List[", PYTHON),
    ("Dict[", PYTHON),
    ("`datetime`", PYTHON),
    ("| None", PYTHON),
    ("Array<", RUBY),
    ("Array[", RUBY),
    ("Hash[", RUBY),
    ("TrueClass", RUBY),
    ("| nil", RUBY),
    ("`Float`", RUBY),
    ("`?", PHP),
    ("array<", PHP),
    ("string(", PHP),
    ("| undefined", TYPESCRIPT),
    ("`number", TYPESCRIPT),
    ("boolean \\|", TYPESCRIPT),
    ("`bigint", TYPESCRIPT),
    ("Record<", TYPESCRIPT),
    ("Map<", JAVA),
    ("`ZonedDateTime`", JAVA),
    ("`LocalDate`", JAVA),
    ("`Long`", JAVA),
    ("`boolean`", JAVA | TYPESCRIPT),
    ("List<", JAVA | CSHARP),
    ("`String`", JAVA | RUBY),
    ("`Integer`", JAVA | RUBY),
    ("Dictionary<", CSHARP),
    ("?`", CSHARP),
    ("`DateTimeOffset", CSHARP),
    ("`*", GO),
    ("`[]", GO),
    ("map[", GO),
    ("models.", GO),
    ("`time.Time`", GO),
    ("`float64`", GO),
    ("`int64`", GO),
    ("`string`", PHP | TYPESCRIPT | CSHARP | GO),
    ("`int`", PYTHON | PHP | JAVA | CSHARP | GO),
    ("`bool`", PYTHON | PHP | CSHARP | GO),
    ("`float`", PYTHON | PHP),
    ("`double`", JAVA | CSHARP),
];

/// How many rows of a page are heard.
const ROWS: usize = 12;

/// The language of a fence, by its name.
const FENCES: &[(&str, Languages)] = &[
    ("python", PYTHON),
    ("ruby", RUBY),
    ("php", PHP),
    ("ts", TYPESCRIPT),
    ("typescript", TYPESCRIPT),
    ("java", JAVA),
    ("csharp", CSHARP),
    ("go", GO),
];

/// What a page speaks for.
struct Witness {
    languages: Languages,
    /// What leaves the fewest languages, and how many.
    shown_by: (Span, String),
    shown: u32,
}

/// Finds the language. Where two are as likely, the second one is the other: nothing tells them apart.
pub fn detect(pages: &[Page<'_>]) -> Option<Detection> {
    let witnesses: Vec<Witness> = pages.par_iter().filter_map(witness).collect();
    let of = |language: usize| witnesses.iter().filter(move |witness| witness.languages & (1 << language) != 0);
    let only_of = |language: usize| witnesses.iter().filter(move |witness| witness.languages == 1 << language);
    let votes = |language: usize| (only_of(language).count(), of(language).count());
    let best = (0..COUNT).rev().max_by_key(|&language| votes(language))?;
    let pages = of(best).count();
    let mut shown: Vec<&Witness> = of(best).collect();
    shown.sort_by_key(|witness| witness.shown);
    let evidence: Vec<_> = shown.iter().take(3).map(|witness| witness.shown_by.clone()).collect();
    let other = (0..COUNT).filter(|&other| other != best).find_map(|other| {
        // One odd page in fifty is a page with an odd row; a second language has pages of its own.
        let has_own = only_of(other).count() * 50 >= pages && only_of(other).next().is_some();
        let rival =
            if has_own { only_of(other).next() } else { of(other).next().filter(|_| votes(other) == votes(best)) };
        rival.map(|witness| (other, witness.shown_by.0, witness.shown_by.1.clone()))
    });
    (pages > 0).then_some(Detection { dialect: best, pages, evidence, other })
}

/// What one page shows; `None` where it is no page of this family.
fn witness(page: &Page<'_>) -> Option<Witness> {
    let section = Section::all(page).next()?;
    let body = &page.blocks[section.at..];
    let listed = body.iter().find_map(Block::table)?;
    listed.header.first().filter(|first| ["Name", "Type"].contains(&first.text))?;
    let mut witness = Witness {
        languages: ALL,
        shown_by: (section.heading.span, format!("the heading `{}`", section.heading.text)),
        shown: ALL.count_ones(),
    };
    for block in body {
        if let Block::Code { info, text } = block
            && let Some((_, languages)) = FENCES.iter().find(|(name, _)| name == info)
        {
            witness.narrow(*languages, text.span, || format!("a fence of `{info}`"));
        }
    }
    let Some(fields) = Columns::of(listed) else { return Some(witness) };
    let (languages, shown) = columns(listed);
    witness.narrow(languages, shown.span, || shortened(shown.text));
    for row in listed.rows.iter().take(ROWS) {
        if witness.languages.count_ones() == 1 {
            break;
        }
        let (Some(name), Some(ty)) = (row.cells.get(fields.name), row.cells.get(fields.ty)) else { continue };
        witness.narrow(named(name.text.trim_matches('`')), ty.span, || shortened(ty.text));
        witness.narrow(spelled(ty.text), ty.span, || shortened(ty.text));
    }
    Some(witness)
}

impl Witness {
    /// What contradicts what was seen before is odd.
    fn narrow(&mut self, languages: Languages, span: Span, what: impl Fn() -> String) {
        if self.languages & languages != 0 {
            self.languages &= languages;
        }
        if languages.count_ones() < self.shown {
            self.shown = languages.count_ones();
            self.shown_by = (span, what());
        }
    }
}

fn shortened(cell: &str) -> String {
    format!("`{}`", cell.chars().filter(|c| *c != '`').take(60).collect::<String>())
}

/// The languages that have these columns, and what tells: two document the methods of a field.
fn columns<'s>(table: &Table<'s>) -> (Languages, Raw<'s>) {
    let last = table.header.last().copied();
    let Some(getter) = table.column("Getter") else {
        return (ALL & !(JAVA | PHP), last.unwrap_or(Raw { text: "", span: table.span }));
    };
    match table.rows.first().and_then(|row| row.cells.get(getter)) {
        Some(cell) if cell.text.contains("): ") => (PHP, *cell),
        Some(cell) if cell.text.ends_with("()") => (JAVA, *cell),
        _ => (JAVA | PHP, table.header[getter]),
    }
}

/// The languages that may write this type. What the file of a page is called says nothing.
fn spelled(ty: &str) -> Languages {
    let ty = match ty.split_once("](") {
        Some((label, _)) => label,
        None => ty,
    };
    SPELLINGS.iter().filter(|(spelling, _)| ty.contains(spelling)).fold(ALL, |left, (_, languages)| left & languages)
}

/// The languages that may print this name.
fn named(name: &str) -> Languages {
    match name.chars().next() {
        Some(first) if first.is_uppercase() => JAVA | CSHARP | GO,
        Some(_) if name.contains('_') => PYTHON | RUBY,
        Some(_) if name.contains(char::is_uppercase) => PHP | TYPESCRIPT,
        Some(_) => ALL & !(JAVA | CSHARP | GO),
        None => ALL,
    }
}
