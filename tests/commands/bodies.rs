//! `conform` and `learn`: JSON bodies beside the docs and the types.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::project::{CAT, MOOD, Project, Run};

/// Bodies as servers send them: as documented, null and a number with a fraction of zero, not as documented.
const BODIES: &[(&str, &str)] = &[
    ("bodies/well.json", r#"{ "name": "Tom", "lives_left": 9, "mood": "hungry" }"#),
    ("bodies/loose/null.json", "\u{feff}{ \"name\": \"Tom\", \"lives_left\": 7.0, \"mood\": null }"),
    ("bodies/wrong.json", r#"{ "name": 5, "chip": { "id": "x", "maker": null } }"#),
    ("bodies/stream.txt", "event: cat\ndata: {\"name\":\"Tom\",\ndata: \"mood\":\"sulky\"}\n\ndata: [DONE]\n"),
    ("bodies/lines.jsonl", "{\"name\":\"a\"}\n\n{\"name\":\"b\"\n"),
];

fn project() -> Project {
    let project = Project::new(&[("docs/models/cat.md", CAT), ("docs/models/mood.md", MOOD)]);
    BODIES.iter().for_each(|(path, text)| project.put(path, text));
    project
}

/// One JSON object a body, by the body's name.
fn objects(run: &Run) -> Vec<(String, Value)> {
    let lines = run.out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines.map(|object| (object["file"].as_str().expect("a name").to_owned(), object)).collect()
}

#[track_caller]
fn of<'o>(objects: &'o [(String, Value)], name: &str) -> &'o Value {
    &objects.iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("{name} in {objects:?}")).1
}

/// JSON without order, numbers by value: written anew, so that it can disagree with ours.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Number(a), Value::Number(b)) => match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => a == b,
            _ => a.as_f64() == b.as_f64(),
        },
        _ => a == b,
    }
}

#[test]
fn bodies_are_compared_with_the_docs_and_the_types() {
    let project = project();
    let args = ["conform", "CAT", "bodies", "--spec", "docs", "--json", "--write", "back"];
    let run = project.run(&args).ends(1).says("conform: 6 bodies, 4 read, 3 given back equal");
    let found = objects(&run);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let expected = ["lines.jsonl:1", "lines.jsonl:3", "loose/null.json", "stream.txt:2", "well.json", "wrong.json"];
    assert_eq!(names, expected);

    let well = of(&found, "well.json");
    assert_eq!((&well["parsed"], &well["lossless"]), (&json!(true), &json!(true)));
    assert_eq!((&well["leaves"], &well["typed_leaves"], &well["deviations"]), (&json!(3), &json!(3), &json!([])));

    let wrong = of(&found, "wrong.json");
    assert_eq!((&wrong["parsed"], &wrong["leaves"], &wrong["typed_leaves"]), (&json!(false), &json!(2), &json!(0)));
    assert_eq!(
        wrong["deviations"][0],
        json!({ "path": "$.name", "kind": "type", "expected": "string", "found": "number 5", "at": "docs/models/cat.md:10" })
    );
    assert_eq!(wrong["deviations"][1]["path"], "$.chip");

    let null = of(&found, "loose/null.json");
    assert_eq!(
        (&null["parsed"], &null["lossless"], &null["lossless_but_for_null"]),
        (&json!(true), &json!(false), &json!(true))
    );
    assert_eq!(of(&found, "stream.txt:2")["deviations"][0]["kind"], "value");
    assert!(of(&found, "lines.jsonl:3")["error"].as_str().expect("why").starts_with("is no JSON"));

    // What was written back agrees with what was said of it.
    for (name, file) in [("well.json", "well.json"), ("loose/null.json", "loose/null.json")] {
        let parse = |text: String| serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')).expect("JSON");
        let equal =
            same(&parse(project.read(&format!("bodies/{file}"))), &parse(project.read(&format!("back/{file}"))));
        assert_eq!(of(&found, name)["lossless"], json!(equal), "{name}");
    }
    assert!(!project.has("back/wrong.json"));
    assert_eq!(project.read("back/lines.jsonl"), "{\"name\":\"a\"}\n");
    assert!(project.read("back/stream.txt").starts_with("\n{"), "on the line where it stood");
}

/// Recorded chunks and errors, with docs that are wrong about null: some are given back equal, others not.
#[test]
fn what_is_said_of_recorded_bodies_agrees_with_what_was_written() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let Ok(corpus) = fs::canonicalize(&corpus) else {
        println!("skipped: there is no folder {}", corpus.display());
        return;
    };
    let project = Project::new(&[]);
    let mut map = String::new();
    for (kind, model) in [("chunk", "CreateChatCompletionStreamResponse"), ("error", "ErrorResponse")] {
        for entry in fs::read_dir(corpus.join("payloads/openai").join(kind)).expect("listed") {
            map.push_str(&format!("{kind}/{}\t{model}\n", entry.expect("an entry").file_name().to_string_lossy()));
        }
    }
    project.put("map.tsv", &map);
    let (bodies, pages) = (corpus.join("payloads/openai"), corpus.join("openapi-generator/openai/python"));
    let args = ["conform", "--map", "map.tsv", &bodies.to_string_lossy(), "--spec", &pages.to_string_lossy()];
    let run = project.run(&[&args[..], &["--json", "--write", "back"]].concat()).ends(1);
    let found = objects(&run);
    assert_eq!(found.len(), map.lines().count());
    let parse =
        |path: &Path| -> Value { serde_json::from_str(&fs::read_to_string(path).expect("text")).expect("JSON") };
    let mut equal = 0;
    for (name, said) in &found {
        let back = project.folder().join("back").join(name);
        assert_eq!(said["parsed"], json!(back.is_file()), "{name}");
        let is_equal = back.is_file() && same(&parse(&bodies.join(name)), &parse(&back));
        assert_eq!(said["lossless"], json!(is_equal), "{name}");
        equal += usize::from(is_equal);
    }
    assert!(0 < equal && equal < found.len(), "{equal} of {}", found.len());
}

#[test]
fn a_map_says_what_each_body_is_and_people_get_a_summary() {
    let project = project();
    project.put("map.tsv", "well.json\tcat\nmood.json\tMood\nwrong.json\t\n");
    project.put("bodies/mood.json", "\"hungry\"");
    let run = project.run(&["conform", "--map", "map.tsv", "bodies", "--spec", "docs"]).ends(0);
    let run =
        run.says("left out 5 files: the map names no model").says("conform: 2 bodies, 2 read, 2 given back equal");
    assert!(run.out.starts_with("all bodies: 2\n  read "), "{}", run.out);
    assert!(run.out.contains("\nMood: 1\n"), "{}", run.out);
}

#[test]
fn people_are_told_what_would_help() {
    let project = project();
    let conform = |body: &str| project.run(&["conform", "Cat", body, "--spec", "docs"]);
    let run = conform("bodies/wrong.json").ends(1);
    assert!(run.out.contains("\n  next: cargo xtask learn proposes what the docs do not say;"), "{}", run.out);
    let run = conform("bodies/loose/null.json").ends(1);
    assert!(run.out.ends_with("\n  next: presence = \"exact\" in spec.toml tells null from a key that is not there\n"));
    project.put("docs/spec.toml", "presence = \"exact\"\n");
    conform("bodies/loose/null.json").ends(0).says("1 given back equal");
    // What is no JSON teaches nothing.
    let run = conform("bodies/lines.jsonl").ends(1);
    assert!(run.out.contains("\nNot read: 1\n") && !run.out.contains("next:"), "{}", run.out);
}

#[test]
fn what_is_asked_for_must_be_there() {
    let project = project();
    let refused = |args: &[&str], why: &str| {
        let mut all = vec!["conform"];
        all.extend(args);
        project.run(&all).ends(2).says(why);
    };
    refused(&["Cot", "bodies", "--spec", "docs"], "there is no model `Cot`; the nearest are: Cat");
    refused(&["Cat", "--spec", "docs"], "say which files or folders hold the bodies");
    refused(&["Cat", "none.json", "--spec", "docs"], "there is no file or folder none.json");
    refused(&["Cat", "bodies", "--spec", "docs", "--api", "dogs"], "there is no API `dogs`; there are: docs");
}

#[test]
fn what_was_learned_is_known_from_then_on() {
    let project = project();
    let learn = ["learn", "Cat", "bodies", "--spec", "docs"];
    let run = project.run(&learn).ends(0).says("nothing was written; --write adds it to docs/spec.toml");
    assert!(run.out.contains("+[learned.\"Cat.name\"]\n+types = [\n"), "{}", run.out);
    assert!(!project.has("docs/spec.toml"));

    project.put("docs/spec.toml", "# looked at\nexhaustive = true\n");
    project.run(&[&learn[..], &["--write"]].concat()).ends(0).says("docs/spec.toml now says it");
    let written = project.read("docs/spec.toml");
    assert!(written.starts_with("# looked at\nexhaustive = true\n"), "{written}");
    assert!(
        written
            .contains("[learned.CatChip]\nmodel = { beside = \"Cat\", seen = \"1 of 1\", example = \"wrong.json\" }")
    );
    assert!(!written.contains("Tom"), "no text of a body: {written}");
    let run = project.run(&learn).ends(0).says("they show nothing that is not known");
    assert_eq!(run.out, "");

    let found = objects(&project.run(&["conform", "Cat", "bodies/wrong.json", "--spec", "docs", "--json"]).ends(0));
    let wrong = of(&found, "wrong.json");
    assert_eq!((&wrong["parsed"], &wrong["deviations"]), (&json!(true), &json!([])));
    let known: Vec<&str> =
        wrong["learned"].as_array().expect("a list").iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(known, ["$.name", "$.chip"]);
    assert_eq!((&wrong["typed_leaves"], &wrong["learned_leaves"]), (&json!(0), &json!(2)));

    project.run(&["codegen", "--spec", "docs", "--out", "out"]).ends(0);
    let cat = project.read("out/src/docs/cat.rs");
    assert!(cat.contains("/// Observed, not documented: null in 1 of 5 bodies."), "{cat}");
    assert!(cat.contains("pub struct CatChip {"), "{cat}");
    let schema: Value = serde_json::from_str(&project.run(&["schema", "--spec", "docs"]).ends(0).out).expect("JSON");
    let mood = &schema["components"]["schemas"]["Cat"]["properties"]["mood"]["x-fieldmark-learned"];
    assert_eq!(mood["nullable"], "null in 1 of 5 bodies");
}

#[test]
fn what_nothing_needs_any_more_is_an_error() {
    let project = project();
    let seen = "{ seen = \"1 of 2\", example = \"x.json\" }";
    project.put("docs/spec.toml", &format!("[learned.\"Cat.mood\"]\noptional = {seen}\n"));
    let run = project.run(&["codegen", "--spec", "docs", "--out", "out", "--no-verify"]).ends(1);
    run.says("what was learned of `Cat.mood`: the docs say that it may be absent")
        .says("remove `optional` from the table");
}

/// As `conform` does, which has nothing to pass through the types then.
#[test]
fn nothing_is_learned_where_no_body_was_read() {
    let project = project();
    project.put("cut/cat.json", "{ \"name\":");
    project.put("map.tsv", "well.json\tDog\n");
    for bodies in [&["Cat", "cut"][..], &["--map", "map.tsv", "bodies"]] {
        let run = project.run(&[&["learn"], bodies, &["--spec", "docs", "--write"]].concat()).ends(1);
        let run = run.says("learn: 0 bodies, 1 not used; nothing was learned\n");
        assert!(!run.err.contains("they show nothing") && run.out.is_empty(), "{}", run.err);
    }
    project.put("cut/cat.json", "{}");
    let run = project.run(&["learn", "Mood", "cut", "--spec", "docs", "--write"]).ends(1);
    run.says("cat.json: an object is no `Mood`\n").says("learn: 0 bodies, 1 not used; nothing was learned\n");
    assert!(!project.has("docs/spec.toml"));
}
