//! What changed for callers, as JSON for machines.

use serde_json::{Value, json};

use crate::diff::change::{Change, Side};

use super::{
    findings::Finding,
    review::{Review, full},
};

/// The report.
pub fn json(review: &Review<'_>) -> Value {
    let step = review.comparison.step();
    let modules = review.comparison.modules.iter().map(|module| {
        let models = module.models.iter().map(|model| {
            let changes: Vec<Value> =
                model.changes.iter().map(|change| of_change(review, &model.path, change)).collect();
            json!({ "path": model.path, "referrers": model.referrers, "changes": changes })
        });
        json!({ "name": module.name, "only": module.only.map(side), "models": models.collect::<Vec<_>>() })
    });
    json!({
        "base": review.base,
        "step": step.as_str(),
        "version": review.version.map(ToString::to_string),
        "next": review.version.map(|version| step.next(version).to_string()),
        "files": review.comparison.files,
        "unreadable": review.comparison.unreadable,
        "modules": modules.collect::<Vec<_>>(),
        "findings": {
            "appeared": review.findings.appeared.iter().map(of_finding).collect::<Vec<_>>(),
            "went": review.findings.went.iter().map(of_finding).collect::<Vec<_>>(),
            "unknown": review.findings.unknown,
        },
    })
}

fn of_change(review: &Review<'_>, model: &str, change: &Change) -> Value {
    let page = change.at.page.as_ref().map(|(path, line)| json!({ "path": path, "line": line }));
    let file = format!("{}{}", review.links.crate_folder, change.at.file);
    json!({
        "what": change.what.as_str(),
        "subject": full(model, change),
        "before": change.before,
        "after": change.after,
        "breaks": {
            "readers": change.breaks.readers,
            "builders": change.breaks.builders,
            "wire": change.breaks.wire,
        },
        "reason": change.reason,
        "advice": change.advice,
        "side": side(change.at.side),
        "page": page,
        "code": { "path": file, "line": change.at.line },
    })
}

fn of_finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "message": finding.message,
        "page": finding.page.as_ref().map(|(path, line)| json!({ "path": path, "line": line })),
        "help": finding.help,
        "settled_by": finding.settled_by,
    })
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Before => "before",
        Side::After => "after",
    }
}
