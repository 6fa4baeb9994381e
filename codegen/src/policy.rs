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
//! Where null and absence are one, `None` is written as nothing, but as null where the docs say both
//! "required" and "null". "Required" alone excludes nothing where null cannot be excluded: servers that send null for such a
//! property also leave it out. Elements of lists and values of maps are no properties: they stay as documented.

use std::collections::{BTreeSet, HashMap};

use crate::{
    config::{Bytes, Config, Dates, Decimals, Profile, Settings, Texts},
    ir::{Api, Field, Kind, ModelId, Nullable, Type},
};

mod apply;

pub use apply::resolve;

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
    /// A value or nothing, and null counts as nothing; nothing is written as null, as documented.
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
            let Kind::Struct(object) = &model.kind else { continue };
            for (position, field) in object.fields.iter().enumerate() {
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
        (Profile::Tolerant, true) if nullable == Nullable::Yes => Held::Lenient,
        (Profile::Tolerant, _) => Held::Optional,
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
        Type::Ref(id) if seen.insert(*id) => match &api[*id].kind {
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

#[cfg(test)]
mod tests;
