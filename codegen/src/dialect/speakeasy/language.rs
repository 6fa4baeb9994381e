//! What may differ between the languages: the words that [`super::languages`] is written in.

/// The spellings of one language.
#[derive(Debug)]
pub struct Language {
    /// Types by name, where the name links nowhere. Leading `::` and `\` are not part of it.
    pub atoms: &'static [(&'static str, Atom)],
    /// Types whose label links to the manual of the language or of a library.
    pub external: &'static [(&'static str, Atom)],
    /// Generic types.
    pub wrappers: &'static [(&'static str, Wrapper)],
    /// The packages of libraries, whose types may be printed with their package: `java.lang.Object`.
    pub packages: &'static [&'static str],
    /// Where the types of a union's members stand.
    pub members: MemberForm,
    /// What pages show of null.
    pub null: Null,
    /// Whether a link to a library's type shows the wrapper too; others print the type alone.
    pub wraps_external: bool,
    /// Whether a name that is a keyword gets a trailing `_`.
    pub guards_keywords: bool,
    /// Whether a member that is called like its class gets `Value` behind its name.
    pub renames_like_class: bool,
    /// Whether whole numbers and others are of one type.
    pub one_number_type: bool,
}

/// What pages show of null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Null {
    /// Nothing at all.
    Hidden,
    /// A required field that may be null has an optional type; of optional fields nothing is known.
    RequiredOnly,
    /// As above, and newer generations mark an optional field that may be null with a type of its own.
    Marked,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Atom {
    /// Any JSON value.
    Any,
    /// Nothing but null.
    Null,
    /// Text of a format.
    String(Option<&'static str>),
    /// A whole number of a format.
    Integer(Option<&'static str>),
    /// A number of a format.
    Number(Option<&'static str>),
    /// A whole number that the language always holds by pointer or class.
    BigInteger,
    /// A decimal number that the language always holds by pointer or class.
    BigDecimal,
    /// `true` or `false`.
    Boolean,
    /// A byte: a list of them is a file.
    Byte,
    /// A list of anything.
    List,
    /// A response or request of the HTTP library.
    Http,
}

/// What a generic type does to its argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapper {
    /// A list of its argument.
    List,
    /// A map with values of its last argument.
    Map,
    /// A list, or with two arguments a map.
    ListOrMap,
    /// The value may be missing, or be null: the Required column tells.
    Optional,
    /// The value may be null.
    Nullable,
    /// The value may be missing and may be null.
    OptionalNullable,
    /// One of its arguments.
    Union,
    /// One of the literals.
    Literal,
    /// Bytes, whatever the argument.
    Binary,
    /// `true` or `false`; takes no argument.
    Boolean,
    /// A stream of its argument, which is what an event holds.
    Stream,
    /// A response of the HTTP library.
    Http,
}

/// Where the type of a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberForm {
    /// In the heading; where that is empty, as an annotation in the fence: `value: str = ..`.
    Heading,
    /// In the fence, as the argument of a call: `ns.CreatePetStr(string{..})`.
    Argument,
    /// In the fence, behind `@var`.
    VarTag,
    /// The heading is a constructor's name, made from the type: `Str`, `ArrayOfStr`, `Cat`.
    Constructor,
}

/// The SDK's own record of request and response.
pub const HTTP_METADATA: &str = "HTTPMetadata";
