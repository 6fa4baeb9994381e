//! Type cells, one for each spelling.

use super::*;

/// The types and nullabilities of some rows, all required but those that start with `-`.
fn cells(dialect: &str, cells: &[&str]) -> Vec<String> {
    let row = |cell: &&str| match cell.strip_prefix('-') {
        Some(cell) => format!("| `a` | {cell} | :heavy_minus_sign: | N/A |\n"),
        None => format!("| `a` | {cell} | :heavy_check_mark: | N/A |\n"),
    };
    let rows: String = cells.iter().map(row).collect();
    let show = |field: &Field<Link>| {
        let null = match field.nullable.value {
            Nullable::Yes => " null",
            Nullable::No => "",
            Nullable::Unknown => " unknown",
        };
        format!("{}{null}", short(&field.ty.value))
    };
    fields(dialect, &rows).iter().map(show).collect()
}

#[test]
fn python_marks_null_and_swaps_dates() {
    let found = cells(
        "speakeasy-python",
        &[
            "*str*",
            "*Nullable[str]*",
            "-*OptionalNullable[int]*",
            "-[Optional[models.Tag]](../models/tag.md)",
            "List[[models.Tag](../models/tag.md)]",
            "Dict[str, List[*Any*]]",
            "[date](https://docs.python.org/3/library/datetime.html#date-objects)",
            "[datetime](https://docs.python.org/3/library/datetime.html#datetime-objects)",
            "*Literal[\"cat\"]*",
            "*Union[bytes, IO[bytes], io.BufferedReader]*",
            "-[Optional[Union[str, models.Tag]]](../models/tagorname.md)",
        ],
    );
    assert_eq!(
        found,
        [
            "string",
            "string null",
            "integer null",
            "models.Tag@../models/tag.md",
            "[models.Tag@../models/tag.md] unknown",
            "{[any]} unknown",
            "date-time unknown",
            "date unknown",
            "\"cat\"",
            "binary",
            "@../models/tagorname.md",
        ]
    );
}

#[test]
fn java_may_print_the_package_of_a_library() {
    let rows = [
        "-*Optional<? extends java.lang.Object>*",
        "-*java.util.Optional\\<java.lang.String>*",
        "java.util.Map\\<String, *java.math.BigDecimal*>",
        "[java.time.OffsetDateTime](https://docs.oracle.com/x)",
    ];
    let read = ["any unknown", "string unknown", "{decimal} unknown", "date-time unknown"];
    assert_eq!(cells("speakeasy-java", &rows), read);
    let text = "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                | `a` | *java.util.Currency* | :heavy_check_mark: | N/A |\n";
    let (models, _, codes) = read_all("speakeasy-java", &[("Pet.md", text)]);
    let Kind::Struct(found) = &models[0].kind else { panic!("a struct") };
    assert_eq!((&found.fields[0].ty.value, codes), (&Type::Any, vec![Code::UnknownType]));
}

#[test]
fn a_set_that_never_marks_null_does_not_know_of_it() {
    let found = cells("speakeasy-python", &["*str*", "*Optional[str]*", "-*Optional[str]*"]);
    assert_eq!(found, ["string", "string null", "string unknown"]);
}

#[test]
fn go_has_pointers_in_two_generations() {
    let found = cells(
        "speakeasy-go",
        &[
            "**string*",
            "-`*int64`",
            "[]*float64*",
            "map[string]`any`",
            "[*components.Tag](../../models/components/tag.md)",
            "[types.Date](../../types/date.md)",
            "[time.Time](https://pkg.go.dev/time#Time)",
            "[*time.Time](https://pkg.go.dev/time#Time)",
            "[*big.Int](https://pkg.go.dev/math/big#Int)",
            "-optionalnullable.OptionalNullable[[components.Tag](tag.md)]",
            "*[]byte*",
        ],
    );
    assert_eq!(
        found,
        [
            "string null",
            "int64",
            "[double] unknown",
            "{any} unknown",
            "components.Tag@../../models/components/tag.md null",
            "date",
            "date-time",
            "date-time null",
            "bigint unknown",
            "components.Tag@tag.md null",
            "binary",
        ]
    );
}

#[test]
fn typescript_prints_unions_without_a_link() {
    let found = cells(
        "speakeasy-typescript",
        &[
            "*components.Pet*[]",
            "Record<string, [components.Tag](tag.md)[]>",
            "*\"cat\"*",
            "*true*",
            "[File](https://developer.mozilla.org/File) \\| [components.Upload](upload.md)",
            "[File](../models/file.md)",
            "[RFCDate](../../types/rfcdate.md)",
            "Record\\<string, *any*>",
        ],
    );
    assert_eq!(
        found,
        [
            "[components.Pet@] unknown",
            "{[components.Tag@tag.md]} unknown",
            "\"cat\" unknown",
            "true unknown",
            "binary unknown",
            "File@../models/file.md unknown",
            "date unknown",
            "{any} unknown",
        ]
    );
}

#[test]
fn java_csharp_php_and_ruby() {
    let java =
        ["-*JsonNullable\\<String>*", "-[Optional\\<Tag>](Tag.md)", "Map\\<String, List\\\\<*Long*>>", "*byte[]*"];
    assert_eq!(cells("speakeasy-java", &java), ["string null", "Tag@Tag.md", "{[int64]} unknown", "binary"]);
    let variant =
        ["-[Optional<? extends z.Tag>](Tag.md)", "-*JsonNullable<? extends Long>*", "List<? extends *String*>"];
    assert_eq!(cells("speakeasy-java", &variant), ["z.Tag@Tag.md", "int64 null", "[string] unknown"]);
    let csharp = ["Dictionary<String, [Tag](../../Models/Components/Tag.md)>", "[LocalDate](https://nodatime.org/x)"];
    let tag = "{Tag@../../Models/Components/Tag.md} unknown";
    assert_eq!(cells("speakeasy-csharp", &csharp), [tag, "date unknown"]);
    let php =
        ["array<[Components\\A\\|Components\\B](x.md)>", "[?\\V\\P\\Models\\Tag](Tag.md)", "[string\\|null](x.md)"];
    assert_eq!(
        cells("speakeasy-php", &php),
        ["[@x.md] unknown", "V.P.Models.Tag@Tag.md unknown", "string@x.md unknown"]
    );
    let ruby = ["*T.nilable(::Float)*", "-[T.nilable(Models::Shared::Tag)](tag.md)", "[Date](https://ruby-doc.org/x)"];
    assert_eq!(
        cells("speakeasy-ruby", &ruby),
        ["number null", "Models.Shared.Tag@tag.md unknown", "date-time unknown"]
    );
}
