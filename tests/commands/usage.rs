//! A wrong command line ends with status 2 and says what would have been right; what is shown is only shown.

use crate::project::{CAT, MOOD, Project};

#[test]
fn wrong_command_lines_end_with_2() {
    let project = Project::new(&[("docs/models/cat.md", CAT)]);
    project.run(&[]).ends(2);
    project.run(&["generate"]).ends(2).says("unrecognized subcommand");
    project.run(&["codegen", "--chekc"]).ends(2).says("'--check'");
    project.run(&["codegen", "--spec", "docs"]).ends(2).says("--out");
    project.run(&["codegen", "--name", "a b"]).ends(2).says("a crate's name");
    project.run(&["codegen", "--spec", "docs", "--out", "docs/models/cat.md"]).ends(2).says("cat.md is a file; name");
    for name in ["struct", "std", "core", "serde", "test"] {
        project.run(&["codegen", "--name", name]).ends(2).says(&format!("add a word, as in `{name}-models`"));
    }
    project.run(&["add", "../cats", "docs"]).ends(2).says("cannot be the name of an API");
    project.run(&["add", "cats", "nowhere"]).ends(2).says("there is no folder nowhere");
    assert!(!project.has("spec"));
}

#[test]
fn several_apis_and_none_named_lists_them() {
    let project = Project::new(&[
        ("spec/cats/spec.toml", ""),
        ("spec/cats/models/cat.md", CAT),
        // An API need have no `spec.toml`; what holds no pages is none.
        ("spec/moods/models/mood.md", MOOD),
        ("spec/.git/cat.md", CAT),
        ("spec/pictures/cat.svg", ""),
    ]);
    project.run(&["schema"]).ends(2).says("say which one of cats, moods\n");
    project.run(&["schema", "dogs"]).ends(2).says("there is no API `dogs`");
    project.run(&["schema", "moods"]).ends(0);
    // What nobody has called an API need not be one.
    project.put("spec/notes/todo.md", "# To do\n\nFeed the cats.\n");
    let none = "notes/ holds no model pages and no spec.toml, so that it is no API";
    project.run(&["codegen", "--no-verify"]).ends(0).says(none).says("2 APIs, ");
    project.put("spec/notes/spec.toml", "");
    project.run(&["codegen", "--no-verify"]).ends(1).says("FM003");
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

/// What pages, configuration and bodies hold is shown by every command, and none of it is obeyed.
#[test]
fn nothing_that_is_shown_steers_the_terminal() {
    let evil = "\u{1b}[31m\u{9b}2J\u{7}";
    let cat = CAT.replace("How often it may still fall.", evil).replace("| `name`", &format!("| `name{evil}`"));
    let project = Project::new(&[
        ("spec/cats/models/cat.md", &format!("{cat}| `rest` | *{evil}* | :heavy_minus_sign: | N/A |\n")),
        ("spec/cats/models/mood.md", MOOD),
        (
            "spec/cats/spec.toml",
            "[override.\"Cat.lives_left\"]\nnullable = true\nreason = \"\\u001b[31m for \\u009bghosts\"\n",
        ),
        (
            "bodies/cat.json",
            r#"{ "name": { "\u001b[1m": 1 }, "lives_left": "\u009b2J", "\u001b[2J": { "a\u0007": [] } }"#,
        ),
    ]);
    for args in [
        &["codegen", "--no-verify", "--report", "report.md"][..],
        &["codegen", "--check"],
        &["codegen", "--check", "--message-format", "json"],
        &["explain", "cats::Cat.lives_left"],
        &["schema"],
        &["conform", "Cat", "bodies", "-v"],
        &["conform", "Cat", "bodies", "--json"],
        &["learn", "Cat", "bodies"],
    ] {
        let run = project.run(args);
        let all = run.out + &run.err;
        assert!(run.status < 2 && !all.is_empty(), "{args:?}: {all}");
        assert!(!all.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{args:?}: {all:?}");
    }
    assert!(!project.read("report.md").contains(|c: char| c.is_control() && c != '\n'));
}

/// The list has a line of each, its own help the rest.
#[test]
fn every_command_explains_itself() {
    let project = Project::new(&[]);
    let help = |args: &[&str]| {
        let out = project.run(args).ends(0).out;
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let list = help(&["--help"]);
    for (command, line, more) in [
        ("codegen", "Turns pages into a crate", "The crate is first laid out elsewhere, compiled, and"),
        ("diff", "Says what changed in the generated crate", "for a folder, both sides are generated anew."),
        ("add", "Takes a documentation folder into spec/", "Model pages are copied byte for byte to spec/NAME/;"),
        ("schema", "Prints what was understood of one API", "Print nothing and end with status 1 if"),
        ("explain", "Tells what a code of a finding means", "and the Rust that came of it."),
        ("conform", "Says of JSON bodies whether the types", "A file is a JSON body, JSON Lines or a dump of"),
        ("learn", "Proposes for spec.toml what JSON bodies", "Prints the tables as a diff of spec.toml;"),
        ("bench", "Measures the generator", "BENCHMARKS.md says what came of it."),
        ("ci", "Runs a step of the workflows", "All fuzz targets for ten minutes each"),
    ] {
        let own = help(&[command, "--help"]);
        assert!(list.contains(&format!("{command} {line}")), "{line} is not in\n{list}");
        assert!(own.starts_with(line) && own.contains(more), "{more} is not in\n{own}");
        assert!(!list.contains(more), "{more} is in\n{list}");
    }
}

#[test]
fn pages_that_are_not_there_end_every_command_alike() {
    let project = Project::new(&[("bodies/cat.json", "{}")]);
    for command in [
        &["codegen", "--out", "out"][..],
        &["diff", "HEAD"],
        &["schema"],
        &["explain", "cats::Cat.name"],
        &["conform", "Cat", "bodies"],
        &["learn", "Cat", "bodies"],
    ] {
        let run = project.run(&[command, &["--spec", "nowhere"]].concat()).ends(2);
        assert_eq!(run.err, "error: there is no folder nowhere\n", "{command:?}");
        let run = project.run(command).ends(2);
        assert_eq!(run.err, "error: there is no folder spec\n", "{command:?}");
    }
    assert!(!project.has("out"));
}

#[test]
fn the_readme_names_every_command_and_all_that_is_measured() {
    let project = Project::new(&[]);
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = std::fs::read_to_string(readme).expect("a readme");
    let row = |command: &str| {
        let row = readme.lines().find(|line| line.starts_with(&format!("| `cargo xtask {command}")));
        row.unwrap_or_else(|| panic!("{command} has no row"))
    };
    let listed = |args: &[&str]| -> Vec<String> {
        let help = project.run(args).ends(0).out;
        let (_, list) = help.split_once("Commands:\n").expect("a list");
        let lines = list.lines().take_while(|line| !line.is_empty());
        lines.filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect()
    };
    for command in listed(&["--help"]) {
        row(&command);
    }
    for what in listed(&["bench", "--help"]).iter().filter(|what| *what != "help") {
        assert!(row("bench").contains(&format!("`{what}`")), "{what} is not in {}", row("bench"));
    }
}
