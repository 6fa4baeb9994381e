//! A release of the generated crate: its version and its changelog.
//!
//! In: what changed since the last release. Out: the text of an entry in the form of Keep a Changelog, the
//! manifest with another version, both with all that people wrote in them. Nothing is written here.

use std::{collections::BTreeMap, fmt::Write as _, fs, io, path::Path};

use semver::Version;
use toml_edit::{DocumentMut, Item, Table, value};

use crate::diff::{
    Comparison,
    change::{Change, Side, What},
    read::SUPPORT,
};

/// The changelog's name, beside the manifest.
pub const CHANGELOG: &str = "CHANGELOG.md";
/// The manifest's name.
pub const MANIFEST: &str = "Cargo.toml";

/// What a new changelog begins with.
const HEAD: &str = "# Changelog\n\nWhat changed for callers, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).\nEach \
                    version follows [SemVer](https://semver.org/).\n";
/// Longer sections name models and no changes.
const MAX_LINES: usize = 200;

/// The version of the crate in `folder`, also where its workspace says it.
///
/// # Errors
/// When a manifest cannot be read.
pub fn version(folder: &Path) -> io::Result<Option<Version>> {
    let manifest = match fs::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let stated = parse(&manifest)?.get("package").and_then(|package| package.get("version")).cloned();
    match stated {
        Some(Item::Value(toml_edit::Value::String(text))) => Ok(text.value().parse().ok()),
        Some(_) => inherited(folder),
        None => Ok(None),
    }
}

fn inherited(folder: &Path) -> io::Result<Option<Version>> {
    for ancestor in std::path::absolute(folder)?.ancestors().skip(1) {
        let Ok(text) = fs::read_to_string(ancestor.join(MANIFEST)) else { continue };
        let document = parse(&text)?;
        let Some(package) = document.get("workspace").and_then(|workspace| workspace.get("package")) else { continue };
        return Ok(package.get("version").and_then(Item::as_str).and_then(|text| text.parse().ok()));
    }
    Ok(None)
}

fn parse(manifest: &str) -> io::Result<DocumentMut> {
    manifest.parse().map_err(|error: toml_edit::TomlError| {
        io::Error::new(io::ErrorKind::InvalidData, format!("{MANIFEST}: {}", error.message()))
    })
}

/// The manifest with another version; all else as it was.
///
/// # Errors
/// When it is no TOML.
pub fn with_version(manifest: &str, version: &Version) -> io::Result<String> {
    let mut document = parse(manifest)?;
    let package = document.entry("package").or_insert_with(|| Item::Table(Table::new()));
    package["version"] = value(version.to_string());
    Ok(document.to_string())
}

/// The version of the newest entry of a changelog.
pub fn last_entry(changelog: &str) -> Option<Version> {
    changelog.lines().find_map(|line| heading(line)?.parse().ok())
}

/// The version that a line is the heading of; the line that [`entry`] writes begins like this.
pub fn heading(line: &str) -> Option<&str> {
    line.strip_prefix("## [")?.split(']').next()
}

/// The changelog with an entry before all others.
pub fn with_entry(changelog: &str, entry: &str) -> String {
    let text = if changelog.trim().is_empty() { HEAD } else { changelog };
    let first = text.lines().scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some((start, line))
    });
    let released = |line: &str| heading(line).is_some_and(|version| version.parse::<Version>().is_ok());
    let at = first.into_iter().find(|(_, line)| released(line)).map_or(text.len(), |(at, _)| at.min(text.len()));
    let (before, behind) = text.split_at(at);
    let behind = if behind.is_empty() { String::new() } else { format!("\n{behind}") };
    format!("{}\n\n{}\n{behind}", before.trim_end(), entry.trim_end())
}

/// An entry: what changed, by the sections of Keep a Changelog.
pub fn entry(comparison: &Comparison, version: &Version, date: &str) -> String {
    let mut sections: BTreeMap<Section, Vec<String>> = BTreeMap::new();
    for module in &comparison.modules {
        let models = models(module.models.len());
        match module.only {
            // It comes and goes with the crate, and what is in it are no models.
            Some(_) if module.name == SUPPORT => {}
            Some(Side::After) => {
                sections.entry(Section::Added).or_default().push(format!("`{}`: {models}.", module.name))
            }
            Some(Side::Before) => {
                sections
                    .entry(Section::Removed)
                    .or_default()
                    .push(format!("**Breaking:** `{}`, with {models}.", module.name));
            }
            None => module
                .models
                .iter()
                .flat_map(|model| model.changes.iter().map(|change| (model.path.as_str(), change)))
                .for_each(|(model, change)| {
                    if let Some((section, line)) = line(model, change) {
                        sections.entry(section).or_default().push(line);
                    }
                }),
        }
    }
    let worded = comparison.modules.iter().flat_map(|module| &module.models);
    let worded = worded.filter(|model| model.changes.iter().any(|change| change.what == What::Docs)).count();
    if worded > 0 {
        sections.entry(Section::Changed).or_default().push(format!("Documentation of {}.", models(worded)));
    }
    let mut text = format!("## [{version}] - {date}\n");
    for (section, lines) in &sections {
        let _ = writeln!(text, "\n### {}\n", section.title());
        lines.iter().take(MAX_LINES).for_each(|line| text.push_str(&format!("- {line}\n")));
        if let Some(more) = lines.len().checked_sub(MAX_LINES).filter(|more| *more > 0) {
            let _ = writeln!(text, "- {more} more.");
        }
    }
    if sections.is_empty() {
        text.push_str("\nNothing that callers notice.\n");
    }
    text
}

fn models(count: usize) -> String {
    if count == 1 { "1 model".to_owned() } else { format!("{count} models") }
}

/// The sections, in the order in which they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Added,
    Changed,
    Deprecated,
    Removed,
}

impl Section {
    fn title(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Deprecated => "Deprecated",
            Self::Removed => "Removed",
        }
    }
}

fn line(model: &str, change: &Change) -> Option<(Section, String)> {
    let section = match change.what {
        What::Added | What::FieldAdded | What::ValueAdded | What::MemberAdded => Section::Added,
        What::Removed | What::FieldRemoved | What::ValueRemoved | What::MemberRemoved => Section::Removed,
        What::Deprecated => Section::Deprecated,
        What::Renamed
        | What::Kind
        | What::FieldRenamed
        | What::Type
        | What::Required
        | What::Nullable
        | What::ValueChanged
        | What::MemberFound
        | What::Arguments
        | What::Unlisted
        | What::Trait
        | What::Exhaustive
        | What::Support
        | What::Default => Section::Changed,
        What::Docs => return None,
    };
    let mark = if change.breaks.any() { "**Breaking:** " } else { "" };
    let module = model.rsplit_once("::").map_or("", |(module, _)| module);
    let what = match section {
        Section::Added | Section::Removed => String::new(),
        Section::Changed | Section::Deprecated => format!(" {}", change.what.as_str()),
    };
    let advice = if change.advice.is_empty() { String::new() } else { format!("; {}", change.advice) };
    Some((section, format!("{mark}`{module}::{}`{what}: {}{advice}.", change.subject, change.reason)))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_version_leaves_the_rest_of_the_manifest_alone() {
        let manifest =
            "# mine\n[package]\nname = \"zoo\" # mine too\nversion.workspace = true\n\n[dependencies]\nserde = \"1\"\n";
        expect![[r#"
            # mine
            [package]
            name = "zoo" # mine too
            version = "0.2.0"

            [dependencies]
            serde = "1"
        "#]]
        .assert_eq(&with_version(manifest, &Version::new(0, 2, 0)).expect("TOML"));
    }

    #[test]
    fn the_newest_entry_comes_first_and_what_people_wrote_stays() {
        let first = with_entry("", "## [0.1.0] - 2026-01-02\n\n### Added\n\n- `zoo`: 2 models.\n");
        let edited = first
            .replace("SemVer", "the rules of SemVer")
            .replace("## [0.1.0]", "## [Unreleased]\n\nBy hand.\n\n## [0.1.0]");
        let second = with_entry(&edited, "## [0.2.0] - 2026-02-03\n\nNothing that callers notice.\n");
        expect![[r#"
            # Changelog

            What changed for callers, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).
            Each version follows [the rules of SemVer](https://semver.org/).

            ## [Unreleased]

            By hand.

            ## [0.2.0] - 2026-02-03

            Nothing that callers notice.

            ## [0.1.0] - 2026-01-02

            ### Added

            - `zoo`: 2 models.
        "#]]
        .assert_eq(&second);
        assert_eq!(last_entry(&second), Some(Version::new(0, 2, 0)));
    }
}
