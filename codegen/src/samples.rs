//! JSON that the docs allow: what the generated types must read and write back.
//!
//! In: [`Resolved`]. Out: [`Samples`], for each model a few named [`Case`]s: least and all fields, nulls
//! where they are allowed, unlisted values and keys, each member of a union, the documented examples.
//! They are the same in every run and small: a model that another one holds appears in its least form,
//! as it has cases of its own. Nothing here knows Rust.

use serde_json::{Map, Value};

use crate::{
    config::{Config, OnMismatch, Profile, Unknown},
    ir::{Enum, Field, Kind, Model, ModelId, Struct, Union},
    policy::{self, Held, Policies},
    resolve::{Resolved, unions::Dispatch},
    source::Span,
};

mod examples;
pub mod files;
mod values;

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
    /// Models that hold themselves in every value that the docs allow, or whose least value is too large.
    pub without_least: Vec<ModelId>,
    /// Members of unions whose values are taken for those of another member.
    pub ambiguous: Vec<Ambiguous>,
    /// Documented examples that contradict the documented type; they are no samples.
    pub unfit: Vec<Span>,
}

/// A member of a union that the docs do not tell apart from another one; it gets no sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambiguous {
    /// The model that is or has the union.
    pub model: ModelId,
    /// Where the member stands.
    pub span: Span,
    /// Its position, from 1.
    pub member: usize,
    /// The position of the member that its values are read as, from 1; 0 where it is none.
    pub read_as: usize,
}

/// One JSON value of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What it shows, once a model.
    pub name: String,
    /// The value.
    pub json: Value,
    /// What comes back, where that is not the same: a profile may make one of null and absent.
    pub back: Option<Value>,
    /// What it was made from, where that is not the model as a whole.
    pub span: Option<Span>,
}

impl Case {
    fn of(name: impl Into<String>, json: Value) -> Self {
        Self { name: name.into(), json, back: None, span: None }
    }
}

/// Makes the samples of every model.
pub fn samples(resolved: &Resolved, config: &Config, policies: &Policies) -> Samples {
    let texts = policies.any_texts();
    let values = Values::new(&resolved.api, texts);
    let mut samples = Samples::default();
    for (index, model) in resolved.api.models.iter().enumerate() {
        let id = ModelId(index as u32);
        let reader = Reader { api: &resolved.api, config, texts };
        let mut maker = Maker { model: id, values: &values, reader, config, policies, samples: &mut samples };
        let mut cases = maker.cases(model);
        if values.least_of(id).is_none() {
            samples.without_least.push(id);
        }
        cases.truncate(MAX_CASES);
        samples.models.push(distinct(cases));
    }
    samples
}

/// What the samples show of the docs themselves, without the samples: members that nothing tells apart.
pub fn without_cases(resolved: &Resolved, policies: &Policies) -> Samples {
    let api = &resolved.api;
    let values = Values::new(api, policies.any_texts());
    let mut samples = Samples { models: vec![Vec::new(); api.models.len()], ..Samples::default() };
    for (id, model) in (0..).map(ModelId).zip(&api.models) {
        let unions: Vec<&Union<ModelId>> = match &model.kind {
            Kind::Union(union) => vec![union],
            Kind::Struct(of) => of.fields.iter().filter_map(|field| field.ty.value.union()).collect(),
            Kind::Enum(_) | Kind::Alias(_) | Kind::Opaque(_) => continue,
        };
        if unions.is_empty() || values.least_of(id).is_none() {
            continue;
        }
        for union in unions {
            let dispatch = values.dispatch(union);
            let members = members(&values, union, &dispatch);
            samples.ambiguous.extend(members.filter_map(|(index, _, read_as)| ambiguous(id, union, index, read_as)));
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
        let read_as = values::picked(dispatch, &json);
        Some((index, json, read_as))
    })
}

/// Says so, where a member's value is not read as that member.
fn ambiguous(model: ModelId, union: &Union<ModelId>, index: usize, read_as: Option<usize>) -> Option<Ambiguous> {
    let span = union.members[index].span;
    let other = read_as.map_or(0, |other| other + 1);
    (read_as != Some(index)).then_some(Ambiguous { model, span, member: index + 1, read_as: other })
}

/// The first case of each value: a model without optional fields has one case, not two equal ones.
fn distinct(cases: Vec<Case>) -> Vec<Case> {
    let mut seen = std::collections::HashSet::new();
    cases.into_iter().filter(|case| seen.insert(case.json.to_string())).collect()
}

/// Makes the cases of one model; what gets none is noted in `samples`.
struct Maker<'a> {
    model: ModelId,
    values: &'a Values<'a>,
    reader: Reader<'a>,
    config: &'a Config,
    policies: &'a Policies,
    samples: &'a mut Samples,
}

impl Maker<'_> {
    fn cases(&mut self, model: &Model<ModelId>) -> Vec<Case> {
        match &model.kind {
            Kind::Struct(model) => match self.values.least_of(self.model) {
                Some(Value::Object(least)) => self.of_struct(model, &least),
                Some(_) | None => Vec::new(),
            },
            Kind::Enum(values) => self.of_enum(values),
            Kind::Union(union) => self.of_union(union, ""),
            Kind::Alias(ty) => {
                let cases = [("least", self.values.least(ty)), ("all", self.values.full(ty))];
                cases.into_iter().filter_map(|(name, json)| Some(Case::of(name, json?))).collect()
            }
            Kind::Opaque(_) => vec![Case::of("raw", serde_json::json!({ "raw": [1, "text", null] }))],
        }
    }

    fn of_struct(&mut self, model: &Struct<ModelId>, least: &Map<String, Value>) -> Vec<Case> {
        let mut cases = vec![Case::of("least", Value::Object(least.clone()))];
        let mut add = |name: &str, values: Vec<(&Field<ModelId>, Value)>| {
            if !values.is_empty() {
                cases.push(Case::of(name, Value::Object(with(least, values))));
            }
        };
        let each = |value: &dyn Fn(&Field<ModelId>) -> Option<Value>| -> Vec<_> {
            model.fields.iter().filter_map(|field| Some((field, value(field)?))).collect()
        };
        add("all", each(&|field| self.values.full(&field.ty.value)));
        cases.extend(self.of_presence(model, least));
        let mut add = |name: &str, values: Vec<(&Field<ModelId>, Value)>| {
            if !values.is_empty() {
                cases.push(Case::of(name, Value::Object(with(least, values))));
            }
        };
        add("integers as 3.0", each(&|field| self.values.fraction_of_zero(&field.ty.value)));
        add("unlisted values", each(&|field| self.values.unlisted(&field.ty.value)));
        cases.extend(self.unlisted_key(model, least));
        for field in &model.fields {
            if let Some(union) = field.ty.value.union() {
                for mut case in self.of_union(union, &format!("{}: ", field.json.text)) {
                    let value = values::wrap(&field.ty.value, case.json);
                    case.json = Value::Object(with(least, vec![(field, value)]));
                    cases.push(case);
                }
            }
            for (index, example) in field.examples.iter().enumerate() {
                let Some(value) = self.reader.read(&field.ty.value, &example.text) else {
                    self.samples.unfit.push(example.span);
                    continue;
                };
                if self.reader.rewrites(&field.ty.value) {
                    continue;
                }
                let number = if index == 0 { String::new() } else { format!(" {}", index + 1) };
                cases.push(Case {
                    name: format!("{}: example{number}", field.json.text),
                    json: Value::Object(with(least, vec![(field, value)])),
                    back: None,
                    span: Some(example.span),
                });
            }
        }
        cases
    }

    /// Null and nothing, wherever docs and profile allow them; with `keep`, also what does not fit.
    fn of_presence(&self, model: &Struct<ModelId>, least: &Map<String, Value>) -> Vec<Case> {
        let (mut nulls, mut after_nulls) = (least.clone(), least.clone());
        let (mut absent, mut after_absent) = (least.clone(), least.clone());
        let (mut misfits, mut after_nothing) = (least.clone(), Map::new());
        let keeps = self.policies.model(self.model).on_mismatch == OnMismatch::Keep;
        for (position, field) in model.fields.iter().enumerate() {
            let key = &field.json.text;
            let documented = self.policies.field(self.model, position).presence == Profile::Documented;
            let held = self.policies.held(self.reader.api, self.model, position, field);
            let admits_null = policy::admits_null(self.reader.api, &field.ty.value);
            let null_comes_back = admits_null || matches!(held, Held::Nullable | Held::Lenient | Held::ThreeStates);
            if keeps || null_comes_back && (!documented || values::null_is_allowed(field)) {
                nulls.insert(key.clone(), Value::Null);
                after_nulls.insert(key.clone(), Value::Null);
            } else if held == Held::Optional && !documented {
                nulls.insert(key.clone(), Value::Null);
                after_nulls.shift_remove(key);
            }
            if !matches!(held, Held::Value | Held::Nullable) {
                absent.shift_remove(key);
                after_absent.shift_remove(key);
            }
            if held == Held::Lenient {
                after_absent.insert(key.clone(), Value::Null);
                after_nothing.insert(key.clone(), Value::Null);
            }
            misfits.extend(self.values.misfit(&field.ty.value).map(|value| (key.clone(), value)));
        }
        let case = |name: &str, json: Map<String, Value>, back: Map<String, Value>| {
            let back = (back != json).then(|| Value::Object(back));
            Case { back, ..Case::of(name, Value::Object(json)) }
        };
        let mut cases = vec![case("nulls", nulls, after_nulls), case("absent", absent, after_absent)];
        if keeps {
            cases.push(Case::of("misfits", Value::Object(misfits)));
            cases.push(case("nothing", Map::new(), after_nothing));
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
        let mut json = least.clone();
        json.insert(UNLISTED_KEY.to_owned(), value);
        Some(Case::of("unlisted key", Value::Object(json)))
    }

    fn of_enum(&self, listed: &Enum) -> Vec<Case> {
        let mut cases: Vec<Case> = listed
            .values
            .iter()
            .take(MAX_VALUES)
            .map(|value| Case { span: Some(value.span), ..Case::of(value.json.to_string(), value.json.clone()) })
            .collect();
        cases.extend(values::unlisted(listed).map(|json| Case::of("unlisted value", json)));
        cases
    }

    fn of_union(&mut self, union: &Union<ModelId>, prefix: &str) -> Vec<Case> {
        let dispatch = self.values.dispatch(union);
        let mut cases = Vec::new();
        for (index, json, read_as) in members(self.values, union, &dispatch) {
            if let Some(found) = ambiguous(self.model, union, index, read_as) {
                self.samples.ambiguous.push(found);
                continue;
            }
            let name = format!("{prefix}member {}", index + 1);
            cases.push(Case { name, json, back: None, span: Some(union.members[index].span) });
        }
        let unlisted = serde_json::json!({ UNLISTED_KEY: true });
        if self.config.unknown == Unknown::Keep && values::picked(&dispatch, &unlisted).is_none() {
            cases.push(Case::of(format!("{prefix}unlisted member"), unlisted));
        }
        cases
    }
}

/// `least` with these fields instead of its own; fields stay in document order where they were in it.
fn with(least: &Map<String, Value>, fields: Vec<(&Field<ModelId>, Value)>) -> Map<String, Value> {
    let mut object = least.clone();
    for (field, value) in fields {
        object.insert(field.json.text.clone(), value);
    }
    object
}

#[cfg(test)]
mod tests;
