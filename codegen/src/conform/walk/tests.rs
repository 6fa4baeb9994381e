use serde_json::json;

use super::*;
use crate::{
    conform::deviation::Deviation,
    fixture::{api, field, object, optional, union, values},
    resolve::unions::JsonKind,
    source::{Source, Sources},
};

fn to(id: u32) -> Type<ModelId> {
    Type::Ref(ModelId(id))
}

/// An API with something of everything.
fn chats() -> Api<ModelId> {
    let part = |tag: &str, own: Field<ModelId>| object(vec![field("type", Type::Enum(Box::new(values(&[tag])))), own]);
    let mut name = optional("name", Type::String(None));
    name.nullable.value = Nullable::Yes;
    let chat = vec![
        field("id", Type::String(None)),
        field("created", Type::Integer(None)),
        optional("score", Type::Number(None)),
        optional("done", Type::Boolean),
        optional("reason", to(1)),
        name,
        optional("content", Type::Union(Box::new(union(vec![Type::String(None), Type::List(Box::new(to(2)))])))),
        optional("bias", Type::Map(Box::new(Type::Integer(None)))),
        optional("schema", Type::Object),
        optional("next", to(0)),
    ];
    api(vec![
        ("Chat.md", object(chat)),
        ("Reason.md", Kind::Enum(values(&["stop", "length"]))),
        ("Part.md", Kind::Union(union(vec![to(3), to(4)]))),
        ("Text.md", part("text", field("text", Type::String(None)))),
        ("Image.md", part("image", field("size", Type::Integer(None)))),
    ])
    .0
}

fn walk(body: &Value) -> Vec<String> {
    let api = chats();
    let docs = Docs::new(&api, Marks::new(&Default::default()));
    let walked = docs.walk(ModelId(0), body);
    let line = |found: &Deviation<'_>| {
        let what = found.found.map_or_else(|| "nothing".to_owned(), words::found);
        format!("{} {}: {}, {what}", found.path, found.kind.as_str(), found.expected)
    };
    walked.deviations.iter().map(line).collect()
}

#[track_caller]
fn finds(body: Value, expected: &[&str]) {
    assert_eq!(walk(&body), expected);
}

fn whole() -> Value {
    json!({
        "id": "1", "created": 2.0, "score": 0.5, "done": true, "reason": "stop", "name": "n",
        "content": [{ "type": "text", "text": "t" }, { "size": 3, "type": "image" }],
        "bias": { "a": 1, "b": 2 },
        "next": { "id": "2", "created": 3, "content": "x" },
    })
}

#[test]
fn what_is_documented_does_not_deviate() {
    finds(whole(), &[]);
    finds(json!({ "id": "", "created": 0, "name": null, "schema": { "any": [1, null] } }), &[]);
}

#[test]
fn each_way_to_deviate_has_a_path_and_says_what_was_expected() {
    finds(json!({ "id": "1" }), &["$.created missing: integer, nothing"]);
    finds(json!({ "id": null, "created": 1 }), &["$.id null: string, null"]);
    finds(json!({ "id": 5, "created": 1.5 }), &["$.id type: string, number 5", "$.created type: integer, number 1.5"]);
    finds(
        json!({ "id": "", "created": 1, "bias": { "a": "x" }, "more": [] }),
        &["$.bias.a type: integer, string \"x\"", "$.more undocumented: no such key in `Chat`, array of 0"],
    );
    finds(
        json!({ "id": "", "created": 1, "reason": "eos" }),
        &["$.reason value: \"stop\", \"length\", string \"eos\""],
    );
    finds(
        json!({ "id": "", "created": u64::MAX }),
        &["$.created type: integer of 64 bits, number 18446744073709551615"],
    );
    finds(json!([]), &["$ type: object `Chat`, array of 0"]);
    finds(Value::Null, &["$ type: object `Chat`, null"]);
}

#[test]
fn a_union_with_the_wrong_tag_names_it() {
    let content = |part: Value| json!({ "id": "", "created": 1, "content": [part] });
    finds(content(json!({ "type": "video" })), &["$.content[0].type member: \"text\", \"image\", string \"video\""]);
    finds(
        content(json!({ "text": "t" })),
        &["$.content[0] member: `type`, which tells the members apart, object with text"],
    );
    finds(content(json!({ "type": "text", "text": 1 })), &["$.content[0].text type: string, number 1"]);
    finds(json!({ "id": "", "created": 1, "content": 7 }), &["$.content member: string or array of `Part`, number 7"]);
}

#[test]
fn leaves_are_typed_where_the_docs_have_a_place_for_them() {
    let api = chats();
    let docs = Docs::new(&api, Marks::new(&Default::default()));
    let count = |body: &Value| {
        let walked = docs.walk(ModelId(0), body);
        (walked.leaves, walked.typed_leaves, walked.nulls)
    };
    assert_eq!(count(&whole()), (15, 15, 0));
    let loose =
        json!({ "id": 1, "created": 1, "reason": "new", "name": null, "schema": { "a": 1 }, "more": [1, null] });
    assert_eq!(count(&loose), (5, 2, 2), "a value of an open enum counts, free form and unlisted keys do not");
    assert_eq!(docs.walk(ModelId(0), &loose).free_form_leaves, 1);
    let unknown = json!({ "id": "", "created": 1, "content": [{ "type": "video", "url": "" }] });
    assert_eq!(count(&unknown), (4, 2, 0), "a raw arm does not count");
}

#[test]
fn a_renamed_field_costs_typed_leaves() {
    let body = whole();
    let typed =
        |api: &Api<ModelId>| Docs::new(api, Marks::new(&Default::default())).walk(ModelId(0), &body).typed_leaves;
    let mut renamed = chats();
    if let Kind::Struct(chat) = &mut renamed.models[0].kind {
        chat.fields[2].json.text = "scores".to_owned();
    }
    assert_eq!(typed(&renamed), typed(&chats()) - 1);
}

#[test]
fn what_was_learned_counts_apart() {
    let mut api = chats();
    let Kind::Struct(chat) = &mut api.models[0].kind else { panic!("an object") };
    let seen = |what: &str| Basis::Learned(what.into());
    chat.fields[0].nullable =
        crate::ir::Fact { value: Nullable::Yes, basis: seen("null"), ..chat.fields[0].nullable.clone() };
    chat.fields[1].required.value = false;
    chat.fields[1].required.basis = seen("absent");
    let mut extra = optional("extra", Type::String(None));
    let page = |path: &str| Source { root: String::new(), path: path.to_owned(), text: String::new() };
    let sources = Sources::new(["a.md", "b.md", "spec.toml"].map(page).into());
    extra.span.file = crate::spec::config_file(&sources).expect("there");
    chat.fields.push(extra);
    let docs = Docs::new(&api, Marks::new(&sources));
    let body = json!({ "id": null, "extra": "e", "done": true });
    let walked = docs.walk(ModelId(0), &body);
    assert_eq!((walked.leaves, walked.typed_leaves, walked.learned_leaves), (2, 1, 1));
    assert!(walked.deviations.iter().all(|found| found.learned));
    let paths: Vec<String> = walked.deviations.iter().map(|found| found.path.to_string()).collect();
    assert_eq!(paths, ["$.id", "$.created", "$.extra"]);
}

#[test]
fn what_was_learned_is_no_part_of_what_the_docs_expect() {
    let page = |path: &str| Source { root: String::new(), path: path.to_owned(), text: String::new() };
    let sources = Sources::new(["a.md", "spec.toml"].map(page).into());
    let learned = Span { file: crate::spec::config_file(&sources).expect("there"), start: 0, end: 0 };
    let widened = |documented, more| {
        let mut union = union(vec![documented, more]);
        union.members[1].span = learned;
        Type::Union(Box::new(union))
    };
    let mut kinds = values(&["a", "b", "new"]);
    kinds.values[2].span = learned;
    let cat = object(vec![
        field("id", widened(Type::Integer(None), Type::String(None))),
        field("tags", Type::List(Box::new(widened(Type::String(None), Type::Integer(None))))),
        field("kind", Type::Enum(Box::new(kinds))),
    ]);
    let api = api(vec![("Cat.md", cat)]).0;
    let body = json!({ "id": "x", "tags": null, "kind": "new" });
    let walked = Docs::new(&api, Marks::new(&sources)).walk(ModelId(0), &body);
    let said = walked.deviations.iter().map(|found| (found.kind, found.expected.as_str(), found.learned));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            (Deviant::Type, "integer", true),
            (Deviant::Null, "array of string", false),
            (Deviant::Value, "\"a\", \"b\"", true),
        ]
    );
}

/// Every scalar of a body, as a path and the body with another kind of value there.
fn corrupted(body: &Value) -> Vec<(String, Value)> {
    fn visit(whole: &Value, at: &Value, pointer: &str, path: &str, out: &mut Vec<(String, Value)>) {
        match at {
            Value::Array(elements) => elements.iter().enumerate().for_each(|(i, element)| {
                visit(whole, element, &format!("{pointer}/{i}"), &format!("{path}[{i}]"), out);
            }),
            Value::Object(entries) => entries.iter().for_each(|(key, entry)| {
                visit(whole, entry, &format!("{pointer}/{key}"), &format!("{path}.{key}"), out);
            }),
            scalar => {
                for other in [json!("s"), json!(1.5), json!(true), json!([7]), json!({ "k": 7 }), Value::Null] {
                    // A number in the place of a whole number is the same kind in JSON.
                    if JsonKind::of(&other) == JsonKind::of(scalar) {
                        continue;
                    }
                    let mut changed = whole.clone();
                    *changed.pointer_mut(pointer).expect("there") = other;
                    out.push((path.to_owned(), changed));
                }
            }
        }
    }
    let mut out = Vec::new();
    visit(body, body, "", "$", &mut out);
    out
}

#[test]
fn each_corrupted_scalar_is_found_where_it_is() {
    let api = chats();
    let docs = Docs::new(&api, Marks::new(&Default::default()));
    let cases = corrupted(&whole());
    assert_eq!(cases.len(), 15 * 5);
    for (path, body) in cases {
        let walked = docs.walk(ModelId(0), &body);
        // What the docs allow is no deviation: null for the name, an array for the content.
        let allowed = (path == "$.name" && body["name"].is_null())
            || (path == "$.next.content" && body["next"]["content"].is_array());
        let found = walked.deviations.iter().any(|found| found.path.to_string().starts_with(&path));
        assert!(found || allowed, "{path} in {body}: {:?}", walked.deviations);
    }
}

#[test]
fn names_that_lead_to_themselves_end() {
    let api = api(vec![("A.md", Kind::Alias(to(1))), ("B.md", Kind::Alias(to(0)))]).0;
    let docs = Docs::new(&api, Marks::new(&Default::default()));
    assert_eq!(docs.walk(ModelId(0), &json!([1, null])).typed_leaves, 0);
}

#[test]
fn of_two_members_the_first_that_fits_is_taken() {
    let shapes = vec![
        ("A.md", object(vec![field("x", Type::Integer(None))])),
        ("B.md", object(vec![field("x", Type::String(None))])),
        ("U.md", Kind::Union(union(vec![to(0), to(1)]))),
    ];
    let api = api(shapes).0;
    let docs = Docs::new(&api, Marks::new(&Default::default()));
    assert_eq!(docs.walk(ModelId(2), &json!({ "x": "s" })).deviations, []);
    let (body, paths) = (json!({ "x": true }), |walked: Walked<'_>| walked.deviations[0].path.to_string());
    assert_eq!(paths(docs.walk(ModelId(2), &body)), "$.x");
}

/// Members that are told apart by nothing and hold each other.
fn nodes() -> Api<ModelId> {
    let child = || optional("child", to(2));
    let a = vec![child(), optional("name", Type::Integer(None))];
    let b = vec![child(), optional("name", Type::String(None)), optional("other", Type::String(None))];
    api(vec![("A.md", object(a)), ("B.md", object(b)), ("Node.md", Kind::Union(union(vec![to(0), to(1)])))]).0
}

#[test]
fn members_that_hold_each_other_are_not_tried_anew_on_every_level() {
    let api = nodes();
    let docs = Docs::new(&api, Marks::new(&Default::default()));
    // Each level twice as much would never end: neither where the last level decides nor where no member fits.
    for (name, hard, taken) in [(json!(1), 0, 0), (json!("b"), 0, 1), (json!(true), 1, 0)] {
        let body = (0..100).fold(json!({ "name": name }), |child, _| json!({ "child": child }));
        let walked = docs.walk(ModelId(2), &body);
        assert_eq!(walked.deviations.iter().filter(|found| found.hard).count(), hard);
        assert_eq!(walked.models.iter().filter(|model| **model == ModelId(2)).count(), 101, "each value is noted once");
        assert_eq!(walked.models.last(), Some(&ModelId(taken)));
    }
}
