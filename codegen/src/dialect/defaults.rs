//! Defaults that are constants of an enum on another page, and those that cannot be read.
//!
//! In: a default such as `Color.RED` of a field that refers to `Color`; later, all models of the set. Out:
//! the constant's value where the enum's page lists it, else no default, which is told.

use foldhash::HashMap;

use super::{
    literal::{self, Constants},
    stem,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Basis, Fact, Field, Kind, Link, Model, Type},
    letters::letters,
    source::Span,
};

/// How a default is marked whose value only another page can tell.
const CONSTANT: Basis = Basis::Inferred("a constant of the enum");

/// A default as printed, until [`resolve`] knows its value.
pub fn constant(text: &str, ty: &Type<Link>, span: Span) -> Option<Fact<serde_json::Value>> {
    let named = matches!(ty, Type::Ref(_)) && !literal::is_nothing(text);
    named.then(|| Fact { value: text.into(), span, basis: CONSTANT })
}

/// What is said of a default that is left out.
pub fn unread(text: &str, span: Span) -> Diagnostic {
    let message = format!("the default `{text}` is no value that is known; it is left out");
    Diagnostic::new(Code::UnreadableDefault, span, message).help("write the JSON value in its place")
}

/// Puts values in the place of constants.
pub fn resolve(models: &mut [Model<Link>], diagnostics: &mut Diagnostics) {
    let open: Vec<(usize, usize)> = models.iter().enumerate().flat_map(|(at, model)| open(at, model)).collect();
    if open.is_empty() {
        return;
    }
    let enums: HashMap<String, Constants> = models
        .iter()
        .filter_map(|model| match &model.kind {
            Kind::Enum(listed) => Some((letters(&model.title), Constants::of(listed))),
            Kind::Struct(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
        })
        .collect();
    let values: Vec<_> = open.iter().map(|&(at, field)| value(&models[at].fields()[field], &enums)).collect();
    for ((at, field), value) in open.into_iter().zip(values) {
        let Kind::Struct(object) = &mut models[at].kind else { continue };
        let default = &mut object.fields[field].default;
        let Some(printed) = default.take() else { continue };
        match value {
            Some(value) => *default = Some(Box::new(Fact { value, ..*printed })),
            None => diagnostics.push(unread(printed.value.as_str().unwrap_or_default(), printed.span)),
        }
    }
}

/// The fields of the model at `at` whose default is a constant.
fn open(at: usize, model: &Model<Link>) -> impl Iterator<Item = (usize, usize)> {
    let is_open = |field: &Field<Link>| field.default.as_ref().is_some_and(|default| default.basis == CONSTANT);
    let fields = model.fields().iter().enumerate();
    fields.filter(move |(_, field)| is_open(field)).map(move |(field, _)| (at, field))
}

/// What a field's constant stands for. A label may be another word than the title of the page that it leads to.
fn value(field: &Field<Link>, enums: &HashMap<String, Constants>) -> Option<serde_json::Value> {
    let Type::Ref(Link { label, target, .. }) = &field.ty.value else { return None };
    let title = label.last().map(String::as_str).or(target.as_deref().map(stem))?;
    enums.get(&letters(title))?.value(field.default.as_ref()?.value.as_str()?)
}
