//! What rustdoc says besides the description: default, examples, who sends it, what only bodies show.

use crate::{
    ir::{Basis, Field, ModelId},
    rust::Docs,
};

use super::escape;

/// Longer values get lines of their own.
const MAX_INLINE: usize = 100;

/// Adds the notes on a field. `hides_required`: the field is required, and its type does not show it.
pub fn field(field: &Field<ModelId>, hides_required: bool, docs: &mut Docs) {
    let mut short = Vec::new();
    let mut long = Vec::new();
    if hides_required {
        short.push("Required by the docs.".to_owned());
    }
    if field.read_only {
        short.push("Read-only.".to_owned());
    }
    short.extend(learned(field));
    if let Some(default) = &field.default {
        note("Default", &[default.value.to_string()], &mut short, &mut long);
    }
    let examples: Vec<String> =
        field.examples.iter().map(|example| escape::clean(example.text.trim()).into_owned()).collect();
    let examples: Vec<String> = examples.into_iter().filter(|example| !example.is_empty()).collect();
    match examples.len() {
        0 => {}
        1 => note("Example", &examples, &mut short, &mut long),
        _ => note("Examples", &examples, &mut short, &mut long),
    }
    for block in std::iter::once(short).chain(long).filter(|block| !block.is_empty()) {
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.extend(block);
    }
}

/// Adds what was learned of a model as a whole.
pub fn model(seen: &[String], docs: &mut Docs) {
    if !docs.is_empty() {
        docs.push(String::new());
    }
    docs.push(observed(seen));
}

/// What bodies show of a field and the docs do not.
fn learned(field: &Field<ModelId>) -> Option<String> {
    let mut seen: Vec<String> = Vec::new();
    let bases = [&field.required.basis, &field.ty.basis, &field.nullable.basis];
    for what in bases.into_iter().filter_map(seen_in) {
        if !seen.contains(&what) {
            seen.push(what);
        }
    }
    (!seen.is_empty()).then(|| observed(&seen))
}

fn seen_in(basis: &Basis) -> Option<String> {
    match basis {
        Basis::Learned(seen) => Some(seen.to_string()),
        Basis::Stated | Basis::Inferred(_) | Basis::Overridden(_) => None,
    }
}

fn observed(seen: &[String]) -> String {
    format!("Observed, not documented: {}.", seen.join(", "))
}

fn note(label: &str, values: &[String], short: &mut Docs, long: &mut Vec<Docs>) {
    let inline =
        values.iter().all(|value| !value.contains('\n')) && values.iter().map(String::len).sum::<usize>() <= MAX_INLINE;
    if inline {
        let values: Vec<String> = values.iter().map(|value| escape::code_span(value, false)).collect();
        short.push(format!("{label}: {}.", values.join(", ")));
        return;
    }
    for value in values {
        let value = value.replace('\t', "    ");
        let fence = "`".repeat(escape::longest_run(&value).max(2) + 1);
        let mut block = vec![format!("{label}:"), format!("{fence}text")];
        block.extend(value.lines().map(|line| line.trim_end().to_owned()));
        block.push(fence);
        long.push(block);
    }
}
