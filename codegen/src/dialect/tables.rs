//! Model docs that people write: field tables below headings, several to a page.
//!
//! In: a page of any product's docs. Out: a model for each table whose columns are known by their names, whatever
//! their order, and one for each list of values:
//!
//! ```text
//! ### Widget Object                  the title, without words such as `Object`
//!
//! | Field  | Type                     | Required | Description |
//! | ------ | ------------------------ | -------- | ----------- |
//! | id     | integer                  | yes      | ..          |
//! | note?  | ?string                  |          | ..          | `?`: may be absent, may be null
//! | parts  | array of [part](#part)s  | no       | ..          |
//! | > name | string                   | no       | ..          | a field of what `parts` holds
//! ```
//!
//! Names are those on the wire. A heading that only says `Response` or `Fields` is called after the one above it. What
//! type cells say in words is read by the grammar in [`phrases`].
//!
//! What such tables may not say, and what is made of it:
//!
//! | lost | read as |
//! | --- | --- |
//! | which fields may be absent: no column, no mark, no word of it on any page | any may |
//! | null: no mark on any page | unknown |
//! | formats and widths beyond those that are named | nothing |
//!
//! Such tables are so general that other families' pages have them, too: it is looked for where none of those is found.

use super::{Detection, Dialect, Family, LeftOut, Printing, Read, namespace, openapi_generator::USUAL_COLUMNS, stem};
use crate::{
    config::Case,
    diag::{Code, Diagnostic},
    ir::{Kind, Link, Model},
    markdown::{Page, Table},
};
use sections::Section;

mod columns;
mod fields;
mod finish;
mod names;
mod nested;
mod phrases;
mod sections;
mod titles;
mod values;
mod whole;

/// The family.
pub const FAMILY: Family = Family {
    name: "Tables",
    dialects: &[Dialect {
        name: "tables",
        printing: Printing::Verbatim,
        usual: Case::Snake,
        read: |page, _| read(page),
    }],
    is_general: true,
    detect,
    finish: Some(finish::finish),
};

/// How many pages are shown as evidence.
const SHOWN: usize = 3;

/// Pages with a table of fields. Where OpenAPI Generator was not found to be the writer of one that has its columns,
/// notes such as `[optional]` would be lost.
fn detect(pages: &[Page<'_>]) -> Option<Detection> {
    let evident = |page: &Page<'_>| {
        let sections = sections::of(page);
        let sections = sections.iter().filter(|section| !section.is_of_parameters());
        let table = sections.filter_map(Section::fields).find(|table| !table.has_header(USUAL_COLUMNS))?;
        let columns: Vec<&str> = table.header.iter().map(|cell| cell.text).collect();
        Some((table.span, format!("a table of {}", columns.join(" | "))))
    };
    let mut evidence: Vec<_> = pages.iter().filter_map(evident).collect();
    let pages = evidence.len();
    evidence.truncate(SHOWN);
    (pages > 0).then_some(Detection { dialect: 0, pages, evidence, other: None })
}

/// Reads one page.
fn read(page: &Page<'_>) -> Read {
    let mut read = Read::default();
    let sections = sections::of(page);
    let titles = titles::of(&sections, stem(page.path));
    let mut spaces = namespace(page.path);
    if !["readme", "index"].contains(&stem(page.path).to_ascii_lowercase().as_str()) {
        spaces.push(stem(page.path).to_owned());
    }
    // The models of the section above.
    let mut latest = 0;
    for (section, title) in sections.iter().zip(titles) {
        let model = |kind: Kind<Link>| Model {
            title: title.clone(),
            namespace: spaces.clone(),
            docs: section.docs(page),
            examples: Vec::new(),
            deprecated: None,
            kind,
            span: section.span(page),
        };
        let above = latest..read.models.len();
        latest = read.models.len();
        if section.tables().any(|table| values::into_fields(table, &mut read.models[above.clone()])) {
            continue;
        }
        let has_fields = section.fields().is_some();
        if section.is_of_parameters() {
            read.left_out = read.left_out.or(has_fields.then_some(LeftOut::Parameters));
        } else if has_fields {
            if let Some(kind) = whole::kind(section, &title, &mut read.diagnostics) {
                read.models.push(model(kind));
                continue;
            }
            let mut objects = nested::Objects::new(&title, &spaces);
            let kind = Kind::Struct(fields::read(section, &mut objects, &mut read.diagnostics));
            read.models.push(model(kind));
            read.models.extend(objects.into_models());
        } else if let Some(listed) = values::listed(section, &mut read.diagnostics) {
            read.models.push(model(Kind::Enum(listed)));
        } else {
            read.diagnostics.extend(section.tables().filter_map(without_types));
        }
    }
    if read.models.is_empty() {
        read.left_out = read.left_out.or(Some(LeftOut::Prose));
    }
    read
}

/// What is said of a table that names fields and not their types.
fn without_types(table: &Table<'_>) -> Option<Diagnostic> {
    columns::names_fields_alone(table).then(|| {
        let columns: Vec<&str> = table.header.iter().map(|cell| cell.text).collect();
        let message = format!("expected a column of types, found {}; the table is left out", columns.join(" | "));
        Diagnostic::new(Code::UnreadableModel, table.span, message).help("add a column `Type`")
    })
}

#[cfg(test)]
mod tests;
