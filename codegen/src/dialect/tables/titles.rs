//! Titles of models, made of headings.
//!
//! In: the sections of a page. Out: a title for each, such as `Widget` of `Widget Object`, and `GetWidgetResponse` of
//! `Response Parameters` below `Get Widget`. Two sections of one page have different titles, where the headings above
//! them differ.

use foldhash::HashMap;

use super::{sections::Section, values};
use crate::letters::letters;

/// Words that say that a heading stands above a table, not what the table is of.
const FORMS: &[&str] = &[
    "structure",
    "structures",
    "object",
    "objects",
    "model",
    "models",
    "schema",
    "table",
    "field",
    "fields",
    "property",
    "properties",
    "attribute",
    "attributes",
    "parameter",
    "parameters",
    "param",
    "params",
    "definition",
    "list",
    "the",
    "json",
    "form",
    "jsonform",
    "data",
    "payload",
    "body",
    "of",
    "enumerated",
    "values",
    "参数",
    "字段",
    "数据",
    "属性",
    "事件数据",
];
/// Words that say which side sends the table's objects.
const REQUEST: &[&str] = &["request", "请求", "请求参数"];
const RESPONSE: &[&str] = &[
    "response",
    "responses",
    "result",
    "return",
    "returns",
    "响应",
    "响应数据",
    "响应参数",
    "返回",
    "返回参数",
    "返回值",
];
/// Words behind a title that are no part of it.
const TAILS: &[&str] = &["structure", "object", "model", "schema", "fields", "properties", "attributes", "parameters"];
/// What people number headings by, and say of requests.
const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

/// The longest title, in bytes: those of nested objects begin with it.
pub const MAX_LENGTH: usize = 256;

/// The titles of a page's sections; of those without any heading, `fallback`.
pub fn of(sections: &[Section<'_, '_>], fallback: &str) -> Vec<String> {
    let short: Vec<Title> = sections.iter().map(|section| Title::of(section, 0)).collect();
    // How many sections have a title: all of them, and those whose own heading it is made of.
    let mut counts: HashMap<String, [usize; 2]> = HashMap::default();
    for (_, title) in sections.iter().zip(&short).filter(|(section, _)| holds_model(section)) {
        let [all, own] = counts.entry(letters(&title.text)).or_default();
        *all += 1;
        *own += usize::from(title.is_own());
    }
    let apart = |(section, mut title): (&Section<'_, '_>, Title)| {
        let [all, own] = counts.get(&letters(&title.text)).copied().unwrap_or_default();
        match section.headings.last() {
            Some(form) if all > 1 && !title.is_own() && title.side.is_empty() => {
                title.text.push_str(&pascal(&form.words()));
            }
            Some(_) if own > 1 || all > 1 && !title.is_own() => title = Title::of(section, title.taken),
            _ => {}
        }
        let end =
            title.text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= MAX_LENGTH).last();
        title.text.truncate(end.unwrap_or(0));
        if title.text.is_empty() { pascal(fallback) } else { title.text }
    };
    sections.iter().zip(short).map(apart).collect()
}

fn holds_model(section: &Section<'_, '_>) -> bool {
    !section.is_of_parameters() && section.tables().any(|table| !values::are_of_fields(table))
}

/// A title, and how many headings it is made of.
struct Title {
    text: String,
    /// Which side sends it, where a heading says so and no more.
    side: &'static str,
    taken: usize,
}

impl Title {
    /// Whether it is made of the section's own heading.
    fn is_own(&self) -> bool {
        self.taken == 1
    }

    /// The shortest one that is made of more than `longer_than` headings.
    fn of(section: &Section<'_, '_>, longer_than: usize) -> Self {
        let (mut text, mut side, mut taken) = (String::new(), "", 0);
        for heading in section.headings.iter().rev() {
            let words = heading.words();
            let words: Vec<&str> = words.split_whitespace().collect();
            let says = |known: &[&str]| words.iter().any(|word| known.contains(&letters(word).as_str()));
            let is_form = words.iter().all(|word| {
                let word = letters(word);
                [FORMS, REQUEST, RESPONSE].iter().any(|known| known.contains(&word.as_str()))
            });
            taken += 1;
            if is_form {
                side = match side {
                    "" if says(RESPONSE) => "Response",
                    "" if says(REQUEST) || says(&["params", "body"]) => "Request",
                    side => side,
                };
                continue;
            }
            text = format!("{}{text}", of_words(&words));
            if taken > longer_than {
                break;
            }
        }
        text.push_str(side);
        Self { text, side, taken }
    }
}

/// What words name: without numbers before them and without what they are behind.
fn of_words(words: &[&str]) -> String {
    let is_number =
        |word: &&&str| word.chars().all(|c| c.is_ascii_digit() || ".)".contains(c)) || METHODS.contains(word);
    let numbers = words.iter().take_while(is_number).count();
    let mut words = words.get(numbers..).filter(|words| !words.is_empty()).unwrap_or(words);
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && TAILS.contains(&letters(last).as_str())
    {
        words = rest;
    }
    pascal(&words.join(" "))
}

/// The title that a link's words mean: `Link` of `Link Object`.
pub fn name(text: &str) -> String {
    of_words(&text.split_whitespace().collect::<Vec<_>>())
}

/// Words as one, each with a capital: `system_name of it` is `SystemNameOfIt`.
pub fn pascal(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    words.filter_map(capital).collect()
}
