//! The writers, as data: one entry for each, in the order in which detection prefers them.

use super::{
    names::{self, Guard},
    words,
    writer::{Booleans, Empty, Inline, Look, Null, Writer},
};
use crate::{
    config::Case,
    dialect::{Dialect, Printing},
};

/// What most writers have in common.
const USUAL: Writer = Writer {
    name: "",
    printing: Printing::Camel,
    words: &[],
    class_prefixes: &[],
    suffix: None,
    spelled: &[],
    stars_models: false,
    free_maps: false,
    bare_containers: false,
    spells_hyphens: false,
    null: Null::Elements,
    shows_optional: true,
    booleans: Booleans::Own,
    bare_defaults: false,
    empty_defaults: false,
    guards: &[],
    empty: Empty::Enum,
    unlinked_enums: false,
    inline: Inline::Anchor,
    look: Look::USUAL,
};

const PASCAL: Printing = Printing::Pascal { initialisms: false };

/// Version 7, and what was called `python-nextgen` and `python-pydantic-v1`.
const PYTHON: Writer = Writer {
    name: "openapi-generator-python",
    printing: Printing::Snake,
    words: words::PYTHON,
    free_maps: true,
    guards: &[Guard::Before("var_"), Guard::BeforeDigit("_")],
    empty: Empty::Unknown,
    look: Look { fence: Some("python"), ..Look::USUAL },
    ..USUAL
};

/// Versions 6.0 to 6.6: tables of schemas.
const PYTHON_6: Writer = Writer {
    name: "openapi-generator-python-6",
    printing: Printing::Verbatim,
    words: words::PYTHON_6,
    free_maps: true,
    null: Null::Type,
    empty: Empty::Unknown,
    look: Look { section: Some("Model Type Info"), columns: &[], ..Look::USUAL },
    ..USUAL
};

/// Versions 5, `python-prior` of 6 and `python-experimental` of 4.3.
const PYTHON_5: Writer = Writer {
    name: "openapi-generator-python-5",
    printing: Printing::Snake,
    words: words::PYTHON,
    free_maps: true,
    null: Null::Type,
    guards: &[Guard::Before("_")],
    empty: Empty::Unknown,
    look: Look {
        text: &["none_type", "**any string name**", " must be one of [", "{str: (", "**[", "| defaults to "],
        ..Look::USUAL
    },
    ..USUAL
};

/// Version 4, `python-legacy` and Swagger Codegen.
const PYTHON_4: Writer = Writer {
    name: "openapi-generator-python-4",
    printing: Printing::Snake,
    words: words::PYTHON,
    free_maps: true,
    guards: &[Guard::Before("_")],
    ..USUAL
};

/// Versions 5 and later, whose pages have two constructors; `go-experimental` of 4 has methods only.
const GO: Writer = Writer {
    name: "openapi-generator-go",
    printing: PASCAL,
    words: words::GO,
    null: Null::Methods,
    guards: &[Guard::BeforeDigit("Var")],
    empty: Empty::Unknown,
    look: Look { section: Some("Methods"), text: &["### New", "WithDefaults\n"], ..Look::USUAL },
    ..USUAL
};

const GO_4: Writer = Writer {
    name: "openapi-generator-go-4",
    null: Null::Pointer,
    bare_defaults: true,
    empty: Empty::Enum,
    look: Look { text: &["Pointer to **", "Pointer to [", "[***os.File"], ..Look::USUAL },
    ..GO
};

/// All libraries of Java but Micronaut. Pages of unions have examples, others have none.
const JAVA: Writer = Writer {
    name: "openapi-generator-java",
    words: words::JAVA,
    guards: &[Guard::Is("propertyClass", "class"), Guard::Before("_")],
    empty: Empty::Unknown,
    look: Look { padded: Some(true), piped: None, fence: Some("java"), few_examples: true, ..Look::USUAL },
    ..USUAL
};

const ANDROID: Writer = Writer { name: "openapi-generator-android", empty: Empty::Enum, ..JAVA };

const MICRONAUT: Writer = Writer {
    name: "openapi-generator-java-micronaut",
    look: Look { text: &["[optional property]", "The class is defined in **["], ..JAVA.look },
    ..JAVA
};

const KOTLIN: Writer = Writer {
    name: "openapi-generator-kotlin",
    words: words::KOTLIN,
    guards: &[
        Guard::Is("propertyClass", "class"),
        Guard::Is("propertySize", "size"),
        Guard::Is("propertyKeys", "keys"),
        Guard::Is("propertyValues", "values"),
        Guard::Is("propertyEntries", "entries"),
        Guard::Before("_"),
    ],
    spells_hyphens: true,
    empty: Empty::Unknown,
    inline: Inline::InAnchor,
    look: Look { padded: Some(true), piped: None, text: &["**kotlin."], ..Look::USUAL },
    ..USUAL
};

const KTORM: Writer = Writer {
    name: "openapi-generator-ktorm-schema",
    look: Look {
        columns: &["Name", "Mapping", "SQL Type", "Default", "Type", "Description", "Notes"],
        text: &["(mapped from: "],
        padded: Some(true),
        ..Look::USUAL
    },
    ..KOTLIN
};

const SCALA: Writer = Writer {
    name: "openapi-generator-scala",
    words: words::SCALA,
    guards: &[Guard::Before("_")],
    look: Look { padded: Some(true), text: &["Seq&lt;", "Map[String, ", "\n**`"], ..Look::USUAL },
    ..USUAL
};

const CSHARP: Writer = Writer {
    name: "openapi-generator-csharp",
    printing: PASCAL,
    words: words::CSHARP,
    null: Null::ValueTypes,
    // `_` is what versions before 7 have.
    guards: &[Guard::BeforeAny("Var", names::CSHARP_WORDS), Guard::BeforeAny("_", names::CSHARP_WORDS)],
    unlinked_enums: true,
    inline: Inline::Suffix("Enum"),
    look: Look { title: Some("."), ..Look::USUAL },
    ..USUAL
};

const PHP: Writer = Writer {
    name: "openapi-generator-php",
    printing: Printing::Snake,
    words: words::PHP,
    guards: &[Guard::BeforeDigit("_")],
    look: Look { text: &["**\\"], ..Look::USUAL },
    ..USUAL
};

const PHP_SYMFONY: Writer = Writer {
    name: "openapi-generator-php-symfony",
    printing: Printing::Camel,
    words: words::PHP_SYMFONY,
    bare_containers: true,
    look: Look { text: &["Server\\Model\\"], ..Look::USUAL },
    ..PHP
};

const RUBY: Writer = Writer {
    name: "openapi-generator-ruby",
    printing: Printing::Snake,
    words: words::RUBY,
    guards: &[Guard::BeforeAny("_", names::RUBY_WORDS)],
    look: Look { title: Some("::"), fence: Some("ruby"), piped: None, ..Look::USUAL },
    ..USUAL
};

const RUST: Writer = Writer {
    name: "openapi-generator-rust",
    printing: Printing::Snake,
    words: words::RUST,
    null: Null::Option,
    bare_defaults: true,
    guards: &[
        Guard::Before("r#"),
        // The words that `r#` is not for.
        Guard::BeforeWords("param_", "crate extern self super"),
        Guard::BeforeDigit("param_"),
        Guard::BeforeDigit("var_"),
        Guard::Is("plus_1", "+1"),
        Guard::BeforeAny("_", names::RUST_WORDS),
    ],
    empty: Empty::Unknown,
    inline: Inline::Unlinked,
    look: Look { text: &["Option<", "## Enum Variants"], ..Look::USUAL },
    ..USUAL
};

/// Versions 4 to 6, whose pages of enums are empty.
const RUST_6: Writer = Writer {
    name: "openapi-generator-rust-6",
    empty: Empty::Enum,
    look: Look { text: &["crate::models::", "Option<"], ..Look::USUAL },
    ..RUST
};

/// Both generations of the Rust server.
const RUST_SERVER: Writer = Writer {
    name: "openapi-generator-rust-server",
    null: Null::Type,
    empty: Empty::Unknown,
    inline: Inline::Anchor,
    look: Look { text: &["[default to None]", "swagger::", "[***"], ..Look::USUAL },
    ..RUST
};

const TYPESCRIPT_AXIOS: Writer = Writer {
    name: "openapi-generator-typescript-axios",
    printing: Printing::Verbatim,
    words: words::TYPESCRIPT,
    guards: &[Guard::BeforeAny("_", names::TYPESCRIPT_WORDS)],
    empty: Empty::Unknown,
    look: Look { fence: Some("typescript"), text: &["[default to undefined]"], ..Look::USUAL },
    ..USUAL
};

const TYPESCRIPT_FETCH: Writer = Writer {
    name: "openapi-generator-typescript-fetch",
    printing: Printing::Camel,
    shows_optional: false,
    guards: &[Guard::Before("_")],
    empty: Empty::Enum,
    look: Look { fence: Some("typescript"), columns: &["Name", "Type"], ..Look::USUAL },
    ..TYPESCRIPT_AXIOS
};

const JAVASCRIPT: Writer = Writer {
    name: "openapi-generator-javascript",
    words: words::JAVASCRIPT,
    guards: &[Guard::Before("_")],
    empty: Empty::Unknown,
    look: Look { title: Some("."), ..Look::USUAL },
    ..USUAL
};

const SWIFT: Writer =
    Writer { name: "openapi-generator-swift", words: words::SWIFT, guards: &[Guard::Before("_")], ..USUAL };

/// Both writers of Dart. Versions 4 print `[]` and `{}` in every row of a list or map, as later ones do `const []`.
const DART: Writer = Writer {
    name: "openapi-generator-dart",
    words: words::DART,
    empty_defaults: true,
    guards: &[Guard::Is("plus1", "+1"), Guard::BeforeDigit("n"), Guard::Behind("_")],
    look: Look { section: Some("Load the model package"), fence: Some("dart"), title: Some(".model."), ..Look::USUAL },
    ..USUAL
};

const PERL: Writer = Writer {
    name: "openapi-generator-perl",
    printing: Printing::Snake,
    words: words::PERL,
    guards: &[Guard::BeforeDigit("_")],
    look: Look { fence: Some("perl"), title: Some("::Object::"), ..Look::USUAL },
    ..USUAL
};

const R: Writer = Writer {
    name: "openapi-generator-r",
    printing: Printing::Verbatim,
    words: words::R,
    guards: &[Guard::BeforeWords("item_", "private self super")],
    look: Look { title: Some("::"), ..Look::USUAL },
    ..USUAL
};

const POWERSHELL: Writer = Writer {
    name: "openapi-generator-powershell",
    printing: PASCAL,
    words: words::POWERSHELL,
    guards: &[Guard::BeforeAny("Var", names::POWERSHELL_WORDS)],
    look: Look { fence: Some("powershell"), ..Look::USUAL },
    ..USUAL
};

/// Client and server.
const JULIA: Writer = Writer {
    name: "openapi-generator-julia",
    printing: Printing::Verbatim,
    words: words::JULIA,
    guards: &[Guard::Around("var\"", "\"")],
    look: Look { text: &["\n**`", "**`String`**", "[**`"], ..Look::USUAL },
    ..USUAL
};

const C: Writer = Writer {
    name: "openapi-generator-c",
    printing: Printing::Snake,
    words: words::C,
    bare_containers: true,
    booleans: Booleans::AsInt,
    suffix: Some("_t"),
    spelled: &[("list_t*", "map_t")],
    guards: &[Guard::BeforeAny("_", names::C_WORDS)],
    unlinked_enums: true,
    inline: Inline::Suffix("_e"),
    look: Look { text: &["**char \\*", "_t \\*", "_t**]("], ..Look::USUAL },
    ..USUAL
};

const OBJC: Writer = Writer {
    name: "openapi-generator-objc",
    words: words::OBJC,
    booleans: Booleans::AsNumbers,
    class_prefixes: &["OAI"],
    guards: &[Guard::Before("_"), Guard::BeforeStart("var", names::OBJC_STARTS)],
    look: Look { text: &["**NS", "(OAI"], ..Look::USUAL },
    ..USUAL
};

/// Version 5 has no outer pipes, and links to what no page is of: `[**Long**](long.md)`.
const MARKDOWN: Writer = Writer {
    name: "openapi-generator-markdown",
    printing: Printing::Verbatim,
    words: words::MARKDOWN,
    bare_containers: true,
    bare_defaults: true,
    look: Look {
        piped: None,
        null_defaults: Some(true),
        text: &["[default to null] |", "[**String**](string.md)", "[**Long**](long.md)", "[**List**](", "[**Map**]("],
        ..Look::USUAL
    },
    ..USUAL
};

const BASH: Writer = Writer {
    name: "openapi-generator-bash",
    printing: Printing::Verbatim,
    words: words::BASH,
    bare_defaults: true,
    guards: &[Guard::BeforeWords("_", names::BASH_WORDS), Guard::Spelled],
    look: Look { null_defaults: Some(true), text: &["[default to null]"], ..Look::USUAL },
    ..USUAL
};

const EIFFEL: Writer = Writer {
    name: "openapi-generator-eiffel",
    printing: Printing::Snake,
    words: words::EIFFEL,
    bare_defaults: true,
    guards: &[Guard::Before("var_")],
    look: Look { null_defaults: Some(true), text: &["STRING_32", "[default to null]"], ..Look::USUAL },
    ..USUAL
};

const GRAPHQL: Writer = Writer {
    name: "openapi-generator-graphql-nodejs-express-server",
    words: words::GRAPHQL,
    stars_models: true,
    bare_defaults: true,
    guards: &[Guard::BeforeDigit("Var"), Guard::Raised("_")],
    look: Look { null_defaults: Some(true), text: &["String!", "[***"], ..Look::USUAL },
    ..USUAL
};

/// Java and Android.
const SWAGGER_JAVA: Writer =
    Writer { name: "swagger-codegen-java", look: Look { text: &["<a name=\""], ..JAVA.look }, ..JAVA };

const SWAGGER_JAVASCRIPT: Writer = Writer {
    name: "swagger-codegen-javascript",
    look: Look { text: &["<a name=\""], ..JAVASCRIPT.look },
    ..JAVASCRIPT
};

const SWAGGER_GO: Writer = Writer {
    name: "swagger-codegen-go",
    null: Null::Never,
    look: Look { null_defaults: None, text: &["[default to null]", "[***"], ..Look::USUAL },
    ..GO_4
};

const SWAGGER_CSHARP: Writer = Writer {
    name: "swagger-codegen-csharp",
    null: Null::Never,
    look: Look { title: Some("IO.Swagger."), text: &["?** | ", "?&gt;**"], ..Look::USUAL },
    ..CSHARP
};

const SWAGGER_RUBY: Writer = Writer {
    name: "swagger-codegen-ruby",
    look: Look { title: Some("SwaggerClient::"), text: &["**BOOLEAN**"], ..Look::USUAL },
    ..RUBY
};

const SWAGGER_PHP: Writer = Writer {
    name: "swagger-codegen-php",
    look: Look { text: &["\\Swagger\\Client\\", "(\\DateTime.md)"], ..Look::USUAL },
    ..PHP
};

const SWAGGER_OBJC: Writer = Writer {
    name: "swagger-codegen-objc",
    class_prefixes: &["SWG"],
    look: Look { text: &["**NS", "(SWG"], title: Some("SWG"), ..Look::USUAL },
    ..OBJC
};

/// The case of JSON names that no page spells. Languages of camel names have the clients of APIs of such names, but
/// where pages have no descriptions nothing is ever spelled, and the APIs that were seen so have snake names.
const fn usual(writer: &Writer) -> Case {
    match writer.printing {
        Printing::Camel if writer.look.columns.len() == 2 => Case::Snake,
        Printing::Camel | Printing::Pascal { .. } => Case::Camel,
        Printing::Snake | Printing::Verbatim => Case::Snake,
    }
}

macro_rules! writers {
    ($($writer:ident),* $(,)?) => {
        /// Every writer.
        pub static WRITERS: &[Writer] = &[$($writer),*];

        /// One dialect for each of [`WRITERS`], in the same order.
        pub const DIALECTS: &[Dialect] = &[$({
            static WRITER: Writer = $writer;
            Dialect {
                name: $writer.name,
                printing: $writer.printing,
                usual: usual(&$writer),
                read: |page, titles| super::read(&WRITER, page, titles),
            }
        }),*];
    };
}

writers![
    PYTHON,
    PYTHON_6,
    PYTHON_4,
    PYTHON_5,
    GO_4,
    GO,
    JAVA,
    ANDROID,
    MICRONAUT,
    KOTLIN,
    KTORM,
    SCALA,
    CSHARP,
    PHP,
    PHP_SYMFONY,
    RUBY,
    SWIFT,
    RUST,
    RUST_6,
    RUST_SERVER,
    TYPESCRIPT_AXIOS,
    TYPESCRIPT_FETCH,
    JAVASCRIPT,
    DART,
    PERL,
    R,
    POWERSHELL,
    JULIA,
    C,
    OBJC,
    MARKDOWN,
    BASH,
    EIFFEL,
    GRAPHQL,
    SWAGGER_JAVA,
    SWAGGER_JAVASCRIPT,
    SWAGGER_GO,
    SWAGGER_CSHARP,
    SWAGGER_RUBY,
    SWAGGER_PHP,
    SWAGGER_OBJC,
];
