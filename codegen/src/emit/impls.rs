//! What types can do: `new`, `Default`, conversions.

use proc_macro2::{Literal, Span};
use quote::quote;
use syn::{Arm, Attribute, Expr, ExprLit, FieldValue, FnArg, Lit, LitBool, Pat, Path};

use crate::rust::{Base, Default, Enum, Field, Hold, Init, Member, Newtype, Presence, Struct, Type, Union, Wire, Wrap};

use super::{
    code::{
        anything, argument, arm, associated, at, call, choice, conversion, dereferenced, field_of, function, holding,
        implementation, literal, method, name, public, reference, returning, self_literal, set, some, text, this,
    },
    tokens::{Std, attr_list, doc, generic, ident, of_path, path, ty},
};

thread_local! {
    static NEW: Attribute = doc("A value that holds what is required and nothing else.");
    static VALUE: Attribute = doc("The value on the wire.");
}

/// `new`, and `Default` where it is not derived.
pub fn of_struct(std: Std, item: &Struct) -> Vec<syn::Item> {
    let own = || of_path(path(&[&item.ident]));
    let default = || std.path("default", "Default");
    let arguments: Vec<FnArg> = match &item.required {
        Some(required) => vec![argument("required", of_path(path(&[required])))],
        None => item.fields.iter().filter_map(|field| asked(std, field)).collect(),
    };
    let literal = || self_literal(item.fields.iter().map(|field| value(std, field, item.required.is_some())));
    let body = match item.default {
        Some(Default::Derived) => call(associated(default(), "default"), None),
        Some(Default::Written) | None => literal(),
    };
    let mut new = public(NEW.with(Clone::clone), function("new", arguments, body));
    if item.default != Some(Default::Derived) && item.fields.iter().any(|field| field.deprecated.is_some()) {
        new.attrs.push(attr_list("expect", quote!(deprecated)));
    }
    let mut items = vec![implementation(None, own(), vec![new])];
    if item.default == Some(Default::Written) {
        let same = function("default", [], call(at(path(&["Self", "new"])), None));
        items.push(implementation(Some(default()), own(), vec![same]));
    }
    items
}

/// The argument of `new` for a field.
fn asked(std: Std, field: &Field) -> Option<FnArg> {
    let Init::Argument { ty: of, wrap } = &field.init else { return None };
    let of = ty(std, of);
    let of = match wrap {
        Wrap::Into => some(generic(std.path("convert", "Into"), [of])),
        Wrap::Plain | Wrap::Box | Wrap::BoxInside => of,
    };
    Some(argument(&field.ident, of))
}

/// A field of the literal in `new`; `by_name`: the arguments are the fields of one struct.
fn value(std: Std, field: &Field, by_name: bool) -> FieldValue {
    let given = || if by_name { field_of(name("required"), ident(&field.ident).into()) } else { name(&field.ident) };
    let boxed = || at(std.member("boxed", "Box", "new"));
    let support = |rest: &[&str]| at(path(&[&["crate", "support"], rest].concat()));
    let value = match (&field.init, &field.wire) {
        // A field that is called like its argument is not said twice.
        (Init::Argument { wrap: Wrap::Plain, .. }, _) if !by_name && field.hold == Hold::Bare => {
            return set(&field.ident, None);
        }
        (Init::Argument { wrap: Wrap::Into, .. }, _) if !by_name => method(given(), "into", None),
        (Init::Argument { wrap: Wrap::Plain | Wrap::Into, .. }, _) => given(),
        (Init::Argument { wrap: Wrap::Box, .. }, _) => call(boxed(), Some(given())),
        (Init::Argument { wrap: Wrap::BoxInside, .. }, _) => method(given(), "map", Some(Expr::Path(boxed()))),
        (Init::Boolean(value), _) => Expr::Lit(literal(Lit::Bool(LitBool::new(*value, Span::call_site())))),
        (Init::Variant(variant), _) => Expr::Path(at(of_variant(std, held(&field.ty), variant))),
        (Init::Absent, Wire::Property { presence: Presence::Maybe, .. }) => Expr::Path(support(&["Maybe", "Absent"])),
        (Init::Absent, Wire::Property { .. }) => Expr::Path(at(std.variant("option", "Option", "None"))),
        (Init::Absent, Wire::Unlisted { .. }) => match field.ty {
            Type::Extra => call(support(&["Extra", "new"]), None),
            Type::TypedExtra(_) => call(support(&["TypedExtra", "new"]), None),
            _ => call(at(path(&["std", "collections", "BTreeMap", "new"])), None),
        },
    };
    let value = match (field.hold, &field.init) {
        (Hold::Bare, _) | (_, Init::Absent) => value,
        (Hold::Some, _) => call(at(std.variant("option", "Option", "Some")), Some(value)),
        (Hold::Value, _) => call(support(&["Maybe", "Value"]), Some(value)),
        (Hold::Nullable, _) => call(support(&["Maybe", "from"]), Some(value)),
    };
    set(&field.ident, Some(value))
}

/// The type of the value that a field may hold.
fn held(ty: &Type) -> &Type {
    match ty {
        Type::Option(inner) | Type::Maybe(inner) => inner,
        other => other,
    }
}

fn of_variant(std: Std, of: &Type, variant: &str) -> Path {
    match ty(std, of) {
        syn::Type::Path(mut of) => {
            of.path.segments.push(ident(variant).into());
            of.path
        }
        _ => path(&[variant]),
    }
}

/// The way between a value and what stands on the wire, where no table says it.
pub fn of_enum(std: Std, item: &Enum) -> Vec<syn::Item> {
    let own = || of_path(path(&[&item.ident]));
    let from = || std.path("convert", "From");
    let values: Vec<ExprLit> = item.variants.iter().map(|variant| scalar(item.base, &variant.value)).collect();
    match item.base {
        Base::String => {
            let string = || ty(std, &Type::String);
            let owned = |value| method(value, "to_owned", None);
            let text = || method(name("value"), "as_str", None);
            vec![
                getter(item, &values, reference(of_path(path(&["str"]))), "as_str", name("value")),
                reader(std, item, &values, reference(of_path(path(&["str"]))), owned(name("value"))),
                conversion(from(), string(), own(), call(at(path(&["Self", "from"])), Some(text()))),
                conversion(from(), own(), string(), owned(text())),
            ]
        }
        Base::Integer => {
            let mut items = numeric(std, item, &values, "i64", "as_i64");
            // The type by which serde's derive reads it.
            let integer = of_path(path(&["crate", "support", "Integer"]));
            let number = field_of(name("value"), 0.into());
            items.push(conversion(from(), integer, own(), call(at(path(&["Self", "from"])), Some(number))));
            items
        }
        Base::Number | Base::Boolean => numeric(std, item, &values, "f64", "as_f64"),
    }
}

fn numeric(std: Std, item: &Enum, values: &[ExprLit], base: &str, getter_name: &str) -> Vec<syn::Item> {
    let own = of_path(path(&[&item.ident]));
    let base = || of_path(path(&[base]));
    vec![
        getter(item, values, base(), getter_name, dereferenced(name("value"))),
        reader(std, item, values, base(), name("value")),
        conversion(std.path("convert", "From"), own, base(), method(name("value"), getter_name, None)),
    ]
}

/// `impl X { pub fn as_str(&self) -> &str { match self { .. } } }`
fn getter(item: &Enum, values: &[ExprLit], output: syn::Type, called: &str, unknown: Expr) -> syn::Item {
    let listed = item
        .variants
        .iter()
        .zip(values)
        .map(|(variant, value)| arm(Pat::Path(at(path(&["Self", &variant.ident]))), Expr::Lit(value.clone())));
    let arms = listed.chain([arm(holding(path(&["Self", "Unknown"]), "value"), unknown)]).collect();
    let get = public(VALUE.with(Clone::clone), returning(called, [this()], output, choice(name("self"), arms)));
    implementation(None, of_path(path(&[&item.ident])), vec![get])
}

/// `impl From<&str> for X { fn from(value: &str) -> Self { match value { .. } } }`
fn reader(std: Std, item: &Enum, values: &[ExprLit], given: syn::Type, unknown: Expr) -> syn::Item {
    let listed = item
        .variants
        .iter()
        .zip(values)
        .map(|(variant, value)| arm(Pat::Lit(value.clone()), Expr::Path(at(path(&["Self", &variant.ident])))));
    let unknown = call(at(path(&["Self", "Unknown"])), Some(unknown));
    let arms: Vec<Arm> = listed.chain([arm(anything(), unknown)]).collect();
    conversion(std.path("convert", "From"), given, of_path(path(&[&item.ident])), choice(name("value"), arms))
}

/// A value as a literal or pattern.
fn scalar(base: Base, value: &serde_json::Value) -> ExprLit {
    match base {
        Base::String => text(value.as_str().unwrap_or_default()),
        Base::Integer => literal(Lit::new(Literal::i64_unsuffixed(value.as_i64().unwrap_or_default()))),
        Base::Number | Base::Boolean => literal(Lit::new(Literal::f64_unsuffixed(value.as_f64().unwrap_or_default()))),
    }
}

/// `From` for what it wraps.
pub fn of_newtype(std: Std, item: &Newtype) -> Vec<syn::Item> {
    let own = of_path(path(&[&item.ident]));
    let body = call(at(path(&["Self"])), Some(name("value")));
    vec![conversion(std.path("convert", "From"), ty(std, &item.ty), own, body)]
}

/// `From` for the members of a union.
pub fn of_union(std: Std, item: &Union) -> Vec<syn::Item> {
    item.members.iter().filter(|member| member.from).flat_map(|member| from_member(std, &item.ident, member)).collect()
}

fn from_member(std: Std, union: &str, member: &Member) -> Vec<syn::Item> {
    let conversion = |given, value| {
        let body = call(at(path(&["Self", &member.ident])), Some(value));
        conversion(std.path("convert", "From"), given, of_path(path(&[union])), body)
    };
    if let Type::Box(inner) = &member.ty {
        return vec![conversion(ty(std, inner), call(at(std.member("boxed", "Box", "new")), Some(name("value"))))];
    }
    let mut items = vec![conversion(ty(std, &member.ty), name("value"))];
    if member.ty == Type::String {
        items.push(conversion(reference(of_path(path(&["str"]))), method(name("value"), "to_owned", None)));
    }
    items
}
