//! Spellings of names, wherever the pages show them.
//!
//! In: the API's printed names and the pages. Out: every token of the pages that some field would be
//! printed from, with the place it stands at. Printed names themselves, type cells and code in the
//! language of the SDK are not looked at: they show how the writer spells, not how the API does.

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use crate::{
    dialect::Printing,
    ir::{Api, Enum, Kind, Model, ModelId, Type, Value},
    letters::{letters, letters_into, same_letters},
    markdown::{Block, Page, Table, inline},
    source::FileId,
};

use super::words::prints;

/// Where a spelling stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A key of a JSON example whose field links to the model.
    TiedJson,
    /// A key of a JSON body in a table of an API page.
    ApiBody,
    /// Back-ticks in a model's prose or table.
    Backtick,
    /// Back-ticks in a table of an API page.
    ApiBacktick,
    /// A parameter of a request path: `/links/{linkId}`.
    Path,
    /// A parameter of a query string.
    Query,
    /// A key of some JSON.
    JsonKey,
    /// A word in prose that has humps or underscores.
    Bare,
    /// A quoted word in prose.
    Quoted,
    /// A value of an enum, or a default.
    EnumValue,
    /// The same, but for its plural `s`.
    EnumPlural,
}

impl Place {
    /// How much a spelling at this place says of the API's dominant case, in halves.
    pub fn weight(self) -> u32 {
        match self {
            Self::Backtick | Self::Path | Self::TiedJson => 6,
            Self::ApiBacktick | Self::Query | Self::Bare | Self::Quoted | Self::ApiBody => 4,
            Self::JsonKey => 2,
            Self::EnumValue | Self::EnumPlural => 1,
        }
    }

    /// How much it counts for a name against the dominant case; two are needed.
    pub fn strength(self) -> u32 {
        match self {
            Self::Backtick => 2,
            Self::TiedJson | Self::ApiBody => 1,
            Self::ApiBacktick
            | Self::Path
            | Self::Query
            | Self::JsonKey
            | Self::Bare
            | Self::Quoted
            | Self::EnumValue
            | Self::EnumPlural => 0,
        }
    }

    /// Whether names are marked as such there.
    pub fn is_strong(self) -> bool {
        match self {
            Self::TiedJson
            | Self::ApiBody
            | Self::Backtick
            | Self::ApiBacktick
            | Self::Path
            | Self::Query
            | Self::JsonKey => true,
            Self::Bare | Self::Quoted | Self::EnumValue | Self::EnumPlural => false,
        }
    }

    /// Whether it is a place in the prose or JSON of a model page.
    pub fn is_on_model_page(self) -> bool {
        match self {
            Self::Backtick | Self::Bare | Self::Quoted | Self::JsonKey => true,
            Self::TiedJson
            | Self::ApiBody
            | Self::ApiBacktick
            | Self::Path
            | Self::Query
            | Self::EnumValue
            | Self::EnumPlural => false,
        }
    }
}

/// A spelling at a place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sighting {
    /// As it is spelled.
    pub spelling: String,
    /// Where in the docs.
    pub place: Place,
    /// On which page.
    pub page: FileId,
}

/// All spellings, by the printed name of the fields that they may be of.
#[derive(Debug, Default)]
pub struct Sightings {
    by_printed: HashMap<String, Vec<Sighting>>,
}

impl Sightings {
    /// The spellings that `printed` may stand for, sorted.
    pub fn of(&self, printed: &str) -> &[Sighting] {
        self.by_printed.get(printed).map_or(&[], Vec::as_slice)
    }

    /// Every printed name that was seen, with the spellings that it may stand for.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[Sighting])> {
        self.by_printed.iter().map(|(printed, all)| (printed.as_str(), all.as_slice()))
    }

    /// Every sighting, with the printed name that it may be of.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Sighting)> {
        self.names().flat_map(|(printed, all)| all.iter().map(move |sighting| (printed, sighting)))
    }

    /// Every distinct spelling.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(_, sighting)| sighting.spelling.as_str()).collect::<HashSet<_>>().into_iter()
    }

    /// Adds one, in its place.
    pub fn add(&mut self, printed: &str, sighting: Sighting) {
        let known = self.by_printed.entry(printed.to_owned()).or_default();
        if let Err(at) = known.binary_search(&sighting) {
            known.insert(at, sighting);
        }
    }
}

/// Looks at every page.
pub fn collect(api: &Api<ModelId>, pages: &[Page<'_>], printing: Printing) -> Sightings {
    let mut printed: HashMap<String, HashSet<&str>> = HashMap::default();
    let mut model_pages: HashMap<FileId, &Model<ModelId>> = HashMap::default();
    for model in &api.models {
        model_pages.entry(model.span.file).or_insert(model);
        let Kind::Struct(target) = &model.kind else { continue };
        for field in &target.fields {
            printed.entry(letters(&field.json.text)).or_default().insert(&field.json.text);
        }
    }
    let mut found: Vec<(&str, Sighting)> = pages
        .par_iter()
        .flat_map_iter(|page| {
            let mut scan = Scan::new(&printed, printing, page.file);
            scan.page(page, model_pages.get(&page.file).copied());
            scan.found
        })
        .collect();
    for model in &api.models {
        let mut scan = Scan::new(&printed, printing, model.span.file);
        values(&model.kind, &mut |text| {
            scan.token(text, Place::EnumValue);
            // A list may be grouped by a field's plural: `utm_sources` shows how `utm_source` is spelled.
            text.strip_suffix('s').into_iter().for_each(|text| scan.token(text, Place::EnumPlural));
        });
        found.extend(scan.found);
    }
    let mut sightings = Sightings::default();
    for (printed, sighting) in found {
        match sightings.by_printed.get_mut(printed) {
            Some(all) => all.push(sighting),
            None => drop(sightings.by_printed.insert(printed.to_owned(), vec![sighting])),
        }
    }
    for all in sightings.by_printed.values_mut() {
        all.sort_unstable();
        all.dedup();
    }
    sightings
}

/// Shows every text that an enum of a model lists, or that the docs give as a default. What was guessed from the name
/// of a constant shows nothing.
pub fn values<'k>(kind: &'k Kind<ModelId>, see: &mut impl FnMut(&'k str)) {
    let mut listed = |values: &'k Enum| {
        let is_guess = |name: &str, text: &str| values.inferred.is_some() && same_letters(name, text);
        let shown = values.values.iter().filter_map(|Value { json, name, .. }| {
            let text = json.as_str()?;
            (!name.as_ref().is_some_and(|name| is_guess(name, text))).then_some(text)
        });
        shown.for_each(&mut *see);
    };
    if let Kind::Enum(values) = kind {
        listed(values);
    }
    for ty in kind.types() {
        ty.each(&mut |part| {
            if let Type::Enum(values) = part {
                listed(values);
            }
        });
    }
    if let Kind::Struct(target) = kind {
        let defaults = target.fields.iter().filter_map(|field| field.default.as_ref()?.value.as_str());
        defaults.for_each(see);
    }
}

struct Scan<'a> {
    printed: &'a HashMap<String, HashSet<&'a str>>,
    printing: Printing,
    page: FileId,
    /// With the printed name that each may be of; some of them more than once.
    found: Vec<(&'a str, Sighting)>,
    /// Those of a token: there are many.
    letters: String,
}

impl<'a> Scan<'a> {
    fn new(printed: &'a HashMap<String, HashSet<&'a str>>, printing: Printing, page: FileId) -> Self {
        Self { printed, printing, page, found: Vec::new(), letters: String::new() }
    }

    /// `model` is what the page is of, where it is of one.
    fn page(&mut self, page: &Page<'_>, model: Option<&Model<ModelId>>) {
        let is_model = model.is_some();
        // The values of an enum are no names that its page has marked.
        let lists_values = model.is_some_and(|model| matches!(model.kind, Kind::Enum(_)));
        // Nor is the name of its class, which some writers print below the title.
        let is_class = |text: &str| model.is_some_and(|model| inline::strip(text, "`") == Some(&model.title));
        // Behind its table a model page shows code: methods, arguments, enum constants.
        let mut is_prose = is_model;
        for block in &page.blocks {
            match block {
                Block::Paragraph(raw) if is_class(raw.text) => {}
                Block::Paragraph(raw) | Block::Quote(raw) if is_prose => self.prose(raw.text, true),
                Block::List(items) if is_prose && !lists_values => {
                    items.iter().for_each(|item| self.prose(item.text, true))
                }
                Block::Table(table) => {
                    is_prose = false;
                    self.table(table, is_model);
                }
                Block::Code { info, text } if info.eq_ignore_ascii_case("json") => {
                    self.json_keys(text.text, if is_model { Place::JsonKey } else { Place::ApiBody });
                }
                // The comment above a usage snippet names method and path.
                Block::Html(raw) | Block::Paragraph(raw) | Block::Quote(raw) => self.paths(raw.text),
                Block::List(items) => items.iter().for_each(|item| self.paths(item.text)),
                Block::Heading { .. } | Block::FrontMatter(_) | Block::Code { .. } => {}
            }
        }
    }

    /// The descriptions and examples of a table.
    fn table(&mut self, table: &Table<'_>, is_model: bool) {
        const PRINTED: &[&str] =
            &["field", "getter", "method", "name", "parameter", "required", "setter", "type", "value"];
        let shows = |name: &str| !PRINTED.iter().any(|printed| name.eq_ignore_ascii_case(printed));
        let columns: Vec<usize> = (0..table.header.len()).filter(|&i| shows(table.header[i].text)).collect();
        // Flags and defaults, which may be constants of the SDK; a pipe in a description leaves a piece of it there.
        let is_note = |i: usize, text: &str| {
            is_model && table.header[i].text.eq_ignore_ascii_case("notes") && text.trim_start().starts_with('[')
        };
        let cells = table.rows.iter().flat_map(|row| columns.iter().filter_map(|&i| Some((i, row.cells.get(i)?))));
        cells.filter(|(i, cell)| !is_note(*i, cell.text)).for_each(|(_, cell)| self.prose(cell.text, is_model));
    }

    /// Text of a description: back-ticked, quoted and bare names, JSON keys, paths.
    fn prose(&mut self, text: &str, is_model: bool) {
        let decoded = inline::decode_entities(text);
        let text = inline::unescape(&decoded);
        for span in inline::code_spans(&text) {
            let place = if is_model { Place::Backtick } else { Place::ApiBacktick };
            span.split(['.', '[', ']', ' ', ',', '=', ':', '"', '\'', '{', '}', '(', ')'])
                .for_each(|token| self.token(token, place));
        }
        self.paths(&text);
        if text.contains('{') {
            self.json_keys(&text, if is_model { Place::JsonKey } else { Place::ApiBody });
        }
        if !is_model {
            return;
        }
        let bytes = text.as_bytes();
        // Nothing else than the name of an extension looks like `x-internal`.
        for start in memchr::memchr_iter(b'-', bytes).filter_map(|hyphen| hyphen.checked_sub(1)) {
            if bytes[start] == b'x' && (start == 0 || !is_word(bytes[start - 1])) {
                self.token(&text[start..start + word_behind(&bytes[start..])], Place::Backtick);
            }
        }
        let shows_name = |b: &u8| b.is_ascii_uppercase() || matches!(b, b'_' | b'"' | b'\'');
        let mut from = 0;
        while let Some(at) = bytes[from..].iter().position(shows_name).map(|at| from + at) {
            let quoted = !is_word(bytes[at]);
            let start = if quoted { at + 1 } else { at - word_before(&bytes[from..at]) };
            let token = &text[start..start + word_behind(&bytes[start..])];
            if quoted {
                self.token(token, Place::Quoted);
            } else if token.len() > 2 && looks_like_a_name(token) {
                self.token(token, Place::Bare);
            }
            from = start + token.len();
        }
    }

    /// `"key":` anywhere in the text.
    fn json_keys(&mut self, text: &str, place: Place) {
        let mut rest = text;
        while let Some(open) = rest.find('"') {
            let body = &rest[open + 1..];
            let Some(close) = body.find('"') else { return };
            let after = body[close + 1..].trim_start();
            if after.starts_with(':') {
                self.token(&body[..close], place);
            }
            // A string that is no key may be followed by one: its closing quote opens nothing.
            rest = &body[close + 1..];
        }
    }

    /// `{parameter}` in a path, `?parameter=` and `&parameter=` in a query string.
    fn paths(&mut self, text: &str) {
        if memchr::memchr(b'/', text.as_bytes()).is_none() || memchr::memchr2(b'}', b'=', text.as_bytes()).is_none() {
            return;
        }
        for part in text.split(char::is_whitespace).filter(|part| part.contains('/')) {
            for piece in part.split('{').skip(1) {
                if let Some((token, _)) = piece.split_once('}') {
                    self.token(token, Place::Path);
                }
            }
            for piece in part.split(['?', '&']).skip(1) {
                if let Some((token, _)) = piece.split_once('=') {
                    self.token(token, Place::Query);
                }
            }
        }
    }

    fn token(&mut self, token: &str, place: Place) {
        // A parameter such as `filter[name]` is spelled with its brackets in a query string only.
        let is_name = |c: char| {
            c.is_alphanumeric()
                || matches!(c, '_' | '-' | '/' | '.' | ':')
                || (place == Place::Query && matches!(c, '[' | ']'))
        };
        if token.is_empty() || token.len() > 100 || !token.chars().all(is_name) {
            return;
        }
        // Only an example that is tied to its model may bring back what print drops at the ends.
        let token = token.trim_matches(|c: char| !c.is_alphanumeric() && c != ']');
        letters_into(&mut self.letters, token);
        let Some(printed) = self.printed.get(&self.letters) else { return };
        for &printed in printed.iter().filter(|printed| prints(token, printed, self.printing)) {
            let sighting = Sighting { spelling: token.to_owned(), place, page: self.page };
            self.found.push((printed, sighting));
        }
    }
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

/// How many bytes at the beginning are one word. A hyphen is part of a word, but for its first character.
fn word_behind(bytes: &[u8]) -> usize {
    let is_part = |(at, b): &(usize, &u8)| is_word(**b) || (*at > 0 && **b == b'-');
    bytes.iter().enumerate().take_while(is_part).count()
}

/// How many bytes at the end are the beginning of a word that goes on behind them.
fn word_before(bytes: &[u8]) -> usize {
    let part = bytes.len() - bytes.iter().rev().take_while(|b| is_word(**b) || **b == b'-').count();
    let hyphens = bytes[part..].iter().take_while(|b| **b == b'-').count();
    bytes.len() - part - hyphens
}

/// A small letter or digit before a capital, or an underscore between letters.
fn looks_like_a_name(token: &str) -> bool {
    token
        .as_bytes()
        .windows(2)
        .any(|pair| pair[1].is_ascii_uppercase() && !pair[0].is_ascii_uppercase() && pair[0] != b'-' || pair[1] == b'_')
}
