//! From what values have in common to a type, and to the models that it needs.
//!
//! In: a [`Shape`]. Out: the types as `spec.toml` writes them, each with its count; objects become models of
//! their own, whose facts are added. Objects whose keys are data (identifiers, names that people chose) are
//! maps; those that are too deep, too large or empty stay free-form.

use std::collections::{BTreeMap, HashSet};

use crate::{
    config,
    ir::{Api, ModelId},
    letters::letters,
    rust::ident,
};

use super::shape::{Property, Shape, Tally};

/// How deep models are made of models.
pub const MAX_DEPTH: usize = 5;
/// How many keys an object may have before it counts as free-form.
const MAX_KEYS: usize = 80;
/// From how many keys on an object may be a map.
const MAP_KEYS: usize = 8;

/// What was learned, by address.
pub type Facts = BTreeMap<String, config::Learned>;

/// Makes types of shapes.
pub struct Inference<'a> {
    /// The names of bodies, by position.
    pub bodies: &'a [&'a str],
    /// What is added.
    pub facts: Facts,
    /// How many bodies must show a fact.
    pub min: usize,
    /// The titles that are taken, in small letters.
    taken: HashSet<String>,
}

impl<'a> Inference<'a> {
    /// Nothing yet.
    pub fn new(api: &Api<ModelId>, bodies: &'a [&'a str], min: usize) -> Self {
        let taken = api.models.iter().map(|model| letters(&model.title)).collect();
        Self { bodies, facts: Facts::new(), min, taken }
    }

    /// A count, as it is written: `12 of 340`.
    pub fn seen(&self, tally: Tally, of: usize) -> config::Seen {
        config::Seen { seen: format!("{} of {of}", tally.bodies), example: self.example(tally), like: None }
    }

    /// The first body that shows something, without the line in it.
    fn example(&self, tally: Tally) -> String {
        self.bodies.get(tally.first).map(|name| (*name).to_owned()).unwrap_or_default()
    }

    /// The types of values, null aside. A model that one of them needs is titled `title` and lies beside
    /// `beside`.
    pub fn types(&mut self, shape: &Shape, title: &str, beside: &str, of: usize, depth: usize) -> Vec<(String, Tally)> {
        if shape.large.bodies > 0 {
            return vec![("any".to_owned(), shape.large)];
        }
        let mut types = Vec::new();
        if shape.booleans.bodies > 0 {
            types.push(("boolean".to_owned(), shape.booleans));
        }
        match (shape.integers.bodies, shape.numbers.bodies) {
            (0, 0) => {}
            (_, 0) => types.push(("integer".to_owned(), shape.integers)),
            (..) => types.push(("number".to_owned(), shape.numbers)),
        }
        if shape.strings.bodies > 0 {
            types.push(("string".to_owned(), shape.strings));
        }
        if shape.objects.bodies > 0 {
            types.push((self.object(shape, title, beside, of, depth), shape.objects));
        }
        if shape.arrays.bodies > 0 {
            // The object that stands where a list may stand too has the name already.
            let element = if shape.objects.bodies > 0 { format!("{title}Item") } else { title.to_owned() };
            let inner = shape.elements.as_deref().map(|elements| self.one(elements, &element, beside, of, depth));
            types.push((format!("[{}]", inner.as_deref().unwrap_or("any")), shape.arrays));
        }
        types
    }

    /// The type of values that lie in a list, a map or a field of their own; null as a part of it.
    fn one(&mut self, shape: &Shape, title: &str, beside: &str, of: usize, depth: usize) -> String {
        let text = self.field_type(shape, title, beside, of, depth);
        if shape.nulls.bodies > 0 && text != "any" { format!("{text} | null") } else { text }
    }

    /// The type of a field, null aside.
    pub fn field_type(&mut self, shape: &Shape, title: &str, beside: &str, of: usize, depth: usize) -> String {
        let types: Vec<String> = self.types(shape, title, beside, of, depth).into_iter().map(|(ty, _)| ty).collect();
        if types.is_empty() { "any".to_owned() } else { types.join(" | ") }
    }

    fn object(&mut self, shape: &Shape, title: &str, beside: &str, of: usize, depth: usize) -> String {
        let keys = shape.properties.len();
        if keys == 0 || depth >= MAX_DEPTH || shape.objects.bodies < self.min {
            return "object".to_owned();
        }
        if is_map(shape) {
            let values = shape.of_properties();
            return format!("{{{}}}", self.one(&values, &format!("{title}Value"), beside, of, depth + 1));
        }
        if keys > MAX_KEYS {
            return "object".to_owned();
        }
        self.model(shape, title, beside, of, depth)
    }

    /// A model of these objects; its title.
    pub fn model(&mut self, shape: &Shape, title: &str, beside: &str, of: usize, depth: usize) -> String {
        let title = self.free(title);
        let config::Seen { seen, example, .. } = self.seen(shape.objects, of);
        let model = config::Beside { beside: beside.to_owned(), seen, example };
        self.facts.entry(title.clone()).or_default().model = Some(model);
        for (key, property) in &shape.properties {
            self.field(&title, &title, key, property, shape.objects.bodies, depth + 1);
        }
        title
    }

    /// A field of the model at `address`, which is titled `title`.
    pub fn field(&mut self, address: &str, title: &str, key: &str, property: &Property, of: usize, depth: usize) {
        let at = format!("{address}.{key}");
        // Such a key would be read as another place.
        let is_ambiguous = key.is_empty() || key.ends_with("[]") || key.ends_with("{}") || self.facts.contains_key(&at);
        if is_ambiguous || property.seen.bodies < self.min {
            return;
        }
        let below = format!("{title}{}", ident::camel(key));
        let ty = self.field_type(&property.shape, &below, address, property.seen.bodies, depth);
        let config::Seen { seen, example, .. } = self.seen(property.seen, of);
        let nulls = property.shape.nulls;
        let nullable = (nulls.bodies > 0 && ty != "any").then(|| self.seen(nulls, property.seen.bodies));
        let facts = self.facts.entry(at).or_default();
        facts.field = Some(config::Wider { ty, seen, example });
        facts.nullable = nullable;
    }

    /// A title that no model has.
    fn free(&mut self, wanted: &str) -> String {
        let mut title = wanted.to_owned();
        while !self.taken.insert(letters(&title)) {
            title.push_str("Learned");
        }
        title
    }
}

/// Whether the keys of objects are data: many, most of them in few objects, and with values of one kind.
fn is_map(shape: &Shape) -> bool {
    let keys = shape.properties.len();
    let each: usize = shape.properties.values().map(|property| property.count).sum();
    let kinds = |shape: &Shape| {
        [shape.booleans, shape.integers, shape.strings, shape.arrays, shape.objects]
            .iter()
            .filter(|kind| kind.bodies > 0)
            .count()
    };
    keys >= MAP_KEYS
        && shape.object_count >= 2
        && each * 3 <= keys * shape.object_count
        && kinds(&shape.of_properties()) == 1
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::fixture::{api, object};

    fn check(values: &[Value]) -> (String, Vec<String>) {
        let api = api(vec![("Cat.md", object(vec![])), ("CatTail.md", object(vec![]))]).0;
        let mut shape = Shape::default();
        values.iter().enumerate().for_each(|(body, value)| shape.add(value, body));
        let names: Vec<String> = (0..values.len()).map(|body| format!("{body}.json")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut inference = Inference::new(&api, &names, 1);
        let ty = inference.field_type(&shape, "CatTail", "Cat", values.len(), 0);
        let facts = inference.facts.iter().map(|(at, facts)| match (&facts.model, &facts.field) {
            (Some(model), _) => format!("{at} beside {}", model.beside),
            (_, Some(field)) => {
                format!("{at}: {} {}{}", field.ty, field.seen, if facts.nullable.is_some() { " null" } else { "" })
            }
            (None, None) => at.clone(),
        });
        (ty, facts.collect())
    }

    #[test]
    fn kinds_become_types() {
        for (values, expected) in [
            (vec![json!(1), json!(null)], "integer"),
            (vec![json!(1), json!(0.5)], "number"),
            (vec![json!("a"), json!([1, null])], "string | [integer | null]"),
            (vec![json!([])], "[any]"),
            (vec![json!(null)], "any"),
            (vec![json!(u64::MAX)], "any"),
            (vec![json!({})], "object"),
        ] {
            assert_eq!(check(&values), (expected.to_owned(), vec![]), "{values:?}");
        }
    }

    #[test]
    fn objects_become_models_with_a_free_name() {
        let (ty, facts) = check(&[json!({ "a": 1, "b": { "c": "x" } }), json!({ "a": null })]);
        assert_eq!(ty, "CatTailLearned");
        assert_eq!(
            facts,
            [
                "CatTailLearned beside Cat",
                "CatTailLearned.a: integer 2 of 2 null",
                "CatTailLearned.b: CatTailLearnedB 1 of 2",
                "CatTailLearnedB beside CatTailLearned",
                "CatTailLearnedB.c: string 1 of 1",
            ]
        );
    }

    #[test]
    fn objects_whose_keys_are_data_are_maps() {
        let object = |n: usize| -> Value {
            (0..4).map(|i| (format!("id-{n}-{i}"), json!(i))).collect::<serde_json::Map<_, _>>().into()
        };
        assert_eq!(check(&[object(0), object(1), object(2), object(3)]), ("{integer}".to_owned(), vec![]));
    }
}
