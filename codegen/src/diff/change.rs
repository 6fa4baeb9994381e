//! One line of a comparison: what changed, for whom it breaks, why, and what to do about it.

use super::step::Step;

/// A change that callers can notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which kind of change.
    pub what: What,
    /// What changed, as callers write it without the module: `Cat.lives_left`, `Mood::Hungry`.
    pub subject: String,
    /// How it was; empty where it was not there.
    pub before: String,
    /// How it is; empty where it is gone.
    pub after: String,
    /// For whom it breaks.
    pub breaks: Breaks,
    /// Why, in one clause.
    pub reason: String,
    /// What callers should change; empty where there is nothing to do.
    pub advice: String,
    /// Where it stands.
    pub at: At,
}

/// For whom a change breaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Breaks {
    /// Code that reads values.
    pub readers: bool,
    /// Code that builds values.
    pub builders: bool,
    /// Bodies that could be read before are refused, or come back as something else.
    pub wire: bool,
}

impl Breaks {
    /// Nobody.
    pub const NOBODY: Self = Self { readers: false, builders: false, wire: false };
    /// Those who read.
    pub const READERS: Self = Self { readers: true, ..Self::NOBODY };
    /// Those who build values.
    pub const BUILDERS: Self = Self { builders: true, ..Self::NOBODY };
    /// Bodies alone.
    pub const WIRE: Self = Self { wire: true, ..Self::NOBODY };
    /// All code, and no body.
    pub const CODE: Self = Self { readers: true, builders: true, wire: false };

    /// The same, and bodies too if `wire`.
    #[must_use]
    pub fn and_wire(self, wire: bool) -> Self {
        Self { wire: self.wire || wire, ..self }
    }

    /// Whether it breaks for anybody.
    pub fn any(self) -> bool {
        self.readers || self.builders || self.wire
    }

    /// In words, for people: one or several of four.
    pub fn words(self) -> Vec<&'static str> {
        let all = [
            (self.readers, "breaking for those who read"),
            (self.builders, "breaking for those who build values"),
            (self.wire, "breaking on the wire"),
            (!self.any(), "compatible"),
        ];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect()
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// Which kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum What { $($(#[$doc])* $name,)* }

        impl What {
            /// The kind in a word or two, for people and machines.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

kinds! {
    /// A type that is gone.
    Removed = "type removed",
    /// A type that is called otherwise.
    Renamed = "type renamed",
    /// A type that is of another kind.
    Kind = "kind changed",
    /// A field that is gone.
    FieldRemoved = "field removed",
    /// A field that is called otherwise.
    FieldRenamed = "field renamed",
    /// A type or field holds something else.
    Type = "type changed",
    /// A field that must be there, or need not be there any more.
    Required = "required changed",
    /// A field that may be null, or may not any more.
    Nullable = "nullable changed",
    /// A value of an enum that is gone.
    ValueRemoved = "value removed",
    /// A value of an enum that is called or spelled otherwise.
    ValueChanged = "value changed",
    /// A member of a union that is gone.
    MemberRemoved = "member removed",
    /// How the member of a union is found.
    MemberFound = "members told apart",
    /// What `new` asks for, beyond what the fields say.
    Arguments = "arguments of new",
    /// Whether unlisted keys are kept, dropped or refused.
    Unlisted = "unlisted keys",
    /// A trait that is implemented or not any more.
    Trait = "trait",
    /// Whether code elsewhere must expect more.
    Exhaustive = "exhaustive",
    /// The run-time support.
    Support = "support",
    /// A type that is new.
    Added = "type added",
    /// A field that is new.
    FieldAdded = "field added",
    /// A value of an enum that is new.
    ValueAdded = "value added",
    /// A member of a union that is new.
    MemberAdded = "member added",
    /// A documented default.
    Default = "default changed",
    /// A deprecation that came or went.
    Deprecated = "deprecation",
    /// Words only.
    Docs = "documentation",
}

impl Change {
    /// The SemVer step that it takes.
    pub fn step(&self) -> Step {
        match self.what {
            _ if self.breaks.any() => Step::Breaking,
            What::Docs | What::Default => Step::Patch,
            What::Removed
            | What::Renamed
            | What::Kind
            | What::FieldRemoved
            | What::FieldRenamed
            | What::Type
            | What::Required
            | What::Nullable
            | What::ValueRemoved
            | What::ValueChanged
            | What::MemberRemoved
            | What::MemberFound
            | What::Arguments
            | What::Unlisted
            | What::Trait
            | What::Exhaustive
            | What::Support
            | What::Added
            | What::FieldAdded
            | What::ValueAdded
            | What::MemberAdded
            | What::Deprecated => Step::Addition,
        }
    }
}

/// A name that a page gives, in back-ticks, whatever is in it: reasons and advice are Markdown.
pub fn quoted(name: &str) -> String {
    let plain: String = name.chars().take(80).map(|c| if c.is_control() || c == '`' { '?' } else { c }).collect();
    if plain.trim().is_empty() { "`\"\"`".to_owned() } else { format!("`{plain}`") }
}

/// Which side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// What there was.
    Before,
    /// What there is.
    After,
}

/// Where a change stands: after it, or before it where nothing is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// The side.
    pub side: Side,
    /// The generated file, below the crate's folder.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// The page and its line, where one is known.
    pub page: Option<(String, usize)>,
    /// The path of the model, by which the page's line is found.
    pub model: String,
    /// The JSON name of the field, the value as JSON, the position of the member; empty for the type itself.
    pub member: String,
    /// The field that the type is written in, where it is no model.
    pub field: String,
}
