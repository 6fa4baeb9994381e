//! What the columns of a table hold, by their names.

use crate::{
    letters::letters,
    markdown::{Raw, Row, Table},
};

/// Names of the column of names, in small letters, without what stands between words.
const NAME: &[&str] = &[
    "field",
    "fieldname",
    "name",
    "property",
    "parameter",
    "parametername",
    "param",
    "key",
    "attribute",
    "element",
    "member",
    "字段",
    "字段名",
    "参数",
    "参数名",
    "名称",
    "属性",
];
const TYPE: &[&str] = &["type", "datatype", "schema", "类型", "数据类型"];
const REQUIRED: &[&str] = &["required", "mandatory", "presence", "必填", "必选", "是否必填", "是否必须", "是否必选"];
const OPTIONAL: &[&str] = &["optional", "可选"];
const DESCRIPTION: &[&str] = &[
    "description",
    "notes",
    "note",
    "comment",
    "comments",
    "details",
    "meaning",
    "defines",
    "explanation",
    "说明",
    "含义",
    "描述",
    "备注",
];
const DEFAULT: &[&str] = &["default", "defaultvalue", "默认值", "默认"];
const VALUES: &[&str] = &["possiblevalues", "allowedvalues", "values", "enum", "可能的值", "可选值", "取值"];
const VALUE: &[&str] = &["value", "integer", "id", "值"];
const RESTRICTIONS: &[&str] = &["restrictions", "约束"];
/// Names of the column that names a value, beside those of a field.
const CONSTANT: &[&str] = &["flag", "type", "level", "constant", "mode", "状态", "常量"];

/// Where things stand in a row of fields.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// The name.
    pub name: usize,
    /// The type.
    pub ty: usize,
    /// Whether the field is required; with `false`, what says that it is not.
    pub required: Option<(usize, bool)>,
    /// What people read.
    pub description: Option<usize>,
    /// The default.
    pub default: Option<usize>,
    /// The values that the field may have.
    pub values: Option<usize>,
    /// Whether it is read-only.
    pub restrictions: Option<usize>,
}

impl Columns {
    /// Those of a table of fields; `None` where it is another one.
    pub fn of(table: &Table<'_>) -> Option<Self> {
        let (name, ty) = (find(table, NAME)?, find(table, TYPE)?);
        if holds_numbers(table, ty) || is_of_parameters(table) {
            return None;
        }
        let optional = find(table, OPTIONAL).map(|at| (at, false));
        Some(Self {
            name,
            ty,
            required: find(table, REQUIRED).map(|at| (at, true)).or(optional),
            description: find(table, DESCRIPTION),
            default: find(table, DEFAULT),
            values: find(table, VALUES),
            restrictions: find(table, RESTRICTIONS),
        })
    }
}

/// The cells of a row of fields.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'s> {
    /// The whole row.
    pub row: Raw<'s>,
    /// The name.
    pub name: Raw<'s>,
    /// The type.
    pub ty: Raw<'s>,
    /// Whether the field is required; with `false`, what says that it is not.
    pub required: Option<(Raw<'s>, bool)>,
    /// What people read.
    pub description: Option<Raw<'s>>,
    /// The default.
    pub default: Option<Raw<'s>>,
    /// The values that the field may have.
    pub values: Option<Raw<'s>>,
    /// Whether it is read-only.
    pub restrictions: Option<Raw<'s>>,
}

impl<'s> Cells<'s> {
    /// Those of a row; `None` where it is too short for a name and a type.
    pub fn of(row: &Row<'s>, columns: &Columns) -> Option<Self> {
        let cell = |at: usize| row.cells.get(at).copied();
        let optional = |at: Option<usize>| at.and_then(cell);
        Some(Self {
            row: row.raw,
            name: cell(columns.name)?,
            ty: cell(columns.ty)?,
            required: columns.required.and_then(|(at, yes)| Some((cell(at)?, yes))),
            description: optional(columns.description),
            default: optional(columns.default),
            values: optional(columns.values),
            restrictions: optional(columns.restrictions),
        })
    }
}

/// Where things stand in a row of values.
#[derive(Debug, Clone, Copy)]
pub struct OfValues {
    /// The value.
    pub value: usize,
    /// What it is called.
    pub name: Option<usize>,
    /// What people read.
    pub description: Option<usize>,
}

impl OfValues {
    /// Those of a table of values; `None` where it is another one.
    pub fn of(table: &Table<'_>) -> Option<Self> {
        let value = find(table, VALUE).or_else(|| find(table, TYPE).filter(|at| holds_numbers(table, *at)))?;
        let name = find(table, NAME).or_else(|| find(table, CONSTANT)).filter(|at| *at != value);
        Some(Self { value, name, description: find(table, DESCRIPTION) })
    }
}

/// Whether a table names fields and tells what they mean, but not of what type they are.
pub fn names_fields_alone(table: &Table<'_>) -> bool {
    let has = |names| find(table, names).is_some();
    has(&NAME[..2]) && has(DESCRIPTION) && !has(TYPE)
}

/// Whether a table is about what stands in the URL or the headers of a request, which is no JSON.
pub fn is_of_parameters(table: &Table<'_>) -> bool {
    table.column("In").is_some()
}

/// Whether a column of types is one of values: some say `type` of a number that stands for one.
fn holds_numbers(table: &Table<'_>, at: usize) -> bool {
    !table.rows.is_empty() && table.rows.iter().all(|row| text(row, Some(at)).parse::<i64>().is_ok())
}

/// The text of a cell; empty where the row is too short, or the table has no such column.
pub fn text<'s>(row: &Row<'s>, at: Option<usize>) -> &'s str {
    at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.text)
}

fn find(table: &Table<'_>, names: &[&str]) -> Option<usize> {
    table.header.iter().position(|cell| names.contains(&letters(cell.text).as_str()))
}
