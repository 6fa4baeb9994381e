//! A program that uses every public item of a crate: what callers of all kinds would write.
//!
//! In: the surface of the crate as it was. Out: the text of a program that must go on to compile against the
//! crate as it is, as long as nothing breaks; when run, it passes old samples through the new types.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use fieldmark::diff::{
    read::Files,
    surface::{Argument, Item, Kind, Struct, Surface, Ty},
};

/// The program. `after` says which types there still are: samples of others are not passed.
pub fn text(before: &Surface, after: &Surface, samples: &Files) -> String {
    let mut text =
        String::from("#![allow(dead_code, unused, deprecated, non_snake_case)]\nmod harness;\nmod samples;\n\n");
    let items = before.items.values().filter(|item| item.module() != "support");
    for (number, item) in items.enumerate() {
        let _ = writeln!(text, "mod item_{number} {{\n    fn is<T>(_: &T) {{}}\n{}}}", uses(item, before));
    }
    text.push_str("fn main() {\n");
    for (path, samples) in samples {
        let Some(file) = path.strip_prefix("tests/samples/") else { continue };
        let _ = writeln!(text, "    harness::check({file:?}, &[");
        for path in models(samples).filter(|path| after.items.contains_key(path)) {
            let segments: Vec<&str> = path.split("::").collect();
            let _ = writeln!(text, "        (&{segments:?}, harness::again::<models::{path}>),");
        }
        text.push_str("    ]);\n");
    }
    text.push_str("}\n");
    text
}

/// The types that have samples.
fn models(samples: &str) -> impl Iterator<Item = String> {
    let all: BTreeMap<String, serde_json::Value> = serde_json::from_str(samples).expect("an object");
    all.into_keys().filter(|name| !name.is_empty())
}

fn uses(item: &Item, surface: &Surface) -> String {
    let path = format!("models::{}", item.path);
    let mut text = format!("    fn hold(_: {path}) {{}}\n");
    for (number, name) in item.traits.iter().enumerate() {
        if ["Clone", "Debug", "Default", "PartialEq", "Eq", "Hash"].contains(&name.as_str()) {
            let bound = match name.as_str() {
                "Debug" => "std::fmt::Debug",
                "Hash" => "std::hash::Hash",
                name => name,
            };
            let _ = writeln!(text, "    fn trait_{number}() {{ fn has<T: {bound}>() {{}} has::<{path}>() }}");
        }
    }
    match &item.kind {
        Kind::Struct(of) => {
            for field in &of.fields {
                let (name, ty) = (&field.ident, spelled(&field.ty, surface));
                let _ = writeln!(text, "    fn read_{0}(v: &{path}) {{ let _: &{ty} = &v.{name}; }}", plain(name));
                let _ = writeln!(text, "    fn set_{0}(v: &mut {path}, to: {ty}) {{ v.{name} = to; }}", plain(name));
            }
            text.push_str(&built(&path, of, surface));
        }
        Kind::Enum(of) => {
            let base = spelled(&of.base, surface);
            let _ = writeln!(text, "    fn make(v: {base}) -> {path} {{ {path}::from(v) }}");
            let arms: String = of.variants.iter().map(|one| format!("{path}::{} => 1, ", one.ident)).collect();
            let _ = writeln!(text, "    fn look(v: &{path}) -> u8 {{ match v {{ {arms}_ => 0 }} }}");
            for variant in &of.variants {
                let _ = writeln!(text, "    fn make_{0}() -> {path} {{ {path}::{0} }}", variant.ident);
            }
        }
        Kind::Union(of) => {
            for member in &of.members {
                let (name, ty) = (&member.ident, spelled(&member.ty, surface));
                let _ = writeln!(text, "    fn make_{name}(v: {ty}) -> {path} {{ {path}::{name}(v) }}");
                let _ = writeln!(
                    text,
                    "    fn look_{name}(v: &{path}) {{ match v {{ {path}::{name}(held) => {{ let _: &{ty} = held; }} _ => {{}} }} }}"
                );
            }
        }
        Kind::Newtype(ty) => {
            let ty = spelled(ty, surface);
            let _ = writeln!(text, "    fn read(v: &{path}) {{ let _: &{ty} = &v.0; }}");
        }
        Kind::Alias(ty) => {
            let ty = spelled(ty, surface);
            let _ = writeln!(text, "    fn same(v: {path}) -> {ty} {{ v }}");
        }
        Kind::Arguments(..) | Kind::Other(_) => {}
    }
    text
}

/// A call of `new` with arguments of the documented types.
fn built(path: &str, of: &Struct, surface: &Surface) -> String {
    let Some(arguments) = &of.arguments else { return String::new() };
    // What can be turned into text is given as text.
    let ty = |argument: &Argument| match argument.ty.path.as_str() {
        "impl" => "String".to_owned(),
        _ => spelled(&argument.ty, surface),
    };
    let given: String = arguments.iter().map(|one| format!("{}: {}, ", one.ident, ty(one))).collect();
    let names: String = arguments.iter().map(|one| format!("{}, ", one.ident)).collect();
    match &of.by_name {
        Some(by_name) => {
            format!("    fn build({given}) -> {path} {{ {path}::new(models::{by_name} {{ {names} }}) }}\n")
        }
        None => format!("    fn build({given}) -> {path} {{ {path}::new({names}) }}\n"),
    }
}

/// A type as a caller spells it.
fn spelled(ty: &Ty, surface: &Surface) -> String {
    let path = match ty.path.as_str() {
        "BTreeMap" => "std::collections::BTreeMap".to_owned(),
        path if surface.items.contains_key(path) || path.starts_with("support::") => format!("models::{path}"),
        path => path.to_owned(),
    };
    let args: Vec<String> = ty.args.iter().map(|arg| spelled(arg, surface)).collect();
    if args.is_empty() { path } else { format!("{path}<{}>", args.join(", ")) }
}

fn plain(name: &str) -> String {
    name.replace("r#", "")
}

/// The words of a text that may be names.
pub fn names(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}
