//! The smallest parts of syntax: identifiers, paths, types, attributes.
//!
//! Built by hand and not parsed: most of a generated file is made of these.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    AngleBracketedGenericArguments, AttrStyle, Attribute, Expr, ExprLit, FieldModifiers, GenericArgument, Lit, LitStr,
    MacroDelimiter, Meta, MetaList, MetaNameValue, Path, PathArguments, PathSegment, Token, TypePath,
    punctuated::Punctuated, token,
};

use crate::rust::Type;

/// How the standard library is spelled in a file: in full where a type of the file is called like
/// something of it.
#[derive(Debug, Clone, Copy)]
pub struct Std {
    /// Whether it is spelled in full.
    pub full: bool,
}

impl Std {
    /// `name`, or its path where names are spelled in full.
    pub fn path(self, module: &str, name: &str) -> Path {
        if self.full { path(&["std", module, name]) } else { path(&[name]) }
    }

    /// A variant of the prelude, or its path where names are spelled in full.
    pub fn variant(self, module: &str, of: &str, name: &str) -> Path {
        if self.full { path(&["std", module, of, name]) } else { path(&[name]) }
    }

    /// Something of a type of the prelude.
    pub fn member(self, module: &str, of: &str, name: &str) -> Path {
        if self.full { path(&["std", module, of, name]) } else { path(&[of, name]) }
    }

    /// [`Self::path`] as text, for attributes that take paths as strings.
    pub fn text(self, module: &str, name: &str) -> String {
        if self.full { ["std", module, name].join("::") } else { name.to_owned() }
    }
}

thread_local! {
    static PLACE: Attribute = attr_value("doc", "");
}

/// An identifier, raw where it is written so.
pub fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A path without arguments.
pub fn path<S: AsRef<str>>(segments: &[S]) -> Path {
    let segments = segments.iter().map(|segment| PathSegment::from(ident(segment.as_ref())));
    Path { leading_colon: None, segments: segments.collect() }
}

/// `base<args>`
pub fn generic(mut base: Path, args: impl IntoIterator<Item = syn::Type>) -> Path {
    if let Some(last) = base.segments.last_mut() {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Token![<](Span::call_site()),
            args: args.into_iter().map(GenericArgument::Type).collect(),
            gt_token: Token![>](Span::call_site()),
        });
    }
    base
}

fn generic_type(base: Path, args: impl IntoIterator<Item = syn::Type>) -> syn::Type {
    of_path(generic(base, args))
}

/// A path that is a type.
pub fn of_path(path: Path) -> syn::Type {
    syn::Type::Path(TypePath { attrs: Vec::new(), qself: None, path })
}

/// A type.
pub fn ty(std: Std, of: &Type) -> syn::Type {
    match of {
        Type::Unit => syn::Type::Tuple(syn::TypeTuple {
            attrs: Vec::new(),
            paren_token: token::Paren::default(),
            elems: Punctuated::new(),
        }),
        Type::Bool => of_path(path(&["bool"])),
        Type::I64 => of_path(path(&["i64"])),
        Type::F64 => of_path(path(&["f64"])),
        Type::String => of_path(std.path("string", "String")),
        Type::Text(text) => syn::parse_str(text.path()).expect("a path of a fixed table"),
        Type::Json => of_path(path(&["serde_json", "Value"])),
        Type::JsonObject => generic_type(
            path(&["serde_json", "Map"]),
            [ty(std, &Type::String), of_path(path(&["serde_json", "Value"]))],
        ),
        Type::Extra => of_path(path(&["crate", "support", "Extra"])),
        Type::TypedExtra(inner) => generic_type(path(&["crate", "support", "TypedExtra"]), [ty(std, inner)]),
        Type::Option(inner) => generic_type(std.path("option", "Option"), [ty(std, inner)]),
        Type::Maybe(inner) => generic_type(path(&["crate", "support", "Maybe"]), [ty(std, inner)]),
        Type::Vec(inner) => generic_type(std.path("vec", "Vec"), [ty(std, inner)]),
        Type::Map(inner) => {
            generic_type(path(&["std", "collections", "BTreeMap"]), [ty(std, &Type::String), ty(std, inner)])
        }
        Type::Box(inner) => generic_type(std.path("boxed", "Box"), [ty(std, inner)]),
        Type::Path(segments) => of_path(path(segments)),
    }
}

fn attribute(style: AttrStyle, meta: Meta) -> Attribute {
    Attribute { pound_token: Token![#](Span::call_site()), style, bracket_token: token::Bracket::default(), meta }
}

fn name_value(name: &str, value: Lit) -> Meta {
    let value = Expr::Lit(ExprLit { attrs: Vec::new(), lit: value });
    Meta::NameValue(MetaNameValue { path: path(&[name]), eq_token: Token![=](Span::call_site()), value })
}

/// `#[name = "value"]`
pub fn attr_value(name: &str, value: &str) -> Attribute {
    attribute(AttrStyle::Outer, name_value(name, Lit::Str(LitStr::new(value, Span::call_site()))))
}

/// `#[name]`
pub fn attr_word(name: &str) -> Attribute {
    attribute(AttrStyle::Outer, Meta::Path(path(&[name])))
}

/// `#[name(tokens)]`
pub fn attr_list(name: &str, tokens: TokenStream) -> Attribute {
    let delimiter = MacroDelimiter::Paren(token::Paren::default());
    attribute(AttrStyle::Outer, Meta::List(MetaList { path: path(&[name]), delimiter, tokens }))
}

/// `#[cfg(feature = "..")]`, or `#[cfg(any(..))]` of several features; nothing where there is none.
pub fn behind<S: AsRef<str>>(features: &[S]) -> Option<Attribute> {
    let on = |feature: &S| setting("feature", feature.as_ref());
    match features {
        [] => None,
        [feature] => Some(attr_list("cfg", on(feature))),
        features => {
            let features = features.iter().map(on);
            Some(attr_list("cfg", quote!(any(#(#features),*))))
        }
    }
}

/// Where a comment goes, if there is one: an empty one, in whose place the text comes once all else is printed.
/// Comments are a third of all text, and nothing that has to be taken apart and put together again.
pub fn docs(lines: &[String]) -> Vec<Attribute> {
    if lines.is_empty() { Vec::new() } else { vec![PLACE.with(Clone::clone)] }
}

/// A comment of one line, which prints as `///`.
pub fn doc(line: &str) -> Attribute {
    attr_value("doc", &[" ", line].concat())
}

/// A comment of the file itself, which prints as `//!`.
pub fn inner_docs(lines: &[&str]) -> Vec<Attribute> {
    let text = |line: &str| if line.is_empty() { String::new() } else { [" ", line].concat() };
    let literal = |line: &str| Lit::Str(LitStr::new(&text(line), Span::call_site()));
    let style = AttrStyle::Inner(Token![!](Span::call_site()));
    lines.iter().map(|line| attribute(style, name_value("doc", literal(line)))).collect()
}

/// `name = "value"` inside of an attribute.
pub fn setting(name: &str, value: &str) -> TokenStream {
    let (name, value) = (ident(name), Literal::string(value));
    quote!(#name = #value)
}

/// A field: `pub name: ty` or, without a name, `pub ty`; `visible` says whether it is `pub` at all.
pub fn field(attrs: Vec<Attribute>, visible: bool, name: Option<&str>, ty: syn::Type) -> syn::Field {
    syn::Field {
        attrs,
        vis: if visible { public() } else { syn::Visibility::Inherited },
        modifiers: FieldModifiers::default(),
        ident: name.map(ident),
        colon_token: name.map(|_| Token![:](Span::call_site())),
        ty,
        default: None,
    }
}

/// `pub`
pub fn public() -> syn::Visibility {
    syn::Visibility::Public(Token![pub](Span::call_site()))
}

/// Things behind each other with commas between.
pub fn commas<T: ToTokens>(parts: impl IntoIterator<Item = T>) -> TokenStream {
    let list: Punctuated<T, Token![,]> = parts.into_iter().collect();
    list.into_token_stream()
}
