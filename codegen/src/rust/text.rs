//! Text of one format, in a type that says so; and where such types are.

use std::collections::BTreeSet;

use super::{Item, Module, Type};

/// A type for text of one format. On the wire each is a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Text {
    /// `crate::support::DateTime`: a point in time as it was written.
    DateTime,
    /// `crate::support::Date`: a day as it was written.
    Date,
    /// `jiff::Timestamp`
    JiffTimestamp,
    /// `jiff::civil::Date`
    JiffDate,
    /// `chrono::DateTime<chrono::FixedOffset>`
    ChronoDateTime,
    /// `chrono::NaiveDate`
    ChronoDate,
    /// `crate::support::OffsetDateTime`: time's type of that name, which alone is not RFC 3339 in JSON.
    TimeDateTime,
    /// `time::Date`
    TimeDate,
    /// `rust_decimal::Decimal`
    Decimal,
    /// `crate::support::Base64`: the bytes that are spelled in Base64.
    Base64,
}

impl Text {
    /// The type's path, as code.
    pub fn path(self) -> &'static str {
        match self {
            Self::DateTime => "crate::support::DateTime",
            Self::Date => "crate::support::Date",
            Self::JiffTimestamp => "jiff::Timestamp",
            Self::JiffDate => "jiff::civil::Date",
            Self::ChronoDateTime => "chrono::DateTime<chrono::FixedOffset>",
            Self::ChronoDate => "chrono::NaiveDate",
            Self::TimeDateTime => "crate::support::OffsetDateTime",
            Self::TimeDate => "time::Date",
            Self::Decimal => "rust_decimal::Decimal",
            Self::Base64 => "crate::support::Base64",
        }
    }

    /// Whether the type is one of the support module, made from what it stands for by `From`.
    pub fn is_ours(self) -> bool {
        self.path().starts_with("crate::")
    }

    /// The package that the type is of or is made with; `None` where any text is a value of it.
    pub fn package(self) -> Option<&'static str> {
        match self {
            Self::DateTime | Self::Date => None,
            Self::JiffTimestamp | Self::JiffDate => Some("jiff"),
            Self::ChronoDateTime | Self::ChronoDate => Some("chrono"),
            Self::TimeDateTime | Self::TimeDate => Some("time"),
            Self::Decimal => Some("rust_decimal"),
            Self::Base64 => Some("base64"),
        }
    }
}

impl Module {
    /// The texts with a type of their own in here and below.
    pub fn texts(&self) -> BTreeSet<Text> {
        let mut found = BTreeSet::new();
        self.find_texts(&mut found);
        found
    }

    fn find_texts(&self, found: &mut BTreeSet<Text>) {
        self.children.iter().for_each(|child| child.find_texts(found));
        let items = self.files.iter().flat_map(|file| &file.items);
        found.extend(items.flat_map(Item::types).filter_map(|ty| match ty.innermost() {
            Type::Text(text) => Some(*text),
            _ => None,
        }));
    }
}
