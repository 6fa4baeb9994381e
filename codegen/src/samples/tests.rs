use expect_test::{Expect, expect};

use super::*;
use crate::{
    fixture::{self, field, object, optional, span, union, values},
    ir::{Example, Fact, Nullable},
};

fn nullable(field: Field<ModelId>) -> Field<ModelId> {
    Field { nullable: Fact::stated(Nullable::Yes, span(0)), ..field }
}

fn make(kinds: Vec<Kind<ModelId>>, config: &Config) -> Samples {
    let (api, _) = fixture::api(kinds.into_iter().map(|kind| ("Model.md", kind)).collect());
    samples(&Resolved { api, boxed: Default::default(), learned: Default::default() }, config)
}

fn check_with(kinds: Vec<Kind<ModelId>>, config: &Config, expected: &Expect) {
    let cases = make(kinds, config).models.swap_remove(0);
    let lines = cases.into_iter().map(|case| format!("{} = {}\n", case.name, case.json));
    expected.assert_eq(&lines.collect::<String>());
}

fn check(kinds: Vec<Kind<ModelId>>, expected: &Expect) {
    check_with(kinds, &Config::default(), expected);
}

#[test]
fn a_struct_has_least_all_nulls_and_what_is_not_listed() {
    check(
        vec![object(vec![
            field("id", Type::Integer(None)),
            nullable(field("parent", Type::Ref(ModelId(0)))),
            optional("at", Type::List(Box::new(Type::String(Some("date"))))),
            optional("kind", Type::Enum(Box::new(values(&["a", "b"])))),
            optional("note", Type::Any),
        ])],
        &expect![[r#"
            least = {"id":0,"parent":null}
            all = {"id":9007199254740993,"parent":{"id":0,"parent":null},"at":["2024-05-01"],"kind":"b","note":{"any":[1,2.5,true,null,"text"]}}
            nulls = {"id":0,"parent":null,"note":null}
            integers as 3.0 = {"id":3.0,"parent":null}
            unlisted values = {"id":0,"parent":null,"kind":"unlisted-value"}
            unlisted key = {"id":0,"parent":null,"unlisted-key":{"a":[1,2.5,null,"text"]}}
        "#]],
    );
}

#[test]
fn keys_that_get_lost_are_not_sent() {
    let config = Config { unknown: Unknown::Ignore, ..Config::default() };
    check_with(
        vec![object(vec![field("id", Type::Boolean)])],
        &config,
        &expect![[r#"
            least = {"id":false}
            all = {"id":true}
        "#]],
    );
}

#[test]
fn every_member_of_a_union_comes_once_with_its_tag() {
    let tagged = |value: &str| object(vec![optional("type", Type::Enum(Box::new(values(&[value]))))]);
    check(
        vec![
            Kind::Union(union(vec![Type::Ref(ModelId(1)), Type::Ref(ModelId(2)), Type::Null])),
            tagged("cat"),
            tagged("dog"),
        ],
        &expect![[r#"
            member 1 = {"type":"cat"}
            member 2 = {"type":"dog"}
            member 3 = null
            unlisted member = {"unlisted-key":true}
        "#]],
    );
}

#[test]
fn a_union_inside_of_a_list_is_sent_in_the_list() {
    check(
        vec![object(vec![field(
            "of",
            Type::List(Box::new(Type::Union(Box::new(union(vec![Type::Boolean, Type::String(None)]))))),
        )])],
        &expect![[r#"
            least = {"of":[]}
            all = {"of":[false]}
            unlisted key = {"of":[],"unlisted-key":{"a":[1,2.5,null,"text"]}}
            of: member 2 = {"of":[""]}
            of: unlisted member = {"of":[{"unlisted-key":true}]}
        "#]],
    );
}

#[test]
fn a_model_that_always_holds_itself_has_no_sample() {
    let samples = make(
        vec![
            object(vec![field("next", Type::Ref(ModelId(0)))]),
            object(vec![field("next", Type::List(Box::new(Type::Ref(ModelId(0)))))]),
        ],
        &Config::default(),
    );
    assert_eq!(samples.without_least, [ModelId(0)]);
    assert!(samples.models[0].is_empty());
    assert_eq!(samples.models[1][0].json, serde_json::json!({ "next": [] }));
}

#[test]
fn models_that_hold_each_other_twice_stay_small() {
    let last = 40;
    let twice = |i: u32| {
        let next = Type::Ref(ModelId(i + 1));
        object(vec![field("a", next.clone()), field("b", next)])
    };
    let mut kinds: Vec<_> = (0..last).map(twice).collect();
    kinds.push(object(Vec::new()));
    let samples = make(kinds, &Config::default());
    assert!(samples.without_least.contains(&ModelId(0)));
    assert!(samples.models.iter().flatten().all(|case| case.json.to_string().len() < 100_000));
}

#[test]
fn examples_are_read_by_the_type_of_their_field() {
    let mut fields = vec![
        optional("text", Type::String(None)),
        optional("flag", Type::Boolean),
        optional("list", Type::List(Box::new(Type::Integer(None)))),
        optional("wrong", Type::Integer(None)),
    ];
    for (field, text) in fields.iter_mut().zip(["12", "True", "[1, 2]", "twelve"]) {
        field.examples.push(Example { text: text.to_owned(), span: span(0) });
    }
    let samples = make(vec![object(fields)], &Config::default());
    let examples: Vec<_> = samples.models[0].iter().filter(|case| case.name.contains("example")).collect();
    assert_eq!(
        examples.iter().map(|case| case.json.to_string()).collect::<Vec<_>>(),
        [r#"{"text":"12"}"#, r#"{"flag":true}"#, r#"{"list":[1,2]}"#]
    );
    assert_eq!(samples.unfit.len(), 1);
}
