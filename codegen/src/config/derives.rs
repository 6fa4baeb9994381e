//! The traits that types derive: `derives = ["Debug", "Clone"]`.
//!
//! In: names of traits. Out: [`Derives`], a set. Traits of other crates are not among them: the generated crate
//! would have to depend on these.

use serde::{Deserialize, Deserializer, de::Error};

/// A trait of the standard library that a type may derive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Derive {
    /// `Debug`
    Debug,
    /// `Clone`
    Clone,
    /// `Default`, of structs that hold nothing that is required.
    Default,
    /// `PartialEq`
    PartialEq,
    /// `Eq`, of types without `f64` in them.
    Eq,
    /// `Hash`, of types without `f64` in them.
    Hash,
}

/// A set of traits, in the order of [`Derive::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Derives(u8);

impl Derive {
    /// Every one there is, in the order in which they are written.
    pub const ALL: [Self; 6] = [Self::Debug, Self::Clone, Self::Default, Self::PartialEq, Self::Eq, Self::Hash];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "Debug",
            Self::Clone => "Clone",
            Self::Default => "Default",
            Self::PartialEq => "PartialEq",
            Self::Eq => "Eq",
            Self::Hash => "Hash",
        }
    }
}

impl Derives {
    /// The set of none.
    pub const NONE: Self = Self(0);

    /// The set with one more.
    pub const fn with(self, derive: Derive) -> Self {
        Self(self.0 | 1 << derive as u8)
    }

    /// The set without one.
    pub const fn without(self, derive: Derive) -> Self {
        Self(self.0 & !(1 << derive as u8))
    }

    /// Whether it is in the set.
    pub const fn has(self, derive: Derive) -> bool {
        self.0 & (1 << derive as u8) != 0
    }

    /// Those in the set.
    pub fn iter(self) -> impl Iterator<Item = Derive> {
        Derive::ALL.into_iter().filter(move |derive| self.has(*derive))
    }
}

/// What types derive where nothing is said: enough for logs, tests and copies.
impl Default for Derives {
    fn default() -> Self {
        Self::NONE.with(Derive::Debug).with(Derive::Clone).with(Derive::PartialEq).with(Derive::Default)
    }
}

impl<'de> Deserialize<'de> for Derives {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut derives = Self::NONE;
        for name in Vec::<String>::deserialize(deserializer)? {
            let Some(derive) = Derive::ALL.into_iter().find(|derive| derive.as_str() == name) else {
                let nearest = super::nearest_of(&name, Derive::ALL.into_iter().map(Derive::as_str));
                let nearest = nearest.unwrap_or_default();
                return Err(D::Error::custom(format_args!(
                    "types cannot derive `{name}`; the nearest that they can is `{nearest}`"
                )));
            };
            derives = derives.with(derive);
        }
        if derives.has(Derive::Eq) && !derives.has(Derive::PartialEq) {
            return Err(D::Error::custom("`Eq` asks for `PartialEq` beside it"));
        }
        Ok(derives)
    }
}

#[cfg(test)]
mod tests {
    use super::{Derive, Derives};

    fn parse(text: &str) -> Result<Option<Derives>, String> {
        super::super::parse(text).map(|config| config.derives).map_err(|error| error.message)
    }

    #[test]
    fn a_list_is_a_set() {
        let two = Derives::NONE.with(Derive::Clone).with(Derive::Debug);
        assert_eq!(parse("derives = [\"Clone\", \"Debug\"]"), Ok(Some(two)));
        assert_eq!(two.iter().map(Derive::as_str).collect::<Vec<_>>(), ["Debug", "Clone"]);
        assert_eq!(parse("derives = []"), Ok(Some(Derives::NONE)));
        assert_eq!(parse(""), Ok(None));
    }

    #[test]
    fn what_cannot_be_derived_names_the_nearest_that_can() {
        let said = parse("derives = [\"Debug\", \"Partialeq\"]").expect_err("unknown");
        assert_eq!(said, "types cannot derive `Partialeq`; the nearest that they can is `PartialEq`");
        let said = parse("derives = [\"Eq\"]").expect_err("alone");
        assert_eq!(said, "`Eq` asks for `PartialEq` beside it");
    }
}
