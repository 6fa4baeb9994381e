//! Pages of our own, one for each behaviour.

use expect_test::{Expect, expect};

use super::*;
use crate::{
    diag::Diagnostics,
    dialect,
    ir::{Enum, Field, Nullable, Type},
    markdown,
    source::{Source, Sources},
};

mod rows;
mod values;

pub fn sources(pages: &[(&str, &str)]) -> Sources {
    let source = |(path, text): &(&str, &str)| Source {
        root: String::new(),
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    };
    Sources::new(pages.iter().map(source).collect())
}

pub fn ty(ty: &Type<Link>) -> String {
    let format = |name: &str, format: Option<&str>| match format {
        Some(format) => format!("{name}({format})"),
        None => name.to_owned(),
    };
    match ty {
        Type::Any => "any".to_owned(),
        Type::Object => "object".to_owned(),
        Type::String(f) => format("string", *f),
        Type::Integer(f) => format("integer", *f),
        Type::Number(f) => format("number", *f),
        Type::Boolean => "boolean".to_owned(),
        Type::Null => "null".to_owned(),
        Type::List(item) => format!("list of {}", self::ty(item)),
        Type::Map(value) => format!("map of {}", self::ty(value)),
        Type::Nullable(inner) => format!("{} or null", self::ty(inner)),
        Type::Enum(values) => listed(values),
        Type::Union(union) => union.members.iter().map(|member| self::ty(&member.ty)).collect::<Vec<_>>().join(" | "),
        Type::Ref(link) => format!("-> {}", link.label.join(".")),
    }
}

fn listed(values: &Enum) -> String {
    let values: Vec<String> = values.values.iter().map(|value| value.json.to_string()).collect();
    format!("one of [{}]", values.join(", "))
}

fn field(field: &Field<Link>) -> String {
    let mut line = format!("  {}", field.json.text);
    if field.printed != field.json.text {
        line += &format!(" (printed {})", field.printed);
    }
    line += if field.required.value { ": " } else { "?: " };
    line += &ty(&field.ty.value);
    line += match field.nullable.value {
        Nullable::Yes => " or null",
        Nullable::No => "",
        Nullable::Unknown => " (null?)",
    };
    if let Some(default) = &field.default {
        line += &format!(" = {}", default.value);
    }
    if field.read_only {
        line += " read-only";
    }
    if field.deprecated.is_some() {
        line += " deprecated";
    }
    if !field.docs.is_empty() {
        line += &format!(" // {}", field.docs);
    }
    line + "\n"
}

/// What `dialect` makes of some pages, in short.
fn check(dialect: &str, pages: &[(&str, &str)], expected: Expect) {
    let sources = sources(pages);
    let pages = markdown::parse(&sources);
    let mut diagnostics = Diagnostics::default();
    let dialect = dialect::by_name(dialect).expect("a dialect");
    let reading = dialect::read(&pages, dialect, &mut diagnostics);
    let mut out = String::new();
    for model in &reading.api.models {
        out += &format!("{}: ", model.title);
        if !model.docs.is_empty() {
            out += &format!("// {} ", model.docs);
        }
        out += &match &model.kind {
            Kind::Struct(object) => {
                let mut fields = object.fields.iter().map(field).collect::<String>();
                if let Some(additional) = &object.additional {
                    fields += &format!("  ..: {}\n", ty(additional));
                }
                format!("\n{fields}")
            }
            Kind::Enum(values) => listed(values) + "\n",
            Kind::Union(union) => {
                let members: Vec<String> = union.members.iter().map(|member| ty(&member.ty)).collect();
                let tag = union.discriminator.as_ref().map(|tag| format!(" by {} {:?}", tag.property, tag.mapping));
                format!("{}{}\n", members.join(" | "), tag.unwrap_or_default())
            }
            Kind::Alias(alias) => format!("= {}\n", ty(alias)),
            Kind::Opaque(_) => "unknown\n".to_owned(),
        };
    }
    for (page, why) in &reading.left_out {
        out += &format!("{page}: {}\n", why.describe());
    }
    for diagnostic in diagnostics.iter() {
        out += &format!("{}: {}\n", diagnostic.code.as_str(), diagnostic.message);
    }
    expected.assert_eq(&out);
}

pub fn table(title: &str, rows: &str) -> String {
    format!(
        "# {title}\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n{rows}\n"
    )
}

#[test]
fn python_prints_snake_case_literals_and_models() {
    let parcel = table(
        "Parcel",
        "**parcel_id** | **UUID** | Who &#x60;owns&#x60; it | [readonly] 
**var_from** | **str** | The kind, which is always &#x60;parcel&#x60;. | [optional] [default to 'here']
**sides** | [**List[Side]**](Side.md) | a | b | [optional] [default to []]
**extra** | **Dict[str, object]** |  | [optional] [deprecated]
**names** | **List[Optional[str]]** |  | 
**** | **str** |  | [optional] 
**odd** | **Wibble[str]** |  | [optional] 
",
    );
    let color = "# Color\n\n## Enum\n\n* `RED` (value: `'red'`)\n\n* `TICK` (value: `'a`b'`)\n";
    let api = "# shop.ParcelsApi\n\nAll URIs are relative to *https://shop.example*\n";
    check(
        "openapi-generator-python",
        &[
            ("docs/Color.md", color),
            ("docs/Parcel.md", &parcel),
            ("docs/ParcelsApi.md", api),
            ("docs/Side.md", &table("Side", "")),
        ],
        expect![[r#"
            Color: one of ["red", "a`b"]
            Parcel: 
              parcel_id: string(uuid) (null?) read-only // Who `owns` it
              from (printed var_from)?: one of ["parcel"] (null?) = "here" // The kind, which is always `parcel`.
              sides?: list of -> Side (null?) = [] // a | b
              extra?: map of any (null?) deprecated
              names: list of string or null (null?)
              odd?: any (null?)
            Side: unknown
            docs/ParcelsApi.md: no model: API operations
            FM102: a name of which the writer dropped every character; the field is left out: `**** | **str** |  | [optional]`
            FM103: unknown type `Wibble[str]`; it is kept as raw JSON
            FM203: the page of `Side` lists neither properties nor members; it is kept as raw JSON
        "#]],
    );
}

#[test]
fn python_5_has_pages_for_aliases_and_a_row_for_further_keys() {
    let tags = table("Tags", "**value** | [**[Tag]**](Tag.md) |  | \n");
    let color = table("Color", "**value** | **str** | A colour |  must be one of [\"red\", \"a|b\", ]\n");
    let open = table(
        "Open",
        "**_class** | **str, none_type** |  | [optional] 
**kind** | **str** |  | defaults to \"dog\"
**tame** | **bool** |  | defaults to True
**any string name** | **bool, date, datetime, dict, float, int, list, str, none_type** | any string name can be used | [optional]
",
    );
    check(
        "openapi-generator-python-5",
        &[
            ("docs/Color.md", &color),
            ("docs/Open.md", &open),
            ("docs/Tag.md", &table("Tag", "")),
            ("docs/Tags.md", &tags),
        ],
        expect![[r#"
            Color: one of ["red", "a|b"]
            Open: 
              class (printed _class)?: string or null
              kind: one of ["dog"]
              tame: boolean = true
              ..: any
            Tag: unknown
            Tags: = list of -> Tag
            FM203: the page of `Tag` lists neither properties nor members; it is kept as raw JSON
        "#]],
    );
}

const SCHEMA: &str =
    "Input Type | Accessed Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n";
const KEYS: &str = "Key | Input Type | Accessed Type | Description | Notes\n------------ | ------------- | ------------- | ------------- | -------------\n";
const ITEMS: &str = "Class Name | Input Type | Accessed Type | Description | Notes\n------------- | ------------- | ------------- | ------------- | -------------\n";

#[test]
fn python_6_prints_schemas() {
    let base = format!(
        "# shop.model.base.Base\n\n## Model Type Info\n{SCHEMA}dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n\n### Dictionary Keys\n{KEYS}**kind** | None, str,  | NoneClass, str,  |  | must be one of [\"a\", \"b\", None, ] \n"
    );
    let child = format!(
        "# shop.model.child.Child\n\n## Model Type Info\n{SCHEMA}dict, str, list,  | x |  | \n\n### Composed Schemas (allOf/anyOf/oneOf/not)\n#### allOf\n{ITEMS}[Base](Base.md) | [**Base**](Base.md) | [**Base**](Base.md) |  | \n[all_of_1](#all_of_1) | dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n
# all_of_1\n\n## Model Type Info\n{SCHEMA}dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n\n### Dictionary Keys\n{KEYS}**[size-grid](#size-grid)** | list, tuple,  | tuple,  |  | [optional] \n**[box](#box)** | dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n
# size-grid\n\n## Model Type Info\n{SCHEMA}list, tuple,  | tuple,  |  | \n\n### Tuple Items\n{ITEMS}[items](#items) | list, tuple,  | tuple,  |  | \n
# items\n\n## Model Type Info\n{SCHEMA}list, tuple,  | tuple,  |  | \n\n### Tuple Items\n{ITEMS}items | decimal.Decimal, int,  | decimal.Decimal,  |  | value must be a 64 bit integer\n
# box\n\n## Model Type Info\n{SCHEMA}dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n\n### Dictionary Keys\n{KEYS}**at** | str, datetime,  | str,  |  | [optional] \n"
    );
    let either = format!(
        "# shop.model.either.Either\n\n## Model Type Info\n{SCHEMA}dict, str, list,  | x |  | \n\n### Composed Schemas (allOf/anyOf/oneOf/not)\n#### oneOf\n{ITEMS}[Base](Base.md) | [**Base**](Base.md) | [**Base**](Base.md) |  | \n[one_of_1](#one_of_1) | str,  | str,  |  | \n\n# one_of_1\n\n## Model Type Info\n{SCHEMA}str,  | str,  |  | \n"
    );
    check(
        "openapi-generator-python-6",
        &[("docs/models/Base.md", &base), ("docs/models/Child.md", &child), ("docs/models/Either.md", &either)],
        expect![[r#"
            Base: 
              kind: one of ["a", "b"] or null
            Child: 
              kind: one of ["a", "b"] or null
              size-grid?: list of list of integer(int64)
              box: -> ChildBox
            ChildBox: 
              at?: string(date-time)
            Either: -> Base | string
        "#]],
    );
}

#[test]
fn go_shows_null_by_prefix_and_by_method() {
    let rows = "**Id** | **int64** |  | \n**Owner** | Pointer to [**NullableOwner**](Owner.md) |  | [optional] \n**Size** | **NullableFloat32** |  | \n**Tags** | Pointer to **[]string** |  | [optional] \n**Var1st** | Pointer to **map[string][]Owner** |  | [optional] \n**Blob** | Pointer to ***os.File** |  | [optional] \n";
    let parcel = table("Parcel", rows) + "## Methods\n\n### SetTagsNil\n\n`func (o *Parcel) SetTagsNil(b bool)`\n";
    check(
        "openapi-generator-go",
        &[("docs/Owner.md", &table("Owner", "")), ("docs/Parcel.md", &parcel)],
        expect![[r#"
            Owner: unknown
            Parcel: 
              Id: integer(int64)
              Owner?: -> Owner or null
              Size: number(float) or null
              Tags?: list of string or null
              1st (printed Var1st)?: map of list of -> Owner
              Blob?: string(binary)
            FM203: the page of `Owner` lists neither properties nor members; it is kept as raw JSON
        "#]],
    );
}

#[test]
fn go_4_marks_null_by_a_pointer() {
    let rows = "**Id** | **int64** |  | \n**Size** | Pointer to **float32** |  | [optional] \n";
    check(
        "openapi-generator-go-4",
        &[("docs/Parcel.md", &table("Parcel", rows))],
        expect![[r#"
        Parcel: 
          Id: integer(int64)
          Size?: number(float) or null
    "#]],
    );
}

#[test]
fn java_lists_values_below_the_table() {
    let page = "\n\n# Parcel\n\n\n## Properties\n\n| Name | Type | Description | Notes |\n|------------ | ------------- | ------------- | -------------|\n|**state** | [**StateEnum**](#StateEnum) |  |  |\n|**modes** | [**List&lt;ModesEnum&gt;**](#List&lt;ModesEnum&gt;) |  |  [optional] |\n|**half** | [**HalfEnum**](#HalfEnum) |  |  [optional] |\n|**propertyClass** | **byte[]** |  |  [optional] |\n\n\n\n## Enum: StateEnum\n\n| Name | Value |\n|---- | -----|\n| NEW_ONE | &quot;new|one&quot; |\n\n\n\n## Enum: List&lt;ModesEnum&gt;\n\n| Name | Value |\n|---- | -----|\n| A | &quot;a&quot; |\n\n\n\n## Enum: HalfEnum\n\n| Name | Value |\n|---- | -----|\n| N | new BigDecimal(&quot;0.5&quot;) |\n";
    let shape = "# Shape\n\n## oneOf schemas\n* [Parcel](Parcel.md)\n* [List<BigDecimal>](List<BigDecimal>.md)\n\nNOTE: this class is nullable.\n\n## Example\n```java\nclass X {}\n```\n";
    check(
        "openapi-generator-java",
        &[("docs/Parcel.md", page), ("docs/Shape.md", shape)],
        expect![[r#"
        Parcel: 
          state: one of ["new|one"] (null?)
          modes?: list of one of ["a"] (null?)
          half?: one of [0.5] (null?)
          class (printed propertyClass)?: string(byte) (null?)
        Shape: -> Parcel | list of number | null
    "#]],
    );
}

#[test]
fn kotlin_prints_the_json_name_above_the_values() {
    let page = "# Parcel\n\n## Properties\n| Name | Type | Description | Notes |\n| ------------ | ------------- | ------------- | ------------- |\n| **stateCode** | [**inline**](#StateCode) |  |  |\n| **modes** | [**inline**](#kotlin.collections.List&lt;Modes&gt;) |  |  [optional] |\n| **&#x60;in&#x60;** | **kotlin.collections.Map&lt;kotlin.String, kotlin.Int?&gt;** |  |  [optional] |\n\n<a id=\"StateCode\"></a>\n## Enum: state_code\n| Name | Value |\n| ---- | ----- |\n| stateCode | new, &lt;&#x3D; |\n\n<a id=\"kotlin.collections.List<Modes>\"></a>\n## Enum: modes\n| Name | Value |\n| ---- | ----- |\n| modes | 1, 2 |\n";
    let color = "# Color\n\n## Enum\n\n\n    * `red` (value: `\"red\"`)\n\n    * `` (value: `\"\"`)\n";
    check(
        "openapi-generator-kotlin",
        &[("docs/Color.md", color), ("docs/Parcel.md", page)],
        expect![[r#"
            Color: one of ["red", ""]
            Parcel: 
              state_code (printed stateCode): one of ["new", "<="] (null?)
              modes?: list of one of [1, 2] (null?)
              in?: map of integer(int32) or null (null?)
        "#]],
    );
}

#[test]
fn rust_prints_its_own_types() {
    let rows = "**r#type** | **ModeKind** | How (enum: 30m, 24h) | \n**owner** | Option<[**models::Owner**](owner.md)> |  | [optional]\n**at** | Option<**chrono::DateTime<chrono::FixedOffset>**> |  | \n**mode** | Option<**Mode**> |  (enum: low, high) | [optional][default to Low]\n**note** | Option<**String**> |  | [optional][default to a|b]\n**locked** | **Locked** |  (enum: true) | \n";
    let owner = "# Owner\n\n## Enum Variants\n\n| Name | Description |\n|---- | -----|\n| Parcel | a |\n| Vec<String> |  |\n| Company |  |\n";
    let color = "# Color\n\n## Enum Variants\n\n| Name | Value |\n|---- | -----|\n| Red | red |\n| Le | &lt;&#x3D; |\n";
    let period = "# Period\n\n## Enum Variants\n\n| Name | Value |\n|---- | -----|\n| Variant30m | 30m |\n";
    let tagged = "# Tagged\n\n## Enum Variants\n\n| Name | Value |\n|---- | -----|\n";
    check(
        "openapi-generator-rust",
        &[
            ("docs/Color.md", color),
            ("docs/Owner.md", owner),
            ("docs/Parcel.md", &table("Parcel", rows)),
            ("docs/Period.md", period),
            ("docs/Tagged.md", tagged),
        ],
        expect![[r#"
            Color: one of ["red", "<="]
            Owner: -> Parcel | list of string | -> Company
            Parcel: 
              type (printed r#type): one of ["30m", "24h"] // How
              owner?: -> Owner (null?)
              at: string(date-time) or null
              mode?: one of ["low", "high"] (null?) = "low"
              note?: string (null?) = "a|b"
              locked: one of [true]
            Period: one of ["30m"]
            Tagged: unknown
            FM203: the page of `Tagged` lists neither properties nor members; it is kept as raw JSON
        "#]],
    );
}

#[test]
fn rust_marks_what_is_optional_by_option_alone_where_no_page_says_it() {
    let rows = "**id** | **i32** |  | \n**owner** | Option<**String**> |  | \n";
    let (with, without) = (rows.to_owned() + "**note** | Option<**String**> |  | [optional]\n", rows);
    check(
        "openapi-generator-rust",
        &[("A.md", &table("A", without)), ("B.md", &table("B", &with))],
        expect![[r#"
            A: 
              id: integer(int32)
              owner: string or null
            B: 
              id: integer(int32)
              owner: string or null
              note?: string (null?)
        "#]],
    );
    check(
        "openapi-generator-rust",
        &[("A.md", &table("A", without))],
        expect![[r#"
            A: 
              id: integer(int32)
              owner?: string (null?)
        "#]],
    );
}

#[test]
fn unions_of_ruby_julia_php_and_the_rust_server() {
    let ruby = "# Shop::Pet\n\n## Class instance methods\n\n### `openapi_one_of`\n\n```ruby\nShop::Pet.openapi_one_of\n# =>\n# [\n#   :'Cat',\n#   :'Dog'\n# ]\n```\n\n### `openapi_discriminator_name`\n\n```ruby\nShop::Pet.openapi_discriminator_name\n# => :'pet_kind'\n```\n\n### `openapi_discriminator_name`\n\n```ruby\nShop::Pet.openapi_discriminator_mapping\n# =>\n# {\n#   :'cat' => :'Cat'\n# }\n```\n\n#### Parameters\n\n| Name | Type | Description |\n| ---- | ---- | ----------- |\n| **data** | **Mixed** | data |\n";
    let pages = [("Cat.md", table("Cat", "")), ("Dog.md", table("Dog", ""))];
    let with = |pet: &str, dialect: &str, expected: Expect| {
        check(dialect, &[(pages[0].0, &pages[0].1), (pages[1].0, &pages[1].1), ("Pet.md", pet)], expected);
    };
    with(
        ruby,
        "openapi-generator-ruby",
        expect![[r#"
        Cat: one of []
        Dog: one of []
        Pet: -> Cat | -> Dog by pet_kind [("cat", "Cat")]
    "#]],
    );
    let julia = table(
        "Pet",
        "**value** | This is a oneOf model. The value must be exactly one of the following types: Cat, Dict{String, Dog} |  | [optional] \n\nThe discriminator field is `kind` with the following mapping:\n - `cat`: `Cat`\n",
    );
    with(
        &julia,
        "openapi-generator-julia",
        expect![[r#"
        Cat: one of []
        Dog: one of []
        Pet: -> Cat | map of -> Dog by kind [("cat", "Cat")]
    "#]],
    );
    let php = "# Pet\n\nThis model is a `oneOf` wrapper.\n\n## oneOf\n\n- [**\\Shop\\Model\\Cat**](Cat.md)\n- **string**\n\nThe concrete type is selected by the `kind` discriminator property.\n";
    with(
        php,
        "openapi-generator-php",
        expect![[r#"
            Cat: one of []
            Dog: one of []
            Pet: -> Cat | string by kind []
        "#]],
    );
    with(
        "# Pet\n\n## Type\n**swagger::AnyOf2<models::Cat,Vec<f64>>**\n",
        "openapi-generator-rust-server",
        expect![[r#"
            Cat: unknown
            Dog: unknown
            Pet: -> Cat | list of number(double)
            FM203: the page of `Cat` lists neither properties nor members; it is kept as raw JSON
            FM203: the page of `Dog` lists neither properties nor members; it is kept as raw JSON
        "#]],
    );
}

#[test]
fn what_a_template_puts_before_a_description_is_no_part_of_it() {
    let page = "# ParcelBox\n> shop.models.parcel_box\n\n# ParcelBox\n\n## Shop.Model.ParcelBox\n\n### Description\n\nA box.\n\n## Properties\nName | Type | Description | Notes\n--- | --- | --- | ---\n**id** | **string** |  | \n";
    check(
        "openapi-generator-php",
        &[("ParcelBox.md", page)],
        expect![[r#"
            ParcelBox: // A box. 
              id: string (null?)
        "#]],
    );
}

#[test]
fn custom_templates_have_columns_and_tables_of_their_own() {
    let page = "# A\n\n## Properties\nName | Getter | Setter | Type | Description | Notes\n--- | --- | --- | --- | --- | ---\n**box_id** | getBoxId() | setBoxId($value) | **string** | Its | id | [optional] \n";
    let color = "# Color\n\n## Properties\nName | Type\n--- | ---\n**RED** | string\n**DARK_RED** | string\n";
    check(
        "openapi-generator-php",
        &[("A.md", page), ("Color.md", color)],
        expect![[r#"
            A: 
              box_id?: string (null?) // Its | id
            Color: one of ["RED", "DARK_RED"]
        "#]],
    );
}

#[test]
fn odd_cells_of_single_writers() {
    let swift = table("A", "**sides** | [B] |  | [optional] \n**maybe** | **[String?]** |  | \n");
    check(
        "openapi-generator-swift",
        &[("A.md", &swift), ("B.md", &table("B", "**x** | **Int** |  | \n"))],
        expect![[r#"
            A: 
              sides?: list of -> B (null?)
              maybe: list of string or null (null?)
            B: 
              x: integer (null?)
        "#]],
    );
    let c = table(
        "a_t",
        "**name** | **char \\*** |  | \n**sides** | [**list_t**](b.md) \\* |  | \n**map** | **list_t*** |  | \n**on** | **int** |  | [optional] [default to true]\n**big** | **int** | True if it is big. | \n**is_old** | **int** |  | \n**mode** | **shop_a_MODE_e** |  | \n**b** | [**b_t**](b.md) \\* |  | \n",
    );
    check(
        "openapi-generator-c",
        &[("a.md", &c), ("b.md", &table("b_t", "**x** | **int** |  | \n"))],
        expect![[r#"
            a: 
              name: string (null?)
              sides: list of -> b (null?)
              map: map of any (null?)
              on?: boolean (null?) = true
              big: boolean (null?) // True if it is big.
              is_old: integer (null?)
              mode: string (null?)
              b: -> b (null?)
            b: 
              x: integer (null?)
            FM107: `list_t*` does not tell what it holds; its elements are kept as raw JSON
        "#]],
    );
    let rows = "**depth** | **NSNumber*** | How deep it is. | \n**open** | **NSNumber*** | Whether it is open. | \n**isBig** | **NSNumber*** |  | [optional] [default to @2]\n**hasLid** | **NSNumber*** |  | [optional] \n";
    check(
        "openapi-generator-objc",
        &[("OAIA.md", &table("OAIA", rows))],
        expect![[r#"
            A: 
              depth: number (null?) // How deep it is.
              open: boolean (null?) // Whether it is open.
              isBig?: number (null?) = 2
              hasLid?: boolean (null?)
        "#]],
    );
    let markdown = "# A\n## Properties\n\n| Name | Type | Description | Notes |\n|------------ | ------------- | ------------- | -------------|\n| **size\\_cm** | [**List**](B.md) |  | [optional] [default to null] |\n| **any** | [**oas_any_type_not_mapped**](.md) |  | [default to null] |\n";
    check(
        "openapi-generator-markdown",
        &[("A.md", markdown)],
        expect![[r#"
            A: 
              size_cm?: list of -> B (null?)
              any: any (null?)
        "#]],
    );
    let axios = table(
        "A",
        "**items** | [**Array&lt;B | null&gt;**](B.md) |  | [optional] [default to undefined]\n**map** | **{ [key: string]: any; }** |  | [default to undefined]\n",
    );
    check(
        "openapi-generator-typescript-axios",
        &[("A.md", &axios)],
        expect![[r#"
        A: 
          items?: list of -> B or null (null?)
          map: map of any (null?)
    "#]],
    );
    let objc =
        table("OAIA", "**_id** | **NSString*** |  | \n**b** | [**NSArray&lt;OAIB&gt;***](OAIB.md) |  | [optional] \n");
    check(
        "openapi-generator-objc",
        &[("OAIA.md", &objc)],
        expect![[r#"
        A: 
          id (printed _id): string (null?)
          b?: list of -> B (null?)
    "#]],
    );
}

#[test]
fn a_default_may_be_a_constant_of_another_page() {
    let color = "# Color\n\n## Enum\n\n* `RED_ISH` (value: `\"red-ish\"`)\n";
    let rows = "**a** | [**Color**](Color.md) |  | [optional] [default to Color.RED_ISH]\n\
                **b** | [**Color**](Color.md) |  | [optional] [default to Color.GREEN]\n";
    check(
        "openapi-generator-javascript",
        &[("A.md", &table("Shop.A", rows)), ("Color.md", color)],
        expect![[r#"
            A: 
              a?: -> Color (null?) = "red-ish"
              b?: -> Color (null?)
            Color: one of ["red-ish"]
        "#]],
    );
}

#[test]
fn an_interface_of_java_is_a_union_of_what_implements_it() {
    let shape = "# Interface Lid\n\n## Implementing Classes\n\n* FlatLid\n* RoundLid\n";
    let lid = |title| table(title, "**size** | **Integer** |  |  [optional]\n");
    check(
        "openapi-generator-java",
        &[("FlatLid.md", &lid("FlatLid")), ("Lid.md", shape), ("RoundLid.md", &lid("RoundLid"))],
        expect![[r#"
            FlatLid: 
              size?: integer(int32) (null?)
            Lid: -> FlatLid | -> RoundLid
            RoundLid: 
              size?: integer(int32) (null?)
        "#]],
    );
}
