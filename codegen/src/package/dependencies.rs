//! Packages that a generated crate may need besides serde, each behind a feature of its name.
//!
//! In: the texts that have types of their own. Out: lines of a manifest, and what a manifest that people
//! keep by hand lacks.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::rust::Text;

use super::features::Features;

/// What a package is asked for, as a manifest says it.
const PACKAGES: &[(&str, &str)] = &[
    ("base64", r#"base64 = { version = "0.22", optional = true }"#),
    (
        "chrono",
        r#"chrono = { version = "0.4", optional = true, default-features = false, features = ["alloc", "serde"] }"#,
    ),
    ("jiff", r#"jiff = { version = "0.2", optional = true, default-features = false, features = ["alloc", "serde"] }"#),
    (
        "rust_decimal",
        r#"rust_decimal = { version = "1", optional = true, default-features = false, features = ["serde", "std"] }"#,
    ),
    (
        "time",
        r#"time = { version = "0.3", optional = true, default-features = false, features = ["serde-human-readable", "serde-well-known", "std"] }"#,
    ),
];
/// What dates are parsed with on demand.
const FOR_DATES: &[&str] = &["chrono", "jiff", "time"];

/// Every package that a crate may depend on.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ["serde", "serde_json"].into_iter().chain(PACKAGES.iter().map(|(name, _)| *name))
}

/// The packages of a crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// Those that its types are made of: their features are on.
    needed: BTreeSet<&'static str>,
    /// Those that its types can be turned into: their features are off.
    offered: BTreeSet<&'static str>,
}

/// What a manifest lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// The package.
    pub package: &'static str,
    /// What to put into which table.
    pub lines: String,
}

impl Dependencies {
    /// What types with these texts in them need.
    pub fn of(texts: &BTreeSet<Text>) -> Self {
        let needed: BTreeSet<_> = texts.iter().filter_map(|text| text.package()).collect();
        let dates = texts.iter().any(|text| matches!(text, Text::DateTime | Text::Date));
        let offered = FOR_DATES.iter().copied().filter(|package| dates && !needed.contains(package));
        Self { offered: offered.collect(), needed }
    }

    /// The table of features, those of groups of models first, and the dependencies behind serde's.
    pub(super) fn lines(&self, groups: &Features) -> (String, String) {
        let all: Vec<_> =
            PACKAGES.iter().filter(|(name, _)| self.needed.contains(name) || self.offered.contains(name)).collect();
        if all.is_empty() && groups.is_empty() {
            return Default::default();
        }
        // A group that another one switches on need not be named.
        let apis = groups
            .keys()
            .filter(|group| !groups.iter().any(|(other, on)| is_part(other, group) && on.contains(*group)));
        let on: Vec<&str> = apis.map(String::as_str).chain(self.needed.iter().copied()).collect();
        let mut text = String::new();
        if !groups.is_empty() {
            text += "# Groups of models, each with those that it refers to.\n";
        }
        if !all.is_empty() {
            text += "# Packages that text becomes types of: those in `default` in the structs, the others on demand.\n";
        }
        text += "[features]\n";
        if !on.is_empty() {
            text += &format!("default = [{}]\n", quoted(on));
        }
        for (group, others) in groups {
            text += &format!("{} = [{}]\n", key(group), quoted(others));
        }
        all.iter().for_each(|(name, _)| text += &format!("{name} = [\"dep:{name}\"]\n"));
        let dependencies: String = all.iter().map(|(_, line)| format!("{line}\n")).collect();
        (text + "\n", dependencies)
    }

    /// What a manifest lacks for the types to compile.
    pub fn lacking(&self, manifest: &Table) -> Vec<Lacking> {
        let lacking = PACKAGES.iter().filter(|(name, _)| self.needed.contains(name) && !has(manifest, name));
        let lines = |name, line| {
            format!(
                "add to Cargo.toml, under [features], `{name} = [\"dep:{name}\"]` and `default = [\"{name}\"]`; under [dependencies], `{line}`"
            )
        };
        lacking.map(|(package, line)| Lacking { package, lines: lines(package, line) }).collect()
    }
}

/// Whether a manifest has a package, and the feature that switches on what is made with it.
fn has(manifest: &Table, package: &str) -> bool {
    let there = manifest.get("dependencies").is_some_and(|all| all.get(package).is_some());
    let default = manifest.get("features").and_then(|features| features.get("default")).and_then(Value::as_array);
    there && default.is_some_and(|on| on.iter().any(|feature| feature.as_str() == Some(package)))
}

/// Whether a group is a folder of an API.
fn is_part(api: &str, group: &str) -> bool {
    group.strip_prefix(api).is_some_and(|rest| rest.starts_with('-'))
}

/// A key of a table. Names may be in any script.
fn key(name: &str) -> String {
    if name.is_ascii() { name.to_owned() } else { format!("\"{name}\"") }
}

fn quoted<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    names.into_iter().map(|name| format!("\"{}\"", name.as_ref())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn only_what_is_used_is_named() {
        let of = |texts: &[Text]| {
            let (features, dependencies) = Dependencies::of(&texts.iter().copied().collect()).lines(&Features::new());
            features + &dependencies
        };
        assert_eq!(of(&[]), "");
        expect![[r##"
            # Packages that text becomes types of: those in `default` in the structs, the others on demand.
            [features]
            chrono = ["dep:chrono"]
            jiff = ["dep:jiff"]
            time = ["dep:time"]

            chrono = { version = "0.4", optional = true, default-features = false, features = ["alloc", "serde"] }
            jiff = { version = "0.2", optional = true, default-features = false, features = ["alloc", "serde"] }
            time = { version = "0.3", optional = true, default-features = false, features = ["serde-human-readable", "serde-well-known", "std"] }
        "##]].assert_eq(&of(&[Text::Date]));
        expect![[r##"
            # Packages that text becomes types of: those in `default` in the structs, the others on demand.
            [features]
            default = ["base64", "jiff"]
            base64 = ["dep:base64"]
            jiff = ["dep:jiff"]

            base64 = { version = "0.22", optional = true }
            jiff = { version = "0.2", optional = true, default-features = false, features = ["alloc", "serde"] }
        "##]]
        .assert_eq(&of(&[Text::JiffDate, Text::Base64]));
    }

    #[test]
    fn a_manifest_that_people_keep_may_lack_a_package() {
        let needs = Dependencies::of(&BTreeSet::from([Text::JiffDate, Text::DateTime]));
        let lacking = |manifest: &str| needs.lacking(&toml::from_str(manifest).expect("a manifest"));
        assert_eq!(lacking("[features]\ndefault = [\"jiff\"]\n[dependencies]\njiff = \"0.2\"\n"), []);
        assert_eq!(lacking("[dependencies]\njiff = \"0.2\"\n").len(), 1, "its feature is not on");
        expect![[r#"add to Cargo.toml, under [features], `jiff = ["dep:jiff"]` and `default = ["jiff"]`; under [dependencies], `jiff = { version = "0.2", optional = true, default-features = false, features = ["alloc", "serde"] }`"#]].assert_eq(&lacking("[dependencies]\nserde = \"1\"\n")[0].lines);
    }
}
