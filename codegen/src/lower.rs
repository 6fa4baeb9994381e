//! From what an API is to the Rust that says it: every decision about Rust is made here.
//!
//! In: [`Resolved`]. Out: [`Api`]: legal names, one file a page, presence and nullability as types,
//! descriptions as rustdoc, and for every type what its codec has to know of the wire. Nothing here
//! spells Rust; nothing after this decides anything.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;
use rayon::prelude::*;

use crate::{
    config::{Config, OnMismatch},
    diag::{Code, Diagnostic, Diagnostics},
    ir::{self, Kind, ModelId},
    limits::MAX_NAME,
    policy::Policies,
    resolve::Resolved,
    rust::{Alias, Api, Docs, File, Item, Module, Needed, Newtype, Type},
    source::{FileId, Sources, Span},
};

mod asked;
mod derives;
mod docs;
mod endless;
mod enums;
mod escape;
mod groups;
mod members;
mod names;
mod notes;
mod record;
mod text;
mod types;
mod union;

use names::{Names, Site};

/// What all models of an API are lowered with.
struct Context<'a> {
    resolved: &'a Resolved,
    sources: &'a Sources,
    config: &'a Config,
    policies: &'a Policies,
    names: Names,
    /// Aliases that must be types of their own.
    newtypes: BTreeSet<ModelId>,
    /// Models of which no value is finite.
    endless: BTreeSet<ModelId>,
    /// What a link to a page means: its path below the spec folder, and its model.
    pages: HashMap<String, ModelId>,
}

/// Lowers one API, whose module is called like `api`.
pub fn lower(
    resolved: &Resolved,
    sources: &Sources,
    api: &str,
    config: &Config,
    policies: &Policies,
    diagnostics: &mut Diagnostics,
) -> Api {
    report_long_names(resolved, diagnostics);
    let names = Names::new(&resolved.api, sources, api);
    let newtypes = record::endless_aliases(&resolved.api);
    let pages = pages(resolved, sources);
    let endless = endless::endless(&resolved.api, policies);
    let context = Context { resolved, sources, config, policies, names, newtypes, endless, pages };
    let needed = groups::needed(&resolved.api, &context.names, &resolved.groups);
    let homes = context.names.files.par_iter().zip(needed);
    let mut files: Vec<(usize, File)> =
        homes.map(|(home, needed)| (home.namespace, context.file(home, needed))).collect();
    derives::only_where_they_hold(config, &context.names, &mut files);
    let mut by_namespace: BTreeMap<usize, Vec<File>> = BTreeMap::new();
    for (namespace, file) in files {
        by_namespace.entry(namespace).or_default().push(file);
    }
    Api {
        module: module(&context.names, 0, &mut by_namespace),
        places: context.names.places(),
        groups: resolved.groups.keys().cloned().collect(),
    }
}

fn module(names: &Names, at: usize, files: &mut BTreeMap<usize, Vec<File>>) -> Module {
    let mut own = files.remove(&at).unwrap_or_default();
    own.sort_by(|a, b| a.stem.cmp(&b.stem));
    let children = (0..names.namespaces.len()).filter(|child| names.namespaces[*child].parent == Some(at));
    let mut children: Vec<Module> = children.map(|child| module(names, child, files)).collect();
    children.sort_by(|a, b| a.ident.cmp(&b.ident));
    let ident = names.namespaces[at].path.last().cloned().unwrap_or_default();
    Module { ident, feature: None, files: own, children }
}

/// Names of the standard library that generated files use bare.
const BARE_NAMES: &[&str] =
    &["Box", "Default", "Err", "From", "Into", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

impl Context<'_> {
    fn file(&self, home: &names::FileHome, needed: Needed) -> File {
        let mut items = Vec::new();
        for id in &home.models {
            self.lower_model(*id, &mut items);
        }
        let shadows = items.iter().flat_map(Item::idents).any(|ident| BARE_NAMES.contains(&ident));
        File {
            stem: home.stem.clone(),
            origin: home.origin.clone(),
            codec: self.config.codec,
            shadows,
            needed,
            behind: Vec::new(),
            items,
        }
    }

    fn lower_model(&self, id: ModelId, items: &mut Vec<Item>) {
        let model = self.model(id);
        let ident = self.names.ident(id).to_owned();
        let site = Site::model(id, self.names.ident(id)).with(self.policies.model(id).texts);
        let docs = self.model_docs(id, model);
        let mut helpers = Vec::new();
        items.push(match &model.kind {
            Kind::Struct(object) => record::lower(self, &site, docs, object, &mut helpers),
            Kind::Enum(values) => self.lower_enum(ident, docs, values),
            Kind::Alias(ir::Type::Enum(values)) => self.lower_enum(ident, docs, values),
            Kind::Union(union) => union::lower(self, &site, ident, docs, union, true, &mut helpers),
            Kind::Alias(ir::Type::Union(union)) => union::lower(self, &site, ident, docs, union, true, &mut helpers),
            Kind::Alias(ty) => {
                let ty = self.ty(&site, ty, &mut helpers);
                if self.newtypes.contains(&id) {
                    Item::Newtype(Newtype { ident, docs, derives: derives::of_value(self.config), ty })
                } else {
                    Item::Alias(Alias { ident, docs, ty })
                }
            }
            Kind::Opaque(_) => {
                Item::Newtype(Newtype { ident, docs, derives: derives::of_value(self.config), ty: Type::Json })
            }
        });
        items.append(&mut helpers);
    }

    /// Whether what does not fit is kept beside the fields of a model.
    fn keeps(&self, id: ModelId) -> bool {
        self.policies.model(id).on_mismatch == OnMismatch::Keep
    }

    fn lower_enum(&self, ident: String, docs: Docs, values: &ir::Enum) -> Item {
        match types::plain(values) {
            Some(ty) => Item::Alias(Alias { ident, docs, ty }),
            None => enums::lower(self, ident, docs, values),
        }
    }

    fn model_docs(&self, id: ModelId, model: &ir::Model<ModelId>) -> Docs {
        let mut lines = Docs::new();
        if let Some(deprecated) = &model.deprecated {
            let reason = self.docs(id, deprecated.reason.as_deref().unwrap_or_default());
            lines.push("**Deprecated.**".to_owned());
            lines.extend(reason);
        }
        let described = self.docs(id, &model.docs);
        if !lines.is_empty() && !described.is_empty() {
            lines.push(String::new());
        }
        lines.extend(described);
        if let Some(seen) = self.resolved.learned.get(&id) {
            notes::model(seen, &mut lines);
        }
        lines
    }

    /// A description that stands on the page of `id`.
    fn docs(&self, id: ModelId, markdown: &str) -> Docs {
        docs::render(markdown, &|target| self.link(id, target))
    }

    /// The item that a link on the page of `from` leads to.
    fn link(&self, from: ModelId, target: &str) -> Option<String> {
        let target =
            target.split(['#', '?']).next().filter(|target| target.ends_with(".md") || target.ends_with(".mdx"))?;
        let source = self.sources.get(self.model(from).span.file);
        let mut path: Vec<&str> = source.path.split('/').collect();
        path.pop();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(path.pop()),
                name => path.push(name),
            }
        }
        let to = self.pages.get(&format!("{}{}", source.root, path.join("/")))?;
        Some(self.names.path(from, *to).join("::"))
    }
}

/// The model of each page, by its path; of a page with several, links in words do not say which one is meant. What was
/// learned beside a model stands where that does.
fn pages(resolved: &Resolved, sources: &Sources) -> HashMap<String, ModelId> {
    let mut first: HashMap<FileId, (ModelId, Span, bool)> = HashMap::default();
    for (id, model) in (0..).map(ModelId).zip(&resolved.api.models) {
        if !matches!(model.kind, Kind::Opaque(ir::Opaque::Dangling)) {
            let (_, span, is_alone) = first.entry(model.span.file).or_insert((id, model.span, true));
            *is_alone &= *span == model.span;
        }
    }
    let alone = first.into_iter().filter(|(_, (_, _, is_alone))| *is_alone);
    alone.map(|(file, (id, ..))| (sources.get(file).below_spec(), id)).collect()
}

fn report_long_names(resolved: &Resolved, diagnostics: &mut Diagnostics) {
    let mut report = |name: &str, span| {
        let length = name.chars().count();
        if length > MAX_NAME {
            let message =
                format!("a name of {length} characters; names of up to {} become identifiers in full", MAX_NAME);
            let help = "its identifier is cut and ends in a hash of the whole name; nothing else changes";
            diagnostics.push(Diagnostic::new(Code::LongName, span, message).help(help));
        }
    };
    for model in &resolved.api.models {
        report(&model.title, model.span);
        if let Kind::Struct(object) = &model.kind {
            object.fields.iter().for_each(|field| report(&field.json.text, field.span));
        }
    }
}

#[cfg(test)]
mod tests;
