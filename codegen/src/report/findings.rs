//! Warnings and guesses that appeared or went, with what would settle them.
//!
//! In: the APIs of two runs. Out: [`Findings`]. A finding is the same on both sides where its kind, its
//! model and its words are: lines and columns do not count.

use std::collections::BTreeMap;

use crate::{
    diag::{Code, Diagnostic},
    ir::{Field, Model, ModelId},
    resolve::address,
    source::Span,
};

use super::run::Part;

/// What to say, before the reason, where there is nothing to compare findings with.
pub const ONLY_CODE: &str = "the pages of the base could not be read, so only the code was compared";

/// What appeared and what went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// What was not there before.
    pub appeared: Vec<Finding>,
    /// What is not there any more.
    pub went: Vec<Finding>,
    /// Why neither is known, where the pages of the base could not be read.
    pub unknown: Option<String>,
}

/// A warning, or a guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code of the diagnostic, or `guess`.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// The page and its line, where it is about one.
    pub page: Option<(String, usize)>,
    /// What to do next.
    pub help: Option<String>,
    /// The lines of `spec.toml` that would settle it.
    pub settled_by: Option<String>,
}

impl Findings {
    /// Compares two runs.
    pub fn between(before: &[Part<'_>], after: &[Part<'_>]) -> Self {
        let (old, new) = (all(before), all(after));
        let only = |here: &BTreeMap<Key, Vec<Finding>>, there: &BTreeMap<Key, Vec<Finding>>| -> Vec<Finding> {
            let left = |key: &Key, found: &[Finding]| {
                let known = there.get(key).map_or(0, Vec::len);
                found.iter().skip(known).cloned().collect::<Vec<_>>()
            };
            here.iter().flat_map(|(key, found)| left(key, found)).collect()
        };
        Self { appeared: only(&new, &old), went: only(&old, &new), unknown: None }
    }

    /// Those that nobody can know, and why.
    pub fn unknown(why: impl Into<String>) -> Self {
        Self { unknown: Some(why.into()), ..Self::default() }
    }
}

/// What makes two findings the same: API, code, page, message without numbers of lines.
type Key = (String, &'static str, String, String);

fn all(parts: &[Part<'_>]) -> BTreeMap<Key, Vec<Finding>> {
    let mut found: BTreeMap<Key, Vec<Finding>> = BTreeMap::new();
    for part in parts {
        for (page, finding) in of_part(part) {
            let key = (part.spec.name.clone(), finding.code, page, without_numbers(&finding.message));
            found.entry(key).or_default().push(finding);
        }
    }
    found
}

/// The findings of an API, each with its page below the spec folder: the same on both sides, wherever they lie.
fn of_part<'p>(part: &'p Part<'p>) -> impl Iterator<Item = (String, Finding)> + 'p {
    let page = |span: Span| part.spec.sources.get(span.file).below_spec();
    let place = |span: Span| {
        let sources = &part.spec.sources;
        (sources.shown(span.file), sources.line_column(span).line)
    };
    let warnings = part.diagnostics.iter().map(move |diagnostic| {
        let finding = Finding {
            code: diagnostic.code.as_str(),
            message: diagnostic.message.clone(),
            page: diagnostic.span.map(place).or_else(|| {
                let file = diagnostic.file.as_ref()?;
                Some((part.spec.sources.shown_path(&file.path), file.at.map_or(1, |at| at.line)))
            }),
            help: diagnostic.help.clone(),
            settled_by: settling(part, diagnostic),
        };
        let file = diagnostic.file.as_ref().map(|file| file.path.clone());
        (diagnostic.span.map(page).or(file).unwrap_or_default(), finding)
    });
    // A name that is printed as it is taken to be says nothing to anybody.
    let guessed = part.fields().filter(|(_, field)| !field.json.sure && field.json.text != field.printed);
    let guesses = guessed.map(move |(model, field)| {
        let finding = Finding {
            code: "guess",
            message: format!("the JSON name of `{}` is taken to be `{}`", field.printed, field.json.text),
            page: Some(place(field.span)),
            help: None,
            settled_by: Some(lines(part, model, field, "json", &quoted(&field.json.text))),
        };
        (page(field.span), finding)
    });
    warnings.chain(guesses)
}

/// What `spec.toml` would have to say.
fn settling(part: &Part<'_>, diagnostic: &Diagnostic) -> Option<String> {
    let (key, value) = match diagnostic.code {
        Code::UnknownType | Code::DanglingLink | Code::AmbiguousLink | Code::UnknownMembers => ("type", "\"..\""),
        Code::DuplicateField => ("json", "\"..\""),
        Code::AmbiguousUnion => ("required", "true"),
        _ => return None,
    };
    let at = diagnostic.span?;
    let (model, field) = part
        .fields()
        .find(|(_, field)| field.span.file == at.file && (field.span.start..=field.span.end).contains(&at.start))?;
    Some(lines(part, model, field, key, value))
}

fn lines(part: &Part<'_>, model: &Model<ModelId>, field: &Field<ModelId>, key: &str, value: &str) -> String {
    let id = part.models().iter().position(|other| std::ptr::eq(other, model)).unwrap_or_default();
    let model = address::of_model(&part.understood.resolved.api, ModelId(id as u32));
    let subject = quoted(&format!("{model}.{}", field.printed));
    format!("[override.{subject}]\n{key} = {value}\nreason = \"..\"")
}

/// A string of TOML: JSON's escapes are among TOML's.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

/// Messages may name places by line.
fn without_numbers(message: &str) -> String {
    let mut kept = String::new();
    let mut rest = message.split(':').peekable();
    while let Some(part) = rest.next() {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        kept.push_str(&part[digits..]);
        if rest.peek().is_some() {
            kept.push(':');
        }
    }
    kept
}
