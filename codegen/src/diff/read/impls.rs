//! What the `impl` blocks of a file say of its types: traits, what `new` asks for, the values of enums,
//! how unions are read.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{Expr, FnArg, ImplItem, ItemImpl, Pat, Stmt, Type};

use super::{
    super::surface::{Argument, Ty},
    place::Place,
};

/// What the `impl` blocks of a file say, by the name of the type.
#[derive(Debug, Default)]
pub struct Impls {
    traits: BTreeMap<String, BTreeSet<String>>,
    arguments: BTreeMap<String, Vec<Argument>>,
    /// The fields that `new` fills in with something, and whether that might be nothing too.
    filled: BTreeMap<(String, String), bool>,
    /// Types that are what a `new` asks for, and whose `new`.
    asked_for: BTreeMap<String, String>,
    values: BTreeMap<(String, String), String>,
    readings: BTreeMap<String, Reading>,
    nothing: Reading,
}

/// How the member of a union is found.
#[derive(Debug, Default, PartialEq)]
pub struct Reading {
    /// The property that tells members apart, where it is one.
    pub tag: Option<String>,
    /// Whether members are tried one after the other.
    pub tried: bool,
    tags: BTreeMap<String, BTreeSet<String>>,
}

impl Reading {
    /// Adds values of the tag that mean this variant.
    pub fn add_tags(&mut self, variant: String, tags: impl Iterator<Item = String>) {
        self.tags.entry(variant).or_default().extend(tags);
    }

    /// The values of the tag that mean this variant.
    pub fn tags_of(&self, variant: &str) -> BTreeSet<String> {
        self.tags.get(variant).cloned().unwrap_or_default()
    }
}

impl Impls {
    /// Reads them.
    pub fn new(place: &Place<'_>, parsed: &syn::File) -> Self {
        let mut impls = Self::default();
        for item in &parsed.items {
            if let syn::Item::Impl(item) = item {
                impls.add(place, item);
            }
        }
        impls
    }

    /// The traits that are implemented for a type, and by which other types are made of it.
    pub fn traits_of(&self, name: &str) -> BTreeSet<String> {
        self.traits.get(name).cloned().unwrap_or_default()
    }

    /// What `new` asks for.
    pub fn arguments_of(&self, name: &str) -> Option<&[Argument]> {
        self.arguments.get(name).map(Vec::as_slice)
    }

    /// Whether `new` puts anything into a field.
    pub fn fills_in(&self, name: &str, field: &str) -> bool {
        self.filled.contains_key(&(name.to_owned(), field.to_owned()))
    }

    /// Whether what `new` puts into a field might be absent in a body.
    pub fn wraps(&self, name: &str, field: &str) -> bool {
        self.filled.get(&(name.to_owned(), field.to_owned())).is_some_and(|wrapped| *wrapped)
    }

    /// The type whose `new` asks for this one.
    pub fn asked_for_by(&self, name: &str) -> Option<&str> {
        self.asked_for.get(name).map(String::as_str)
    }

    /// The value that a variant stands for, as JSON.
    pub fn value_of(&self, name: &str, variant: &str) -> Option<String> {
        self.values.get(&(name.to_owned(), variant.to_owned())).cloned()
    }

    /// How a union is read.
    pub fn reading_of(&self, name: &str) -> &Reading {
        self.readings.get(name).unwrap_or(&self.nothing)
    }

    fn add(&mut self, place: &Place<'_>, item: &ItemImpl) {
        let Type::Path(of) = &*item.self_ty else { return };
        let subject = place.of_path(&of.path);
        let name = subject.name().to_owned();
        let own = |ty: &Ty| ty.path == place.path(ty.name());
        let Some(implemented) = trait_name(place, item) else {
            item.items.iter().for_each(|member| self.add_method(place, &name, member));
            return;
        };
        if own(&subject) {
            if implemented == "Deserialize" {
                self.readings.insert(name.clone(), reading(item));
            }
            self.traits.entry(name).or_default().insert(implemented);
            return;
        }
        // `impl From<Mood> for String` is what a mood can do.
        let source = item.trait_.as_ref().and_then(|(path, _)| place.of_path(path).args.first().cloned());
        if let Some(source) = source.filter(own) {
            self.traits.entry(source.name().to_owned()).or_default().insert(format!("Into<{subject}>"));
        }
    }

    fn add_method(&mut self, place: &Place<'_>, name: &str, member: &ImplItem) {
        let ImplItem::Fn(function) = member else { return };
        let called = function.sig.ident.to_string();
        if called == "new" {
            let arguments = function.sig.inputs.iter().filter_map(|input| match input {
                FnArg::Typed(input) => match &*input.pat {
                    Pat::Ident(ident) => Some(Argument { ident: ident.ident.to_string(), ty: place.ty(&input.ty) }),
                    _ => None,
                },
                FnArg::Receiver(_) => None,
            });
            let arguments: Vec<Argument> = arguments.collect();
            if let [Argument { ident, ty }] = arguments.as_slice()
                && ident == "required"
                && ty.path == place.path(ty.name())
                && ty.name().starts_with(name)
            {
                self.asked_for.insert(ty.name().to_owned(), name.to_owned());
            }
            self.arguments.insert(name.to_owned(), arguments);
            if let Some(Stmt::Expr(Expr::Struct(literal), _)) = function.block.stmts.last() {
                let filled = literal.fields.iter().filter(|field| !is_nothing(&field.expr));
                let filled = filled.filter_map(|field| match &field.member {
                    syn::Member::Named(ident) => Some(((name.to_owned(), ident.to_string()), is_wrapped(&field.expr))),
                    syn::Member::Unnamed(_) => None,
                });
                self.filled.extend(filled);
            }
        }
        if let (true, Some(Stmt::Expr(Expr::Match(all), _))) = (called.starts_with("as_"), function.block.stmts.last())
        {
            for arm in &all.arms {
                let (Pat::Path(variant), Some(value)) = (&arm.pat, literal(&arm.body)) else { continue };
                let Some(variant) = variant.path.segments.last() else { continue };
                self.values.insert((name.to_owned(), variant.ident.to_string()), value);
            }
        }
    }
}

/// The trait of an `impl`, with its arguments; `None` where it is of no trait.
pub fn trait_name(place: &Place<'_>, item: &ItemImpl) -> Option<String> {
    let (path, _) = item.trait_.as_ref()?;
    let mut ty = place.of_path(path);
    ty.path = ty.name().to_owned();
    let argument = |arg: &Ty| arg.path.clone() + &arg.args.iter().map(Ty::to_string).collect::<Vec<_>>().join(",");
    let args: Vec<String> = ty.args.iter().map(argument).collect();
    Some(if args.is_empty() { ty.path } else { format!("{}<{}>", ty.path, args.join(", ")) })
}

/// Whether a field begins as nothing: `None`, `Maybe::Absent`, `Extra::new()`.
fn is_nothing(value: &Expr) -> bool {
    match value {
        Expr::Path(path) => {
            path.path.segments.last().is_some_and(|last| last.ident == "None" || last.ident == "Absent")
        }
        Expr::Call(call) => call.args.is_empty(),
        _ => false,
    }
}

/// Whether a field begins as something that it might be without: `Some(name)`, `Maybe::Value(name)`.
fn is_wrapped(value: &Expr) -> bool {
    let Expr::Call(call) = value else { return false };
    let Expr::Path(path) = &*call.func else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == "Some" || last.ident == "Value")
}

/// A literal as JSON.
fn literal(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(of) => match &of.lit {
            syn::Lit::Str(text) => Some(serde_json::Value::String(text.value()).to_string()),
            syn::Lit::Int(number) => Some(number.to_string()),
            syn::Lit::Float(number) => Some(number.to_string()),
            _ => None,
        },
        Expr::Unary(negative) => Some(format!("-{}", literal(&negative.expr)?)),
        _ => None,
    }
}

/// Looks for `tag(&value, "kind")`, for `Some("a" | "b") => .. Self::A`, and for `or(..)`.
fn reading(item: &ItemImpl) -> Reading {
    let mut tokens = Vec::new();
    for member in &item.items {
        if let ImplItem::Fn(function) = member {
            let block = &function.block;
            flatten(quote::quote!(#block), &mut tokens);
        }
    }
    let mut reading = Reading::default();
    let mut pending: Vec<String> = Vec::new();
    let word = |at: usize| tokens.get(at).map(String::as_str).unwrap_or_default();
    let mut at = 0;
    while at < tokens.len() {
        match word(at) {
            "tag" if word(at + 1) == "(" => {
                let property = (at..at + 8).map(word).find_map(text);
                reading.tag = property.or(reading.tag);
                // What stands in here is no value of the tag.
                at += (at..at + 8).position(|at| word(at) == ")").unwrap_or(0);
            }
            "or" if word(at + 1) == "(" => reading.tried = true,
            "Some" if word(at + 1) == "(" && text(word(at + 2)).is_some() => {
                let end = (at..tokens.len()).find(|at| word(at + 1) == ")").unwrap_or(at);
                pending.extend((at..=end).map(word).filter_map(text));
                at = end;
            }
            "Self" if word(at + 3) != "Unknown" && !pending.is_empty() => {
                let variant = (at + 1..at + 4).map(word).find(|word| !word.starts_with(':')).unwrap_or_default();
                reading.tags.entry(variant.to_owned()).or_default().extend(pending.drain(..));
            }
            _ => {}
        }
        at += 1;
    }
    reading
}

/// The value of a string literal.
fn text(token: &str) -> Option<String> {
    syn::parse_str::<syn::LitStr>(token).ok().map(|text| text.value())
}

/// Every token, brackets among them.
fn flatten(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let bracket = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                found.push(bracket.0.to_owned());
                flatten(group.stream(), found);
                found.push(bracket.1.to_owned());
            }
            other => found.push(other.to_string()),
        }
    }
}
