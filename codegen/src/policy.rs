//! What holds for each model and field: how far its type relies on the docs, and what text becomes.
//!
//! In: a resolved API and its configuration. Out: [`Policies`]. The facts stay what they are; this says
//! what is made of them. A policy for what is not there, or one that changes nothing, is an error. Nothing
//! here knows Rust.
//!
//! What a property may be, by profile and docs; `?` is a dialect that cannot show what may be null:
//!
//! | profile | required | required, null or `?` | optional | optional, null |
//! | --- | --- | --- | --- | --- |
//! | documented | value | value, or null where it is documented | value or absent | three states |
//! | tolerant | value | value, null or absent | value, null or absent | value, null or absent |
//! | exact | value | three states | three states | three states |
//!
//! "Required" alone excludes nothing where null cannot be excluded: servers that send null for such a
//! property also leave it out. Elements of lists and values of maps are no properties: they stay as documented.

use std::collections::{BTreeSet, HashMap};

use crate::{
    config::{Bytes, Codec, Config, Dates, Decimals, OnMismatch, Policy, Profile, Settings, Texts},
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Api, Field, Kind, Model, ModelId, Nullable, Type},
    resolve::overrides,
    source::{Sources, Span},
    spec,
};

/// What holds for each model and field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policies {
    api: Settings,
    models: HashMap<ModelId, Settings>,
    fields: HashMap<(ModelId, usize), Settings>,
}

/// What may stand in a property's place, and what is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// A value, always.
    Value,
    /// A value or null, always.
    Nullable,
    /// A value or nothing. Null is nothing too, unless it is a value of the type.
    Optional,
    /// A value or nothing, and null counts as nothing; as the docs require it, nothing is written as null.
    Lenient,
    /// Nothing, null or a value.
    ThreeStates,
}

impl Policies {
    /// The same for all models of an API.
    pub fn of_api(config: &Config) -> Self {
        Self { api: config.settings(), ..Self::default() }
    }

    /// What holds for a model.
    pub fn model(&self, id: ModelId) -> Settings {
        self.models.get(&id).copied().unwrap_or(self.api)
    }

    /// What holds for the field of a model at this position.
    pub fn field(&self, id: ModelId, position: usize) -> Settings {
        self.fields.get(&(id, position)).copied().unwrap_or_else(|| self.model(id))
    }

    /// What may stand in the place of a field.
    pub fn held(&self, api: &Api<ModelId>, id: ModelId, position: usize, field: &Field<ModelId>) -> Held {
        held(self.field(id, position).presence, field, admits_null(api, &field.ty.value))
    }

    /// What some text somewhere becomes: what holds for the API, unless that is text and a policy says more.
    pub fn any_texts(&self) -> Texts {
        let all = || [&self.api].into_iter().chain(self.models.values()).chain(self.fields.values());
        Texts {
            dates: all().map(|of| of.texts.dates).find(|dates| *dates != Dates::String).unwrap_or_default(),
            decimals: all().map(|of| of.texts.decimals).find(|of| *of != Decimals::String).unwrap_or_default(),
            bytes: all().map(|of| of.texts.bytes).find(|of| *of != Bytes::String).unwrap_or_default(),
        }
    }

    /// How many fields each profile holds otherwise than documented, of how many it is in force for.
    pub fn touched(&self, api: &Api<ModelId>) -> Vec<(Profile, usize, usize)> {
        let mut counts = [Profile::Tolerant, Profile::Exact].map(|profile| (profile, 0, 0));
        for (id, model) in (0..).map(ModelId).zip(&api.models) {
            for (position, field) in fields(model).iter().enumerate() {
                let in_force = self.field(id, position).presence;
                let admits_null = admits_null(api, &field.ty.value);
                for (profile, touched, all) in counts.iter_mut().filter(|(profile, ..)| *profile == in_force) {
                    *all += 1;
                    let documented = held(Profile::Documented, field, admits_null);
                    *touched += usize::from(held(*profile, field, admits_null) != documented);
                }
            }
        }
        counts.into_iter().filter(|(_, _, all)| *all > 0).collect()
    }

    fn add(&mut self, target: Target, policy: Policy) {
        match target.field {
            None => self.models.insert(target.model, policy.within(self.api)),
            Some(field) => self.fields.insert((target.model, field), policy.within(self.model(target.model))),
        };
    }
}

/// The table above. `admits_null`: null is a value of the field's type, so that none is needed beside it.
fn held(profile: Profile, field: &Field<ModelId>, admits_null: bool) -> Held {
    let (required, nullable) = (field.required.value, field.nullable.value);
    match (profile, required) {
        (Profile::Documented, true) if nullable == Nullable::Yes && !admits_null => Held::Nullable,
        (Profile::Documented, true) => Held::Value,
        (Profile::Documented, false) if nullable == Nullable::Yes && !admits_null => Held::ThreeStates,
        (Profile::Documented, false) => Held::Optional,
        (Profile::Tolerant | Profile::Exact, true) if nullable == Nullable::No => Held::Value,
        (Profile::Tolerant | Profile::Exact, _) if admits_null => Held::Optional,
        (Profile::Tolerant, true) => Held::Lenient,
        (Profile::Tolerant, false) => Held::Optional,
        (Profile::Exact, _) => Held::ThreeStates,
    }
}

/// Whether null is a value of a type.
pub fn admits_null(api: &Api<ModelId>, ty: &Type<ModelId>) -> bool {
    null_within(api, ty, &mut BTreeSet::new())
}

/// `seen`: the models that were looked into. Unions that hold each other reach a model in many ways.
fn null_within(api: &Api<ModelId>, ty: &Type<ModelId>, seen: &mut BTreeSet<ModelId>) -> bool {
    match ty {
        Type::Any | Type::Null | Type::Nullable(_) => true,
        Type::Union(union) => union.members.iter().any(|member| null_within(api, &member.ty, seen)),
        Type::Ref(id) if seen.insert(*id) => match &api.models[id.0 as usize].kind {
            Kind::Alias(ty) => null_within(api, ty, seen),
            Kind::Union(union) => union.members.iter().any(|member| null_within(api, &member.ty, seen)),
            Kind::Opaque(_) => true,
            Kind::Struct(_) | Kind::Enum(_) => false,
        },
        Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::List(_)
        | Type::Map(_)
        | Type::Enum(_)
        | Type::Ref(_) => false,
    }
}

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
        let found = Diagnostic::new(Code::BadConfig, place("on_mismatch", sources), message);
        diagnostics.push(found.help("set `codec = \"table\"`, or leave `on_mismatch` out"));
    }
    policies
}

fn among(config: &Config, policies: impl Iterator<Item = (Target, Policy)>) -> Policies {
    let mut all = Policies::of_api(config);
    policies.for_each(|(target, policy)| all.add(target, policy));
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
    let model = &api.models[id.0 as usize];
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

fn fields(model: &Model<ModelId>) -> &[Field<ModelId>] {
    match &model.kind {
        Kind::Struct(object) => &object.fields,
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => &[],
    }
}

fn target(api: &Api<ModelId>, subject: &str) -> Option<Target> {
    if let Some(model) = overrides::find_model(api, subject) {
        return Some(Target { model, field: None });
    }
    let (model, field) = overrides::find(api, subject)?;
    Some(Target { model: ModelId(model as u32), field: Some(field) })
}

fn nearest(api: &Api<ModelId>, subject: &str) -> Option<String> {
    let titles = api.models.iter().map(|model| model.title.clone());
    let all = titles.chain(overrides::addresses(api));
    all.max_by(|a, b| strsim::jaro_winkler(a, subject).total_cmp(&strsim::jaro_winkler(b, subject)))
}

fn unused(subject: &str, why: &str, help: Option<String>, sources: &Sources) -> Diagnostic {
    let message = format!("the policy of `{subject}`: {why}");
    let mut found = Diagnostic::new(Code::UnusedPolicy, place(&format!("policy.\"{subject}\""), sources), message);
    found.help = help;
    found
}

/// Where `spec.toml` says it.
fn place(text: &str, sources: &Sources) -> Option<Span> {
    let file = spec::config_file(sources)?;
    let start = sources.get(file).text.find(text)?;
    Some(Span { file, start: start as u32, end: (start + text.len()) as u32 })
}

#[cfg(test)]
mod tests;
