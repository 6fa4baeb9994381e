//! The types of every writer as their cells spell them, in every version that is known. `spellings.txt`
//! holds a line for each cell with what it means; `?` where it is not read, or not to the end.

use expect_test::expect_file;

use super::tests;
use crate::{
    diag::Diagnostics,
    dialect,
    ir::Kind,
    markdown,
    source::{Source, Sources},
};

const SPELLINGS: &str = include_str!("spellings.txt");

/// What a writer's cells mean, in short.
fn read(dialect: &str, cells: &[&str]) -> Vec<String> {
    let page = |path: &str, text: String| Source { root: String::new(), path: path.to_owned(), text };
    let rows: String = cells.iter().enumerate().map(|(at, cell)| format!("**f{at}** | {cell} |  | \n")).collect();
    let sources = Sources::new(vec![
        page("A.md", tests::table("A", &rows)),
        page("Leaf.md", tests::table("Leaf", "**x** | **string** |  | \n")),
    ]);
    let mut diagnostics = Diagnostics::default();
    let dialect = dialect::by_name(dialect).expect("a dialect");
    let reading = dialect::read(&markdown::parse(&sources), dialect, &mut diagnostics);
    let Kind::Struct(found) = &reading.api.models[0].kind else { panic!("a struct") };
    let is_told = |span| diagnostics.iter().any(|told| told.span == Some(span));
    let meaning = |field: &crate::ir::Field<_>| match is_told(field.ty.span) {
        true => "?".to_owned(),
        false => tests::ty(&field.ty.value),
    };
    found.fields.iter().map(meaning).collect()
}

#[test]
fn every_writer_has_words_for_every_type() {
    let mut found = String::new();
    let mut lines = SPELLINGS.lines().peekable();
    while let Some(dialect) = lines.next() {
        let cells: Vec<&str> = std::iter::from_fn(|| lines.next_if(|line| line.starts_with(' ')))
            .filter_map(|line| Some(line.trim_start().rsplit_once(" = ")?.0))
            .collect();
        found += &format!("{dialect}\n");
        for (cell, meaning) in cells.iter().zip(read(dialect, &cells)) {
            found += &format!("    {cell} = {meaning}\n");
        }
    }
    expect_file!["spellings.txt"].assert_eq(&found);
}
