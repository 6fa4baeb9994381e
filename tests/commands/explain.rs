//! `explain` tells what a code means and how a field came to be what it is; findings are for people or machines.

use serde_json::{Value, json};

use crate::project::{CAT, MOOD, Project};

fn project() -> Project {
    Project::new(&[
        ("spec/cats/spec.toml", "[override.\"Cat.lives_left\"]\nnullable = true\nreason = \"null for ghosts\"\n"),
        ("spec/cats/models/cat.md", CAT),
        ("spec/cats/models/mood.md", MOOD),
    ])
}

#[test]
fn a_code_is_explained_with_an_example_and_what_to_do() {
    let project = Project::new(&[]);
    let told = project.run(&["explain", "fm201"]).ends(0).out;
    assert!(told.starts_with("# FM201: a link to a page that is not there"), "{told}");
    assert!(told.contains("## Example") && told.contains("## What to do"), "{told}");
    let listed = project.run(&["explain"]).ends(0).out;
    assert!(listed.contains("FM201: a link to a page that is not there\n"), "{listed}");
    project.run(&["explain", "FM999"]).ends(2).says("FM201");
}

#[test]
fn a_field_is_explained_from_its_row_to_its_rust() {
    let told = project().run(&["explain", "cats::Cat.lives_left"]).ends(0).out;
    for line in [
        "row         spec/cats/models/cat.md:11:1",
        "JSON name   `lives_left`",
        "type        `*Optional[int]*`, read as integer",
        "            stated at spec/cats/models/cat.md:11:44",
        "required    no",
        "nullable    yes",
        "            spec.toml says so: null for ghosts",
        "override    [override.\"Cat.lives_left\"] in spec.toml: null for ghosts",
        "Rust        cats::Cat in src/cats/cat.rs",
        "            pub lives_left: crate::support::Maybe<i64>,",
        "presence    absent, null or a value: three things, each written as it came",
        "            by the profile `documented`, for all of the API",
    ] {
        assert!(told.lines().any(|there| there.starts_with(line)), "{line:?} is not in\n{told}");
    }
}

#[test]
fn a_field_is_found_by_whatever_name_it_has_and_the_nearest_are_named() {
    let project = project();
    project.run(&["explain", "cat.name"]).ends(0);
    project.run(&["explain", "cats::Cat.lifes_left"]).ends(2).says("Cat.lives_left");
    project.run(&["explain", "dogs::Dog.name"]).ends(2).says("there are: cats");
    project.put("spec/moods/spec.toml", "");
    project.put("spec/moods/mood.md", MOOD);
    project.run(&["explain", "Cat.name"]).ends(2).says("one of cats, moods");
    assert!(!project.has("generated"), "nothing is written");
}

#[test]
fn a_title_that_stands_twice_is_told_apart_by_its_folder() {
    let override_of = |subject: &str| format!("[override.\"{subject}\"]\nrequired = false\nreason = \"seen\"\n");
    let project = Project::new(&[
        ("spec/cats/spec.toml", &override_of("tame.Cat.name")),
        ("spec/cats/models/wild/cat.md", CAT),
        ("spec/cats/models/tame/cat.md", CAT),
    ]);
    let told = |name: &str| project.run(&["explain", name]).ends(0).out;
    let (given, none) = (told("tame.Cat.name"), told("wild.Cat.name"));
    assert!(given.contains("override    [override.\"tame.Cat.name\"] in spec.toml: seen"), "{given}");
    assert!(none.contains("none; one would be [override.\"wild.Cat.name\"]"), "{none}");
    project.put("spec/cats/spec.toml", &override_of("Cat.name"));
    let several = "say which one: `tame.Cat.name`, `wild.Cat.name`";
    project.run(&["codegen", "--no-verify"]).ends(1).says("it could be several fields").says(several);
}

#[test]
fn machines_get_one_object_a_line() {
    let project = Project::new(&[("docs/models/cat.md", CAT)]);
    let args = ["codegen", "--spec", "docs", "--out", "crate", "--deny-warnings", "--message-format", "json"];
    let said = project.run(&args).ends(1).err;
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let found: Vec<&Value> = lines.iter().filter(|line| line["code"] != Value::Null).collect();
    let [found] = found.as_slice() else { panic!("{said}") };
    let place = json!([found["code"], found["level"], found["path"], found["line"], found["column"], found["text"]]);
    let cell = "[Optional[models.Mood]](../models/mood.md)";
    assert_eq!(place, json!(["FM201", "warning", "docs/models/cat.md", 12, 44, cell]));
    assert!(lines.iter().all(|line| line["message"].is_string() && line["level"].is_string()), "{said}");
    let wrong = project.run(&["codegen", "nothing", "--message-format", "json"]).ends(2).err;
    assert!(wrong.starts_with("{\"level\":\"error\""), "{wrong}");
}

#[test]
fn warnings_are_denied_by_every_command_that_has_some() {
    let project = Project::new(&[("docs/models/cat.md", CAT)]);
    let schema = project.run(&["schema", "--spec", "docs", "--deny-warnings"]).ends(1).says("FM201");
    assert_eq!(schema.out, "");
    project.run(&["add", "cats", "docs", "--deny-warnings"]).ends(1).says("FM201").says("nothing was changed");
    assert!(!project.has("spec"));
}
