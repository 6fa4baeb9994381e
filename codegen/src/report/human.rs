//! What changed for callers, as plain lines for a terminal.

use std::fmt::Write as _;

use crate::diff::change::Side;

use super::{
    findings::ONLY_CODE,
    review::{Review, full, is_words},
    text::{number, one_line},
};

/// The report, without colours.
pub fn human(review: &Review<'_>) -> String {
    let mut out = String::new();
    for module in &review.comparison.modules {
        if let Some(side) = module.only {
            let (what, breaks) = match side {
                Side::Before => ("gone", "breaking for those who read, breaking for those who build values"),
                Side::After => ("new", "compatible"),
            };
            let _ = writeln!(
                out,
                "{}: the API is {what}, {}: {breaks}\n",
                module.name,
                number(module.models.len(), "model")
            );
            continue;
        }
        for model in &module.models {
            let _ = writeln!(out, "{}", model.path);
            for change in model.changes.iter().filter(|change| !is_words(change)) {
                let between = match (change.before.as_str(), change.after.as_str()) {
                    ("", "") => String::new(),
                    (one, "") | ("", one) => format!(" {}", one_line(one)),
                    (before, after) => format!(" {} -> {}", one_line(before), one_line(after)),
                };
                let _ = writeln!(out, "  {}: {}{between}", full(&model.path, change), change.what.as_str());
                let _ = writeln!(out, "    {}: {}", change.breaks.words().join(", "), one_line(&change.reason));
                if !change.advice.is_empty() {
                    let _ = writeln!(out, "    do: {}", one_line(&change.advice));
                }
                let page = change.at.page.as_ref().map(|(page, line)| format!("{}:{line}, ", one_line(page)));
                let (page, folder) = (page.unwrap_or_default(), &review.links.crate_folder);
                let _ = writeln!(out, "    at: {page}{folder}{}:{}", change.at.file, change.at.line);
            }
            let words = model.changes.iter().filter(|change| is_words(change)).count();
            if words > 0 {
                let _ = writeln!(out, "  words only, in {}", number(words, "place"));
            }
            out.push('\n');
        }
    }
    for (how, found) in [("appeared", &review.findings.appeared), ("went", &review.findings.went)] {
        for finding in found {
            let page = finding.page.as_ref().map(|(page, line)| format!("{}:{line}: ", one_line(page)));
            let _ = writeln!(out, "{how}: {}{} {}", page.unwrap_or_default(), finding.code, one_line(&finding.message));
            if let (Some(lines), "appeared") = (&finding.settled_by, how) {
                for line in lines.lines() {
                    let _ = writeln!(out, "  {}", one_line(line));
                }
            }
        }
    }
    if let Some(why) = &review.findings.unknown {
        let _ = writeln!(out, "{ONLY_CODE}: {}", one_line(why));
    }
    for file in &review.comparison.unreadable {
        let _ = writeln!(out, "no Rust, and not compared: {}", one_line(file));
    }
    let _ = writeln!(out, "{}", review.title());
    let _ = writeln!(out, "{}", review.summary().replace("**", "").replace('`', ""));
    out
}
