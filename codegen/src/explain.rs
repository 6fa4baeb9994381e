//! How each decision about a field was made.
//!
//! In: what a run made of an API, and a field of it. Out: text for people: the row, each fact with the place
//! that it was read from or the rule that concluded it, what `spec.toml` says instead, and the Rust that came
//! of it. Nothing is decided here.

use std::fmt::{self, Display, Write as _};

use crate::{
    config::{Codec, Profile},
    generate::{Generated, Made},
    ir::{Api, Basis, Fact, Field, Model, ModelId, Nullable, Type},
    policy::Held,
    report,
    resolve::address,
    samples::files,
    source::Span,
};

/// Longer texts of a page are cut.
const MAX_SHOWN: usize = 300;
/// How many nearest names are told.
const NEAREST: usize = 3;

/// The field called `address`: `Model.field`, with the namespace before it where a title stands twice. The
/// model is found like everywhere, the field by what the page prints or by its name in JSON.
///
/// # Errors
/// The addresses that could be meant, where it is not exactly one.
pub fn find<'a>(api: &'a Api<ModelId>, address: &str) -> Result<(ModelId, &'a Field<ModelId>), Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in address.match_indices('.') {
        let (model, name) = (&address[..at], &address[at + 1..]);
        for id in files::find(api, model) {
            let named = api[id].fields().iter();
            let named = named.filter(|field| field.printed == name || field.json.text == name);
            found.extend(named.map(|field| (id, field)));
        }
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(nearest(api, address)),
        several => {
            let shown =
                |(id, field): &(ModelId, &Field<ModelId>)| format!("{}.{}", full_title(&api[*id]), field.printed);
            Err(several.iter().map(shown).collect())
        }
    }
}

fn nearest(api: &Api<ModelId>, address: &str) -> Vec<String> {
    let known = api.models.iter().flat_map(|model| {
        model.fields().iter().map(|field| format!("{}.{}", model.title, field.printed)).collect::<Vec<_>>()
    });
    let mut near: Vec<(f64, String)> = known.map(|known| (strsim::jaro_winkler(&known, address), known)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.dedup();
    near.into_iter().take(NEAREST).map(|(_, known)| known).collect()
}

fn full_title(model: &Model<ModelId>) -> String {
    model.namespace.iter().chain([&model.title]).map(String::as_str).collect::<Vec<_>>().join(".")
}

/// Tells the story of one field of an API of this run.
pub fn field(generated: &Generated, made: &Made, id: ModelId, field: &Field<ModelId>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let model = &made.understood.resolved.api[id];
    let _ = Story { generated, made, model, id, field }.write(&mut out);
    out
}

struct Story<'a> {
    generated: &'a Generated,
    made: &'a Made,
    model: &'a Model<ModelId>,
    id: ModelId,
    field: &'a Field<ModelId>,
}

impl Story<'_> {
    fn write(&self, out: &mut String) -> fmt::Result {
        let Self { made, model, field, .. } = self;
        writeln!(out, "{}::{}.{}\n", made.spec.name, full_title(model), field.printed)?;
        self.line(out, "row", &self.place(field.span))?;
        for line in self.shown(field.span).lines() {
            self.line(out, "", &line)?;
        }
        self.write_name(out)?;
        let printed = self.shown(field.ty.span);
        let ty = in_words(&field.ty.value, &made.understood.resolved.api);
        self.fact(out, "type", &format!("`{}`, read as {ty}", one_line(&printed)), &field.ty)?;
        if let Type::Enum(values) = &field.ty.value
            && let Some(sentence) = &values.inferred
        {
            let place = self.place(sentence.span);
            self.line(out, "", &format!("only a sentence lists them, at {place}: {}", one_line(&sentence.text)))?;
        }
        self.fact(out, "required", if field.required.value { "yes" } else { "no" }, &field.required)?;
        let nullable = match field.nullable.value {
            Nullable::Yes => "yes",
            Nullable::No => "no",
            Nullable::Unknown => "not known: pages of this kind cannot say it",
        };
        match field.nullable.value {
            // There is no place that says nothing.
            Nullable::Unknown => self.line(out, "nullable", &nullable)?,
            Nullable::Yes | Nullable::No => self.fact(out, "nullable", nullable, &field.nullable)?,
        }
        if let Some(default) = &field.default {
            self.fact(out, "default", &format!("{}; only told in the docs of the field", default.value), default)?;
        }
        if field.read_only {
            self.line(out, "read-only", &"yes: only told in the docs of the field")?;
        }
        if let Some(deprecated) = &field.deprecated {
            self.line(out, "deprecated", &deprecated.reason.as_deref().unwrap_or("yes"))?;
        }
        self.write_override(out)?;
        self.write_rust(out)
    }

    fn write_name(&self, out: &mut String) -> fmt::Result {
        let json = &self.field.json;
        let sure = if json.sure { "" } else { ", a guess: state it in spec.toml if it is wrong" };
        self.line(out, "JSON name", &format!("`{}`, by: {}{sure}", json.text, report::found_by(json.evidence)))?;
        let names = &self.made.understood.names;
        if !json.sure && !names.votes.is_empty() {
            let votes: Vec<_> = names.votes.iter().map(|(case, count)| format!("{} {count}", case.as_str())).collect();
            self.line(out, "", &format!("spellings in the pages vote {}", votes.join(", ")))?;
        }
        Ok(())
    }

    fn write_override(&self, out: &mut String) -> fmt::Result {
        let given = self.made.spec.config.overrides.iter().find(|(subject, _)| self.is_field(subject));
        match given {
            Some((subject, given)) => {
                self.line(out, "override", &format!("[override.\"{subject}\"] in spec.toml: {}", given.reason))
            }
            None => {
                let model = address::of_model(&self.made.understood.resolved.api, self.id);
                let address = format!("{model}.{}", self.field.printed);
                self.line(out, "override", &format!("none; one would be [override.\"{address}\"] in spec.toml"))
            }
        }
    }

    /// Whether a subject of `spec.toml` is the field.
    fn is_field(&self, subject: &str) -> bool {
        let found = address::field(&self.made.understood.resolved.api, subject);
        found.is_some_and(|(model, at)| model == self.id && std::ptr::eq(&self.model.fields()[at], self.field))
    }

    fn write_rust(&self, out: &mut String) -> fmt::Result {
        let (spec, understood) = (&self.made.spec, &self.made.understood);
        let place = self.made.place(self.id);
        self.line(out, "Rust", &format!("{} in {}", place.path.join("::"), place.file))?;
        // Fields are in the order of the page.
        let Some(position) = self.model.fields().iter().position(|field| std::ptr::eq(field, self.field)) else {
            return Ok(());
        };
        let text = self.generated.output.files().get(&place.file);
        for line in text.and_then(|text| printed(text, place.path.last()?, position)).iter().flatten() {
            self.line(out, "", line)?;
        }
        let held = understood.policies.held(&understood.resolved.api, self.id, position, self.field);
        self.line(out, "presence", &presence(held))?;
        let profile = match understood.policies.field(self.id, position).presence {
            Profile::Documented => "documented",
            Profile::Tolerant => "tolerant",
            Profile::Exact => "exact",
        };
        let is_model = |subject: &str| address::model(&understood.resolved.api, subject) == Some(self.id);
        let narrowed = spec.config.policy.keys().filter(|subject| is_model(subject) || self.is_field(subject));
        let narrowed: Vec<String> = narrowed.map(|subject| format!("[policy.\"{subject}\"]")).collect();
        let by = if narrowed.is_empty() { "for all of the API".to_owned() } else { narrowed.join(", ") };
        self.line(out, "", &format!("by the profile `{profile}`, {by}"))?;
        let derived = spec.config.codec == Codec::Derive;
        self.line(out, "codec", &if derived { "stock serde, by the attributes above" } else { "by the type's table" })
    }

    fn fact<T>(&self, out: &mut String, label: &str, value: &str, fact: &Fact<T>) -> fmt::Result {
        self.line(out, label, &value)?;
        let place = self.place(fact.span);
        match &fact.basis {
            Basis::Stated => self.line(out, "", &format!("stated at {place}")),
            Basis::Inferred(rule) => self.line(out, "", &format!("concluded at {place}: {rule}")),
            Basis::Overridden(reason) => self.line(out, "", &format!("spec.toml says so: {reason}")),
            Basis::Learned(seen) => self.line(out, "", &format!("observed, not documented: {seen}")),
        }
    }

    fn line(&self, out: &mut String, label: &str, text: &dyn Display) -> fmt::Result {
        writeln!(out, "{}", format!("{label:<12}{text}").trim_end())
    }

    fn place(&self, span: Span) -> String {
        self.made.spec.sources.place(span)
    }

    fn shown(&self, span: Span) -> String {
        let text = self.made.spec.sources.text(span).trim();
        match text.char_indices().nth(MAX_SHOWN) {
            Some((end, _)) => format!("{}..", &text[..end]),
            None => text.to_owned(),
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches('`').to_owned()
}

/// A type as `spec.toml` would write it, as far as it can.
fn in_words(ty: &Type<ModelId>, api: &Api<ModelId>) -> String {
    let with = |name: &str, format: &Option<&str>| match format {
        Some(format) => format!("{name} ({format})"),
        None => name.to_owned(),
    };
    match ty {
        Type::Any => "any".to_owned(),
        Type::Object => "object".to_owned(),
        Type::String(format) => with("string", format),
        Type::Integer(format) => with("integer", format),
        Type::Number(format) => with("number", format),
        Type::Boolean => "boolean".to_owned(),
        Type::Null => "null".to_owned(),
        Type::List(item) => format!("[{}]", in_words(item, api)),
        Type::Map(value) => format!("{{{}}}", in_words(value, api)),
        Type::Nullable(inner) => format!("{} or null", in_words(inner, api)),
        Type::Enum(values) => {
            let values: Vec<String> = values.values.iter().map(|value| value.json.to_string()).collect();
            format!("one of the values {}", values.join(", "))
        }
        Type::Union(union) => {
            let members: Vec<String> = union.members.iter().map(|member| in_words(&member.ty, api)).collect();
            format!("one of {}", members.join(", "))
        }
        Type::Ref(id) => full_title(&api[*id]),
    }
}

/// What may stand in the field's place.
fn presence(held: Held) -> &'static str {
    match held {
        Held::Value => "a value, always: a body without it does not read",
        Held::Nullable => "a value or null, always: `None` is null",
        Held::Optional => "a value or nothing: `None` is not written",
        Held::Lenient => "a value or nothing, though the docs require it: `None` is written as null",
        Held::ThreeStates => "absent, null or a value: three things, each written as it came",
    }
}

/// The lines of a field as it stands in a generated file, without its documentation.
fn printed(text: &str, ident: &str, position: usize) -> Option<Vec<String>> {
    let file = syn::parse_file(text).ok()?;
    let mut object = file.items.into_iter().find_map(|item| match item {
        syn::Item::Struct(object) if object.ident == ident => Some(object),
        _ => None,
    })?;
    let syn::Fields::Named(fields) = &mut object.fields else { return None };
    let mut field = fields.named.iter().nth(position)?.clone();
    field.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    fields.named = std::iter::once(field).collect();
    object.attrs.clear();
    let items = vec![syn::Item::Struct(object)];
    let text = prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items });
    let lines: Vec<&str> = text.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    // Between the braces.
    Some(lines.get(1..lines.len().saturating_sub(1))?.iter().map(|line| (*line).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{api, field, object};

    #[test]
    fn a_title_as_it_is_printed_wins_over_one_that_reads_alike() {
        let cat = || object(vec![field("name", Type::String(None))]);
        let api = api(vec![("Cat.md", cat()), ("cat.md", cat()), ("zoo/Dog.md", cat()), ("zoo/DOG.md", cat())]).0;
        let found = |address: &str| find(&api, address).map(|(id, _)| id.0);
        assert_eq!(["Cat.name", "cat.name", "zoo.Dog.name", "DOG.name"].map(found), [Ok(0), Ok(1), Ok(2), Ok(3)]);
        assert_eq!(found("CAT.name"), Err(vec!["Cat.name".to_owned(), "cat.name".to_owned()]));
    }
}
