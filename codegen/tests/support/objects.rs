//! Objects: keys in any order, missing and unlisted keys, numbers, maps, as many fields as there are.

use std::collections::BTreeMap;

use serde_json::json;

use crate::{
    again, comes_back,
    support::{Extra, Maybe, table},
};

#[derive(Debug, Clone, PartialEq)]
struct Boat {
    name: String,
    decks: i64,
    length: Option<f64>,
    flag: Maybe<String>,
    owner: Option<String>,
    note: Option<serde_json::Value>,
    extra: Extra,
}

table::object! {
    Boat on_mismatch Fail unlisted keep extra;
    required name "name";
    required decks "number-of-decks";
    optional length "length";
    maybe flag "flag";
    required owner "owner";
    present note "note";
}

fn boat(text: &str) -> Boat {
    serde_json::from_str(text).unwrap()
}

#[test]
fn keys_come_in_any_order() {
    let boat = boat(r#"{"flag":null,"number-of-decks":2,"x":[1],"owner":null,"name":"Ida","note":null,"length":null}"#);
    assert_eq!((boat.decks, boat.flag.clone(), boat.note.clone()), (2, Maybe::Null, Some(json!(null))));
    assert_eq!(boat.extra.get("x"), Some(&json!([1])));
    let written = r#"{"name":"Ida","number-of-decks":2,"flag":null,"owner":null,"note":null,"x":[1]}"#;
    assert_eq!(serde_json::to_string(&boat).unwrap(), written);
}

#[test]
fn what_must_be_there_may_still_be_null() {
    let missing = |json| again::<Boat>(json).unwrap_err();
    assert_eq!(
        missing(json!({ "name": "", "owner": null })),
        "missing field `number-of-decks` (Boat) at line 1 column 24"
    );
    assert_eq!(
        missing(json!({ "name": "", "number-of-decks": 1 })),
        "missing field `owner` (Boat) at line 1 column 31"
    );
    comes_back::<Boat>(json!({ "name": "", "number-of-decks": 1, "owner": null }));
}

#[test]
fn of_two_values_for_a_key_the_last_one_counts() {
    let boat = boat(r#"{"name":"Ida","number-of-decks":1,"owner":null,"x":1,"name":"Eva","x":2}"#);
    assert_eq!((boat.name.as_str(), boat.extra.get("x")), ("Eva", Some(&json!(2))));
}

#[test]
fn escaped_keys_are_the_same_keys() {
    let boat = boat(r#"{"na\u006de":"Ida","number-of-decks":1,"owner":null,"\u0078":1}"#);
    assert_eq!((boat.name.as_str(), boat.extra.get("x")), ("Ida", Some(&json!(1))));
}

#[test]
fn whole_numbers_are_integers() {
    let decks = |text: &str| {
        let text = format!(r#"{{"name":"","owner":null,"number-of-decks":{text}}}"#);
        serde_json::from_str(&text).map(|boat: Boat| boat.decks).map_err(|error| error.to_string())
    };
    assert_eq!(decks("1.0"), Ok(1));
    assert_eq!(decks("-1e3"), Ok(-1000));
    assert_eq!(decks("9223372036854775807"), Ok(i64::MAX));
    assert_eq!(decks("-9223372036854775808"), Ok(i64::MIN));
    let wrong = |found: &str| format!("number-of-decks: expected integer, found {found} (Boat) at line 1 column ");
    for (text, found) in [
        ("1.5", "number 1.5"),
        ("9223372036854775808", "integer 9223372036854775808"),
        ("1e300", "number 1e+300"),
        ("\"1\"", "string \"1\""),
        ("null", "null"),
        ("[1]", "array"),
        ("{}", "object"),
    ] {
        let said = decks(text).unwrap_err();
        assert!(said.starts_with(&wrong(found)), "{said}");
    }
}

#[test]
fn the_order_of_unlisted_keys_does_not_count() {
    let of = |rest: &str| boat(&format!(r#"{{"name":"","number-of-decks":1,"owner":null{rest}}}"#));
    assert_eq!(of(r#","a":1,"b":2"#), of(r#","b":2,"a":1"#));
    let mut emptied = of(r#","a":1"#);
    assert_ne!(emptied, of(""));
    emptied.extra.remove("a");
    assert_eq!(emptied, of(""));
}

#[derive(Debug, Clone, PartialEq)]
struct Crew {
    captain: String,
    extra: BTreeMap<String, i64>,
}

table::object! {
    Crew on_mismatch Fail unlisted keep extra;
    required captain "captain";
}

#[test]
fn unlisted_keys_may_be_of_one_type() {
    comes_back::<Crew>(json!({ "captain": "Eva", "cooks": 1, "sailors": 7 }));
    let wrong = again::<Crew>(json!({ "captain": "Eva", "cooks": "one" })).unwrap_err();
    assert_eq!(wrong, "cooks: expected integer, found string \"one\" (Crew) at line 1 column 30");
}

#[derive(Debug, Clone, PartialEq)]
struct Strict {
    a: Option<bool>,
}

table::object! {
    Strict on_mismatch Fail unlisted deny;
    optional a "a";
}

#[derive(Debug, Clone, PartialEq)]
struct Lax {
    a: Option<bool>,
}

table::object! {
    Lax on_mismatch Fail unlisted ignore;
    optional a "a";
}

#[test]
fn unlisted_keys_may_be_refused_or_dropped() {
    assert_eq!(again::<Strict>(json!({ "a": true })), Ok(json!({ "a": true })));
    let refused = again::<Strict>(json!({ "b": 1 })).unwrap_err();
    assert_eq!(refused, "b: the docs do not list this key (Strict) at line 1 column 4");
    assert_eq!(again::<Lax>(json!({ "a": true, "b": { "a": 1 } })), Ok(json!({ "a": true })));
}

macro_rules! wide {
    ($($field:ident)*) => {
        #[derive(Debug, Clone, PartialEq)]
        struct Wide { $($field: bool,)* last: bool, extra: Extra }

        table::object! {
            Wide on_mismatch Fail unlisted keep extra;
            $(required $field "_";)*
            required last "last";
        }
    };
}

// 66 keys of one name: the first one is found each time, all others are missing.
wide! {
    a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 d0 d1 d2 d3 d4 d5 d6 d7
    d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 g0 g1 g2 g3 g4 g5
}

#[test]
fn there_may_be_more_than_64_keys() {
    let keys = "\"_\":true,".repeat(66);
    let whole: Wide = serde_json::from_str(&format!("{{{keys}\"last\":true}}")).unwrap();
    assert!(whole.g5 && whole.last);
    let said = |text: &str| serde_json::from_str::<Wide>(text).unwrap_err().to_string();
    assert!(said(&format!("{{{}}}", keys.trim_end_matches(','))).starts_with("missing field `last` (Wide)"));
    assert!(said(&format!("{{{}\"last\":true}}", "\"_\":true,".repeat(65))).starts_with("missing field `_` (Wide)"));
}

#[derive(Debug, Clone, PartialEq)]
struct Node {
    next: Box<Node>,
    extra: Extra,
}

table::object! {
    Node on_mismatch Fail unlisted keep extra (endless);
    required next "next";
}

#[test]
fn a_value_without_end_is_an_error() {
    let said = again::<Node>(json!({ "next": {} })).unwrap_err();
    assert!(
        said.starts_with("by the docs a value of this type always holds another one, without end (Node)"),
        "{said}"
    );
}
