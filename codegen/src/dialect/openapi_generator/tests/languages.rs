//! Pages in the forms of single languages.

use super::*;

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
fn a_part_does_not_take_the_title_of_a_page() {
    let object =
        format!("{SCHEMA}dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n\n### Dictionary Keys\n{KEYS}");
    let order = format!(
        "# shop.model.order.Order\n\n## Model Type Info\n{object}**[item](#item)** | dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n
# item\n\n## Model Type Info\n{object}**at** | str,  | str,  |  | \n"
    );
    let item = format!(
        "# shop.model.order_item.OrderItem\n\n## Model Type Info\n{object}**count** | decimal.Decimal, int,  | decimal.Decimal,  |  | \n"
    );
    check(
        "openapi-generator-python-6",
        &[("docs/models/Order.md", &order), ("docs/models/OrderItem.md", &item)],
        expect![[r#"
            Order: 
              item: -> OrderItemPart
            OrderItemPart: 
              at: string
            OrderItem: 
              count: integer
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
