//! The samples of a model as a table: one line a field, one column a case.
//!
//! In: an API and its samples. Out: the text of a file each. Cases of an object differ in few fields, so
//! that a field is written once with what it is in each case; a model that another one holds is named by
//! its file and not written again. A changed field so changes one line, in its own model's file:
//!
//! ```text
//! "index": {"least":0,"all":9007199254740993},
//! "message": {"least":{"":"zoo/message.json"}}
//! ```

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::{
    ir::{Api, Kind, ModelId, Type},
    output::MARKER,
    samples::{Case, files::FOLDER},
};

/// The case that has what is required and nothing else; all others are told by how they differ from it.
const LEAST: &str = "least";
/// The key of an object that stands for the least value of the model whose file it names. Such an object
/// in a sample itself is told from it by where it stands.
const REFERENCE: &str = "";

/// How many models deep a value is looked into: aliases may stand for each other.
const MAX_DEPTH: usize = 32;

/// The samples of one model.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The fields of the least case and of those that have all of its keys; `None` where there is none.
    fields: Option<IndexMap<String, Map<String, Value>>>,
    /// Cases that are no rows of the table.
    cases: Vec<(String, Value)>,
    /// Cases in which nothing stands for anything else: people's examples.
    verbatim: Vec<(String, Value)>,
    /// What comes back of a case, where it is something else: how it differs from the least case.
    back: Vec<(String, Value)>,
    /// The same in full, where keys of the least case are not in it.
    back_verbatim: Vec<(String, Value)>,
}

/// The tables of all models. `files` says where each is going to lie, below `tests/samples`.
pub fn of_api(api: &Api<ModelId>, samples: &[Vec<Case>], files: &[String]) -> Vec<Table> {
    let least: Vec<Option<&Value>> = samples.iter().map(|cases| least_of(cases)).collect();
    let known = Known { api, least: &least, files };
    let ids = (0..).map(ModelId).take(samples.len());
    ids.zip(samples).map(|(id, cases)| known.table(id, cases)).collect()
}

fn least_of(cases: &[Case]) -> Option<&Value> {
    let least = cases.iter().find(|case| case.name == LEAST).map(|case| &case.json);
    least.filter(|json| json.is_object() && !is_like_reference(json))
}

/// What sub-values may be told by.
struct Known<'a> {
    api: &'a Api<ModelId>,
    least: &'a [Option<&'a Value>],
    files: &'a [String],
}

impl Known<'_> {
    fn table(&self, id: ModelId, cases: &[Case]) -> Table {
        let mut table = Table::default();
        let kind = &self.api[id].kind;
        let least = self.least[id.0 as usize].and_then(Value::as_object);
        if least.is_some() {
            table.fields = Some(IndexMap::new());
        }
        for case in cases {
            let whole = case.name.starts_with(FOLDER) || is_like_reference(&case.json);
            let difference = least.filter(|_| !whole).and_then(|least| self.difference(kind, least, case, &case.json));
            match (&mut table.fields, difference) {
                (Some(fields), Some(difference)) => difference.into_iter().for_each(|(key, value)| {
                    fields.entry(key).or_default().insert(case.name.clone(), value);
                }),
                (_, _) if whole => table.verbatim.push((case.name.clone(), case.json.clone())),
                (_, _) => table.cases.push((case.name.clone(), self.of_kind(kind, &case.json, MAX_DEPTH))),
            }
            let Some(back) = &case.back else { continue };
            let difference =
                least.filter(|_| !is_like_reference(back)).and_then(|least| self.difference(kind, least, case, back));
            match difference.filter(|_| case.name != LEAST) {
                Some(difference) => table.back.push((case.name.clone(), Value::Object(difference))),
                None => table.back_verbatim.push((case.name.clone(), back.clone())),
            }
        }
        table
    }

    /// How a value differs from the least one; `None` where it lacks one of its keys. Nothing differs from
    /// the least case itself: it is written in full.
    fn difference(
        &self,
        kind: &Kind<ModelId>,
        least: &Map<String, Value>,
        case: &Case,
        json: &Value,
    ) -> Option<Map<String, Value>> {
        let all = json.as_object().filter(|all| least.keys().all(|key| all.contains_key(key)))?;
        let Value::Object(mut composed) = self.of_kind(kind, json, MAX_DEPTH) else { return None };
        composed.retain(|key, _| case.name == LEAST || least.get(key) != all.get(key));
        Some(composed)
    }

    /// A value of a model, with the models in it named.
    fn of_kind(&self, kind: &Kind<ModelId>, json: &Value, depth: usize) -> Value {
        match (kind, json) {
            (Kind::Struct(model), Value::Object(object)) => {
                let of_key = |key: &String, value: &Value| {
                    let field = model.fields.iter().find(|field| field.json.text == *key);
                    let ty = field.map(|field| &field.ty.value).or(model.additional.as_ref());
                    ty.map_or_else(|| value.clone(), |ty| self.of_type(ty, value, depth))
                };
                Value::Object(object.iter().map(|(key, value)| (key.clone(), of_key(key, value))).collect())
            }
            (Kind::Alias(ty), json) => self.of_type(ty, json, depth),
            (Kind::Union(union), json) => self.of_members(union.members.iter().map(|member| &member.ty), json),
            (Kind::Struct(_) | Kind::Enum(_) | Kind::Opaque(_), json) => json.clone(),
        }
    }

    fn of_type(&self, ty: &Type<ModelId>, json: &Value, depth: usize) -> Value {
        match (ty, json) {
            (Type::Ref(id), json) if self.least[id.0 as usize] == Some(json) => {
                let file = Value::String(self.files[id.0 as usize].clone());
                Value::Object(Map::from_iter([(REFERENCE.to_owned(), file)]))
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
        let is_least = |ty: &&Type<ModelId>| matches!(ty, Type::Ref(id) if self.least[id.0 as usize] == Some(json));
        types.find(is_least).map_or_else(|| json.clone(), |ty| self.of_type(ty, json, 0))
    }
}

/// Whether anything in a value looks like what stands for another value.
fn is_like_reference(json: &Value) -> bool {
    match json {
        Value::Object(all) => all.contains_key(REFERENCE) || all.values().any(is_like_reference),
        Value::Array(all) => all.iter().any(is_like_reference),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

impl Table {
    /// The text of the file. `page` is the page that the model is from.
    pub fn text(&self, page: &str) -> String {
        let mut parts = vec![
            format!("  \"\": {}", Value::from(format!("{MARKER}; do not edit."))),
            format!("  \"page\": {}", Value::from(page)),
        ];
        if let Some(fields) = &self.fields {
            let rows = fields.iter().map(|(name, by_case)| (name.as_str(), Value::Object(by_case.clone())));
            parts.push(section("fields", rows));
        }
        let listed = [
            ("cases", &self.cases),
            ("verbatim", &self.verbatim),
            ("back", &self.back),
            ("back verbatim", &self.back_verbatim),
        ];
        for (name, cases) in listed {
            if !cases.is_empty() {
                parts.push(section(name, cases.iter().map(|(name, json)| (name.as_str(), json.clone()))));
            }
        }
        format!("{{\n{}\n}}\n", parts.join(",\n"))
    }
}

/// An object with one line an entry.
fn section<'a>(name: &str, entries: impl Iterator<Item = (&'a str, Value)>) -> String {
    let lines: Vec<String> = entries.map(|(name, json)| format!("    {}: {json}", Value::from(name))).collect();
    match lines.is_empty() {
        true => format!("  \"{name}\": {{}}"),
        false => format!("  \"{name}\": {{\n{}\n  }}", lines.join(",\n")),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::json;

    use super::*;
    use crate::fixture::{api, field, object, optional};

    fn case(name: &str, json: Value) -> Case {
        Case { name: name.to_owned(), json, back: None, span: None }
    }

    #[test]
    fn a_field_is_one_line_and_another_model_is_named() {
        let tail = object(vec![field("length", Type::Integer(None))]);
        let cat = object(vec![field("tail", Type::Ref(ModelId(1))), optional("age", Type::Integer(None))]);
        let (api, _) = api(vec![("Cat.md", cat), ("Tail.md", tail)]);
        let samples = [
            vec![
                case("least", json!({ "tail": { "length": 0 } })),
                case("all", json!({ "tail": { "length": 0 }, "age": 7 })),
                case("odd", json!({ "age": 7 })),
                case("examples/Cat/tom.json", json!({ "tail": { "length": 0 } })),
            ],
            vec![case("least", json!({ "length": 0 }))],
        ];
        let tables = of_api(&api, &samples, &["zoo/cat.json".to_owned(), "zoo/tail.json".to_owned()]);
        expect![[r#"
            {
              "": "@generated by fieldmark; do not edit.",
              "page": "zoo/Cat.md",
              "fields": {
                "tail": {"least":{"":"zoo/tail.json"}},
                "age": {"all":7}
              },
              "cases": {
                "odd": {"age":7}
              },
              "verbatim": {
                "examples/Cat/tom.json": {"tail":{"length":0}}
              }
            }
        "#]]
        .assert_eq(&tables[0].text("zoo/Cat.md"));
    }

    #[test]
    fn what_looks_like_a_reference_is_written_as_it_is() {
        let (api, _) = api(vec![("Cat.md", object(vec![field("", Type::String(None))]))]);
        let tables = of_api(&api, &[vec![case("least", json!({ "": "zoo/cat.json" }))]], &["zoo/cat.json".to_owned()]);
        assert_eq!(tables[0].fields, None);
        assert_eq!(tables[0].verbatim.len(), 1);
    }
}
