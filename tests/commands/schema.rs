//! `schema` prints a document on standard output and nothing else there.

use serde_json::{Value, json};

use crate::project::{CAT, GUIDE, MOOD, Project};

#[test]
fn a_plain_folder_gives_a_document_and_says_how_it_was_read() {
    let project =
        Project::new(&[("docs/models/cat.md", CAT), ("docs/models/mood.md", MOOD), ("docs/guides/start.md", GUIDE)]);
    let run = project.run(&["schema", "--spec", "docs"]).ends(0).says("pages are read as speakeasy-python");
    let document: Value = serde_json::from_str(&run.out).expect("JSON alone");
    let cat = &document["components"]["schemas"]["Cat"];
    assert_eq!(cat["required"], json!(["name"]));
    assert!(cat["properties"]["lives_left"]["type"].to_string().contains("integer"), "{cat}");
    assert!(!run.err.contains('\u{1b}'), "no colours in a pipe");
    assert!(run.err.contains("left out 1"), "{}", run.err);
}

#[test]
fn a_folder_without_model_pages_is_at_fault() {
    let project = Project::new(&[("docs/start.md", GUIDE)]);
    let run = project.run(&["schema", "--spec", "docs"]).ends(1).says("FM003");
    assert_eq!(run.out, "");
    project.run(&["schema", "--spec", "nowhere"]).ends(2).says("there is no folder nowhere");
}

#[test]
fn a_source_that_is_not_there_is_told_at_its_place() {
    let project = Project::new(&[("docs/spec.toml", "\n[[source]]\npath = 'nope'\n"), ("docs/models/mood.md", MOOD)]);
    let run = project.run(&["schema", "--spec", "docs"]).ends(1);
    let run = run.says("error[FM002]: there is no folder docs/nope\n").says("--> docs/spec.toml:3:8").says("help: ");
    assert!(!run.err.contains("FM003"), "{}", run.err);
}

#[test]
fn each_source_must_hold_a_model_whatever_dialect_is_stated() {
    let stated = |path: &str| format!("[[source]]\npath = \"{path}\"\ndialect = \"speakeasy-python\"\n");
    let project = Project::new(&[("docs/spec.toml", &stated("guides")), ("docs/guides/start.md", GUIDE)]);
    let said = "none of 1 pages is a model page of `speakeasy-python`";
    for command in [&["schema", "--spec", "docs"][..], &["codegen", "--spec", "docs", "--out", "out"]] {
        project.run(command).ends(1).says("FM003").says(said).says("--> docs/guides/");
    }
    project.put("docs/models/mood.md", MOOD);
    project.put("docs/spec.toml", &(stated("models") + &stated("guides")));
    let run = project.run(&["schema", "--spec", "docs"]).ends(1).says(said).says("--> docs/guides/");
    assert_eq!(run.out, "");
}
