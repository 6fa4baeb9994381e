//! What only all pages together show.
//!
//! In: the models as their pages give them. Out: the same, with the fields that Python 6 leaves on the
//! pages of an `allOf`'s members, with unions that were printed as objects, with the values of constants, with
//! marks of null only where they tell something, with empty pages taken for what others take them for, and with
//! the properties optional that Rust's older generators mark by `Option<..>` alone.

use foldhash::HashSet;

use super::{
    flattened, schema_tables,
    writer::{Empty, Null},
    writers::WRITERS,
};
use crate::{
    diag::Diagnostics,
    dialect::{Dialect, LeftOut, defaults, inherit},
    ir::{Basis, Fact, Field, Kind, Link, Model, Nullable, Opaque, Type},
    markdown::Page,
};

/// Puts together what single pages could not show.
pub fn finish(
    dialect: &Dialect,
    pages: &[Page<'_>],
    models: &mut [Model<Link>],
    diagnostics: &mut Diagnostics,
) -> Vec<(String, LeftOut)> {
    let Some(writer) = WRITERS.iter().find(|writer| writer.name == dialect.name) else { return Vec::new() };
    inherit::from_bases(pages, models, schema_tables::bases, diagnostics);
    if writer.null == Null::Option && pages.iter().all(|page| !page.text.contains("[optional]")) {
        take_options_for_optional(models);
    }
    if writer.null == Null::Pointer {
        judge_pointers(models);
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

/// How many pointers must be alike before this tells what they are for.
const ENOUGH: usize = 10;

/// `Pointer to` says nothing where each property has it, as in the oldest pages; and that a property may be absent,
/// not null, where `[optional]` stands beside none of them but beside others, as in a vendor's own template.
fn judge_pointers(models: &mut [Model<Link>]) {
    let is_pointer =
        |field: &Field<Link>| field.nullable.value == Nullable::Yes && field.nullable.basis == Basis::Stated;
    let is_optional = |field: &&Field<Link>| !field.required.value;
    let (pointers, others): (Vec<_>, Vec<_>) =
        models.iter().flat_map(Model::fields).partition(|field| is_pointer(field));
    let for_absence = !pointers.iter().any(is_optional) && others.iter().any(is_optional);
    if pointers.len() < ENOUGH || !others.is_empty() && !for_absence {
        return;
    }
    for field in models.iter_mut().flat_map(Model::fields_mut).filter(|field| is_pointer(field)) {
        field.nullable.value = Nullable::Unknown;
        if for_absence {
            let rule = "`[optional]` stands beside no `Pointer to` of the set, which says it";
            field.required = Fact::inferred(false, field.ty.span, rule);
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
