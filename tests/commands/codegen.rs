//! `codegen` writes a crate that builds, writes nothing twice, and notices whatever does not fit.

use std::{fs, thread, time::Duration};

use crate::project::{CAT, GUIDE, MOOD, Project, Run};

/// Two APIs, laid out like `spec/`.
fn project() -> Project {
    Project::new(&[
        ("spec/cats/spec.toml", "[[source]]\npath = \"models\"\n"),
        ("spec/cats/models/cat.md", CAT),
        ("spec/cats/models/mood.md", MOOD),
        ("spec/cats/examples/Cat/tom.json", "{\"name\": \"Tom\", \"mood\": \"sleepy\", \"tail\": {\"length\": 30}}"),
        ("spec/moods/spec.toml", ""),
        ("spec/moods/mood.md", MOOD),
    ])
}

#[test]
fn a_crate_is_written_once_and_checked_ever_after() {
    let project = project();
    project.run(&["codegen", "--check"]).ends(1).says("cargo xtask codegen");
    assert!(!project.has("generated"), "`--check` writes nothing");

    project.run(&["codegen", "--report", "report.md"]).ends(0).says("samples tested");
    for file in ["Cargo.toml", "README.md", "src/lib.rs", "src/cats/cat.rs", "src/moods/mood.rs"] {
        assert!(project.has(&format!("generated/{file}")), "{file}");
    }
    assert!(project.read("generated/tests/samples/cats.json").contains("examples/Cat/tom.json"));
    assert!(project.read("report.md").contains("| cats | speakeasy-python | 2 | 3 |"), "{}", project.read("report.md"));

    let before = project.snapshot("generated");
    project.run(&["codegen"]).ends(0).says("0 new, 0 changed, 0 removed").says("samples passed before");
    assert!(project.snapshot("generated") == before, "the second run touches nothing");
    assert_eq!(project.run(&["codegen", "--check"]).ends(0).out, "");

    // Once all files have rested the run leaves a stamp, and the next one says the same from that.
    thread::sleep(Duration::from_millis(2100));
    let said = |run: Run| run.ends(0).err.rsplit_once(';').map(|(said, _)| said.to_owned());
    let compared = said(project.run(&["codegen"]));
    assert_eq!(said(project.run(&["codegen"])), compared);
    assert!(project.snapshot("generated") == before, "nor do they touch anything");

    // A page, a generated file, a file too many: each turns the check red.
    project.put("spec/cats/models/cat.md", &CAT.replace("What it answers to.", "What it ignores.   "));
    let red = project.run(&["codegen", "--check"]).ends(1);
    assert!(red.out.contains("--- a/generated/src/cats/cat.rs"), "{}", red.out);
    assert!(red.out.contains("+    /// What it ignores."), "{}", red.out);
    project.put("spec/cats/models/cat.md", CAT);
    project.run(&["codegen", "--check"]).ends(0);

    let cat = project.read("generated/src/cats/cat.rs");
    project.put("generated/src/cats/cat.rs", &cat.replace("pub name", "pub nom"));
    project.run(&["codegen", "--check"]).ends(1);
    project.put("generated/src/cats/dog.rs", &cat);
    let red = project.run(&["codegen", "--check"]).ends(1).says("1 left over");
    assert!(red.out.contains("+++ /dev/null"), "{}", red.out);
    project.put("generated/src/cats/by_hand.rs", "// written by hand\n");
    project.put("generated/Cargo.toml", &(project.read("generated/Cargo.toml") + "\n# mine\n"));
    project.run(&["codegen"]).ends(0).says("0 new, 1 changed, 1 removed");
    assert_eq!(project.read("generated/src/cats/cat.rs"), cat);
    assert!(!project.has("generated/src/cats/dog.rs"));
    assert!(project.has("generated/src/cats/by_hand.rs"));
    assert!(project.read("generated/Cargo.toml").ends_with("# mine\n"));
}

#[test]
fn one_api_leaves_the_files_of_the_others_alone() {
    let project = project();
    project.run(&["codegen", "--no-verify"]).ends(0);
    project.put("spec/cats/models/cat.md", &CAT.replace("What it answers to.", "What it ignores.   "));
    fs::remove_file(project.folder().join("spec/moods/mood.md")).expect("removed");
    project.put("spec/moods/feeling.md", &MOOD.replace("# Mood", "# Feeling"));
    let others = project.snapshot("generated/src/moods");
    project.run(&["codegen", "cats"]).ends(0).says("0 new, 1 changed, 0 removed");
    assert!(project.snapshot("generated/src/moods") == others);
    assert!(project.read("generated/src/lib.rs").contains("pub mod moods;"));
    project.run(&["codegen", "dogs"]).ends(2).says("there is no API `dogs`; there are: cats, moods");
}

/// What would be compiled, run or warned of, if a description were taken for more than text.
const CODE: &str = "A cat, by `Vec<T>` and <b>HTML</b> of https://cats.example/[x].

```rust
panic!(\"run\");
```

~~~
panic!(\"run\");

````
~~~

    panic!(\"run\");

> - ```
>   panic!(\"run\");

See [`panic!`], [Option<T>](Option) and [this](#nowhere).";

#[test]
fn a_plain_folder_becomes_a_crate_of_its_own() {
    let cat = CAT.replace("A cat, as the shelter knows it.", CODE);
    let cat = cat.replace("How often it may still fall.", "```<br/>panic!(1)<br/>");
    let mood = MOOD.replace("# Mood\n\nHow a cat looks at you.", "# Mood\n\n    panic!(\"run\");");
    let project = Project::new(&[("docs/models/cat.md", CAT), ("docs/models/dog.md", &cat.replace("# Cat", "# Dog"))]);
    project.put("docs/models/mood.md", &mood);
    project.put("docs/guides/start.md", GUIDE);
    project
        .run(&["codegen", "--spec", "docs", "--out", "crate", "--name", "cat-types"])
        .ends(0)
        .says("pages are read as speakeasy-python")
        .says("left out 1");
    assert!(project.read("crate/Cargo.toml").contains("name = \"cat-types\""));
    // Doc tests are among these: none of what a page says is one.
    project.cargo("crate", &["test", "--quiet", "--offline"]);
    project.cargo("crate", &["doc", "--quiet", "--offline", "--no-deps"]);
    project.run(&["codegen", "--spec", "docs", "--out", "crate", "--name", "other"]).ends(2).says("cat-types");
}

#[test]
fn a_link_that_leads_nowhere_is_a_warning_and_denied_on_demand() {
    let project = Project::new(&[("docs/models/cat.md", CAT)]);
    let args = ["codegen", "--spec", "docs", "--out", "crate"];
    project.run(&[&args[..], &["--deny-warnings"]].concat()).ends(1).says("FM201").says("nothing was written");
    assert!(!project.has("crate"));
    project.run(&args).ends(0).says("1 warning;");
}

#[test]
fn what_does_not_come_back_is_named_with_page_and_field_and_nothing_is_written() {
    let project = project();
    project.put("spec/cats/examples/Cat/wrong.json", "{\"name\": \"Tom\", \"lives_left\": \"nine\"}");
    project
        .run(&["codegen"])
        .ends(1)
        .says("FM301")
        .says("`Cat`, field `lives_left`: in the sample \"examples/Cat/wrong.json\", $.lives_left is \"nine\" and does not")
        .says("spec/cats/models/cat.md:11:")
        .says("nothing was written");
    assert!(!project.has("generated"));
}

#[test]
fn what_compiles_nothing_needs_no_compiler() {
    let project = project();
    let without = |args: &[&str]| {
        let mut command = project.command(args);
        Run::of(&command.env("RUSTC", "/nowhere/rustc").env("CARGO", "/nowhere/cargo").output().expect("it runs"))
    };
    for args in [&["codegen", "--no-verify"][..], &["codegen", "--no-verify"], &["codegen", "--check"]] {
        without(args).ends(0);
    }
    project.put("spec/moods/mood.md", &MOOD.replace("hungry", "angry "));
    without(&["codegen"]).ends(1).says("/nowhere/");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = project();
    project.run(&["codegen", "--no-verify"]).ends(0);
    let before = project.snapshot("generated");
    project.put("spec/moods/mood.md", &MOOD.replace("hungry", "angry "));
    let folder = project.folder().join("generated");
    let allow = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("it is ours");
    allow(0o555);
    if fs::write(folder.join("mine"), "").is_ok() {
        return println!("skipped, to this user no folder is read-only");
    }
    project.run(&["codegen", "--no-verify"]).ends(1).says("Permission denied");
    allow(0o755);
    assert!(project.snapshot("generated") == before);
}

#[test]
fn a_file_of_somebody_else_is_never_overwritten() {
    let project = project();
    project.put("generated/src/cats/cat.rs", "// my own cat\n");
    project.run(&["codegen"]).ends(1).says("generated/src/cats/cat.rs was not written by fieldmark");
    assert_eq!(project.read("generated/src/cats/cat.rs"), "// my own cat\n");
    assert!(!project.has("generated/src/lib.rs"));
}

#[test]
fn samples_that_are_left_out_are_counted_in_the_report() {
    let values: String = (0..507).map(|at| format!("| `V{at}` | v{at} |\n")).collect();
    let fields: String =
        (0..1_000).map(|at| format!("| `f{at}` | *str* | :heavy_minus_sign: | N/A | x{at} |\n")).collect();
    let head = "| Field | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n";
    let project = Project::new(&[
        ("docs/wide.md", &format!("# Wide\n\n\n## Fields\n\n{head}{fields}")),
        ("docs/size.md", &format!("# Size\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n{values}")),
        ("docs/mood.md", MOOD),
    ]);
    project.run(&["codegen", "--spec", "docs", "--out", "out", "--no-verify", "--report", "report.md"]).ends(0);
    let report = project.read("report.md");
    let (_, left) = report.split_once("#### Models with more samples than are tested").expect("a section");
    assert!(left.contains("\n- `Size`: 7\n- `Wide`: 5\n") && !left.contains("`Mood`"), "{report}");
}

/// What README.md says of it.
#[test]
fn a_new_page_is_one_file_and_lines_in_four() {
    let project = Project::new(&[("docs/cat.md", CAT), ("docs/mood.md", MOOD)]);
    let codegen = ["codegen", "--spec", "docs", "--out", "out", "--no-verify"];
    project.run(&codegen).ends(0);
    project.put("docs/size.md", &MOOD.replace("# Mood", "# Size"));
    let run = project.run(&[&codegen[..], &["--check"]].concat()).ends(1);
    let written: Vec<&str> = run.out.lines().filter_map(|line| line.strip_prefix("+++ b/out/")).collect();
    let lines = ["src/docs/mod.rs", "src/docs/wire.rs", "tests/round_trip/api/docs.rs", "tests/samples/docs.json"];
    assert_eq!(written, [&["src/docs/size.rs"], &lines[..]].concat());
}

#[test]
fn the_readme_says_what_is_not_to_be_edited() {
    let project = Project::new(&[("docs/mood.md", MOOD)]);
    project.run(&["codegen", "--spec", "docs", "--out", "out", "--no-verify"]).ends(0);
    let readme = project.read("out/README.md").replace('\n', " ");
    for said in ["All of `src/` and `tests/` is generated, and so is this file;", "`Cargo.toml` alone is yours."] {
        assert!(readme.contains(said), "{said} is not in\n{readme}");
    }
}

#[test]
fn folders_of_spec_are_apis_without_a_word_of_theirs() {
    let project = Project::new(&[("spec/README.md", GUIDE), ("spec/cats/cat.md", CAT), ("spec/moods/mood.md", MOOD)]);
    project.run(&["codegen", "--no-verify", "--out", "out"]).ends(0);
    assert_eq!(["cats/cat.rs", "moods/mood.rs"].map(|path| project.has(&format!("out/src/{path}"))), [true; 2]);
    // Pages right below it make one API of it.
    let project = Project::new(&[("spec/cat.md", CAT), ("spec/more/mood.md", MOOD)]);
    project.run(&["codegen", "--no-verify", "--out", "out"]).ends(0);
    assert_eq!(["spec/cat.rs", "spec/more/mood.rs"].map(|path| project.has(&format!("out/src/{path}"))), [true; 2]);
}
