//! The changed models and who refers to them, as a Mermaid graph.
//!
//! Labels are paths of Rust items: letters of any script, digits, `_` and `::`, so nothing in them ends a
//! label or begins markup.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::diff::{Comparison, change::What};

/// A graph of more boxes than this is not read by anybody.
const MAX_BOXES: usize = 30;
/// Nor one of more arrows.
const MAX_ARROWS: usize = 60;

/// The graph, where there is something to draw and it is small enough; else a word on why there is none.
pub fn mermaid(comparison: &Comparison) -> Result<String, &'static str> {
    let words_only = |what: What| matches!(what, What::Docs | What::Default);
    let models = comparison.modules.iter().filter(|module| module.only.is_none()).flat_map(|module| &module.models);
    let changed: Vec<_> = models.filter(|model| model.changes.iter().any(|change| !words_only(change.what))).collect();
    let mut boxes: BTreeSet<&str> = BTreeSet::new();
    let mut arrows = Vec::new();
    for model in &changed {
        boxes.insert(&model.path);
        for from in &model.referrers {
            boxes.insert(from);
            arrows.push((from.as_str(), model.path.as_str()));
        }
    }
    if arrows.is_empty() {
        return Err("");
    }
    if boxes.len() > MAX_BOXES || arrows.len() > MAX_ARROWS {
        return Err("The graph of the changed models and those that refer to them is too large to be read.");
    }
    let ids: BTreeMap<&str, usize> = boxes.iter().enumerate().map(|(at, path)| (*path, at)).collect();
    let mut text = String::from("graph LR\n");
    for (path, id) in &ids {
        let change = changed.iter().find(|model| model.path == *path);
        let class = match change {
            Some(model) if model.changes.iter().any(|change| change.breaks.any()) => ":::breaking",
            Some(_) => ":::compatible",
            None => "",
        };
        let _ = writeln!(text, "    m{id}[\"{path}\"]{class}");
    }
    for (from, to) in arrows {
        let _ = writeln!(text, "    m{} --> m{}", ids[from], ids[to]);
    }
    text.push_str(
        "    classDef breaking stroke:#c00,stroke-width:3px\n    classDef compatible stroke:#080,stroke-width:2px\n",
    );
    Ok(text)
}
