//! Fields that stand on the pages of a model's bases: an `allOf` of which each page has a part.
//!
//! In: the models as their pages give them, and which bases a page names. Out: the same, with all their fields.

use foldhash::HashMap;
use indexmap::IndexMap;

use super::stem;
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Field, Kind, Link, Model, Struct, Type},
    letters::letters,
    limits::MAX_FIELDS,
    markdown::{Page, Raw},
    source::FileId,
};

/// How long a chain of `allOf` may be.
const MAX_DEPTH: usize = 16;
/// How many pages, each as often as it is reached, one `allOf` may bring together.
const MAX_BASES: usize = 256;
/// How many fields all models of a set may inherit.
const MAX_INHERITED: usize = 500_000;

/// Adds the fields of the pages that `bases` names by their stems; a page's own ones override them. A page that is
/// not there is told.
pub fn from_bases<'s>(
    pages: &[Page<'s>],
    models: &mut [Model<Link>],
    bases: fn(&Page<'s>) -> Vec<Raw<'s>>,
    diagnostics: &mut Diagnostics,
) {
    let named = pages.iter().map(|page| (page.file, bases(page)));
    let named: Vec<(FileId, Vec<Raw<'s>>)> = named.filter(|(_, bases)| !bases.is_empty()).collect();
    if named.is_empty() {
        return;
    }
    let files: HashMap<String, FileId> = pages.iter().map(|page| (letters(stem(page.path)), page.file)).collect();
    let mut bases: HashMap<FileId, Vec<FileId>> = HashMap::default();
    for (file, named) in &named {
        for base in named {
            match files.get(&letters(base.text)) {
                Some(base) => bases.entry(*file).or_default().push(*base),
                None => diagnostics.push(missing(*base)),
            }
        }
    }
    // The first model of a page is the page's own.
    let mut own: HashMap<FileId, usize> = HashMap::default();
    for (at, model) in models.iter().enumerate() {
        own.entry(model.span.file).or_insert(at);
    }
    let set = Set { bases: &bases, own: &own };
    let mut merged: Vec<(usize, Vec<Field<Link>>)> = Vec::new();
    let mut inherited = 0;
    for (file, named) in named.iter().filter(|(file, _)| bases.contains_key(file)) {
        let Some(at) = own.get(file) else { continue };
        if inherited > MAX_INHERITED {
            let message =
                format!("more than {MAX_INHERITED} fields are inherited; those of this page are its own only");
            let help = "write the fields of the base into the page";
            diagnostics.push(Diagnostic::new(Code::TooLarge, named[0].span, message).help(help));
            continue;
        }
        let mut fields = IndexMap::default();
        set.put_fields(models, *file, 0, &mut 0, &mut fields);
        inherited += fields.len();
        merged.push((*at, fields.into_values().collect()));
    }
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

/// What is said of a base without a page.
fn missing(base: Raw<'_>) -> Diagnostic {
    let name = base.text;
    let message = format!("no page describes `{name}`, whose fields this type has, too; they are left out");
    Diagnostic::new(Code::DanglingLink, base.span, message).help(format!("add a page titled `{name}`"))
}

struct Set<'a> {
    bases: &'a HashMap<FileId, Vec<FileId>>,
    own: &'a HashMap<FileId, usize>,
}

impl Set<'_> {
    /// Puts the fields of a page's model behind those of its bases, by what is printed of their names. One more than
    /// a model may have is enough: that there are more is told later.
    fn put_fields(
        &self,
        models: &[Model<Link>],
        file: FileId,
        depth: usize,
        reached: &mut usize,
        fields: &mut IndexMap<String, Field<Link>>,
    ) {
        for base in self.bases.get(&file).into_iter().flatten().filter(|_| depth < MAX_DEPTH) {
            *reached += 1;
            if *reached > MAX_BASES {
                break;
            }
            self.put_fields(models, *base, depth + 1, reached, fields);
        }
        for field in self.own.get(&file).into_iter().flat_map(|at| models[*at].fields()) {
            if let Some(known) = fields.get_mut(&field.printed) {
                // It stays required where it was.
                let required = known.required.value;
                known.clone_from(field);
                known.required.value |= required;
            } else if fields.len() <= MAX_FIELDS {
                fields.insert(field.printed.clone(), field.clone());
            }
        }
    }
}
