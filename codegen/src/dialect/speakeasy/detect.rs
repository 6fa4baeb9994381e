//! Which language a set of pages is in.
//!
//! In: all pages of a folder. Out: the one language that most model pages can only be of, with what shows
//! it. Each page is a witness: every type cell, link and fence leaves a set of languages that write so,
//! and the page speaks for what is common to all of them. Pages without a table or section of this
//! family's form have no say.

use rayon::prelude::*;

use super::{Section, fields_table, is_field_table, section};
use crate::{
    dialect::{Detection, stem},
    markdown::{Block, Page, Row},
    source::Span,
};

/// A set of dialects: bit `i` is the one at position `i` of the family.
type Languages = u8;

const PYTHON: Languages = 1;
const TYPESCRIPT: Languages = 1 << 1;
const GO: Languages = 1 << 2;
const JAVA: Languages = 1 << 3;
const CSHARP: Languages = 1 << 4;
const PHP: Languages = 1 << 5;
const RUBY: Languages = 1 << 6;
const UNITY: Languages = 1 << 7;
const ALL: Languages = 0xff;

/// What only some languages write in a type cell.
const SPELLINGS: &[(&str, Languages)] = &[
    ("*str*", PYTHON),
    ("Optional[", PYTHON),
    ("Nullable[", PYTHON | GO),
    ("List[", PYTHON),
    ("list[", PYTHON),
    ("Dict[", PYTHON),
    ("dict[", PYTHON),
    ("Union[", PYTHON),
    ("*Literal[", PYTHON),
    ("*Any*", PYTHON),
    ("docs.python.org", PYTHON),
    ("*number*", TYPESCRIPT),
    ("*boolean*", TYPESCRIPT | JAVA),
    ("Record<", TYPESCRIPT),
    ("Record\\<", TYPESCRIPT),
    (")[]", TYPESCRIPT),
    ("developer.mozilla.org", TYPESCRIPT),
    ("rfcdate.md", TYPESCRIPT),
    ("`string`", GO),
    ("`*", GO),
    ("`int", GO),
    ("`float", GO),
    ("`bool`", GO),
    ("`any`", GO),
    ("**", GO),
    ("[*", GO),
    ("[][", GO),
    ("[]*string", GO),
    ("[]**", GO),
    ("*[]byte*", GO),
    ("[]`", GO),
    ("map[", GO),
    ("int64", GO),
    ("float64", GO),
    ("float32", GO),
    ("interface{}", GO),
    ("pkg.go.dev", GO),
    ("*String*", JAVA | RUBY),
    ("Optional\\<", JAVA),
    ("Optional<", JAVA),
    ("JsonNullable", JAVA),
    ("List\\<", JAVA),
    ("Map\\<", JAVA),
    ("Map<", JAVA),
    ("*Long*", JAVA),
    ("docs.oracle.com", JAVA),
    ("List<", JAVA | CSHARP | UNITY),
    ("Dictionary<", CSHARP | UNITY),
    ("*decimal*", CSHARP | UNITY),
    ("*long*", JAVA | CSHARP | UNITY),
    ("*byte[]*", JAVA | CSHARP | UNITY),
    ("*double*", JAVA | CSHARP | UNITY),
    ("*object*", CSHARP | UNITY),
    ("learn.microsoft.com", CSHARP | UNITY),
    ("nodatime.org", CSHARP | UNITY),
    ("HttpResponseMessage", CSHARP),
    ("UnityWebRequest", UNITY),
    ("*?", PHP),
    ("[?", PHP),
    ("array<", PHP),
    ("*mixed*", PHP),
    ("[\\", PHP),
    ("T.nilable", RUBY),
    ("T::", RUBY),
    ("T.any", RUBY),
    ("*::", RUBY),
    ("Crystalline::", RUBY),
    ("Models::", RUBY),
    ("Faraday::", RUBY),
    ("ruby-doc.org", RUBY),
    ("*string*", TYPESCRIPT | GO | CSHARP | UNITY | PHP),
    ("*bool*", PYTHON | GO | CSHARP | UNITY | PHP),
    ("*float*", PYTHON | CSHARP | UNITY | PHP | JAVA),
    ("*int*", PYTHON | GO | CSHARP | UNITY | PHP | JAVA),
    ("*any*", TYPESCRIPT | GO),
];

/// The language of a fence, by its name.
const FENCES: &[(&str, Languages)] = &[
    ("python", PYTHON),
    ("typescript", TYPESCRIPT),
    ("go", GO),
    ("java", JAVA),
    ("csharp", CSHARP),
    ("php", PHP),
    ("ruby", RUBY),
];

/// How many rows of a page are heard; the first few say it all, C# and Unity apart, which write alike.
const ROWS: usize = 12;

/// What a page speaks for.
struct Witness {
    /// By the spellings of types and by fences alone.
    spelled: Languages,
    /// Also by the case of names, which SDKs can be told to change.
    languages: Languages,
    /// The cell or fence that leaves the fewest languages, and how many.
    shown_by: (Span, String),
    shown: u32,
}

/// Finds the language.
pub fn detect(pages: &[Page<'_>]) -> Option<Detection> {
    let witnesses: Vec<Witness> = pages.par_iter().filter_map(witness).collect();
    let votes = |language: usize, sure: bool| {
        let bit = 1 << language;
        witnesses.iter().filter(|w| if sure { w.languages == bit } else { w.languages & bit != 0 }).count()
    };
    // Ties go to the language that is listed first: C# before Unity, which writes alike.
    let best = (0..8).rev().max_by_key(|&language| (votes(language, true), votes(language, false)))?;
    let pages = votes(best, false);
    if pages == 0 {
        return None;
    }
    let mut shown: Vec<&Witness> = witnesses.iter().filter(|w| w.languages & (1 << best) != 0).collect();
    shown.sort_by_key(|w| w.languages.count_ones());
    let evidence = shown.iter().take(3).map(|w| w.shown_by.clone()).collect();
    let other =
        (0..8).filter(|&other| other != best && (1 << best | 1 << other) != (CSHARP | UNITY)).find_map(|other| {
            // One odd page in fifty is a page with an odd row; a second language has pages of its own.
            let rivals = witnesses.iter().filter(|w| w.spelled == 1 << other);
            let witness = rivals.clone().next().filter(|_| rivals.count() * 50 >= pages)?;
            Some((other, witness.shown_by.0, witness.shown_by.1.clone()))
        });
    Some(Detection { dialect: best, pages, evidence, other })
}

/// What one page shows; `None` where it is no page of this family, or contradicts itself.
fn witness(page: &Page<'_>) -> Option<Witness> {
    let (at, section) = section(page)?;
    let body = &page.blocks[at + 1..];
    let mut witness = Witness {
        spelled: ALL,
        languages: ALL,
        shown_by: (heading_span(page, at)?, format!("the heading `{}`", section.heading())),
        shown: ALL.count_ones(),
    };
    for block in &page.blocks {
        let Block::Code { info, text } = block else { continue };
        if let Some((_, languages)) = FENCES.iter().find(|(name, _)| name == info) {
            witness.narrow(*languages, text.span, || format!("a fence of `{info}`"));
        }
    }
    let mut names = ALL;
    match section {
        Section::Fields => {
            let table = fields_table(body).filter(|table| is_field_table(table))?;
            let marks = |row: &Row<'_>| row.cells.get(2).is_some_and(|cell| cell.text.starts_with(":heavy_"));
            if !table.rows.first().is_none_or(marks) {
                return None;
            }
            let mut heard = Vec::with_capacity(ROWS);
            for row in table.rows.iter().take(ROWS) {
                let [name, ty, ..] = row.cells.as_slice() else { continue };
                let is_open = witness.spelled.count_ones() > 1 && witness.spelled != CSHARP | UNITY;
                if is_open && !heard.contains(&ty.text) {
                    heard.push(ty.text);
                    witness.narrow(spelled(ty.text), ty.span, || format!("`{}`", shortened(ty.text)));
                }
                names = both(names, named(name.text.trim_matches(['~', '`'])));
            }
        }
        Section::Values => {
            let listed = body.iter().find(|block| match block {
                Block::Table(table) => table.has_header(&["Name", "Value"]),
                Block::List(_) | Block::Code { .. } => true,
                Block::FrontMatter(_)
                | Block::Heading { .. }
                | Block::Paragraph(_)
                | Block::Quote(_)
                | Block::Html(_) => false,
            })?;
            if let Block::Table(table) = listed {
                let constants = table.rows.iter().filter_map(|row| row.cells.first());
                names = constants.fold(ALL, |names, name| both(names, constant(name.text.trim_matches('`'))));
            }
        }
        Section::Members => {
            body.iter().find(|block| matches!(block, Block::Heading { level: 3, .. }))?;
        }
    }
    let files = match stem(page.path).starts_with(char::is_uppercase) {
        true => JAVA | CSHARP | PHP | UNITY,
        false => ALL & !(JAVA | CSHARP | PHP | UNITY),
    };
    witness.languages = both(both(witness.spelled, names), files);
    Some(witness)
}

/// What two sets have in common; where they contradict each other, the first one.
fn both(first: Languages, second: Languages) -> Languages {
    match first & second {
        0 => first,
        common => common,
    }
}

fn heading_span(page: &Page<'_>, at: usize) -> Option<Span> {
    match page.blocks.get(at)? {
        Block::Heading { text, .. } => Some(text.span),
        _ => None,
    }
}

impl Witness {
    fn narrow(&mut self, languages: Languages, span: Span, what: impl Fn() -> String) {
        self.spelled = both(self.spelled, languages);
        if (1..self.shown).contains(&languages.count_ones()) {
            self.shown = languages.count_ones();
            self.shown_by = (span, what());
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

/// The languages that may write this type.
fn spelled(ty: &str) -> Languages {
    SPELLINGS.iter().filter(|(spelling, _)| ty.contains(spelling)).fold(ALL, |left, (_, languages)| left & languages)
}

/// The languages that may print this name.
fn named(name: &str) -> Languages {
    let first = name.trim_start_matches('_').chars().next();
    match first {
        Some(c) if c.is_uppercase() => GO | CSHARP | UNITY,
        Some(_) if name.trim_matches('_').contains('_') => PYTHON | RUBY,
        Some(_) if name.contains(char::is_uppercase) => TYPESCRIPT | JAVA | PHP,
        Some(_) => ALL & !(GO | CSHARP | UNITY),
        None => ALL,
    }
}

/// The languages that may call a constant so.
fn constant(name: &str) -> Languages {
    match name.contains(char::is_lowercase) {
        true => ALL & !(PYTHON | JAVA | RUBY),
        false => PYTHON | JAVA | RUBY,
    }
}
