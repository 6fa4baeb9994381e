//! From what the gate found to the page, line and field that it is about.
//!
//! In: a [`Fault`]. Out: a [`Diagnostic`] at the row of the field that the JSON path, or the line of the
//! generated file, leads to.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::Value;

use super::Fault;
use crate::{
    diag::{Code, Diagnostic},
    diff::read,
    ir::{Api, Field, Kind, ModelId, Struct, Type, Union},
};

/// How many names for a type are followed.
const MAX_DEPTH: usize = 64;

/// Which files of one API are of which model.
#[derive(Debug)]
pub struct Known<'a> {
    /// The models.
    pub api: &'a Api<ModelId>,
    /// What was generated.
    pub files: &'a BTreeMap<String, String>,
    /// Types, by path from the crate.
    pub paths: BTreeMap<String, ModelId>,
    /// Generated Rust, by path below the crate's folder.
    pub sources: BTreeMap<String, ModelId>,
}

impl Known<'_> {
    /// What a fault is about; `None` where it is not of this API.
    pub fn explain(&self, fault: &Fault) -> Option<Diagnostic> {
        match fault {
            Fault::DoesNotCompile { file, line, message } => {
                let subject = read::of_line(self.files, file, *line).unwrap_or_default();
                let model = self.model(*self.paths.get(&subject.model).or_else(|| self.sources.get(file))?);
                let fields = match &model.kind {
                    Kind::Struct(of) => of.fields.as_slice(),
                    Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => &[],
                };
                let names = [&subject.member, &subject.field];
                let field = fields.iter().find(|field| names.contains(&&field.json.text));
                let about = match field {
                    Some(field) => format!("`{}`, field `{}`", model.title, field.printed),
                    None => format!("`{}`", model.title),
                };
                Some(
                    Diagnostic::new(
                        Code::GateFailed,
                        field.map_or(model.span, |field| field.span),
                        format!("{about}: what is generated does not compile: {message}"),
                    )
                    .help("this is a fault of fieldmark's; `--no-verify` writes the crate all the same, to look at it"),
                )
            }
            Fault::DoesNotComeBack { model, case, path, what } => {
                let id = *self.paths.get(model)?;
                let model = self.model(id);
                let field = self.field_of(id, path, 0);
                let about = match field {
                    Some(field) => format!("`{}`, field `{}`", model.title, field.printed),
                    None => format!("`{}`", model.title),
                };
                Some(
                    Diagnostic::new(
                        Code::GateFailed,
                        field.map_or(model.span, |field| field.span),
                        format!("{about}: in the sample \"{case}\", {} {what}", shown(path)),
                    )
                    .help(
                        "if the page is wrong, correct it or override the field in spec.toml; \
                         `--no-verify` writes the crate all the same",
                    ),
                )
            }
            Fault::Crashed(_) => None,
        }
    }

    fn model(&self, id: ModelId) -> &crate::ir::Model<ModelId> {
        &self.api[id]
    }

    /// The deepest field that a path leads to.
    fn field_of(&self, id: ModelId, path: &[Value], depth: usize) -> Option<&Field<ModelId>> {
        if depth > MAX_DEPTH {
            return None;
        }
        match &self.model(id).kind {
            Kind::Struct(model) => self.field_in(model, path, depth),
            Kind::Union(union) => self.field_in_member(union, path, depth),
            Kind::Alias(ty) => self.field_below(ty, path, depth),
            Kind::Enum(_) | Kind::Opaque(_) => None,
        }
    }

    fn field_in<'a>(&'a self, model: &'a Struct<ModelId>, path: &[Value], depth: usize) -> Option<&'a Field<ModelId>> {
        let (step, rest) = path.split_first()?;
        let field = model.fields.iter().find(|field| *step == field.json.text.as_str())?;
        Some(self.field_below(&field.ty.value, rest, depth).unwrap_or(field))
    }

    /// Which member it was is not known: the first one that has such a field.
    fn field_in_member<'a>(
        &'a self,
        union: &'a Union<ModelId>,
        path: &[Value],
        depth: usize,
    ) -> Option<&'a Field<ModelId>> {
        union.members.iter().find_map(|member| self.field_below(&member.ty, path, depth))
    }

    fn field_below<'a>(&'a self, ty: &'a Type<ModelId>, path: &[Value], depth: usize) -> Option<&'a Field<ModelId>> {
        match ty {
            Type::List(inner) | Type::Map(inner) => self.field_below(inner, path.get(1..)?, depth + 1),
            Type::Nullable(inner) => self.field_below(inner, path, depth + 1),
            Type::Union(union) => self.field_in_member(union, path, depth + 1),
            Type::Ref(id) => self.field_of(*id, path, depth + 1),
            Type::Any
            | Type::Object
            | Type::String(_)
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Boolean
            | Type::Null
            | Type::Enum(_) => None,
        }
    }
}

/// A path as people write it: `$.choices[0].index`.
fn shown(path: &[Value]) -> String {
    let mut out = "$".to_owned();
    for step in path {
        let _ = match step {
            Value::String(key) if key.chars().all(|c| c.is_alphanumeric() || c == '_') => write!(out, ".{key}"),
            other => write!(out, "[{other}]"),
        };
    }
    out
}

/// The path that leads to where reading stopped: serde_json says `.. at line 1 column 20`, and the text
/// is of one line.
pub(super) fn path_at(text: &str, message: &str) -> Vec<Value> {
    let column = message.rsplit_once(" column ").and_then(|(_, column)| column.parse().ok());
    let read = column.and_then(|column: usize| text.as_bytes().get(..column)).unwrap_or_default();
    let mut path: Vec<Value> = Vec::new();
    let mut string_from = None;
    let mut last_string = "";
    let mut escaped = false;
    for (at, byte) in read.iter().enumerate() {
        if let Some(from) = string_from {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    last_string = text.get(from..=at).unwrap_or_default();
                    string_from = None;
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => string_from = Some(at),
            b'{' => path.push(Value::Null),
            b'[' => path.push(0.into()),
            b'}' | b']' => drop(path.pop()),
            b':' => {
                path.pop();
                path.push(serde_json::from_str(last_string).unwrap_or_default());
            }
            b',' => match path.last_mut() {
                Some(Value::Number(position)) => *position = (position.as_u64().unwrap_or_default() + 1).into(),
                Some(key) => *key = Value::Null,
                None => {}
            },
            _ => {}
        }
    }
    // Between a brace or a comma and the next key there is no key.
    path.retain(|step| !step.is_null());
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_an_error_leads_to_its_path() {
        let text = r#"{"a":{"b, c":[1,"x\"]",3]},"d":true}"#;
        let path = |column: usize| shown(&path_at(text, &format!("invalid type at line 1 column {column}")));
        assert_eq!(path(text.find("3]").expect("there") + 1), r#"$.a["b, c"][2]"#);
        assert_eq!(path(text.find("true").expect("there") + 4), "$.d");
        assert_eq!(path(text.len()), "$");
        assert_eq!(shown(&path_at(text, "something else")), "$");
    }
}
