//! The samples of each model as a table: one line a field, one column a case.
//!
//! In: an API and its samples. Out: the text of their file. Cases of an object differ in few fields, so
//! that a field is written once with what it is in each case; a model that another one holds is named
//! and not written again. A changed field so changes one line, in its own model's table:
//!
//! ```text
//! "index": {"least":0,"all":9007199254740993},
//! "message": {"least":{"":"zoo::Message"}}
//! ```

use indexmap::IndexMap;
use rayon::prelude::*;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{
    ir::{Api, Kind, ModelId, Type},
    output::MARKER,
    samples::{Case, Sample, Samples, files::FOLDER},
};

/// The case that has what is required and nothing else; all others are told by how they differ from it.
const LEAST: &str = "least";
/// The key of an object that stands for the least value of the model that it names. Such an object
/// in a sample itself is told from it by where it stands.
const REFERENCE: &str = "";

/// How many models deep a value is looked into: aliases may stand for each other.
const MAX_DEPTH: usize = 32;

/// What each field is in each case.
type Rows<'a> = IndexMap<String, Vec<(&'a str, Value)>, foldhash::fast::RandomState>;

/// The samples of one model: names of cases and fields, and what is said of them.
#[derive(Default)]
struct Table<'a> {
    /// The fields of the least case and of those that have all of its keys; `None` where there is none.
    fields: Option<Rows<'a>>,
    /// Cases that are no rows of the table.
    cases: Vec<(&'a str, Value)>,
    /// Cases in which nothing stands for anything else: people's examples.
    verbatim: Vec<(&'a str, Value)>,
    /// What comes back of a case, where it is something else: how it differs from the least case.
    back: Vec<(&'a str, Value)>,
    /// The same in full, where keys of the least case are not in it.
    back_verbatim: Vec<(&'a str, Value)>,
}

/// The samples of all models that have some. `names` are the paths of their types, `pages` the pages that they are
/// from.
pub fn of_api(api: &Api<ModelId>, samples: &Samples, names: &[String], pages: &[String]) -> String {
    let known = Known { api, least: &samples.least, names };
    let cases: Vec<(ModelId, &Vec<Case>)> = (0..).map(ModelId).zip(&samples.models).collect();
    let tables = cases.par_iter().filter(|(_, cases)| !cases.is_empty()).map(|&(id, cases)| {
        let at = id.0 as usize;
        known.table(id, cases).text(&names[at], &pages[at])
    });
    let header = format!("{{\n  \"\": \"{MARKER}; do not edit.\"");
    [vec![header], tables.collect(), vec!["\n}\n".to_owned()]].concat().concat()
}

/// What sub-values may be told by.
struct Known<'a> {
    api: &'a Api<ModelId>,
    least: &'a [Option<Map<String, Value>>],
    names: &'a [String],
}

impl Known<'_> {
    fn table<'c>(&self, id: ModelId, cases: &'c [Case]) -> Table<'c> {
        let mut table = Table::default();
        let kind = &self.api[id].kind;
        let raw = self.least[id.0 as usize].as_ref();
        let least = self.least(id);
        if least.is_some() {
            table.fields = Some(IndexMap::default());
        }
        for Case { name, json, back, .. } in cases {
            let is_example = name.starts_with(FOLDER);
            match (&mut table.fields, json) {
                (Some(fields), Sample::Least(with)) if !is_example && !with.iter().any(is_entry_like_reference) => {
                    // Nothing differs from the least case itself: it is written in full.
                    let keys = if name == LEAST { least.unwrap_or(with) } else { with };
                    for (key, value) in self.composed(kind, keys) {
                        fields.entry(key).or_default().push((name, value));
                    }
                }
                (_, json) => match json.whole(raw) {
                    json if is_example || is_like_reference(&json) => table.verbatim.push((name, json)),
                    json => table.cases.push((name, self.of_kind(kind, &json, MAX_DEPTH))),
                },
            }
            match back {
                Some(Sample::Least(with)) if least.is_some() && !with.iter().any(is_entry_like_reference) => {
                    table.back.push((name, Value::Object(self.composed(kind, with).collect())));
                }
                Some(back) => table.back_verbatim.push((name, back.whole(raw))),
                None => {}
            }
        }
        table
    }

    /// The value that cases of a model are told by, and by which other models name it.
    fn least(&self, id: ModelId) -> Option<&Map<String, Value>> {
        self.least[id.0 as usize].as_ref().filter(|least| !least.iter().any(is_entry_like_reference))
    }

    fn is_least(&self, id: ModelId, json: &Value) -> bool {
        json.as_object().is_some_and(|json| self.least(id) == Some(json))
    }

    /// Keys of a model and what they hold, with the models in it named.
    fn composed<'v>(
        &'v self,
        kind: &'v Kind<ModelId>,
        object: &'v Map<String, Value>,
    ) -> impl Iterator<Item = (String, Value)> + 'v {
        self.composed_below(kind, object, MAX_DEPTH)
    }

    fn composed_below<'v>(
        &'v self,
        kind: &'v Kind<ModelId>,
        object: &'v Map<String, Value>,
        depth: usize,
    ) -> impl Iterator<Item = (String, Value)> + 'v {
        object.iter().map(move |(key, value)| {
            let of_key = match kind {
                Kind::Struct(model) => {
                    let field = model.fields.iter().find(|field| field.json.text == *key);
                    field.map(|field| &field.ty.value).or(model.additional.as_ref())
                }
                Kind::Alias(Type::Map(value)) => Some(&**value),
                Kind::Alias(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Opaque(_) => None,
            };
            (key.clone(), of_key.map_or_else(|| value.clone(), |ty| self.of_type(ty, value, depth)))
        })
    }

    /// A value of a model, with the models in it named.
    fn of_kind(&self, kind: &Kind<ModelId>, json: &Value, depth: usize) -> Value {
        match (kind, json) {
            (Kind::Struct(_), Value::Object(object)) => {
                Value::Object(self.composed_below(kind, object, depth).collect())
            }
            (Kind::Alias(ty), json) => self.of_type(ty, json, depth),
            (Kind::Union(union), json) => self.of_members(union.members.iter().map(|member| &member.ty), json),
            (Kind::Struct(_) | Kind::Enum(_) | Kind::Opaque(_), json) => json.clone(),
        }
    }

    fn of_type(&self, ty: &Type<ModelId>, json: &Value, depth: usize) -> Value {
        match (ty, json) {
            (Type::Ref(id), json) if self.is_least(*id, json) => {
                let name = Value::String(self.names[id.0 as usize].clone());
                Value::Object(Map::from_iter([(REFERENCE.to_owned(), name)]))
            }
            // What is not the least value of another model is written out, but for the models in it.
            (Type::Ref(id), json) if depth > 0 && (json.is_object() || json.is_array()) => {
                self.of_kind(&self.api[*id].kind, json, depth - 1)
            }
            (Type::List(element), Value::Array(all)) => {
                all.iter().map(|one| self.of_type(element, one, depth)).collect()
            }
            (Type::Map(value), Value::Object(all)) => {
                Value::Object(all.iter().map(|(key, one)| (key.clone(), self.of_type(value, one, depth))).collect())
            }
            (Type::Nullable(inner), json) => self.of_type(inner, json, depth),
            (Type::Union(union), json) => self.of_members(union.members.iter().map(|member| &member.ty), json),
            (
                Type::Any
                | Type::Object
                | Type::String(_)
                | Type::Integer(_)
                | Type::Number(_)
                | Type::Boolean
                | Type::Null
                | Type::List(_)
                | Type::Map(_)
                | Type::Enum(_)
                | Type::Ref(_),
                json,
            ) => json.clone(),
        }
    }

    /// A value of one of these types: it is not said which, so that only what is the least value of one of
    /// them is named.
    fn of_members<'t>(&self, mut types: impl Iterator<Item = &'t Type<ModelId>>, json: &Value) -> Value {
        let is_least = |ty: &&Type<ModelId>| matches!(ty, Type::Ref(id) if self.is_least(*id, json));
        types.find(is_least).map_or_else(|| json.clone(), |ty| self.of_type(ty, json, 0))
    }
}

/// Whether anything in a value looks like what stands for another value.
fn is_like_reference(json: &Value) -> bool {
    match json {
        Value::Object(all) => all.iter().any(is_entry_like_reference),
        Value::Array(all) => all.iter().any(is_like_reference),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn is_entry_like_reference((key, value): (&String, &Value)) -> bool {
    key == REFERENCE || is_like_reference(value)
}

impl Table<'_> {
    /// The entry of the model `name` in the file. `page` is the page that it is from.
    fn text(&self, name: &str, page: &str) -> String {
        let mut text = format!(",\n  {}: {{\n    \"page\": {}", Value::from(name), Value::from(page));
        if let Some(fields) = &self.fields {
            section("fields", fields.iter().map(|(name, cases)| (name.as_str(), Row(cases))), &mut text);
        }
        let listed = [
            ("cases", &self.cases),
            ("verbatim", &self.verbatim),
            ("back", &self.back),
            ("back verbatim", &self.back_verbatim),
        ];
        for (name, cases) in listed.into_iter().filter(|(_, cases)| !cases.is_empty()) {
            section(name, cases.iter().map(|(name, json)| (*name, json)), &mut text);
        }
        text + "\n  }"
    }
}

/// What a field is in each case.
struct Row<'a>(&'a [(&'a str, Value)]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(case, value)| (case, value)))
    }
}

/// An object with one line an entry.
fn section<'a>(name: &str, entries: impl Iterator<Item = (&'a str, impl Serialize)>, text: &mut String) {
    text.extend([",\n    \"", name, "\": {"]);
    let mut between = "\n      ";
    for (name, json) in entries {
        text.extend([between, &json_of(&name), ": ", &json_of(&json)]);
        between = ",\n      ";
    }
    text.push_str(if between.starts_with(',') { "\n    }" } else { "}" });
}

/// What is made of JSON values has no other keys than text and so is JSON.
fn json_of(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::json;

    use super::*;
    use crate::fixture::{api, field, object, optional};

    fn case(name: &str, json: Sample) -> Case {
        Case { name: name.to_owned(), json, back: None, span: None }
    }

    fn object_of(json: Value) -> Map<String, Value> {
        json.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn a_field_is_one_line_and_another_model_is_named() {
        let tail = object(vec![field("length", Type::Integer(None))]);
        let cat = object(vec![field("tail", Type::Ref(ModelId(1))), optional("age", Type::Integer(None))]);
        let (api, _) = api(vec![("Cat.md", cat), ("Tail.md", tail)]);
        let least = || case("least", Sample::Least(Map::new()));
        let cat = vec![
            least(),
            case("all", Sample::Least(object_of(json!({ "age": 7 })))),
            case("odd", Sample::Whole(json!({ "age": 7 }))),
            case("examples/Cat/tom.json", Sample::Whole(json!({ "tail": { "length": 0 } }))),
        ];
        let least_values = [json!({ "tail": { "length": 0 } }), json!({ "length": 0 })].map(object_of).map(Some);
        let samples = Samples { models: vec![cat, vec![least()]], least: least_values.into(), ..Samples::default() };
        let names = ["zoo::Cat".to_owned(), "zoo::Tail".to_owned()];
        let text = of_api(&api, &samples, &names, &["zoo/Cat.md".to_owned(), "zoo/Tail.md".to_owned()]);
        expect![[r#"
            {
              "": "@generated by fieldmark; do not edit.",
              "zoo::Cat": {
                "page": "zoo/Cat.md",
                "fields": {
                  "tail": {"least":{"":"zoo::Tail"}},
                  "age": {"all":7}
                },
                "cases": {
                  "odd": {"age":7}
                },
                "verbatim": {
                  "examples/Cat/tom.json": {"tail":{"length":0}}
                }
              },
              "zoo::Tail": {
                "page": "zoo/Tail.md",
                "fields": {
                  "length": {"least":0}
                }
              }
            }
        "#]]
        .assert_eq(&text);
    }

    #[test]
    fn what_looks_like_a_reference_is_written_as_it_is() {
        let (api, _) = api(vec![("Cat.md", object(vec![field("", Type::String(None))]))]);
        let least = vec![Some(object_of(json!({ "": "zoo::Cat" })))];
        let models = vec![vec![case("least", Sample::Least(Map::new()))]];
        let samples = Samples { models, least, ..Samples::default() };
        let text = of_api(&api, &samples, &["zoo::Cat".to_owned()], &["zoo/Cat.md".to_owned()]);
        expect![[r#"
            {
              "": "@generated by fieldmark; do not edit.",
              "zoo::Cat": {
                "page": "zoo/Cat.md",
                "verbatim": {
                  "least": {"":"zoo::Cat"}
                }
              }
            }
        "#]]
        .assert_eq(&text);
    }
}
