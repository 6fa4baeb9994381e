//! The types of every language as their cells spell them, in every generation that is known.
//! `spellings.txt` holds a line for each cell with what it means; `?` where it is not read, or not to the end.

use expect_test::expect_file;

use super::*;
use crate::{
    diag::Diagnostics,
    dialect, fixture,
    ir::Field,
    markdown,
    source::{Source, Sources},
};

const SPELLINGS: &str = include_str!("spellings.txt");

/// What a language's cell means, in short.
fn read(dialect: &str, cell: &str) -> String {
    let text = format!(
        "# A\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
         | `a` | {cell} | :heavy_check_mark: | N/A |\n"
    );
    let sources = Sources::new(vec![Source { root: String::new(), path: "docs/models/a.md".to_owned(), text }]);
    let mut diagnostics = Diagnostics::default();
    let dialect = dialect::by_name(dialect).expect("a dialect");
    let reading = dialect::read(&markdown::parse(&sources), dialect, &mut diagnostics);
    let Some(model) = reading.api.models.first() else { return "the HTTP library's".to_owned() };
    let Kind::Struct(found) = &model.kind else { panic!("a struct") };
    let [Field { ty, .. }] = found.fields.as_slice() else { return "no field".to_owned() };
    let is_told = diagnostics.iter().any(|told| told.span == Some(ty.span));
    if is_told { "?".to_owned() } else { fixture::short(&ty.value) }
}

#[test]
fn every_language_has_words_for_every_type() {
    let mut found = String::new();
    let mut dialect = "";
    for line in SPELLINGS.lines() {
        match line.strip_prefix("    ").and_then(|line| line.rsplit_once(" = ")) {
            Some((cell, _)) => found += &format!("    {cell} = {}\n", read(dialect, cell)),
            None => {
                dialect = line;
                found += &format!("{line}\n");
            }
        }
    }
    expect_file!["spellings.txt"].assert_eq(&found);
}
