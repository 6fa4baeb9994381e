//! What only all pages together show.
//!
//! In: the models as their pages give them. Out: the same, with the fields that Python 6 leaves on the
//! pages of an `allOf`'s members, with unions that were printed as objects, with the values of constants, with
//! marks of null only where they tell something, with empty pages taken for what others take them for, and with
//! the properties optional that Rust's older generators mark by `Option<..>` alone.

use foldhash::{HashMap, HashSet};

use super::{
    defaults, flattened, schema_tables,
    writer::{Empty, Null},
    writers::WRITERS,
};
use crate::{
    diag::Diagnostics,
    dialect::{Dialect, LeftOut, stem},
    ir::{Basis, Fact, Field, Kind, Link, Model, Nullable, Opaque, Struct, Type},
    markdown::Page,
    source::FileId,
};

/// How long a chain of `allOf` may be.
const MAX_DEPTH: usize = 16;
/// How many pages, each as often as it is reached, one `allOf` may bring together.
const MAX_BASES: usize = 256;

/// Puts together what single pages could not show.
pub fn finish(
    dialect: &Dialect,
    pages: &[Page<'_>],
    models: &mut [Model<Link>],
    diagnostics: &mut Diagnostics,
) -> Vec<(String, LeftOut)> {
    let Some(writer) = WRITERS.iter().find(|writer| writer.name == dialect.name) else { return Vec::new() };
    inherit(pages, models);
    if writer.null == Null::Option && pages.iter().all(|page| !page.text.contains("[optional]")) {
        take_options_for_optional(models);
    }
    flattened::restore(models);
    defaults::resolve(models, diagnostics);
    if writer.null == Null::ValueTypes {
        judge_marks(models);
    }
    if writer.unlinked_enums && writer.empty == Empty::Enum {
        judge_empty_pages(models);
    }
    Vec::new()
}

/// Adds the fields of the other members of an `allOf`; a page's own ones override them.
fn inherit(pages: &[Page<'_>], models: &mut [Model<Link>]) {
    let bases: HashMap<FileId, Vec<String>> = pages
        .iter()
        .map(|page| (page.file, schema_tables::bases(page)))
        .filter(|(_, bases)| !bases.is_empty())
        .map(|(file, bases)| (file, bases.into_iter().map(str::to_lowercase).collect()))
        .collect();
    if bases.is_empty() {
        return;
    }
    let files: HashMap<String, FileId> = pages.iter().map(|page| (stem(page.path).to_lowercase(), page.file)).collect();
    // The first model of a page is the page's own.
    let mut own: HashMap<FileId, usize> = HashMap::default();
    for (at, model) in models.iter().enumerate() {
        own.entry(model.span.file).or_insert(at);
    }
    let set = Set { bases: &bases, files: &files, own: &own };
    let merged: Vec<(usize, Vec<Field<Link>>)> =
        bases.keys().filter_map(|file| Some((*own.get(file)?, set.fields(models, *file, 0, &mut 0)))).collect();
    for (at, fields) in merged {
        match &mut models[at].kind {
            Kind::Struct(object) => object.fields = fields,
            // An alias of a single member stays one.
            Kind::Alias(Type::Any) if !fields.is_empty() => {
                models[at].kind = Kind::Struct(Struct { fields, additional: None });
            }
            Kind::Alias(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Opaque(_) => {}
        }
    }
}

struct Set<'a> {
    bases: &'a HashMap<FileId, Vec<String>>,
    files: &'a HashMap<String, FileId>,
    own: &'a HashMap<FileId, usize>,
}

impl Set<'_> {
    /// The fields of a page's model with those of its bases before them.
    fn fields(&self, models: &[Model<Link>], file: FileId, depth: usize, reached: &mut usize) -> Vec<Field<Link>> {
        let mut fields: Vec<Field<Link>> = Vec::new();
        let bases = self.bases.get(&file).map_or(&[][..], Vec::as_slice);
        for base in bases.iter().filter(|_| depth < MAX_DEPTH) {
            let Some(base) = self.files.get(base) else { continue };
            *reached += 1;
            if *reached > MAX_BASES {
                break;
            }
            for field in self.fields(models, *base, depth + 1, reached) {
                put(&mut fields, field);
            }
        }
        if let Some(Kind::Struct(object)) = self.own.get(&file).map(|at| &models[*at].kind) {
            for field in &object.fields {
                put(&mut fields, field.clone());
            }
        }
        fields
    }
}

/// Adds a field or overrides the one of its name, which stays required where it was.
fn put(fields: &mut Vec<Field<Link>>, mut field: Field<Link>) {
    match fields.iter_mut().find(|known| known.printed == field.printed) {
        Some(known) => {
            field.required.value |= known.required.value;
            *known = field;
        }
        None => fields.push(field),
    }
}

/// A mark of null tells nothing where all fields have it whose type may (see [`Null::ValueTypes`]).
fn judge_marks(models: &mut [Model<Link>]) {
    let is_value = |ty: &Type<Link>| {
        matches!(
            ty,
            Type::Integer(_) | Type::Number(_) | Type::Boolean | Type::String(Some("date" | "date-time" | "uuid"))
        )
    };
    // What descriptions say of null is no mark.
    let is_marked =
        |field: &Field<Link>| field.nullable.value == Nullable::Yes && field.nullable.basis == Basis::Stated;
    if models.iter().flat_map(Model::fields).any(|field| is_value(&field.ty.value) && !is_marked(field)) {
        return;
    }
    for model in models {
        let Kind::Struct(object) = &mut model.kind else { continue };
        for field in object.fields.iter_mut().filter(|field| is_marked(field)) {
            field.nullable.value = Nullable::Unknown;
        }
    }
}

/// In a set that never says `[optional]`, `Option<..>` stands for it. Newer generators print the one beside the
/// other, and `Option<..>` alone for null.
fn take_options_for_optional(models: &mut [Model<Link>]) {
    for model in models {
        let Kind::Struct(object) = &mut model.kind else { continue };
        let is_option =
            |field: &&mut Field<Link>| field.nullable.value == Nullable::Yes && field.nullable.basis == Basis::Stated;
        for field in object.fields.iter_mut().filter(is_option) {
            let rule = "no page of the set says `[optional]`: `Option<..>` says it";
            field.required = Fact::inferred(false, field.ty.span, rule);
            field.nullable.value = Nullable::Unknown;
        }
    }
}

/// An empty page that others link to is no enum where enums are never linked to. Lists and maps of enums are linked
/// too: what only these are of may be one, but is kept as raw JSON, as what is none must not be read as text.
fn judge_empty_pages(models: &mut [Model<Link>]) {
    let mut linked = HashSet::default();
    let mut unlinked = HashSet::default();
    for model in models.iter() {
        let Kind::Struct(object) = &model.kind else { continue };
        for field in &object.fields {
            field.ty.value.each(&mut |part| {
                if let Type::Ref(link) = part
                    && let Some(label) = link.label.last()
                {
                    if link.target.is_some() { &mut linked } else { &mut unlinked }.insert(label.to_lowercase());
                }
            });
        }
    }
    for model in models {
        let title = model.title.to_lowercase();
        let empty = matches!(&model.kind, Kind::Enum(values) if values.values.is_empty());
        if empty && linked.contains(&title) && !unlinked.contains(&title) {
            model.kind = Kind::Opaque(Opaque::UnknownMembers);
        }
    }
}
