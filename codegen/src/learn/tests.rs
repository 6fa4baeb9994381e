use expect_test::{Expect, expect};
use serde_json::json;

use super::*;
use crate::{
    fixture::{api, field, object, optional, union, values},
    ir::Type,
    source::Source,
};

fn to(id: u32) -> Type<ModelId> {
    Type::Ref(ModelId(id))
}

fn chats() -> Api<ModelId> {
    let part = |tag: &str| {
        object(vec![field("type", Type::Enum(Box::new(values(&[tag])))), field("text", Type::String(None))])
    };
    let chat = vec![
        field("id", Type::String(None)),
        optional("reason", to(1)),
        optional("content", Type::Union(Box::new(union(vec![Type::String(None), Type::List(Box::new(to(2)))])))),
        optional("bias", Type::Map(Box::new(Type::Integer(None)))),
        optional("object", Type::Enum(Box::new(values(&["chat"])))),
    ];
    api(vec![
        ("Chat.md", object(chat)),
        ("Reason.md", Kind::Enum(values(&["stop", "length"]))),
        ("Part.md", Kind::Union(union(vec![to(3), to(4)]))),
        ("Text.md", part("text")),
        ("Note.md", part("note")),
    ])
    .0
}

fn sources() -> Sources {
    let page = |path: &str| Source { root: String::new(), path: path.to_owned(), text: String::new() };
    Sources::new(["Chat.md", "Note.md", "Part.md", "Reason.md", "Text.md", "spec.toml"].map(page).into())
}

fn learn_from(api: &Api<ModelId>, bodies: &[Value], min: usize) -> Facts {
    let names: Vec<String> = (0..bodies.len()).map(|at| format!("{at}.json")).collect();
    let lessons = bodies.iter().zip(&names).map(|(json, name)| Lesson { name, model: ModelId(0), json });
    learn(api, &sources(), &lessons.collect::<Vec<_>>(), Wanted { min, needed: false, alike: false })
}

/// What is learned; and that nothing more is, once it is applied.
fn check(bodies: &[Value], expected: Expect) {
    let mut api = chats();
    let facts = learn_from(&api, bodies, 1);
    expected.assert_eq(&write::add("", &facts).expect("TOML"));
    let mut diagnostics = Diagnostics::default();
    learned::apply(&mut api, &facts.into_iter().collect(), &sources(), &mut diagnostics);
    assert_eq!(diagnostics.iter().map(|found| found.message.as_str()).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(learn_from(&api, bodies, 1), Facts::new(), "nothing more is to be learned");
}

#[test]
fn nothing_is_proposed_that_would_be_refused() {
    let mut api = chats();
    let Kind::Struct(chat) = &mut api.models[0].kind else { unreachable!("an object") };
    chat.fields[1].printed = "why_it_ended".to_owned();
    let facts = learn_from(&api, &[json!({ "id": "a", "why_it_ended": "stop" })], 1);
    assert!(!facts.contains_key("Chat.why_it_ended"), "{facts:?}");
    let facts = facts.into_iter().collect();
    assert_eq!(learned::idle(&api, &facts, &sources()), []);
}

#[test]
fn null_absence_types_and_values() {
    check(
        &[
            json!({ "id": null, "reason": "eos", "object": "other" }),
            json!({ "reason": "", "content": null }),
            json!({ "id": 7, "bias": { "a": "x", "b": null } }),
            json!({ "id": "", "reason": null, "content": 1.5 }),
        ],
        expect![[r#"
            [learned."Chat.bias{}"]
            nullable = { seen = "1 of 4", example = "2.json" }
            types = [
                { type = "string", seen = "1 of 4", example = "2.json" },
            ]

            [learned."Chat.content"]
            nullable = { seen = "1 of 4", example = "1.json" }
            types = [
                { type = "number", seen = "1 of 4", example = "3.json" },
            ]

            [learned."Chat.id"]
            nullable = { seen = "1 of 4", example = "0.json" }
            optional = { seen = "1 of 4", example = "1.json" }
            types = [
                { type = "integer", seen = "1 of 4", example = "2.json" },
            ]

            [learned."Chat.reason"]
            nullable = { seen = "1 of 4", example = "3.json" }

            [learned.Reason]
            values = [
                { value = "", seen = "1 of 2", example = "1.json" },
                { value = "eos", seen = "1 of 2", example = "0.json" },
            ]
        "#]],
    );
}

#[test]
fn fields_and_models() {
    check(
        &[
            json!({ "id": "", "usage": { "cost": 1, "by": [{ "name": "a" }] } }),
            json!({ "id": "", "usage": { "cost": 0.5, "by": [{ "name": null, "n": 1 }] } }),
            json!({ "id": "", "usage": null, "index": 3 }),
        ],
        expect![[r#"
            [learned."Chat.index"]
            field = { type = "integer", seen = "1 of 3", example = "2.json" }

            [learned."Chat.usage"]
            field = { type = "ChatUsage", seen = "3 of 3", example = "0.json" }
            nullable = { seen = "1 of 3", example = "2.json" }

            [learned.ChatUsage]
            model = { beside = "Chat", seen = "2 of 3", example = "0.json" }

            [learned."ChatUsage.by"]
            field = { type = "[ChatUsageBy]", seen = "2 of 2", example = "0.json" }

            [learned."ChatUsage.cost"]
            field = { type = "number", seen = "2 of 2", example = "0.json" }

            [learned.ChatUsageBy]
            model = { beside = "ChatUsage", seen = "2 of 2", example = "0.json" }

            [learned."ChatUsageBy.n"]
            field = { type = "integer", seen = "1 of 2", example = "1.json" }

            [learned."ChatUsageBy.name"]
            field = { type = "string", seen = "2 of 2", example = "0.json" }
            nullable = { seen = "1 of 2", example = "1.json" }
        "#]],
    );
}

#[test]
fn members_of_unions() {
    check(
        &[
            json!({ "id": "", "content": [{ "type": "video", "url": "u" }, { "type": "text", "text": null }] }),
            json!({ "id": "", "content": [{ "type": "video", "url": "u", "size": 3 }, { "text": "no tag" }] }),
            json!({ "id": "", "content": { "body": "x" } }),
        ],
        expect![[r#"
            [learned."Chat.content"]
            types = [
                { type = "ChatContent", seen = "1 of 3", example = "2.json" },
            ]

            [learned.ChatContent]
            model = { beside = "Chat", seen = "1 of 3", example = "2.json" }

            [learned."ChatContent.body"]
            field = { type = "string", seen = "1 of 1", example = "2.json" }

            [learned.Part]
            types = [
                { type = "PartVideo", seen = "2 of 2", example = "0.json" },
            ]

            [learned.PartVideo]
            model = { beside = "Part", seen = "2 of 2", example = "0.json" }

            [learned."PartVideo.size"]
            field = { type = "integer", seen = "1 of 2", example = "1.json" }

            [learned."PartVideo.type"]
            field = { type = '"video"', seen = "2 of 2", example = "0.json" }

            [learned."PartVideo.url"]
            field = { type = "string", seen = "2 of 2", example = "0.json" }

            [learned."Text.text"]
            nullable = { seen = "1 of 1", example = "0.json" }
        "#]],
    );
}

#[test]
fn what_few_bodies_show_may_be_left_alone() {
    let bodies = [json!({ "id": null, "rare": 1 }), json!({ "id": null }), json!({ "id": "" })];
    let facts = learn_from(&chats(), &bodies, 2);
    assert_eq!(facts.keys().collect::<Vec<_>>(), ["Chat.id"]);
}

#[test]
fn what_is_needed_for_reading_may_be_all_that_is_wanted() {
    let body = json!({ "id": { "a": 1 }, "reason": null, "more": 1, "object": "other" });
    let lessons = [Lesson { name: "a.json", model: ModelId(0), json: &body }];
    let facts = learn(&chats(), &sources(), &lessons, Wanted { min: 1, needed: true, alike: false });
    expect![[r#"
        [learned."Chat.id"]
        types = [
            { type = "object", seen = "1 of 1", example = "a.json" },
        ]
    "#]]
    .assert_eq(&write::add("", &facts).expect("TOML"));
}

#[test]
fn a_guessed_name_that_no_body_has_is_corrected() {
    let mut api = chats();
    if let Kind::Struct(chat) = &mut api.models[0].kind {
        let mut guessed = field("Links", Type::Object);
        guessed.json = crate::ir::JsonName {
            text: "links".to_owned(),
            evidence: crate::ir::NameEvidence::SingleWord,
            sure: false,
        };
        chat.fields.push(guessed);
    }
    let facts = learn_from(&api, &[json!({ "id": "", "_links": {} }), json!({ "id": "" })], 1);
    expect![[r#"
        [learned."Chat.Links"]
        json = { name = "_links", seen = "1 of 2", example = "0.json" }
        optional = { seen = "1 of 2", example = "1.json" }
    "#]]
    .assert_eq(&write::add("", &facts).expect("TOML"));
    let of = |bodies: &[Value]| learn_from(&api, bodies, 1).get("Chat.Links").is_some_and(|facts| facts.json.is_some());
    assert!(!of(&[json!({ "id": "", "_links": {}, "links_": {} })]), "two keys may be it");
    assert!(!of(&[json!({ "id": "", "_links": {} }), json!({ "id": "", "links": {} })]), "the guess is right");
}

#[test]
fn a_printed_name_is_spelt_alike_in_all_models() {
    let guessed = |printed: &str, text: &str, ty| {
        let mut guessed = optional(printed, ty);
        guessed.json =
            crate::ir::JsonName { text: text.to_owned(), evidence: crate::ir::NameEvidence::SingleWord, sure: false };
        guessed
    };
    let links = || guessed("Links", "links", Type::Object);
    let chat = vec![links(), optional("note", to(1)), guessed("LastNote", "last_note", to(1))];
    let models =
        vec![("Chat.md", object(chat)), ("Note.md", object(vec![links()])), ("Part.md", object(vec![links()]))];
    let api = api(models).0;
    let of = |bodies: &[Value]| -> Vec<String> {
        let lessons = bodies.iter().map(|json| Lesson { name: "a.json", model: ModelId(0), json });
        let wanted = Wanted { min: 1, needed: false, alike: true };
        let facts = learn(&api, &sources(), &lessons.collect::<Vec<_>>(), wanted);
        let named = facts.iter().filter_map(|(at, facts)| Some((at, facts.json.as_ref()?)));
        named.map(|(at, named)| format!("{at} {} {}", named.name, named.like.as_deref().unwrap_or("own"))).collect()
    };
    assert_eq!(
        of(&[json!({ "_links": {} })]),
        ["Chat.Links _links own", "Note.Links _links Chat.Links", "Part.Links _links Chat.Links"]
    );
    assert_eq!(of(&[json!({ "_links": {}, "note": { "links": {} } })]), ["Chat.Links _links own"]);
    // That `Note` has `links` is seen once `LastNote` is known to be `lastNote`.
    assert_eq!(
        of(&[json!({ "_links": {}, "lastNote": { "links": {} } })]),
        ["Chat.LastNote lastNote own", "Chat.Links _links own"]
    );
}

#[test]
fn what_values_a_model_has_that_the_docs_leave_open_is_learned() {
    let mut api = api(vec![
        ("Chat.md", object(vec![optional("model", to(1))])),
        ("Model.md", Kind::Opaque(crate::ir::Opaque::UnknownMembers)),
    ])
    .0;
    let bodies = [json!({ "model": "a" }), json!({ "model": { "id": "b" } }), json!({ "model": 1 }), json!({})];
    let facts = learn_from(&api, &bodies, 1);
    expect![[r#"
        [learned.Model]
        types = [
            { type = "integer", seen = "1 of 3", example = "2.json" },
            { type = "string", seen = "1 of 3", example = "0.json" },
            { type = "ModelLearned", seen = "1 of 3", example = "1.json" },
        ]

        [learned.ModelLearned]
        model = { beside = "Model", seen = "1 of 3", example = "1.json" }

        [learned."ModelLearned.id"]
        field = { type = "string", seen = "1 of 1", example = "1.json" }
    "#]]
    .assert_eq(&write::add("", &facts).expect("TOML"));
    learned::apply(&mut api, &facts.into_iter().collect(), &sources(), &mut Diagnostics::default());
    let docs = Docs::new(&api, Marks::new(&sources()));
    let count = |body: Value| {
        let walked = docs.walk(ModelId(0), &body);
        assert_eq!(walked.deviations, [], "the docs say nothing of it: {body}");
        (walked.learned_leaves, walked.free_form_leaves)
    };
    assert_eq!(count(json!({ "model": "x" })), (1, 0));
    assert_eq!(count(json!({ "model": ["x", true] })), (0, 2));
    assert_eq!(learn_from(&api, &bodies, 1), Facts::new());
}

#[test]
fn null_beside_what_is_learned_of_an_open_model_is_learned_too() {
    let api = api(vec![
        ("Chat.md", object(vec![optional("model", to(1)), field("last", to(1))])),
        ("Model.md", Kind::Opaque(crate::ir::Opaque::UnknownMembers)),
    ])
    .0;
    // As raw JSON null comes back, and as a required value of no member; what is optional would lose it.
    let null = json!({ "model": null, "last": null });
    assert_eq!(learn_from(&api, std::slice::from_ref(&null), 1), Facts::new());
    let facts = learn_from(&api, &[null, json!({ "model": "a", "last": "b" })], 1);
    expect![[r#"
        [learned."Chat.model"]
        nullable = { seen = "1 of 2", example = "0.json" }

        [learned.Model]
        types = [
            { type = "string", seen = "1 of 1", example = "1.json" },
        ]
    "#]]
    .assert_eq(&write::add("", &facts).expect("TOML"));
    assert_eq!(learned::idle(&api, &facts.into_iter().collect(), &sources()), []);
}

#[test]
fn of_many_values_none_is_looked_for_among_all() {
    let (listed, all) = (values(&["stop", "length"]), (0..1_000_000).map(Value::from).collect::<Vec<_>>());
    let mut seen = Seen::default();
    for (body, value) in all.iter().chain(&all[..3]).enumerate() {
        seen.value(&listed, value, body);
    }
    assert_eq!(seen.values.len(), all.len());
    assert_eq!(seen.values.values().filter(|tally| tally.bodies == 2).count(), 3);
}

#[test]
fn a_body_that_cannot_be_of_its_model_shows_nothing() {
    let word = ("Word.md", Kind::Alias(Type::Nullable(Box::new(Type::String(None)))));
    let other = ("Same.md", Kind::Alias(to(1)));
    let api = api(vec![word, ("Reason.md", Kind::Enum(values(&["stop", "length"]))), other]).0;
    for model in [0, 1, 2].map(ModelId) {
        for json in [json!({ "id": 1 }), json!([{ "id": 1 }])] {
            let lesson = Lesson { name: "b.json", model, json: &json };
            let facts = learn(&api, &sources(), &[lesson], Wanted { min: 1, needed: false, alike: false });
            assert_eq!(facts, Facts::new(), "{}: {json}", api[model].title);
        }
    }
}
