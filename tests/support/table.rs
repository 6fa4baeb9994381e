//! Types with tables of their own: how they are read, and what is said where they cannot be.

use std::collections::BTreeMap;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::support::{Extra, Maybe};

#[derive(Debug, Clone, PartialEq)]
pub struct Ferry {
    name: String,
    decks: Option<i64>,
    engine: Engine,
    crew: Vec<Person>,
    fares: Option<BTreeMap<String, f64>>,
    berth: Maybe<String>,
    cargo: Option<Cargo>,
    extra: Extra,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Engine {
    fuel: String,
    power: Option<f64>,
    extra: Extra,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    name: String,
    extra: Extra,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    id: Option<i64>,
    names: Option<Vec<String>>,
    inner: Option<Box<Kept>>,
    extra: Extra,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Endless {
    next: Box<Endless>,
    extra: Extra,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cargo {
    Cars(Cars),
    Mail(Mail),
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cars {
    kind: String,
    count: i64,
    extra: Extra,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Mail {
    bags: Vec<String>,
    extra: Extra,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    Text(String),
    Lines(Vec<String>),
    Person(Person),
    Unknown(Value),
}

crate::support::table::object! {
    Ferry on_mismatch Fail unlisted keep extra;
    required name "name";
    optional decks "decks";
    required engine "engine";
    required crew "crew";
    optional fares "fares";
    maybe berth "berth";
    optional cargo "cargo";
}

crate::support::table::object! {
    Engine on_mismatch Fail unlisted keep extra;
    required fuel "fuel";
    optional power "power";
}

crate::support::table::object! {
    Person on_mismatch Fail unlisted keep extra;
    required name "name";
}

crate::support::table::object! {
    Kept on_mismatch Keep unlisted keep extra;
    kept id "id";
    optional names "names";
    optional inner "inner";
}

crate::support::table::object! {
    Endless on_mismatch Fail unlisted keep extra (endless);
    required next "next";
}

crate::support::table::tagged! {
    Cargo by "kind";
    Cars "cars" "lorries";
    Mail "mail";
}

crate::support::table::object! {
    Cars on_mismatch Fail unlisted keep extra;
    required kind "kind";
    required count "count";
}

crate::support::table::object! {
    Mail on_mismatch Fail unlisted keep extra;
    required bags "bags";
}

crate::support::table::union! {
    Note Text Lines Person;
    string always => Text;
    array always => Lines;
    object has "name" => Person;
}

const FERRY: &str = r#"{"name": "Anna", "engine": {"fuel": "oil"}, "crew": [{"name": "Bo"}, {"name": "Cy"}]"#;

/// A ferry with further properties.
fn ferry(further: &str) -> String {
    format!("{FERRY}{further}}}")
}

#[track_caller]
fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("is read")
}

#[track_caller]
fn comes_back<T: DeserializeOwned + Serialize>(text: &str) {
    let sent: Value = read(text);
    assert_eq!(serde_json::to_value(read::<T>(text)).expect("is written"), sent);
    assert_eq!(
        serde_json::to_value(serde_json::from_value::<T>(sent.clone()).expect("is read")).expect("is written"),
        sent
    );
}

#[track_caller]
fn fails<T: DeserializeOwned>(text: &str, message: &str) {
    let error = serde_json::from_str::<T>(text).err().expect("is not read").to_string();
    assert_eq!(error.split(" at line ").next(), Some(message));
}

#[test]
fn whatever_the_order_it_comes_back() {
    comes_back::<Ferry>(&ferry(""));
    comes_back::<Ferry>(&ferry(r#", "fares": {"car": 8.5, "bus": 20.0}, "berth": null, "flag": {"of": ["A"]}"#));
    comes_back::<Ferry>(r#"{"crew": [], "berth": "7", "decks": 3, "engine": {"power": 1.5, "fuel": ""}, "name": ""}"#);
}

#[test]
fn of_a_key_that_comes_twice_the_last_value_counts() {
    let one = ferry("");
    let twice = ferry(r#", "name": "Anna", "crew": [{"name": "Bo"}, {"name": "Cy"}], "engine": {"fuel": "oil"}"#);
    assert_eq!(read::<Ferry>(&twice), read::<Ferry>(&one));
    let first = ferry(r#", "engine": {"fuel": "gas", "power": 3.5, "by": "X"}, "engine": {"fuel": "oil"}"#);
    assert_eq!(read::<Ferry>(&first), read::<Ferry>(&one));
    assert_eq!(read::<Ferry>(&ferry(r#", "fares": {"car": 8.0}, "fares": {}"#)).fares, Some(BTreeMap::new()));
    assert_eq!(read::<Ferry>(&ferry(r#", "decks": 3, "decks": null"#)).decks, None);
    assert_eq!(read::<Ferry>(&ferry(r#", "berth": "7", "berth": null"#)).berth, Maybe::Null);
    let kept: Kept = read(r#"{"id": "x", "id": 3, "names": ["a"], "names": ["b"]}"#);
    assert_eq!((kept.id, kept.names), (Some(3), Some(vec!["b".to_owned()])));
    assert!(kept.extra.misfits().is_empty());
}

#[test]
fn errors_name_the_path_and_the_model() {
    fails::<Ferry>(r#"{"name": "Anna"}"#, "missing field `engine` (Ferry)");
    fails::<Ferry>(&ferry(r#", "decks": "two""#), r#"decks: expected integer, found string "two" (Ferry)"#);
    fails::<Ferry>(&ferry(r#", "decks": 2.5"#), "decks: expected integer, found number 2.5 (Ferry)");
    fails::<Ferry>(
        &ferry(r#", "decks": 18446744073709551615"#),
        "decks: expected integer, found integer 18446744073709551615 (Ferry)",
    );
    fails::<Ferry>(&ferry(r#", "fares": {"a b": null}"#), r#"fares["a b"]: expected number, found null (Ferry)"#);
    fails::<Ferry>(
        r#"{"crew": [{"name": "Bo"}, {"name": 3}]}"#,
        "crew[1].name: expected string, found integer 3 (Person)",
    );
    fails::<Ferry>(r#"{"crew": [{"name": "Bo"}, {}]}"#, "crew[1]: missing field `name` (Person)");
    fails::<Ferry>(r#"{"crew": {}}"#, "crew: expected array, found object (Ferry)");
    fails::<Ferry>(
        &ferry(r#", "cargo": {"kind": "cars", "count": null}"#),
        "cargo.count: expected integer, found null (Cars)",
    );
    fails::<Ferry>(
        &ferry(r#", "cargo": {"count": true, "kind": "cars"}"#),
        "cargo.count: expected integer, found boolean true (Cars)",
    );
}

#[test]
fn a_tag_is_found_wherever_it_stands() {
    comes_back::<Cargo>(r#"{"kind": "lorries", "count": 3, "tall": true}"#);
    comes_back::<Cargo>(r#"{"tall": true, "count": 3, "kind": "cars"}"#);
    comes_back::<Cargo>(r#"{"kind": "goats", "count": 3, "kind": "cars"}"#);
    assert!(matches!(read(r#"{"bags": [], "kind": "mail", "late": 1}"#), Cargo::Mail(_)));
    for other in
        [r#"{"kind": "goats", "count": 3}"#, r#"{"count": 3}"#, r#"{"kind": 3}"#, "[1]", "true", "null", r#""mail""#]
    {
        assert_eq!(read::<Cargo>(other), Cargo::Unknown(read(other)));
        comes_back::<Cargo>(other);
    }
}

#[test]
fn other_unions_go_by_kind_and_keys() {
    assert_eq!(read::<Note>(r#""so""#), Note::Text("so".to_owned()));
    assert_eq!(read::<Note>(r#"["so", "on"]"#), Note::Lines(vec!["so".to_owned(), "on".to_owned()]));
    assert!(matches!(read(r#"{"name": "Bo", "age": 3}"#), Note::Person(_)));
    for other in ["3", "null", r#"{"nom": "Bo"}"#] {
        assert_eq!(read::<Note>(other), Note::Unknown(read(other)));
    }
    fails::<Note>("[3]", "[0]: expected string, found integer 3 (Note)");
}

#[test]
fn what_does_not_fit_is_kept_where_that_is_asked_for() {
    for text in [
        r#"{"id": "x", "names": null}"#,
        r#"{"names": ["a", 3, {"b": []}], "inner": []}"#,
        r#"{"id": 1, "inner": {"id": {}, "names": "a", "inner": {"id": 2.5}}}"#,
    ] {
        comes_back::<Kept>(text);
    }
    let kept: Kept = read(r#"{"names": ["a", 3]}"#);
    assert_eq!((kept.id, &kept.names), (None, &None));
    let misfits: Vec<_> = kept.extra.misfits().iter().collect();
    assert_eq!(misfits, [("names", Some(&json!(["a", 3]))), ("id", None)]);
}

#[test]
fn a_value_that_never_ends_is_refused() {
    fails::<Endless>("{}", "by the docs a value of this type always holds another one, without end (Endless)");
    fails::<Vec<Endless>>("[{}]", "by the docs a value of this type always holds another one, without end (Endless)");
    assert_eq!(read::<Vec<Endless>>("[]"), []);
}
