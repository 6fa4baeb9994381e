//! What the types say on the wire, in whatever form the codec left it.
//!
//! In: attributes. Out: names in JSON, values, whether unlisted keys are refused. Stock derives say it in
//! serde's attributes; types without these say a differing name as `#[doc(alias)]`.

use syn::{Attribute, LitStr};

/// The field for keys that are not listed; no other field is called so.
const UNLISTED: &str = "extra";

/// The name of a field in JSON; `None` for the field that takes all keys that are not listed.
pub fn json_name(ident: &str, attrs: &[Attribute]) -> Option<String> {
    let plain = ident.trim_start_matches("r#");
    if plain == UNLISTED {
        return None;
    }
    Some(setting(attrs, "serde", "rename").or_else(|| alias(attrs)).unwrap_or_else(|| plain.to_owned()))
}

/// A value of a set as JSON, where its variant says it.
pub fn value(ident: &str, attrs: &[Attribute]) -> String {
    let text = setting(attrs, "serde", "rename").or_else(|| alias(attrs)).unwrap_or_else(|| ident.to_owned());
    serde_json::Value::String(text).to_string()
}

/// Whether unlisted keys are refused.
pub fn denies_unknown(attrs: &[Attribute]) -> bool {
    setting(attrs, "serde", "deny_unknown_fields").is_some()
}

fn alias(attrs: &[Attribute]) -> Option<String> {
    setting(attrs, "doc", "alias")
}

/// What `name` is set to in `#[list(..)]`; empty where it is a word of its own.
fn setting(attrs: &[Attribute], list: &str, name: &str) -> Option<String> {
    let mut found = None;
    for attr in attrs.iter().filter(|attr| attr.path().is_ident(list) && attr.meta.require_list().is_ok()) {
        // What cannot be read says nothing.
        let _ = attr.parse_nested_meta(|meta| {
            let value = match meta.value() {
                Ok(value) => value.parse::<LitStr>()?.value(),
                Err(_) => String::new(),
            };
            if meta.path.is_ident(name) {
                found = Some(value);
            }
            Ok(())
        });
    }
    found
}
