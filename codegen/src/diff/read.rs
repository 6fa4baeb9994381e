//! From the text of a generated crate to its [`Surface`].
//!
//! In: the files of a crate by their path, whoever generated them. Out: its public items. A file that two
//! crates have in common is read once. What the types say on the wire is found in `wire`.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use syn::{Attribute, Fields, Type};

use super::surface::{Argument, Docs, Enum, Field, Item, Kind, Member, Struct, Surface, Ty, Union, Variant};

mod impls;
mod other;
mod place;
mod subject;
mod tables;
mod wire;

use impls::Impls;
use place::Place;
pub use subject::{Subject, of_line};
use tables::Tables;

/// The files of a crate by their path below its folder.
pub type Files = BTreeMap<String, String>;

/// The module of the run-time support: public, but of no page.
pub const SUPPORT: &str = "support";

/// What one file adds to a surface; `None` where it is no Rust.
type Read = Option<Vec<Item>>;

/// Where the tables of the types in a folder are.
const WIRE: &str = "/wire.rs";

/// Those of types that say all of it themselves.
static NONE: Tables = Tables::none();

/// Reads two crates that have most of their files in common.
pub fn both(before: &Files, after: &Files) -> (Surface, Surface) {
    let [old_tables, new_tables] = [before, after].map(tables);
    let (old_tables, new_tables) = (|path| beside(&old_tables, path), |path| beside(&new_tables, path));
    let new: BTreeMap<&str, Read> =
        sources(after).map(|(path, text)| (path, file(path, text, new_tables(path)))).collect();
    let old = sources(before).map(|(path, text)| {
        let same = new.get(path).filter(|_| after.get(path).is_some_and(|same| same == text)).and_then(Option::as_ref);
        let same = same.filter(|items| {
            items.iter().all(|item| old_tables(path).of(item.name()) == new_tables(path).of(item.name()))
        });
        (path, same.cloned().or_else(|| file(path, text, old_tables(path))))
    });
    let old: BTreeMap<&str, Read> = old.collect();
    (surface(before, old), surface(after, new))
}

fn sources(files: &Files) -> impl ParallelIterator<Item = (&str, &str)> {
    let is_source =
        |path: &str, text: &str| path.starts_with("src/") && path.ends_with(".rs") && !holds_tables(path, text);
    let found: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    found.into_par_iter().filter(move |(path, text)| is_source(path, text))
}

/// Whether a file is one of tables. Once a page might be called like it, so that it was one of types.
fn holds_tables(path: &str, text: &str) -> bool {
    path.ends_with(WIRE) && text.lines().any(|line| line == "use super::*;")
}

/// The tables of types, by the folder that these lie in.
fn tables(files: &Files) -> BTreeMap<&str, Tables> {
    texts_of_tables(files).into_par_iter().map(|(folder, texts)| (folder, Tables::new(&texts))).collect()
}

fn texts_of_tables(files: &Files) -> BTreeMap<&str, Vec<&str>> {
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, text)| holds_tables(path, text)) {
        let folder = path.trim_end_matches(WIRE);
        // Once each file of types had one of tables, in a folder that was called like it.
        let is_of_file = files.contains_key(&[folder, ".rs"].concat());
        texts.entry(if is_of_file { folder_of(folder) } else { folder }).or_default().push(text);
    }
    texts
}

/// The tables of a file's types, among those of all that lie beside it.
fn beside<'t>(tables: &'t BTreeMap<&str, Tables>, types: &str) -> &'t Tables {
    tables.get(folder_of(types)).unwrap_or(&NONE)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn surface(files: &Files, read: BTreeMap<&str, Read>) -> Surface {
    let mut surface = Surface { modules: place::modules(files), ..Surface::default() };
    let shown = place::shown(files, SUPPORT);
    for (path, items) in read {
        let Some(items) = items else {
            surface.unreadable.push(path.to_owned());
            continue;
        };
        let visible = items.into_iter().filter(|item| item.module() != SUPPORT || shown.contains(item.name()));
        surface.items.extend(visible.map(|item| (item.path.clone(), item)));
    }
    surface
}

/// The public items of a file.
fn file(path: &str, text: &str, tables: &Tables) -> Read {
    let parsed = syn::parse_file(text).ok()?;
    let place = Place::new(path, text, &parsed);
    if place.modules.first().is_some_and(|module| module == SUPPORT) {
        return Some(other::items(&place, &parsed));
    }
    let impls = Impls::new(&place, &parsed);
    let items = parsed.items.iter().filter_map(|item| of_item(&place, &impls, tables, item));
    let mut items: Vec<Item> = items.collect();
    resolve_arguments(&mut items);
    find_owners(&mut items);
    Some(items)
}

fn of_item(place: &Place<'_>, impls: &Impls, tables: &Tables, item: &syn::Item) -> Option<Item> {
    let (ident, attrs, kind) = match item {
        syn::Item::Struct(item) if place::is_public(&item.vis) => {
            (item.ident.to_string(), &item.attrs, of_struct(place, impls, tables, item))
        }
        syn::Item::Enum(item) if place::is_public(&item.vis) => {
            (item.ident.to_string(), &item.attrs, of_enum(place, impls, tables, item))
        }
        syn::Item::Type(item) if place::is_public(&item.vis) => {
            (item.ident.to_string(), &item.attrs, Kind::Alias(place.ty(&item.ty)))
        }
        _ => return None,
    };
    let mut traits = impls.traits_of(&ident);
    traits.extend(place::derives(attrs));
    if tables.of(&ident).is_some() {
        traits.extend(["Deserialize", "Serialize"].map(str::to_owned));
    }
    traits.extend(tables.values(&ident).into_iter().flat_map(|values| values.traits.iter().cloned()));
    Some(Item {
        path: place.path(&ident),
        file: place.file.to_owned(),
        page: place.page.to_owned(),
        line: place.line_of_item(&ident),
        docs: docs(attrs),
        kind,
        traits,
        non_exhaustive: attrs.iter().any(|attr| attr.path().is_ident("non_exhaustive")),
        owner: None,
    })
}

fn of_struct(place: &Place<'_>, impls: &Impls, tables: &Tables, item: &syn::ItemStruct) -> Kind {
    let name = item.ident.to_string();
    let table = tables.object(&name);
    let named = match &item.fields {
        Fields::Named(named) => &named.named,
        Fields::Unnamed(unnamed) => {
            return Kind::Newtype(unnamed.unnamed.first().map(|field| place.ty(&field.ty)).unwrap_or_default());
        }
        Fields::Unit => return Kind::Other(BTreeSet::new()),
    };
    let public = named.iter().filter(|field| place::is_public(&field.vis));
    let public = public.filter_map(|field| Some((field, field.ident.as_ref()?.to_string())));
    if let Some(of) = impls.asked_for_by(&name) {
        let arguments = public.map(|(field, ident)| Argument { ident, ty: place.ty(&field.ty) }).collect();
        return Kind::Arguments(place.path(of), arguments);
    }
    let start = place.line_of_item(&name);
    let fields = public.map(|(field, ident)| Field {
        json: table.and_then(|table| table.json_name(&ident)).or_else(|| wire::json_name(&ident, &field.attrs)),
        required: impls.fills_in(&name, &ident),
        must_be_there: match table {
            Some(table) => table.must_be_there(&ident),
            None => impls.fills_in(&name, &ident) && !impls.wraps(&name, &ident),
        },
        ty: place.ty(&field.ty),
        docs: docs(&field.attrs),
        line: place.line_of_field(start, &ident),
        ident,
    });
    Kind::Struct(Struct {
        fields: fields.collect(),
        arguments: impls.arguments_of(&name).map(<[_]>::to_vec),
        by_name: None,
        deny_unknown: table.is_some_and(|table| table.deny_unknown) || wire::denies_unknown(&item.attrs),
    })
}

fn of_enum(place: &Place<'_>, impls: &Impls, tables: &Tables, item: &syn::ItemEnum) -> Kind {
    let name = item.ident.to_string();
    let start = place.line_of_item(&name);
    let held = |variant: &syn::Variant| -> Option<Type> { Some(variant.fields.iter().next()?.ty.clone()) };
    let unknown = item.variants.iter().find(|variant| variant.ident == "Unknown").and_then(held);
    let unknown = unknown.map(|ty| place.ty(&ty)).unwrap_or_default();
    let listed = || item.variants.iter().filter(|variant| variant.ident != "Unknown");
    if listed().any(|variant| !variant.fields.is_empty()) || unknown.path == "serde_json::Value" {
        let reading = tables.reading(&name).unwrap_or_else(|| impls.reading_of(&name));
        let members = listed().map(|variant| {
            let ident = variant.ident.to_string();
            let ty = held(variant).map(|ty| place.ty(&ty)).unwrap_or_default();
            Member { ty, tags: reading.tags_of(&ident), line: place.line_of_variant(start, &ident), ident }
        });
        return Kind::Union(Union { members: members.collect(), tag: reading.tag.clone(), tried: reading.tried });
    }
    let variants = listed().map(|variant| {
        let ident = variant.ident.to_string();
        let value = tables.values(&name).and_then(|values| values.of(&ident));
        let value = value.or_else(|| impls.value_of(&name, &ident));
        let value = value.unwrap_or_else(|| wire::value(&ident, &variant.attrs));
        Variant { value, docs: docs(&variant.attrs), line: place.line_of_variant(start, &ident), ident }
    });
    Kind::Enum(Enum { base: unknown, variants: variants.collect() })
}

/// A `new` that takes its arguments by name asks for what the fields of these are.
fn resolve_arguments(items: &mut [Item]) {
    let by_name: Vec<(String, String, Vec<Argument>)> = items
        .iter()
        .filter_map(|item| match &item.kind {
            Kind::Arguments(of, arguments) => Some((of.clone(), item.path.clone(), arguments.clone())),
            _ => None,
        })
        .collect();
    for (of, path, arguments) in by_name {
        let Some(item) = items.iter_mut().find(|item| item.path == of) else { continue };
        let Kind::Struct(of) = &mut item.kind else { continue };
        of.by_name = Some(path);
        of.arguments = Some(arguments);
    }
}

/// Types that are written where they are used belong to the first field of their file that uses them.
fn find_owners(items: &mut [Item]) {
    let mut owners: BTreeMap<String, (String, String)> = BTreeMap::new();
    for item in items.iter() {
        let mut uses: Vec<(&str, &Ty)> = match &item.kind {
            Kind::Struct(of) => {
                of.fields.iter().map(|field| (field.json.as_deref().unwrap_or_default(), &field.ty)).collect()
            }
            _ => item.types().into_iter().map(|ty| ("", ty)).collect(),
        };
        if let Kind::Struct(Struct { by_name: Some(path), .. }) = &item.kind {
            owners.entry(path.clone()).or_insert((item.path.clone(), String::new()));
        }
        for (field, ty) in uses.drain(..) {
            for path in ty.paths().into_iter().filter(|path| *path != item.path) {
                owners.entry(path.to_owned()).or_insert((item.path.clone(), field.to_owned()));
            }
        }
    }
    // The first item is the page's own, whatever of the file uses it.
    for item in items.iter_mut().skip(1) {
        item.owner = owners.get(&item.path).cloned();
    }
}

/// Documentation, and the notes in it that are facts.
fn docs(attrs: &[Attribute]) -> Docs {
    let mut docs = Docs::default();
    let mut lines = place::doc_lines(attrs);
    if lines.first().is_some_and(|line| line == "**Deprecated.**") {
        let reason: Vec<String> = lines[1..].iter().take_while(|line| !line.is_empty()).cloned().collect();
        lines.drain(..=reason.len());
        docs.deprecated = Some(reason.join(" "));
    }
    if let Some(attr) = attrs.iter().find(|attr| attr.path().is_ident("deprecated")) {
        docs.deprecated = Some(place::text_of(attr).unwrap_or_default());
    }
    for line in lines {
        match line.strip_prefix("Default: `").and_then(|rest| rest.strip_suffix("`.")) {
            Some(value) => docs.default = Some(value.to_owned()),
            None => docs.lines.push(line),
        }
    }
    while docs.lines.last().is_some_and(String::is_empty) {
        docs.lines.pop();
    }
    while docs.lines.first().is_some_and(String::is_empty) {
        docs.lines.remove(0);
    }
    docs
}
