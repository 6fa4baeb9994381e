//! How languages spell types on their pages: a row each, from pages that their generators have written.
//!
//! What is empty, a language cannot say. Null is written where a language has a mark for it, unions where it
//! lists their members.

use crate::writers::{Family, Language, Null, Union};

/// Dialects without a writer: their pages have another layout (Python 6, Ktorm, Micronaut, TypeScript's `fetch`), or
/// print a property so that hardly anything of it can be read back (the others).
pub const UNWRITTEN: &[&str] = &[
    "openapi-generator-python-6",
    "openapi-generator-ktorm-schema",
    "openapi-generator-java-micronaut",
    "openapi-generator-typescript-fetch",
    "openapi-generator-php-symfony",
    "openapi-generator-c",
    "openapi-generator-objc",
    "openapi-generator-markdown",
    "openapi-generator-eiffel",
    "openapi-generator-graphql-nodejs-express-server",
    "swagger-codegen-objc",
];

/// Every language that has a writer: text, whole number, number, boolean; list; map.
pub const LANGUAGES: &[Language] = &[
    speakeasy("python", ["str", "int", "float", "bool"], "List[{}]", "Dict[str, {}]")
        .null(Null::Inside("Nullable[{}]", "OptionalNullable[{}]"))
        .union(headed("### `models.{}`\n\n```python\nvalue: models.{} = /* values here */\n```\n\n")),
    speakeasy("typescript", ["string", "", "number", "boolean"], "{}[]", "Record<string, {}>")
        .union(headed("### `models.{}`\n\n```typescript\nconst value: models.{} = /* values here */;\n```\n\n")),
    speakeasy("go", ["string", "int64", "float64", "bool"], "[]{}", "map[string]{}")
        .null(Null::Inside("*{}", "optionalnullable.OptionalNullable[{}]"))
        .union(headed("### \n\n```go\nunion := models.CreateUnion{}(models.{}{/* values here */})\n```\n\n")),
    speakeasy("java", ["String", "long", "double", "boolean"], "List\\<{}>", "Map\\<String, {}>")
        .null(Null::Inside("Optional\\<{}>", "JsonNullable\\<{}>")),
    speakeasy("csharp", ["string", "long", "double", "bool"], "List<{}>", "Dictionary<String, {}>")
        .union(headed("### {}\n\n```csharp\nUnion.Create{}(/* values here */);\n```\n\n")),
    speakeasy("unity", ["string", "long", "double", "bool"], "List<{}>", "Dictionary<String, {}>"),
    speakeasy("php", ["string", "int", "float", "bool"], "array<{}>", "array<string, {}>")
        .union(headed("### \n\n```php\n/**\n* @var models\\{}\n*/\nmodels\\{} $value = /* values here */\n```\n\n")),
    speakeasy("ruby", ["::String", "::Integer", "::Float", "T::Boolean"], "T::Array[{}]", "T::Hash[Symbol, {}]")
        .null(Null::Inside("T.nilable({})", "")),
    generator("python", ["str", "int", "float", "bool"], "List[{}]", "Dict[str, {}]"),
    generator("python-5", ["str", "int", "float", "bool"], "[{}]", "{str: ({},)}")
        .null(Null::Inside("{}, none_type", "{}, none_type")),
    generator("python-4", ["str", "int", "float", "bool"], "list[{}]", "dict(str, {})"),
    generator("go", ["string", "int64", "float64", "bool"], "[]{}", "map[string]{}")
        .null(Null::Method("### Set{}Nil\n\n`func SetNil(b bool)`\n\n")),
    generator("go-4", ["string", "int64", "float64", "bool"], "[]{}", "map[string]{}")
        .null(Null::Around("Pointer to {}", "Pointer to {}")),
    generator("java", ["String", "Long", "Double", "Boolean"], "List&lt;{}&gt;", "Map&lt;String, {}&gt;")
        .union(Union { before: "## oneOf schemas\n", member: "* [{}]({}.md)\n", between: "", after: "" }),
    generator("android", ["String", "Long", "Double", "Boolean"], "List&lt;{}&gt;", "Map&lt;String, {}&gt;"),
    generator(
        "kotlin",
        ["kotlin.String", "kotlin.Long", "kotlin.Double", "kotlin.Boolean"],
        "kotlin.collections.List&lt;{}&gt;",
        "kotlin.collections.Map&lt;kotlin.String, {}&gt;",
    ),
    generator("scala", ["String", "Long", "Double", "Boolean"], "Seq&lt;{}&gt;", "Map&lt;String, {}&gt;"),
    generator("csharp", ["string", "long", "double", "bool"], "List&lt;{}&gt;", "Dictionary&lt;string, {}&gt;"),
    generator("php", ["string", "int", "float", "bool"], "{}[]", "array<string,{}>").model("\\Shop\\Model\\{}").union(
        Union { before: "## oneOf\n\n", member: "- [**\\Shop\\Model\\{}**]({}.md)\n", between: "", after: "" },
    ),
    generator("ruby", ["String", "Integer", "Float", "Boolean"], "Array&lt;{}&gt;", "Hash&lt;String, {}&gt;").union(
        Union {
            before: "## Class instance methods\n\n### `openapi_one_of`\n\n```ruby\nShop::Pet.openapi_one_of\n# =>\n# [\n",
            member: "#   :'{}'",
            between: ",\n",
            after: "\n# ]\n```\n",
        },
    ),
    generator("rust", ["String", "i64", "f64", "bool"], "Vec<{}>", "std::collections::HashMap<String, {}>")
        .model("models::{}")
        .null(Null::Around("Option<{}>", ""))
        .union(Union {
            before: "## Enum Variants\n\n| Name | Description |\n|---- | -----|\n",
            member: "| {} |  |\n",
            between: "",
            after: "",
        }),
    generator("rust-6", ["String", "i64", "f64", "bool"], "Vec<{}>", "::std::collections::HashMap<String, {}>")
        .model("crate::models::{}")
        .null(Null::Around("Option<{}>", "")),
    generator("rust-server", ["String", "i64", "f64", "bool"], "Vec<{}>", "std::collections::HashMap<String, {}>")
        .model("models::{}")
        .null(Null::Inside("swagger::Nullable<{}>", "swagger::Nullable<{}>")),
    generator("typescript-axios", ["string", "", "number", "boolean"], "Array&lt;{}&gt;", "{ [key: string]: {}; }"),
    generator("javascript", ["String", "", "Number", "Boolean"], "[{}]", "{String: {}}"),
    generator("swift", ["String", "Int", "Double", "Bool"], "[{}]", "[String: {}]"),
    generator("dart", ["String", "int", "double", "bool"], "List<{}>", "Map<String, {}>"),
    generator("perl", ["string", "int", "double", "boolean"], "ARRAY[{}]", "HASH[string,{}]"),
    generator("r", ["character", "integer", "numeric", ""], "array[{}]", "map({})"),
    generator("powershell", ["String", "Int64", "Double", "Boolean"], "{}[]", ""),
    generator("julia", ["String", "Int64", "Float64", "Bool"], "Vector{{}}", "Dict{String, {}}").marks("**`", "`**").union(
        Union {
            before: "## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n\
                     **value** | This is a oneOf model. The value must be exactly one of the following types: ",
            member: "{}",
            between: ", ",
            after: " |  | [optional] \n",
        },
    ),
    generator("bash", ["string", "integer", "float", "boolean"], "array[{}]", "map[String, {}]"),
    swagger("java", ["String", "Long", "Double", "Boolean"], "List&lt;{}&gt;", "Map&lt;String, {}&gt;"),
    // Elements of its lists may all be null, whatever the API says.
    swagger("csharp", ["string", "long?", "double?", "bool?"], "", ""),
    swagger("go", ["string", "int64", "float64", "bool"], "[]{}", "map[string]{}"),
    swagger("ruby", ["String", "Integer", "Float", "BOOLEAN"], "Array&lt;{}&gt;", "Hash&lt;String, {}&gt;"),
    swagger("php", ["string", "int", "double", "bool"], "{}[]", "map[string,{}]").model("\\Swagger\\Client\\Model\\{}"),
    swagger("javascript", ["String", "", "Number", "Boolean"], "[{}]", "{String: {}}"),
    apimatic("python", ["str", "int", "float", "bool"], "List[{}]", "Dict[str, {}]"),
    apimatic("ruby", ["String", "Integer", "Float", "TrueClass \\| FalseClass"], "Array<{}>", "Hash[String, {}]"),
    apimatic("php", ["string", "int", "float", "bool"], "{}[]", "array<string,{}>").null(Null::Inside("?{}", "")),
    apimatic("typescript", ["string", "bigint", "number", "boolean"], "{}[]", "Record<string, {}>")
        .null(Null::Inside("{} \\| null", "{} \\| null \\| undefined")),
    apimatic("java", ["String", "long", "double", "boolean"], "List<{}>", "Map<String, {}>"),
    apimatic("csharp", ["string", "long", "double", "bool"], "List<{}>", "Dictionary<string, {}>")
        .null(Null::Inside("{}?", "")),
    apimatic("go", ["string", "int64", "float64", "bool"], "[]{}", "map[string]{}")
        .model("models.{}")
        .null(Null::Inside("*{}", "models.Optional[{}]")),
    Language { marks: ["", ""], union: Some(XOR), ..plain(Family::Tables, "", WORDS, "array of {}", "Map<string, {}>") }
        .null(Null::Inside("?{}", "{} \\| null")),
];

/// The scalars in words.
const WORDS: Scalars = ["string", "integer", "number", "boolean"];

/// Unions as Widdershins writes them.
const XOR: Union = Union {
    before: "",
    member: "| Name | Type |\n| --- | --- |\n| *anonymous* | [x]({}.md) |\n",
    between: "\nxor\n\n",
    after: "",
};

type Scalars = [&'static str; 4];

const fn speakeasy(name: &'static str, scalars: Scalars, list: &'static str, map: &'static str) -> Language {
    let language = plain(Family::Speakeasy, name, scalars, list, map);
    Language { model: "models.{}", marks: ["*", "*"], ..language }
}

const fn generator(name: &'static str, scalars: Scalars, list: &'static str, map: &'static str) -> Language {
    plain(Family::Generator, name, scalars, list, map)
}

const fn swagger(name: &'static str, scalars: Scalars, list: &'static str, map: &'static str) -> Language {
    plain(Family::Swagger, name, scalars, list, map)
}

const fn apimatic(name: &'static str, scalars: Scalars, list: &'static str, map: &'static str) -> Language {
    let language = plain(Family::Apimatic, name, scalars, list, map);
    let cases = Union {
        before: "## Cases\n\n| Type |\n|  --- |\n",
        member: "| [`{}`](../../doc/models/{}.md) |\n",
        between: "",
        after: "",
    };
    Language { marks: ["`", "`"], union: Some(cases), ..language }
}

const fn plain(
    family: Family,
    name: &'static str,
    scalars: Scalars,
    list: &'static str,
    map: &'static str,
) -> Language {
    Language { family, name, scalars, list, map, model: "{}", marks: ["**", "**"], null: Null::Never, union: None }
}

/// Speakeasy's unions: a heading of the third level for each member.
const fn headed(member: &'static str) -> Union {
    Union { before: "## Supported Types\n\n", member, between: "", after: "" }
}
