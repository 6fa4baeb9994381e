//! Objects: keys in any order, missing keys, unlisted keys.

use serde_json::json;

use crate::support::{Extra, Maybe, table};

#[derive(Debug, Clone, PartialEq)]
struct Boat {
    name: String,
    decks: i64,
    length: Option<f64>,
    flag: Maybe<String>,
    extra: Extra,
}

table::object! {
    Boat on_mismatch Fail unlisted keep extra;
    required name "name";
    required decks "number-of-decks";
    optional length "length";
    maybe flag "flag";
}

#[test]
fn keys_come_in_any_order() {
    let text = r#"{"flag":null,"number-of-decks":2.0,"x":[1],"name":"Ida","length":null}"#;
    let boat: Boat = serde_json::from_str(text).unwrap();
    assert_eq!(boat.decks, 2);
    assert_eq!(boat.flag, Maybe::Null);
    assert_eq!(boat.extra.get("x"), Some(&json!([1])));
    assert_eq!(serde_json::to_string(&boat).unwrap(), r#"{"name":"Ida","number-of-decks":2,"flag":null,"x":[1]}"#);
}
