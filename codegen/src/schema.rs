//! What was understood, as an OpenAPI 3.1 document.
//!
//! In: [`Resolved`]. Out: `components.schemas` in JSON Schema 2020-12. Documented facts, plus what
//! overrides and learned facts add, marked `x-fieldmark-override` and `x-fieldmark-learned`; what the docs
//! cannot say is listed in `x-fieldmark-unknown`, how a JSON name was found stands in `x-fieldmark-name`.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
};

use indexmap::{IndexMap, IndexSet};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::{
    ir::{Api, Base, Basis, Enum, Field, Kind, ModelId, NameEvidence, Nullable, Struct, Type, Union},
    resolve::{Resolved, unions},
    samples,
};

/// The document of one API. Written by serde or [`Display`](fmt::Display), one schema after the other: all of them at
/// once would take several times the memory of the models.
pub fn document<'a>(resolved: &'a Resolved, title: &'a str) -> Document<'a> {
    let (api, learned) = (&resolved.api, &resolved.learned);
    let schemas = Schemas(Writer { api, learned, names: names(api), tags: tags(api) });
    let info = Info { title, version: "0.0.0" };
    Document { openapi: "3.1.1", info, paths: BTreeMap::new(), components: Components { schemas } }
}

/// What [`document`] gives.
#[derive(Serialize)]
pub struct Document<'a> {
    openapi: &'static str,
    info: Info<'a>,
    paths: BTreeMap<&'static str, Value>,
    components: Components<'a>,
}

#[derive(Serialize)]
struct Info<'a> {
    title: &'a str,
    version: &'static str,
}

#[derive(Serialize)]
struct Components<'a> {
    schemas: Schemas<'a>,
}

struct Schemas<'a>(Writer<'a>);

impl Serialize for Schemas<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The last one of a name counts.
        let by_name: IndexMap<&String, ModelId> = self.0.names.iter().zip((0..).map(ModelId)).collect();
        serializer.collect_map(by_name.iter().map(|(name, id)| (name, self.0.model(*id))))
    }
}

impl fmt::Display for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

/// The title of every model, with its namespace before it where the title stands twice. Characters
/// that a component's key must not have become `_`.
fn names(api: &Api<ModelId>) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for model in &api.models {
        *count.entry(&model.title).or_default() += 1;
    }
    let key = |text: &str| -> String {
        text.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect()
    };
    api.models
        .iter()
        .map(|model| match count[model.title.as_str()] {
            1 => key(&model.title),
            _ => key(&model
                .namespace
                .iter()
                .map(String::as_str)
                .chain([model.title.as_str()])
                .collect::<Vec<_>>()
                .join(".")),
        })
        .collect()
}

/// The properties that tell members of a union apart, as (member, property). There, the listed values
/// are the only ones: another value is another member, and `oneOf` would accept none.
fn tags(api: &Api<ModelId>) -> HashSet<(ModelId, String)> {
    let mut found = HashSet::new();
    for union in api.models.iter().flat_map(|model| model.kind.unions()) {
        if let Some(tag) = unions::dispatch(api, union).tag {
            found.extend(unions::objects(api, union).into_iter().map(|id| (id, tag.clone())));
        }
    }
    found
}

struct Writer<'a> {
    api: &'a Api<ModelId>,
    learned: &'a BTreeMap<ModelId, Vec<String>>,
    names: Vec<String>,
    tags: HashSet<(ModelId, String)>,
}

impl Writer<'_> {
    fn model(&self, id: ModelId) -> Value {
        let model = &self.api[id];
        let mut schema = match &model.kind {
            Kind::Struct(target) => self.structure(id, target),
            Kind::Enum(values) => enumeration(values),
            Kind::Union(union) => self.union(union),
            Kind::Alias(ty) => self.ty(ty),
            Kind::Opaque(_) => object([("x-fieldmark-unknown", json!(["type"]))]),
        };
        describe(&mut schema, &model.docs);
        let examples = samples::documented_values(self.api, id);
        if !examples.is_empty() {
            schema.insert("examples".into(), Value::Array(examples));
        }
        if model.deprecated.is_some() {
            schema.insert("deprecated".into(), json!(true));
        }
        if let Some(seen) = self.learned.get(&id) {
            schema.insert("x-fieldmark-learned".into(), json!({ "model": seen.join(", ") }));
        }
        Value::Object(schema)
    }

    fn structure(&self, id: ModelId, target: &Struct<ModelId>) -> Map<String, Value> {
        let properties: Map<String, Value> =
            target.fields.iter().map(|field| (field.json.text.clone(), self.field(id, field))).collect();
        let required: Vec<&str> =
            target.fields.iter().filter(|field| field.required.value).map(|field| field.json.text.as_str()).collect();
        let mut schema = object([("type", json!("object")), ("properties", Value::Object(properties))]);
        if !required.is_empty() {
            schema.insert("required".into(), json!(required));
        }
        if let Some(additional) = &target.additional {
            schema.insert("additionalProperties".into(), Value::Object(self.ty(additional)));
        }
        schema
    }

    fn field(&self, model: ModelId, field: &Field<ModelId>) -> Value {
        let mut schema = self.ty(&field.ty.value);
        if self.tags.contains(&(model, field.json.text.clone()))
            && let Some(values) = unions::listed(self.api, &field.ty.value)
        {
            // What a reference leads to has a type.
            if schema.remove("anyOf").is_some() {
                schema.insert("type".into(), json!(base(values.base)));
            }
            schema.insert("enum".into(), values.values.iter().map(|value| value.json.clone()).collect());
        }
        if field.nullable.value == Nullable::Yes {
            schema = nullable(schema);
        }
        describe(&mut schema, &field.docs);
        if let Some(default) = &field.default {
            schema.insert("default".into(), default.value.clone());
        }
        let examples = samples::documented_examples(self.api, field);
        if !examples.is_empty() {
            schema.insert("examples".into(), Value::Array(examples));
        }
        if field.deprecated.is_some() {
            schema.insert("deprecated".into(), json!(true));
        }
        if field.read_only {
            schema.insert("readOnly".into(), json!(true));
        }
        if field.nullable.value == Nullable::Unknown {
            schema.insert("x-fieldmark-unknown".into(), json!(["nullable"]));
        }
        schema.insert("x-fieldmark-name".into(), name_evidence(field));
        let bases =
            [("type", &field.ty.basis), ("required", &field.required.basis), ("nullable", &field.nullable.basis)];
        let (mut overridden, mut learned) = (Map::new(), Map::new());
        for (fact, basis) in bases {
            match basis {
                Basis::Overridden(reason) => drop(overridden.insert(fact.to_owned(), json!(reason))),
                Basis::Learned(seen) => drop(learned.insert(fact.to_owned(), json!(seen))),
                Basis::Stated | Basis::Inferred(_) => {}
            }
        }
        for (key, facts) in [("x-fieldmark-override", overridden), ("x-fieldmark-learned", learned)] {
            if !facts.is_empty() {
                schema.insert(key.into(), Value::Object(facts));
            }
        }
        Value::Object(schema)
    }

    fn union(&self, union: &Union<ModelId>) -> Map<String, Value> {
        let members: Vec<Value> = union.members.iter().map(|member| Value::Object(self.ty(&member.ty))).collect();
        let dispatch = unions::dispatch(self.api, union);
        // What is no arm's is another member once more: a value is of both.
        let has_arm = |member: usize| dispatch.arms.iter().any(|arm| arm.member == member);
        let are_apart = dispatch.arms.windows(2).all(|pair| {
            let both_tagged = pair.iter().all(|arm| matches!(arm.when, unions::When::Tag { .. }));
            pair[0].kind != pair[1].kind || both_tagged
        });
        let exclusive = are_apart && (0..union.members.len()).all(has_arm);
        let mut schema = object([(if exclusive { "oneOf" } else { "anyOf" }, Value::Array(members))]);
        let all_refs = union.members.iter().all(|member| matches!(member.ty, Type::Ref(_)));
        let documented = union.discriminator.as_ref().map(|discriminator| &discriminator.property);
        if let Some(tag) = dispatch.tag.as_ref().or(documented).filter(|_| all_refs) {
            let mut mapping = Map::new();
            for arm in &dispatch.arms {
                let unions::When::Tag { values, .. } = &arm.when else { continue };
                let Type::Ref(id) = union.members[arm.member].ty else { continue };
                for value in values.iter().filter_map(Value::as_str) {
                    mapping.insert(value.to_owned(), json!(self.reference(id)));
                }
            }
            let mut discriminator = object([("propertyName", json!(tag))]);
            if !mapping.is_empty() {
                discriminator.insert("mapping".into(), Value::Object(mapping));
            }
            schema.insert("discriminator".into(), Value::Object(discriminator));
        }
        schema
    }

    fn ty(&self, ty: &Type<ModelId>) -> Map<String, Value> {
        match ty {
            Type::Any => Map::new(),
            Type::Object => object([("type", json!("object"))]),
            Type::String(format) => scalar("string", *format),
            Type::Integer(format) => scalar("integer", *format),
            Type::Number(format) => scalar("number", *format),
            Type::Boolean => scalar("boolean", None),
            Type::Null => scalar("null", None),
            Type::List(item) => object([("type", json!("array")), ("items", Value::Object(self.ty(item)))]),
            Type::Map(value) => {
                object([("type", json!("object")), ("additionalProperties", Value::Object(self.ty(value)))])
            }
            Type::Nullable(inner) => nullable(self.ty(inner)),
            Type::Enum(values) => enumeration(values),
            Type::Union(union) => self.union(union),
            Type::Ref(id) => object([("$ref", json!(self.reference(*id)))]),
        }
    }

    fn reference(&self, id: ModelId) -> String {
        format!("#/components/schemas/{}", self.names[id.0 as usize])
    }
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn scalar(ty: &str, format: Option<&str>) -> Map<String, Value> {
    let mut schema = object([("type", json!(ty))]);
    if let Some(format) = format {
        schema.insert("format".into(), json!(format));
    }
    schema
}

/// An enum is open unless the docs say otherwise: the listed values, or any other of their type.
fn enumeration(values: &Enum) -> Map<String, Value> {
    let base = base(values.base);
    let listed: IndexSet<&Value> = values.values.iter().map(|value| &value.json).collect();
    if listed.is_empty() {
        return object([("type", json!(base)), ("x-fieldmark-unknown", json!(["enum"]))]);
    }
    let closed = object([("type", json!(base)), ("enum", json!(listed))]);
    let mut schema = match values.open {
        Some(false) => closed,
        _ if values.base == Base::Boolean => closed,
        Some(true) | None => object([("anyOf", json!([closed, { "type": base }]))]),
    };
    if values.inferred.is_some() {
        schema.insert("x-fieldmark-inferred".into(), json!(true));
    }
    schema
}

fn base(base: Base) -> &'static str {
    match base {
        Base::String => "string",
        Base::Integer => "integer",
        Base::Number => "number",
        Base::Boolean => "boolean",
    }
}

fn nullable(mut schema: Map<String, Value>) -> Map<String, Value> {
    for key in ["anyOf", "oneOf"] {
        if let Some(Value::Array(members)) = schema.get_mut(key) {
            if !members.iter().any(allows_null) {
                members.push(json!({ "type": "null" }));
            }
            return schema;
        }
    }
    if schema.is_empty() {
        return schema;
    }
    if !schema.contains_key("type") {
        return object([("anyOf", json!([schema, { "type": "null" }]))]);
    }
    if let Some(ty) = schema.get_mut("type").filter(|ty| ty.is_string()) {
        *ty = json!([ty.clone(), "null"]);
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
    schema
}

/// Whether a schema says that null is allowed; what it refers to is not looked into.
fn allows_null(schema: &Value) -> bool {
    let of =
        |key: &str| schema.get(key).and_then(Value::as_array).is_some_and(|members| members.iter().any(allows_null));
    let says = |ty: &Value| ty == "null" || ty.as_array().is_some_and(|types| types.iter().any(|ty| ty == "null"));
    schema.get("type").is_some_and(says) || of("anyOf") || of("oneOf")
}

fn describe(schema: &mut Map<String, Value>, docs: &str) {
    if !docs.is_empty() {
        schema.insert("description".into(), json!(docs));
    }
}

fn name_evidence(field: &Field<ModelId>) -> Value {
    let evidence = match field.json.evidence {
        NameEvidence::Override => "override",
        NameEvidence::Printed => "printed",
        NameEvidence::Example => "example",
        NameEvidence::OwnPage => "own-page",
        NameEvidence::OtherPage => "other-page",
        NameEvidence::Print => "print",
        NameEvidence::SingleWord => "single-word",
        NameEvidence::DominantCase => "dominant-case",
        NameEvidence::Learned => "learned",
    };
    json!({ "printed": field.printed, "evidence": evidence, "sure": field.json.sure })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        fixture::{api, field, object as fields, optional, span, union, values},
        ir::Example,
    };

    fn resolved() -> Resolved {
        let kind = |tag: &str| fields(vec![field("type", Type::Enum(Box::new(values(&[tag]))))]);
        let node = fields(vec![
            field("id", Type::Integer(Some("int64"))),
            optional("next", Type::Ref(ModelId(2))),
            optional("pet", Type::Ref(ModelId(3))),
            optional("tags", Type::List(Box::new(Type::Nullable(Box::new(Type::String(None)))))),
        ]);
        let mut models = vec![
            ("shared/Cat.md", kind("cat")),
            ("shared/Dog.md", kind("dog")),
            ("shared/Node.md", node),
            ("shared/Pet.md", Kind::Union(union(vec![Type::Ref(ModelId(0)), Type::Ref(ModelId(1))]))),
            ("other/Node.md", Kind::Enum(values(&["a", "b"]))),
        ];
        if let Kind::Struct(node) = &mut models[2].1 {
            node.fields[1].nullable.value = Nullable::Yes;
        }
        Resolved { api: api(models).0, boxed: BTreeSet::new(), learned: Default::default(), groups: Default::default() }
    }

    #[test]
    fn what_no_value_or_several_members_satisfy_is_not_written() {
        let mut resolved = resolved();
        let [cat, dog] = [0, 1].map(|at| Type::Ref(ModelId(at)));
        let pets = Type::List(Box::new(Type::Union(Box::new(union(vec![cat, dog])))));
        let or_null = Type::Nullable(Box::new(Type::Integer(None)));
        let Kind::Struct(node) = &mut resolved.api.models[2].kind else { unreachable!("a struct") };
        node.fields = vec![
            field("inner", Type::Union(Box::new(union(vec![Type::String(None), pets])))),
            field("twice", Type::Union(Box::new(union(vec![Type::String(None), Type::String(None)])))),
            field("null", Type::Union(Box::new(union(vec![Type::String(None), or_null])))),
            field("same", Type::Enum(Box::new(values(&["a", "a"])))),
        ];
        node.fields[2].nullable.value = Nullable::Yes;
        // The pages of the pets are in no union but the one inside of another.
        resolved.api.models[3].kind = Kind::Alias(Type::Any);
        let document = serde_json::to_value(document(&resolved, "test")).expect("JSON");
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["Cat"]["properties"]["type"]["enum"], json!(["cat"]), "what tells the two apart is closed");
        assert_eq!(schemas["Cat"]["properties"]["type"].get("anyOf"), None);
        let properties = &schemas["shared.Node"]["properties"];
        assert_eq!(properties["twice"]["anyOf"], json!([{ "type": "string" }, { "type": "string" }]));
        let types: Vec<_> =
            properties["null"]["oneOf"].as_array().into_iter().flatten().map(|of| &of["type"]).collect();
        assert_eq!(types, [&json!("string"), &json!(["integer", "null"])]);
        assert_eq!(properties["same"]["anyOf"][0]["enum"], json!(["a"]));
    }

    #[test]
    fn examples_are_of_their_type() {
        let mut resolved = resolved();
        let Kind::Struct(node) = &mut resolved.api.models[2].kind else { unreachable!("a struct") };
        let examples = |texts: &[&str]| {
            texts.iter().map(|text| Example { text: (*text).to_owned(), span: span(0) }).collect::<Vec<_>>()
        };
        node.fields[0].examples = examples(&["7", "seven", "null"]);
        node.fields[1].examples = examples(&["{\"id\": 1}", "null"]);
        resolved.api.models[2].examples = examples(&["{\"id\": 7}", "{\"id\": null}"]);
        let document = serde_json::to_value(document(&resolved, "test")).expect("JSON");
        let node = &document["components"]["schemas"]["shared.Node"];
        assert_eq!(node["examples"], json!([{"id": 7}]));
        let fields = &node["properties"];
        assert_eq!(fields["id"]["examples"], json!([7]));
        assert_eq!(fields["next"]["examples"], json!([{"id": 1}, null]));
        assert_eq!(fields["tags"].get("examples"), None);
    }

    fn written() -> Value {
        serde_json::to_value(document(&resolved(), "test")).expect("JSON")
    }

    #[test]
    fn every_schema_is_valid_json_schema() {
        let document = written();
        let schemas = document["components"]["schemas"].as_object().expect("schemas");
        assert_eq!(schemas.len(), 5);
        for (name, schema) in schemas {
            assert!(jsonschema::meta::is_valid(schema), "{name}: {schema:#}");
        }
        oas3::from_json(document.to_string()).expect("OpenAPI 3.1");
    }

    /// Whether a validator that knows nothing of us accepts `json` as the model `name`.
    fn accepts(name: &str, json: Value) -> bool {
        let mut schema = written();
        schema["$ref"] = json!(format!("#/components/schemas/{name}"));
        jsonschema::validator_for(&schema).expect("a schema").is_valid(&json)
    }

    #[test]
    fn documents_accept_what_the_docs_allow_and_nothing_else() {
        assert!(accepts("shared.Node", json!({"id": 1, "next": null, "tags": ["a", null], "pet": {"type": "dog"}})));
        assert!(accepts("shared.Node", json!({"id": 1, "next": {"id": 2}})));
        assert!(!accepts("shared.Node", json!({"next": null})), "id is required");
        assert!(!accepts("shared.Node", json!({"id": 1, "tags": null})), "tags is not nullable");
        assert!(accepts("other.Node", json!("c")), "enums are open");
        assert!(!accepts("other.Node", json!(1)));
    }

    #[test]
    fn a_union_with_a_tag_names_it() {
        let document = written();
        let found = &document["components"]["schemas"]["Pet"]["discriminator"];
        let expected = json!({"propertyName": "type", "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"}});
        assert_eq!(found, &expected);
        let tag = &document["components"]["schemas"]["Cat"]["properties"]["type"];
        assert_eq!((&tag["type"], &tag["enum"]), (&json!("string"), &json!(["cat"])));
    }
}
