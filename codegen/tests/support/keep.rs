//! Values that do not fit: the field is empty, what came is kept beside it and written back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    comes_back,
    support::{Extra, Maybe, TypedExtra, table},
};

#[derive(Debug, Clone, PartialEq)]
struct Boat {
    name: Option<String>,
    owner: Option<String>,
    decks: Option<i64>,
    flag: Maybe<String>,
    crew: Option<Vec<Option<Sailor>>>,
    ports: Option<BTreeMap<String, i64>>,
    engine: Option<Engine>,
    extra: Extra,
}

table::object! {
    Boat on_mismatch Keep unlisted keep extra;
    kept name "name";
    required owner "owner";
    optional decks "decks";
    maybe flag "flag";
    optional crew "crew";
    optional ports "ports";
    optional engine "engine";
}

#[derive(Debug, Clone, PartialEq)]
struct Sailor {
    age: Option<f64>,
    extra: Extra,
}

table::object! {
    Sailor on_mismatch Keep unlisted keep extra;
    kept age "age";
}

#[derive(Debug, Clone, PartialEq)]
enum Engine {
    Sails(i64),
    Sailor(Sailor),
    Parts(Vec<i64>),
    Unknown(Value),
}

table::union! {
    Engine Sails Sailor Parts;
    number whole => Sails;
    array always => Parts;
    object "kind" tagged "sailor" => Sailor;
}

fn boat(json: Value) -> Boat {
    comes_back::<Boat>(json.clone());
    serde_json::from_value(json).unwrap()
}

fn misfits(extra: &Extra) -> Value {
    extra.misfits().iter().map(|(key, found)| (key.to_owned(), found.cloned().unwrap_or("missing".into()))).collect()
}

#[test]
fn a_value_of_another_type_is_kept() {
    let json =
        json!({ "name": 1, "owner": {}, "decks": "two", "flag": [true], "crew": 3, "ports": false, "engine": [1] });
    let boat = boat(json);
    assert_eq!((&boat.name, &boat.owner, boat.decks), (&None, &None, None));
    assert!(boat.flag.is_absent() && boat.crew.is_none() && boat.ports.is_none());
    assert_eq!(boat.engine, Some(Engine::Parts(vec![1])));
    let kept = json!({ "name": 1, "owner": {}, "decks": "two", "flag": [true], "crew": 3, "ports": false });
    assert_eq!(misfits(&boat.extra), kept);
}

#[test]
fn null_stays_null_and_absent_stays_absent() {
    let nulls = boat(json!({ "name": null, "owner": null, "decks": null, "flag": null, "crew": null }));
    assert_eq!((&nulls.name, &nulls.flag), (&None, &Maybe::Null));
    // The docs allow null for `owner`, and for `flag`.
    assert_eq!(misfits(&nulls.extra), json!({ "name": null, "decks": null, "crew": null }));
    let nothing = boat(json!({}));
    assert_eq!(misfits(&nothing.extra), json!({ "name": "missing", "owner": "missing" }));
}

#[test]
fn one_bad_element_keeps_the_whole_list() {
    let boat = boat(
        json!({ "name": "", "owner": "", "crew": [{ "age": 30.5 }, null, 1, { "age": "x" }], "ports": { "a": 1, "b": "2", "c": 3 } }),
    );
    assert_eq!((boat.crew, boat.ports), (None, None));
}

#[test]
fn what_is_inside_stays_inside() {
    let boat = boat(json!({ "name": "", "owner": "", "crew": [{ "age": "old" }, null] }));
    assert_eq!(misfits(&boat.extra), json!({}));
    let crew = boat.crew.unwrap();
    assert_eq!(misfits(&crew[0].as_ref().unwrap().extra), json!({ "age": "old" }));
}

#[test]
fn a_broken_member_stays_a_member() {
    let boat = boat(json!({ "name": "", "owner": "", "engine": { "kind": "sailor", "age": [] } }));
    let Some(Engine::Sailor(sailor)) = &boat.engine else { panic!("{boat:?}") };
    assert_eq!(misfits(&sailor.extra), json!({ "age": [] }));
    // A member that cannot be empty is kept by the field that it would stand in, not by the raw arm.
    let boat = self::boat(json!({ "name": "", "owner": "", "engine": ["x"] }));
    assert_eq!((&boat.engine, misfits(&boat.extra)), (&None, json!({ "engine": ["x"] })));
    let boat = self::boat(json!({ "name": "", "owner": "", "engine": 1.5 }));
    assert_eq!(boat.engine, Some(Engine::Unknown(json!(1.5))));
}

#[test]
fn a_value_that_is_assigned_wins() {
    let mut boat = boat(json!({ "name": 1, "owner": 2, "flag": 3, "decks": 4.5 }));
    boat.name = Some("Ida".to_owned());
    boat.flag = Maybe::Null;
    boat.extra.misfits_mut().remove("decks");
    assert_eq!(serde_json::to_value(&boat).unwrap(), json!({ "name": "Ida", "owner": 2, "flag": null }));
}

#[test]
fn of_two_values_for_a_key_the_last_one_counts() {
    let read = |text: &str| serde_json::from_str::<Boat>(text).unwrap();
    let fits = read(r#"{"name":1,"owner":"","name":"Ida"}"#);
    assert_eq!((fits.name.as_deref(), misfits(&fits.extra)), (Some("Ida"), json!({})));
    let misfit = read(r#"{"name":"Ida","owner":"","name":1}"#);
    assert_eq!((misfit.name.as_deref(), misfits(&misfit.extra)), (None, json!({ "name": 1 })));
}

#[test]
fn a_document_of_another_kind_is_an_error() {
    let said = serde_json::from_str::<Boat>("[]").unwrap_err().to_string();
    assert_eq!(said, "expected object, found array (Boat) at line 1 column 0");
}

#[derive(Debug, Clone, PartialEq)]
struct Stock {
    place: Option<String>,
    extra: TypedExtra<i64>,
}

table::object! {
    Stock on_mismatch Keep unlisted keep extra;
    kept place "place";
}

#[derive(Debug, Clone, PartialEq)]
struct Sealed {
    place: Option<String>,
    extra: Extra,
}

table::object! {
    Sealed on_mismatch Keep unlisted ignore extra;
    kept place "place";
}

#[test]
fn there_is_a_place_for_misfits_whatever_becomes_of_unlisted_keys() {
    comes_back::<Stock>(json!({ "place": 1, "apples": 3, "pears": "few" }));
    let stock: Stock = serde_json::from_value(json!({ "place": 1, "apples": 3, "pears": "few" })).unwrap();
    assert_eq!((stock.extra.get("apples"), stock.extra.misfits().len()), (Some(&3), 2));
    comes_back::<Sealed>(json!({ "place": 1 }));
    let sealed: Sealed = serde_json::from_value(json!({ "place": 1, "more": 2 })).unwrap();
    assert_eq!(serde_json::to_value(&sealed).unwrap(), json!({ "place": 1 }));
}

#[derive(Debug, Clone, PartialEq)]
enum Either {
    Boat(Boat),
    Sailor(Sailor),
    Unknown(Value),
}

table::union! {
    Either Boat Sailor;
    object always => Boat Sailor;
}

#[test]
fn of_members_that_nothing_tells_apart_one_without_misfits_goes_before() {
    let read = |json: Value| serde_json::from_value::<Either>(json).unwrap();
    assert!(matches!(read(json!({ "age": 3 })), Either::Sailor(_)));
    assert!(matches!(read(json!({ "name": "", "owner": "", "age": "x" })), Either::Boat(_)));
    assert!(matches!(read(json!({ "age": "x" })), Either::Boat(_)), "the first one, where none is without");
}
