//! Fields that stand on the pages of a model's bases: an `allOf` of which each page has a part.
//!
//! In: the models as their pages give them, and which bases a page names. Out: the same, with all their fields.

use foldhash::HashMap;

use super::stem;
use crate::{
    ir::{Field, Kind, Link, Model, Struct, Type},
    markdown::Page,
    source::FileId,
};

/// How long a chain of `allOf` may be.
const MAX_DEPTH: usize = 16;
/// How many pages, each as often as it is reached, one `allOf` may bring together.
const MAX_BASES: usize = 256;

/// Adds the fields of the pages that `bases` names by their stems; a page's own ones override them.
pub fn from_bases<'s>(pages: &[Page<'s>], models: &mut [Model<Link>], bases: fn(&Page<'s>) -> Vec<&'s str>) {
    let bases: HashMap<FileId, Vec<String>> = pages
        .iter()
        .map(|page| (page.file, bases(page)))
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
