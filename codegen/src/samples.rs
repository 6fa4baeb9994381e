//! JSON that the docs allow: what the generated types must read and write back.
//!
//! In: [`Resolved`]. Out: [`Samples`], for each model a few named [`Case`]s: least and all fields, nulls
//! where they are allowed, unlisted values and keys, each member of a union, the documented examples.
//! They are the same in every run and small: a model that another one holds appears in its least form,
//! as it has cases of its own. Nothing here knows Rust.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::{
    config::{Config, OnMismatch, Profile, Unknown},
    ir::{Enum, Field, Kind, Member, ModelId, Struct, Type, Union},
    policy::{self, Held, Policies},
    resolve::{Resolved, unions::Dispatch},
    source::Span,
};

mod examples;
pub mod files;
mod values;

pub use examples::{documented_examples, documented_values};

use examples::Reader;
use values::Values;

/// The key that no documentation lists.
const UNLISTED_KEY: &str = "unlisted-key";
/// How many values of one enum get a case of their own.
const MAX_VALUES: usize = 500;
/// How many cases one model has at most, example files aside.
const MAX_CASES: usize = 1_000;

/// The samples of an API.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Samples {
    /// For each model, in the order of [`crate::ir::Api::models`], its cases.
    pub models: Vec<Vec<Case>>,
    /// For each model the value that others of its cases are told by, where it is an object.
    pub least: Vec<Option<Map<String, Value>>>,
    /// Models that hold themselves in every value that the docs allow, or whose least value is too large.
    pub without_least: Vec<ModelId>,
    /// Members of unions whose values are taken for those of other members.
    pub ambiguous: Vec<Ambiguous>,
    /// Documented examples that contradict the documented type; they are no samples.
    pub unfit: Vec<Span>,
    /// Models that would have more cases than they get, and how many were cut off, be some of them like others.
    pub cut: Vec<(ModelId, usize)>,
}

/// Members of a union that the docs do not tell apart from another one; they get no samples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// The model that is or has the union.
    pub model: ModelId,
    /// The members; at least one.
    pub members: Vec<MemberOf>,
    /// The member that their values are read as, where it is one.
    pub read_as: Option<MemberOf>,
}

/// A member of a union.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberOf {
    /// The model that it is, where it is one.
    pub model: Option<ModelId>,
    /// Where it stands.
    pub span: Span,
}

impl MemberOf {
    fn new(member: &Member<ModelId>) -> Self {
        let model = if let Type::Ref(id) = member.ty { Some(id) } else { None };
        Self { model, span: member.span }
    }
}

/// One JSON value of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What it shows, once a model.
    pub name: String,
    /// The value.
    pub json: Sample,
    /// What comes back, where that is not the same: a profile may make one of null and absent.
    pub back: Option<Sample>,
    /// What it was made from, where that is not the model as a whole.
    pub span: Option<Span>,
}

/// A JSON value, said in as little as it takes: the cases of an object differ in few of its keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Sample {
    /// As it is.
    Whole(Value),
    /// The least value of its model, but for these keys and what they hold; all of them differ.
    Least(Map<String, Value>),
}

impl Sample {
    /// The value in full.
    pub fn whole(&self, least: Option<&Map<String, Value>>) -> Value {
        match self {
            Self::Whole(value) => value.clone(),
            Self::Least(with) => {
                let mut object = least.cloned().unwrap_or_default();
                object.extend(with.clone());
                Value::Object(object)
            }
        }
    }
}

impl Case {
    fn of(name: impl Into<String>, json: Sample) -> Self {
        Self { name: name.into(), json, back: None, span: None }
    }

    fn whole(name: impl Into<String>, json: Value) -> Self {
        Self::of(name, Sample::Whole(json))
    }
}

/// Makes the samples of every model.
pub fn samples(resolved: &Resolved, config: &Config, policies: &Policies) -> Samples {
    let api = &resolved.api;
    let texts = policies.any_texts();
    let values = Values::new(api, texts);
    let ids: Vec<ModelId> = (0..).map(ModelId).take(api.models.len()).collect();
    let of_model = |id: &ModelId| {
        let reader = Reader { api, unknown: config.unknown, texts };
        let found = Found { has_least: values.has_least(*id), ..Found::default() };
        let mut maker = Maker { model: *id, values: &values, reader, config, policies, found };
        let least = maker.least_object();
        let mut cases = maker.cases(least.as_ref());
        cases.extend(maker.documented(least.as_ref()));
        maker.found.cut += cases.len().saturating_sub(MAX_CASES);
        cases.truncate(MAX_CASES);
        (distinct(cases), least, maker.found)
    };
    let mut samples = Samples::default();
    for (id, (cases, least, found)) in ids.iter().zip(ids.par_iter().map(of_model).collect::<Vec<_>>()) {
        samples.models.push(cases);
        samples.least.push(least);
        samples.without_least.extend((!found.has_least).then_some(*id));
        samples.ambiguous.extend(found.ambiguous);
        samples.unfit.extend(found.unfit);
        samples.cut.extend((found.cut > 0).then_some((*id, found.cut)));
    }
    samples
}

/// What the samples show of the docs themselves, without the samples: members that nothing tells apart.
pub fn without_cases(resolved: &Resolved, policies: &Policies) -> Samples {
    let api = &resolved.api;
    let values = Values::new(api, policies.any_texts());
    let count = api.models.len();
    let mut samples = Samples { models: vec![Vec::new(); count], least: vec![None; count], ..Samples::default() };
    for (id, model) in (0..).map(ModelId).zip(&api.models) {
        let unions: Vec<&Union<ModelId>> = match &model.kind {
            Kind::Union(union) => vec![union],
            Kind::Struct(of) => of.fields.iter().filter_map(|field| field.ty.value.union()).collect(),
            Kind::Enum(_) | Kind::Alias(_) | Kind::Opaque(_) => continue,
        };
        if unions.is_empty() || !values.has_least(id) {
            continue;
        }
        for union in unions {
            let dispatch = values.dispatch(union);
            let members = members(&values, union, &dispatch);
            samples.ambiguous.extend(ambiguous(id, union, members.map(|(index, _, read_as)| (index, read_as))));
        }
    }
    samples
}

/// The members of a union that have values: the position, a value, the position of what it is read as.
fn members<'a>(
    values: &'a Values<'_>,
    union: &'a Union<ModelId>,
    dispatch: &'a Dispatch,
) -> impl Iterator<Item = (usize, Value, Option<usize>)> + 'a {
    (0..union.members.len()).filter_map(|index| {
        let json = values.member(union, dispatch, index)?;
        let read_as = values::read_as(union, dispatch, &json);
        Some((index, json, read_as))
    })
}

/// The members whose values are not read as what they are, by what they are read as.
fn ambiguous(
    model: ModelId,
    union: &Union<ModelId>,
    read: impl Iterator<Item = (usize, Option<usize>)>,
) -> impl Iterator<Item = Ambiguous> {
    let member = |index: usize| MemberOf::new(&union.members[index]);
    let mut by_other: BTreeMap<Option<usize>, Vec<MemberOf>> = BTreeMap::new();
    for (index, read_as) in read.filter(|(index, read_as)| *read_as != Some(*index)) {
        by_other.entry(read_as).or_default().push(member(index));
    }
    by_other.into_iter().map(move |(read_as, members)| Ambiguous { model, members, read_as: read_as.map(member) })
}

/// The first case of each value: a model without optional fields has one case, not two equal ones.
fn distinct(cases: Vec<Case>) -> Vec<Case> {
    let mut first: Vec<Case> = Vec::with_capacity(cases.len());
    for case in cases {
        if first.iter().all(|other| other.json != case.json) {
            first.push(case);
        }
    }
    first
}

/// What is noted of a model while its cases are made.
#[derive(Default)]
struct Found {
    has_least: bool,
    ambiguous: Vec<Ambiguous>,
    unfit: Vec<Span>,
    cut: usize,
}

/// Makes the cases of one model; what gets none is noted.
struct Maker<'a> {
    model: ModelId,
    values: &'a Values<'a>,
    reader: Reader<'a>,
    config: &'a Config,
    policies: &'a Policies,
    found: Found,
}

/// The least value of a model with some keys changed.
struct Draft<'a> {
    least: &'a Map<String, Value>,
    with: Map<String, Value>,
    without: Vec<&'a str>,
}

impl<'a> Draft<'a> {
    fn of(least: &'a Map<String, Value>) -> Self {
        Self { least, with: Map::new(), without: Vec::new() }
    }

    fn insert(&mut self, key: &str, value: Value) {
        if self.least.get(key) != Some(&value) {
            self.with.insert(key.to_owned(), value);
        }
    }

    fn remove(&mut self, key: &'a str) {
        if self.least.contains_key(key) {
            self.without.push(key);
        }
    }

    fn sample(self) -> Sample {
        if self.without.is_empty() {
            return Sample::Least(self.with);
        }
        let mut object = self.least.clone();
        object.retain(|key, _| !self.without.contains(&key.as_str()));
        object.extend(self.with);
        Sample::Whole(Value::Object(object))
    }
}

impl Maker<'_> {
    /// The value that the cases of the model are told by.
    fn least_object(&self) -> Option<Map<String, Value>> {
        let least = match &self.reader.api[self.model].kind {
            Kind::Struct(_) => self.values.least_of(self.model),
            Kind::Alias(ty) => self.values.least(ty),
            Kind::Enum(_) | Kind::Union(_) | Kind::Opaque(_) => None,
        };
        match least? {
            Value::Object(least) => Some(least),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
        }
    }

    fn cases(&mut self, least: Option<&Map<String, Value>>) -> Vec<Case> {
        match &self.reader.api[self.model].kind {
            Kind::Struct(model) => least.map(|least| self.of_struct(model, least)).unwrap_or_default(),
            Kind::Enum(values) => self.of_enum(values),
            Kind::Union(union) => {
                let cases = self.of_union(union, "").into_iter();
                cases.map(|(name, json, span)| Case { span, ..Case::whole(name, json) }).collect()
            }
            Kind::Alias(ty) => {
                let cases = [("least", self.values.least(ty)), ("all", self.values.full(ty))].into_iter();
                cases.filter_map(|(name, json)| Some(Case::of(name, told(json?, least)))).collect()
            }
            Kind::Opaque(_) => vec![Case::whole("raw", serde_json::json!({ "raw": [1, "text", null] }))],
        }
    }

    /// What the page of the model shows of it as a whole.
    fn documented(&mut self, least: Option<&Map<String, Value>>) -> Vec<Case> {
        let ty = Type::Ref(self.model);
        if self.reader.rewrites(&ty) {
            return Vec::new();
        }
        let mut cases = Vec::new();
        for (example, number) in self.reader.api[self.model].examples.iter().zip(1..) {
            match self.reader.read(&ty, &example.text) {
                Some(value) => {
                    let name = format!("documented example {number}");
                    cases.push(Case { span: Some(example.span), ..Case::of(name, told(value, least)) });
                }
                None => self.found.unfit.push(example.span),
            }
        }
        cases
    }

    fn of_struct(&mut self, model: &Struct<ModelId>, least: &Map<String, Value>) -> Vec<Case> {
        let each = |name: &str, value: &dyn Fn(&Type<ModelId>) -> Option<Value>| {
            let mut draft = Draft::of(least);
            let mut is_any = false;
            for field in &model.fields {
                if let Some(value) = value(&field.ty.value) {
                    draft.insert(&field.json.text, value);
                    is_any = true;
                }
            }
            is_any.then(|| Case::of(name, draft.sample()))
        };
        let one = |field: &Field<ModelId>, value: Value| {
            let mut draft = Draft::of(least);
            draft.insert(&field.json.text, value);
            draft.sample()
        };
        let mut cases = vec![Case::of("least", Sample::Least(Map::new()))];
        cases.extend(each("all", &|ty| self.values.full(ty)));
        cases.extend(self.of_presence(model, least));
        cases.extend(each("integers as 3.0", &|ty| self.values.fraction_of_zero(ty)));
        cases.extend(each("unlisted values", &|ty| self.values.unlisted(ty)));
        cases.extend(self.unlisted_key(model, least));
        for field in &model.fields {
            if let Some(union) = field.ty.value.union() {
                for (name, json, span) in self.of_union(union, &format!("{}: ", field.json.text)) {
                    let json = one(field, values::wrap(&field.ty.value, json));
                    cases.push(Case { span, ..Case::of(name, json) });
                }
            }
            for (index, example) in field.examples.iter().enumerate() {
                let Some(value) = self.reader.read(&field.ty.value, &example.text) else {
                    self.found.unfit.push(example.span);
                    continue;
                };
                if self.reader.rewrites(&field.ty.value) {
                    continue;
                }
                let number = if index == 0 { String::new() } else { format!(" {}", index + 1) };
                let name = format!("{}: example{number}", field.json.text);
                cases.push(Case { span: Some(example.span), ..Case::of(name, one(field, value)) });
            }
        }
        cases
    }

    /// Null and nothing, wherever docs and profile allow them; with `keep`, also what does not fit.
    fn of_presence(&self, model: &Struct<ModelId>, least: &Map<String, Value>) -> Vec<Case> {
        let [mut nulls, mut after_nulls, mut absent, mut after_absent, mut misfits] =
            [(); 5].map(|()| Draft::of(least));
        let mut after_nothing = Map::new();
        let keeps = self.policies.model(self.model).on_mismatch == OnMismatch::Keep;
        for (position, field) in model.fields.iter().enumerate() {
            let key = &field.json.text;
            let documented = self.policies.field(self.model, position).presence == Profile::Documented;
            let held = self.policies.held(self.reader.api, self.model, position, field);
            let admits_null = policy::admits_null(self.reader.api, &field.ty.value);
            let null_comes_back = admits_null || matches!(held, Held::Nullable | Held::Lenient | Held::ThreeStates);
            if keeps || null_comes_back && (!documented || values::null_is_allowed(field)) {
                nulls.insert(key, Value::Null);
                after_nulls.insert(key, Value::Null);
            } else if held == Held::Optional && !documented {
                nulls.insert(key, Value::Null);
                after_nulls.remove(key);
            }
            if !matches!(held, Held::Value | Held::Nullable) {
                absent.remove(key);
                match held {
                    Held::Lenient => after_absent.insert(key, Value::Null),
                    Held::Value | Held::Nullable | Held::Optional | Held::ThreeStates => after_absent.remove(key),
                }
            }
            if held == Held::Lenient {
                after_nothing.insert(key.clone(), Value::Null);
            }
            if let Some(value) = self.values.misfit(&field.ty.value) {
                misfits.insert(key, value);
            }
        }
        let case = |name: &str, json: Sample, back: Sample| Case {
            back: (back != json).then_some(back),
            ..Case::of(name, json)
        };
        let mut cases = vec![
            case("nulls", nulls.sample(), after_nulls.sample()),
            case("absent", absent.sample(), after_absent.sample()),
        ];
        if keeps {
            let [nothing, after_nothing] = [Map::new(), after_nothing].map(|map| told(Value::Object(map), Some(least)));
            cases.push(Case::of("misfits", misfits.sample()));
            cases.push(case("nothing", nothing, after_nothing));
        }
        cases
    }

    /// What the docs do not list; only where it is kept or documented, as all else need not come back.
    fn unlisted_key(&self, model: &Struct<ModelId>, least: &Map<String, Value>) -> Option<Case> {
        let value = match (&model.additional, self.config.unknown) {
            (Some(ty), _) => self.values.full(ty)?,
            (None, Unknown::Keep) => serde_json::json!({ "a": [1, 2.5, null, "text"] }),
            (None, Unknown::Ignore | Unknown::Deny) => return None,
        };
        if model.fields.iter().any(|field| field.json.text == UNLISTED_KEY) {
            return None;
        }
        let mut draft = Draft::of(least);
        draft.insert(UNLISTED_KEY, value);
        Some(Case::of("unlisted key", draft.sample()))
    }

    fn of_enum(&mut self, listed: &Enum) -> Vec<Case> {
        self.found.cut += listed.values.len().saturating_sub(MAX_VALUES);
        let mut cases: Vec<Case> = listed
            .values
            .iter()
            .take(MAX_VALUES)
            .map(|value| Case { span: Some(value.span), ..Case::whole(value.json.to_string(), value.json.clone()) })
            .collect();
        cases.extend(values::unlisted(listed).map(|json| Case::whole("unlisted value", json)));
        cases
    }

    /// A value of each member: what it shows, and where the member stands.
    fn of_union(&mut self, union: &Union<ModelId>, prefix: &str) -> Vec<(String, Value, Option<Span>)> {
        let dispatch = self.values.dispatch(union);
        let (mut cases, mut read) = (Vec::new(), Vec::new());
        for (index, json, read_as) in members(self.values, union, &dispatch) {
            read.push((index, read_as));
            if read_as == Some(index) {
                cases.push((format!("{prefix}member {}", index + 1), json, Some(union.members[index].span)));
            }
        }
        self.found.ambiguous.extend(ambiguous(self.model, union, read.into_iter()));
        let unlisted = serde_json::json!({ UNLISTED_KEY: true });
        if self.config.unknown == Unknown::Keep && values::picked(&dispatch, &unlisted).is_none() {
            cases.push((format!("{prefix}unlisted member"), unlisted, None));
        }
        cases
    }
}

/// A value, told by how it differs from the least one where it has all of its keys.
fn told(json: Value, least: Option<&Map<String, Value>>) -> Sample {
    match (json, least) {
        (Value::Object(mut object), Some(least)) if least.keys().all(|key| object.contains_key(key)) => {
            object.retain(|key, value| least.get(key) != Some(value));
            Sample::Least(object)
        }
        (json, _) => Sample::Whole(json),
    }
}

#[cfg(test)]
mod tests;
