//! What was found of many bodies, for people and for machines.
//!
//! In: [`Checked`] bodies. Out: text: how many are read and given back, what deviates grouped by place, what is
//! wrong with single bodies; or one JSON object a body.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

use serde_json::{Value, json};

use crate::source::{Sources, Span};

use super::{
    Checked,
    deviation::{Deviant, Deviation},
    words,
};

/// How many places or bodies of one kind are shown, unless all are wanted.
const SHOWN: usize = 12;
/// What to do where bodies are not read that are not as documented.
const TEACHES: &str =
    "cargo xtask learn proposes what the docs do not say; on_mismatch = \"keep\" in spec.toml reads the rest too";
/// What to do where null is not given back.
const LOSES_NULL: &str = "presence = \"exact\" in spec.toml tells null from a key that is not there";

/// A body as one JSON object.
pub fn json(checked: &Checked<'_>, sources: &Sources) -> Value {
    let walked = &checked.walked;
    let deviation = |found: &Deviation<'_>| {
        json!({
            "path": found.path.to_string(),
            "kind": found.kind.as_str(),
            "expected": found.expected,
            "found": found.found.map_or_else(|| "nothing".to_owned(), words::found),
            "at": place(sources, found.span),
        })
    };
    let of = |learned: bool| -> Vec<Value> {
        walked.deviations.iter().filter(|found| found.learned == learned).map(deviation).collect()
    };
    let mut object = json!({
        "file": checked.subject.body.name,
        "model": checked.subject.model,
        "parsed": checked.is_parsed(),
        "lossless": checked.is_lossless(),
        "lossless_but_for_null": checked.is_lossless_but_for_null(),
        "leaves": walked.leaves,
        "typed_leaves": walked.typed_leaves,
        "learned_leaves": walked.learned_leaves,
        "free_form_leaves": walked.free_form_leaves,
        "nulls": walked.nulls,
        "deviations": of(false),
        "learned": of(true),
    });
    for (key, why) in [("error", checked.answer.as_ref().err()), ("difference", checked.difference.as_ref())] {
        if let Some(why) = why {
            object[key] = json!(why);
        }
    }
    object
}

/// `file:line`
fn place(sources: &Sources, span: Span) -> String {
    format!("{}:{}", sources.shown(span.file), sources.line_column(span).line)
}

/// All bodies, for people; with `all`, every place and every body that is not as it should be.
pub fn text(checked: &[Checked<'_>], sources: &Sources, all: bool) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut out, checked, sources, all);
    out
}

fn write(out: &mut String, checked: &[Checked<'_>], sources: &Sources, all: bool) -> fmt::Result {
    let mut by_model: BTreeMap<&str, Vec<&Checked<'_>>> = BTreeMap::new();
    for one in checked {
        by_model.entry(&one.subject.model).or_default().push(one);
    }
    write_counts(out, "all bodies", &checked.iter().collect::<Vec<_>>())?;
    if let 2..=SHOWN = by_model.len() {
        by_model.iter().try_for_each(|(model, bodies)| write_counts(out, model, bodies))?;
    }
    let shown = if all { usize::MAX } else { SHOWN };
    write_deviations(out, "Deviations from the docs", checked, false, sources, shown)?;
    write_deviations(out, "Deviations that spec.toml knows: learned", checked, true, sources, shown)?;
    let refused = checked.iter().filter_map(|one| Some((one, one.answer.as_ref().err()?)));
    let teaches = checked.iter().any(|one| !one.is_parsed() && one.walked.deviations.iter().any(|found| found.hard));
    write_bodies(out, "Not read", refused, shown, teaches.then_some(TEACHES))?;
    let differ = checked.iter().filter_map(|one| Some((one, one.difference.as_ref()?)));
    let loses_null = checked.iter().any(|one| one.difference.is_some() && one.is_lossless_but_for_null());
    write_bodies(out, "Not given back as they came", differ, shown, loses_null.then_some(LOSES_NULL))
}

fn write_counts(out: &mut String, what: &str, bodies: &[&Checked<'_>]) -> fmt::Result {
    let count = |is: fn(&Checked<'_>) -> bool| bodies.iter().filter(|one| is(one)).count();
    let sum = |of: fn(&Checked<'_>) -> usize| bodies.iter().map(|one| of(one)).sum::<usize>();
    let leaves = sum(|one| one.walked.leaves);
    writeln!(out, "{what}: {}", bodies.len())?;
    let rows = [
        ("read", count(|one| one.is_parsed()), bodies.len()),
        ("given back equal", count(|one| one.is_lossless()), bodies.len()),
        ("equal but for null", count(|one| one.is_lossless_but_for_null()), bodies.len()),
        ("typed leaves", sum(|one| one.walked.typed_leaves), leaves),
        ("learned leaves", sum(|one| one.walked.learned_leaves), leaves),
        ("free-form leaves", sum(|one| one.walked.free_form_leaves), leaves),
    ];
    for (what, part, whole) in rows {
        let share = if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 };
        writeln!(out, "  {what:<20} {part:>8} of {whole:>8}  {share:>5.1} %")?;
    }
    Ok(())
}

/// Deviations of one kind at one place of the docs.
struct Group<'b> {
    count: usize,
    bodies: usize,
    last: &'b str,
    first: &'b Deviation<'b>,
    example: &'b str,
}

fn write_deviations(
    out: &mut String,
    title: &str,
    checked: &[Checked<'_>],
    learned: bool,
    sources: &Sources,
    shown: usize,
) -> fmt::Result {
    let mut groups: BTreeMap<(Deviant, String, Span), Group<'_>> = BTreeMap::new();
    for one in checked {
        let name = one.subject.body.name.as_str();
        for found in one.walked.deviations.iter().filter(|found| found.learned == learned) {
            let key = (found.kind, found.path.pattern(), found.span);
            let group =
                groups.entry(key).or_insert(Group { count: 0, bodies: 0, last: "", first: found, example: name });
            group.count += 1;
            group.bodies += usize::from(group.last != name);
            group.last = name;
        }
    }
    if groups.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    for kind in Deviant::ALL {
        let mut of_kind: Vec<(&String, &Group<'_>)> = groups
            .iter()
            .filter(|((of, ..), _)| *of == kind)
            .map(|((_, pattern, _), group)| (pattern, group))
            .collect();
        if of_kind.is_empty() {
            continue;
        }
        of_kind.sort_by(|(a, one), (b, other)| other.count.cmp(&one.count).then(a.cmp(b)));
        let count: usize = of_kind.iter().map(|(_, group)| group.count).sum();
        writeln!(out, "  {}: {count} at {}", describe(kind), places(of_kind.len()))?;
        for (pattern, group) in of_kind.iter().take(shown) {
            let Deviation { expected, found, span, .. } = group.first;
            let found = found.map_or_else(|| "nothing".to_owned(), words::found);
            writeln!(out, "    {pattern}  {} in {}", group.count, bodies(group.bodies))?;
            let example = group.example;
            writeln!(out, "      {}: expected {expected}; found {found} in {example}", place(sources, *span))?;
        }
        write_rest(out, of_kind.len(), shown)?;
    }
    Ok(())
}

fn write_bodies<'c>(
    out: &mut String,
    title: &str,
    found: impl Iterator<Item = (&'c Checked<'c>, &'c String)>,
    shown: usize,
    next: Option<&str>,
) -> fmt::Result {
    let found: Vec<_> = found.collect();
    if found.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}: {}", found.len())?;
    for (one, why) in found.iter().take(shown) {
        writeln!(out, "  {}: {why}", one.subject.body.name)?;
    }
    write_rest(out, found.len(), shown)?;
    next.map_or(Ok(()), |next| writeln!(out, "  next: {next}"))
}

fn write_rest(out: &mut String, count: usize, shown: usize) -> fmt::Result {
    if count > shown { writeln!(out, "    .. and {} more; -v shows all", count - shown) } else { Ok(()) }
}

fn describe(kind: Deviant) -> &'static str {
    match kind {
        Deviant::Type => "of another type",
        Deviant::Null => "null",
        Deviant::Missing => "required and absent",
        Deviant::Undocumented => "keys that are not documented",
        Deviant::Value => "values that are not listed",
        Deviant::Member => "of no member of a union",
    }
}

fn places(count: usize) -> String {
    if count == 1 { "1 place".to_owned() } else { format!("{count} places") }
}

fn bodies(count: usize) -> String {
    if count == 1 { "1 body".to_owned() } else { format!("{count} bodies") }
}
