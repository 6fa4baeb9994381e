//! Which writer wrote a folder's pages.

use super::page::{Part, Sections};
use crate::{
    dialect::Detection,
    markdown::{Block, Page},
};

/// The columns of nearly every field table of the family.
pub const COLUMNS: &[&str] = &["Name", "Type", "Description", "Notes"];

/// Finds the writer.
pub fn detect(pages: &[Page<'_>]) -> Option<Detection> {
    let mut evidence = Vec::new();
    let mut count = 0;
    for page in pages {
        let Some(sections) = Sections::of(page) else { continue };
        let Some(span) = mark(&sections) else { continue };
        count += 1;
        if evidence.len() < 3 {
            evidence.push(span);
        }
    }
    (count > 0).then_some(Detection { dialect: 0, pages: count, evidence, other: None })
}

fn mark(sections: &Sections<'_, '_>) -> Option<(crate::source::Span, String)> {
    let section = sections.parts.iter().find(|part| matches!(part.kind, Part::Properties | Part::Values))?;
    let code = sections.parts.iter().flat_map(|part| part.blocks).find_map(|block| match block {
        Block::Code { info, text } if *info == "python" => Some(text),
        _ => None,
    });
    if section.kind == Part::Properties && section.table().is_some_and(|table| table.has_header(COLUMNS)) {
        let code = code?;
        return Some((code.span, "a table `Name | Type | Description | Notes` above an example in Python".to_owned()));
    }
    (section.kind == Part::Values).then(|| (section.heading.span, "an enum listed as bullets".to_owned()))
}
