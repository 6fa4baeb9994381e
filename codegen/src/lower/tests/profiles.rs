//! What profiles and policies make of the same facts.

use super::*;
use crate::config::{Bytes, Codec, Dates, Decimals, OnMismatch, Profile};

fn unknown(field: Field<ModelId>) -> Field<ModelId> {
    Field { nullable: Fact::stated(Nullable::Unknown, span(0)), ..field }
}

/// Every kind of property there is, as docs show it that may or may not tell of null.
fn cat() -> Vec<(&'static str, Kind<ModelId>)> {
    let kind = T::Enum(Box::new(values(&["cat"])));
    vec![
        (
            "Cat.md",
            object(vec![
                field("sure", T::String(None)),
                unknown(field("name", T::String(None))),
                unknown(field("kind", kind)),
                nullable(field("mother", T::Ref(ModelId(0)))),
                unknown(field("lives", T::Ref(ModelId(1)))),
                unknown(field("notes", T::Any)),
                optional("colour", T::Boolean),
                nullable(optional("chip", T::Integer(None))),
            ]),
        ),
        ("Lives.md", Kind::Alias(T::List(Box::new(T::Integer(None))))),
    ]
}

fn check_profile(config: &Config, expected: Expect) {
    let files = files(cat(), config);
    let text = files["src/zoo/cat.rs"].split("#[derive(Debug, Clone, PartialEq, Eq").next().unwrap_or_default();
    expected.assert_eq(text.split_once("\n\n").map_or("", |(_, body)| body));
}

#[test]
fn absent_null_and_value_are_three_things() {
    let text = || T::String(None);
    check(
        vec![(
            "Cat.md",
            object(vec![
                field("name", text()),
                nullable(field("owner", text())),
                optional("colour", text()),
                nullable(optional("chip", T::Integer(None))),
                optional("notes", T::Any),
            ]),
        )],
        expect![[r##"
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            #[non_exhaustive]
            pub struct Cat {
                pub name: String,
                #[serde(deserialize_with = "crate::support::nullable")]
                pub owner: Option<String>,
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub colour: Option<String>,
                #[serde(
                    default,
                    skip_serializing_if = "crate::support::Maybe::is_absent",
                    deserialize_with = "crate::support::integers"
                )]
                pub chip: crate::support::Maybe<i64>,
                #[serde(
                    default,
                    skip_serializing_if = "Option::is_none",
                    deserialize_with = "crate::support::present"
                )]
                pub notes: Option<serde_json::Value>,
                /// Keys that the docs do not list.
                #[serde(flatten)]
                pub extra: crate::support::Extra,
            }

            impl Cat {
                /// A value that holds what is required and nothing else.
                pub fn new(
                    name: impl Into<String>,
                    owner: Option<String>,
                ) -> Self {
                    Self {
                        name: name.into(),
                        owner,
                        colour: None,
                        chip: crate::support::Maybe::Absent,
                        notes: None,
                        extra: crate::support::Extra::new(),
                    }
                }
            }
        "##]],
    );
}

#[test]
fn tolerant_holds_in_an_option_what_may_be_null_or_absent() {
    check_profile(
        &Config { presence: Profile::Tolerant, ..Config::default() },
        expect![[r##"
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            #[non_exhaustive]
            pub struct Cat {
                pub sure: String,
                /// Required by the docs.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub name: Option<String>,
                /// Required by the docs.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub kind: Option<CatKind>,
                /// Required by the docs.
                #[serde(default)]
                pub mother: Option<Box<Cat>>,
                /// Required by the docs.
                #[serde(
                    default,
                    skip_serializing_if = "Option::is_none",
                    deserialize_with = "crate::support::integers"
                )]
                pub lives: Option<super::Lives>,
                /// Required by the docs.
                #[serde(
                    default,
                    skip_serializing_if = "Option::is_none",
                    deserialize_with = "crate::support::present"
                )]
                pub notes: Option<serde_json::Value>,
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub colour: Option<bool>,
                #[serde(
                    default,
                    skip_serializing_if = "Option::is_none",
                    deserialize_with = "crate::support::integers"
                )]
                pub chip: Option<i64>,
                /// Keys that the docs do not list.
                #[serde(flatten)]
                pub extra: crate::support::Extra,
            }

            impl Cat {
                /// A value that holds what is required and nothing else.
                pub fn new(
                    sure: impl Into<String>,
                    name: impl Into<String>,
                    mother: Option<Cat>,
                    lives: super::Lives,
                    notes: serde_json::Value,
                ) -> Self {
                    Self {
                        sure: sure.into(),
                        name: Some(name.into()),
                        kind: Some(CatKind::Cat),
                        mother: mother.map(Box::new),
                        lives: Some(lives),
                        notes: Some(notes),
                        colour: None,
                        chip: None,
                        extra: crate::support::Extra::new(),
                    }
                }
            }

        "##]],
    );
}

#[test]
fn exact_tells_three_states_apart() {
    check_profile(
        &Config { presence: Profile::Exact, ..Config::default() },
        expect![[r##"
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct Cat {
            pub sure: String,
            /// Required by the docs.
            #[serde(default, skip_serializing_if = "crate::support::Maybe::is_absent")]
            pub name: crate::support::Maybe<String>,
            /// Required by the docs.
            #[serde(default, skip_serializing_if = "crate::support::Maybe::is_absent")]
            pub kind: crate::support::Maybe<CatKind>,
            /// Required by the docs.
            #[serde(default, skip_serializing_if = "crate::support::Maybe::is_absent")]
            pub mother: crate::support::Maybe<Box<Cat>>,
            /// Required by the docs.
            #[serde(
                default,
                skip_serializing_if = "crate::support::Maybe::is_absent",
                deserialize_with = "crate::support::integers"
            )]
            pub lives: crate::support::Maybe<super::Lives>,
            /// Required by the docs.
            #[serde(
                default,
                skip_serializing_if = "Option::is_none",
                deserialize_with = "crate::support::present"
            )]
            pub notes: Option<serde_json::Value>,
            #[serde(default, skip_serializing_if = "crate::support::Maybe::is_absent")]
            pub colour: crate::support::Maybe<bool>,
            #[serde(
                default,
                skip_serializing_if = "crate::support::Maybe::is_absent",
                deserialize_with = "crate::support::integers"
            )]
            pub chip: crate::support::Maybe<i64>,
            /// Keys that the docs do not list.
            #[serde(flatten)]
            pub extra: crate::support::Extra,
        }

        impl Cat {
            /// A value that holds what is required and nothing else.
            pub fn new(
                sure: impl Into<String>,
                name: impl Into<String>,
                mother: Option<Cat>,
                lives: super::Lives,
                notes: serde_json::Value,
            ) -> Self {
                Self {
                    sure: sure.into(),
                    name: crate::support::Maybe::Value(name.into()),
                    kind: crate::support::Maybe::Value(CatKind::Cat),
                    mother: crate::support::Maybe::from(mother.map(Box::new)),
                    lives: crate::support::Maybe::Value(lives),
                    notes: Some(notes),
                    colour: crate::support::Maybe::Absent,
                    chip: crate::support::Maybe::Absent,
                    extra: crate::support::Extra::new(),
                }
            }
        }

    "##]],
    );
}

#[test]
fn with_keep_no_field_is_a_bare_value() {
    // Which codec spells it does not matter here: none of this is about serde.
    check_profile(
        &Config { on_mismatch: OnMismatch::Keep, codec: Codec::Derive, ..Config::default() },
        expect![[r##"
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct Cat {
            /// Required by the docs.
            pub sure: Option<String>,
            /// Required by the docs.
            pub name: Option<String>,
            /// Required by the docs.
            pub kind: Option<CatKind>,
            #[serde(deserialize_with = "crate::support::nullable")]
            pub mother: Option<Box<Cat>>,
            /// Required by the docs.
            #[serde(deserialize_with = "crate::support::integers")]
            pub lives: Option<super::Lives>,
            /// Required by the docs.
            pub notes: Option<serde_json::Value>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub colour: Option<bool>,
            #[serde(
                default,
                skip_serializing_if = "crate::support::Maybe::is_absent",
                deserialize_with = "crate::support::integers"
            )]
            pub chip: crate::support::Maybe<i64>,
            /// Keys that the docs do not list.
            #[serde(flatten)]
            pub extra: crate::support::Extra,
        }

        impl Cat {
            /// A value that holds what is required and nothing else.
            pub fn new(
                sure: impl Into<String>,
                name: impl Into<String>,
                mother: Option<Cat>,
                lives: super::Lives,
                notes: serde_json::Value,
            ) -> Self {
                Self {
                    sure: Some(sure.into()),
                    name: Some(name.into()),
                    kind: Some(CatKind::Cat),
                    mother: mother.map(Box::new),
                    lives: Some(lives),
                    notes: Some(notes),
                    colour: None,
                    chip: crate::support::Maybe::Absent,
                    extra: crate::support::Extra::new(),
                }
            }
        }

    "##]],
    );
}

/// The fields, aliases and members with text of some format in it.
fn texts(config: &Config) -> String {
    let text = |format| T::String(Some(format));
    let stamps = T::List(Box::new(T::Nullable(Box::new(text("date-time")))));
    let either = union(vec![text("date"), T::List(Box::new(text("date-time")))]);
    let models = vec![
        (
            "Cat.md",
            object(vec![
                field("born", text("date")),
                optional("fed", stamps),
                field("weight", text("decimal")),
                nullable(field("picture", text("byte"))),
                field("id", text("uuid")),
            ]),
        ),
        ("Stamp.md", Kind::Alias(text("date-time"))),
        ("Either.md", Kind::Union(either)),
    ];
    let files = files(models, config);
    let lines = files.values().flat_map(|text| text.lines()).map(str::trim);
    let shown = |line: &&str| {
        [
            "pub type ",
            "pub fn new",
            "pub born",
            "pub fed",
            "pub weight",
            "pub picture",
            "pub id",
            "String(",
            "StringList(",
        ]
        .iter()
        .any(|start| line.starts_with(start))
    };
    let new =
        files.values().find_map(|text| text.split_once("pub fn new(")?.1.split_once(") ->")).map(|(args, _)| args);
    let args = new.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    lines
        .filter(shown)
        .filter(|line| !line.starts_with("pub fn new"))
        .chain([args.as_str()])
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn text_of_a_format_is_kept_in_a_type_that_says_so() {
    expect![[r#"
        pub born: crate::support::Date,
        pub fed: Option<Vec<Option<crate::support::DateTime>>>,
        pub weight: String,
        pub picture: Option<String>,
        pub id: String,
        String(String),
        StringList(Vec<String>),
        pub type Stamp = crate::support::DateTime;
        born: impl Into<crate::support::Date>, weight: impl Into<String>, picture: Option<String>, id: impl Into<String>,"#]].assert_eq(&texts(&Config::default()));
}

#[test]
fn text_becomes_the_types_that_are_asked_for() {
    let config = |dates| Config { dates, decimals: Decimals::RustDecimal, bytes: Bytes::Base64, ..Config::default() };
    expect![[r#"
        pub born: jiff::civil::Date,
        pub fed: Option<Vec<Option<jiff::Timestamp>>>,
        pub weight: rust_decimal::Decimal,
        pub picture: Option<crate::support::Base64>,
        pub id: String,
        String(String),
        StringList(Vec<String>),
        pub type Stamp = jiff::Timestamp;
        born: jiff::civil::Date, weight: rust_decimal::Decimal, picture: Option<crate::support::Base64>, id: impl Into<String>,"#]].assert_eq(&texts(&config(Dates::Jiff)));
    expect![[r#"
        pub born: chrono::NaiveDate,
        pub fed: Option<Vec<Option<chrono::DateTime<chrono::FixedOffset>>>>,
        pub weight: rust_decimal::Decimal,"#]]
    .assert_eq(&texts(&config(Dates::Chrono)).lines().take(3).collect::<Vec<_>>().join("\n"));
    expect![[r#"
        pub born: time::Date,
        pub fed: Option<Vec<Option<crate::support::OffsetDateTime>>>,
        pub weight: rust_decimal::Decimal,"#]]
    .assert_eq(&texts(&config(Dates::Time)).lines().take(3).collect::<Vec<_>>().join("\n"));
}
