//! Writers of model pages: what a documentation generator would print for an IR, in the words of
//! [`crate::languages`].
//!
//! What every language can show: objects of scalars and references, string enums. Lists, maps, unions and null
//! where one can.

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
    /// Its ancestor's, which is the same.
    Swagger,
    /// APIMatic's.
    Apimatic,
    /// People's.
    Tables,
}

/// How a language spells types; `{}` stands for what is inside.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// Whose layout it is.
    pub family: Family,
    /// The language and its version, as the dialect's name has them.
    pub name: &'static str,
    /// Text, whole number, number, boolean.
    pub scalars: [&'static str; 4],
    /// A list.
    pub list: &'static str,
    /// A map.
    pub map: &'static str,
    /// A model.
    pub model: &'static str,
    /// What stands around a type.
    pub marks: [&'static str; 2],
    /// What says that null is allowed.
    pub null: Null,
    /// The page of a union, but for its title.
    pub union: Option<Union>,
}

/// What says that a scalar or model may be null; of a required property, and of an optional one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Null {
    /// Nothing does.
    Never,
    /// The type, inside of its marks.
    Inside(&'static str, &'static str),
    /// What is around the whole cell.
    Around(&'static str, &'static str),
    /// A section behind the table.
    Method(&'static str),
}

/// What lists the members of a union.
#[derive(Debug, Clone, Copy)]
pub struct Union {
    /// Before the first.
    pub before: &'static str,
    /// Each one.
    pub member: &'static str,
    /// Between two.
    pub between: &'static str,
    /// Behind the last.
    pub after: &'static str,
}

impl Language {
    /// The same with another word for models.
    pub const fn model(self, model: &'static str) -> Self {
        Self { model, ..self }
    }

    /// The same with other marks.
    pub const fn marks(self, before: &'static str, after: &'static str) -> Self {
        Self { marks: [before, after], ..self }
    }

    /// The same with a word for null.
    pub const fn null(self, null: Null) -> Self {
        Self { null, ..self }
    }

    /// The same with pages of unions.
    pub const fn union(self, union: Union) -> Self {
        Self { union: Some(union), ..self }
    }

    /// The dialect's name.
    pub fn dialect(&self) -> String {
        let family = match self.family {
            Family::Speakeasy => "speakeasy",
            Family::Generator => "openapi-generator",
            Family::Swagger => "swagger-codegen",
            Family::Apimatic => "apimatic",
            Family::Tables => return "tables".to_owned(),
        };
        format!("{family}-{}", self.name)
    }

    /// The scalars that it has a word for.
    pub fn has(&self) -> Vec<Shape> {
        let all = [Shape::Text, Shape::Whole, Shape::Number, Shape::Flag];
        all.into_iter().filter(|scalar| !self.scalar(scalar).is_empty()).collect()
    }

    /// Whether it can say that a property may be null.
    pub fn shows_null(&self, property: &Property) -> bool {
        let said = match self.null {
            Null::Never => "",
            Null::Inside(required, optional) | Null::Around(required, optional) => {
                if property.required {
                    required
                } else {
                    optional
                }
            }
            Null::Method(section) => section,
        };
        property.null && !said.is_empty() && !matches!(property.shape, Shape::List(_) | Shape::Map(_))
    }

    /// The files of a set of models, which are titled `Model0`, `Model1`, ..
    pub fn write(&self, models: &[Page]) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> =
            models.iter().enumerate().map(|(at, model)| self.page(at, model)).collect();
        files.push(("spec.toml".to_owned(), format!("[[source]]\ndialect = \"{}\"\n", self.dialect())));
        files
    }

    fn page(&self, at: usize, model: &Page) -> (String, String) {
        let path = match self.family {
            Family::Speakeasy => format!("models/shared/model{at}.md"),
            Family::Generator | Family::Swagger | Family::Tables => format!("docs/Model{at}.md"),
            Family::Apimatic => format!("doc/models/model{at}.md"),
        };
        let (announced, body) = match model {
            Page::Object(properties) => ("Structure", self.table(properties)),
            Page::Values(values) => ("Enumeration", self.values(values)),
            Page::OneOf(members) => ("Class Name", self.members(members)),
        };
        let name = match self.family {
            Family::Apimatic => format!("## {announced}\n\n`Model{at}`\n\n"),
            Family::Speakeasy | Family::Generator | Family::Swagger | Family::Tables => String::new(),
        };
        (path, format!("# Model{at}\n\n{name}{body}"))
    }

    fn table(&self, properties: &[Property]) -> String {
        let rows: String = properties.iter().map(|property| self.row(property)).collect();
        let pipes = match self.family {
            Family::Speakeasy => "| Field | Type | Required | Description |\n| --- | --- | --- | --- |",
            Family::Apimatic => "| Name | Type | Tags | Description |\n|  --- | --- | --- | --- |",
            Family::Tables => "| Field | Required | Type | Description |\n| --- | --- | --- | --- |",
            Family::Generator | Family::Swagger => "",
        };
        if self.family == Family::Tables {
            return format!("{pipes}\n{rows}");
        }
        if !pipes.is_empty() {
            return format!("\n## Fields\n\n{pipes}\n{rows}");
        }
        let head = "Name | Type | Description | Notes\n------------ | ------------- | ------------- | -------------";
        let methods: String = match self.null {
            Null::Method(section) => {
                let nullable = properties.iter().filter(|property| self.shows_null(property));
                nullable.map(|property| section.replace("{}", &property.name)).collect()
            }
            Null::Never | Null::Inside(..) | Null::Around(..) => String::new(),
        };
        let methods = if methods.is_empty() { methods } else { format!("\n## Methods\n\n{methods}") };
        format!("## Properties\n\n{head}\n{rows}\n{methods}")
    }

    fn row(&self, property: &Property) -> String {
        let Property { name, docs, required, .. } = property;
        let cell = self.cell(property);
        if self.family == Family::Speakeasy {
            let mark = if *required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
            return format!("| `{name}` | {cell} | {mark} | {docs} |\n");
        }
        if self.family == Family::Apimatic {
            let tag = if *required { "Required" } else { "Optional" };
            return format!("| `{name}` | {cell} | {tag} | {docs} |\n");
        }
        if self.family == Family::Tables {
            let mark = if *required { "yes" } else { "no" };
            return format!("| {name} | {mark} | {cell} | {docs} |\n");
        }
        let notes = if *required { "" } else { "[optional] " };
        format!("**{name}** | {cell} | {docs} | {notes}\n")
    }

    fn values(&self, values: &[String]) -> String {
        let (head, row) = match self.family {
            Family::Speakeasy => ("\n## Values\n\n| Name | Value |\n| --- | --- |\n", "| `{}` | <> |\n"),
            Family::Generator | Family::Swagger => ("## Enum\n\n", "* `{}` (value: `\"<>\"`)\n\n"),
            Family::Apimatic => ("## Fields\n\n| Name |\n|  --- |\n", "| `{}` |\n"),
            Family::Tables => ("| Name | Value |\n| --- | --- |\n", "| {} | `<>` |\n"),
        };
        let rows = values.iter().map(|value| row.replace("{}", &value.to_uppercase()).replace("<>", value));
        format!("{head}{}", rows.collect::<String>())
    }

    fn members(&self, members: &[usize]) -> String {
        let Some(Union { before, member, between, after }) = self.union else { return String::new() };
        let members: Vec<String> = members.iter().map(|at| member.replace("{}", &format!("Model{at}"))).collect();
        format!("{before}{}{after}", members.join(between))
    }

    fn cell(&self, property: &Property) -> String {
        let shown = |required: &'static str, optional| if property.required { required } else { optional };
        let (inside, around) = match self.null {
            Null::Inside(required, optional) if self.shows_null(property) => (shown(required, optional), "{}"),
            Null::Around(required, optional) if self.shows_null(property) => ("{}", shown(required, optional)),
            Null::Never | Null::Method(_) | Null::Inside(..) | Null::Around(..) => ("{}", "{}"),
        };
        let cell = match self.family {
            Family::Speakeasy | Family::Tables => self.wrapped(&property.shape, inside),
            Family::Generator | Family::Swagger | Family::Apimatic => {
                let ty = self.marked(&inside.replace("{}", &self.plain(&property.shape)));
                let link = |at: usize| match self.family {
                    Family::Apimatic => format!("[{ty}](../../doc/models/model{at}.md)"),
                    Family::Speakeasy | Family::Generator | Family::Swagger | Family::Tables => {
                        format!("[{ty}](Model{at}.md)")
                    }
                };
                target(&property.shape).map_or_else(|| ty.clone(), link)
            }
        };
        around.replace("{}", &cell)
    }

    /// Speakeasy and people: links and emphasis stand inside of lists and maps.
    fn wrapped(&self, shape: &Shape, null: &str) -> String {
        match shape {
            Shape::List(inner) => self.list.replace("{}", &self.wrapped(inner, null)),
            Shape::Map(inner) => self.map.replace("{}", &self.wrapped(inner, null)),
            Shape::Model(at) => {
                if self.family == Family::Tables {
                    return null.replace("{}", &format!("[model](Model{at}.md#model{at})"));
                }
                let label = null.replace("{}", &self.plain(shape));
                format!("[{label}](../../models/shared/model{at}.md)")
            }
            scalar => self.marked(&null.replace("{}", self.scalar(scalar))),
        }
    }

    /// OpenAPI Generator and APIMatic: the whole type is bold, and a link where a model is in it.
    fn plain(&self, shape: &Shape) -> String {
        match shape {
            Shape::List(inner) => self.list.replace("{}", &self.plain(inner)),
            Shape::Map(inner) => self.map.replace("{}", &self.plain(inner)),
            Shape::Model(at) => self.model.replace("{}", &format!("Model{at}")),
            scalar => self.scalar(scalar).to_owned(),
        }
    }

    fn marked(&self, ty: &str) -> String {
        let [before, after] = self.marks;
        format!("{before}{ty}{after}")
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
