//! A wrong command line ends with status 2 and says what would have been right.

use crate::project::{CAT, MOOD, Project};

#[test]
fn wrong_command_lines_end_with_2() {
    let project = Project::new(&[("docs/models/cat.md", CAT)]);
    project.run(&[]).ends(2);
    project.run(&["generate"]).ends(2).says("unrecognized subcommand");
    project.run(&["codegen", "--chekc"]).ends(2).says("'--check'");
    project.run(&["codegen", "--spec", "docs"]).ends(2).says("--out");
    project.run(&["codegen", "--name", "a b"]).ends(2).says("a crate's name");
    project.run(&["add", "../cats", "docs"]).ends(2).says("cannot be the name of an API");
    project.run(&["add", "cats", "nowhere"]).ends(2).says("there is no folder nowhere");
    assert!(!project.has("spec"));
}

#[test]
fn several_apis_and_none_named_lists_them() {
    let project = Project::new(&[
        ("spec/cats/spec.toml", ""),
        ("spec/cats/models/cat.md", CAT),
        ("spec/moods/spec.toml", ""),
        ("spec/moods/models/mood.md", MOOD),
    ]);
    project.run(&["schema"]).ends(2).says("cats, moods");
    project.run(&["schema", "dogs"]).ends(2).says("there is no API `dogs`");
    project.run(&["schema", "moods"]).ends(0);
}

#[test]
fn help_teaches_and_ends_with_0() {
    let project = Project::new(&[]);
    let help = project.run(&["--help"]).ends(0).out;
    for taught in ["codegen", "add", "schema", "explain", "--message-format", "--spec", "--out", "Exit status"] {
        assert!(help.contains(taught), "{taught}");
    }
    let help = project.run(&["codegen", "--help"]).ends(0).out;
    for taught in ["--check", "--no-verify", "--deny-warnings", "--report"] {
        assert!(help.contains(taught), "{taught}");
    }
}
