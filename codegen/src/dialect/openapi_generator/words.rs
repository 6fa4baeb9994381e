//! What the words in type cells stand for, language by language.
//!
//! Data only. A word that stands in no list is a model, where there is a page of that name.

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// Any JSON value.
    Any,
    /// An object of which nothing is listed.
    Object,
    /// Text, with the format that the word shows.
    Text(Option<&'static str>),
    /// A whole number, with its width where the word shows it.
    Integer(Option<&'static str>),
    /// A number, with its width where the word shows it.
    Number(Option<&'static str>),
    /// `true` or `false`.
    Boolean,
    /// Null.
    Null,
    /// A list of its argument.
    List,
    /// A map to its last argument.
    Map,
    /// A list of its only argument, a map to the last of two, and either where it has none.
    ListOrMap,
    /// Its argument or null.
    Nullable,
    /// Its arguments, one of them.
    Union,
    /// Nothing: its argument stands for itself.
    Transparent,
    /// A byte: a list of them is text.
    Octet,
}

use Means::{Any, Boolean, List, ListOrMap, Map, Null, Nullable, Object, Octet, Transparent, Union};

/// The words of a language, grouped by what they stand for, blanks between them.
pub type Words = &'static [(Means, &'static str)];

/// What a word stands for.
pub fn means(words: Words, word: &str) -> Option<Means> {
    let known = |spelled: &str| spelled.as_bytes().split(|byte| *byte == b' ').any(|known| known == word.as_bytes());
    words.iter().find(|(_, spelled)| known(spelled)).map(|&(means, _)| means)
}

const TEXT: Means = Means::Text(None);
const DATE: Means = Means::Text(Some("date"));
const DATE_TIME: Means = Means::Text(Some("date-time"));
const UUID: Means = Means::Text(Some("uuid"));
/// A number as text: writers with a word for it print other numbers otherwise. Those that have none take it for a
/// model, of which there is no page: `Decimal`, or `BigDecimal`, which in Swagger Codegen 3 is any number and so is
/// read as one.
const DECIMAL: Means = Means::Text(Some("decimal"));
const URI: Means = Means::Text(Some("uri"));
const BYTE: Means = Means::Text(Some("byte"));
const BINARY: Means = Means::Text(Some("binary"));
const INTEGER: Means = Means::Integer(None);
const INT32: Means = Means::Integer(Some("int32"));
const INT64: Means = Means::Integer(Some("int64"));
const NUMBER: Means = Means::Number(None);
const FLOAT: Means = Means::Number(Some("float"));
const DOUBLE: Means = Means::Number(Some("double"));

/// The types of the specification, as older versions call the pages that they link words to (and never write).
pub const SPECIFICATION: Words = &[
    (TEXT, "string"),
    (INT32, "integer"),
    (INT64, "long"),
    (NUMBER, "number decimal"),
    (FLOAT, "float"),
    (DOUBLE, "double"),
    (Boolean, "boolean"),
    (DATE, "date"),
    (DATE_TIME, "DateTime"),
    (BINARY, "file"),
    (Object, "object"),
];

/// Python, all generations. `bytes` is both `byte` and `binary`.
pub const PYTHON: Words = &[
    (TEXT, "str bytes bytearray"),
    (INTEGER, "int"),
    (NUMBER, "float BigDecimal"),
    (DECIMAL, "decimal.Decimal Decimal"),
    (Boolean, "bool"),
    (DATE, "date"),
    (DATE_TIME, "datetime"),
    (UUID, "UUID"),
    (BINARY, "file file_type"),
    (Object, "object"),
    (Map, "dict Dict"),
    (List, "list tuple List Set"),
    (Nullable, "Optional"),
    (Union, "Union"),
    (Any, "Any"),
    (Null, "None none_type"),
];

/// Python 6: what may be passed stands there, not what it is in JSON.
pub const PYTHON_6: Words = &[
    (TEXT, "str"),
    (INTEGER, "int decimal.Decimal"),
    (NUMBER, "float"),
    (Boolean, "bool"),
    (DATE, "date"),
    (DATE_TIME, "datetime"),
    (UUID, "uuid.UUID"),
    (BINARY, "bytes io.FileIO io.BufferedReader"),
    (Map, "dict frozendict.frozendict"),
    (List, "list tuple"),
    (Null, "None"),
];

/// Go. `Time` stands behind `Nullable` only.
pub const GO: Words = &[
    (TEXT, "string"),
    (INT32, "int32"),
    (INT64, "int64"),
    (INTEGER, "int"),
    (FLOAT, "float32"),
    (DOUBLE, "float64"),
    (Boolean, "bool"),
    (DATE_TIME, "time.Time Time"),
    (BINARY, "os.File"),
    (Any, "interface{} any Object AnyType"),
    (Map, "map"),
    (Octet, "byte"),
];

/// Java and Android. `Date` is both a date and a moment, `Object` any JSON value.
pub const JAVA: Words = &[
    (TEXT, "String Date"),
    (INT32, "Integer"),
    (INT64, "Long"),
    (INTEGER, "BigInteger"),
    (NUMBER, "BigDecimal"),
    (FLOAT, "Float"),
    (DOUBLE, "Double"),
    (Boolean, "Boolean"),
    (DATE, "LocalDate"),
    (DATE_TIME, "LocalDateTime OffsetDateTime ZonedDateTime DateTime Instant"),
    (UUID, "UUID"),
    (URI, "URI"),
    (BINARY, "File InputStream AsyncFile CompletedFileUpload"),
    (Octet, "byte"),
    (Any, "Object AnyType OasAnyTypeNotMapped oas_any_type_not_mapped"),
    (List, "List Set Array"),
    (Map, "Map"),
    (Nullable, "JsonNullable"),
];

/// Kotlin.
pub const KOTLIN: Words = &[
    (TEXT, "kotlin.String java.util.Date"),
    (INT32, "kotlin.Int"),
    (INT64, "kotlin.Long"),
    (NUMBER, "java.math.BigDecimal"),
    (INTEGER, "java.math.BigInteger"),
    (FLOAT, "kotlin.Float"),
    (DOUBLE, "kotlin.Double"),
    (Boolean, "kotlin.Boolean"),
    (DATE, "java.time.LocalDate kotlinx.datetime.LocalDate org.threeten.bp.LocalDate"),
    (
        DATE_TIME,
        "java.time.OffsetDateTime java.time.LocalDateTime java.time.Instant kotlinx.datetime.Instant kotlin.time.Instant org.threeten.bp.OffsetDateTime",
    ),
    (UUID, "java.util.UUID kotlin.uuid.Uuid"),
    (URI, "java.net.URI"),
    (BYTE, "kotlin.ByteArray Base64ByteArray"),
    (BINARY, "java.io.File OctetByteArray"),
    (Any, "kotlin.Any AnyType"),
    (List, "kotlin.Array kotlin.collections.List kotlin.collections.Set kotlin.collections.MutableList"),
    (Map, "kotlin.collections.Map kotlin.collections.MutableMap"),
];

/// Scala.
pub const SCALA: Words = &[
    (TEXT, "String"),
    (INT32, "Int"),
    (INT64, "Long"),
    (INTEGER, "BigInt"),
    (NUMBER, "BigDecimal"),
    (FLOAT, "Float"),
    (DOUBLE, "Double"),
    (Boolean, "Boolean"),
    (DATE, "LocalDate"),
    (DATE_TIME, "OffsetDateTime DateTime"),
    (UUID, "UUID"),
    (URI, "URI"),
    (BYTE, "ByteArray"),
    (BINARY, "File"),
    (Any, "Any AnyType"),
    (List, "Seq Set Array"),
    (Map, "Map"),
    (Nullable, "Option"),
];

/// C#. `Object` is any JSON value.
pub const CSHARP: Words = &[
    (TEXT, "string"),
    (INT32, "int"),
    (INT64, "long"),
    (NUMBER, "decimal"),
    (FLOAT, "float"),
    (DOUBLE, "double"),
    (Boolean, "bool"),
    (DATE, "DateOnly"),
    (DATE_TIME, "DateTime DateTimeOffset"),
    (UUID, "Guid"),
    (Octet, "byte"),
    (BINARY, "System.IO.Stream Stream FileParameter"),
    (Any, "Object object AnyType"),
    (List, "List Collection ICollection"),
    (Map, "Dictionary"),
];

/// PHP.
pub const PHP: Words = &[
    (TEXT, "string DateTime DateTimeInterface"),
    (INTEGER, "int"),
    (NUMBER, "float double BigDecimal"),
    (DECIMAL, "Decimal"),
    (Boolean, "bool"),
    (BINARY, "SplFileObject"),
    (Any, "mixed AnyType"),
    (Object, "object"),
    (ListOrMap, "array"),
    (Map, "map"),
    (Null, "null"),
];

/// PHP as the Symfony writer has it: of containers it prints the element only, and `array` is an object.
pub const PHP_SYMFONY: Words = &[
    (TEXT, "string DateTime"),
    (INTEGER, "int"),
    (NUMBER, "float double BigDecimal"),
    (DECIMAL, "Decimal"),
    (Boolean, "bool"),
    (BINARY, "UploadedFile"),
    (Any, "AnyType mixed"),
    (Object, "array"),
];

/// Ruby. `Object` is any JSON value.
pub const RUBY: Words = &[
    (TEXT, "String"),
    (INTEGER, "Integer"),
    (NUMBER, "Float BigDecimal"),
    (DECIMAL, "Decimal"),
    (Boolean, "Boolean BOOLEAN"),
    (DATE, "Date"),
    (DATE_TIME, "Time DateTime"),
    (BINARY, "File"),
    (Any, "Object AnyType"),
    (List, "Array"),
    (Map, "Hash"),
];

/// Rust, client and server. Pages of one line have the words of the specification.
pub const RUST: Words = &[
    (TEXT, "String string"),
    (INT32, "i32"),
    (INT64, "i64"),
    (INTEGER, "u32 u64 isize usize integer"),
    (NUMBER, "number BigDecimal"),
    (DECIMAL, "Decimal"),
    (FLOAT, "f32"),
    (DOUBLE, "f64"),
    (Boolean, "bool boolean"),
    (Octet, "u8"),
    (DATE, "chrono::NaiveDate chrono::naive::NaiveDate"),
    (DATE_TIME, "chrono::DateTime"),
    (UUID, "uuid::Uuid"),
    (BYTE, "swagger::ByteArray"),
    (BINARY, "std::path::PathBuf"),
    (Any, "serde_json::Value AnyType crate::models::AnyType"),
    (List, "Vec HashSet std::collections::HashSet"),
    (Map, "std::collections::HashMap HashMap"),
    (Transparent, "Box"),
    (Nullable, "Option swagger::Nullable"),
    (
        Union,
        "swagger::AnyOf1 swagger::AnyOf2 swagger::AnyOf3 swagger::AnyOf4 swagger::AnyOf5 swagger::AnyOf6 swagger::AnyOf7 swagger::AnyOf8 swagger::AnyOf9 swagger::OneOf1 swagger::OneOf2 swagger::OneOf3 swagger::OneOf4 swagger::OneOf5 swagger::OneOf6 swagger::OneOf7 swagger::OneOf8 swagger::OneOf9",
    ),
];

/// TypeScript. `Date` is both a date and a moment.
pub const TYPESCRIPT: Words = &[
    (TEXT, "string Date"),
    (NUMBER, "number"),
    (Boolean, "boolean"),
    (BINARY, "File Blob"),
    (Any, "any"),
    (Object, "object"),
    (Null, "null"),
    (List, "Array Set"),
    (Transparent, "Promise"),
];

/// JavaScript. `Date` is both a date and a moment, `Blob` a file or base64, `Object` any JSON value.
pub const JAVASCRIPT: Words = &[
    (TEXT, "String Date Blob"),
    (NUMBER, "Number"),
    (Boolean, "Boolean"),
    (BINARY, "File"),
    (Any, "Object AnyType"),
    (List, "Array"),
];

/// Swift. `Date` is both a date and a moment.
pub const SWIFT: Words = &[
    (TEXT, "String Date URL Data"),
    (INTEGER, "Int UInt UInt32 UInt64"),
    (INT32, "Int32"),
    (INT64, "Int64"),
    (NUMBER, "Double"),
    (DECIMAL, "Decimal"),
    (FLOAT, "Float"),
    (Boolean, "Bool"),
    (DATE, "OpenAPIDateWithoutTime"),
    (UUID, "UUID"),
    (Any, "Any AnyType AnyCodable JSONValue"),
    (List, "Set Array"),
    (Map, "Dictionary"),
];

/// Dart, both writers. What may be absent is `Optional<String?>` in a mode of newer versions.
pub const DART: Words = &[
    (TEXT, "String DateTime"),
    (INTEGER, "int"),
    (NUMBER, "num double BigDecimal"),
    (Boolean, "bool"),
    (DATE, "Date"),
    (BINARY, "MultipartFile Uint8List"),
    (Any, "Object dynamic JsonObject"),
    (List, "List Set BuiltList BuiltSet"),
    (Map, "Map BuiltMap"),
    (Transparent, "Optional"),
];

/// Perl. `DateTime` of older versions is both a date and a moment.
pub const PERL: Words = &[
    (TEXT, "string DateTime"),
    (INTEGER, "int"),
    (NUMBER, "double BigDecimal"),
    (DECIMAL, "Decimal"),
    (Boolean, "boolean"),
    (DATE, "DATE"),
    (DATE_TIME, "DATE_TIME"),
    (BINARY, "File"),
    (Object, "object"),
    (Any, "AnyType"),
    (List, "ARRAY"),
    (Map, "HASH"),
];

/// R. It prints booleans as `character`.
pub const R: Words = &[
    (TEXT, "character"),
    (INTEGER, "integer"),
    (NUMBER, "numeric BigDecimal"),
    (DECIMAL, "Decimal"),
    (BINARY, "data.frame"),
    (Object, "object"),
    (Any, "AnyType"),
    (List, "array set list"),
    (Map, "map"),
];

/// PowerShell. The values of its tables are in the link only.
pub const POWERSHELL: Words = &[
    (TEXT, "String System.DateTime"),
    (INT32, "Int32"),
    (INT64, "Int64"),
    (NUMBER, "Decimal Double"),
    (Boolean, "Boolean"),
    (BYTE, "SystemByte"),
    (Octet, "System.Byte"),
    (BINARY, "System.IO.FileInfo"),
    (Any, "AnyType"),
    (Object, "SystemCollectionsHashtable"),
    (Map, "System.Collections.Hashtable"),
];

/// Julia.
pub const JULIA: Words = &[
    (TEXT, "String"),
    (INT32, "Int32"),
    (INT64, "Int64"),
    (FLOAT, "Float32"),
    (DOUBLE, "Float64"),
    (Boolean, "Bool"),
    (DATE, "Date"),
    (DATE_TIME, "DateTime ZonedDateTime"),
    (Octet, "UInt8"),
    (Any, "Any"),
    (List, "Vector Set"),
    (Map, "Dict"),
    (Union, "Union"),
    (Null, "Nothing"),
];

/// C. Lists are `list_t *`, maps `list_t*`; their elements are in the link only. Booleans are `int`.
pub const C: Words = &[
    (TEXT, "char"),
    (INTEGER, "int"),
    (INT64, "long"),
    (FLOAT, "float"),
    (DOUBLE, "double"),
    (BINARY, "binary_t"),
    (Any, "any_type_t object_t"),
    (List, "list_t"),
    (Map, "map_t"),
];

/// Objective-C. `NSNumber` is a number, or a boolean; `NSObject` any JSON value.
pub const OBJC: Words = &[
    (TEXT, "NSString NSDate NSURL NSData"),
    (NUMBER, "NSNumber"),
    (Any, "NSObject OAIAnyType SWGAnyType"),
    (List, "NSArray NSSet OAISet SWGSet"),
    (Map, "NSDictionary"),
];

/// The plain Markdown writer. Of containers it prints the kind only.
pub const MARKDOWN: Words = &[
    (TEXT, "String"),
    (INT32, "Integer"),
    (INT64, "Long"),
    (NUMBER, "BigDecimal"),
    (FLOAT, "Float"),
    (DOUBLE, "Double"),
    (Boolean, "Boolean"),
    (DATE, "date"),
    (DATE_TIME, "Date"),
    (UUID, "UUID"),
    (URI, "URI"),
    (Octet, "byte"),
    (BINARY, "File"),
    (Any, "Object oas_any_type_not_mapped AnyType"),
    (List, "List Set"),
    (Map, "Map"),
];

/// Bash. It prints numbers as `integer`.
pub const BASH: Words = &[
    (TEXT, "string"),
    (INTEGER, "integer"),
    (NUMBER, "float BigDecimal"),
    (DECIMAL, "Decimal"),
    (Boolean, "boolean"),
    (BINARY, "binary"),
    (Any, "AnyType"),
    (List, "array Set"),
    (Map, "map"),
];

/// Eiffel.
pub const EIFFEL: Words = &[
    (TEXT, "STRING_32 STRING"),
    (INT32, "INTEGER_32"),
    (INT64, "INTEGER_64"),
    (FLOAT, "REAL_32"),
    (DOUBLE, "REAL_64"),
    (Boolean, "BOOLEAN"),
    (DATE, "DATE"),
    (DATE_TIME, "DATE_TIME"),
    (UUID, "UUID"),
    (BINARY, "FILE"),
    (Octet, "NATURAL_8"),
    (Any, "ANY"),
    (List, "ARRAY LIST"),
    (Map, "STRING_TABLE"),
];

/// GraphQL. Of containers it prints the element only.
pub const GRAPHQL: Words = &[
    (TEXT, "String ID"),
    (INTEGER, "Int"),
    (NUMBER, "Float"),
    (DECIMAL, "Decimal"),
    (Boolean, "Boolean"),
    (Map, "Map"),
    (Any, "AnyType"),
    (Object, "TodoObjectMapping"),
];
