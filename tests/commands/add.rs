//! `add` takes pages in as they are and keeps what people write beside them.

use std::fs;

use crate::project::{CAT, GUIDE, MOOD, Project};

fn project() -> Project {
    Project::new(&[("sdk/docs/models/cat.md", CAT), ("sdk/docs/models/mood.md", MOOD), ("sdk/README.md", GUIDE)])
}

#[test]
fn model_pages_come_in_byte_for_byte_and_the_rest_is_counted() {
    let project = project();
    project.put("sdk/docs/models/mood.md", &MOOD.replace('\n', "\r\n"));
    project.run(&["add", "cats", "sdk"]).ends(0).says("left out 1").says("README.md");
    assert_eq!(project.read("spec/cats/models/cat.md"), CAT);
    assert_eq!(project.read("spec/cats/models/mood.md"), MOOD.replace('\n', "\r\n"));
    let config = project.read("spec/cats/spec.toml");
    for recorded in ["path = \"models\"", "dialect = \"speakeasy-python\"", "json_names = ", "evidence = ["] {
        assert!(config.contains(recorded), "{recorded} is not in\n{config}");
    }
}

#[test]
fn the_second_time_changes_nothing() {
    let project = project();
    project.run(&["add", "cats", "sdk"]).ends(0);
    let before = project.snapshot("spec");
    project.run(&["add", "cats", "sdk"]).ends(0).says("0 files written, 0 removed");
    assert!(project.snapshot("spec") == before);
}

#[test]
fn a_refresh_replaces_pages_and_keeps_what_was_written_by_hand() {
    let project = project();
    project.run(&["add", "cats", "sdk"]).ends(0);
    let by_hand =
        "\n# seen in the wild\n[override.\"Cat.lives_left\"]\nnullable = true\nreason = \"null for ghosts\"\n";
    let config = project.read("spec/cats/spec.toml").replace("json_names = \"snake\"", "json_names = \"camel\"");
    project.put("spec/cats/spec.toml", &(config.clone() + by_hand));
    project.put("spec/cats/examples/Cat/one.json", "{\"name\": \"Tom\"}\n");
    project.put("sdk/docs/models/cat.md", &CAT.replace("How often it may still fall.", "Out of nine.                "));
    fs::remove_file(project.folder().join("sdk/docs/models/mood.md")).expect("removed");

    project.run(&["add", "cats", "sdk"]).ends(0).says("gone: spec/cats/models/mood.md");
    assert!(project.read("spec/cats/models/cat.md").contains("Out of nine."));
    assert!(!project.has("spec/cats/models/mood.md"));
    assert!(project.has("spec/cats/examples/Cat/one.json"));
    let refreshed = project.read("spec/cats/spec.toml");
    assert!(refreshed.ends_with(by_hand), "{refreshed}");
    assert!(refreshed.contains("json_names = \"camel\""), "{refreshed}");
}

#[test]
fn what_speaks_against_a_refresh_is_told_at_its_place() {
    let project = project();
    for (config, place) in [
        ("unknown = \"keep\"\ndialekt = 1\n", "spec/cats/spec.toml:2:1"),
        ("\n[[source]]\ndialect = \"speakeasy-go\"\n", "spec/cats/spec.toml:2:1"),
        ("[[source]]\npath = \"../x\"\n", "spec/cats/spec.toml:2:8"),
        ("[[source]]\npath = \"a\"\n[[source]]\npath = \"b\"\n", "spec/cats/spec.toml:1:1"),
    ] {
        project.put("spec/cats/spec.toml", config);
        project.run(&["add", "cats", "sdk"]).ends(1).says("FM002").says(place).says("help: ");
    }
}

#[test]
fn a_folder_without_models_adds_nothing() {
    let project = Project::new(&[("sdk/README.md", GUIDE)]);
    project.run(&["add", "cats", "sdk"]).ends(1).says("FM003").says("nothing was changed");
    assert!(!project.has("spec"));
}

#[test]
fn a_refresh_from_a_folder_without_models_takes_nothing_away() {
    let project = project();
    project.run(&["add", "cats", "sdk"]).ends(0);
    let before = project.snapshot("spec");
    project.put("guides/start.md", GUIDE);
    fs::create_dir(project.folder().join("empty")).expect("created");
    for (folder, said) in [("guides", "none of 1 pages"), ("empty", "none of 0 pages")] {
        let run = project.run(&["add", "cats", folder]).ends(1).says("FM003").says("nothing was changed");
        run.says(&format!("{said} is a model page of `speakeasy-python`")).says(&format!("--> {folder}/"));
    }
    assert!(project.snapshot("spec") == before);
}
