//! What `spec.toml` says: sources, policy for a whole API, overrides of single facts.
//!
//! In: the text of `spec/<api>/spec.toml`; a missing file is an empty one. Out: [`Config`]. Every key is
//! optional; an unknown one is an error that names the nearest known key.

use std::ops::Range;

use indexmap::IndexMap;
use serde::Deserialize;

mod derives;
mod folders;
mod learned;
mod policy;

pub use derives::{Derive, Derives};
pub(crate) use folders::place as place_of_folder;
pub use learned::{Beside, Learned, Listed, Named, Seen, Wider};
pub use policy::{Bytes, Dates, Decimals, OnMismatch, Policy, Profile, Settings, Texts};

/// Everything that can be said about one API.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The documentation sets; without any, the API's folder is the one source.
    pub source: Vec<SourceConfig>,
    /// What happens to JSON keys that the docs do not list.
    pub unknown: Unknown,
    /// Whether enums, unions and structs may be matched and built without `..`.
    pub exhaustive: bool,
    /// How types meet serde.
    pub codec: Codec,
    /// What types derive where they can; without a list, see [`Derives::default`].
    pub derives: Option<Derives>,
    /// When a property may be absent or null.
    pub presence: Profile,
    /// What becomes of a value that does not fit.
    pub on_mismatch: OnMismatch,
    /// What points in time and days become.
    pub dates: Dates,
    /// What numbers become that are written as text.
    pub decimals: Decimals,
    /// What bytes become that are written as text.
    pub bytes: Bytes,
    /// What is different for single models and fields: `[policy."Model"]`, `[policy."Model.printed_name"]`.
    pub policy: IndexMap<String, Policy>,
    /// Corrections of single facts: `[override."Model.printed_name"]`.
    #[serde(rename = "override")]
    pub overrides: IndexMap<String, Override>,
    /// Which models are asked for together, each behind a feature of the crate: `[groups]`. Found from the pages of
    /// operations where absent.
    pub groups: IndexMap<String, Vec<String>>,
    /// What the bodies of real servers show and the docs do not: `[learned."Model.printed_name"]`.
    pub learned: IndexMap<String, Learned>,
}

/// One documentation set: `[[source]]`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceConfig {
    /// The folder of the pages, below the API's folder; empty: that folder itself.
    pub path: String,
    /// The dialect's name; detected where absent.
    pub dialect: Option<String>,
    /// The case of JSON names; voted for by the pages where absent.
    pub json_names: Option<Case>,
    /// Where the docs come from, for people.
    pub from: Option<String>,
    /// What showed the dialect and the case when the source was added, for people.
    pub evidence: Vec<String>,
}

/// The case that the JSON names of an API are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// As the pages print them.
    AsPrinted,
    /// `user_id`
    Snake,
    /// `userId`
    Camel,
    /// `UserId`
    Pascal,
    /// `user-id`
    Kebab,
}

impl Case {
    /// The word that `spec.toml` uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AsPrinted => "as-printed",
            Self::Snake => "snake",
            Self::Camel => "camel",
            Self::Pascal => "pascal",
            Self::Kebab => "kebab",
        }
    }
}

/// What happens to JSON keys that the docs do not list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unknown {
    /// Kept beside the fields and written back.
    #[default]
    Keep,
    /// Dropped.
    Ignore,
    /// An error.
    Deny,
}

/// How types meet serde.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Codec {
    /// Plain types, and beside them tables that generic code reads and writes by.
    #[default]
    Table,
    /// Stock derives and attributes on the types.
    Derive,
}

/// Corrections of one model or field. What is absent stays as documented.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Override {
    /// The name on the wire.
    pub json: Option<String>,
    /// Whether the property is always there.
    pub required: Option<bool>,
    /// Whether null is allowed.
    pub nullable: Option<bool>,
    /// The type: `string`, `integer`, `number`, `boolean`, `object`, `any`, a model's title, `[T]` for a
    /// list and `{T}` for a map of these, several with `|` between them.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// Why; shown in reports. An override without a reason is an error.
    pub reason: String,
}

impl Override {
    /// Whether it corrects anything.
    pub fn says_something(&self) -> bool {
        self.json.is_some() || self.required.is_some() || self.nullable.is_some() || self.ty.is_some()
    }
}

impl Config {
    /// What holds where no policy says otherwise.
    pub fn settings(&self) -> Settings {
        let texts = Texts { dates: self.dates, decimals: self.decimals, bytes: self.bytes };
        Settings { presence: self.presence, on_mismatch: self.on_mismatch, texts }
    }

    /// What two sources state differently that holds for all of an API's pages, and how each does.
    fn differing_sources(&self) -> Option<(&'static str, String, String)> {
        let stated = |of: fn(&SourceConfig) -> Option<String>| {
            let mut all = self.source.iter().filter_map(of);
            let first = all.next()?;
            all.find(|other| *other != first).map(|other| (first, other))
        };
        let dialects = stated(|source| source.dialect.clone()).map(|(one, other)| ("the dialects", one, other));
        let cases = || stated(|source| source.json_names.map(|case| case.as_str().to_owned()));
        dialects.or_else(|| cases().map(|(one, other)| ("the `json_names`", one, other)))
    }

    /// The case of JSON names that the sources state.
    pub fn json_names(&self) -> Option<Case> {
        self.source.iter().find_map(|source| source.json_names)
    }
}

/// What is wrong with a `spec.toml`, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// What was found and what was expected.
    pub message: String,
    /// The bytes of the text that it is about.
    pub range: Option<Range<usize>>,
}

/// Where a configuration first names something, but for comments: in quotes if it can, so that `Pet.name` is not found
/// for `Pet.nam`.
pub fn mention(text: &str, name: &str) -> Option<Range<usize>> {
    // TOML escapes as JSON does.
    let basic = serde_json::Value::from(name).to_string();
    let literal = format!("'{name}'");
    let find = |wanted: &str, quotes: usize| {
        let mut start = 0;
        text.split_inclusive('\n').find_map(|line| {
            let from = start;
            start += line.len();
            let at = line.find(wanted).filter(|at| !line[..*at].contains('#'))?;
            Some(from + at + quotes..from + at + wanted.len() - quotes)
        })
    };
    find(&basic, 1).or_else(|| find(&literal, 1)).or_else(|| find(name, 0))
}

/// Reads a `spec.toml`.
///
/// # Errors
/// Where the text is no TOML, a key is unknown, a value is of the wrong type, an override gives no reason or an empty
/// name, or sources lie elsewhere or in each other.
pub fn parse(text: &str) -> Result<Config, ConfigError> {
    let config: Config =
        toml::from_str(text).map_err(|error| ConfigError { message: nearest(error.message()), range: error.span() })?;
    for (subject, given) in &config.overrides {
        let what = match given {
            Override { reason, .. } if reason.trim().is_empty() => "gives no `reason`",
            Override { json: Some(name), .. } if name.is_empty() => "gives no name in `json`; leave the key out",
            Override { .. } => continue,
        };
        let message = format!("the override of `{subject}` {what}");
        return Err(ConfigError { message, range: mention(text, subject) });
    }
    folders::check(&config, text)?;
    if let Some((what, one, other)) = config.differing_sources() {
        let message = format!(
            "the sources of an API are read alike, and {what} of these are `{one}` and `{other}`; \
             make one of them an API of its own: a folder beside this one"
        );
        return Err(ConfigError { message, range: text.rfind(&other).map(|at| at..at + other.len()) });
    }
    let is_word = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if let Some(name) = config.groups.keys().find(|name| name.is_empty() || !is_word(name)) {
        let message =
            format!("the group `{name}` must be called by small letters, digits and `-`: it becomes a feature");
        return Err(ConfigError { message, range: text.find(name.as_str()).map(|at| at..at + name.len()) });
    }
    Ok(config)
}

/// serde lists every known key behind an unknown one; people want the one that they meant.
fn nearest(message: &str) -> String {
    let Some(rest) = message.strip_prefix("unknown field `") else { return message.to_owned() };
    let Some((unknown, known)) = rest.split_once('`') else { return message.to_owned() };
    match nearest_of(unknown, known.split('`').skip(1).step_by(2)) {
        Some(best) => format!("unknown key `{unknown}`; the nearest known key is `{best}`"),
        None => message.to_owned(),
    }
}

/// What somebody meant who wrote something that is not known.
pub(crate) fn nearest_of<S: AsRef<str>>(unknown: &str, known: impl Iterator<Item = S>) -> Option<S> {
    let nearness = |known: &S| strsim::jaro_winkler(known.as_ref(), unknown);
    known.max_by(|a, b| nearness(a).total_cmp(&nearness(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file() {
        let config = parse(
            "unknown = \"deny\"\n[[source]]\npath = \"models\"\ndialect = \"speakeasy-go\"\njson_names = \"snake\"\n\
             [override.\"Choices.FinishReason\"]\nnullable = true\nreason = \"null until the last chunk\"\n",
        )
        .expect("valid");
        assert_eq!(config.unknown, Unknown::Deny);
        assert_eq!(config.source[0].json_names, Some(Case::Snake));
        assert_eq!(config.overrides["Choices.FinishReason"].nullable, Some(true));
    }

    #[test]
    fn a_policy_narrows_what_holds_for_the_api() {
        let config = parse(
            "presence = \"tolerant\"\ndecimals = \"rust_decimal\"\n\
             [policy.\"Cat\"]\ndates = \"jiff\"\n[policy.\"Cat.born\"]\npresence = \"exact\"\n",
        )
        .expect("valid");
        let cat = config.policy["Cat"].within(config.settings());
        let born = config.policy["Cat.born"].within(cat);
        assert_eq!((born.presence, cat.presence), (Profile::Exact, Profile::Tolerant));
        assert_eq!((born.texts.dates, born.texts.decimals), (Dates::Jiff, Decimals::RustDecimal));
        assert_eq!(config.policy["Cat"].without_each().collect::<Vec<_>>(), [("dates", Policy::default())]);
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let error = parse("[[source]]\ndialekt = \"x\"\n").expect_err("unknown key");
        assert_eq!(error.message, "unknown key `dialekt`; the nearest known key is `dialect`");
        assert_eq!(error.range, Some(11..18));
    }

    #[test]
    fn the_sources_of_an_api_are_read_alike() {
        let sources = |one: &str, other: &str| {
            parse(&format!("[[source]]\npath = \"a\"\n{one}[[source]]\npath = \"b\"\n{other}"))
        };
        assert!(sources("dialect = \"speakeasy-go\"\n", "").is_ok());
        let error =
            sources("dialect = \"speakeasy-go\"\n", "dialect = \"speakeasy-java\"\n").expect_err("two dialects");
        assert!(error.message.contains("the dialects of these are `speakeasy-go` and `speakeasy-java`"), "{error:?}");
        let error = sources("json_names = \"snake\"\n", "json_names = \"camel\"\n").expect_err("two cases");
        assert!(error.message.contains("`snake` and `camel`"), "{error:?}");
    }

    #[test]
    fn sources_lie_below_the_api_and_not_in_each_other() {
        let refused = |paths: &[&str]| {
            let sources: String = paths.iter().map(|path| format!("[[source]]\npath = \"{path}\"\n")).collect();
            parse(&sources).err().map(|error| (error.message, error.range.map(|range| sources[range].to_owned())))
        };
        for fine in [&["models"][..], &["a/b", "a/c/"], &["a", "ab"], &[""]] {
            assert_eq!(refused(fine), None);
        }
        for path in ["..", "../x", "a/../..", "/x", "./models", "."] {
            let (message, place) = refused(&[path]).expect("elsewhere");
            assert!(message.starts_with(&format!("`{path}` is no folder below that of the API")), "{message}");
            assert_eq!(place, Some(format!("\"{path}\"")));
        }
        for (paths, said) in [
            (["a", "a/"], "`a` is the folder of two sources"),
            (["a", "a/b"], "of `a` and `a/b` one lies in the other"),
            (["a/b", "a"], "of `a/b` and `a` one lies in the other"),
            (["a", ""], "of `a` and the API's own folder one lies in the other"),
        ] {
            let (message, place) = refused(&paths).expect("read twice");
            assert!(message.starts_with(said), "{message}");
            assert_eq!(place, Some(format!("\"{}\"", paths[1])));
        }
    }

    #[test]
    fn an_override_needs_a_reason() {
        let error = parse("[override.\"A.b\"]\nrequired = true\n").expect_err("no reason");
        assert_eq!(error.message, "the override of `A.b` gives no `reason`");
    }

    #[test]
    fn what_is_named_is_found_as_a_whole() {
        let text =
            "# \"Pet.nam\"\n[override.\"Pet.name\"]\n[override.\"Pet.nam\"]\n['a.\"b\"']\n[\"c\\n\"]\nplain = 1\n";
        let found = |name| mention(text, name).map(|range| (text[..range.start].lines().count(), &text[range]));
        assert_eq!(found("Pet.nam"), Some((3, "Pet.nam")));
        assert_eq!(found("a.\"b\""), Some((4, "a.\"b\"")));
        assert_eq!(found("c\n"), Some((5, "c\\n")));
        assert_eq!(found("plain"), Some((5, "plain")), "it begins its line");
        assert_eq!(found("other"), None);
    }

    #[test]
    fn a_json_name_is_not_empty() {
        let error = parse("[override.\"A.b\"]\njson = \"\"\nreason = \"seen\"\n").expect_err("no name");
        assert_eq!(error.message, "the override of `A.b` gives no name in `json`; leave the key out");
    }
}
