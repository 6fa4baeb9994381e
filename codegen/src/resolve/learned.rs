//! What the bodies of real servers show, added to what the docs say.
//!
//! In: a resolved API and the `[learned]` tables of `spec.toml`. Out: the same API with facts added: models,
//! fields, null, absence, further types and values. Nothing documented is taken away. Added facts carry where
//! they were seen; what was added inside of a type has its place in `spec.toml`, which tells it from what is
//! documented ([`Marks`]). A fact that the docs state by now, or that is about something they no longer have,
//! is an error.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::{
    config::{Beside, Learned, Listed, Seen, Wider},
    diag::{Code, Diagnostic, Diagnostics},
    ir::{
        Api, Base, Basis, Enum, Fact, Field, JsonName, Kind, Model, ModelId, NameEvidence, Nullable, Struct, Type,
        Union, Value,
    },
    source::{FileId, Sources, Span},
    spec,
};

use super::{
    address::{self, Place, Step},
    type_text,
};

mod types;

use types::{below, enums, widen};

/// Tells what was learned from what is documented.
#[derive(Debug, Clone, Copy)]
pub struct Marks(Option<FileId>);

impl Marks {
    /// What stands in the `spec.toml` of these sources was learned.
    pub fn new(sources: &Sources) -> Self {
        Self(spec::config_file(sources))
    }

    /// Whether a member, value or field was learned.
    pub fn is_learned(self, span: Span) -> bool {
        self.0 == Some(span.file)
    }
}

/// Adds everything; gives what was added to models as a whole.
pub fn apply(
    api: &mut Api<ModelId>,
    learned: &IndexMap<String, Learned>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<ModelId, Vec<String>> {
    add(api, learned, sources, diagnostics).0
}

/// A fact that nothing needs: what it is about, and its key there.
pub type Idle = (String, String);

/// The facts that would be errors.
pub fn idle(api: &Api<ModelId>, learned: &IndexMap<String, Learned>, sources: &Sources) -> Vec<Idle> {
    add(&mut api.clone(), learned, sources, &mut Diagnostics::default()).1
}

fn add(
    api: &mut Api<ModelId>,
    learned: &IndexMap<String, Learned>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> (BTreeMap<ModelId, Vec<String>>, Vec<Idle>) {
    let mut adding = Adding { api, sources, diagnostics, notes: BTreeMap::new(), idle: Vec::new() };
    let models = learned.iter().filter_map(|(title, facts)| Some((title, facts.model.as_ref()?)));
    adding.models(models.collect());
    for (subject, facts) in learned {
        if let Some(field) = &facts.field {
            adding.field(subject, field);
        }
    }
    for (subject, facts) in learned {
        adding.facts(subject, facts);
    }
    (adding.notes, adding.idle)
}

struct Adding<'a> {
    api: &'a mut Api<ModelId>,
    sources: &'a Sources,
    diagnostics: &'a mut Diagnostics,
    notes: BTreeMap<ModelId, Vec<String>>,
    idle: Vec<Idle>,
}

impl Adding<'_> {
    /// Models may lie beside each other: those that lie beside a documented one come first.
    fn models(&mut self, mut open: Vec<(&String, &Beside)>) {
        loop {
            let (ready, waiting): (Vec<_>, Vec<_>) =
                open.iter().copied().partition(|(_, at)| address::find(self.api, &at.beside).is_some());
            if ready.is_empty() {
                break;
            }
            for (title, at) in ready {
                self.model(title, at);
            }
            open = waiting;
        }
        for (title, at) in open {
            self.idle(title, &format!("there is no model `{}` for it to lie beside", at.beside), "model");
        }
    }

    fn model(&mut self, title: &str, at: &Beside) {
        let Some(beside) = address::find(self.api, &at.beside) else { return };
        let Model { namespace, span, .. } = &self.api[beside.model];
        let (namespace, span) = (namespace.clone(), *span);
        if self.api.models.iter().any(|model| model.title == title && model.namespace == namespace) {
            return self.idle(title, "the docs have a model of this name", "model");
        }
        let id = ModelId(self.api.models.len() as u32);
        self.api.models.push(Model {
            title: title.to_owned(),
            namespace,
            docs: String::new(),
            examples: Vec::new(),
            deprecated: None,
            kind: Kind::Struct(Struct { fields: Vec::new(), additional: None }),
            span,
        });
        self.note(id, format!("in {} bodies", at.seen));
    }

    fn field(&mut self, subject: &str, wanted: &Wider) {
        let Some((id, key)) = owner(self.api, subject) else {
            return self.idle(subject, "there is no such model", "field");
        };
        let Some(ty) = self.parse(subject, id, &wanted.ty) else { return };
        let span = self.span(subject);
        let fact = || Basis::Learned(format!("in {} bodies", wanted.seen).into());
        let Kind::Struct(target) = &mut self.api[id].kind else {
            return self.idle(subject, "the model is no object any more", "field");
        };
        if target.fields.iter().any(|field| field.printed == key || field.json.text == key) {
            return self.idle(subject, "the docs have this field", "field");
        }
        target.fields.push(Field {
            printed: key.to_owned(),
            json: JsonName { text: key.to_owned(), evidence: NameEvidence::Learned, sure: true },
            ty: Fact { value: ty, span, basis: fact() },
            required: Fact { value: false, span, basis: fact() },
            nullable: Fact { value: Nullable::No, span, basis: fact() },
            default: None,
            docs: String::new(),
            examples: Vec::new(),
            deprecated: None,
            read_only: false,
            span,
        });
    }

    fn facts(&mut self, subject: &str, facts: &Learned) {
        let Learned { model: _, field: _, json, nullable, optional, types, values } = facts;
        if json.is_none() && nullable.is_none() && optional.is_none() && types.is_empty() && values.is_empty() {
            return;
        }
        let Some(place) = address::find(self.api, subject) else {
            let nearest = address::nearest(self.api, subject);
            let nearest = nearest.map(|nearest| format!("; the nearest is `{nearest}`")).unwrap_or_default();
            return self.unused(subject, &format!("there is no such model or field{nearest}"), "remove the table");
        };
        if let Some(named) = json {
            self.named(subject, &place, &named.name);
        }
        for wanted in types {
            self.wider(subject, &place, wanted);
        }
        for wanted in values {
            self.listed(subject, &place, wanted);
        }
        if let Some(seen) = nullable {
            self.nullable(subject, &place, &seen_in(seen));
        }
        if let Some(seen) = optional {
            let span = self.span(subject);
            match self.whole_field(&place) {
                Some(field) if field.required.value => {
                    let basis = Basis::Learned(format!("absent in {}", seen_in(seen)).into());
                    field.required = Fact { value: false, span, basis };
                }
                Some(_) => self.idle(subject, "the docs say that it may be absent", "optional"),
                None => self.idle(subject, "only a field can be absent", "optional"),
            }
        }
    }

    fn named(&mut self, subject: &str, place: &Place, name: &str) {
        let Kind::Struct(target) = &mut self.api[place.model].kind else {
            return self.idle(subject, "only a field has a JSON name", "json");
        };
        if target.fields.iter().any(|field| field.json.text == name) {
            return self.idle(subject, &format!("the docs have a field that is `{name}` in JSON"), "json");
        }
        match place.field.filter(|_| place.steps.is_empty()).and_then(|at| target.fields.get_mut(at)) {
            Some(field) => {
                field.json = JsonName { text: name.to_owned(), evidence: NameEvidence::Learned, sure: true };
            }
            None => self.idle(subject, "only a field has a JSON name", "json"),
        }
    }

    fn whole_field(&mut self, place: &Place) -> Option<&mut Field<ModelId>> {
        place.field.filter(|_| place.steps.is_empty()).and_then(|at| field_at(self.api, place.model, at))
    }

    fn nullable(&mut self, subject: &str, place: &Place, seen: &str) {
        let span = self.span(subject);
        let what = format!("null in {seen}");
        if let Some(field) = self.whole_field(place) {
            if field.nullable.value == Nullable::Yes {
                return self.idle(subject, "the docs say that it may be null", "nullable");
            }
            field.nullable = Fact { value: Nullable::Yes, span, basis: Basis::Learned(what.into()) };
            return;
        }
        let changed = self.change(place, |ty| {
            let idle = matches!(ty, Type::Nullable(_) | Type::Any | Type::Null);
            if !idle {
                *ty = Type::Nullable(Box::new(std::mem::replace(ty, Type::Any)));
            }
            !idle
        });
        self.settle(subject, place, changed, what, "nullable", "the docs say that it may be null");
    }

    fn wider(&mut self, subject: &str, place: &Place, wanted: &Wider) {
        let Some(ty) = self.parse(subject, place.model, &wanted.ty) else { return };
        let span = self.span(subject);
        let documented = self.documented_at(place);
        let changed = self.change(place, |known| widen(known, ty, documented, span));
        let what = format!("`{}` in {} bodies", wanted.ty.replace('`', "'"), wanted.seen);
        self.settle(subject, place, changed, what, "types", &format!("the docs say that it may be `{}`", wanted.ty));
    }

    fn listed(&mut self, subject: &str, place: &Place, wanted: &Listed) {
        let docs = format!("Observed, not documented: in {} bodies.", wanted.seen);
        let value = Value { json: wanted.value.clone(), name: None, docs, span: self.span(subject) };
        let fits = |base: Base| match base {
            Base::String => wanted.value.is_string(),
            Base::Integer => wanted.value.is_i64(),
            Base::Number => wanted.value.is_number(),
            Base::Boolean => wanted.value.is_boolean(),
        };
        let push = |values: &mut Enum| {
            let idle = !fits(values.base) || values.values.iter().any(|known| known.json == value.json);
            if !idle {
                values.values.push(value.clone());
            }
            !idle
        };
        let model = &mut self.api[place.model];
        let changed = match &mut model.kind {
            Kind::Enum(values) if place.field.is_none() && place.steps.is_empty() => Some(push(values)),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => {
                self.change(place, |ty| enums(ty, 0).is_some_and(push))
            }
        };
        let why = format!("the docs list `{}`, or list no values there", wanted.value);
        self.settle(subject, place, changed, format!("a further value in {} bodies", wanted.seen), "values", &why);
    }

    /// Notes what was changed, or that nothing was.
    fn settle(&mut self, subject: &str, place: &Place, changed: Option<bool>, what: String, key: &str, idle: &str) {
        match changed {
            None => self.idle(subject, "the docs have no such list, map or union any more", key),
            Some(false) => self.idle(subject, idle, key),
            Some(true) => match place.field.and_then(|at| field_at(self.api, place.model, at)) {
                Some(field) => match &mut field.ty.basis {
                    Basis::Learned(known) => *known = format!("{known}, {what}").into(),
                    Basis::Stated | Basis::Inferred(_) | Basis::Overridden(_) => {
                        field.ty.basis = Basis::Learned(what.into());
                    }
                },
                None => self.note(place.model, what),
            },
        }
    }

    /// Changes the type at a place; `None` where there is none.
    fn change(&mut self, place: &Place, change: impl FnOnce(&mut Type<ModelId>) -> bool) -> Option<bool> {
        let model = &mut self.api[place.model];
        match (&mut model.kind, place.field) {
            (Kind::Struct(target), Some(at)) => {
                below(&mut target.fields.get_mut(at)?.ty.value, &place.steps, 0).map(change)
            }
            (Kind::Struct(target), None) => match place.steps.split_first()? {
                (Step::Value, rest) => below(target.additional.as_mut()?, rest, 0).map(change),
                (Step::Element, _) => None,
            },
            (Kind::Alias(ty), None) => below(ty, &place.steps, 0).map(change),
            (Kind::Union(union), None) => {
                // A union model is changed as the type that it is.
                let whole =
                    Union { members: std::mem::take(&mut union.members), discriminator: union.discriminator.take() };
                let mut ty = Type::Union(Box::new(whole));
                let changed = below(&mut ty, &place.steps, 0).map(change);
                match ty {
                    Type::Union(whole) => *union = *whole,
                    ty => model.kind = Kind::Alias(ty),
                }
                changed
            }
            // The docs say nothing of the model: what was seen is all that is known, and the rest stays raw JSON.
            (Kind::Opaque(_), None) if place.steps.is_empty() => {
                let mut ty = Type::Union(Box::new(Union { members: Vec::new(), discriminator: None }));
                match (change(&mut ty), ty) {
                    (true, Type::Union(union)) => model.kind = Kind::Union(*union),
                    (true, _) | (false, _) => return Some(false),
                }
                Some(true)
            }
            (Kind::Enum(_) | Kind::Opaque(_), None)
            | (Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_), Some(_)) => None,
        }
    }

    /// Where what is documented at a place stands.
    fn documented_at(&self, place: &Place) -> Span {
        let model = &self.api[place.model];
        match (&model.kind, place.field) {
            (Kind::Struct(target), Some(at)) => target.fields.get(at).map_or(model.span, |field| field.span),
            (Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_), _) => model.span,
        }
    }

    fn parse(&mut self, subject: &str, from: ModelId, text: &str) -> Option<Type<ModelId>> {
        let ty = type_text::parse(text, self.api, &self.api[from].namespace, self.span(subject));
        if ty.is_none() {
            self.unused(subject, &format!("`{text}` is no type"), type_text::HELP);
        }
        ty
    }

    fn note(&mut self, id: ModelId, what: String) {
        self.notes.entry(id).or_default().push(what);
    }

    fn span(&self, subject: &str) -> Span {
        let Some(file) = spec::config_file(self.sources) else {
            return self.api.models.first().map_or(Span { file: FileId(0), start: 0, end: 0 }, |model| model.span);
        };
        let text = &self.sources.get(file).text;
        let headers = [format!("[learned.\"{subject}\"]"), format!("[learned.{subject}]")];
        let header = headers.iter().find_map(|header| Some(text.find(header)? + header.find(subject)?));
        let found = header.or_else(|| text.find(subject));
        let (start, end) = found.map_or((0, 0), |at| (at, at + subject.len()));
        Span { file, start: start as u32, end: end as u32 }
    }

    fn idle(&mut self, subject: &str, why: &str, key: &str) {
        self.idle.push((subject.to_owned(), key.to_owned()));
        self.unused(subject, why, &format!("remove `{key}` from the table: nothing needs it any more"));
    }

    fn unused(&mut self, subject: &str, why: &str, help: &str) {
        let message = format!("what was learned of `{subject}`: {why}");
        self.diagnostics.push(Diagnostic::new(Code::UnusedLearned, self.span(subject), message).help(help));
    }
}

/// In how many bodies, and of what, for people.
fn seen_in(seen: &Seen) -> String {
    match &seen.like {
        Some(other) => format!("{} bodies of `{}`", seen.seen, other.replace('`', "'")),
        None => format!("{} bodies", seen.seen),
    }
}

/// The model that a field would be added to, and the field's name.
fn owner<'s>(api: &Api<ModelId>, subject: &'s str) -> Option<(ModelId, &'s str)> {
    // The longest title: what is left is the name, which may hold dots as titles may.
    let dots = subject.char_indices().rev().filter(|(_, c)| *c == '.');
    dots.filter_map(|(at, _)| {
        let place = address::find(api, &subject[..at])?;
        (place.field.is_none() && place.steps.is_empty()).then_some((place.model, &subject[at + 1..]))
    })
    .next()
}

fn field_at(api: &mut Api<ModelId>, model: ModelId, at: usize) -> Option<&mut Field<ModelId>> {
    match &mut api[model].kind {
        Kind::Struct(target) => target.fields.get_mut(at),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
    }
}

#[cfg(test)]
mod tests;
