//! What changed for callers, as Markdown for the body of a pull request.
//!
//! What breaks comes first and in full; the rest is folded. Each part has its own share of what a host
//! takes, so that the whole always fits.

use std::fmt::Write as _;

use semver::Version;

use crate::diff::{
    Comparison, ModuleChanges,
    change::{At, Change, Side, What},
};

use super::{
    findings::{Finding, Findings, ONLY_CODE},
    graph,
    text::{Verbatim, cell, number, one_line, shortened, url_path},
};

/// The first line: by it a comment is found again.
const MARK: &str = "<!-- fieldmark: what changed for callers -->";

/// How many bytes each part may take; hosts take 65,536 characters for all.
const MAX_BREAKING: usize = 16_000;
const MAX_COMPATIBLE: usize = 8_000;
const MAX_WORDS: usize = 3_000;
const MAX_FINDINGS: usize = 6_000;

/// Longer lists are folded.
const MAX_OPEN: usize = 12;

/// What is reported.
#[derive(Debug, Clone)]
pub struct Review<'a> {
    /// What changed.
    pub comparison: &'a Comparison,
    /// What was found that was not found before, and the other way round.
    pub findings: &'a Findings,
    /// What it is compared with, for people.
    pub base: &'a str,
    /// The version of the crate, where it has one.
    pub version: Option<&'a Version>,
    /// What stands before paths in links.
    pub links: &'a Links,
}

/// What stands before paths in links: `https://example.com/blob/0a1b2c/`, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// For pages and files as they were.
    pub before: String,
    /// For pages and files as they are.
    pub after: String,
    /// The folder of the crate, below that: empty or ending in `/`.
    pub crate_folder: String,
}

/// The report.
pub fn markdown(review: &Review<'_>) -> String {
    let mut out = format!("{MARK}\n## {}\n\n{}\n", review.title(), review.summary());
    if !review.comparison.unreadable.is_empty() {
        let files: Vec<String> = review.comparison.unreadable.iter().map(|file| Verbatim(file).to_string()).collect();
        let _ = writeln!(out, "\nFiles that are no Rust, and were not compared: {}.", files.join(", "));
    }
    if let Some(why) = &review.findings.unknown {
        let _ = writeln!(out, "\nFindings were not compared: {ONLY_CODE}: {}.", Verbatim(why));
    }
    out.push_str(&shortened(review.breaking(), MAX_BREAKING));
    out.push_str(&shortened(review.compatible(), MAX_COMPATIBLE));
    out.push_str(&shortened(review.words(), MAX_WORDS));
    out.push_str(&shortened(review.findings("appeared", &review.findings.appeared), MAX_FINDINGS));
    out.push_str(&shortened(review.findings("went", &review.findings.went), MAX_FINDINGS));
    match graph::mermaid(review.comparison) {
        Ok(graph) => {
            let _ = write!(out, "\n### Changed models and who refers to them\n\n```mermaid\n{graph}```\n");
        }
        Err("") => {}
        Err(why) => {
            let _ = write!(out, "\n{why}\n");
        }
    }
    out
}

impl Review<'_> {
    /// The step in words: `breaking: 0.1.0 becomes 0.2.0`.
    pub fn title(&self) -> String {
        let step = self.comparison.step();
        let next = self.version.map(|version| (version, step.next(version)));
        match next {
            _ if self.comparison.files == 0 => "Generated types: nothing changed".to_owned(),
            Some((version, next)) => {
                format!("Generated types: {}, {version} becomes {next}", step.describe())
            }
            None => format!("Generated types: {}", step.describe()),
        }
    }

    /// Counts, in one line.
    pub fn summary(&self) -> String {
        let count = |is: &dyn Fn(&Change) -> bool| self.comparison.changes().filter(|(_, change)| is(change)).count();
        let breaking = count(&|change| change.breaks.any());
        let words = count(&|change| is_words(change));
        let compatible = count(&|change| !change.breaks.any() && !is_words(change));
        let models: usize = self.comparison.modules.iter().map(|module| module.models.len()).sum();
        let (models, files) = (number(models, "model"), number(self.comparison.files, "file"));
        format!(
            "**{breaking} breaking**, {compatible} compatible, {words} in words only; {models} and {files} against {}.",
            Verbatim(self.base)
        )
    }

    fn breaking(&self) -> String {
        let mut rows = String::new();
        for module in &self.comparison.modules {
            if module.only == Some(Side::Before) {
                let what = format!("all of {} models", module.models.len());
                let _ = writeln!(
                    rows,
                    "| {} | {what} | **breaking for those who read**, **breaking for those who build values** | there is no such API any more | do without it |",
                    Verbatim(&module.name)
                );
                continue;
            }
            for (model, change) in changes_of(module).filter(|(_, change)| change.breaks.any()) {
                let words: Vec<String> = change.breaks.words().iter().map(|words| format!("**{words}**")).collect();
                let row = [
                    format!("{}{}", Verbatim(&full(model, change)), self.places(&change.at)),
                    between(change),
                    words.join("<br>"),
                    change.reason.clone(),
                    change.advice.clone(),
                ];
                let row: Vec<String> = row.iter().map(|text| cell(text)).collect();
                let _ = writeln!(rows, "| {} |", row.join(" | "));
            }
        }
        match rows.as_str() {
            "" => String::new(),
            rows => format!(
                "\n### What breaks\n\n| what | change | for whom | why | what to do |\n| --- | --- | --- | --- | --- |\n{rows}"
            ),
        }
    }

    fn compatible(&self) -> String {
        let mut lines = Vec::new();
        for module in &self.comparison.modules {
            if module.only == Some(Side::After) {
                let models = number(module.models.len(), "model");
                lines.push(format!("- {}: a new API with {models}: **compatible**", Verbatim(&module.name)));
                continue;
            }
            let shown = |change: &Change| !change.breaks.any() && !is_words(change);
            for (model, change) in changes_of(module).filter(|(_, change)| shown(change)) {
                let full = full(model, change);
                let (between, places) = (between(change), self.places(&change.at));
                lines.push(format!("- {}: {between}: **compatible**, {}{places}", Verbatim(&full), change.reason));
            }
        }
        section("What is compatible", &lines)
    }

    fn words(&self) -> String {
        let mut lines = Vec::new();
        for module in self.comparison.modules.iter().filter(|module| module.only.is_none()) {
            for model in &module.models {
                let subjects: Vec<String> = model
                    .changes
                    .iter()
                    .filter(|change| is_words(change))
                    .map(|change| Verbatim(&change.subject).to_string())
                    .collect();
                if !subjects.is_empty() {
                    lines.push(format!("- {}: {}", Verbatim(&model.path), subjects.join(", ")));
                }
            }
        }
        match lines.len() {
            0 => String::new(),
            models => format!(
                "\n<details><summary>Only words changed in {}</summary>\n\n{}\n\n</details>\n",
                number(models, "model"),
                lines.join("\n")
            ),
        }
    }

    fn findings(&self, how: &str, found: &[Finding]) -> String {
        let side = if how == "went" { Side::Before } else { Side::After };
        let line = |finding: &Finding| {
            let place = finding.page.as_ref().map(|(page, line)| format!(" ({})", self.page_link(side, page, *line)));
            let mut text = format!("- {} {}{}", finding.code, Verbatim(&finding.message), place.unwrap_or_default());
            match (&finding.settled_by, side) {
                (Some(lines), Side::After) => {
                    let lines = lines.lines().map(|line| format!("\n  {}", one_line(line))).collect::<String>();
                    let fence =
                        "`".repeat(lines.split(|c| c != '`').map(str::len).max().unwrap_or_default().max(2) + 1);
                    let _ = write!(text, "\n  {fence}toml{lines}\n  {fence}");
                }
                (None, Side::After) => {
                    let help = finding.help.as_ref().map(|help| format!("; {}", Verbatim(help)));
                    text.push_str(&help.unwrap_or_default());
                }
                (_, Side::Before) => {}
            }
            text
        };
        section(&format!("Findings that {how}"), &found.iter().map(line).collect::<Vec<_>>())
    }

    fn places(&self, at: &At) -> String {
        let page = at.page.as_ref().map(|(page, line)| self.page_link(at.side, page, *line));
        let file = format!("{}{}", self.links.crate_folder, at.file);
        let name = at.file.rsplit('/').next().unwrap_or(&at.file);
        let code = format!(
            "[{}]({}{}#L{})",
            text_in_link(&format!("{name}:{}", at.line)),
            self.base_of(at.side),
            url_path(&file),
            at.line
        );
        let links: Vec<String> = page.into_iter().chain([code]).collect();
        format!(" ({})", links.join(", "))
    }

    fn page_link(&self, side: Side, page: &str, line: usize) -> String {
        let name = page.rsplit('/').next().unwrap_or(page);
        let base = self.base_of(side);
        // Hosts render Markdown, which has no lines, unless they are asked for the text.
        let plain = if base.is_empty() { "" } else { "?plain=1" };
        format!("[{}]({base}{}{plain}#L{line})", text_in_link(&format!("{name}:{line}")), url_path(page))
    }

    fn base_of(&self, side: Side) -> &str {
        match side {
            Side::Before => &self.links.before,
            Side::After => &self.links.after,
        }
    }
}

/// Every change of a module with the path of its model.
fn changes_of(module: &ModuleChanges) -> impl Iterator<Item = (&str, &Change)> {
    module.models.iter().flat_map(|model| model.changes.iter().map(|change| (model.path.as_str(), change)))
}

/// The subject with its module: `zoo::Cat.name`.
pub(super) fn full(model: &str, change: &Change) -> String {
    let module = model.rsplit_once("::").map_or("", |(module, _)| module);
    format!("{module}::{}", change.subject)
}

/// What kind of change, and from what to what.
fn between(change: &Change) -> String {
    let what = change.what.as_str();
    match (change.before.as_str(), change.after.as_str()) {
        ("", "") => what.to_owned(),
        (before, "") => format!("{what}: {}", Verbatim(before)),
        ("", after) => format!("{what}: {}", Verbatim(after)),
        (before, after) => format!("{what}: {} → {}", Verbatim(before), Verbatim(after)),
    }
}

pub(super) fn is_words(change: &Change) -> bool {
    change.what == What::Docs
}

fn text_in_link(text: &str) -> String {
    Verbatim(text).to_string()
}

/// A heading and a list under it; folded where it is long, absent where it is empty.
fn section(title: &str, lines: &[String]) -> String {
    match lines.len() {
        0 => String::new(),
        1..=MAX_OPEN => format!("\n### {title}\n\n{}\n", lines.join("\n")),
        many => format!(
            "\n### {title}\n\n<details><summary>{many} of them</summary>\n\n{}\n\n</details>\n",
            lines.join("\n")
        ),
    }
}
