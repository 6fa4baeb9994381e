//! How unions are read: code that looks at a value once and then knows what it is.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::parse_quote;

use crate::rust::{Choice, JsonKind, Member, Read, Union, When};

use super::tokens::{Std, ident};

/// `impl Deserialize`
pub fn of_union(std: Std, item: &Union) -> syn::Item {
    let name = ident(&item.ident);
    let result = std.path("result", "Result");
    let ok = std.variant("result", "Result", "Ok");
    let unknown = quote!(#ok(Self::Unknown(value)));
    let reader = Reader { std, members: &item.members, unknown: &unknown };
    let choice = match item.dispatch.kinds.as_slice() {
        [] => unknown.clone(),
        [(_, tag @ Choice::Tag { .. })] => reader.choice(tag),
        kinds => {
            let patterns = kinds.iter().map(|(kind, choice)| pattern(*kind, choice));
            let reads = kinds.iter().map(|(_, choice)| reader.choice(choice));
            let otherwise = (!item.dispatch.total).then(|| quote!(_ => #unknown,));
            quote!(match &value { #(#patterns => #reads,)* #otherwise })
        }
    };
    parse_quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> #result<Self, D::Error> {
                use serde_json::Value;

                let value = <Value as serde::Deserialize>::deserialize(deserializer)?;
                #choice
            }
        }
    }
}

fn pattern(kind: JsonKind, choice: &Choice) -> TokenStream {
    let holds = match choice {
        Choice::Tests(tests) => match kind {
            JsonKind::Number if tests.iter().any(|(when, _)| *when == When::Whole) => quote!(number),
            JsonKind::Object if tests.iter().any(|(when, _)| matches!(when, When::Keys(_))) => quote!(object),
            JsonKind::Null
            | JsonKind::Boolean
            | JsonKind::Number
            | JsonKind::String
            | JsonKind::Array
            | JsonKind::Object => quote!(_),
        },
        Choice::Always(_) | Choice::Tag { .. } => quote!(_),
    };
    match kind {
        JsonKind::Null => quote!(Value::Null),
        JsonKind::Boolean => quote!(Value::Bool(#holds)),
        JsonKind::Number => quote!(Value::Number(#holds)),
        JsonKind::String => quote!(Value::String(#holds)),
        JsonKind::Array => quote!(Value::Array(#holds)),
        JsonKind::Object => quote!(Value::Object(#holds)),
    }
}

struct Reader<'a> {
    std: Std,
    members: &'a [Member],
    unknown: &'a TokenStream,
}

impl Reader<'_> {
    fn choice(&self, choice: &Choice) -> TokenStream {
        let unknown = self.unknown;
        match choice {
            Choice::Always(members) => self.first_of(members),
            Choice::Tag { property, arms } => {
                let some = self.std.variant("option", "Option", "Some");
                let tags = arms.iter().map(|(tags, _)| quote!(#(#tags)|*));
                let reads = arms.iter().map(|(_, member)| self.first_of(&[*member]));
                quote! {
                    match crate::support::tag(&value, #property) {
                        #(#some(#tags) => #reads,)*
                        _ => #unknown,
                    }
                }
            }
            Choice::Tests(tests) => {
                let mut chain = TokenStream::new();
                for (when, members) in tests {
                    let read = self.first_of(members);
                    match self.condition(when) {
                        Some(condition) => chain.extend(quote!(if #condition { #read } else)),
                        // Nothing behind it is reached.
                        None => return quote!({ #chain { #read } }),
                    }
                }
                quote!({ #chain { #unknown } })
            }
        }
    }

    /// The value as the first of these members that it can be read as.
    fn first_of(&self, members: &[usize]) -> TokenStream {
        let Some((last, first)) = members.split_last() else { return self.unknown.clone() };
        let mut read = self.read(*last, &quote!(value));
        for member in first.iter().rev() {
            let before = self.read(*member, &quote!(value.clone()));
            read = quote!(crate::support::or(#before, || #read));
        }
        read
    }

    fn read(&self, member: usize, value: &TokenStream) -> TokenStream {
        let member = &self.members[member];
        let (variant, name) = (ident(&member.ident), &member.ident);
        let function = ident(if member.read == Read::Integers { "integer_member" } else { "member" });
        quote!(crate::support::#function(#value, #name).map(Self::#variant))
    }

    /// What must hold; `None` where nothing must.
    fn condition(&self, when: &When) -> Option<TokenStream> {
        Some(match when {
            When::Always => return None,
            When::Whole => quote!(crate::support::is_whole(number)),
            When::Keys(keys) => quote!(crate::support::has(object, &[#(#keys),*])),
            When::OneOf(values) => {
                let some = self.std.variant("option", "Option", "Some");
                self.one_of(values, &quote!(#some(&value)), &quote!(value.as_str()))
            }
            When::Tag { property, values } => {
                let text = quote!(crate::support::tag(&value, #property));
                self.one_of(values, &quote!(value.get(#property)), &text)
            }
        })
    }

    /// Whether an optional value, or its text, is one of `values`.
    fn one_of(&self, values: &[serde_json::Value], value: &TokenStream, text: &TokenStream) -> TokenStream {
        let some = self.std.variant("option", "Option", "Some");
        let texts: Vec<&str> = values.iter().filter_map(serde_json::Value::as_str).collect();
        let numbers: Vec<Literal> =
            values.iter().filter_map(serde_json::Value::as_f64).map(Literal::f64_unsuffixed).collect();
        let flags = values.iter().filter_map(serde_json::Value::as_bool);
        let mut tests = Vec::new();
        if !texts.is_empty() {
            tests.push(quote!(matches!(#text, #some(#(#texts)|*))));
        }
        if !numbers.is_empty() {
            tests.push(quote!(crate::support::is_one_of(#value, &[#(#numbers),*])));
        }
        tests.extend(flags.map(|flag| quote!(#value == #some(&Value::Bool(#flag)))));
        if tests.is_empty() { quote!(false) } else { quote!(#(#tests)||*) }
    }
}
