//! One page to the IR, in every family; one type cell; MDX.

use fieldmark::{
    diag::Diagnostics,
    dialect::{self, FAMILIES, Family, Titles},
    markdown,
    source::{FileId, Source, Sources},
};

use super::{Reached, set};

/// Reads bytes as one page of a family, in the dialect that the first byte chooses.
pub fn page(family: &str, data: &[u8]) -> Reached {
    let Some(family) = FAMILIES.iter().find(|known| known.name == family) else { return Reached::Nothing };
    let Some((first, text)) = text(data) else { return Reached::Nothing };
    read(family, first, "docs/models/shared/page.md", text)
}

/// Reads bytes as a page with front matter and JSX, in any family.
pub fn mdx(data: &[u8]) -> Reached {
    let Some((first, text)) = text(data) else { return Reached::Nothing };
    let all: usize = FAMILIES.iter().map(|family| family.dialects.len()).sum();
    let mut at = set::position(first, all);
    for family in FAMILIES {
        if at < family.dialects.len() {
            return read(family, set::letter(at), "models/page.mdx", text);
        }
        at -= family.dialects.len();
    }
    Reached::Nothing
}

/// Reads bytes as the type cell of an otherwise fine page, in any family.
pub fn cell(data: &[u8]) -> Reached {
    let Some((first, text)) = text(data) else { return Reached::Nothing };
    // What would end the row, a writer would have escaped.
    let cell: String = text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
    let cell = cell.replace('|', "\\|");
    let speakeasy = format!(
        "# Page\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n\
         | `name` | {cell} | :heavy_check_mark: | N/A |\n"
    );
    let generator = format!(
        "# Page\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | \
         -------------\n**name** | {cell} | A name. | [optional]\n"
    );
    let apimatic = format!(
        "# Page\n\n## Structure\n\n`Page`\n\n## Fields\n\n| Name | Type | Tags | Description |\n|  --- | --- | --- | --- |\n\
         | `name` | {cell} | Required | - |\n"
    );
    let tables = format!("# Page\n\n| Name | Type | Required |\n| --- | --- | --- |\n| name | {cell} | yes |\n");
    let family = FAMILIES[usize::from(first) % FAMILIES.len()];
    let text = match family.name {
        "Speakeasy" => speakeasy,
        "APIMatic" => apimatic,
        "Tables" => tables,
        _ => generator,
    };
    read(family, first / FAMILIES.len() as u8, "docs/page.md", &text)
}

fn text(data: &[u8]) -> Option<(u8, &str)> {
    let (first, rest) = data.split_first()?;
    Some((*first, std::str::from_utf8(rest).ok()?))
}

fn read(family: &Family, first: u8, path: &str, text: &str) -> Reached {
    let dialect = set::dialect(family, first);
    let source = Source { root: String::new(), path: path.to_owned(), text: text.to_owned() };
    let sources = Sources::new(vec![source]);
    let page = markdown::parse_page(FileId(0), sources.get(FileId(0)));
    let pages = [page];
    let _ = (family.detect)(&pages);
    let read = (dialect.read)(&pages[0], &Titles::of(&pages));
    let mut models = read.models;
    let mut diagnostics = Diagnostics::default();
    if let Some(finish) = family.finish {
        finish(dialect, &pages, &mut models, &mut diagnostics);
    }
    diagnostics.extend(read.diagnostics);
    // Underlining slices the page: every span must be one of it.
    let said = diagnostics.render(&sources, false);
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "control characters reach the terminal: {said:?}");
    if models.is_empty() { Reached::Read } else { Reached::Understood }
}

/// Every dialect's family and letter.
pub fn letters() -> impl Iterator<Item = (&'static str, u8, &'static str)> {
    FAMILIES.iter().flat_map(|family| {
        let dialects = family.dialects.iter().enumerate();
        dialects.map(|(at, dialect)| (family.name, set::letter(at), dialect.name))
    })
}

/// The letter of a dialect in [`mdx`] and in the pipeline, which know every family.
pub fn letter_of_all(name: &str) -> Option<u8> {
    dialect::names().position(|known| known == name).map(set::letter)
}
