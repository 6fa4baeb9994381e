//! The round-trip tests that a generated crate carries for its users.
//!
//! In: for each model its Rust path and its cases. Out: files below `tests/`: one JSON file of cases and
//! one line of Rust a model, and the harness that they share. Nothing here knows how types meet serde:
//! the tests go through JSON text.

use std::collections::BTreeMap;

use proc_macro2::Span;
use quote::{format_ident, quote};
use syn::{
    AngleBracketedGenericArguments, Expr, ExprLit, ExprPath, ExprTuple, GenericArgument, Lit, LitStr, Path,
    PathArguments, PathSegment, Token, TypePath, punctuated::Punctuated,
};

use crate::output::MARKER;

/// Emitted verbatim.
const HARNESS: &str = include_str!("../../support/round_trip/harness.rs");
/// Emitted verbatim.
const SAMPLES: &str = include_str!("../../support/round_trip/samples.rs");

/// One model, as the tests see it.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// The type's path from its crate: `["friendli", "ChatCompletion"]`.
    pub path: &'a [String],
    /// The file of its cases, below `tests/samples`: unique, also where case does not count.
    pub file: &'a str,
    /// The text of that file; `None` where it has no cases.
    pub samples: Option<String>,
}

/// The tests of one API, by path below the crate's folder.
pub fn of_api(crate_name: &str, module: &str, subjects: Vec<Subject<'_>>) -> BTreeMap<String, String> {
    let sampled = || subjects.iter().filter(|subject| subject.samples.is_some());
    let mut list: syn::File = syn::parse_quote! {
        use super::super::harness::{Model, again};

        #[doc = " Every model of the API that has samples."]
        pub const MODELS: &[Model] = &[];
    };
    if let Some(syn::Item::Const(list)) = list.items.last_mut()
        && let Expr::Reference(list) = &mut *list.expr
        && let Expr::Array(list) = &mut *list.expr
    {
        list.elems = sampled().map(|subject| line(crate_name, subject)).collect();
    }
    let list = rows(&text(&list));
    let samples = subjects
        .into_iter()
        .filter_map(|Subject { file, samples, .. }| Some((format!("tests/samples/{file}"), samples?)));
    let mut files: BTreeMap<_, _> = samples.collect();
    files.insert(format!("tests/round_trip/api/{}.rs", module.trim_start_matches("r#")), list);
    files
}

/// `("file", again::<path>)`, built by hand: there is one for each model.
fn line(crate_name: &str, subject: &Subject<'_>) -> Expr {
    let segments = [crate_name].into_iter().chain(subject.path.iter().map(String::as_str));
    let segments = segments.map(|name| PathSegment::from(ident(name))).collect();
    let ty = syn::Type::Path(TypePath { attrs: Vec::new(), qself: None, path: Path { leading_colon: None, segments } });
    let arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
        colon2_token: Some(Token![::](Span::call_site())),
        lt_token: Token![<](Span::call_site()),
        args: Punctuated::from_iter([GenericArgument::Type(ty)]),
        gt_token: Token![>](Span::call_site()),
    });
    let path = Path::from(PathSegment { ident: ident("again"), arguments });
    let file = Lit::Str(LitStr::new(subject.file, Span::call_site()));
    let elems = [
        Expr::Lit(ExprLit { attrs: Vec::new(), lit: file }),
        Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path }),
    ];
    Expr::Tuple(ExprTuple { attrs: Vec::new(), paren_token: Default::default(), elems: elems.into_iter().collect() })
}

/// The files that the tests of all APIs share. Each API is tested where the feature that stands beside it is on:
/// it switches on all of its models.
pub fn shared(modules: &[(&str, Option<&str>)]) -> BTreeMap<String, String> {
    let tests = modules.iter().map(|(module, _)| format_ident!("{}_comes_back", module.trim_start_matches("r#")));
    let on: Vec<_> = modules.iter().map(|(_, feature)| feature.map(|on| quote!(#[cfg(feature = #on)]))).collect();
    // With no API on, nobody asks the harness.
    let any: Option<Vec<&str>> = modules.iter().map(|(_, feature)| *feature).collect();
    let any = any.map(|any| quote!(#![cfg(any(#(feature = #any),*))]));
    let modules: Vec<_> = modules.iter().map(|(module, _)| ident(module)).collect();
    let file = syn::parse_quote! {
        #![doc = " Every sample below `tests/samples` comes back from its type as the same JSON."]
        #any

        #[rustfmt::skip]
        mod harness;
        #[rustfmt::skip]
        mod samples;
        #[rustfmt::skip]
        mod api {
            #(#on pub mod #modules;)*
        }

        #(
            #on
            #[test]
            fn #tests() {
                harness::check(api::#modules::MODELS);
            }
        )*
    };
    let verbatim = |text: &str| format!("// {MARKER}; do not edit.\n\n{text}");
    [("main", text(&file)), ("harness", verbatim(HARNESS)), ("samples", verbatim(SAMPLES))]
        .map(|(name, text)| (format!("tests/round_trip/{name}.rs"), text))
        .into()
}

/// Names are identifiers by then: `lower` has seen to it.
fn ident(name: &str) -> proc_macro2::Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => proc_macro2::Ident::new_raw(keyword, proc_macro2::Span::call_site()),
        None => format_ident!("{name}"),
    }
}

fn text(file: &syn::File) -> String {
    format!("// {MARKER}; do not edit.\n\n{}", prettyplease::unparse(file))
}

/// The same list with one line a model, however long the names in it are.
fn rows(text: &str) -> String {
    let mut out = String::new();
    let mut row: Option<String> = None;
    for line in text.lines() {
        match (&mut row, line) {
            (_, "    (") => row = Some("    (".to_owned()),
            (Some(open), "    ),") => {
                out.push_str(&format!("{}),\n", open.trim_end_matches([',', ' '])));
                row = None;
            }
            (Some(open), part) => open.push_str(&format!("{} ", part.trim())),
            (None, line) => out.push_str(&format!("{line}\n")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_model_is_one_line_and_one_file() {
        let path = ["cats".to_owned(), "Cat".to_owned()];
        let subject = Subject { path: &path, file: "cats/cat.json", samples: Some("{}\n".to_owned()) };
        let mut files = of_api("models", "cats", vec![subject]);
        files.extend(shared(&[("cats", None)]));
        files.retain(|path, _| !path.ends_with("/harness.rs") && !path.ends_with("/samples.rs"));
        let all = files.iter().map(|(path, text)| format!("== {path}\n{text}"));
        expect![[r#"
            == tests/round_trip/api/cats.rs
            // @generated by fieldmark; do not edit.

            use super::super::harness::{Model, again};
            /// Every model of the API that has samples.
            pub const MODELS: &[Model] = &[("cats/cat.json", again::<models::cats::Cat>)];
            == tests/round_trip/main.rs
            // @generated by fieldmark; do not edit.

            //! Every sample below `tests/samples` comes back from its type as the same JSON.
            #[rustfmt::skip]
            mod harness;
            #[rustfmt::skip]
            mod samples;
            #[rustfmt::skip]
            mod api {
                pub mod cats;
            }
            #[test]
            fn cats_comes_back() {
                harness::check(api::cats::MODELS);
            }
            == tests/samples/cats/cat.json
            {}
        "#]]
        .assert_eq(&all.collect::<String>());
    }
}
