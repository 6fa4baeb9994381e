//! What a run read and made, as Markdown.
//!
//! In: for each API what was understood, found and made. Out: text: how much was read, what fell back to
//! raw JSON, which JSON names are guesses and what they were found by, which overrides were used. Nothing
//! is decided here.

use std::{
    collections::BTreeMap,
    fmt::{self, Display, Write as _},
};

use crate::{
    Understood,
    config::Profile,
    diag::{Code, Diagnostics, Level},
    ir::{Field, Kind, Model, ModelId, NameEvidence},
    output::Changes,
    samples::Samples,
    spec::Spec,
};

use super::text::{Verbatim, one_line};

/// Longer lists are folded.
const MAX_OPEN: usize = 12;
/// How long the report may become, in bytes.
const MAX_BYTES: usize = 24_000;

/// One API of a run.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Its pages and configuration.
    pub spec: &'a Spec,
    /// What they mean.
    pub understood: &'a Understood,
    /// What its types are tested with.
    pub samples: &'a Samples,
    /// What was found on the way.
    pub diagnostics: &'a Diagnostics,
}

/// The report of a run.
pub fn markdown(parts: &[Part<'_>], changes: &Changes) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut out, parts, changes);
    super::text::shortened(out, MAX_BYTES)
}

fn write(out: &mut String, parts: &[Part<'_>], changes: &Changes) -> fmt::Result {
    writeln!(out, "## What was generated\n")?;
    writeln!(out, "| API | read as | models | fields | raw JSON | guessed names | warnings |")?;
    writeln!(out, "| --- | --- | ---: | ---: | ---: | ---: | ---: |")?;
    for part in parts {
        let fields = part.fields().count();
        let guessed = part.fields().filter(|(_, field)| !field.json.sure).count();
        let raw = part.opaque().count() + part.count(Code::UnknownType);
        let (name, dialect, models) = (&part.spec.name, part.understood.dialect.name, part.models().len());
        let warnings = part.diagnostics.count(Level::Warning);
        writeln!(out, "| {name} | {dialect} | {models} | {fields} | {raw} | {guessed} | {warnings} |")?;
    }
    writeln!(
        out,
        "\nFiles: {} new, {} changed, {} removed, {} as they were.",
        changes.missing.len(),
        changes.changed.len(),
        changes.left_over.len(),
        changes.same
    )?;
    parts.iter().try_for_each(|part| part.write(out))
}

impl Part<'_> {
    pub(super) fn models(&self) -> &[Model<ModelId>] {
        &self.understood.resolved.api.models
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = (&Model<ModelId>, &Field<ModelId>)> {
        self.models().iter().flat_map(|model| model.fields().iter().map(move |field| (model, field)))
    }

    fn opaque(&self) -> impl Iterator<Item = &Model<ModelId>> {
        self.models().iter().filter(|model| matches!(model.kind, Kind::Opaque(_)))
    }

    fn count(&self, code: Code) -> usize {
        self.diagnostics.iter().filter(|found| found.code == code).count()
    }

    fn write(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "\n### {}\n", self.spec.name)?;
        self.write_reading(out)?;
        self.write_names(out)?;
        self.write_profiles(out)?;
        let opaque = self.opaque().map(|model| Verbatim(&model.title));
        list(out, "Types of which the docs give only the name: raw JSON", opaque)?;
        let overrides = self.spec.config.overrides.iter();
        list(
            out,
            "Overrides used",
            overrides.map(|(of, given)| format!("{}: {}", Verbatim(of), one_line(&given.reason))),
        )?;
        let endless = self.samples.without_least.iter().map(|id| Verbatim(&self.models()[id.0 as usize].title));
        list(out, "Models without a finite smallest value: no samples were made", endless)?;
        let unfit = self.samples.unfit.iter().map(|span| {
            format!("{}: {}", self.spec.sources.place(*span), Verbatim(self.spec.sources.text(*span).trim()))
        });
        list(out, "Documented examples that contradict the documented type: not tested with", unfit)?;
        let cut = self.samples.cut.iter();
        let cut = cut.map(|(id, count)| format!("{}: {count}", Verbatim(&self.models()[id.0 as usize].title)));
        list(out, "Models with more samples than are tested with: how many were left out", cut)?;
        let warnings = self.diagnostics.iter().map(|found| {
            let place = found.place(&self.spec.sources).map(|place| format!("{place}: ")).unwrap_or_default();
            format!("{} {place}{}", found.code.as_str(), Verbatim(&found.message))
        });
        list(out, "Findings", warnings)
    }

    fn write_reading(&self, out: &mut String) -> fmt::Result {
        let how = match &self.understood.detection {
            Some(_) => "found from the pages",
            None => "as spec.toml says",
        };
        writeln!(out, "Pages are read as {}, {how}.", self.understood.dialect.name)?;
        for (span, what) in self.understood.detection.iter().flat_map(|detection| &detection.evidence) {
            writeln!(out, "- {}: {}", self.spec.sources.place(*span), Verbatim(what))?;
        }
        let mut left_out: BTreeMap<_, usize> = BTreeMap::new();
        for (_, why) in &self.understood.left_out {
            *left_out.entry(*why).or_default() += 1;
        }
        list(out, "Pages left out", left_out.iter().map(|(why, count)| format!("{count}: {}", why.describe())))
    }

    /// How many fields a profile holds otherwise than documented.
    fn write_profiles(&self, out: &mut String) -> fmt::Result {
        let touched = self.understood.policies.touched(&self.understood.resolved.api);
        if !touched.is_empty() {
            writeln!(out, "\n#### Presence\n\n| profile | fields | held otherwise than documented |")?;
            writeln!(out, "| --- | ---: | ---: |")?;
        }
        touched
            .iter()
            .try_for_each(|(profile, touched, all)| writeln!(out, "| {} | {all} | {touched} |", called(*profile)))
    }

    fn write_names(&self, out: &mut String) -> fmt::Result {
        let names = &self.understood.names;
        writeln!(out, "\n#### JSON names\n\nMost are {}.", names.case.as_str())?;
        let mut by_evidence: BTreeMap<NameEvidence, (usize, usize)> = BTreeMap::new();
        for (_, field) in self.fields() {
            let (all, sure) = by_evidence.entry(field.json.evidence).or_default();
            *all += 1;
            *sure += usize::from(field.json.sure);
        }
        if !by_evidence.is_empty() {
            writeln!(out, "\n| found by | fields | sure |\n| --- | ---: | ---: |")?;
        }
        for (evidence, (all, sure)) in by_evidence {
            writeln!(out, "| {} | {all} | {sure} |", found_by(evidence))?;
        }
        let guessed = self.models().iter().filter_map(guesses);
        list(out, "Guessed names, as printed and in JSON", guessed)
    }
}

/// What spec.toml calls a profile.
fn called(profile: Profile) -> &'static str {
    match profile {
        Profile::Documented => "documented",
        Profile::Tolerant => "tolerant",
        Profile::Exact => "exact",
    }
}

/// The fields of a model whose JSON names nothing but a rule speaks for.
fn guesses(model: &Model<ModelId>) -> Option<String> {
    let Kind::Struct(listed) = &model.kind else { return None };
    let guessed = listed.fields.iter().filter(|field| !field.json.sure);
    let names: Vec<String> = guessed
        .map(|field| match field.printed == field.json.text {
            true => Verbatim(&field.printed).to_string(),
            false => format!("{} {}", Verbatim(&field.printed), Verbatim(&field.json.text)),
        })
        .collect();
    (!names.is_empty()).then(|| format!("{}: {}", Verbatim(&model.title), names.join(", ")))
}

/// What a JSON name was found by, in a few words.
pub fn found_by(evidence: NameEvidence) -> &'static str {
    match evidence {
        NameEvidence::Override => "override",
        NameEvidence::Printed => "printed as it is",
        NameEvidence::Example => "JSON example of the model",
        NameEvidence::OwnPage => "spelling on the page",
        NameEvidence::OtherPage => "spelling on another page",
        NameEvidence::Print => "how it is printed",
        NameEvidence::SingleWord => "single word",
        NameEvidence::DominantCase => "case of most names",
        NameEvidence::Learned => "bodies of real servers",
    }
}

fn list(out: &mut String, title: &str, items: impl Iterator<Item = impl Display>) -> fmt::Result {
    let items: Vec<String> = items.map(|item| format!("- {item}\n")).collect();
    match items.len() {
        0 => Ok(()),
        1..=MAX_OPEN => write!(out, "\n#### {title}\n\n{}", items.concat()),
        many => {
            let summary = format!("<summary>{many} of them</summary>");
            write!(out, "\n#### {title}\n\n<details>{summary}\n\n{}\n</details>\n", items.concat())
        }
    }
}
