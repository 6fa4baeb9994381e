//! Unions: tags in any place, nested unions, members by kind, by keys, by listed values.

use serde_json::{Value, json};

use crate::{
    again, comes_back,
    support::{Extra, table},
};

macro_rules! model {
    ($name:ident $tag:literal) => {
        #[derive(Debug, Clone, PartialEq)]
        struct $name {
            kind: Kind,
            size: i64,
            extra: Extra,
        }

        table::object! {
            $name on_mismatch Fail unlisted keep extra;
            required kind $tag;
            required size "size";
        }
    };
}

model!(Truck "kind");
model!(Ferry "kind");
model!(Plane "wings");

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Kind {
    Known,
    Unknown(String),
}

table::texts! {
    Kind;
    Known "known";
}

#[derive(Debug, Clone, PartialEq)]
enum Carrier {
    Truck(Truck),
    Ferry(Box<Ferry>),
    Unknown(Value),
}

table::tagged! {
    Carrier by "kind";
    Truck "truck" "lorry";
    Ferry "ferry";
}

#[test]
fn the_tag_may_stand_anywhere() {
    for text in [
        r#"{"kind":"lorry","size":1,"x":2}"#,
        r#"{"size":1,"kind":"lorry","x":2}"#,
        r#"{"x":2,"size":1,"kind":"lorry"}"#,
    ] {
        let read: Carrier = serde_json::from_str(text).unwrap();
        let Carrier::Truck(truck) = &read else { panic!("{read:?}") };
        assert_eq!((truck.kind.as_str(), truck.size, truck.extra.get("x")), ("lorry", 1, Some(&json!(2))));
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"kind":"lorry","size":1,"x":2}"#);
    }
}

#[test]
fn a_broken_member_is_an_error() {
    assert_eq!(
        again::<Carrier>(json!({ "kind": "truck" })),
        Err("missing field `size` (Truck) at line 1 column 16".to_owned())
    );
    let late = again::<Carrier>(json!({ "a": 1, "size": "big", "kind": "ferry" })).unwrap_err();
    assert!(late.starts_with("size: expected integer, found string \"big\" (Ferry)"), "{late}");
}

#[test]
fn what_has_no_known_tag_is_kept() {
    for json in
        [json!({ "kind": "plane", "size": "x" }), json!({ "size": 1 }), json!({ "kind": 1 }), json!([1]), json!(null)]
    {
        let read: Carrier = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(read, Carrier::Unknown(json.clone()));
        comes_back::<Carrier>(json);
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Transport {
    Carrier(Carrier),
    Plane(Plane),
    Unknown(Value),
}

table::union! {
    Transport Carrier Plane;
    object "kind" tagged "truck" "lorry" "ferry" => Carrier;
    object "kind" tagged "plane" => Plane;
}

#[test]
fn a_union_in_a_union_gets_the_tag_handed_over() {
    for text in [r#"{"kind":"ferry","size":1}"#, r#"{"size":1,"kind":"ferry"}"#] {
        let read: Transport = serde_json::from_str(text).unwrap();
        assert!(matches!(&read, Transport::Carrier(Carrier::Ferry(ferry)) if ferry.size == 1), "{read:?}");
    }
    // The other member has another property for what it is: the tag is a key that it does not list.
    comes_back::<Transport>(json!({ "kind": "plane", "wings": "known", "size": 1 }));
    let broken = again::<Transport>(json!({ "size": true, "kind": "truck" })).unwrap_err();
    assert!(broken.starts_with("size: expected integer, found boolean true (Truck)"), "{broken}");
}

#[derive(Debug, Clone, PartialEq)]
enum Content {
    Null(()),
    Whole(i64),
    Number(f64),
    Kind(Kind),
    Text(String),
    Flag(bool),
    Numbers(Vec<f64>),
    Truck(Truck),
    Plane(Plane),
    Any(serde_json::Map<String, Value>),
    Unknown(Value),
}

table::union! {
    Content Null Whole Number Kind Text Flag Numbers Truck Plane Any;
    null always => Null;
    boolean flags true => Flag;
    number numbers 7.0 => Number;
    number whole => Whole;
    number always => Number;
    string texts "known" => Kind;
    string always => Text;
    array always => Numbers;
    object "size" numbers 3.0 => Any;
    object has "wings" "size" => Plane;
    object has "size" => Truck Any;
}

#[test]
fn members_are_found_by_kind_and_keys() {
    let read = |json: Value| serde_json::from_value::<Content>(json).unwrap();
    assert_eq!(read(json!(null)), Content::Null(()));
    assert_eq!(read(json!(true)), Content::Flag(true));
    assert_eq!(read(json!(false)), Content::Unknown(json!(false)));
    assert_eq!(read(json!(7)), Content::Number(7.0));
    assert_eq!(read(json!(8)), Content::Whole(8));
    assert_eq!(read(json!(8.5)), Content::Number(8.5));
    assert_eq!(read(json!("known")), Content::Kind(Kind::Known));
    assert_eq!(read(json!("other")), Content::Text("other".to_owned()));
    assert_eq!(read(json!([1, 2])), Content::Numbers(vec![1.0, 2.0]));
    assert!(matches!(read(json!({ "wings": "", "size": 1 })), Content::Plane(_)));
    assert!(matches!(read(json!({ "size": 3, "wings": "" })), Content::Any(_)));
    assert!(matches!(read(json!({ "size": 1, "kind": "" })), Content::Truck(_)));
    // Of two members that nothing tells apart it is the first one that the value fits.
    assert!(matches!(read(json!({ "size": "x" })), Content::Any(_)));
    assert_eq!(read(json!({ "a": 1 })), Content::Unknown(json!({ "a": 1 })));
}

#[test]
fn the_raw_arm_hides_no_broken_member() {
    let said = |json: Value| again::<Content>(json).unwrap_err();
    assert!(said(json!([1, "2"])).starts_with("[1]: expected number, found string \"2\" (Content)"));
    assert!(said(json!({ "wings": 1, "size": 1 })).starts_with("wings: expected string, found integer 1 (Plane)"));
}

#[derive(Debug, Clone, PartialEq)]
enum Either {
    Truck(Truck),
    Ferry(Ferry),
    Unknown(Value),
}

table::union! {
    Either Truck Ferry;
    object has "kind" => Truck Ferry;
}

#[test]
fn the_reasons_of_all_members_are_said() {
    let said = again::<Vec<Either>>(json!([{ "kind": 1, "size": 2 }])).unwrap_err();
    let one = "kind: expected string, found integer 1";
    assert!(said.starts_with(&format!("{one} (Truck); {one} (Ferry) (Either)")), "{said}");
}

#[test]
fn what_stands_before_a_tag_is_read_as_it_is_wherever_it_comes_from() {
    let text = r#"{"a \"b\"\n":"x\\y","list":[1,-2.5,{"k":[null]}],"none":[],"size":1,"kind":"lorry"}"#;
    let value: Value = serde_json::from_str(text).unwrap();
    let read: [Carrier; 3] = [
        serde_json::from_str(text).unwrap(),
        serde_json::from_reader(text.as_bytes()).unwrap(),
        serde_json::from_value(value.clone()).unwrap(),
    ];
    for read in read {
        assert!(matches!(&read, Carrier::Truck(truck) if truck.size == 1), "{read:?}");
        assert_eq!(serde_json::to_value(read).unwrap(), value);
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Node {
    child: Option<Box<Tree>>,
    extra: Extra,
}

table::object! {
    Node on_mismatch Fail unlisted keep extra;
    optional child "child";
}

#[derive(Debug, Clone, PartialEq)]
enum Tree {
    Node(Node),
    Unknown(Value),
}

table::tagged! {
    Tree by "kind";
    Node "node";
}

#[test]
fn however_deep_a_document_is_it_is_read_or_refused() {
    let nested = |depth: usize| r#"{"child":"#.repeat(depth) + "null" + &r#","kind":"node"}"#.repeat(depth);
    assert!(serde_json::from_str::<Tree>(&nested(100)).is_ok());
    let said = serde_json::from_str::<Tree>(&nested(20_000)).unwrap_err().to_string();
    assert!(said.contains("recursion limit exceeded"), "{}", said.len());
}

macro_rules! way {
    ($name:ident) => {
        #[derive(Debug, Clone, PartialEq)]
        struct $name {
            next: Option<Box<Maze>>,
            steps: Option<i64>,
            extra: Extra,
        }

        table::object! {
            $name on_mismatch Fail unlisted keep extra;
            optional next "next";
            optional steps "steps";
        }
    };
}

way!(Left);
way!(Right);

#[derive(Debug, Clone, PartialEq)]
enum Maze {
    Left(Left),
    Right(Right),
    Unknown(Value),
}

table::union! {
    Maze Left Right;
    object always => Left Right;
}

#[test]
fn members_that_hold_their_union_are_not_tried_for_ever() {
    let nested = |depth: usize| r#"{"next":"#.repeat(depth) + r#"{"steps":"x"}"# + &"}".repeat(depth);
    let said = |depth: usize| serde_json::from_str::<Maze>(&nested(depth)).unwrap_err().to_string();
    assert!(said(3).contains("steps: expected integer, found string \"x\""), "{}", said(3));
    assert!(said(60).contains("too many ways to read a value"), "{}", said(60));
}
