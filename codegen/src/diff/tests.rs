use std::{collections::BTreeMap, fs, path::Path};

use expect_test::{Expect, expect};

use super::*;
use crate::generate::{self, Request};

/// A page with a table of fields: name, type, required, description.
fn object(title: &str, rows: &[&str]) -> String {
    let rows: String = rows
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let required = if cells[2] == "!" { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
            format!("| `{}` | {} | {required} | {} |\n", cells[0], cells[1], cells.get(3).unwrap_or(&"N/A"))
        })
        .collect();
    format!("# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n{rows}")
}

fn values(title: &str, values: &[&str]) -> String {
    let rows: String = values.iter().map(|value| format!("| `{}` | {value} |\n", value.to_uppercase())).collect();
    format!("# {title}\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n{rows}")
}

fn files(pages: &[(&str, String)], config: &str) -> Files {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("zoo/models")).expect("created");
    let config = format!("{config}\n[[source]]\ndialect = \"speakeasy-python\"\njson_names = \"snake\"\n");
    fs::write(folder.path().join("zoo/spec.toml"), config).expect("written");
    for (name, text) in pages {
        fs::write(folder.path().join(format!("zoo/models/{name}.md")), text).expect("written");
    }
    let nowhere = Path::new("/nowhere");
    let request = Request { shown_below: "spec/", name: Some("models"), ..Request::new(folder.path(), nowhere) };
    generate::generate(&request, &|_| ()).expect("pages that can be read").output.files().clone()
}

fn check_files(before: &Files, after: &Files, expected: Expect) {
    let comparison = compare(before, after);
    let mut text = String::new();
    for (model, change) in comparison.changes() {
        let Change { what, subject, before, after, breaks, reason, .. } = change;
        let words: Vec<&str> = breaks.words().iter().map(|words| words.trim_start_matches("breaking ")).collect();
        text += &format!(
            "{}: {} {subject} [{before} -> {after}] {}; {reason}\n",
            model.path,
            what.as_str(),
            words.join(", ")
        );
    }
    text += comparison.step().as_str();
    expected.assert_eq(&text);
}

fn check(before: &[(&str, String)], after: &[(&str, String)], expected: Expect) {
    check_files(&files(before, ""), &files(after, ""), expected);
}

#[test]
fn the_same_pages_change_nothing() {
    let pages = [("cat", object("Cat", &["name | *str* | !"]))];
    check(&pages, &pages, expect!["nothing"]);
}

#[test]
fn fields_come_and_go() {
    check(
        &[(
            "cat",
            object("Cat", &["name | *str* | !", "age | *Optional[int]* | | In years.", "tail | *Optional[bool]* |"]),
        )],
        &[("cat", object("Cat", &["name | *str* | !", "chip | *str* | !", "mood | *Optional[str]* |"]))],
        expect![[r#"
            zoo::Cat: field removed Cat.age [Option<i64> -> ] for those who read, for those who build values; it is not documented any more; its key is kept as an unlisted one
            zoo::Cat: field removed Cat.tail [Option<bool> -> ] for those who read, for those who build values; it is not documented any more; its key is kept as an unlisted one
            zoo::Cat: field added Cat.chip [ -> String] for those who build values, on the wire; `new` asks for it, and bodies without it are refused
            zoo::Cat: field added Cat.mood [ -> Option<String>] compatible; it may be absent
            major"#]],
    );
}

#[test]
fn a_first_required_field_takes_the_default_away() {
    check(
        &[("cat", object("Cat", &["age | *Optional[int]* |"]))],
        &[("cat", object("Cat", &["age | *Optional[int]* |", "name | *str* | !"]))],
        expect![[r#"
            zoo::Cat: trait Cat [Default -> ] for those who build values; it does not implement `Default` any more
            zoo::Cat: field added Cat.name [ -> String] for those who build values, on the wire; `new` asks for it, and bodies without it are refused
            major"#]],
    );
}

#[test]
fn presence_and_types() {
    check(
        &[(
            "cat",
            object(
                "Cat",
                &[
                    "a | *str* | !",
                    "b | *Optional[str]* |",
                    "c | *Nullable[str]* | !",
                    "d | *OptionalNullable[str]* |",
                    "e | *int* | !",
                    "f | *float* | !",
                    "g | *str* | !",
                ],
            ),
        )],
        &[(
            "cat",
            object(
                "Cat",
                &[
                    "a | *Optional[str]* |",
                    "b | *str* | !",
                    "c | *str* | !",
                    "d | *Optional[str]* |",
                    "e | *float* | !",
                    "f | *Any* | !",
                    "g | *OptionalNullable[int]* |",
                ],
            ),
        )],
        expect![[r#"
            zoo::Cat: type changed Cat.e [i64 -> f64] for those who read, for those who build values, on the wire; values of the old type cannot be read, or not be given back as they came
            zoo::Cat: type changed Cat.f [f64 -> Value] for those who read, for those who build values; callers hold another type; all bodies can still be read
            zoo::Cat: type changed Cat.g [String -> Maybe<i64>] for those who read, for those who build values, on the wire; values of the old type cannot be read, or not be given back as they came
            zoo::Cat: required changed Cat.a [String -> Option<String>] for those who read, for those who build values; it may be absent
            zoo::Cat: required changed Cat.b [Option<String> -> String] for those who read, for those who build values, on the wire; bodies without it are refused
            zoo::Cat: required changed Cat.g [String -> Maybe<i64>] for those who read, for those who build values; it may be absent
            zoo::Cat: nullable changed Cat.c [Option<String> -> String] for those who read, for those who build values, on the wire; null is refused
            zoo::Cat: nullable changed Cat.d [Maybe<String> -> Option<String>] for those who read, for those who build values, on the wire; null is read as absent and not written back
            zoo::Cat: nullable changed Cat.g [String -> Maybe<i64>] for those who read, for those who build values; it may be null
            major"#]],
    );
}

#[test]
fn renamed_fields_are_one_line() {
    check(
        &[("cat", object("Cat", &["nick_name | *str* | ! | What it answers to.", "age | *Optional[int]* |"]))],
        &[("cat", object("Cat", &["nickname | *str* | ! | What it answers to.", "age | *Optional[int]* |"]))],
        expect![[r#"
            zoo::Cat: field renamed Cat.nickname [nick_name -> nickname] for those who read, for those who build values, on the wire; its key on the wire is `nickname`, it was `nick_name`
            major"#]],
    );
}

#[test]
fn arguments_in_another_order_break_those_who_build() {
    check(
        &[("cat", object("Cat", &["a | *str* | !", "b | *str* | !"]))],
        &[("cat", object("Cat", &["b | *str* | !", "a | *str* | !"]))],
        expect![[r#"
            zoo::Cat: arguments of new Cat::new [a, b -> b, a] for those who build values; its arguments are in another order, which no compiler sees where types are the same
            major"#]],
    );
}

#[test]
fn values_of_enums() {
    let cat = ("cat", object("Cat", &["mood | [models.Mood](../models/mood.md) | !"]));
    check(
        &[cat.clone(), ("mood", values("Mood", &["happy", "hungry"]))],
        &[cat.clone(), ("mood", values("Mood", &["happy", "sleepy"]))],
        expect![[r#"
            zoo::Mood: value removed Mood::Hungry ["hungry" -> ] for those who read, for those who build values; it is not listed any more; the value is read as `Unknown`
            zoo::Mood: value added Mood::Sleepy [ -> "sleepy"] compatible; callers must expect further values already
            major"#]],
    );
    // A name that another value takes over: what compiles as before means something else.
    check(
        &[("mood", values("Mood", &["x-1"]))],
        &[("mood", values("Mood", &["x1", "x-1"]))],
        expect![[r#"
            zoo::Mood: value changed Mood::XDash1 [X1 -> XDash1] for those who read, for those who build values; the same value has another name
            zoo::Mood: value changed Mood::X1 ["x-1" -> "x1"] for those who read, on the wire; it stands for `"x1"` on the wire, it was `"x-1"`
            zoo::Mood: value added Mood::X1 [ -> "x1"] compatible; callers must expect further values already
            major"#]],
    );
    // One value only: `new` fills it in.
    check(
        &[cat.clone(), ("mood", values("Mood", &["happy"]))],
        &[cat, ("mood", values("Mood", &["happy", "sleepy"]))],
        expect![[r#"
            zoo::Cat: arguments of new Cat::new [ -> mood] for those who build values; it asks for `mood`, which has more than one value now
            zoo::Cat: trait Cat [Default -> ] for those who build values; it does not implement `Default` any more
            zoo::Mood: value added Mood::Sleepy [ -> "sleepy"] compatible; callers must expect further values already
            major"#]],
    );
}

#[test]
fn a_renamed_model_is_one_line_and_those_who_refer_to_it_have_none() {
    let zoo = |link: &str| ("zoo", object("Zoo", &[&format!("cats | List[[models.{link}](../models/{link}.md)] | !")]));
    let cat =
        |title: &str| object(title, &["name | *str* | ! | What it answers to.", "age | *Optional[int]* | | In years."]);
    check(
        &[zoo("Cat"), ("Cat", cat("Cat"))],
        &[zoo("Tomcat"), ("Tomcat", cat("Tomcat"))],
        expect![[r#"
        zoo::Tomcat: type renamed Tomcat [zoo::Cat -> zoo::Tomcat] for those who read, for those who build values; the type has another path; bodies are the same
        major"#]],
    );
}

#[test]
fn models_come_and_go() {
    check(
        &[("cat", object("Cat", &["name | *str* | !"])), ("dog", object("Dog", &["barks | *bool* | !"]))],
        &[("cat", object("Cat", &["name | *str* | !"])), ("mood", values("Mood", &["happy"]))],
        expect![[r#"
            zoo::Dog: type removed Dog [struct -> ] for those who read, for those who build values; there is no such type any more
            zoo::Mood: type added Mood [ -> enum] compatible; it is new
            major"#]],
    );
}

#[test]
fn words_alone_are_a_patch() {
    check(
        &[("cat", object("Cat", &["name | *str* | ! | What it answers to."]))],
        &[("cat", object("Cat", &["name | *str* | ! | What it ignores."]))],
        expect![[r#"
            zoo::Cat: documentation Cat.name [ -> ] compatible; only words changed
            patch"#]],
    );
}

#[test]
fn unlisted_keys_that_get_a_type() {
    check(
        &[("cat", object("Cat", &["name | *str* | !", "color | *str* | ?", "age | *int* | ?"]))],
        &[("cat", object("Cat", &["name | *str* | !", "__pydantic_extra__ | *Dict[str, int]* | ?"]))],
        expect![[r#"
            zoo::Cat: field removed Cat.color [Option<String> -> ] for those who read, for those who build values, on the wire; it is not documented any more; its key is unlisted now, and unlisted ones are of another type
            zoo::Cat: field removed Cat.age [Option<i64> -> ] for those who read, for those who build values; it is not documented any more; its key is kept as an unlisted one
            zoo::Cat: unlisted keys Cat.extra [Extra -> BTreeMap<String, i64>] for those who read, for those who build values, on the wire; unlisted keys are of another type: values of the old one cannot be read
            zoo::Cat: documentation Cat.extra [ -> ] compatible; only words changed
            major"#]],
    );
}

#[test]
fn unlisted_keys() {
    let pages = [("cat", object("Cat", &["name | *str* | !"]))];
    check_files(
        &files(&pages, ""),
        &files(&pages, "unknown = \"deny\""),
        expect![[r#"
        zoo::Cat: unlisted keys Cat.extra [ -> ] for those who read, for those who build values, on the wire; unlisted keys are refused
        zoo::Cat: unlisted keys Cat [ -> ] on the wire; keys that the docs do not list are refused
        major"#]],
    );
    check_files(
        &files(&pages, ""),
        &files(&pages, "exhaustive = true"),
        expect![[r#"
        zoo::Cat: exhaustive Cat [ -> ] compatible; code elsewhere may name all of it
        minor"#]],
    );
    check_files(
        &files(&pages, "exhaustive = true"),
        &files(&pages, ""),
        expect![[r#"
        zoo::Cat: exhaustive Cat [ -> ] for those who read, for those who build values; code elsewhere must expect more of it than is listed
        major"#]],
    );
}

#[test]
fn a_profile_that_takes_less_for_granted() {
    let pages = [("cat", object("Cat", &["name | *str* | !", "age | *Optional[int]* |"]))];
    let of = |profile: &str| files(&pages, &format!("presence = \"{profile}\""));
    check_files(&of("documented"), &of("tolerant"), expect!["nothing"]);
    check_files(
        &of("tolerant"),
        &of("exact"),
        expect![[r#"
        zoo::Cat: nullable changed Cat.age [Option<i64> -> Maybe<i64>] for those who read, for those who build values; it may be null
        major"#]],
    );
}

#[test]
fn many_arguments_go_by_name() {
    let rows: Vec<String> = (0..8).map(|at| format!("f{at} | *str* | !")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    check(
        &[("cat", object("Cat", &rows[..7]))],
        &[("cat", object("Cat", &rows))],
        expect![[r#"
        zoo::Cat: arguments of new Cat::new [f0, f1, f2, f3, f4, f5, f6 -> f0, f1, f2, f3, f4, f5, f6, f7] for those who build values; it takes its many arguments as a `CatRequired`
        zoo::Cat: field added Cat.f7 [ -> String] for those who build values, on the wire; `new` asks for it, and bodies without it are refused
        major"#]],
    );
}

#[test]
fn a_file_that_is_no_rust_is_named() {
    let before = files(&[("cat", object("Cat", &["name | *str* | !"]))], "");
    let mut after = before.clone();
    after.insert("src/zoo/cat.rs".to_owned(), "struct {".to_owned());
    assert_eq!(compare(&before, &after).unreadable, ["src/zoo/cat.rs"]);
    assert!(compare(&BTreeMap::new(), &before).modules.iter().all(|module| module.only == Some(Side::After)));
}

#[test]
fn callers_do_not_see_the_codec() {
    let pages = [
        ("cat", object("Cat", &["kind | *Literal[\"cat\"]* | !", "mood | [models.Mood](../models/mood.md) |"])),
        ("dog", object("Dog", &["kind | *Literal[\"dog\"]* | !", "type | *int* |"])),
        ("mood", values("Mood", &["sleepy"])),
        (
            "pet",
            "# Pet\n\n\n## Supported Types\n\n### `models.Cat`\n\n```python\nvalue: models.Cat = x\n```\n\n\
             ### `models.Dog`\n\n```python\nvalue: models.Dog = x\n```\n"
                .to_owned(),
        ),
    ];
    for more in ["", "unknown = \"deny\""] {
        let files = |codec| files(&pages, &format!("codec = \"{codec}\"\n{more}"));
        check_files(&files("derive"), &files("table"), expect!["patch"]);
    }
}
