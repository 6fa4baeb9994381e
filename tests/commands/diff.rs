//! `diff` says what changed for callers, against revisions and folders; releases are made of the same.

use std::{fs, process::Command};

use crate::project::{CAT, MOOD, Project, Run};

/// A repository with one API, generated and committed.
fn project() -> Project {
    let project = Project::new(&[
        ("spec/cats/spec.toml", "[[source]]\npath = \"models\"\n"),
        ("spec/cats/models/cat.md", CAT),
        ("spec/cats/models/mood.md", MOOD),
    ]);
    project.run(&["codegen", "--no-verify"]).ends(0);
    git(&project, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&project);
    project
}

#[track_caller]
fn git(project: &Project, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Zoe", "-c", "user.email=zoe@example.com", "-c", "core.autocrlf=false"])
        .args(args)
        .current_dir(project.folder())
        .output()
        .expect("git runs");
    Run::of(&output).ends(0).out
}

fn commit(project: &Project) {
    git(project, &["add", "--all"]);
    git(project, &["commit", "--quiet", "--message", "as it is"]);
}

/// A page of which a required field is not required any more, and which has a new one.
fn changed() -> String {
    CAT.replace(
        "| *str*                                  | :heavy_check_mark:",
        "| *Optional[str]* | :heavy_minus_sign:",
    )
    .replace("| `mood`", "| `chip` | *Optional[str]* | :heavy_minus_sign: | <b>Number</b> \\| of `x` |\n| `mood`")
}

#[test]
fn against_a_revision_every_change_has_its_labels_its_places_and_a_step() {
    let project = project();
    project.run(&["diff"]).ends(0).says(": nothing changed\n");
    git(&project, &["switch", "--quiet", "--create", "change"]);
    project.put("spec/cats/models/cat.md", &changed());
    project.run(&["codegen", "--no-verify"]).ends(0);
    commit(&project);

    for base in [&["diff"][..], &["diff", "main"], &["diff", "HEAD^"]] {
        let run = project.run(base).ends(0).says("2 changes, 1 of them breaking; major");
        assert!(run.out.contains("cats::Cat.name: required changed String -> Option<String>"), "{}", run.out);
        assert!(run.out.contains("breaking for those who read, breaking for those who build values"), "{}", run.out);
        assert!(run.out.contains("at: spec/cats/models/cat.md:10, generated/src/cats/cat.rs:"), "{}", run.out);
        assert!(run.out.contains("0.1.0 becomes 0.2.0"), "{}", run.out);
    }

    let markdown = project.run(&["diff", "--format", "markdown", "--links", "https://example.com/blob"]).ends(0).out;
    let head = git(&project, &["rev-parse", "HEAD"]);
    let link = format!("https://example.com/blob/{}/spec/cats/models/cat.md?plain=1#L10", head.trim());
    assert!(markdown.contains(&link), "{link} is not in\n{markdown}");
    assert!(markdown.contains("**breaking for those who read**"), "{markdown}");

    let json = project.run(&["diff", "--format", "json"]).ends(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["step"], "major");
    let changes = &json["modules"][0]["models"][0]["changes"];
    assert_eq!(changes[0]["subject"], "cats::Cat.name");
    assert_eq!(changes[0]["breaks"], serde_json::json!({ "readers": true, "builders": true, "wire": false }));
    assert_eq!(changes[1]["breaks"], serde_json::json!({ "readers": false, "builders": false, "wire": false }));
}

#[test]
fn a_change_of_the_generator_alone_shows() {
    let project = project();
    let cat = project.read("generated/src/cats/cat.rs");
    project.put("generated/src/cats/cat.rs", &cat.replace("lives_left", "left_lives"));
    commit(&project);
    let run = project.run(&["diff", "HEAD"]).ends(0);
    assert!(run.out.contains("cats::Cat.lives_left: field renamed left_lives -> lives_left"), "{}", run.out);
}

#[test]
fn against_a_folder_both_sides_are_generated() {
    let project = Project::new(&[("one/cat.md", CAT), ("two/cat.md", &changed())]);
    let run = project.run(&["diff", "one", "--spec", "two"]).ends(0).says("2 changes, 1 of them breaking");
    assert!(run.out.contains("two::Cat.name"), "{}", run.out);
    assert!(run.out.contains("at: two/cat.md:10"), "{}", run.out);
}

#[test]
fn a_base_that_is_not_there_is_a_usage_error_and_a_shallow_clone_says_what_to_fetch() {
    let project = project();
    project.run(&["diff", "v9"]).ends(2).says("there is no revision and no folder `v9`");
    project.run(&["diff", "--upload-pack=sh"]).ends(2);
    project.run(&["diff", "--", "--output=x"]).ends(2).says("no revision and no folder");
    project.put("spec/cats/models/cat.md", &changed());
    commit(&project);
    let folder = project.folder().display().to_string();
    let clones = Project::new(&[]);
    git(&clones, &["clone", "--quiet", "--depth", "1", &format!("file://{folder}"), "shallow"]);
    let shallow = clones.folder().join("shallow");
    let output = clones.command(&["diff", "HEAD^"]).current_dir(shallow).output().expect("the commands run");
    Run::of(&output).ends(2).says("this clone is shallow").says("git fetch --unshallow origin");
}

#[test]
fn what_pages_say_stays_text_in_the_report() {
    let project = project();
    let hostile = "<img src=x onerror=alert(1)> </details> \\| `code` [x](javascript:1) @everyone";
    let page = MOOD.replace("| `HUNGRY`  | hungry    |", &format!("| `HUNGRY` | \"``` {hostile} |"));
    project.put("spec/cats/models/mood.md", &page);
    project.put("spec/cats/models/cat.md", &CAT.replace("*Optional[int]*", &format!("*Odd<{hostile}>*")));
    let report = project.run(&["diff", "HEAD", "--format", "markdown"]).ends(0).out;
    for line in report.lines() {
        // Without its code spans, no line has anything of the page in it.
        let spans = line.match_indices("onerror").count();
        let plain: String = outside_of_code(line);
        assert!(!plain.contains("onerror") && !plain.contains("@everyone"), "{spans} in {line}");
    }
    assert_eq!(report.matches("<details>").count(), report.matches("</details>").count() - in_code(&report));
}

/// How often `</details>` stands in code spans.
fn in_code(report: &str) -> usize {
    report.matches("</details>").count()
        - report.lines().map(|line| outside_of_code(line).matches("</details>").count()).sum::<usize>()
}

/// A line without its code spans, which end where as many back-ticks stand as they began with.
fn outside_of_code(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        let ticks = rest[at..].chars().take_while(|c| *c == '`').count();
        out.push_str(&rest[..at]);
        let inside = &rest[at + ticks..];
        let mut from = 0;
        let end = loop {
            let Some(close) = inside[from..].find('`').map(|close| from + close) else { break None };
            let run = inside[close..].chars().take_while(|c| *c == '`').count();
            if run == ticks {
                break Some(close + run);
            }
            from = close + run;
        };
        rest = match end {
            Some(end) => &inside[end..],
            None => {
                out.push_str(&rest[at..at + ticks]);
                inside
            }
        };
    }
    out + rest
}

#[test]
fn a_report_of_anything_fits_into_a_comment() {
    let rows: String =
        (0..900).map(|at| format!("| `field_{at}` | *str* | :heavy_check_mark: | Said {at}. |\n")).collect();
    let page = |title: &str| {
        format!(
            "# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n{rows}"
        )
    };
    let project = Project::new(&[("one/cat.md", &page("Cat"))]);
    project.put("two/cat.md", &page("Cat").replace("*str*", "*int*"));
    let report = project.run(&["diff", "one", "--spec", "two", "--format", "markdown"]).ends(0).out;
    assert!(report.len() < 65_536, "{}", report.len());
    assert!(report.contains("The rest is left out here"), "{report}");
}

#[test]
fn releases_keep_a_changelog_and_refuse_a_version_that_is_too_low() {
    let project = project();
    let release = |version: &str| project.run(&["codegen", "--no-verify", "--release", version]);
    release("0.1.0").ends(0);
    let changelog = project.read("generated/CHANGELOG.md");
    assert!(changelog.contains("\n## [0.1.0] - "), "{changelog}");
    assert!(changelog.ends_with("### Added\n\n- `cats`: 2 models.\n"), "only APIs are told of:\n{changelog}");
    release("0.2.0").ends(2).says("no commit has the entry of 0.1.0");
    commit(&project);
    let why = "0.1.0 is too low after 0.1.0: nothing changed, but that version is out; it must be 0.1.1 at least";
    release("0.1.0").ends(2).says(why);

    project.put("spec/cats/models/cat.md", &changed());
    let manifest = project.read("generated/Cargo.toml");
    project.put("generated/Cargo.toml", &(manifest + "\n# mine\n"));
    release("0.1.1").ends(2).says("0.1.1 is too low after 0.1.0").says("0.2.0");
    assert!(
        !project.read("generated/src/cats/cat.rs").contains("chip"),
        "nothing is written where a version is refused"
    );
    release("0.2.0").ends(0);
    let changelog = project.read("generated/CHANGELOG.md");
    assert!(changelog.find("## [0.2.0]") < changelog.find("## [0.1.0]"), "{changelog}");
    assert!(changelog.contains("- **Breaking:** `cats::Cat.name` required changed"), "{changelog}");
    assert!(changelog.contains("### Added\n\n- `cats::Cat.chip`"), "{changelog}");
    let manifest = project.read("generated/Cargo.toml");
    assert!(manifest.contains("version = \"0.2.0\"") && manifest.ends_with("# mine\n"), "{manifest}");
    project.run(&["codegen", "--check"]).ends(0);
}

#[test]
fn a_second_release_needs_a_repository() {
    let project = Project::new(&[("spec/moods/mood.md", MOOD), ("spec/moods/spec.toml", "")]);
    let release = |version: &str| project.run(&["codegen", "--no-verify", "--release", version]);
    release("0.1.0").ends(0);
    release("0.2.0").ends(2).says("there is no repository around generated; make one and commit the release there");
}

#[test]
fn a_run_reports_what_it_changes_and_where_everything_comes_from() {
    let project = project();
    project.put("spec/cats/models/cat.md", &changed());
    project.run(&["codegen", "--no-verify", "--report", "report.md", "--provenance", "map.json"]).ends(0);
    let report = project.read("report.md");
    assert!(report.contains("### What breaks") && report.contains("## What was generated"), "{report}");
    assert!(!report.contains("Findings that appeared"), "{report}");
    let printed = project.run(&["codegen", "--no-verify", "--report", "-"]).ends(0).out;
    assert!(printed.contains("## What was generated") && !project.has("-"), "{printed}");
    let map: serde_json::Value = serde_json::from_str(&project.read("map.json")).expect("JSON");
    assert_eq!(map["cats::Cat"]["page"], "spec/cats/models/cat.md");
    assert_eq!(map["cats::Cat"]["members"]["name"], 10);
}

#[test]
fn an_api_that_is_new_is_told_as_new() {
    let project = project();
    project.put("spec/moods/spec.toml", "");
    project.put("spec/moods/mood.md", MOOD);
    for apis in [&["moods"][..], &["cats", "moods"]] {
        let run =
            project.run(&[&["codegen", "--no-verify", "--check", "--report", "report.md"], apis].concat()).ends(1);
        assert!(!run.err.contains("could not be read"), "{}", run.err);
        run.says("codegen: moods is new: the last commit does not have it");
        let report = project.read("report.md");
        assert!(report.contains("moods`: a new API with 1 model") && !report.contains("could not be read"), "{report}");
    }
}

#[test]
fn both_reports_name_what_was_found_anew_and_the_lines_that_would_settle_it() {
    let project = project();
    project.put("spec/cats/models/cat.md", &CAT.replace("*Optional[int]*", "*Odd[int]*"));
    let diff = project.run(&["diff", "HEAD", "--format", "markdown"]).ends(0).out;
    project.run(&["codegen", "--no-verify", "--report", "report.md"]).ends(0);
    for report in [diff, project.read("report.md")] {
        let (_, appeared) = report.split_once("### Findings that appeared").expect("a section");
        for expected in ["FM103", "spec/cats/models/cat.md#L", "[override.\"Cat.lives_left\"]", "type = \"..\""] {
            assert!(appeared.contains(expected), "{expected} is not in\n{appeared}");
        }
    }
    // What is committed is known; what is settled went.
    commit(&project);
    project.put("spec/cats/models/cat.md", CAT);
    project.run(&["codegen", "--no-verify", "--report", "report.md"]).ends(0);
    let report = project.read("report.md");
    assert!(report.contains("### Findings that went") && !report.contains("Findings that appeared"), "{report}");
}

#[test]
fn git_shows_a_renamed_page_as_a_rename() {
    let project = project();
    fs::rename(project.folder().join("spec/cats/models/cat.md"), project.folder().join("spec/cats/models/tomcat.md"))
        .expect("renamed");
    let page = project.read("spec/cats/models/tomcat.md");
    project.put("spec/cats/models/tomcat.md", &page.replace("# Cat", "# Tomcat"));
    let run = project.run(&["diff"]).ends(0);
    assert!(run.out.contains("cats::Tomcat: type renamed cats::Cat -> cats::Tomcat"), "{}", run.out);
    project.run(&["codegen", "--no-verify"]).ends(0);
    git(&project, &["add", "--all"]);
    let status = git(&project, &["status", "--porcelain", "--find-renames"]);
    assert!(status.contains("R  generated/src/cats/cat.rs -> generated/src/cats/tomcat.rs"), "{status}");
}

#[test]
fn a_folder_that_cannot_be_generated_says_why_in_words() {
    let project = Project::new(&[("two/cat.md", CAT)]);
    for api in ["a-b", "a_b"] {
        project.put(&format!("one/{api}/spec.toml"), "");
        project.put(&format!("one/{api}/cat.md"), CAT);
    }
    let why = "one: `a-b` and `a_b` would be the same Rust module; rename one of the folders";
    project.run(&["diff", "one", "--spec", "two"]).ends(1).says(why);
}

#[test]
fn pages_of_the_base_that_cannot_be_read_are_told_of() {
    let project = project();
    project.put("spec/cats/spec.toml", "presense = \"exact\"\n");
    commit(&project);
    project.put("spec/cats/spec.toml", "");
    project.put("spec/cats/models/cat.md", &changed());
    let (why, only) =
        ("spec/cats/spec.toml:1:1: FM002 ", "the pages of the base could not be read, so only the code was");
    for format in ["human", "markdown"] {
        let run = project.run(&["diff", "HEAD", "--format", format]).ends(0).says(why).says(only);
        assert!(run.out.contains(why) && run.out.contains(only), "{}", run.out);
        assert!(run.out.contains("cats::Cat.name"), "{}", run.out);
    }
    let json = project.run(&["diff", "HEAD", "--format", "json"]).ends(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert!(json["findings"]["unknown"].as_str().is_some_and(|why| why.contains("FM002")), "{json}");

    project.run(&["codegen", "--no-verify", "--report", "report.md"]).ends(0).says(why).says(only);
    let report = project.read("report.md");
    assert!(report.contains(why) && report.contains(only), "{report}");
    // A base that can be read is not spoken of.
    commit(&project);
    let run = project.run(&["diff", "HEAD"]).ends(0);
    assert!(!run.err.contains(only) && !run.out.contains(only), "{}", run.err);
}
