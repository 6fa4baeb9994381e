//! What each language's pages spell differently: one [`Language`] each, data only.

use crate::ir::{Link, Type};

/// The spellings of one language.
#[derive(Debug)]
pub struct Language {
    /// Types by name, where the name links nowhere.
    pub atoms: &'static [(&'static str, Type<Link>)],
    /// Those of them that are never null as they are printed: numbers, flags and dates in some languages.
    pub values: &'static [&'static str],
    /// Classes around such types, which are there for what may be null or absent.
    pub boxes: &'static [&'static str],
    /// Generic types whose last argument is what a list holds.
    pub lists: &'static [&'static str],
    /// Generic types whose last argument is what a map holds.
    pub maps: &'static [&'static str],
    /// What pages show of null.
    pub null: Null,
    /// Whether whole numbers and others are of one type.
    pub one_number_type: bool,
    /// Whether dates with a time and those without are of one type.
    pub one_date_type: bool,
    /// Whether names have underscores, so that what guards a word is no capital's neighbour.
    pub snake: bool,
    /// Whether nothing stands between the words of a constant.
    pub joins_constants: bool,
}

/// What pages show of null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Null {
    /// All of it.
    Shown,
    /// That of required fields: the mark of an optional field is the same.
    OfRequired,
    /// That of unions of required fields.
    OfUnions,
    /// That of required numbers, flags and dates, which need a mark for it.
    OfValues,
}

const TEXT: Type<Link> = Type::String(None);
const DATE: Type<Link> = Type::String(Some("date"));
const DATE_TIME: Type<Link> = Type::String(Some("date-time"));
const UUID: Type<Link> = Type::String(Some("uuid"));
const BINARY: Type<Link> = Type::String(Some("binary"));
const INTEGER: Type<Link> = Type::Integer(None);
const INT32: Type<Link> = Type::Integer(Some("int32"));
const INT64: Type<Link> = Type::Integer(Some("int64"));
const NUMBER: Type<Link> = Type::Number(None);
const DOUBLE: Type<Link> = Type::Number(Some("double"));

/// Python.
pub static PYTHON: Language = Language {
    atoms: &[
        ("str", TEXT),
        ("int", INTEGER),
        ("long", INTEGER),
        ("float", NUMBER),
        ("bool", Type::Boolean),
        ("datetime", DATE_TIME),
        ("date", DATE),
        ("uuid", UUID),
        ("UUID", UUID),
        ("uuid.UUID", UUID),
        ("Any", Type::Any),
        ("object", Type::Any),
        ("dict", Type::Object),
        ("None", Type::Null),
        ("bytes", BINARY),
        ("bytearray", BINARY),
        ("BinaryIO", BINARY),
        ("typing.BinaryIO", BINARY),
        ("FileWrapper", BINARY),
    ],
    values: &[],
    boxes: &[],
    lists: &["List", "list"],
    maps: &["Dict", "dict"],
    null: Null::OfUnions,
    one_number_type: false,
    one_date_type: false,
    snake: true,
    joins_constants: false,
};

/// Ruby.
pub static RUBY: Language = Language {
    atoms: &[
        ("String", TEXT),
        ("Integer", INTEGER),
        ("Float", NUMBER),
        ("TrueClass", Type::Boolean),
        ("FalseClass", Type::Boolean),
        ("Boolean", Type::Boolean),
        ("DateTime", DATE_TIME),
        ("Date", DATE),
        ("UUID", UUID),
        ("Object", Type::Any),
        ("nil", Type::Null),
        ("File", BINARY),
        ("UploadIO", BINARY),
        ("FileWrapper", BINARY),
        ("Binary", BINARY),
    ],
    values: &[],
    boxes: &[],
    lists: &["Array"],
    maps: &["Hash"],
    null: Null::OfUnions,
    one_number_type: false,
    one_date_type: false,
    snake: true,
    joins_constants: false,
};

/// PHP.
pub static PHP: Language = Language {
    atoms: &[
        ("string", TEXT),
        ("int", INTEGER),
        ("float", NUMBER),
        ("bool", Type::Boolean),
        ("DateTime", DATE_TIME),
        ("mixed", Type::Any),
        ("object", Type::Object),
        ("null", Type::Null),
        ("FileWrapper", BINARY),
    ],
    values: &[],
    boxes: &[],
    lists: &[],
    maps: &["array"],
    null: Null::OfRequired,
    one_number_type: false,
    one_date_type: true,
    snake: false,
    joins_constants: false,
};

/// TypeScript.
pub static TYPESCRIPT: Language = Language {
    atoms: &[
        ("string", TEXT),
        ("number", NUMBER),
        ("bigint", INT64),
        ("boolean", Type::Boolean),
        ("unknown", Type::Any),
        ("any", Type::Any),
        ("object", Type::Object),
        ("null", Type::Null),
        ("undefined", Type::Null),
        ("FileWrapper", BINARY),
    ],
    values: &[],
    boxes: &[],
    lists: &["Array"],
    maps: &["Record"],
    null: Null::Shown,
    one_number_type: true,
    one_date_type: false,
    snake: false,
    joins_constants: false,
};

/// Java.
pub static JAVA: Language = Language {
    atoms: &[
        ("String", TEXT),
        ("int", INT32),
        ("Integer", INT32),
        ("long", INT64),
        ("Long", INT64),
        ("short", INT32),
        ("double", DOUBLE),
        ("Double", DOUBLE),
        ("float", NUMBER),
        ("Float", NUMBER),
        ("BigDecimal", NUMBER),
        ("boolean", Type::Boolean),
        ("Boolean", Type::Boolean),
        ("LocalDateTime", DATE_TIME),
        ("ZonedDateTime", DATE_TIME),
        ("LocalDate", DATE),
        ("UUID", UUID),
        ("Object", Type::Any),
        ("JsonValue", Type::Any),
        ("JsonObject", Type::Object),
        ("DynamicResponse", BINARY),
        ("InputStream", BINARY),
        ("FileWrapper", BINARY),
    ],
    values: &["int", "long", "short", "double", "float", "boolean"],
    boxes: &["Integer", "Long", "Double", "Float", "Boolean"],
    lists: &["List"],
    maps: &["Map"],
    null: Null::OfValues,
    one_number_type: false,
    one_date_type: false,
    snake: false,
    joins_constants: false,
};

/// C#.
pub static CSHARP: Language = Language {
    atoms: &[
        ("string", TEXT),
        ("int", INT32),
        ("short", INT32),
        ("long", INT64),
        ("double", DOUBLE),
        ("float", NUMBER),
        ("decimal", NUMBER),
        ("bool", Type::Boolean),
        ("DateTimeOffset", DATE_TIME),
        // What has a time is of the type above.
        ("DateTime", DATE),
        ("Guid", UUID),
        ("object", Type::Any),
        ("dynamic", Type::Any),
        ("JsonValue", Type::Any),
        ("JsonObject", Type::Object),
        ("Stream", BINARY),
        ("FileStreamInfo", BINARY),
    ],
    values: &["int", "short", "long", "double", "float", "decimal", "bool", "DateTimeOffset", "DateTime", "Guid"],
    boxes: &[],
    lists: &["List"],
    maps: &["Dictionary"],
    null: Null::OfValues,
    one_number_type: false,
    one_date_type: false,
    snake: false,
    joins_constants: false,
};

/// Go.
pub static GO: Language = Language {
    atoms: &[
        ("string", TEXT),
        ("int", INTEGER),
        ("int64", INT64),
        ("float64", DOUBLE),
        ("bool", Type::Boolean),
        ("time.Time", DATE_TIME),
        ("uuid.UUID", UUID),
        ("interface", Type::Any),
        ("any", Type::Any),
        ("FileWrapper", BINARY),
        ("models.FileWrapper", BINARY),
    ],
    values: &[],
    boxes: &[],
    lists: &[],
    maps: &[],
    null: Null::Shown,
    one_number_type: false,
    one_date_type: true,
    snake: false,
    joins_constants: true,
};
