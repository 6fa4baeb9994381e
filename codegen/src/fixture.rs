//! Small IRs for tests: what a page would have been read as, without the page.

use std::collections::HashMap;

use crate::{
    ir::{
        Api, Base, Enum, Fact, Field, JsonName, Kind, Member, Model, NameEvidence, Nullable, Struct, Type, Union, Value,
    },
    source::{FileId, Source, Sources, Span},
};

/// A place on a page.
pub fn span(file: u32) -> Span {
    Span { file: FileId(file), start: 0, end: 0 }
}

/// A required field.
pub fn field<R>(name: &str, ty: Type<R>) -> Field<R> {
    let at = span(0);
    Field {
        printed: name.to_owned(),
        json: JsonName { text: name.to_owned(), evidence: NameEvidence::Printed, sure: true },
        ty: Fact::stated(ty, at),
        required: Fact::stated(true, at),
        nullable: Fact::stated(Nullable::No, at),
        default: None,
        docs: String::new(),
        examples: Vec::new(),
        deprecated: None,
        read_only: false,
        span: at,
    }
}

/// An optional field.
pub fn optional<R>(name: &str, ty: Type<R>) -> Field<R> {
    Field { required: Fact::stated(false, span(0)), ..field(name, ty) }
}

/// An object with these fields.
pub fn object<R>(fields: Vec<Field<R>>) -> Kind<R> {
    Kind::Struct(Struct { fields, additional: None })
}

/// A string enum.
pub fn values(listed: &[&str]) -> Enum {
    let value = |text: &&str| Value { json: (*text).into(), name: None, docs: String::new(), span: span(0) };
    Enum { base: Base::String, values: listed.iter().map(value).collect(), open: None, inferred: None }
}

/// A union of these types.
pub fn union<R>(members: Vec<Type<R>>) -> Union<R> {
    let members = members.into_iter().map(|ty| Member { ty, span: span(0) }).collect();
    Union { members, discriminator: None }
}

/// Models with these paths, each titled like its file; and the sources that the paths stand for.
pub fn api<R>(models: Vec<(&str, Kind<R>)>) -> (Api<R>, Sources) {
    let page = |path: &str| Source { root: String::new(), path: path.to_owned(), text: String::new() };
    let sources = Sources::new(models.iter().map(|(path, _)| page(path)).collect());
    let files: HashMap<&str, u32> = sources.iter().map(|(id, source)| (source.path.as_str(), id.0)).collect();
    let file = |path: &str| files.get(path).copied().unwrap_or_default();
    let models = models
        .into_iter()
        .map(|(path, kind)| Model {
            title: crate::dialect::stem(path).to_owned(),
            namespace: crate::dialect::namespace(path),
            docs: String::new(),
            deprecated: None,
            kind,
            span: span(file(path)),
        })
        .collect();
    (Api { models }, sources)
}
