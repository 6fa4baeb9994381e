//! JSON names from printed names.
//!
//! In: a resolved API whose fields carry what their page prints. Out: the same API with a JSON name for
//! every field, each with its evidence.

use std::collections::HashMap;

use heck::{ToKebabCase, ToLowerCamelCase, ToPascalCase, ToSnakeCase};

use crate::{
    config::Case,
    diag::{Code, Diagnostic, Diagnostics},
    dialect::Printing,
    ir::{Api, Kind, ModelId, NameEvidence},
    markdown::Page,
    source::{Sources, Span},
};

/// Finds the JSON name of every field. `case` is what `spec.toml` says of the API's dominant case.
pub fn recover(api: &mut Api<ModelId>, pages: &[Page<'_>], printing: Printing, case: Option<Case>) {
    let _ = pages;
    let case = case.unwrap_or(match printing {
        Printing::Verbatim | Printing::Snake => Case::AsPrinted,
        Printing::Camel => Case::AsPrinted,
        Printing::Pascal { .. } => Case::Snake,
    });
    for model in &mut api.models {
        let Kind::Struct(target) = &mut model.kind else { continue };
        for field in &mut target.fields {
            let printed = &field.json.text;
            field.json.text = match case {
                Case::AsPrinted => printed.clone(),
                Case::Snake => printed.to_snake_case(),
                Case::Camel => printed.to_lower_camel_case(),
                Case::Pascal => printed.to_pascal_case(),
                Case::Kebab => printed.to_kebab_case(),
            };
            field.json.evidence = NameEvidence::DominantCase;
        }
    }
}

/// Keeps the first of several fields of one struct that have the same JSON name.
pub fn unique(api: &mut Api<ModelId>, sources: &Sources, diagnostics: &mut Diagnostics) {
    for model in &mut api.models {
        let Kind::Struct(target) = &mut model.kind else { continue };
        let mut seen: HashMap<String, Span> = HashMap::new();
        target.fields.retain(|field| {
            let Some(first) = seen.get(&field.json.text) else {
                seen.insert(field.json.text.clone(), field.span);
                return true;
            };
            let message = format!(
                "`{}` has the JSON name `{}`, which the field at {} has too; it is left out",
                field.printed,
                field.json.text,
                sources.place(*first)
            );
            diagnostics.push(Diagnostic::new(Code::DuplicateField, field.span, message).help(format!(
                "state its name in spec.toml: [override.\"{}.{}\"] json = \"..\"",
                model.title, field.printed
            )));
            false
        });
    }
}
