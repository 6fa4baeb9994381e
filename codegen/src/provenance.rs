//! Which page and line an item of the generated crate comes from.
//!
//! In: an API as it was understood, and where its types have gone. Out: [`Provenance`]. It is made on
//! demand from the pages and stands in no generated file: a line that is added on a page would otherwise
//! change all that stand for the lines below it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    ir::{Api, Enum, Kind, ModelId, Type, Union},
    rust::Place,
    source::{Sources, Span},
};

/// Where the items of a crate come from, by path: `friendli::ChatCompletion`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Provenance {
    models: BTreeMap<String, Origin>,
}

/// Where a model comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// Its page, as people can open it.
    pub page: String,
    /// The line of its title.
    pub line: usize,
    /// The lines of its fields by their JSON names, of its values as JSON, of its members by their position
    /// from 1.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub members: BTreeMap<String, usize>,
}

impl Provenance {
    /// Adds the models of an API. `places` says where each has gone.
    pub fn add(&mut self, api: &Api<ModelId>, places: &[Place], sources: &Sources) {
        for (model, place) in api.models.iter().zip(places) {
            let line = |span: Span| sources.line_column(span).line;
            let mut origin =
                Origin { page: sources.shown(model.span.file), line: line(model.span), members: BTreeMap::new() };
            match &model.kind {
                Kind::Struct(object) => {
                    for field in &object.fields {
                        origin.members.insert(field.json.text.clone(), line(field.span));
                        // Values that are written in a field may have rows of their own.
                        field.ty.value.each(&mut |ty| {
                            if let Type::Enum(values) = ty {
                                origin.add_values(values, &line);
                            }
                        });
                    }
                }
                Kind::Enum(values) => origin.add_values(values, &line),
                Kind::Union(union) => origin.add_members(union, &line),
                Kind::Alias(Type::Enum(values)) => origin.add_values(values, &line),
                Kind::Alias(Type::Union(union)) => origin.add_members(union, &line),
                Kind::Alias(_) | Kind::Opaque(_) => {}
            }
            self.models.insert(place.path.join("::"), origin);
        }
    }

    /// The page of a model, and the line of the first of `members` that the page shows, else of its title.
    pub fn place(&self, model: &str, members: &[&str]) -> Option<(String, usize)> {
        let origin = self.models.get(model)?;
        let line = members.iter().find_map(|member| origin.members.get(*member));
        Some((origin.page.clone(), *line.unwrap_or(&origin.line)))
    }

    /// Every model by path.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Origin)> {
        self.models.iter()
    }
}

impl Origin {
    fn add_values(&mut self, values: &Enum, line: &impl Fn(Span) -> usize) {
        for value in &values.values {
            self.members.entry(value.json.to_string()).or_insert_with(|| line(value.span));
        }
    }

    fn add_members(&mut self, union: &Union<ModelId>, line: &impl Fn(Span) -> usize) {
        for (position, member) in (1..).zip(&union.members) {
            self.members.entry(position.to_string()).or_insert_with(|| line(member.span));
        }
    }
}
