//! Requests: parameters that stand beside a body.
//!
//! In: all pages and models. Out: the wrappers of requests with nothing in them but the body, which is
//! what travels as JSON. Path, query and header parameters have no mark of their own, so a page is only
//! taken for a wrapper where a snippet names its operation (`operationID="updatePet"` for
//! `UpdatePetRequest`), one of its fields is called the body, and no other model refers to it.

use foldhash::HashSet;
use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::{
    dialect::LeftOut,
    ir::{Field, Kind, Link, Model, Struct, Type},
    letters::letters,
    markdown::Page,
    source::FileId,
};

/// What stands before the name of an operation in a snippet.
const OPERATION: &str = "operationID=\"";

/// Leaves the parameters of requests out; gives the pages where it did.
pub fn leave_parameters(pages: &[Page<'_>], models: &mut [Model<Link>]) -> Vec<(String, LeftOut)> {
    let mark = Finder::new(OPERATION);
    let operations: HashSet<String> = pages.par_iter().flat_map_iter(|page| operations(page, &mark)).collect();
    if operations.is_empty() {
        return Vec::new();
    }
    let references = models.iter().flat_map(|model| model.kind.references());
    let wanted: HashSet<String> = references.filter_map(|link| link.label.last()).map(|label| letters(label)).collect();
    let mut left: HashSet<FileId> = HashSet::default();
    for model in models.iter_mut() {
        let title = letters(&model.title);
        let named = title.strip_suffix("request").is_some_and(|operation| operations.contains(operation));
        if let Kind::Struct(object) = &mut model.kind
            && named
            && !wanted.contains(&title)
            && leave_all_but_the_body(object)
        {
            left.insert(model.span.file);
        }
    }
    pages
        .iter()
        .filter(|page| left.contains(&page.file))
        .map(|page| (page.path.to_owned(), LeftOut::Parameters))
        .collect()
}

/// The operations that the snippets of a page are of.
fn operations<'p>(page: &'p Page<'_>, mark: &'p Finder<'_>) -> impl Iterator<Item = String> + 'p {
    let marks = mark.find_iter(page.text.as_bytes());
    marks.filter_map(|at| page.text[at + OPERATION.len()..].split_once('"')).map(|(operation, _)| letters(operation))
}

fn leave_all_but_the_body(object: &mut Struct<Link>) -> bool {
    let bodies = object.fields.iter().filter(|field| is_body(field)).count();
    let left = bodies == 1 && object.fields.len() > 1;
    if left {
        object.fields.retain(is_body);
    }
    left
}

/// `request_body`, or a body that is called like its type.
fn is_body(field: &Field<Link>) -> bool {
    let name = letters(&field.printed);
    name == "requestbody"
        || (name.contains("body")
            && matches!(&field.ty.value, Type::Ref(link) if link.label.last().is_some_and(|label| letters(label) == name)))
}
