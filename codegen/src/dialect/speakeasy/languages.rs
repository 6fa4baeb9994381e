//! What each language's pages spell differently: one [`Language`] each, data only.

use super::language::{Atom, Language, MemberForm, Null, Wrapper};

const STRING: Atom = Atom::String(None);
const DATE: Atom = Atom::String(Some("date"));
const DATE_TIME: Atom = Atom::String(Some("date-time"));
const BINARY: Atom = Atom::String(Some("binary"));
const INTEGER: Atom = Atom::Integer(None);
const INT32: Atom = Atom::Integer(Some("int32"));
const INT64: Atom = Atom::Integer(Some("int64"));
const NUMBER: Atom = Atom::Number(None);
const FLOAT: Atom = Atom::Number(Some("float"));
const DOUBLE: Atom = Atom::Number(Some("double"));

/// Python: all three generations.
pub const PYTHON: Language = Language {
    atoms: &[
        ("str", STRING),
        ("int", INTEGER),
        ("float", NUMBER),
        ("Decimal", NUMBER),
        ("bool", Atom::Boolean),
        ("bytes", BINARY),
        ("io.BufferedReader", BINARY),
        ("io.IOBase", BINARY),
        ("IO", BINARY),
        ("date", DATE),
        ("datetime", DATE_TIME),
        ("Any", Atom::Any),
        ("any", Atom::Any),
        ("object", Atom::Any),
        ("None", Atom::Null),
        ("NoneType", Atom::Null),
        ("requests.Response", Atom::Http),
        ("requests.Request", Atom::Http),
        ("httpx.Response", Atom::Http),
        ("httpx.Request", Atom::Http),
    ],
    // The writer links each of the two with the label of the other.
    external: &[("date", DATE_TIME), ("datetime", DATE)],
    wrappers: &[
        ("List", Wrapper::List),
        ("list", Wrapper::List),
        ("Set", Wrapper::List),
        ("Dict", Wrapper::Map),
        ("dict", Wrapper::Map),
        ("Optional", Wrapper::Optional),
        ("Nullable", Wrapper::Nullable),
        ("OptionalNullable", Wrapper::OptionalNullable),
        ("Union", Wrapper::Union),
        ("Literal", Wrapper::Literal),
        ("IO", Wrapper::Binary),
        ("eventstreaming.EventStream", Wrapper::Stream),
        ("eventstreaming.EventStreamAsync", Wrapper::Stream),
    ],
    packages: &[],
    members: MemberForm::Heading,
    null: Null::Marked,
    wraps_external: false,
    guards_keywords: true,
    renames_like_class: false,
    one_number_type: false,
};

/// TypeScript: both generations, Markdown and MDX. Its `number` may be an integer.
pub const TYPESCRIPT: Language = Language {
    atoms: &[
        ("string", STRING),
        ("number", NUMBER),
        ("Decimal", NUMBER),
        ("BigInt", INTEGER),
        ("bigint", INTEGER),
        ("boolean", Atom::Boolean),
        ("any", Atom::Any),
        ("unknown", Atom::Any),
        ("object", Atom::Any),
        ("Date", DATE_TIME),
        ("RFCDate", DATE),
        ("Uint8Array", BINARY),
        ("Blob", BINARY),
        ("File", BINARY),
        ("ArrayBuffer", BINARY),
        ("null", Atom::Null),
        ("undefined", Atom::Null),
    ],
    external: &[("Response", Atom::Http), ("Request", Atom::Http), ("AxiosResponse", Atom::Http)],
    wrappers: &[
        ("Record", Wrapper::Map),
        ("Map", Wrapper::Map),
        ("Array", Wrapper::List),
        ("ReadableStream", Wrapper::Binary),
        ("EventStream", Wrapper::Stream),
        ("Uint8Array", Wrapper::Binary),
    ],
    packages: &[],
    members: MemberForm::Heading,
    null: Null::Hidden,
    wraps_external: false,
    guards_keywords: false,
    renames_like_class: false,
    one_number_type: true,
};

/// Go: both generations.
pub const GO: Language = Language {
    atoms: &[
        ("string", STRING),
        ("int", INT32),
        ("int32", INT32),
        ("int64", INT64),
        ("float32", FLOAT),
        ("float64", DOUBLE),
        ("big.Int", Atom::BigInteger),
        ("decimal.Big", Atom::BigDecimal),
        ("bool", Atom::Boolean),
        ("time.Time", DATE_TIME),
        ("types.Date", DATE),
        ("byte", Atom::Byte),
        ("io.ReadCloser", BINARY),
        ("io.Reader", BINARY),
        ("any", Atom::Any),
        ("interface", Atom::Any),
        ("http.Response", Atom::Http),
        ("http.Request", Atom::Http),
    ],
    external: &[],
    wrappers: &[
        ("optionalnullable.OptionalNullable", Wrapper::OptionalNullable),
        ("nullable.Nullable", Wrapper::Nullable),
        ("stream.EventStream", Wrapper::Stream),
    ],
    packages: &[],
    members: MemberForm::Argument,
    null: Null::Marked,
    wraps_external: true,
    guards_keywords: false,
    renames_like_class: false,
    one_number_type: false,
};

/// Java.
pub const JAVA: Language = Language {
    atoms: &[
        ("String", STRING),
        ("Integer", INT32),
        ("int", INT32),
        ("Long", INT64),
        ("long", INT64),
        ("Float", FLOAT),
        ("float", FLOAT),
        ("Double", DOUBLE),
        ("double", DOUBLE),
        ("BigInteger", Atom::BigInteger),
        ("BigDecimal", Atom::BigDecimal),
        ("Boolean", Atom::Boolean),
        ("boolean", Atom::Boolean),
        ("byte", Atom::Byte),
        ("InputStream", BINARY),
        ("Blob", BINARY),
        ("OffsetDateTime", DATE_TIME),
        ("LocalDate", DATE),
        ("Object", Atom::Any),
        ("JsonNode", Atom::Any),
    ],
    external: &[],
    wrappers: &[
        ("List", Wrapper::List),
        ("Map", Wrapper::Map),
        ("Optional", Wrapper::Optional),
        ("JsonNullable", Wrapper::OptionalNullable),
        ("HttpResponse", Wrapper::Http),
        ("EventStream", Wrapper::Stream),
    ],
    // Seen of `java.lang`; the others are a guess from what the writer imports.
    packages: &["java.", "com.fasterxml.jackson.", "org.openapitools.jackson."],
    members: MemberForm::Heading,
    null: Null::Marked,
    wraps_external: false,
    guards_keywords: true,
    renames_like_class: false,
    one_number_type: false,
};

/// C#, and C# for Unity, which spells types alike.
pub const CSHARP: Language = Language {
    atoms: &[
        ("string", STRING),
        ("int", INT32),
        ("long", INT64),
        ("float", FLOAT),
        ("double", DOUBLE),
        ("decimal", Atom::BigDecimal),
        ("BigInteger", Atom::BigInteger),
        ("bool", Atom::Boolean),
        ("byte", Atom::Byte),
        ("DateTime", DATE_TIME),
        ("LocalDate", DATE),
        ("object", Atom::Any),
        ("HttpResponseMessage", Atom::Http),
        ("HttpRequestMessage", Atom::Http),
        ("UnityWebRequest", Atom::Http),
    ],
    external: &[],
    wrappers: &[
        ("List", Wrapper::List),
        ("Dictionary", Wrapper::Map),
        ("Nullable", Wrapper::Nullable),
        ("EventStream", Wrapper::Stream),
    ],
    packages: &[],
    members: MemberForm::Constructor,
    null: Null::Hidden,
    wraps_external: false,
    guards_keywords: false,
    renames_like_class: true,
    one_number_type: false,
};

/// PHP.
pub const PHP: Language = Language {
    atoms: &[
        ("string", STRING),
        ("int", INTEGER),
        ("float", NUMBER),
        ("Brick\\Math\\BigInteger", Atom::BigInteger),
        ("Brick\\Math\\BigDecimal", Atom::BigDecimal),
        ("bool", Atom::Boolean),
        ("DateTime", DATE_TIME),
        ("Brick\\DateTime\\LocalDate", DATE),
        ("LocalDate", DATE),
        ("array", Atom::List),
        ("mixed", Atom::Any),
        ("object", Atom::Any),
        ("null", Atom::Null),
        ("Psr\\Http\\Message\\ResponseInterface", Atom::Http),
        ("Psr\\Http\\Message\\RequestInterface", Atom::Http),
    ],
    external: &[],
    wrappers: &[("array", Wrapper::ListOrMap)],
    packages: &[],
    members: MemberForm::VarTag,
    null: Null::Hidden,
    wraps_external: false,
    guards_keywords: false,
    renames_like_class: false,
    one_number_type: false,
};

/// Ruby: typed with sorbet or with Crystalline.
pub const RUBY: Language = Language {
    atoms: &[
        ("String", STRING),
        ("Integer", INTEGER),
        ("Float", NUMBER),
        ("T::Boolean", Atom::Boolean),
        ("Crystalline::Boolean.new", Atom::Boolean),
        ("Crystalline::Boolean", Atom::Boolean),
        ("Date", DATE),
        ("DateTime", DATE_TIME),
        ("Object", Atom::Any),
        ("T.untyped", Atom::Any),
        ("NilClass", Atom::Null),
        ("Faraday::Response", Atom::Http),
        ("Faraday::Request", Atom::Http),
    ],
    // The writer links each of the two with the label of the other.
    external: &[("Date", DATE_TIME), ("DateTime", DATE)],
    wrappers: &[
        ("T::Array", Wrapper::List),
        ("T::Hash", Wrapper::Map),
        ("T.nilable", Wrapper::Optional),
        ("T.any", Wrapper::Union),
        ("Crystalline::Array", Wrapper::List),
        ("Crystalline::Array.new", Wrapper::List),
        ("Crystalline::Hash", Wrapper::Map),
        ("Crystalline::Hash.new", Wrapper::Map),
        ("Crystalline::Nilable.new", Wrapper::Optional),
        ("Crystalline::Union.new", Wrapper::Union),
        ("Crystalline::Boolean.new", Wrapper::Boolean),
    ],
    packages: &[],
    members: MemberForm::Heading,
    null: Null::RequiredOnly,
    wraps_external: false,
    guards_keywords: true,
    renames_like_class: false,
    one_number_type: false,
};
