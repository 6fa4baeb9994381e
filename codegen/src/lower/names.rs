//! Where every type lives and what it is called.
//!
//! In: a resolved API. Out: [`Names`]: the tree of modules, one file a page, and for every model and
//! every type written inside of one an identifier that is unique in its namespace.
//!
//! The rules, so that names stay as they are when pages come and go:
//! - a type's path is the API, the folders of its page, its title;
//! - a type written where it is used is called like its place: model and field, then what of a union;
//! - a page's title wins over such a name, which then says what it is (`PetKindEnum`), or else gets a
//!   hash of its own place.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
};

use foldhash::HashMap;
use rayon::prelude::*;

use crate::{
    config::Texts,
    ir::{Api, Kind, ModelId, Opaque, Type},
    limits::MAX_NAME,
    rust::{Base, Origin, Place, ident},
    source::{FileId, Sources},
};

use super::{asked, members};

/// Where every type lives and what it is called.
#[derive(Debug)]
pub struct Names {
    /// The namespaces; the first one is the API itself.
    pub namespaces: Vec<Namespace>,
    /// The files.
    pub files: Vec<FileHome>,
    models: Vec<Home>,
    inline: HashMap<(ModelId, String), String>,
}

/// A folder of pages.
#[derive(Debug)]
pub struct Namespace {
    /// The modules that lead to it, the API's first.
    pub path: Vec<String>,
    /// The namespace that it lies in.
    pub parent: Option<usize>,
}

/// A file.
#[derive(Debug)]
pub struct FileHome {
    /// The position of its namespace.
    pub namespace: usize,
    /// Its name without `.rs`.
    pub stem: String,
    /// What it is made of.
    pub origin: Origin,
    /// The models in it.
    pub models: Vec<ModelId>,
}

#[derive(Debug, Default, Clone)]
struct Home {
    namespace: usize,
    file: usize,
    ident: String,
}

/// A place in a model where a type may be written: the steps that lead there. Few types are in need of a
/// name, so that names are put together only where they are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The model.
    pub model: ModelId,
    /// What text becomes there.
    pub texts: Texts,
    step: Step<'a>,
    before: Option<&'a Site<'a>>,
}

/// A step from a place in a model to one inside of it.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    /// None: the model itself, and its identifier.
    Model(&'a str),
    /// A field by its JSON name.
    Field(&'a str),
    /// The elements of a list.
    Element,
    /// The values of a map.
    Value,
    /// The values of the keys that are not listed.
    Rest,
    /// A member of a union, by position and name.
    Member(usize, &'a str),
}

impl<'a> Site<'a> {
    /// The model itself.
    pub fn model(model: ModelId, ident: &'a str) -> Self {
        Self { model, texts: Texts::default(), step: Step::Model(ident), before: None }
    }

    /// The same place, where text becomes this.
    pub fn with(self, texts: Texts) -> Self {
        Self { texts, ..self }
    }

    fn inside(&'a self, step: Step<'a>) -> Self {
        Self { step, before: Some(self), ..*self }
    }

    /// A field of the model.
    pub fn field(&'a self, json: &'a str) -> Self {
        self.inside(Step::Field(json))
    }

    /// The elements of a list.
    pub fn element(&'a self) -> Self {
        self.inside(Step::Element)
    }

    /// The values of a map.
    pub fn value(&'a self) -> Self {
        self.inside(Step::Value)
    }

    /// The values of the keys that are not listed.
    pub fn rest(&'a self) -> Self {
        self.inside(Step::Rest)
    }

    /// A member of a union, by position and name.
    pub fn member(&'a self, position: usize, name: &'a str) -> Self {
        self.inside(Step::Member(position, name))
    }

    /// The steps from the model to the place, as text that no other place of the model has.
    pub fn key(&self) -> String {
        let before = self.before.map(Site::key).unwrap_or_default();
        match self.step {
            Step::Model(_) => before,
            Step::Field(json) => before + "/" + json,
            Step::Element => before + "/[]",
            Step::Value => before + "/{}",
            Step::Rest => before + "/*",
            Step::Member(position, _) => format!("{before}/{position}"),
        }
    }

    /// What a type that is written there would be called.
    fn wanted(&self) -> String {
        let before = self.before.map(Site::wanted).unwrap_or_default();
        // A field's list and its elements are never both in need of a name.
        let in_model = self.before.is_some_and(|before| matches!(before.step, Step::Model(_)));
        match self.step {
            Step::Model(ident) => ident.to_owned(),
            Step::Field(json) => before + &ident::camel(json),
            Step::Element if in_model => before + "Item",
            Step::Value if in_model => before + "Value",
            Step::Element | Step::Value => before,
            Step::Rest => before + "Extra",
            Step::Member(_, name) => before + name,
        }
    }
}

/// A type that is written inside of a model: the key of its site, what it would be called, what it is.
type Written = (String, String, &'static str);

impl Names {
    /// Finds all names.
    pub fn new(api: &Api<ModelId>, sources: &Sources, name: &str) -> Self {
        let mut names =
            Self { namespaces: Vec::new(), files: Vec::new(), models: Vec::new(), inline: HashMap::default() };
        names.models = vec![Home::default(); api.models.len()];
        let by_folder = names.add_namespaces(api, name);
        names.add_files(api, sources, &by_folder);
        for namespace in 0..names.namespaces.len() {
            names.add_types(api, namespace);
        }
        names
    }

    /// The position of a model's file.
    pub fn file(&self, id: ModelId) -> usize {
        self.models[id.0 as usize].file
    }

    /// The identifier of a model's type.
    pub fn ident(&self, id: ModelId) -> &str {
        &self.models[id.0 as usize].ident
    }

    /// The identifier of the type that is written at `site`.
    pub fn inline(&self, site: &Site<'_>) -> String {
        self.inline.get(&(site.model, site.key())).cloned().unwrap_or_else(|| site.wanted())
    }

    /// The identifier of the arguments of a model's `new`.
    pub fn required(&self, id: ModelId) -> Option<&String> {
        self.inline.get(&(id, REQUIRED.to_owned()))
    }

    /// Where each model goes.
    pub fn places(&self) -> Vec<Place> {
        let place = |home: &Home| {
            let folders = &self.namespaces[home.namespace].path;
            let file = format!("src/{}/{}.rs", folders.join("/"), self.files[home.file].stem);
            Place { path: folders.iter().chain([&home.ident]).cloned().collect(), file }
        };
        self.models.iter().map(place).collect()
    }

    /// The path by which the file of `from` names the type of `to`.
    pub fn path(&self, from: ModelId, to: ModelId) -> Vec<String> {
        let (from, to) = (&self.models[from.0 as usize], &self.models[to.0 as usize]);
        let mut path = if from.file == to.file {
            Vec::new()
        } else if from.namespace == to.namespace {
            vec!["super".to_owned()]
        } else {
            iter::once("crate")
                .chain(self.namespaces[to.namespace].path.iter().map(String::as_str))
                .map(str::to_owned)
                .collect()
        };
        path.push(to.ident.clone());
        path
    }

    fn add_namespaces(&mut self, api: &Api<ModelId>, name: &str) -> BTreeMap<Vec<String>, usize> {
        let mut children: BTreeMap<&[String], BTreeSet<&str>> = BTreeMap::new();
        for model in &api.models {
            for depth in 0..model.namespace.len() {
                children.entry(&model.namespace[..depth]).or_default().insert(&model.namespace[depth]);
            }
        }
        self.namespaces.push(Namespace { path: vec![ident::api(name)], parent: None });
        let mut found = BTreeMap::from([(Vec::new(), 0)]);
        // Shorter paths come first, so that a parent is there before its children.
        let mut folders: Vec<_> = children.into_iter().collect();
        folders.sort_by_key(|(folder, _)| folder.len());
        for (folder, names) in folders {
            let Some(&parent) = found.get(folder) else { continue };
            let names: Vec<&str> = names.into_iter().collect();
            for (name, ident) in names.iter().zip(ident::modules(&names)) {
                let mut path = self.namespaces[parent].path.clone();
                path.push(ident);
                let mut raw = folder.to_vec();
                raw.push((*name).to_owned());
                found.insert(raw, self.namespaces.len());
                self.namespaces.push(Namespace { path, parent: Some(parent) });
            }
        }
        found
    }

    fn add_files(&mut self, api: &Api<ModelId>, sources: &Sources, by_folder: &BTreeMap<Vec<String>, usize>) {
        // What a file is made of: a page and a namespace, or the title of a page that is not there.
        type Key<'a> = (usize, Option<FileId>, &'a str);
        let mut files: BTreeMap<Key<'_>, Vec<ModelId>> = BTreeMap::new();
        for (id, model) in (0..).map(ModelId).zip(&api.models) {
            let namespace = by_folder.get(&model.namespace).copied().unwrap_or_default();
            let missing = matches!(model.kind, Kind::Opaque(Opaque::Dangling));
            let key =
                if missing { (namespace, None, model.title.as_str()) } else { (namespace, Some(model.span.file), "") };
            files.entry(key).or_default().push(id);
        }
        for namespace in 0..self.namespaces.len() {
            let here: Vec<_> = files.iter().filter(|((at, ..), _)| *at == namespace).collect();
            let full =
                |page: Option<FileId>, title: &str| page.map_or_else(|| title.to_owned(), |page| place(sources, page));
            let short = |page: Option<FileId>, title: &str| stem(&full(page, title)).to_owned();
            let mut count: HashMap<String, usize> = HashMap::default();
            for ((_, page, title), _) in &here {
                *count.entry(short(*page, title)).or_default() += 1;
            }
            let wanted: Vec<String> = here
                .iter()
                .map(|((_, page, title), _)| match short(*page, title) {
                    short if count[&short] > 1 => full(*page, title),
                    short => short,
                })
                .collect();
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            let taken: BTreeSet<&str> = self
                .namespaces
                .iter()
                .filter(|other| other.parent == Some(namespace))
                .filter_map(|child| child.path.last())
                .map(String::as_str)
                .collect();
            let stems = ident::modules(&wanted).into_iter().zip(&wanted).map(|(ident, wanted)| {
                if taken.contains(ident.as_str()) { format!("{ident}_{}", &ident::hash(wanted)[..6]) } else { ident }
            });
            let stems: Vec<String> = stems.collect();
            for (((_, page, _), models), stem) in here.into_iter().zip(stems) {
                let origin = match (page, models.first()) {
                    (Some(page), _) => Origin::Page(place(sources, *page)),
                    (None, first) => {
                        Origin::Missing(first.map(|id| place(sources, api[*id].span.file)).unwrap_or_default())
                    }
                };
                for id in models {
                    let home = &mut self.models[id.0 as usize];
                    (home.namespace, home.file) = (namespace, self.files.len());
                }
                self.files.push(FileHome { namespace, stem, origin, models: models.clone() });
            }
        }
    }

    fn add_types(&mut self, api: &Api<ModelId>, namespace: usize) {
        let here: Vec<ModelId> = (0..api.models.len() as u32)
            .map(ModelId)
            .filter(|id| self.models[id.0 as usize].namespace == namespace)
            .collect();
        let titles: Vec<&str> = here.iter().map(|id| api[*id].title.as_str()).collect();
        let idents = ident::types(&titles);
        let mut taken: BTreeSet<String> = idents.iter().cloned().collect();
        for (id, ident) in here.iter().zip(idents) {
            self.models[id.0 as usize].ident = ident;
        }
        let written_in = |id: &ModelId| {
            let mut found = Vec::new();
            written(api, &Site::model(*id, self.ident(*id)), &api[*id].kind, &mut found);
            found
        };
        let found: Vec<Vec<Written>> = here.par_iter().map(written_in).collect();
        for (id, found) in here.into_iter().zip(found) {
            for (key, wanted, what) in found {
                let wanted = shortened(&wanted);
                let hash = || ident::hash(&format!("{}{key}", api[id].title));
                let ident = iter::once(wanted.clone())
                    .chain(iter::once_with(|| format!("{wanted}{what}")))
                    .chain(iter::once_with(|| format!("{wanted}X{}", &hash()[..6])))
                    .find(|ident| !taken.contains(ident))
                    .unwrap_or_else(|| format!("{wanted}X{}", hash()));
                taken.insert(ident.clone());
                self.inline.insert((id, key), ident);
            }
        }
    }
}

/// The step from a model to the arguments of its `new`: no JSON name begins like this.
const REQUIRED: &str = "new()";

/// A page's file name without `.md` or `.mdx`.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").or_else(|| name.strip_suffix(".mdx")).unwrap_or(name)
}

/// A page's path below the spec folder.
fn place(sources: &Sources, page: FileId) -> String {
    let source = sources.get(page);
    format!("{}{}", source.root, source.path)
}

fn shortened(wanted: &str) -> String {
    if wanted.chars().count() <= MAX_NAME {
        return wanted.to_owned();
    }
    let cut: String = wanted.chars().take(MAX_NAME - 20).collect();
    format!("{cut}X{}", ident::hash(wanted))
}

/// Every type that is written inside of a model, in the order of their use.
fn written(api: &Api<ModelId>, site: &Site<'_>, kind: &Kind<ModelId>, found: &mut Vec<Written>) {
    match kind {
        Kind::Struct(model) => {
            for field in &model.fields {
                written_type(api, &site.field(&field.json.text), &field.ty.value, found);
            }
            if let Some(ty) = &model.additional {
                written_type(api, &site.rest(), ty, found);
            }
            if asked::for_many(api, model) {
                found.push((REQUIRED.to_owned(), site.wanted() + "Required", "Arguments"));
            }
        }
        Kind::Union(union) => written_members(api, site, union, found),
        Kind::Alias(Type::Union(union)) => written_members(api, site, union, found),
        Kind::Alias(Type::Enum(_)) | Kind::Enum(_) | Kind::Opaque(_) => {}
        Kind::Alias(ty) => written_type(api, site, ty, found),
    }
}

fn written_members(api: &Api<ModelId>, site: &Site<'_>, union: &crate::ir::Union<ModelId>, found: &mut Vec<Written>) {
    for ((position, member), name) in union.members.iter().enumerate().zip(members::names(api, union)) {
        written_type(api, &site.member(position, &name), &member.ty, found);
    }
}

fn written_type(api: &Api<ModelId>, site: &Site<'_>, ty: &Type<ModelId>, found: &mut Vec<Written>) {
    match ty {
        Type::List(element) => written_type(api, &site.element(), element, found),
        Type::Map(value) => written_type(api, &site.value(), value, found),
        Type::Nullable(inner) => written_type(api, site, inner, found),
        Type::Enum(values) if !values.values.is_empty() && values.base != Base::Boolean => {
            found.push((site.key(), site.wanted(), "Enum"));
        }
        Type::Union(union) => {
            found.push((site.key(), site.wanted(), "Union"));
            written_members(api, site, union, found);
        }
        Type::Enum(_)
        | Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::Ref(_) => {}
    }
}
