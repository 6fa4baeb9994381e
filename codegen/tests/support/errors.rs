//! Errors: the path, what was expected and what was found, the model, the position.

use serde_json::{Value, json};

use crate::support::{Extra, table};

#[derive(Debug, Clone, PartialEq)]
struct Fleet {
    boats: Vec<Boat>,
    by_port: std::collections::BTreeMap<String, Boat>,
    extra: Extra,
}

table::object! {
    Fleet on_mismatch Fail unlisted keep extra;
    required boats "boats";
    lenient by_port "by port";
}

#[derive(Debug, Clone, PartialEq)]
struct Boat {
    name: String,
    parts: Option<Box<Fleet>>,
    extra: Extra,
}

table::object! {
    Boat on_mismatch Fail unlisted keep extra;
    required name "name";
    optional parts "parts";
}

fn said(json: Value) -> String {
    serde_json::from_value::<Fleet>(json).unwrap_err().to_string()
}

#[test]
fn the_path_leads_to_the_value() {
    let deep = json!({ "boats": [{ "name": "a" }, { "name": "b", "parts": { "boats": [{ "name": 3 }] } }] });
    assert_eq!(said(deep), "boats[1].parts.boats[0].name: expected string, found integer 3 (Boat)");
    assert_eq!(said(json!({ "boats": {} })), "boats: expected array, found object (Fleet)");
    assert_eq!(said(json!({ "boats": [{}] })), "boats[0]: missing field `name` (Boat)");
    assert_eq!(said(json!("boats")), "expected object, found string \"boats\" (Fleet)");
}

#[test]
fn the_position_is_kept() {
    let error = serde_json::from_str::<Fleet>("{\n  \"boats\": [true]\n}").unwrap_err();
    assert_eq!(error.to_string(), "boats[0]: expected object, found boolean true (Fleet) at line 2 column 16");
    assert_eq!((error.line(), error.column(), error.is_data()), (2, 16, true));
}

#[test]
fn keys_that_could_be_taken_for_a_path_are_quoted() {
    let hostile = "a.b[0]: \"expected\" `x` (Model) at line 7 column 7";
    let error = said(json!({ "boats": [], "by port": { hostile: 1 } }));
    assert_eq!(
        error,
        r#"["by port"]["a.b[0]: \"expected\" `x` (Model) at line 7 column 7"]: expected object, found integer 1 (Fleet)"#
    );
    let text = json!({ "boats": ["x, expected y at line 7 column 7"] }).to_string();
    let error = serde_json::from_str::<Fleet>(&text).unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 44));
    assert!(
        error
            .to_string()
            .starts_with(r#"boats[0]: expected object, found string "x, expected y at line 7 column 7" (Fleet)"#)
    );
}

#[test]
fn long_values_and_keys_are_cut() {
    let long = "x".repeat(100_000);
    assert!(said(json!({ "boats": [long.clone()] })).len() < 200);
    assert!(said(json!({ "boats": [], "by port": { long: 1 } })).len() < 200);
}

#[test]
fn syntax_errors_and_ends_of_input_stay_what_they_are() {
    let error = serde_json::from_str::<Fleet>(r#"{"boats": [{"name": "#).unwrap_err();
    assert!(error.is_eof(), "{error}");
    let error = serde_json::from_str::<Fleet>(r#"{"boats": [{"name": "a" "b"}]}"#).unwrap_err();
    assert!(error.is_syntax(), "{error}");
    let error = serde_json::from_reader::<_, Fleet>(Broken).unwrap_err();
    assert!(error.is_io(), "{error}");
}

struct Broken;

impl std::io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the line is cut"))
    }
}

#[test]
fn a_deep_path_costs_no_more_than_its_length() {
    let mut json = json!({ "boats": [{ "name": 1 }] });
    for _ in 0..500 {
        json = json!({ "boats": [{ "name": "a", "parts": json }] });
    }
    let error = std::thread::Builder::new().stack_size(64 << 20).spawn(move || said(json)).unwrap().join().unwrap();
    assert_eq!(
        error.len(),
        500 * "boats[0].parts.".len() + "boats[0].name: expected string, found integer 1 (Boat)".len()
    );
}

#[test]
fn another_format_is_read_too() {
    use serde::{Deserialize, de::value::MapDeserializer};
    let fields = MapDeserializer::<_, serde::de::value::Error>::new([("name", "Ida")].into_iter());
    assert_eq!(Boat::deserialize(fields).unwrap().name, "Ida");
}
