//! Model pages in the forms of two families, made by code: the same ones for the same number, in words of ours.
//! Of ten models seven are objects of two to fourteen fields, two are lists of values, one is a union.

use std::{fs, hint::black_box, io, path::Path};

use pulldown_cmark::{Options, Parser};

/// A family's form of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Speakeasy's for Python: columns padded to their widest cell.
    Speakeasy,
    /// OpenAPI Generator's for Python: an example on each page.
    Generator,
}

/// A page: its path and its text.
pub type Page = (String, String);

const NOUNS: [&str; 12] =
    ["Harbour", "Permit", "Ferry", "Berth", "Cargo", "Pilot", "Tide", "Lock", "Manifest", "Crane", "Signal", "Voyage"];
const NAMES: [&str; 16] = [
    "id",
    "name",
    "created_at",
    "status",
    "kind",
    "length",
    "draught",
    "arrival",
    "departure",
    "owner",
    "notes",
    "labels",
    "flag",
    "tonnage",
    "contact",
    "limits",
];
const SENTENCES: [&str; 8] = [
    "What it is called on the quay.",
    "Set by the harbour office once the pilot is on board; `null` before.",
    "How many metres of the berth it takes, bow to stern, lines not counted.",
    "One of the values that the register lists. Others may follow without notice, so expect them.",
    "When it was last seen (Unix time, in seconds).",
    "Free text for the crew: up to 512 characters, [Markdown](https://pier.example/markdown) allowed.",
    "Whether the lock keeper was told.",
    "See the tariff for what counts as cargo; empty containers do not, unless they are reefers.",
];
const VALUES: [&str; 8] = ["open", "closed", "awaiting_tide", "in-lock", "moored", "departed", "1.5", "Unknown"];

/// Numbers that look like chance and are not.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }
}

/// Pages of `count` models.
pub fn mixed(family: Family, count: usize) -> Vec<Page> {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let kind = |at: usize| match at % 10 {
        4 | 7 => Kind::Values,
        9 => Kind::Union,
        _ => Kind::Object,
    };
    (0..count)
        .map(|at| match kind(at) {
            Kind::Object => {
                let fields = 2 + numbers.below(13);
                family.object(at, &(0..fields).map(|field| row(family, field, count, &mut numbers)).collect::<Vec<_>>())
            }
            Kind::Values => family.values(at, &VALUES[..2 + numbers.below(VALUES.len() - 1)]),
            Kind::Union => family.union(at, [0, 1].map(|member| (at / 10 * 10 + member) % count)),
        })
        .collect()
}

/// Pages of `count` objects of eight documented fields each.
pub fn eight_fields(family: Family, count: usize) -> Vec<Page> {
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let rows = |numbers: &mut Numbers| (0..8).map(|field| row(family, field, count, numbers)).collect::<Vec<_>>();
    (0..count).map(|at| family.object(at, &rows(&mut numbers))).collect()
}

/// Lays pages out below `folder`.
///
/// # Errors
/// Where they cannot be written.
pub fn write(folder: &Path, pages: &[Page]) -> io::Result<()> {
    for (path, text) in pages {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// How many events a page has, as the generator asks for them: nobody who parses it does with less.
pub fn events(text: &str) -> usize {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    Parser::new_ext(text, options).into_offset_iter().map(|event| black_box(event).1.len().min(1)).sum()
}

enum Kind {
    Object,
    Values,
    Union,
}

/// A field: name, type, whether it is required, what it is for.
struct Row {
    name: String,
    ty: String,
    required: bool,
    docs: &'static str,
}

fn row(family: Family, at: usize, models: usize, numbers: &mut Numbers) -> Row {
    let name = if at < NAMES.len() { NAMES[at].to_owned() } else { format!("{}_{at}", numbers.of(&NAMES)) };
    let ty = match numbers.below(10) {
        0..4 => family.scalar("str"),
        4 => family.scalar("int"),
        5 => family.scalar("float"),
        6 => family.scalar("bool"),
        7 => family.list_of(numbers.below(models)),
        8 | 9 => family.link(numbers.below(models)),
        other => unreachable!("{other} is not below 10"),
    };
    Row { name, ty, required: numbers.below(3) == 0, docs: numbers.of(&SENTENCES) }
}

fn title(at: usize) -> String {
    format!("{}{}{at}", NOUNS[at % NOUNS.len()], NOUNS[at / NOUNS.len() % NOUNS.len()])
}

impl Family {
    fn path(self, at: usize) -> String {
        match self {
            Self::Speakeasy => format!("models/{}.md", title(at).to_lowercase()),
            Self::Generator => format!("docs/{}.md", title(at)),
        }
    }

    fn scalar(self, name: &str) -> String {
        match self {
            Self::Speakeasy => format!("*{name}*"),
            Self::Generator => format!("**{name}**"),
        }
    }

    fn link(self, at: usize) -> String {
        let title = title(at);
        match self {
            Self::Speakeasy => format!("[models.{title}](../{})", self.path(at)),
            Self::Generator => format!("[**{title}**]({title}.md)"),
        }
    }

    fn list_of(self, at: usize) -> String {
        let title = title(at);
        match self {
            Self::Speakeasy => format!("List[{}]", self.link(at)),
            Self::Generator => format!("[**List[{title}]**]({title}.md)"),
        }
    }

    fn object(self, at: usize, rows: &[Row]) -> Page {
        let title = title(at);
        let text = match self {
            Self::Speakeasy => {
                let mark = |row: &Row| if row.required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
                let cells = |row: &Row| [format!("`{}`", row.name), row.ty.clone(), mark(row).into(), row.docs.into()];
                let cells: Vec<_> = rows.iter().map(cells).collect();
                format!("# {title}\n\n\n## Fields\n\n{}", padded(["Field", "Type", "Required", "Description"], &cells))
            }
            Self::Generator => {
                let note = |row: &Row| if row.required { "" } else { "[optional] " };
                let line = |row: &Row| format!("**{}** | {} | {} | {}\n", row.name, row.ty, row.docs, note(row));
                let rows: String = rows.iter().map(line).collect();
                let head =
                    "Name | Type | Description | Notes\n------------ | ------------- | ------------- | -------------";
                format!("# {title}\n\n\n## Properties\n\n{head}\n{rows}\n{}", example(&title))
            }
        };
        (self.path(at), text)
    }

    fn values(self, at: usize, values: &[&str]) -> Page {
        let title = title(at);
        let text = match self {
            Self::Speakeasy => {
                let name = |value: &str| value.to_uppercase().replace(['-', '.'], "_");
                let cells: Vec<_> = values.iter().map(|value| [name(value), (*value).to_owned()]).collect();
                format!("# {title}\n\n\n## Values\n\n{}", padded(["Name", "Value"], &cells))
            }
            Self::Generator => {
                let line = |value: &&str| format!("* `{}` (value: `'{value}'`)\n\n", value.to_uppercase());
                let lines: String = values.iter().map(line).collect();
                format!("# {title}\n\n\n## Enum\n\n{lines}{}", example(&title))
            }
        };
        (self.path(at), text)
    }

    fn union(self, at: usize, members: [usize; 2]) -> Page {
        match self {
            Self::Speakeasy => {
                let member = |at: usize| {
                    format!("### `models.{0}`\n\n```python\nvalue: models.{0} = /* values here */\n```\n\n", title(at))
                };
                let members: String = members.into_iter().map(member).collect();
                (self.path(at), format!("# {}\n\n\n## Supported Types\n\n{members}", title(at)))
            }
            // Its pages show a union as an object of all fields.
            Self::Generator => self.object(
                at,
                &members.map(|member| Row {
                    name: format!("either_{member}"),
                    ty: self.link(member),
                    required: false,
                    docs: SENTENCES[0],
                }),
            ),
        }
    }
}

fn padded<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0).max(head[at].len());
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |cells: [&str; N]| {
        let cells: Vec<_> = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let dashes = widths.map(|width| "-".repeat(width));
    let rows: String = rows.iter().map(|row| line(row.each_ref().map(String::as_str))).collect();
    line(head) + &line(dashes.each_ref().map(String::as_str)) + &rows
}

fn example(title: &str) -> String {
    format!(
        "## Example\n\n```python\nfrom pier.models import {title}\n\n# fill in the JSON string below\njson = \"{{}}\"\n\
         # an instance of {title}\ninstance = {title}.from_json(json)\n# the instance as JSON\n\
         print({title}.to_json())\n```\n[[Back to Model list]](../README.md#documentation-for-models) \
         [[Back to README]](../README.md)\n"
    )
}
