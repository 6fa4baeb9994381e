//! From what the bodies of real servers show to facts for `spec.toml`.
//!
//! In: an API and bodies of its models. Out: [`Facts`]: what would have to be added to the docs so that these
//! bodies are as documented. Facts are added and the bodies compared again until nothing more is to be learned:
//! what one fact makes reachable may deviate too. Of a body nothing gets into a fact but the name of the body,
//! the names of keys, and the values of enums and tags. [`mod@write`] brings facts into the text of a `spec.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use crate::{
    config::{self, Learned, Listed, Named, Wider},
    conform::{
        deviation::{About, Deviant, Deviation},
        walk::Docs,
    },
    diag::Diagnostics,
    ir::{Api, Enum, Kind, ModelId, Union},
    resolve::{
        address::{self, Place},
        learned::{self, Marks},
        unions::JsonKind,
    },
    rust::ident,
    source::Sources,
};

mod alike;
mod infer;
mod kinds;
mod names;
pub mod shape;
pub mod write;

pub use infer::Facts;
use infer::Inference;
pub use kinds::may_be;
use shape::{Property, Shape, Tally};

/// How often bodies are compared again.
const MAX_ROUNDS: usize = 12;
/// Longer values of an enum are text that somebody wrote.
const MAX_VALUE: usize = 64;

/// A body, its name and its model.
#[derive(Debug, Clone, Copy)]
pub struct Lesson<'b> {
    /// What the body is called.
    pub name: &'b str,
    /// The model that it is of.
    pub model: ModelId,
    /// The body.
    pub json: &'b Value,
}

/// Which facts are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// How many bodies must show a fact.
    pub min: usize,
    /// Only facts without which types as strict as the docs could not be read from some body. Of objects in
    /// the place of something else no models are made then.
    pub needed: bool,
    /// Also for models that no body shows, or fewer bodies do: names that are spelt so wherever bodies show them, and
    /// null and absence of the same field of models that are alike.
    pub alike: bool,
}

/// What the bodies show and the API does not say; those that cannot be of their model at all show nothing.
///
/// `sources` must have a `spec.toml`, which may be empty: learned facts have their place in it.
pub fn learn(api: &Api<ModelId>, sources: &Sources, lessons: &[Lesson<'_>], wanted: Wanted) -> Facts {
    let documented = api;
    let lessons = lessons.iter().copied().filter(|lesson| may_be(api, lesson.model, lesson.json));
    let lessons: Vec<Lesson<'_>> = lessons.collect();
    let mut api = api.clone();
    let mut all = Facts::new();
    for _ in 0..MAX_ROUNDS {
        let round = round(&api, sources, &lessons, wanted);
        let unknown = |facts: Facts| -> Facts {
            let fresh = |(at, facts)| fresh(all.get(&at), facts).map(|facts| (at, facts));
            facts.into_iter().filter_map(fresh).collect()
        };
        let mut new = unknown(round.facts);
        // What bodies show themselves comes first, however many rounds it takes.
        if new.is_empty() && wanted.alike {
            let mut like = alike::spread(documented, &api, &all, &round.shown);
            for (at, named) in names::spread(&api, &all, &round.present) {
                like.entry(at).or_default().json = Some(named);
            }
            new = unknown(like);
        }
        if new.is_empty() {
            break;
        }
        let added = new.iter().map(|(at, facts)| (at.clone(), facts.clone())).collect();
        learned::apply(&mut api, &added, sources, &mut Diagnostics::default());
        for (at, facts) in new {
            add(all.entry(at).or_default(), facts);
        }
    }
    accepted(documented, sources, all)
}

/// The facts without those that would be refused: what one of them says another one may make needless, and a key may
/// be called as a field is printed that is another key.
fn accepted(api: &Api<ModelId>, sources: &Sources, mut facts: Facts) -> Facts {
    for _ in 0..MAX_ROUNDS {
        let wanted = facts.iter().map(|(at, facts)| (at.clone(), facts.clone())).collect();
        let idle = learned::idle(api, &wanted, sources);
        if idle.is_empty() {
            break;
        }
        for (at, key) in idle {
            let Some(known) = facts.get_mut(&at) else { continue };
            match key.as_str() {
                "model" => known.model = None,
                "field" => known.field = None,
                "json" => known.json = None,
                "nullable" => known.nullable = None,
                "optional" => known.optional = None,
                "types" => known.types.clear(),
                _ => known.values.clear(),
            }
        }
        facts.retain(|_, facts| *facts != Learned::default());
    }
    facts
}

/// What is not known yet; `None` where all is.
fn fresh(known: Option<&Learned>, facts: Learned) -> Option<Learned> {
    let Some(known) = known else { return Some(facts) };
    let Learned { model, field, json, nullable, optional, mut types, mut values } = facts;
    types.retain(|wanted| known.types.iter().all(|known| known.ty != wanted.ty));
    values.retain(|wanted| known.values.iter().all(|known| known.value != wanted.value));
    let new = Learned {
        model: model.filter(|_| known.model.is_none()),
        field: field.filter(|_| known.field.is_none()),
        json: json.filter(|_| known.json.is_none()),
        nullable: nullable.filter(|_| known.nullable.is_none()),
        optional: optional.filter(|_| known.optional.is_none()),
        types,
        values,
    };
    (new != Learned::default()).then_some(new)
}

/// How many facts there are.
pub fn count(facts: &Facts) -> usize {
    let of = |facts: &Learned| {
        let Learned { model, field, json, nullable, optional, types, values } = facts;
        let single = [model.is_some(), field.is_some(), json.is_some(), nullable.is_some(), optional.is_some()];
        single.into_iter().filter(|there| *there).count() + types.len() + values.len()
    };
    facts.values().map(of).sum()
}

/// Adds facts to those of one place.
fn add(known: &mut Learned, more: Learned) {
    let Learned { model, field, json, nullable, optional, types, values } = more;
    known.model = known.model.take().or(model);
    known.field = known.field.take().or(field);
    known.json = known.json.take().or(json);
    known.nullable = known.nullable.take().or(nullable);
    known.optional = known.optional.take().or(optional);
    known.types.extend(types);
    known.values.extend(values);
}

/// What was seen at one place.
#[derive(Default)]
struct Seen<'b> {
    null: Tally,
    missing: Tally,
    types: Shape,
    /// Of a model of which the docs say nothing: what its values are.
    open: Shape,
    keys: BTreeMap<&'b str, Property>,
    values: HashMap<&'b Value, Tally>,
    /// Objects with a tag that is not listed, by the tag's property and value.
    tagged: BTreeMap<(String, &'b str), Shape>,
}

/// What one comparison of all bodies shows.
struct Round {
    facts: Facts,
    /// In how many bodies each model is.
    shown: BTreeMap<ModelId, Tally>,
    /// The fields that are there in some body.
    present: HashSet<(ModelId, usize)>,
}

fn round(api: &Api<ModelId>, sources: &Sources, lessons: &[Lesson<'_>], wanted: Wanted) -> Round {
    let docs = Docs::new(api, Marks::new(sources));
    let mut places: BTreeMap<Place, Seen<'_>> = BTreeMap::new();
    let mut shown: BTreeMap<ModelId, Tally> = BTreeMap::new();
    let mut present: HashSet<(ModelId, usize)> = HashSet::new();
    for (body, lesson) in lessons.iter().enumerate() {
        let walked = docs.walk(lesson.model, lesson.json);
        walked.models.iter().for_each(|model| shown.entry(*model).or_default().add(body));
        present.extend(&walked.fields);
        for found in walked.deviations.into_iter().filter(|found| !found.learned && (found.hard || !wanted.needed)) {
            places.entry(found.place.clone()).or_default().add(&docs, &found, body);
        }
        for (model, value) in walked.open.into_iter().filter(|_| !wanted.needed) {
            let place = Place { model, field: None, steps: Vec::new() };
            places.entry(place).or_default().open.add(value, body);
        }
    }
    let names: Vec<&str> = lessons.iter().map(|lesson| lesson.name).collect();
    let mut renamed = names::corrected(api, &mut places, &present);
    renamed.retain(|_, name| name.tally.bodies >= wanted.min);
    let bodies = |model| shown.get(&model).map_or(0, |tally| tally.bodies);
    let mut inference = Inference::new(api, &names, wanted.min);
    for (place, seen) in &places {
        if place.field.is_some() && renamed.contains_key(place) {
            continue;
        }
        seen.propose(api, place, bodies(place.model), wanted, &mut inference);
    }
    for (place, name) in renamed {
        let config::Seen { seen, example, .. } = inference.seen(name.tally, bodies(place.model));
        let named = Named { name: name.text.to_owned(), seen, example, like: None };
        inference.facts.entry(address::of_place(api, &place)).or_default().json = Some(named);
    }
    Round { facts: inference.facts, shown, present }
}

impl<'b> Seen<'b> {
    fn add(&mut self, docs: &Docs<'_>, found: &Deviation<'b>, body: usize) {
        match (found.kind, found.about, found.found) {
            (Deviant::Null, ..) => self.null.add(body),
            (Deviant::Missing, ..) => self.missing.add(body),
            (Deviant::Undocumented, About::Key(key), Some(value)) => {
                let property = self.keys.entry(key).or_default();
                property.seen.add(body);
                property.shape.add(value, body);
            }
            (Deviant::Value, About::Listed(listed), Some(value)) => self.value(listed, value, body),
            (Deviant::Member, About::Members(union, value), _) => self.member(docs, union, value, body),
            (Deviant::Type, _, Some(value)) => self.types.add(value, body),
            (Deviant::Undocumented | Deviant::Value | Deviant::Member | Deviant::Type, ..) => {}
        }
    }

    /// A value that an enum does not list. Of a constant nothing is learned: it is what tells a model from
    /// others, and types are read with another value all the same.
    fn value(&mut self, listed: &Enum, value: &'b Value, body: usize) {
        let is_long = value.as_str().is_some_and(|text| text.chars().count() > MAX_VALUE);
        if listed.values.len() < 2 || is_long {
            return;
        }
        self.values.entry(value).or_default().add(body);
    }

    /// A value of no member of a union. An object that no tag or key tells apart teaches nothing where other
    /// objects are members: the raw arm keeps it.
    fn member(&mut self, docs: &Docs<'_>, union: &'b Union<ModelId>, value: &'b Value, body: usize) {
        let dispatch = docs.dispatch(union);
        let has_objects = dispatch.arms.iter().any(|arm| arm.kind == JsonKind::Object);
        let entries = match value {
            Value::Object(entries) if has_objects => entries,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                return self.types.add(value, body);
            }
        };
        let Some(property) = dispatch.tag.clone() else { return };
        if let Some(Value::String(tag)) = entries.get(&property)
            && tag.chars().count() <= MAX_VALUE
        {
            self.tagged.entry((property, tag)).or_default().add(value, body);
        }
    }

    fn propose(&self, api: &Api<ModelId>, place: &Place, of: usize, wanted: Wanted, inference: &mut Inference<'_>) {
        let at = address::of_place(api, place);
        let min = wanted.min;
        let depth = if wanted.needed { infer::MAX_DEPTH } else { 0 };
        let title = title(api, place);
        let beside = address::of_model(api, place.model);
        let is_field = place.field.is_some();
        let mut facts = Learned::default();
        if self.null.bodies >= min && (is_field || !place.steps.is_empty()) {
            facts.nullable = Some(inference.seen(self.null, of));
        }
        if self.missing.bodies >= min {
            facts.optional = Some(inference.seen(self.missing, of));
        }
        let often = self.values.iter().filter(|(_, tally)| tally.bodies >= min);
        let mut values: Vec<(&Value, Tally)> = often.map(|(value, tally)| (*value, *tally)).collect();
        values.sort_by_cached_key(|(value, _)| value.to_string());
        for (value, tally) in values {
            let config = inference.seen(tally, of);
            facts.values.push(Listed { value: value.clone(), seen: config.seen, example: config.example });
        }
        // An object can be no wider: what it is used for can.
        let is_object = !is_field && place.steps.is_empty() && matches!(api[place.model].kind, Kind::Struct(_));
        if !is_object {
            let wider = |inference: &mut Inference<'_>, ty: String, tally: Tally| {
                let config = inference.seen(tally, of);
                Wider { ty, seen: config.seen, example: config.example }
            };
            for (ty, tally) in inference.types(&self.types, &title, &beside, of, depth) {
                if tally.bodies >= min {
                    facts.types.push(wider(inference, ty, tally));
                }
            }
            let open = inference.types(&self.open, &title, &beside, of, 0).into_iter();
            // Whole numbers that no type holds are raw JSON anyhow.
            for (ty, tally) in open.filter(|(ty, tally)| tally.bodies >= min && ty != "any") {
                facts.types.push(wider(inference, ty, tally));
            }
            for ((property, tag), shape) in &self.tagged {
                if shape.objects.bodies >= min {
                    let ty = inference.model(shape, &format!("{title}{}", ident::camel(tag)), &beside, of, 0);
                    if let Some(field) =
                        inference.facts.get_mut(&format!("{ty}.{property}")).and_then(|facts| facts.field.as_mut())
                    {
                        field.ty = Value::from(*tag).to_string();
                    }
                    facts.types.push(wider(inference, ty, shape.objects));
                }
            }
        }
        if facts != Learned::default() {
            add(inference.facts.entry(at.clone()).or_default(), facts);
        }
        for (key, property) in &self.keys {
            inference.field(&at, &title, key, property, of, 0);
        }
    }
}

/// What a model that is needed at a place would be called.
fn title(api: &Api<ModelId>, place: &Place) -> String {
    let model = &api[place.model];
    let field = match (&model.kind, place.field) {
        (Kind::Struct(target), Some(at)) => target.fields.get(at).map(|field| ident::camel(&field.json.text)),
        (Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_), _) => None,
    };
    format!("{}{}", model.title, field.unwrap_or_default())
}

#[cfg(test)]
mod tests;
