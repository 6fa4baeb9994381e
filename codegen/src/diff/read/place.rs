//! A file of a crate: where it lies, what its names mean, which line an item is on.

use std::collections::BTreeSet;

use syn::{Attribute, Expr, GenericArgument, Lit, Meta, PathArguments, Type, Visibility};

use super::{super::surface::Ty, Files};

/// A file.
pub struct Place<'a> {
    /// Its path below the crate's folder.
    pub file: &'a str,
    /// The page that it is made of, below the spec folder.
    pub page: &'a str,
    /// The modules that its items are shown in: the folder that it lies in.
    pub modules: Vec<String>,
    text: &'a str,
    own: BTreeSet<String>,
}

impl<'a> Place<'a> {
    /// A file below `src/`.
    pub fn new(file: &'a str, text: &'a str, parsed: &syn::File) -> Self {
        let below = file.strip_prefix("src/").unwrap_or(file);
        let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
        let modules = folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let head = text.lines().next().unwrap_or_default();
        let page = head.split_once(" from ").map_or("", |(_, page)| page);
        let own = parsed.items.iter().filter_map(|item| match item {
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            syn::Item::Enum(item) => Some(item.ident.to_string()),
            syn::Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        });
        Self { file, page, modules, text, own: own.collect() }
    }

    /// The path of an item of this file from the crate.
    pub fn path(&self, ident: &str) -> String {
        self.modules.iter().map(String::as_str).chain([ident]).collect::<Vec<_>>().join("::")
    }

    /// A type, its paths from the crate.
    pub fn ty(&self, ty: &Type) -> Ty {
        match ty {
            Type::Path(of) => self.of_path(&of.path),
            Type::ImplTrait(of) => {
                let bounds = of.bounds.iter().filter_map(|bound| match bound {
                    syn::TypeParamBound::Trait(bound) => Some(self.of_path(&bound.path)),
                    _ => None,
                });
                Ty { path: "impl".to_owned(), args: bounds.collect() }
            }
            other => Ty { path: quote::quote!(#other).to_string().replace(' ', ""), args: Vec::new() },
        }
    }

    /// A path with its arguments, from the crate; lifetimes are left out.
    pub fn of_path(&self, path: &syn::Path) -> Ty {
        let args = path.segments.last().map(|segment| match &segment.arguments {
            PathArguments::AngleBracketed(of) => of
                .args
                .iter()
                .filter_map(|arg| match arg {
                    GenericArgument::Type(ty) => Some(self.ty(ty)),
                    _ => None,
                })
                .collect(),
            PathArguments::None | PathArguments::Parenthesized(_) => Vec::new(),
        });
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        Ty { path: self.absolute(&segments), args: args.unwrap_or_default() }
    }

    fn absolute(&self, segments: &[String]) -> String {
        match segments {
            [only] if self.own.contains(only) => self.path(only),
            [first, rest @ ..] => match first.as_str() {
                "crate" => rest.join("::"),
                // A file is a module of its own below the one that shows its items.
                "super" => {
                    let up = rest.iter().take_while(|part| *part == "super").count();
                    let base = &self.modules[..self.modules.len().saturating_sub(up)];
                    base.iter().chain(&rest[up..]).map(String::as_str).collect::<Vec<_>>().join("::")
                }
                "std" | "core" | "alloc" => rest.last().cloned().unwrap_or_default(),
                _ => segments.join("::"),
            },
            [] => String::new(),
        }
    }

    /// The line of an item's definition, from 1.
    pub fn line_of_item(&self, ident: &str) -> usize {
        let starts = |line: &str| {
            let rest = line.strip_prefix("pub ")?;
            let rest = ["struct ", "enum ", "type ", "fn ", "const ", "trait "]
                .iter()
                .find_map(|word| rest.strip_prefix(word))?;
            let rest = rest.strip_prefix(ident)?;
            (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')).then_some(())
        };
        self.text.lines().position(|line| starts(line).is_some()).map_or(1, |at| at + 1)
    }

    /// The line of a field of the item that is defined in line `start`.
    pub fn line_of_field(&self, start: usize, ident: &str) -> usize {
        self.line_in(start, |line| line.strip_prefix("pub ")?.strip_prefix(ident)?.starts_with(':').then_some(()))
    }

    /// The line of a variant of the item that is defined in line `start`.
    pub fn line_of_variant(&self, start: usize, ident: &str) -> usize {
        self.line_in(start, |line| line.strip_prefix(ident)?.starts_with([',', '(']).then_some(()))
    }

    fn line_in(&self, start: usize, is_it: impl Fn(&str) -> Option<()>) -> usize {
        let body = self.text.lines().enumerate().skip(start).take_while(|(_, line)| *line != "}");
        let mut members = body.filter_map(|(at, line)| Some((at, line.strip_prefix("    ")?)));
        members.find(|(_, line)| is_it(line).is_some()).map_or(start, |(at, _)| at + 1)
    }
}

/// Whether everybody sees it.
pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The modules of the crate's root.
pub fn modules(files: &Files) -> BTreeSet<String> {
    let root = files.get("src/lib.rs").map_or("", String::as_str);
    let names = root.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(|name| name.trim_start_matches("r#").to_owned()).collect()
}

/// What a module of the root shows of its files.
pub fn shown(files: &Files, module: &str) -> BTreeSet<String> {
    let text = files.get(&["src/", module, "/mod.rs"].concat()).map_or("", String::as_str);
    let Ok(parsed) = syn::parse_file(text) else { return BTreeSet::new() };
    let mut names = BTreeSet::new();
    for item in &parsed.items {
        if let syn::Item::Use(item) = item
            && is_public(&item.vis)
            && !is_hidden(&item.attrs)
        {
            shown_names(&item.tree, &mut names);
        }
    }
    names
}

/// `#[doc(hidden)]`: public for generated code, and nobody's business.
fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        let list = attr.meta.require_list().ok().filter(|list| list.path.is_ident("doc"));
        list.is_some_and(|list| list.tokens.to_string() == "hidden")
    })
}

fn shown_names(tree: &syn::UseTree, names: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => shown_names(&path.tree, names),
        syn::UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        syn::UseTree::Rename(name) => drop(names.insert(name.rename.to_string())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| shown_names(tree, names)),
        syn::UseTree::Glob(_) => {}
    }
}

/// The traits that are derived.
pub fn derives(attrs: &[Attribute]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        // What cannot be read derives nothing.
        let _ = attr.parse_nested_meta(|meta| {
            names.extend(meta.path.segments.last().map(|segment| segment.ident.to_string()));
            Ok(())
        });
    }
    names
}

/// The lines of a rustdoc comment, without the blank in front.
pub fn doc_lines(attrs: &[Attribute]) -> Vec<String> {
    let docs = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(text_of);
    docs.map(|line| line.strip_prefix(' ').map(str::to_owned).unwrap_or(line)).collect()
}

/// The text in `#[name = "text"]`.
pub fn text_of(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attr.meta else { return None };
    match &pair.value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
