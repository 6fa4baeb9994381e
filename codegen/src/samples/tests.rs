use expect_test::{Expect, expect};

use super::*;
use crate::{
    fixture::{self, field, object, optional, span, union, values},
    ir::{Example, Fact, Nullable, Type},
};

fn nullable(field: Field<ModelId>) -> Field<ModelId> {
    Field { nullable: Fact::stated(Nullable::Yes, span(0)), ..field }
}

fn make(kinds: Vec<Kind<ModelId>>, config: &Config) -> Samples {
    let (api, _) = fixture::api(kinds.into_iter().map(|kind| ("Model.md", kind)).collect());
    samples(
        &Resolved { api, boxed: Default::default(), learned: Default::default(), groups: Default::default() },
        config,
        &Policies::of_api(config),
    )
}

fn check_with(kinds: Vec<Kind<ModelId>>, config: &Config, expected: &Expect) {
    let samples = make(kinds, config);
    let whole = |sample: &Sample| sample.whole(samples.least[0].as_ref());
    let lines = samples.models[0].iter().map(|case| match &case.back {
        Some(back) => format!("{} = {} -> {}\n", case.name, whole(&case.json), whole(back)),
        None => format!("{} = {}\n", case.name, whole(&case.json)),
    });
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

/// A model with every kind of property, of which its docs may not tell what can be null.
fn with_profile(config: &Config, expected: &Expect) {
    let unknown = |field: Field<ModelId>| Field { nullable: Fact::stated(Nullable::Unknown, span(0)), ..field };
    let model = object(vec![
        field("sure", Type::Boolean),
        unknown(field("name", Type::String(None))),
        nullable(field("owner", Type::String(None))),
        unknown(field("notes", Type::Any)),
        optional("colour", Type::Ref(ModelId(0))),
    ]);
    check_with(vec![model], &Config { unknown: Unknown::Ignore, ..config.clone() }, expected);
}

#[test]
fn a_profile_is_sampled_with_null_and_nothing_and_what_comes_back() {
    with_profile(
        &Config { presence: Profile::Tolerant, ..Config::default() },
        &expect![[r#"
            least = {"sure":false,"name":"","owner":null,"notes":{}}
            all = {"sure":true,"name":"\"quoted\" \\ line\nnext\ttab ü 😀 </script>","owner":"\"quoted\" \\ line\nnext\ttab ü 😀 </script>","notes":{"any":[1,2.5,true,null,"text"]},"colour":{"sure":false,"name":"","owner":null,"notes":{}}}
            nulls = {"sure":false,"name":null,"owner":null,"notes":null,"colour":null} -> {"sure":false,"owner":null,"notes":null}
            absent = {"sure":false} -> {"sure":false,"owner":null}
        "#]],
    );
    with_profile(
        &Config { presence: Profile::Exact, ..Config::default() },
        &expect![[r#"
        least = {"sure":false,"name":"","owner":null,"notes":{}}
        all = {"sure":true,"name":"\"quoted\" \\ line\nnext\ttab ü 😀 </script>","owner":"\"quoted\" \\ line\nnext\ttab ü 😀 </script>","notes":{"any":[1,2.5,true,null,"text"]},"colour":{"sure":false,"name":"","owner":null,"notes":{}}}
        nulls = {"sure":false,"name":null,"owner":null,"notes":null,"colour":null}
        absent = {"sure":false}
    "#]],
    );
    let keep = Config { on_mismatch: OnMismatch::Keep, ..Config::default() };
    with_profile(
        &keep,
        &expect![[r#"
            least = {"sure":false,"name":"","owner":null,"notes":{}}
            all = {"sure":true,"name":"\"quoted\" \\ line\nnext\ttab ü 😀 </script>","owner":"\"quoted\" \\ line\nnext\ttab ü 😀 </script>","notes":{"any":[1,2.5,true,null,"text"]},"colour":{"sure":false,"name":"","owner":null,"notes":{}}}
            nulls = {"sure":null,"name":null,"owner":null,"notes":null,"colour":null}
            misfits = {"sure":"misfit","name":["misfit"],"owner":["misfit"],"notes":{},"colour":"misfit"}
            nothing = {}
        "#]],
    );
    with_profile(
        &Config { presence: Profile::Exact, ..keep },
        &expect![[r#"
        least = {"sure":false,"name":"","owner":null,"notes":{}}
        all = {"sure":true,"name":"\"quoted\" \\ line\nnext\ttab ü 😀 </script>","owner":"\"quoted\" \\ line\nnext\ttab ü 😀 </script>","notes":{"any":[1,2.5,true,null,"text"]},"colour":{"sure":false,"name":"","owner":null,"notes":{}}}
        nulls = {"sure":null,"name":null,"owner":null,"notes":null,"colour":null}
        absent = {"sure":false}
        misfits = {"sure":"misfit","name":["misfit"],"owner":["misfit"],"notes":{},"colour":"misfit"}
        nothing = {}
    "#]],
    );
}

#[test]
fn text_that_a_library_rewrites_is_sampled_in_its_form() {
    let config = Config { dates: crate::config::Dates::Jiff, unknown: Unknown::Ignore, ..Config::default() };
    let mut at = field("at", Type::String(Some("date-time")));
    at.examples.push(Example { text: "2024-05-01T12:30:00.2500+02:00".to_owned(), span: span(0) });
    check_with(
        vec![object(vec![at])],
        &config,
        &expect![[r#"
        least = {"at":"2024-05-01T12:30:00Z"}
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
fn members_of_scalars_have_values_that_no_other_member_has() {
    let list = |of| Type::List(Box::new(of));
    let of = |members: Vec<Type<ModelId>>| {
        let kinds = vec![object(vec![field("a", Type::Union(Box::new(union(members))))])];
        let samples = make(kinds, &Config::default());
        (samples.models[0].iter().filter(|case| case.name.contains("member ")).count(), samples.ambiguous.len())
    };
    assert_eq!(of(vec![Type::Integer(None), Type::Number(None)]), (1, 0));
    assert_eq!(of(vec![list(Type::String(None)), list(Type::Integer(None))]), (1, 0));
    assert_eq!(of(vec![list(Type::Any), list(Type::Boolean)]).1, 1, "any list may be one of anything");
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
    assert_eq!(samples.models[1][0].json.whole(samples.least[1].as_ref()), serde_json::json!({ "next": [] }));
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
    let small = |(cases, least): (&Vec<Case>, &Option<_>)| {
        cases.iter().all(|case| case.json.whole(least.as_ref()).to_string().len() < 100_000)
    };
    assert!(samples.models.iter().zip(&samples.least).all(small));
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
        examples.iter().map(|case| case.json.whole(None).to_string()).collect::<Vec<_>>(),
        [r#"{"text":"12"}"#, r#"{"flag":true}"#, r#"{"list":[1,2]}"#]
    );
    assert_eq!(samples.unfit.len(), 1);
}

#[test]
fn examples_of_a_whole_model_are_samples_where_they_fit() {
    let (mut api, _) = fixture::api(vec![("Model.md", object(vec![field("id", Type::Integer(None))]))]);
    let example = |text: &str| Example { text: text.to_owned(), span: span(0) };
    api.models[0].examples = vec![example("{\"id\": 7, \"more\": 1}"), example("{\"id\": \"seven\"}"), example("{")];
    let config = Config::default();
    let resolved = Resolved { api, boxed: Default::default(), learned: Default::default(), groups: Default::default() };
    let samples = samples(&resolved, &config, &Policies::of_api(&config));
    let shown = samples.models[0].iter().filter(|case| case.span.is_some());
    let shown: Vec<String> = shown.map(|case| case.json.whole(samples.least[0].as_ref()).to_string()).collect();
    assert_eq!((shown, samples.unfit.len()), (vec![r#"{"id":7,"more":1}"#.to_owned()], 2));
}

#[test]
fn an_example_must_fit_the_member_that_its_tag_names() {
    let tag = |value: &str| field("kind", Type::Enum(Box::new(values(&[value]))));
    let mut owner = field("pet", Type::Union(Box::new(union(vec![Type::Ref(ModelId(1)), Type::Ref(ModelId(2))]))));
    for text in [r#"{"kind":"dog"}"#, r#"{"kind":"cat"}"#] {
        owner.examples.push(Example { text: text.to_owned(), span: span(0) });
    }
    let cat = object(vec![field("kind", Type::String(None))]);
    let dog = object(vec![tag("dog"), field("tricks", Type::Integer(None))]);
    let samples = make(vec![object(vec![owner.clone()]), object(vec![tag("cat")]), dog.clone()], &Config::default());
    assert_eq!(samples.unfit.len(), 1, "a dog without tricks");
    // Without a tag it is a cat, which may have any kind.
    let samples = make(vec![object(vec![owner]), cat, dog], &Config::default());
    assert_eq!(samples.unfit.len(), 0);
}
