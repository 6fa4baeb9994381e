//! `#[derive(..)]`.

use std::cell::RefCell;

use foldhash::HashMap;
use quote::quote;
use syn::Attribute;

use crate::rust::{Codec, Derive, Derives};

use super::tokens::{attr_list, commas, ident};

/// Which of serde's traits are derived too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Serde {
    /// None.
    Neither,
    /// Writing.
    Serialize,
    /// Both.
    Both,
}

impl Serde {
    /// Those that a codec leaves to derives.
    pub fn of(codec: Codec) -> Self {
        match codec {
            Codec::Derive => Self::Both,
            Codec::Table => Self::Neither,
        }
    }
}

thread_local! {
    // There are a few sets and thousands of types.
    static KNOWN: RefCell<HashMap<(Derives, Serde), Option<Attribute>>> = RefCell::default();
}

/// The attribute that derives these traits; none, where there are none.
pub fn attribute(derives: Derives, serde: Serde) -> Option<Attribute> {
    KNOWN.with_borrow_mut(|known| known.entry((derives, serde)).or_insert_with(|| spelled(derives, serde)).clone())
}

fn spelled(derives: Derives, serde: Serde) -> Option<Attribute> {
    let mut traits: Vec<_> = derives.iter().map(Derive::as_str).map(ident).map(|name| quote!(#name)).collect();
    traits.extend(match serde {
        Serde::Neither => Vec::new(),
        Serde::Serialize => vec![quote!(serde::Serialize)],
        Serde::Both => vec![quote!(serde::Serialize), quote!(serde::Deserialize)],
    });
    (!traits.is_empty()).then(|| attr_list("derive", commas(traits)))
}
