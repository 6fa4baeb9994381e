//! Values of enums.
//!
//! In: pages that list the constants of an enum, and the values that examples and defaults show. Out: the value of
//! each constant. What is not shown is a guess: as the other values of the enum are written, and where none is
//! shown, as most values of the set are.
//!
//! A value has the letters of its constant: `METERED_USAGE`, `MeteredUsage` and in Go `METEREDUSAGE` stand for
//! `metered_usage`, `METERED_USAGE`, `MeteredUsage`, `Metered Usage` or `metered-usage`.

use std::borrow::Cow;

use foldhash::HashMap;
use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToTitleCase, ToUpperCamelCase};
use serde_json::Value as Json;

use super::{languages::Language, words::Words};
use crate::{
    diag::{Code, Diagnostic},
    dialect::literal,
    ir::{Base, Enum, Kind, Link, Model, Sentence, Value},
    letters::letters,
    markdown::{Table, inline},
    source::Span,
};

/// What the writer puts before a constant whose value cannot be a name in its language.
const GUARDS: [&str; 2] = ["ENUM_", "Enum"];

/// What shows values that pages do not.
const HELP: &str = "put bodies that hold them into a folder and run `cargo xtask learn`";

/// How many numbers are taken for values of one enum.
const MAX_NUMBERS: usize = 100;

/// How many constants people are told of.
const SHOWN: usize = 5;

/// Reads a table of constants; `None` where it is another one. Until [`find`] knows better, each is its own value.
pub fn read(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Enum> {
    let name = table.column("Name").filter(|_| table.column("Type").is_none())?;
    let description = table.column("Description");
    let mut values = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let printed = row.cells.get(name).map_or("", |cell| cell.text);
        let Some(constant) = inline::strip(printed, "`") else {
            let message =
                format!("this row is no value: expected a name in back-ticks, found `{printed}`; it is left out");
            let help = "a row is the name of a constant in back-ticks, and what it means";
            diagnostics.push(Diagnostic::new(Code::UnreadableRow, row.raw.span, message).help(help));
            continue;
        };
        let docs = description.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.text);
        let docs = if docs == "-" { String::new() } else { inline::decode_entities(&inline::cell_text(docs)).into() };
        values.push(Value { json: constant.into(), name: Some(constant.to_owned()), docs, span: row.raw.span });
    }
    Some(Enum { base: Base::String, values, open: None, inferred: None })
}

/// Finds the values of all enums, of which some are shown. What is guessed is marked, and told as a whole.
pub fn find(models: &mut [Model<Link>], shown: Vec<(usize, Json)>, language: &Language) -> Vec<Diagnostic> {
    let shown = Shown::of(shown);
    let words = language.joins_constants.then(|| Words::of(models));
    let apart = |constant: &str| {
        words.as_ref().map_or_else(|| bare(constant).into_owned(), |words| words.apart(&bare(constant)))
    };
    let own: HashMap<usize, Votes> = enums(models)
        .map(|(at, listed)| (at, Votes::of(listed, |constant| shown.value(at, constant), apart)))
        .collect();
    let all = own.values().fold(Votes::default(), Votes::and);
    let (mut guesses, mut told) = (Vec::new(), Vec::new());
    for (at, model) in models.iter_mut().enumerate() {
        let (Kind::Enum(listed), Some(own)) = (&mut model.kind, own.get(&at)) else { continue };
        if let Some(numbers) = shown.numbers.get(&at).filter(|_| own.total == 0) {
            told.extend(name_numbers(listed, numbers, &model.title));
            continue;
        }
        let style = own.best(&all);
        let guess = |constant: &str| match apart(constant) {
            number if is_number(&number) => number,
            words => (style.write)(&words),
        };
        guesses.extend(fill(listed, |constant| shown.value(at, constant), guess));
    }
    told.extend(guesses.first().map(|first| guessed(*first, guesses.len(), models, &all)));
    told
}

/// Puts values in the places of constants; gives the rows of those that are guesses.
fn fill<'v>(listed: &mut Enum, known: impl Fn(&str) -> Option<&'v str>, guess: impl Fn(&str) -> String) -> Vec<Span> {
    let (mut rows, mut constants) = (Vec::new(), Vec::new());
    for value in &mut listed.values {
        let constant = value.name.as_deref().unwrap_or_default();
        if let Some(known) = known(constant) {
            value.json = known.into();
        } else {
            value.json = guess(constant).into();
            rows.push(value.span);
            constants.push(constant);
        }
    }
    // What people are told of guesses: what they were made from.
    let rest = match constants.len().saturating_sub(SHOWN) {
        0 => String::new(),
        rest => format!(" and {rest} more constants"),
    };
    constants.truncate(SHOWN);
    let text = format!("{}{rest}", constants.join(", "));
    listed.inferred = rows.first().map(|first| Sentence { text, span: *first });
    rows
}

/// Puts numbers in the places of constants that are called by them. Of others, numbers that are shown are all that is
/// known, which is told.
fn name_numbers(listed: &mut Enum, shown: &[Json], title: &str) -> Option<Diagnostic> {
    let first = listed.values.first()?.span;
    let constants = listed.values.len();
    let are_texts = shown.iter().all(Json::is_string);
    let number = |constant: &str| -> Option<Json> {
        let number = Some(bare(constant)).filter(|number| is_number(number))?;
        if are_texts { Some(number.into()) } else { number.parse::<i64>().ok().map(Json::from) }
    };
    listed.values.retain_mut(|value| match value.name.as_deref().and_then(number) {
        Some(number) => {
            value.json = number;
            true
        }
        None => false,
    });
    let unnamed = constants - listed.values.len();
    for json in shown.iter().filter(|json| json.is_string() == are_texts) {
        if listed.values.iter().all(|known| known.json != *json) {
            listed.values.push(Value { json: json.clone(), name: None, docs: String::new(), span: first });
        }
    }
    listed.base = literal::base(&listed.values);
    let message =
        format!("{unnamed} constants of `{title}` are names of numbers; only those that examples show are listed");
    (unnamed > 0).then(|| Diagnostic::new(Code::GuessedValues, first, message).help(HELP))
}

/// What is said of guesses, the first of which stands at `first`.
fn guessed(first: Span, count: usize, models: &[Model<Link>], votes: &Votes) -> Diagnostic {
    let style = votes.best(&Votes::default()).name;
    let all = enums(models).map(|(_, listed)| listed.values.len()).sum::<usize>();
    let as_shown = match votes.total {
        0 => format!("in {style}, as none is shown"),
        shown => format!("mostly in {style}, by what is shown ({shown})"),
    };
    let message = format!("{count} of {all} values of enums are guesses from the names of constants, {as_shown}");
    Diagnostic::new(Code::GuessedValues, first, message).help(HELP)
}

fn enums(models: &[Model<Link>]) -> impl Iterator<Item = (usize, &Enum)> {
    models.iter().enumerate().filter_map(|(at, model)| match &model.kind {
        Kind::Enum(values) => Some((at, values)),
        Kind::Struct(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
    })
}

/// A constant without the writer's mark that its value is no name; `ENUM_MINUS1` is `-1`.
fn bare(constant: &str) -> Cow<'_, str> {
    let rest = GUARDS.iter().find_map(|guard| constant.strip_prefix(guard));
    let Some(rest) = rest.filter(|rest| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())) else {
        return constant.into();
    };
    match ["MINUS", "Minus"].iter().find_map(|minus| rest.strip_prefix(minus)).filter(|digits| is_number(digits)) {
        Some(digits) => format!("-{digits}").into(),
        None => rest.into(),
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// A way to write the words of a constant.
struct Style {
    name: &'static str,
    write: fn(&str) -> String,
}

/// What values look like; the first one is the most common.
const STYLES: &[Style] = &[
    Style { name: "snake_case", write: |constant| constant.to_snake_case() },
    Style { name: "UPPER_CASE", write: |constant| constant.to_shouty_snake_case() },
    Style { name: "kebab-case", write: |constant| constant.to_kebab_case() },
    Style { name: "camelCase", write: |constant| constant.to_lower_camel_case() },
    Style { name: "PascalCase", write: |constant| constant.to_upper_camel_case() },
    Style { name: "Title Case", write: |constant| constant.to_title_case() },
];

/// How many values are written in each style, in the order of [`STYLES`]; one of a single word is in several.
#[derive(Default)]
struct Votes {
    of_style: [u32; STYLES.len()],
    total: u32,
}

impl Votes {
    fn of<'v>(listed: &Enum, known: impl Fn(&str) -> Option<&'v str>, apart: impl Fn(&str) -> String) -> Self {
        let mut votes = Self::default();
        for constant in listed.values.iter().filter_map(|value| value.name.as_deref()) {
            let Some(text) = known(constant) else { continue };
            let constant = apart(constant);
            votes.total += 1;
            for (votes, style) in votes.of_style.iter_mut().zip(STYLES) {
                *votes += u32::from((style.write)(&constant) == text);
            }
        }
        votes
    }

    fn and(mut self, others: &Self) -> Self {
        self.total += others.total;
        self.of_style.iter_mut().zip(others.of_style).for_each(|(votes, others)| *votes += others);
        self
    }

    /// The style of most values; of several, the one that most of `others` are in.
    fn best(&self, others: &Self) -> &'static Style {
        let by_votes = |at: &usize| (self.of_style[*at], others.of_style[*at]);
        // The first one of equals.
        &STYLES[(0..STYLES.len()).rev().max_by_key(by_votes).unwrap_or_default()]
    }
}

/// Values that stand somewhere, by the position of their enum among the models.
#[derive(Default)]
struct Shown {
    /// The texts of an enum by their letters.
    texts: HashMap<usize, HashMap<String, String>>,
    /// Numbers, as such or as text, each once.
    numbers: HashMap<usize, Vec<Json>>,
}

impl Shown {
    fn of(values: Vec<(usize, Json)>) -> Self {
        let mut shown = Self::default();
        for (at, value) in values {
            if value.is_i64() || value.as_str().is_some_and(|text| text.parse::<i64>().is_ok()) {
                let numbers = shown.numbers.entry(at).or_default();
                if numbers.len() < MAX_NUMBERS && !numbers.contains(&value) {
                    numbers.push(value.clone());
                }
            }
            if let Json::String(text) = value {
                shown.texts.entry(at).or_default().entry(letters(&text)).or_insert(text);
            }
        }
        shown
    }

    /// The value that a constant of an enum stands for.
    fn value(&self, at: usize, constant: &str) -> Option<&str> {
        let texts = self.texts.get(&at)?;
        texts.get(&letters(constant)).or_else(|| texts.get(&letters(&bare(constant)))).map(String::as_str)
    }
}
