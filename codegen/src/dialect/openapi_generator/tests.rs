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

mod languages;
mod links;
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
            FM108: the default `Color.GREEN` is no value that is known; it is left out
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
