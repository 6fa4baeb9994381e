//! Small IRs for tests: what a page would have been read as, without the page; and what pages are read as, in short.

use std::collections::HashMap;

use crate::{
    diag::{Code, Diagnostics},
    dialect::{self, LeftOut},
    ir::{
        Api, Base, Enum, Fact, Field, JsonName, Kind, Link, Member, Model, NameEvidence, Nullable, Struct, Type, Union,
        Value,
    },
    markdown,
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
            examples: Vec::new(),
            deprecated: None,
            kind,
            span: span(file(path)),
        })
        .collect();
    (Api { models }, sources)
}

/// What a dialect makes of some pages: the models, why pages are left out, the codes of the findings.
pub fn read_all(dialect: &str, pages: &[(&str, &str)]) -> (Vec<Model<Link>>, Vec<LeftOut>, Vec<Code>) {
    let files = pages.iter().map(|(path, text)| Source {
        root: String::new(),
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    });
    let sources = Sources::new(files.collect());
    let pages = markdown::parse(&sources);
    let mut diagnostics = Diagnostics::default();
    let dialect = dialect::by_name(dialect).expect("a dialect");
    let reading = dialect::read(&pages, dialect, &mut diagnostics);
    let codes = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    (reading.api.models, reading.left_out.into_iter().map(|(_, why)| why).collect(), codes)
}

/// A type in a few letters.
pub fn short(ty: &Type<Link>) -> String {
    match ty {
        Type::Any => "any".into(),
        Type::Object => "object".into(),
        Type::String(format) => format.unwrap_or("string").into(),
        Type::Integer(format) => format.unwrap_or("integer").into(),
        Type::Number(format) => format.unwrap_or("number").into(),
        Type::Boolean => "boolean".into(),
        Type::Null => "null".into(),
        Type::List(inner) => format!("[{}]", short(inner)),
        Type::Map(inner) => format!("{{{}}}", short(inner)),
        Type::Nullable(inner) => format!("{}?", short(inner)),
        Type::Enum(values) => values.values.iter().map(|value| value.json.to_string()).collect::<Vec<_>>().join("|"),
        Type::Union(union) => members(&union.members),
        Type::Ref(link) => format!("{}@{}", link.label.join("."), link.target.as_deref().unwrap_or_default()),
    }
}

/// The types of members in a few letters.
pub fn members(members: &[Member<Link>]) -> String {
    members.iter().map(|member| short(&member.ty)).collect::<Vec<_>>().join(" or ")
}
