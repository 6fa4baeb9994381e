//! Corrections from `spec.toml`.
//!
//! In: a resolved API and its configuration. Out: the same API with single facts replaced, each with its
//! reason. A field is addressed by what the page prints, so that better guesses elsewhere never orphan an
//! override. An override that changes nothing is an error.

use crate::{
    config::{Config, Override},
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Api, Basis, Fact, Field, JsonName, Kind, Model, ModelId, NameEvidence, Nullable, Type},
    source::{Sources, Span},
    spec,
};

/// Applies every override.
pub fn apply(api: &mut Api<ModelId>, config: &Config, sources: &Sources, diagnostics: &mut Diagnostics) {
    for (subject, wanted) in &config.overrides {
        let Some((model, field)) = find(api, subject) else {
            let nearest = addresses(api)
                .max_by(|a, b| strsim::jaro_winkler(a, subject).total_cmp(&strsim::jaro_winkler(b, subject)));
            let help = nearest.map(|nearest| format!("the nearest field is `{nearest}`"));
            unused(subject, "there is no such field".to_owned(), help, sources, diagnostics);
            continue;
        };
        let ty = match wanted.ty.as_deref().map(|text| parse_type(text, api, &api.models[model].namespace)) {
            None => None,
            Some(Some(ty)) => Some(ty),
            Some(None) => {
                let help = "write string, integer, number, boolean, object, any, a model's title, `[T]` or `{T}`";
                unused(subject, "its `type` cannot be read".to_owned(), Some(help.to_owned()), sources, diagnostics);
                continue;
            }
        };
        let Kind::Struct(target) = &mut api.models[model].kind else { continue };
        for idle in change(&mut target.fields[field], wanted, ty) {
            let why = format!("`{idle}` already is what the docs say");
            unused(subject, why, Some(format!("remove `{idle}` from the override")), sources, diagnostics);
        }
    }
}

/// The field that `Model.printed` or `namespace.Model.printed` stands for.
pub fn find(api: &Api<ModelId>, subject: &str) -> Option<(usize, usize)> {
    let mut found = None;
    for (m, model) in api.models.iter().enumerate() {
        let Kind::Struct(target) = &model.kind else { continue };
        let Some(rest) = below(model, subject) else { continue };
        if let Some(f) = target.fields.iter().position(|field| field.printed == rest) {
            if found.is_some() {
                return None;
            }
            found = Some((m, f));
        }
    }
    found
}

/// The model that `Model` or `namespace.Model` stands for.
pub fn find_model(api: &Api<ModelId>, subject: &str) -> Option<ModelId> {
    let of = |model: &Model<ModelId>| match model.namespace.last() {
        Some(space) => {
            subject.strip_prefix(space.as_str()).and_then(|rest| rest.strip_prefix('.')) == Some(&model.title)
        }
        None => false,
    };
    let ids = || (0..).map(ModelId).zip(&api.models);
    let mut titled = ids().filter(|(_, model)| model.title == subject || of(model));
    match (titled.next(), titled.next()) {
        (Some((only, _)), None) => Some(only),
        _ => None,
    }
}

/// What follows the model's name in an address.
fn below<'s>(model: &Model<ModelId>, subject: &'s str) -> Option<&'s str> {
    let mut rest = subject;
    if let Some(space) = model.namespace.last()
        && let Some(after) = rest.strip_prefix(space.as_str()).and_then(|rest| rest.strip_prefix('.'))
    {
        rest = after;
    }
    rest.strip_prefix(model.title.as_str())?.strip_prefix('.')
}

/// The address of every field.
pub fn addresses(api: &Api<ModelId>) -> impl Iterator<Item = String> {
    api.models.iter().flat_map(|model| {
        let fields: &[Field<ModelId>] = match &model.kind {
            Kind::Struct(target) => &target.fields,
            Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => &[],
        };
        fields.iter().map(|field| format!("{}.{}", model.title, field.printed))
    })
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
    let basis = || Basis::Overridden(wanted.reason.clone());
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

/// `string`, `[T]`, `{T}`, a model's title..
fn parse_type(text: &str, api: &Api<ModelId>, from: &[String]) -> Option<Type<ModelId>> {
    let text = text.trim();
    let inner = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    if let Some(item) = inner('[', ']') {
        return Some(Type::List(Box::new(parse_type(item, api, from)?)));
    }
    if let Some(value) = inner('{', '}') {
        return Some(Type::Map(Box::new(parse_type(value, api, from)?)));
    }
    Some(match text {
        "string" => Type::String(None),
        "integer" => Type::Integer(None),
        "number" => Type::Number(None),
        "boolean" => Type::Boolean,
        "object" => Type::Object,
        "any" => Type::Any,
        title => {
            let titled = |model: &&Model<ModelId>| model.title == title;
            let near = api.models.iter().filter(titled).find(|model| model.namespace == from);
            let wanted = near.or_else(|| api.models.iter().find(titled))?;
            let at = api.models.iter().position(|model| std::ptr::eq(model, wanted))?;
            Type::Ref(ModelId(at as u32))
        }
    })
}

fn unused(subject: &str, why: String, help: Option<String>, sources: &Sources, diagnostics: &mut Diagnostics) {
    let span = spec::config_file(sources).and_then(|file| {
        let start = sources.get(file).text.find(subject)?;
        Some(Span { file, start: start as u32, end: (start + subject.len()) as u32 })
    });
    let mut diagnostic = Diagnostic::new(Code::UnusedOverride, span, format!("the override of `{subject}`: {why}"));
    diagnostic.help = help;
    diagnostics.push(diagnostic);
}
