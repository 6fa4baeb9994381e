//! Corrections from `spec.toml`.
//!
//! In: a resolved API and its configuration. Out: the same API with single facts replaced, each with its
//! reason. A field is addressed by what the page prints, so that better guesses elsewhere never orphan an
//! override. An override that changes nothing is an error.

use crate::{
    config::{Config, Override},
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Api, Basis, Fact, Field, JsonName, Kind, Model, ModelId, NameEvidence, Nullable, Type},
    source::Sources,
    spec,
};

use super::{address, type_text};

/// Applies every override.
pub fn apply(api: &mut Api<ModelId>, config: &Config, sources: &Sources, diagnostics: &mut Diagnostics) {
    for (subject, wanted) in &config.overrides {
        let Some((model, field)) = address::field(api, subject) else {
            let (why, help) = match address::fields(api, subject).as_slice() {
                [] => {
                    let nearest = address::nearest(api, subject);
                    ("there is no such field", nearest.map(|nearest| format!("the nearest field is `{nearest}`")))
                }
                several => ("it could be several fields", Some(format!("say which one: `{}`", several.join("`, `")))),
            };
            unused(subject, why.to_owned(), help, sources, diagnostics);
            continue;
        };
        if !wanted.says_something() {
            unused(subject, "it says nothing".to_owned(), Some("remove it".to_owned()), sources, diagnostics);
            continue;
        }
        let Model { namespace, span, .. } = &api[model];
        let ty = match wanted.ty.as_deref().map(|text| type_text::parse(text, api, namespace, *span)) {
            None => None,
            Some(Some(ty)) => Some(ty),
            Some(None) => {
                let help = type_text::HELP.to_owned();
                unused(subject, "its `type` cannot be read".to_owned(), Some(help), sources, diagnostics);
                continue;
            }
        };
        let Kind::Struct(target) = &mut api[model].kind else { continue };
        for idle in change(&mut target.fields[field], wanted, ty) {
            let why = format!("`{idle}` already is what the docs say");
            unused(subject, why, Some(format!("remove `{idle}` from the override")), sources, diagnostics);
        }
    }
}

/// Replaces facts; gives the keys that changed nothing.
fn change(field: &mut Field<ModelId>, wanted: &Override, ty: Option<Type<ModelId>>) -> Vec<&'static str> {
    let mut idle = Vec::new();
    if let Some(json) = &wanted.json {
        // Not idle where a rule guesses the same: a guess may change, the override settles it.
        if field.json.text == *json && field.json.evidence == NameEvidence::Printed {
            idle.push("json");
        }
        field.json = JsonName { text: json.clone(), evidence: NameEvidence::Override, sure: true };
    }
    let basis = || Basis::Overridden(wanted.reason.as_str().into());
    if let Some(required) = wanted.required {
        let is_idle = replace(&mut field.required, required, basis());
        idle.extend(is_idle.then_some("required"));
    }
    // Null beside the type of a field is a fact of its own.
    let (ty, or_null) = match ty {
        Some(Type::Nullable(ty)) => (Some(*ty), true),
        ty => (ty, false),
    };
    if let Some(nullable) = wanted.nullable.or(or_null.then_some(true)) {
        let nullable = if nullable { Nullable::Yes } else { Nullable::No };
        let is_idle = replace(&mut field.nullable, nullable, basis());
        idle.extend((is_idle && wanted.nullable.is_some()).then_some("nullable"));
    }
    if let Some(ty) = ty {
        // With null, it may be all that the type says.
        let is_idle = replace(&mut field.ty, ty, basis());
        idle.extend((is_idle && !or_null).then_some("type"));
    }
    idle
}

/// Puts a value in the place of another one; whether it is the same.
fn replace<T: PartialEq>(fact: &mut Fact<T>, value: T, basis: Basis) -> bool {
    let is_same = fact.value == value;
    *fact = Fact { value, basis, span: fact.span };
    is_same
}

fn unused(subject: &str, why: String, help: Option<String>, sources: &Sources, diagnostics: &mut Diagnostics) {
    let place = spec::mention(sources, subject);
    let mut diagnostic = Diagnostic::new(Code::UnusedOverride, place, format!("the override of `{subject}`: {why}"));
    diagnostic.help = help;
    diagnostics.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{api, field, object};

    /// The field `name` of a pet that is a text, once this is said of it, and what is said of that.
    fn said(toml: &str) -> (Field<ModelId>, Vec<String>) {
        let (mut api, sources) = api(vec![("Pet.md", object(vec![field("name", Type::String(None))]))]);
        let config =
            crate::config::parse(&format!("[override.\"Pet.name\"]\n{toml}\nreason = \"seen\"\n")).expect("TOML");
        let mut diagnostics = Diagnostics::default();
        apply(&mut api, &config, &sources, &mut diagnostics);
        let said = diagnostics.iter().map(|found| found.message.clone()).collect();
        (api.models[0].fields()[0].clone(), said)
    }

    #[test]
    fn null_beside_a_type_is_a_fact_of_its_own() {
        let (name, found) = said("type = \"string | null\"");
        assert_eq!((name.ty.value, name.nullable.value, found), (Type::String(None), Nullable::Yes, vec![]));
        let (name, found) = said("type = \"integer | null\"\nnullable = false");
        let idle = vec!["the override of `Pet.name`: `nullable` already is what the docs say".to_owned()];
        assert_eq!((name.ty.value, name.nullable.value, found), (Type::Integer(None), Nullable::No, idle));
    }

    #[test]
    fn what_changes_nothing_is_told() {
        assert_eq!(said("").1, ["the override of `Pet.name`: it says nothing"]);
        assert_eq!(said("type = \"string\"").1, ["the override of `Pet.name`: `type` already is what the docs say"]);
    }
}
