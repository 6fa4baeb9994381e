//! What holds for every API: written as pages in any dialect it reads back; whatever it is, it compiles and
//! its samples come back.

use std::{env, fs, path::Path};

use fieldmark::{
    diag::Code,
    gate::Verdict,
    generate::{self, Request},
    ir::{Api, Kind, ModelId, Nullable, Type},
};
use proptest::{
    collection::{btree_map, btree_set, vec},
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngSeed, TestRunner},
};

use crate::{
    languages::{LANGUAGES, UNWRITTEN},
    made::make,
    writers::{Family, Language, Page, Property, Shape},
};

/// The same few cases in every run: a failure can be repeated, and CI does not fail by chance. Others, and as many
/// as it says, where `PROPTEST_CASES` is set.
fn runner(cases: u32) -> TestRunner {
    let usual = Config { failure_persistence: None, ..Config::default() };
    TestRunner::new(match env::var_os("PROPTEST_CASES") {
        Some(_) => usual,
        None => Config { cases, rng_seed: RngSeed::Fixed(1), ..usual },
    })
}

fn shapes(language: &Language, models: usize) -> impl Strategy<Value = Shape> + use<> {
    let has_maps = !language.map.is_empty();
    let depth = if language.list.is_empty() { 0 } else { 3 };
    let leaf = prop_oneof![4 => proptest::sample::select(language.has()), 1 => (0..models).prop_map(Shape::Model)];
    leaf.prop_recursive(depth, 4, 1, move |inner| {
        let list = inner.clone().prop_map(|i| Shape::List(Box::new(i)));
        let map = inner.prop_map(|i| Shape::Map(Box::new(i)));
        prop_oneof![1 => list, u32::from(has_maps) => map]
    })
}

/// Descriptions that would end a row would have been escaped by a writer.
fn docs() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "A name.",
        "a \\| b",
        "`code`",
        "**bold",
        "[link](x.md)",
        "```",
        "*/",
        "\"#",
        "&lt;b&gt;",
        "<br/>",
        "ünï",
        "日本",
        "{}",
    ];
    vec(proptest::sample::select(WORDS), 1..4).prop_map(|words| words.join(" "))
}

fn objects(language: &Language, models: usize) -> impl Strategy<Value = Page> + use<> {
    let property = (shapes(language, models), any::<bool>(), any::<bool>(), docs());
    btree_map("[a-z]{2,6}(_[a-z]{2,6}){0,2}", property, 1..6).prop_map(|properties| {
        let property = |(name, (shape, required, null, docs))| Property { name, shape, required, null, docs };
        Page::Object(properties.into_iter().map(property).collect())
    })
}

/// What a language can show.
fn apis(language: &Language) -> impl Strategy<Value = Vec<Page>> + use<> {
    let unites = language.union.is_some();
    let language = *language;
    let models = (2..6_usize).prop_flat_map(move |models| {
        let values = btree_set("[a-z]{2,8}", 2..6).prop_map(|values| Page::Values(values.into_iter().collect()));
        vec(prop_oneof![3 => objects(&language, models), 1 => values], models)
    });
    (models, any::<bool>()).prop_map(move |(mut models, one_of)| {
        let is_object = |at: &usize| matches!(models[*at], Page::Object(_));
        let objects: Vec<usize> = (0..models.len()).filter(is_object).collect();
        if unites && one_of && objects.len() > 1 {
            models.push(Page::OneOf(objects));
        }
        models
    })
}

#[test]
fn what_is_written_in_a_dialect_reads_back() {
    for language in LANGUAGES {
        let outcome = runner(40).run(&apis(language), |models| {
            let files = language.write(&models);
            let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            let made = make(&files);
            // APIMatic prints no values, which is told.
            let has_values = models.iter().any(|model| matches!(model, Page::Values(_)));
            let guesses = language.family == Family::Apimatic && has_values;
            let is_expected = |code: Code| code == Code::GuessedValues && guesses;
            prop_assert!(made.found.iter().all(|(code, _)| is_expected(*code)), "{}", made.said);
            for (at, model) in models.iter().enumerate() {
                let read = made.model(&format!("Model{at}"));
                prop_assert_eq!(described(language, model), read_back(&made.api, &read.kind), "{:?}", files);
            }
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{}: {error}", language.dialect()));
    }
}

#[test]
fn every_dialect_is_written_or_named_as_one_that_is_not() {
    let mut known: Vec<String> = LANGUAGES.iter().map(Language::dialect).collect();
    known.extend(UNWRITTEN.iter().map(|&name| name.to_owned()));
    known.sort();
    let mut all: Vec<&str> = fieldmark::dialect::names().collect();
    all.sort_unstable();
    assert_eq!(known, all);
}

/// What a page is to say, in words that [`read_back`] uses too.
fn described(language: &Language, page: &Page) -> String {
    match page {
        Page::Object(properties) => {
            let property = |property: &Property| {
                let mark = if property.required { "!" } else { "?" };
                let null = if language.shows_null(property) { " or null" } else { "" };
                format!("{}{mark} {}{null}\n", property.name, shape(&property.shape))
            };
            properties.iter().map(property).collect()
        }
        Page::Values(values) => values.join("|"),
        Page::OneOf(members) => members.iter().map(|at| format!("or Model{at}\n")).collect(),
    }
}

fn shape(of: &Shape) -> String {
    match of {
        Shape::Text => "text".to_owned(),
        Shape::Whole => "whole".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Flag => "flag".to_owned(),
        Shape::List(inner) => format!("[{}]", shape(inner)),
        Shape::Map(inner) => format!("{{{}}}", shape(inner)),
        Shape::Model(at) => format!("Model{at}"),
    }
}

fn read_back(api: &Api<ModelId>, kind: &Kind<ModelId>) -> String {
    match kind {
        Kind::Struct(object) => {
            let fields = object.fields.iter().map(|field| {
                let mark = if field.required.value { "!" } else { "?" };
                let null = if field.nullable.value == Nullable::Yes { " or null" } else { "" };
                format!("{}{mark} {}{null}\n", field.printed, ty(api, &field.ty.value))
            });
            fields.collect()
        }
        Kind::Enum(listed) => {
            listed.values.iter().map(|value| value.json.as_str().unwrap_or("-")).collect::<Vec<_>>().join("|")
        }
        Kind::Union(union) => union.members.iter().map(|member| format!("or {}\n", ty(api, &member.ty))).collect(),
        other => format!("{other:?}"),
    }
}

fn ty(api: &Api<ModelId>, of: &Type<ModelId>) -> String {
    match of {
        Type::String(_) => "text".to_owned(),
        Type::Integer(_) => "whole".to_owned(),
        Type::Number(_) => "number".to_owned(),
        Type::Boolean => "flag".to_owned(),
        Type::List(inner) => format!("[{}]", ty(api, inner)),
        Type::Map(inner) => format!("{{{}}}", ty(api, inner)),
        Type::Ref(id) => api.models[id.0 as usize].title.clone(),
        other => format!("{other:?}"),
    }
}

/// An API in each dialect, in one crate and one run of cargo; the samples of each type come back.
#[test]
fn whatever_is_written_compiles_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("spec");
    let mut runner = runner(1);
    for (number, language) in LANGUAGES.iter().enumerate() {
        let models = apis(language).new_tree(&mut runner).expect("an API").current();
        for (path, text) in language.write(&models) {
            let path = spec.join(format!("api{number}")).join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("created");
            fs::write(path, text).expect("written");
        }
    }
    let out = folder.path().join("out");
    let request = Request { name: Some("any"), ..Request::new(&spec, &out) };
    let mut generated = generate::generate(&request, &|_| {}).expect("a crate");
    assert!(generated.samples() > 200, "{} samples", generated.samples());
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("any-gate");
    let verdict = generated.gate(&out, &cache, &|_| {}).expect("cargo runs");
    assert!(verdict == Verdict::AsBefore || verdict == Verdict::Tested(Vec::new()), "{verdict:?}");
    let faults = generated.apis.iter().flat_map(|made| made.diagnostics.iter());
    let faults: Vec<_> = faults.filter(|found| found.code == Code::GateFailed).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_filter_map("finite", |number| serde_json::Number::from_f64(number).map(Into::into)),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Into::into),
            btree_map(any::<String>(), inner, 0..4)
                .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

/// Samples of the generated types with any JSON put into any place of them: what is read is written back.
#[test]
fn any_value_of_a_generated_type_comes_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = crate::fuzz::seeds::all(&root).remove("json").expect("samples");
    let read = std::cell::Cell::new(0_u32);
    let cases = (proptest::sample::select(seeds), any::<proptest::sample::Index>(), json());
    let mut runner = runner(4_000);
    let outcome = runner.run(&cases, |(seed, place, value)| {
        let [high, low, text @ ..] = seed.as_slice() else { return Ok(()) };
        let mut body: serde_json::Value = serde_json::from_slice(text).expect("a sample");
        put(&mut body, place, value);
        let input = [&[*high, *low], body.to_string().as_bytes()].concat();
        if crate::fuzz::json::body(&input) == crate::fuzz::Reached::Written {
            read.set(read.get() + 1);
        }
        Ok(())
    });
    outcome.expect("every value that is read comes back");
    let all = runner.config().cases;
    assert!(read.get() > all / 10, "only {} of {all} were read", read.get());
}

/// Puts a value into one of an object's places, or into a new one.
fn put(body: &mut serde_json::Value, place: proptest::sample::Index, value: serde_json::Value) {
    match body {
        serde_json::Value::Object(fields) => {
            let at = place.index(fields.len() + 1);
            match fields.values_mut().nth(at) {
                Some(field) if place.index(3) == 0 => put(field, place, value),
                Some(field) => *field = value,
                None => drop(fields.insert("a key that nobody lists".to_owned(), value)),
            }
        }
        other => *other = value,
    }
}
