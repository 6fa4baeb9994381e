//! Defaults that are constants of an enum on another page.
//!
//! In: a default such as `Color.RED` of a field that refers to `Color`; later, all models of the set. Out:
//! the constant's value where the enum's page lists it, else no default.

use std::collections::HashMap;

use super::literal;
use crate::{
    ir::{Basis, Enum, Fact, Kind, Link, Model, Type},
    source::Span,
};

/// How a default is marked whose value only another page can tell.
const CONSTANT: Basis = Basis::Inferred("a constant of the enum");

/// A default as printed, until [`resolve`] knows its value.
pub fn constant(text: &str, ty: &Type<Link>, span: Span) -> Option<Fact<serde_json::Value>> {
    let named = matches!(ty, Type::Ref(_)) && !literal::is_nothing(text);
    named.then(|| Fact { value: text.into(), span, basis: CONSTANT })
}

/// Puts values in the place of constants.
pub fn resolve(models: &mut [Model<Link>]) {
    let enums: HashMap<String, Enum> = models
        .iter()
        .filter_map(|model| match &model.kind {
            Kind::Enum(values) => Some((model.title.to_lowercase(), values.clone())),
            Kind::Struct(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
        })
        .collect();
    for model in models {
        let Kind::Struct(object) = &mut model.kind else { continue };
        for field in &mut object.fields {
            let Some(default) = field.default.take_if(|default| default.basis == CONSTANT) else { continue };
            let Type::Ref(link) = &field.ty.value else { continue };
            let known = link.label.last().and_then(|title| enums.get(&title.to_lowercase()));
            let value = known.zip(default.value.as_str()).and_then(|(values, text)| literal::constant(text, values));
            field.default = value.map(|value| Fact { value, ..default });
        }
    }
}
