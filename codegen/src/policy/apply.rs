//! The policies of `spec.toml`, each found the model or field that it is for.
//!
//! In: a resolved API and its configuration. Out: [`Policies`], and an error for each policy that is for
//! nothing or changes nothing.

use crate::{
    config::{Bytes, Codec, Config, Dates, Decimals, OnMismatch, Policy, Settings, Texts, nearest_of},
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Api, Kind, ModelId, Type},
    resolve::address,
    source::Sources,
    spec,
};

use super::{Held, Policies};

/// What a policy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Target {
    model: ModelId,
    field: Option<usize>,
}

/// Finds what holds where.
pub fn resolve(api: &Api<ModelId>, config: &Config, sources: &Sources, diagnostics: &mut Diagnostics) -> Policies {
    let mut found: Vec<(&str, Target, Policy)> = Vec::new();
    for (subject, policy) in &config.policy {
        match target(api, subject) {
            Some(target) => found.push((subject, target, *policy)),
            None => {
                let nearest = nearest(api, subject);
                let help = nearest.map(|nearest| format!("the nearest one is `{nearest}`"));
                diagnostics.push(unused(subject, "there is no such model or field", help, sources));
            }
        }
    }
    // A field is narrowed from what holds for its model.
    found.sort_by_key(|(_, target, _)| target.field.is_some());
    let policies = among(config, found.iter().map(|(_, target, policy)| (*target, *policy)));
    for (at, (subject, target, policy)) in found.iter().enumerate() {
        if policy.on_mismatch.is_some() && target.field.is_some() {
            let help = "put `on_mismatch` under the model".to_owned();
            diagnostics.push(unused(subject, "a value is kept for whole models only", Some(help), sources));
        }
        if *policy == Policy::default() {
            diagnostics.push(unused(subject, "it says nothing", Some("remove it".to_owned()), sources));
        }
        for (key, without) in policy.without_each() {
            let near = found.iter().enumerate().filter(|(_, (_, other, _))| other.model == target.model);
            let others = near.map(|(i, (_, other, policy))| (*other, if i == at { without } else { *policy }));
            if made(api, &policies, target.model) == made(api, &among(config, others), target.model) {
                let why = format!("with `{key}` or without it, the types are the same");
                diagnostics.push(unused(subject, &why, Some(format!("remove `{key}` from the policy")), sources));
            }
        }
    }
    let keeps = |of: &Settings| of.on_mismatch == OnMismatch::Keep;
    if config.codec == Codec::Derive && (keeps(&policies.api) || policies.models.values().any(keeps)) {
        let message = "`on_mismatch = \"keep\"` is more than serde's derives can do";
        let found = Diagnostic::new(Code::BadConfig, spec::mention(sources, "on_mismatch"), message);
        diagnostics.push(found.help("set `codec = \"table\"`, or leave `on_mismatch` out"));
    }
    policies
}

/// What holds with these policies, those of models before those of their fields.
fn among(config: &Config, policies: impl Iterator<Item = (Target, Policy)>) -> Policies {
    let mut all = Policies::of_api(config);
    for (Target { model, field }, policy) in policies {
        match field {
            None => all.models.insert(model, policy.within(all.api)),
            Some(field) => all.fields.insert((model, field), policy.within(all.model(model))),
        };
    }
    all
}

/// What a policy has a say in.
#[derive(Debug, PartialEq)]
enum Made {
    Property(Held),
    Mismatch(OnMismatch),
    Date(Dates),
    Decimal(Decimals),
    Bytes(Bytes),
}

/// What is made of a model, as far as policies have a say in it.
fn made(api: &Api<ModelId>, policies: &Policies, id: ModelId) -> Vec<Made> {
    let mut all = Vec::new();
    let model = &api[id];
    let whole = policies.model(id);
    match &model.kind {
        Kind::Struct(object) => {
            for (position, field) in object.fields.iter().enumerate() {
                all.push(Made::Property(policies.held(api, id, position, field)));
                all.push(Made::Mismatch(whole.on_mismatch));
                texts(&field.ty.value, policies.field(id, position).texts, &mut all);
            }
            object.additional.iter().for_each(|ty| texts(ty, whole.texts, &mut all));
        }
        Kind::Alias(ty) => texts(ty, whole.texts, &mut all),
        Kind::Enum(_) | Kind::Union(_) | Kind::Opaque(_) => {}
    }
    all
}

/// What the texts of a type become. In unions text is text: formats do not tell members apart.
fn texts(ty: &Type<ModelId>, settings: Texts, all: &mut Vec<Made>) {
    match ty {
        Type::String(Some("date-time" | "date")) => all.push(Made::Date(settings.dates)),
        Type::String(Some("decimal")) => all.push(Made::Decimal(settings.decimals)),
        Type::String(Some("byte")) => all.push(Made::Bytes(settings.bytes)),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => texts(inner, settings, all),
        Type::String(_)
        | Type::Any
        | Type::Object
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::Enum(_)
        | Type::Union(_)
        | Type::Ref(_) => {}
    }
}

fn target(api: &Api<ModelId>, subject: &str) -> Option<Target> {
    if let Some(model) = address::model(api, subject) {
        return Some(Target { model, field: None });
    }
    let (model, field) = address::field(api, subject)?;
    Some(Target { model, field: Some(field) })
}

fn nearest(api: &Api<ModelId>, subject: &str) -> Option<String> {
    let titles = api.models.iter().map(|model| model.title.clone());
    nearest_of(subject, titles.chain(address::of_fields(api)))
}

fn unused(subject: &str, why: &str, help: Option<String>, sources: &Sources) -> Diagnostic {
    let message = format!("the policy of `{subject}`: {why}");
    let place = spec::mention(sources, &format!("policy.\"{subject}\""));
    let mut found = Diagnostic::new(Code::UnusedPolicy, place, message);
    found.help = help;
    found
}
