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
    for part in ["Big[Cat](cat.md)", "a[", "List[", "Big[Cat", "`", "\\|"] {
        let rows = format!("| `a` | {} | Required | - |\n", part.repeat(100_000));
        let (models, _, _) = read_all("apimatic-php", &[("m/pet.md", &structure("Pet", &rows))]);
        assert_eq!(models.len(), 1, "{part}");
    }
    let constant = "WORD".repeat(100_000);
    let words = structure("Word", "| `Word` | `int` | Required | - |\n");
    let pages = [("m/kind.md", &*enumeration("Kind", &[&constant])), ("m/word.md", &words)];
    let (found, _, _) = read_all("apimatic-go", &pages);
    assert_eq!(listed(&found[0]), [constant.to_lowercase()]);
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
                | `tag` | int \\| str | Required | This is a container for one-of cases. |\n";
    let found = fields("apimatic-python", rows);
    assert_eq!(found[0].docs, "How big.\nIn cm.\n\n**Constraints**: `<= 90`");
    assert_eq!(found[0].default.as_ref().map(|default| &default.value), Some(&20.into()));
    assert!(found[0].read_only && !found[0].required.value);
    assert_eq!(short(&found[1].ty.value), "\"cat\"");
    assert_eq!((found[1].docs.as_str(), found[2].docs.as_str()), ("", ""));
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
fn constants_say_nothing_of_numbers() {
    for (shown, base) in [("1", Base::Integer), ("\"1\"", Base::String)] {
        let flag = enumeration("Flag", &["NO", "YES"]);
        let pet = structure("Pet", "| `flag` | [`Flag`](flag.md) | Required | - |\n");
        let pet = format!("{pet}```json\n{{\"flag\": {shown}}}\n```\n");
        let found = models("apimatic-python", &[("m/flag.md", &flag), ("m/pet.md", &pet)]);
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
    assert_eq!(types, ["OwnerCount@", "integer or string", "[AnyPet@]"]);
    let Kind::Union(count) = &found[2].kind else { panic!("{:?}", found[2]) };
    assert_eq!(members(&count.members), "integer or string");
}

#[test]
fn keys_that_are_not_listed_are_no_field() {
    let page = |ty: &str, row: &str| {
        structure("Pet", row).replacen(
            "\n\n",
            &format!("\n\nBig.\n\n*This model accepts additional fields of type {ty}.*\n\n"),
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
        assert_eq!((object.fields.len(), found.docs.as_str()), (0, "Big."), "{dialect}");
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
    let (row, ty, default) = (Code::UnreadableRow, Code::UnknownType, Code::UnreadableDefault);
    assert_eq!(codes, [row, row, ty, ty, default]);

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
