//! Pages of our own, one for each behaviour.

use super::*;
use crate::{
    dialect,
    fixture::{members, read_all, short},
    ir::{Base, Field, NameEvidence, Nullable},
    markdown,
    source::{Source, Sources},
};

/// A page of a structure with these rows.
fn structure(title: &str, rows: &str) -> String {
    format!(
        "# {title}\n\n## Structure\n\n`{title}`\n\n## Fields\n\n| Name | Type | Tags | Description |\n\
         |  --- | --- | --- | --- |\n{rows}\n"
    )
}

/// A page of an enum with these constants.
fn enumeration(title: &str, constants: &[&str]) -> String {
    let rows: String = constants.iter().map(|constant| format!("| `{constant}` |\n")).collect();
    format!("# {title}\n\n## Enumeration\n\n`{title}`\n\n## Fields\n\n| Name |\n|  --- |\n{rows}\n")
}

/// The models of some pages without findings.
fn models(dialect: &str, pages: &[(&str, &str)]) -> Vec<Model<Link>> {
    let (models, left_out, codes) = read_all(dialect, pages);
    assert_eq!((left_out, codes), (Vec::new(), Vec::new()));
    models
}

/// The fields of a structure with these rows.
fn fields(dialect: &str, rows: &str) -> Vec<Field<Link>> {
    models(dialect, &[("doc/models/pet.md", &structure("Pet", rows))]).remove(0).fields().to_vec()
}

fn listed(model: &Model<Link>) -> Vec<String> {
    let Kind::Enum(listed) = &model.kind else { panic!("{model:?}") };
    listed.values.iter().map(|value| value.json.as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_language_has_words_for_every_type() {
    let pet = "../../doc/models/pet.md";
    for (dialect, cells) in [
        (
            "apimatic-python",
            "`str` = string; `int` = integer; `float` = number; `bool` = boolean; `datetime` = date-time; \
             `date` = date; `List[str]` = [string]; `Dict[str, Any]` = {any}; `object` = any; \
             [`List[Pet]`](PET) = [Pet@PET]; [A Pet](PET) \\| List[[A Pet](PET)] \\| None = A Pet@PET or [A Pet@PET]",
        ),
        (
            "apimatic-ruby",
            "`String` = string; `Integer` = integer; `Float` = number; `TrueClass \\| FalseClass` = boolean; \
             `DateTime` = date-time; `Date` = date; `Array<Integer>` = [integer]; `Array[String]` = [string]; \
             `Hash[String, TrueClass \\| FalseClass]` = {boolean}; `Object` = any; [`Hash[String, Pet]`](PET) = {Pet@PET}; \
             String \\| TrueClass \\| FalseClass \\| nil = string or boolean",
        ),
        (
            "apimatic-php",
            "`?string` = string; `?(int[])` = [integer]; `?float` = number; `DateTime` = date-time; \
             `array<string,bool>` = {boolean}; [`?string(Pet)`](PET) = Pet@PET; [`?(string(Pet)[])`](PET) = [Pet@PET]; \
             array<[Pet](PET)\\|int>\\|null = [Pet@PET or integer]; [Pet](PET)\\|string[] = Pet@PET or [string]; \
             Big[Cat](PET)\\|Old[Cat](PET) = BigCat@ or OldCat@",
        ),
        (
            "apimatic-typescript",
            "`string \\| undefined` = string; `number \\| null` = number; `bigint[]` = [int64]; `unknown` = any; \
             `Record<string, boolean> \\| undefined` = {boolean}; [`Pet[] \\| null \\| undefined`](PET) = [Pet@PET]; \
             `(string \\| null)[]` = [string?]",
        ),
        (
            "apimatic-java",
            "`String` = string; `Integer` = int32; `long` = int64; `Double` = double; `Boolean` = boolean; \
             `ZonedDateTime` = date-time; `LocalDate` = date; `List<Long>` = [int64]; `Map<String, Object>` = {any}; \
             [`List<Pet>`](PET) = [Pet@PET]; [`String`](PET) = @PET",
        ),
        (
            "apimatic-csharp",
            "`string` = string; `int?` = int32; `DateTimeOffset?` = date-time; `DateTime` = date; `Guid` = uuid; \
             `List<long>` = [int64]; `List<int?>` = [int32?]; `Dictionary<string, bool>` = {boolean}; \
             [`Models.Pet?`](PET) = Pet@PET; `object` = any",
        ),
        (
            "apimatic-go",
            "`*string` = string; `models.Optional[int64]` = int64; `[]string` = [string]; `time.Time` = date-time; \
             `map[string]interface{}` = {any}; `uuid.UUID` = uuid; [`*models.Pet`](PET) = Pet@PET; \
             [`models.Optional[[]models.Pet]`](PET) = [Pet@PET]",
        ),
    ] {
        for pair in cells.split("; ") {
            let (cell, expected) = pair.split_once(" = ").expect("a cell and what it means");
            let (cell, expected) = (cell.replace("PET", pet), expected.replace("PET", pet));
            let page = structure("Owner", &format!("| `a` | {cell} | Required | - |\n"));
            let (models, _, _) = read_all(dialect, &[("doc/models/owner.md", &page)]);
            let found = short(&models[0].fields()[0].ty.value);
            assert_eq!(found, expected, "{dialect}: {cell}");
        }
    }
}

#[test]
fn cells_without_end_take_no_time() {
    let parts = [
        "Big[Cat](cat.md)".repeat(100_000),
        "a[".repeat(100_000),
        "List[".repeat(100_000),
        "`".repeat(100_000),
        (0..100_000).map(|number| format!("Pet{number}\\|")).collect::<String>() + "Cat",
    ];
    for cell in parts {
        let rows = format!("| `a` | {cell} | Required | - |\n");
        let (models, _, _) = read_all("apimatic-php", &[("m/pet.md", &structure("Pet", &rows))]);
        assert_eq!(models.len(), 1, "{}", &cell[..20]);
    }
    let constant = "WORD".repeat(100_000);
    let words = structure("Word", "| `Word` | `int` | Required | - |\n");
    let pages = [("m/kind.md", &*enumeration("Kind", &[&constant])), ("m/word.md", &words)];
    let (found, _, _) = read_all("apimatic-go", &pages);
    assert_eq!(listed(&found[0]), [constant.to_lowercase()]);
}

#[test]
fn what_many_pages_have_in_common_is_not_looked_at_for_each() {
    let rows: String = (0..9_000).map(|number| format!("| `a{number}` | `int` | Required | - |\n")).collect();
    let mut pages = vec![("m/base.md".to_owned(), structure("Base", &rows))];
    for number in 0..100 {
        let page = structure(&format!("Sub{number}"), "");
        let page = page.replace("## Fields", "## Inherits From\n\n[`Base`](base.md)\n\n## Fields");
        pages.push((format!("m/sub{number}.md"), page));
    }
    let constants: Vec<String> = (0..5_000).map(|number| format!("{}{number}", "LONG_".repeat(40))).collect();
    pages.push(("m/kind.md".into(), enumeration("Kind", &constants.iter().map(String::as_str).collect::<Vec<_>>())));
    let defaults: String = (0..5_000)
        .map(|number| {
            format!(
                "| `b{number}` | [`Kind`](kind.md) | Optional | **Default**: `Kind.{}no{number}` |\n",
                "LONG_".repeat(40)
            )
        })
        .collect();
    let items = vec!["1"; 100_000].join(",");
    let target = format!("{}pet.md", "a/".repeat(100_000));
    let example = format!("| `u` | [`Array<Pet>`]({target}) | Optional | - |\n");
    pages.push((
        "m/user.md".into(),
        structure("User", &(defaults + &example)) + &format!("```json\n{{\"u\":[{items}]}}\n```\n"),
    ));
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (models, _, _) = read_all("apimatic-ruby", &pages);
    assert_eq!(models.len(), 103);
    let inherited = models.iter().filter(|model| model.title.starts_with("Sub")).map(|model| model.fields().len());
    assert_eq!(inherited.collect::<Vec<_>>(), [crate::limits::MAX_FIELDS + 1; 100]);
}

#[test]
fn null_is_what_a_language_can_show() {
    use Nullable::{No, Unknown, Yes};
    for (dialect, cell, required, expected) in [
        ("apimatic-typescript", "`string \\| null \\| undefined`", false, Yes),
        ("apimatic-typescript", "`string \\| undefined`", false, No),
        ("apimatic-typescript", "`string`", true, No),
        ("apimatic-go", "`models.Optional[string]`", false, Yes),
        ("apimatic-go", "`*string`", false, No),
        ("apimatic-go", "`*string`", true, Yes),
        ("apimatic-php", "`?string`", false, Unknown),
        ("apimatic-php", "`?string`", true, Yes),
        ("apimatic-php", "`string`", true, No),
        ("apimatic-java", "`Integer`", true, Yes),
        ("apimatic-java", "`int`", true, No),
        ("apimatic-java", "`Integer`", false, Unknown),
        ("apimatic-java", "`String`", true, Unknown),
        ("apimatic-csharp", "`int?`", true, Yes),
        ("apimatic-csharp", "`int`", true, No),
        ("apimatic-csharp", "`string`", true, Unknown),
        ("apimatic-python", "`str`", true, Unknown),
        ("apimatic-python", "int \\| str \\| None", false, Unknown),
        ("apimatic-python", "int \\| str \\| None", true, Yes),
        ("apimatic-ruby", "Integer \\| String", true, No),
    ] {
        let tag = if required { "Required" } else { "Optional" };
        let found = fields(dialect, &format!("| `a` | {cell} | {tag} | - |\n"));
        assert_eq!(found[0].nullable.value, expected, "{dialect}: {cell}, {tag}");
    }
}

#[test]
fn descriptions_end_in_lines_of_their_own() {
    let rows = "| `size` | `int` | Optional, Read-only | How big.<br>In cm.<br><br>**Default**: `20`<br><br>**Constraints**: `<= 90` |\n\
                | `kind` | `str` | Required, Constant | **Value**: `'cat'` |\n\
                | `tag` | int \\| str | Required | This is a container for one-of cases. |\n\
                | `old` | `str` | Required, Constant | Old.<br>**Default**: `\"x\"`<br>*Default: `\"x\"`* |\n";
    let found = fields("apimatic-python", rows);
    assert_eq!(found[0].docs, "How big.\nIn cm.\n\n**Constraints**: `<= 90`");
    assert_eq!(found[0].default.as_ref().map(|default| &default.value), Some(&20.into()));
    assert!(found[0].read_only && !found[0].required.value);
    assert_eq!(short(&found[1].ty.value), "\"cat\"");
    assert_eq!((found[1].docs.as_str(), found[2].docs.as_str()), ("", ""));
    assert_eq!((short(&found[3].ty.value).as_str(), found[3].docs.as_str()), ("\"x\"", "Old."));
    assert_eq!(found[3].default, None);
}

#[test]
fn defaults_stand_where_they_stand_and_without_the_escapes_of_a_table() {
    let text = structure(
        "Pet",
        "| `a` | `str` | Optional | Def.<br>**Default**: `\"D\\|e\"` |\n\
         | `b` | `datetime` | Optional | **Default**: `2016-03-13T12:52:32.123Z` |\n",
    );
    let found = models("apimatic-python", &[("m/pet.md", &text)]);
    let defaults: Vec<_> = found[0].fields().iter().filter_map(|field| field.default.as_deref()).collect();
    assert_eq!(defaults[0].value, "D|e");
    assert_eq!(&text[defaults[0].span.range()], "\"D\\|e\"");
    assert_eq!(defaults[1].value, "2016-03-13T12:52:32.123Z");
    // The label of a link may be the type of the values.
    let kind = enumeration("Kind", &["BigCat"]);
    let pet = structure("Pet", "| `Kind` | [`String`](kind.md) | Optional | **Default**: `Kind.BIG_CAT` |\n");
    let (found, _, codes) = read_all("apimatic-java", &[("m/kind.md", &kind), ("m/pet.md", &pet)]);
    assert_eq!(codes, [Code::GuessedValues]);
    assert_eq!(found[1].fields()[0].default.as_ref().map(|default| &default.value), Some(&"big_cat".into()));
}

#[test]
fn examples_show_names_of_their_page_and_of_what_it_links_to() {
    let owner = structure(
        "Owner",
        "| `MType` | `string` | Optional | - |\n| `BestPet` | [`Pet`](../models/pet.md) | Optional | - |\n",
    ) + "## Example (as JSON)\n\n```json\n{\"type\": \"a\", \"best_pet\": {\"line2\": null, \"legCount\": 4}}\n```\n";
    let pet = structure(
        "Pet",
        "| `Line2` | `string` | Optional | - |\n| `LegCount` | `int?` | Optional | - |\n| `TailLength` | `int?` | Optional | - |\n",
    );
    let found = models("apimatic-csharp", &[("models/owner.md", &owner), ("models/pet.md", &pet)]);
    let names: Vec<(&str, bool)> = found
        .iter()
        .flat_map(Model::fields)
        .map(|field| (field.json.text.as_str(), field.json.evidence == NameEvidence::Example))
        .collect();
    assert_eq!(names, [("type", true), ("best_pet", true), ("line2", true), ("legCount", true), ("TailLength", false)]);
}

#[test]
fn a_field_that_an_example_has_guards_no_word() {
    for example in ["{\"id\":\"y\",\"mid\":\"x\"}", "{\"mid\":\"x\",\"id\":\"y\"}"] {
        let pet = structure("Pet", "| `mid` | `str` | Required | - |\n") + &format!("```json\n{example}\n```\n");
        let found = models("apimatic-python", &[("m/pet.md", &pet)]);
        assert_eq!(found[0].fields()[0].json.text, "mid", "{example}");
    }
}

#[test]
fn examples_show_types_that_a_language_does_not_tell_apart() {
    let pet = structure(
        "Pet",
        "| `age` | `number` | Required | - |\n| `price` | `number` | Required | - |\n| `ids` | `number[]` | Required | - |\n",
    ) + "## Example (as JSON)\n\n```json\n{\"age\": 3, \"price\": 1.5, \"ids\": [1, 2]}\n```\n";
    let toy =
        structure("Toy", "| `age` | `number \\| undefined` | Optional | - |\n| `price` | `number` | Required | - |\n");
    let found = models("apimatic-typescript", &[("models/pet.md", &pet), ("models/toy.md", &toy)]);
    let types: Vec<String> = found.iter().flat_map(Model::fields).map(|field| short(&field.ty.value)).collect();
    assert_eq!(types, ["integer", "number", "[integer]", "integer", "number"]);

    let pet = structure("Pet", "| `born` | `DateTime` | Required | - |\n| `seen` | `DateTime` | Required | - |\n")
        + "```json\n{\"born\": \"2016-03-13\", \"seen\": \"2016-03-13T12:52:32.123Z\"}\n```\n";
    let found = models("apimatic-php", &[("models/pet.md", &pet)]);
    let types: Vec<String> = found[0].fields().iter().map(|field| short(&field.ty.value)).collect();
    assert_eq!(types, ["date", "date-time"]);
}

#[test]
fn values_are_written_as_those_that_are_shown() {
    let kind = enumeration("Kind", &["BigCat", "OldDog", "EnumRedFish"]);
    let size = enumeration("Size", &["VerySmall", "VeryBig"]);
    let mood = enumeration("Mood", &["VeryGood"]);
    let pet = structure(
        "Pet",
        "| `kind` | [`Kind`](kind.md) | Required | - |\n| `sizes` | [`Size[]`](size.md) | Required | - |\n\
         | `mood` | [`Mood \\| undefined`](mood.md) | Optional | **Default**: `Mood.VeryGood` |\n",
    ) + "```json\n{\"kind\": \"Big Cat\", \"sizes\": [\"very_small\"]}\n```\n";
    let pages = [("m/kind.md", &*kind), ("m/mood.md", &mood), ("m/pet.md", &pet), ("m/size.md", &size)];
    let (found, _, codes) = read_all("apimatic-typescript", &pages);
    assert_eq!(codes, [Code::GuessedValues]);
    assert_eq!(listed(&found[0]), ["Big Cat", "Old Dog", "Red Fish"]);
    assert_eq!(listed(&found[3]), ["very_small", "very_big"]);
    let Kind::Enum(kind) = &found[0].kind else { panic!("{:?}", found[0]) };
    assert_eq!(kind.inferred.as_ref().map(|said| said.text.as_str()), Some("OldDog, EnumRedFish"));
    let default = found[2].fields()[2].default.as_ref().map(|default| default.value.clone());
    assert_eq!(default, Some(listed(&found[1])[0].as_str().into()));
}

#[test]
fn constants_that_are_no_names_lose_their_guard() {
    let mode = enumeration("Mode", &["ENUM_MINUS1", "ENUM_0", "ENUM_1"]);
    let pet = structure("Pet", "| `mode` | [`Mode`](mode.md) | Required | - |\n") + "```json\n{\"mode\": 0}\n```\n";
    let found = models("apimatic-python", &[("m/mode.md", &mode), ("m/pet.md", &pet)]);
    let Kind::Enum(mode) = &found[0].kind else { panic!("{:?}", found[0]) };
    let values: Vec<String> = mode.values.iter().map(|value| value.json.to_string()).collect();
    assert_eq!((mode.base, values), (Base::Integer, vec!["-1".to_owned(), "0".to_owned(), "1".to_owned()]));

    let pet = structure("Pet", "| `mode` | [`Mode`](mode.md) | Required | - |\n") + "```json\n{\"mode\": \"7\"}\n```\n";
    let mode = enumeration("Mode", &["ENUM_1"]);
    let found = models("apimatic-python", &[("m/mode.md", &mode), ("m/pet.md", &pet)]);
    assert_eq!(listed(&found[0]), ["1", "7"]);

    let state = enumeration("State", &["ENUM_01", "ENUM_3DS", "ENUM_FULL_NAME", "ENUMERATED"]);
    let (found, _, _) = read_all("apimatic-python", &[("m/state.md", &state)]);
    assert_eq!(listed(&found[0]), ["01", "3ds", "full_name", "enumerated"]);
    // The page of an enum may show a value as it is.
    let state = state + "## Example\n\n```\nFull Name\n```\n";
    let (found, _, _) = read_all("apimatic-python", &[("m/state.md", &state)]);
    assert_eq!(listed(&found[0])[2..], ["Full Name", "Enumerated"]);
}

#[test]
fn constants_say_nothing_of_numbers() {
    for (shown, base) in [("1", Base::Integer), ("\"1\"", Base::String)] {
        let flag = enumeration("Flag", &["NO", "YES"]);
        let pet = structure("Pet", "| `flag` | [`Flag`](flag.md) | Required | - |\n");
        let pet = format!("{pet}```json\n{{\"flag\": {shown}}}\n```\n");
        let (found, _, codes) = read_all("apimatic-python", &[("m/flag.md", &flag), ("m/pet.md", &pet)]);
        assert_eq!(codes, [Code::GuessedValues]);
        let Kind::Enum(flag) = &found[0].kind else { panic!("{:?}", found[0]) };
        let values: Vec<String> = flag.values.iter().map(|value| value.json.to_string()).collect();
        assert_eq!((flag.base, values), (base, vec![shown.to_owned()]));
    }
}

#[test]
fn unions_that_are_written_out_are_those_of_their_pages() {
    let cases = |title: &str, rows: &str| {
        format!("# {title}\n\n## Data Type\n\n`A | B`\n\n## Cases\n\n| Type |\n|  --- |\n{rows}")
    };
    let (cat, dog) = ("[Cat](../models/cat.md)", "[Dog](../models/dog.md)");
    let named = cases("Owner Count", "| `int` |\n| `str` |\n| `int` |\n");
    let alike = cases("Any Pet", "| [`Cat`](../../models/cat.md) |\n| [`Dog`](../../models/dog.md) |\n");
    let owner = structure(
        "Owner",
        &format!(
            "| `count` | int \\| str | Required | - |\n| `other` | int \\| str | Required | - |\n\
             | `pets` | List[{cat} \\| {dog}] | Required | - |\n"
        ),
    );
    let pages = [
        ("models/cat.md", &*structure("Cat", "")),
        ("models/containers/any-pet.md", &alike),
        ("models/containers/owner-count.md", &named),
        ("models/dog.md", &structure("Dog", "")),
        ("models/owner.md", &owner),
    ];
    let found = models("apimatic-python", &pages);
    let types: Vec<String> = found[4].fields().iter().map(|field| short(&field.ty.value)).collect();
    assert_eq!(types, ["containers.OwnerCount@", "integer or string", "[containers.AnyPet@]"]);
    let Kind::Union(count) = &found[2].kind else { panic!("{:?}", found[2]) };
    assert_eq!(members(&count.members), "integer or string");
}

#[test]
fn a_union_is_not_taken_for_what_only_looks_like_it() {
    let cases = |rows: &str| format!("# Any Pet\n\n## Data Type\n\n`A | B`\n\n## Cases\n\n| Type |\n|  --- |\n{rows}");
    let dates = cases("| [`Cat`](../cat.md) |\n| `datetime` |\n");
    let owner = structure("Owner", "| `pet` | [Cat](cat.md) \\| str | Required | - |\n");
    let pages = [("m/cat.md", &*structure("Cat", "")), ("m/containers/any-pet.md", &dates), ("m/owner.md", &owner)];
    let found = models("apimatic-python", &pages);
    assert_eq!(short(&found[2].fields()[0].ty.value), "Cat@cat.md or string");
    // What may be null says so, and what is nothing but null is.
    let null = cases("| `string \\| null` |\n| `null` |\n");
    let owner = structure("Owner", "| `a` | `null \\| undefined` | Optional | - |\n");
    let found = models("apimatic-typescript", &[("m/any-pet.md", &null), ("m/owner.md", &owner)]);
    let Kind::Union(union) = &found[0].kind else { panic!("{:?}", found[0]) };
    assert_eq!(members(&union.members), "string? or null");
    assert_eq!(short(&found[1].fields()[0].ty.value), "null");
}

#[test]
fn bases_that_are_not_there_are_told() {
    for base in ["[`Animal`](animal.md)", "`Animal`"] {
        let cat = structure("Cat", "| `name` | `String` | Required | - |\n");
        let cat = cat.replace("## Fields", &format!("## Inherits From\n\n{base}\n\n## Fields"));
        let animal = structure("Animal", "| `legs` | `Integer` | Required | - |\n");
        let found = models("apimatic-ruby", &[("m/animal.md", &animal), ("m/cat.md", &cat)]);
        let names: Vec<&str> = found[1].fields().iter().map(|field| field.printed.as_str()).collect();
        assert_eq!(names, ["legs", "name"], "{base}");
        let (found, _, codes) = read_all("apimatic-ruby", &[("m/cat.md", &cat)]);
        assert_eq!((found[0].fields().len(), codes), (1, vec![Code::DanglingLink]), "{base}");
    }
}

#[test]
fn keys_that_are_not_listed_are_no_field() {
    let page = |ty: &str, row: &str| {
        structure("Pet", row).replacen(
            "\n\n",
            &format!("\n\nBig.\n\n*This model accepts additional fields of type {ty}.*\n\nSmall &amp; fine.\n\n"),
            1,
        )
    };
    for (dialect, ty, row, expected) in [
        ("apimatic-csharp", "object", "| `AdditionalProperties` | `object this[string key]` | Optional | - |\n", "any"),
        ("apimatic-go", "interface{}", "| `AdditionalProperties` | `map[string]interface{}` | Optional | - |\n", "any"),
        (
            "apimatic-python",
            "[Toy](toy.md)",
            "| `additional_properties` | `Dict[str, Toy]` | Optional | - |\n",
            "Toy@toy.md",
        ),
    ] {
        let found = models(dialect, &[("m/pet.md", &page(ty, row))]).remove(0);
        let Kind::Struct(object) = &found.kind else { panic!("{found:?}") };
        assert_eq!(object.additional.as_ref().map(short).as_deref(), Some(expected), "{dialect}");
        assert_eq!((object.fields.len(), found.docs.as_str()), (0, "Big.\n\nSmall & fine."), "{dialect}");
    }
}

#[test]
fn pages_that_are_no_models_say_why() {
    let input = structure("ListPetsInput", "| `A` | `int` | Optional | - |\n");
    let input = input.replacen("\n\n", "\n\nInput structure for the method ListPets\n\n", 1);
    let controller = "# Pets\n\n| Parameter | Type | Tags | Description |\n|  --- | --- | --- | --- |\n| `id` | `int` | Query, Required | - |\n";
    let pages = [("doc/a.md", &*input), ("doc/b.md", controller), ("doc/c.md", "# Welcome\n\nHello.\n")];
    let (models, left_out, codes) = read_all("apimatic-go", &pages);
    assert_eq!((models.len(), codes.len()), (0, 0));
    assert_eq!(left_out, [LeftOut::Helper, LeftOut::Operations, LeftOut::Prose]);
}

#[test]
fn rows_and_tables_that_cannot_be_read_are_told() {
    let rows = "| `a` | `str` | - | - |\n| b | `str` | Required | - |\n| `c` | `what is this` | Required | - |\n\
                | `d` | `List[a b]` | Optional | **Default**: `x y` |\n";
    let (models, _, codes) = read_all("apimatic-python", &[("m/pet.md", &structure("Pet", rows))]);
    let names: Vec<&str> = models[0].fields().iter().map(|field| field.printed.as_str()).collect();
    assert_eq!(names, ["c", "d"]);
    let constant = "| `e` | `str` | Required, Constant, Strange | **Value**: `Kind.CAT` |\n";
    let (_, _, more) = read_all("apimatic-python", &[("m/pet.md", &structure("Pet", constant))]);
    assert_eq!(more, [Code::UnreadableRow, Code::UnreadableDefault]);
    let (row, ty, default) = (Code::UnreadableRow, Code::UnknownType, Code::UnreadableDefault);
    assert_eq!(codes, [row, row, ty, ty, default]);

    let two = structure("Cat", "") + &structure("Dog", "");
    let (models, _, codes) = read_all("apimatic-python", &[("m/pets.md", &two)]);
    assert_eq!((models.len(), codes), (1, vec![Code::UnreadableModel]));
    let listed = enumeration("Kind", &["CAT"]).replace("| `CAT` |", "| `CAT` |\n| DOG |");
    let (_, _, codes) = read_all("apimatic-python", &[("m/kind.md", &listed)]);
    assert_eq!(codes, [Code::UnreadableRow, Code::GuessedValues]);

    let page = "# Pet\n\n## Structure\n\n`Pet`\n\n## Fields\n\n| Field | Kind |\n|  --- | --- |\n| `a` | `b` |\n";
    let (models, left_out, codes) = read_all("apimatic-python", &[("m/pet.md", page)]);
    assert_eq!((models.len(), left_out, codes), (0, vec![LeftOut::Prose], vec![Code::UnreadableModel]));
}

#[test]
fn each_language_is_known_by_its_pages() {
    for (dialect, rows) in [
        ("apimatic-python", "| `pet_id` | `int` | Optional | - |\n| `tags` | `List[str]` | Optional | - |\n"),
        ("apimatic-ruby", "| `pet_id` | `Integer` | Optional | - |\n| `tags` | `Array<String>` | Optional | - |\n"),
        ("apimatic-typescript", "| `petId` | `number \\| undefined` | Optional | - |\n"),
        (
            "apimatic-python",
            "| `sold` | [`Vanilla`](../../doc/models/int64.md) | Optional | - |\n| `id` | `int` | Optional | - |\n",
        ),
        ("apimatic-csharp", "| `PetId` | `int?` | Optional | - |\n| `Tags` | `List<string>` | Optional | - |\n"),
        ("apimatic-go", "| `PetId` | `*int` | Optional | - |\n| `Tags` | `[]string` | Optional | - |\n"),
        ("apimatic-php", "| `petId` | `?int` | Optional | - | getPetId(): ?int | setPetId(?int petId): void |\n"),
        ("apimatic-java", "| `PetId` | `Integer` | Optional | - | Integer getPetId() | setPetId(Integer petId) |\n"),
    ] {
        let page = structure("Pet", rows);
        let page = match rows.contains("getPetId") {
            true => page.replace("Description |\n|  --- |", "Description | Getter | Setter |\n|  --- | --- | --- |"),
            false => page,
        };
        let source = Source { root: String::new(), path: "doc/models/pet.md".to_owned(), text: page };
        let sources = Sources::new(vec![source]);
        let (found, detection) = dialect::detect(&markdown::parse(&sources)).expect("a dialect");
        assert_eq!(found.name, dialect);
        assert_eq!(detection.pages, 1);
    }
}

#[test]
fn what_two_languages_may_have_written_is_not_guessed() {
    let detected = |pages: &[(&str, &str)]| {
        let source = |(path, text): &(&str, &str)| Source {
            root: String::new(),
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        let sources = Sources::new(pages.iter().map(source).collect());
        dialect::detect(&markdown::parse(&sources)).map(|(found, _)| found.name).map_err(|why| why.code)
    };
    let tie = structure("Pet", "| `Name` | `string` | Required | - |\n| `Ok` | `bool` | Required | - |\n");
    assert_eq!(detected(&[("m/pet.md", &tie)]), Err(Code::MixedDialects));
    let fenced = tie.clone() + "## Example\n\n```go\npackage main\n```\n";
    assert_eq!(detected(&[("m/pet.md", &fenced)]), Ok("apimatic-go"));
    let kind = enumeration("Kind", &["CAT"]);
    assert_eq!(detected(&[("m/kind.md", &kind)]), Err(Code::MixedDialects));
    assert_eq!(detected(&[("m/kind.md", &kind), ("m/pet.md", &fenced)]), Ok("apimatic-go"));
    let prose = "# Pets\n\n## Structure\n\n`Pet` is what it is about.\n";
    assert_eq!(detected(&[("m/a.md", prose)]), Err(Code::NoDialect));
}
