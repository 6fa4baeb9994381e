//! IR in, text out: what a user of the crate reads.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::{Expect, expect};

use crate::{
    config::{Codec, Config, Unknown},
    diag::Diagnostics,
    fixture::{api, field, object, optional, span, union, values},
    format,
    ir::{Base, Deprecated, Enum, Fact, Field, Kind, ModelId, Nullable, Struct, Type, Value},
    policy::Policies,
    resolve::Resolved,
};

mod profiles;

type T = Type<ModelId>;

/// The file of the first model, without its header.
fn check(models: Vec<(&str, Kind<ModelId>)>, expected: Expect) {
    check_with(models, &Config::default(), expected);
}

fn check_with(models: Vec<(&str, Kind<ModelId>)>, config: &Config, expected: Expect) {
    let files = files(models, config);
    let text = files.iter().find(|(path, _)| !path.ends_with("mod.rs")).map(|(_, text)| text.as_str());
    let body = text.unwrap_or_default().split_once("\n\n").map_or("", |(_, body)| body);
    expected.assert_eq(body);
}

fn files(models: Vec<(&str, Kind<ModelId>)>, config: &Config) -> BTreeMap<String, String> {
    let (api, sources) = api(models);
    // The codec that puts what is known of the wire beside each field.
    let config = &Config { codec: Codec::Derive, ..config.clone() };
    // As `resolve` would have it for a model that holds itself.
    let boxed = BTreeSet::from([(ModelId(0), ModelId(0))]);
    let resolved = Resolved { api, boxed, learned: Default::default(), groups: Default::default() };
    let policies = Policies::of_api(config);
    let lowered = super::lower(&resolved, &sources, "zoo", config, &policies, &mut Diagnostics::default());
    format::module(lowered.module).into_iter().collect()
}

fn nullable(field: Field<ModelId>) -> Field<ModelId> {
    Field { nullable: Fact::stated(Nullable::Yes, span(0)), ..field }
}

fn described(field: Field<ModelId>, docs: &str) -> Field<ModelId> {
    Field { docs: docs.to_owned(), ..field }
}

#[test]
fn literals_are_filled_in_and_reserved_names_step_aside() {
    let config = Config { unknown: Unknown::Ignore, exhaustive: true, ..Config::default() };
    let kind = T::Enum(Box::new(values(&["cat"])));
    check_with(
        vec![("Cat.md", object(vec![field("type", kind), optional("extra", T::Boolean)]))],
        &config,
        expect![[r##"
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            pub struct Cat {
                pub r#type: CatType,
                #[serde(rename = "extra", default, skip_serializing_if = "Option::is_none")]
                pub extra_value: Option<bool>,
            }

            impl Cat {
                /// A value that holds what is required and nothing else.
                pub fn new() -> Self {
                    Self {
                        r#type: CatType::Cat,
                        extra_value: None,
                    }
                }
            }

            impl Default for Cat {
                fn default() -> Self {
                    Self::new()
                }
            }

            #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
            #[serde(from = "String", into = "String")]
            pub enum CatType {
                Cat,
                /// A value that the docs do not list.
                Unknown(String),
            }

            impl CatType {
                /// The value on the wire.
                pub fn as_str(&self) -> &str {
                    match self {
                        Self::Cat => "cat",
                        Self::Unknown(value) => value,
                    }
                }
            }

            impl From<&str> for CatType {
                fn from(value: &str) -> Self {
                    match value {
                        "cat" => Self::Cat,
                        _ => Self::Unknown(value.to_owned()),
                    }
                }
            }

            impl From<String> for CatType {
                fn from(value: String) -> Self {
                    Self::from(value.as_str())
                }
            }

            impl From<CatType> for String {
                fn from(value: CatType) -> Self {
                    value.as_str().to_owned()
                }
            }
        "##]],
    );
}

#[test]
fn many_required_fields_are_given_by_name() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let fields = names.iter().map(|name| field(name, T::Boolean)).collect();
    check_with(
        vec![("Cat.md", object(fields))],
        &Config { unknown: Unknown::Deny, ..Config::default() },
        expect![[r#"
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            #[non_exhaustive]
            pub struct Cat {
                pub a: bool,
                pub b: bool,
                pub c: bool,
                pub d: bool,
                pub e: bool,
                pub f: bool,
                pub g: bool,
                pub h: bool,
            }

            impl Cat {
                /// A value that holds what is required and nothing else.
                pub fn new(
                    required: CatRequired,
                ) -> Self {
                    Self {
                        a: required.a,
                        b: required.b,
                        c: required.c,
                        d: required.d,
                        e: required.e,
                        f: required.f,
                        g: required.g,
                        h: required.h,
                    }
                }
            }

            /// What [`Cat::new`] asks for.
            #[derive(Debug, Clone, PartialEq)]
            pub struct CatRequired {
                pub a: bool,
                pub b: bool,
                pub c: bool,
                pub d: bool,
                pub e: bool,
                pub f: bool,
                pub g: bool,
                pub h: bool,
            }
        "#]],
    );
}

#[test]
fn numbers_are_values_too() {
    let numbers = Enum {
        base: Base::Integer,
        values: [1, -1].map(|n| Value { json: n.into(), name: None, docs: String::new(), span: span(0) }).into(),
        ..values(&[])
    };
    check(
        vec![("Level.md", Kind::Enum(numbers))],
        expect![[r##"
        #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "crate::support::Integer", into = "i64")]
        #[non_exhaustive]
        pub enum Level {
            V1,
            Minus1,
            /// A value that the docs do not list.
            Unknown(i64),
        }

        impl Level {
            /// The value on the wire.
            pub fn as_i64(&self) -> i64 {
                match self {
                    Self::V1 => 1,
                    Self::Minus1 => -1,
                    Self::Unknown(value) => *value,
                }
            }
        }

        impl From<i64> for Level {
            fn from(value: i64) -> Self {
                match value {
                    1 => Self::V1,
                    -1 => Self::Minus1,
                    _ => Self::Unknown(value),
                }
            }
        }

        impl From<Level> for i64 {
            fn from(value: Level) -> Self {
                value.as_i64()
            }
        }

        impl From<crate::support::Integer> for Level {
            fn from(value: crate::support::Integer) -> Self {
                Self::from(value.0)
            }
        }
    "##]],
    );
}

#[test]
fn kinds_and_keys_are_tested() {
    let list = |ty| T::List(Box::new(ty));
    check(
        vec![
            (
                "A.md",
                Kind::Union(union(vec![
                    T::String(None),
                    T::Integer(None),
                    list(T::String(None)),
                    list(list(T::Integer(None))),
                    T::Ref(ModelId(1)),
                ])),
            ),
            ("Cat.md", object(vec![field("name", T::String(None))])),
        ],
        expect![[r##"
            #[derive(Debug, Clone, PartialEq, serde::Serialize)]
            #[serde(untagged)]
            #[non_exhaustive]
            pub enum A {
                String(String),
                Integer(i64),
                StringList(Vec<String>),
                IntegerListList(Vec<Vec<i64>>),
                Cat(super::Cat),
                /// A value that is none of these, as it came.
                Unknown(serde_json::Value),
            }

            impl<'de> serde::Deserialize<'de> for A {
                fn deserialize<D: serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Self, D::Error> {
                    use serde_json::Value;
                    let value = <Value as serde::Deserialize>::deserialize(deserializer)?;
                    match &value {
                        Value::Number(number) => {
                            if crate::support::is_whole(number) {
                                crate::support::integer_member(value, "Integer").map(Self::Integer)
                            } else {
                                Ok(Self::Unknown(value))
                            }
                        }
                        Value::String(_) => crate::support::member(value, "String").map(Self::String),
                        Value::Array(_) => {
                            crate::support::or(
                                crate::support::member(value.clone(), "StringList")
                                    .map(Self::StringList),
                                || {
                                    crate::support::integer_member(value, "IntegerListList")
                                        .map(Self::IntegerListList)
                                },
                            )
                        }
                        Value::Object(object) => {
                            if crate::support::has(object, &["name"]) {
                                crate::support::member(value, "Cat").map(Self::Cat)
                            } else {
                                Ok(Self::Unknown(value))
                            }
                        }
                        _ => Ok(Self::Unknown(value)),
                    }
                }
            }

            impl From<String> for A {
                fn from(value: String) -> Self {
                    Self::String(value)
                }
            }

            impl From<&str> for A {
                fn from(value: &str) -> Self {
                    Self::String(value.to_owned())
                }
            }

            impl From<i64> for A {
                fn from(value: i64) -> Self {
                    Self::Integer(value)
                }
            }

            impl From<Vec<String>> for A {
                fn from(value: Vec<String>) -> Self {
                    Self::StringList(value)
                }
            }

            impl From<Vec<Vec<i64>>> for A {
                fn from(value: Vec<Vec<i64>>) -> Self {
                    Self::IntegerListList(value)
                }
            }

            impl From<super::Cat> for A {
                fn from(value: super::Cat) -> Self {
                    Self::Cat(value)
                }
            }
        "##]],
    );
}

#[test]
fn an_alias_that_is_made_of_itself_is_a_type() {
    check(
        vec![("Tree.md", Kind::Alias(T::List(Box::new(T::Ref(ModelId(0))))))],
        expect![[r#"
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct Tree(pub Vec<Tree>);

        impl From<Vec<Tree>> for Tree {
            fn from(value: Vec<Tree>) -> Self {
                Self(value)
            }
        }
    "#]],
    );
}

#[test]
fn notes_follow_the_description() {
    let noted = Field {
        default: Some(Box::new(Fact::stated("x`y".into(), span(0)))),
        read_only: true,
        deprecated: Some(Deprecated { reason: Some("use `b`".into()) }),
        ..described(field("a", T::String(None)), "What it is.")
    };
    check(
        vec![("Cat.md", object(vec![noted]))],
        expect![[r##"
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            #[non_exhaustive]
            pub struct Cat {
                /// What it is.
                ///
                /// Read-only.
                /// Default: ``"x`y"``.
                #[deprecated = "use `b`"]
                pub a: String,
                /// Keys that the docs do not list.
                #[serde(flatten)]
                pub extra: crate::support::Extra,
            }

            impl Cat {
                /// A value that holds what is required and nothing else.
                #[expect(deprecated)]
                pub fn new(
                    a: impl Into<String>,
                ) -> Self {
                    Self {
                        a: a.into(),
                        extra: crate::support::Extra::new(),
                    }
                }
            }
        "##]],
    );
}

#[test]
fn types_written_in_place_are_called_like_their_place() {
    let place = || T::Enum(Box::new(values(&["in", "out"])));
    let models = vec![
        ("Cat.md", object(vec![field("place", place()), field("moods", T::List(Box::new(place())))])),
        ("CatPlace.md", object(vec![])),
        (
            "zoo/Cat.md",
            Kind::Struct(Struct { fields: vec![field("a", T::Ref(ModelId(0)))], additional: Some(T::Integer(None)) }),
        ),
    ];
    let files = files(models, &Config::default());
    expect![[r#"
        // @generated by fieldmark
        // Do not edit: the next run writes this file anew.

        pub mod zoo;

        mod cat; pub use self::cat::*;
        mod cat_place; pub use self::cat_place::*;
    "#]]
    .assert_eq(&files["src/zoo/mod.rs"]);
    let cats: Vec<&str> = files
        .values()
        .flat_map(|text| text.lines())
        .map(str::trim)
        .filter(|line| line.contains("pub a:") || line.contains("pub extra: std"))
        .collect();
    expect![[r#"
        pub a: crate::zoo::Cat,
        pub extra: std::collections::BTreeMap<String, i64>,"#]]
    .assert_eq(&cats.join("\n"));
    assert!(
        files.keys().eq([
            "src/zoo/cat.rs",
            "src/zoo/cat_place.rs",
            "src/zoo/mod.rs",
            "src/zoo/zoo/cat.rs",
            "src/zoo/zoo/mod.rs"
        ]),
        "{:?}",
        files.keys()
    );
}
