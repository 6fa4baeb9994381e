//! Writers of model pages, one table row a language: what a documentation generator would print for an IR.
//!
//! What every language can show: objects of scalars, lists, maps and references, string enums. Unions and
//! null where one can.

/// What a property may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// Any number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A list.
    List(Box<Shape>),
    /// A map.
    Map(Box<Shape>),
    /// The model at this position.
    Model(usize),
}

/// A property: its printed name, its type, whether it is required, its description.
#[derive(Debug, Clone)]
pub struct Property {
    /// In small letters.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it may be null, where the language can say so.
    pub null: bool,
    /// One line of any text.
    pub docs: String,
}

/// A model.
#[derive(Debug, Clone)]
pub enum Page {
    /// An object.
    Object(Vec<Property>),
    /// A string enum.
    Values(Vec<String>),
    /// One of the objects at these positions, where the language can say so.
    OneOf(Vec<usize>),
}

/// A family's layout of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Speakeasy's.
    Speakeasy,
    /// OpenAPI Generator's.
    Generator,
}

/// How a language spells types.
#[derive(Debug)]
pub struct Language {
    /// The dialect's name.
    pub dialect: &'static str,
    /// Whose layout it is.
    pub family: Family,
    /// Text, whole number, number, boolean.
    pub scalars: [&'static str; 4],
    /// A list of `{}`.
    pub list: &'static str,
    /// A map of `{}`.
    pub map: &'static str,
    /// A `{}` or null.
    pub null: Option<&'static str>,
    /// The member `{}` on the page of a union.
    pub member: Option<&'static str>,
}

/// Every language that has a writer here.
pub const LANGUAGES: &[Language] = &[
    Language {
        dialect: "speakeasy-python",
        family: Family::Speakeasy,
        scalars: ["str", "int", "float", "bool"],
        list: "List[{}]",
        map: "Dict[str, {}]",
        null: Some("Nullable[{}]"),
        member: Some("### `models.{}`\n\n```python\nvalue: models.{} = /* values here */\n```\n\n"),
    },
    Language {
        dialect: "speakeasy-go",
        family: Family::Speakeasy,
        scalars: ["string", "int64", "float64", "bool"],
        list: "[]{}",
        map: "map[string]{}",
        null: None,
        member: None,
    },
    Language {
        dialect: "speakeasy-java",
        family: Family::Speakeasy,
        scalars: ["String", "long", "double", "boolean"],
        list: "List\\<{}>",
        map: "Map\\<String, {}>",
        null: None,
        member: None,
    },
    Language {
        dialect: "speakeasy-csharp",
        family: Family::Speakeasy,
        scalars: ["string", "long", "double", "bool"],
        list: "List<{}>",
        map: "Dictionary<String, {}>",
        null: None,
        member: None,
    },
    Language {
        dialect: "speakeasy-php",
        family: Family::Speakeasy,
        scalars: ["string", "int", "float", "bool"],
        list: "array<{}>",
        map: "array<string, {}>",
        null: None,
        member: None,
    },
    Language {
        dialect: "speakeasy-ruby",
        family: Family::Speakeasy,
        scalars: ["::String", "::Integer", "::Float", "T::Boolean"],
        list: "T::Array[{}]",
        map: "T::Hash[Symbol, {}]",
        null: None,
        member: None,
    },
    Language {
        dialect: "openapi-generator-python",
        family: Family::Generator,
        scalars: ["str", "int", "float", "bool"],
        list: "List[{}]",
        map: "Dict[str, {}]",
        null: None,
        member: None,
    },
    Language {
        dialect: "openapi-generator-java",
        family: Family::Generator,
        scalars: ["String", "Long", "Double", "Boolean"],
        list: "List&lt;{}&gt;",
        map: "Map&lt;String, {}&gt;",
        null: None,
        member: Some("* [{}]({}.md)\n"),
    },
    Language {
        dialect: "openapi-generator-go",
        family: Family::Generator,
        scalars: ["string", "int64", "float64", "bool"],
        list: "[]{}",
        map: "map[string]{}",
        null: None,
        member: None,
    },
    Language {
        dialect: "openapi-generator-ruby",
        family: Family::Generator,
        scalars: ["String", "Integer", "Float", "Boolean"],
        list: "Array&lt;{}&gt;",
        map: "Hash&lt;String, {}&gt;",
        null: None,
        member: None,
    },
];

impl Language {
    /// The files of a set of models, which are titled `Model0`, `Model1`, ..
    pub fn write(&self, models: &[Page]) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> =
            models.iter().enumerate().map(|(at, model)| self.page(at, model)).collect();
        files.push(("spec.toml".to_owned(), format!("[[source]]\ndialect = \"{}\"\n", self.dialect)));
        files
    }

    fn page(&self, at: usize, model: &Page) -> (String, String) {
        let title = format!("Model{at}");
        match self.family {
            Family::Speakeasy => (format!("models/shared/model{at}.md"), self.speakeasy(&title, model)),
            Family::Generator => (format!("docs/{title}.md"), self.generator(&title, model)),
        }
    }

    fn speakeasy(&self, title: &str, model: &Page) -> String {
        match model {
            Page::Object(properties) => {
                let row = |property: &Property| {
                    let mark = if property.required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
                    let Property { name, docs, shape, null, .. } = property;
                    let cell = match self.null.filter(|_| *null) {
                        Some(around) => around.replace("{}", &self.cell(shape)),
                        None => self.cell(shape),
                    };
                    format!("| `{name}` | {cell} | {mark} | {docs} |\n")
                };
                let rows: String = properties.iter().map(row).collect();
                let head = "| Field | Type | Required | Description |\n| --- | --- | --- | --- |";
                format!("# {title}\n\n\n## Fields\n\n{head}\n{rows}")
            }
            Page::Values(values) => {
                let rows: String =
                    values.iter().map(|value| format!("| `{}` | {value} |\n", value.to_uppercase())).collect();
                format!("# {title}\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n{rows}")
            }
            Page::OneOf(members) => format!("# {title}\n\n\n## Supported Types\n\n{}", self.members(members)),
        }
    }

    fn generator(&self, title: &str, model: &Page) -> String {
        match model {
            Page::Object(properties) => {
                let row = |property: &Property| {
                    let notes = if property.required { "" } else { "[optional] " };
                    let Property { name, docs, shape, .. } = property;
                    let ty = self.plain(shape);
                    let cell = match target(shape) {
                        Some(at) => format!("[**{ty}**](Model{at}.md)"),
                        None => format!("**{ty}**"),
                    };
                    format!("**{name}** | {cell} | {docs} | {notes}\n")
                };
                let rows: String = properties.iter().map(row).collect();
                let head =
                    "Name | Type | Description | Notes\n------------ | ------------- | ------------- | -------------";
                format!("# {title}\n\n## Properties\n\n{head}\n{rows}\n")
            }
            Page::Values(values) => {
                let rows: String = values
                    .iter()
                    .map(|value| format!("* `{}` (value: `\"{value}\"`)\n\n", value.to_uppercase()))
                    .collect();
                format!("# {title}\n\n## Enum\n\n{rows}")
            }
            Page::OneOf(members) => format!("# {title}\n\n## oneOf schemas\n{}\n", self.members(members)),
        }
    }

    fn members(&self, members: &[usize]) -> String {
        let member = self.member.unwrap_or_default();
        members.iter().map(|at| member.replace("{}", &format!("Model{at}"))).collect()
    }

    /// Speakeasy: links and emphasis stand inside of wrappers.
    fn cell(&self, shape: &Shape) -> String {
        match shape {
            Shape::List(inner) => self.list.replace("{}", &self.cell(inner)),
            Shape::Map(inner) => self.map.replace("{}", &self.cell(inner)),
            Shape::Model(at) => format!("[models.Model{at}](../../models/shared/model{at}.md)"),
            scalar => format!("*{}*", self.scalar(scalar)),
        }
    }

    /// OpenAPI Generator: the whole type is bold, and a link where a model is in it.
    fn plain(&self, shape: &Shape) -> String {
        match shape {
            Shape::List(inner) => self.list.replace("{}", &self.plain(inner)),
            Shape::Map(inner) => self.map.replace("{}", &self.plain(inner)),
            Shape::Model(at) => format!("Model{at}"),
            scalar => self.scalar(scalar).to_owned(),
        }
    }

    fn scalar(&self, shape: &Shape) -> &'static str {
        let [text, whole, number, flag] = self.scalars;
        match shape {
            Shape::Whole => whole,
            Shape::Number => number,
            Shape::Flag => flag,
            Shape::Text | Shape::List(_) | Shape::Map(_) | Shape::Model(_) => text,
        }
    }
}

fn target(shape: &Shape) -> Option<usize> {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => target(inner),
        Shape::Model(at) => Some(*at),
        Shape::Text | Shape::Whole | Shape::Number | Shape::Flag => None,
    }
}
