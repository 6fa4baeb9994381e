//! Listed values as enums that keep what is not listed.

use serde_json::Value;

use crate::{
    ir,
    rust::{Docs, Enum, Item, Variant, ident},
};

use super::{Context, derives, docs, escape};

/// One enum. Each value once, in document order.
pub fn lower(context: &Context<'_>, ident: String, mut docs: Docs, values: &ir::Enum) -> Item {
    let mut listed: Vec<(String, &ir::Value)> = Vec::with_capacity(values.values.len());
    let mut seen = std::collections::HashSet::new();
    for value in &values.values {
        let text = text(&value.json);
        if seen.insert(text.clone()) {
            listed.push((text, value));
        }
    }
    if let Some(sentence) = &values.inferred {
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.push("Inferred from:".to_owned());
        let quoted = escape::text(&escape::clean(&sentence.text), false, true);
        docs.extend(escape::sentences(&quoted).into_iter().map(|line| format!("> {line}")));
    }
    let texts: Vec<&str> = listed.iter().map(|(text, _)| text.as_str()).collect();
    let variants = ident::variants(&texts).into_iter().zip(&listed).map(|(ident, (_, value))| Variant {
        ident,
        docs: docs::render(&value.docs, &|_| None),
        value: value.json.clone(),
    });
    Item::Enum(Enum {
        ident,
        docs,
        derives: derives::of_enum(context.config, values.base),
        base: values.base,
        variants: variants.collect(),
        exhaustive: context.config.exhaustive,
    })
}

/// A value as text: that of a string, else its JSON.
pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
