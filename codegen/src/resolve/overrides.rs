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
        replace(&mut field.required, required, basis(), "required", &mut idle);
    }
    if let Some(nullable) = wanted.nullable {
        let nullable = if nullable { Nullable::Yes } else { Nullable::No };
        replace(&mut field.nullable, nullable, basis(), "nullable", &mut idle);
    }
    if let Some(ty) = ty {
        replace(&mut field.ty, ty, basis(), "type", &mut idle);
    }
    idle
}

fn replace<T: PartialEq>(fact: &mut Fact<T>, value: T, basis: Basis, key: &'static str, idle: &mut Vec<&'static str>) {
    if fact.value == value {
        idle.push(key);
    }
    fact.value = value;
    fact.basis = basis;
}

fn unused(subject: &str, why: String, help: Option<String>, sources: &Sources, diagnostics: &mut Diagnostics) {
    let place = spec::mention(sources, subject);
    let mut diagnostic = Diagnostic::new(Code::UnusedOverride, place, format!("the override of `{subject}`: {why}"));
    diagnostic.help = help;
    diagnostics.push(diagnostic);
}
