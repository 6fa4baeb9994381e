//! How families of documentation spell things.
//!
//! In: [`Page`]s. Out: [`Api<Link>`], in which no spelling of a family is left. Each family is one file
//! below this module (with its data beside it) and one line in [`FAMILIES`]; it knows neither Rust nor
//! what becomes of its models. What families share stands here or in [`crate::markdown::inline`].

use foldhash::HashSet;
use rayon::prelude::*;

use crate::{
    config::Case,
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Api, Kind, Link, Model, Opaque},
    limits::{MAX_FINDINGS, MAX_ROWS},
    markdown::{Block, Page},
    source::Span,
};

mod apimatic;
mod constants;
mod defaults;
mod gap;
mod grammar;
mod inherit;
mod literal;
mod openapi_generator;
mod presence;
mod prose;
mod speakeasy;
mod tables;
mod targets;

/// Every family that is known.
pub const FAMILIES: &[&Family] = &[&openapi_generator::FAMILY, &speakeasy::FAMILY, &apimatic::FAMILY, &tables::FAMILY];

/// Documentation that one generator writes, in all its languages.
#[derive(Debug)]
pub struct Family {
    /// Its name, for people.
    pub name: &'static str,
    /// One dialect for each writer that spells things differently.
    pub dialects: &'static [Dialect],
    /// Whether pages of other families look like those of this one, so that it is looked for where no other is found.
    pub is_general: bool,
    /// Finds the pages of this family and the one dialect that they are written in.
    pub detect: fn(&[Page<'_>]) -> Option<Detection>,
    /// What only all pages together show, once each has been read.
    pub finish: Option<Finish>,
}

/// Completes the models of a whole set; gives the pages of which something is left out then.
pub type Finish = fn(&Dialect, &[Page<'_>], &mut Vec<Model<Link>>, &mut Diagnostics) -> Vec<(String, LeftOut)>;

/// One writer of a family: a language, and a generation where generations differ.
#[derive(Debug)]
pub struct Dialect {
    /// The name in `spec.toml`: `speakeasy-go`.
    pub name: &'static str,
    /// In what case names are printed.
    pub printing: Printing,
    /// The case that JSON names are in where no page shows one: what most APIs of this family use.
    pub usual: Case,
    /// Reads one page.
    pub read: fn(&Page<'_>, &Titles) -> Read,
}

/// What a writer does to a JSON name before it prints it, once keyword guards and the like, which the
/// dialect undoes, are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printing {
    /// Nothing: what stands there is the name on the wire.
    Verbatim,
    /// The words in lower case, joined by `_` (Python, Ruby, PHP and C of OpenAPI Generator, ..).
    Snake,
    /// The first word in lower case, the others capitalised; a name that has no separator on the wire
    /// stays as it is but for its first letter (TypeScript, Java, PHP of Speakeasy, ..).
    Camel,
    /// Every word capitalised; with `initialisms`, words such as `id` and `url` are all capitals (Go).
    Pascal {
        /// Whether `Id` is printed `ID`.
        initialisms: bool,
    },
}

/// What a family found in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// The position in [`Family::dialects`].
    pub dialect: usize,
    /// How many pages are of this family.
    pub pages: usize,
    /// What shows it: a place, and in a few words what stands there. Best first, at most three.
    pub evidence: Vec<(Span, String)>,
    /// Pages of another dialect of the same family, with what shows that.
    pub other: Option<(usize, Span, String)>,
}

/// The file stems of all pages, lower-cased: what may be a model.
#[derive(Debug, Default)]
pub struct Titles(HashSet<String>);

impl Titles {
    /// The stems of these pages.
    pub fn of(pages: &[Page<'_>]) -> Self {
        Self(pages.iter().map(|page| stem(page.path).to_lowercase()).collect())
    }

    /// Whether there is a page of this name, ignoring case.
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains(&name.to_lowercase())
    }
}

/// What reading one page gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// The models; mostly one.
    pub models: Vec<Model<Link>>,
    /// Why there is none.
    pub left_out: Option<LeftOut>,
    /// Rows and cells that could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl Read {
    /// A page that is no model.
    pub fn left_out(why: LeftOut) -> Self {
        Self { left_out: Some(why), ..Self::default() }
    }

    /// A page with one model.
    pub fn model(model: Model<Link>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { models: vec![model], left_out: None, diagnostics }
    }
}

/// Why a page holds no model, or not all that stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// A guide, a change log, a readme.
    Prose,
    /// The methods of an API.
    Operations,
    /// Status code, headers and raw response of a call; what is on the wire mostly has its own page.
    HttpWrapper,
    /// A type of the SDK itself, such as its retry settings.
    Helper,
    /// Path, query and header parameters; the page's model is left with the body that stands beside them.
    Parameters,
}

impl LeftOut {
    /// For people: what such pages are.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Prose => "no model: prose",
            Self::Operations => "no model: API operations",
            Self::HttpWrapper => "HTTP wrapper: its payload alone is on the wire",
            Self::Helper => "helper of the SDK, not on the wire",
            Self::Parameters => "parameters of a request: only its body is kept",
        }
    }
}

/// What a source was read as.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The models in the order of their pages.
    pub api: Api<Link>,
    /// The pages that hold no model, or not all that stands there.
    pub left_out: Vec<(String, LeftOut)>,
}

/// The dialect called `name`.
pub fn by_name(name: &str) -> Option<&'static Dialect> {
    FAMILIES.iter().flat_map(|family| family.dialects).find(|dialect| dialect.name == name)
}

/// Every dialect's name.
pub fn names() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().flat_map(|family| family.dialects).map(|dialect| dialect.name)
}

/// The dialect that these pages are written in, with what shows it.
///
/// # Errors
/// [`Code::NoDialect`] where no page is a model page, [`Code::MixedDialects`] where pages of two dialects
/// lie in one folder.
pub fn detect(pages: &[Page<'_>]) -> Result<(&'static Dialect, Detection), Diagnostic> {
    let among = |general: bool| -> Vec<(&Family, Detection)> {
        let families = FAMILIES.iter().filter(|family| family.is_general == general);
        families.filter_map(|family| Some((*family, (family.detect)(pages)?))).collect()
    };
    let mut found = among(false);
    if found.is_empty() {
        found = among(true);
    }
    found.sort_by_key(|(_, detection)| std::cmp::Reverse(detection.pages));
    let mut found = found.into_iter();
    let Some((family, detection)) = found.next() else {
        return Err(Diagnostic::new(
            Code::NoDialect,
            None,
            format!("none of {} pages is a model page of a known dialect", pages.len()),
        )
        .help(format!(
            "name the folder that holds the model pages, or set `dialect` in spec.toml to one of: {}",
            names().collect::<Vec<_>>().join(", ")
        )));
    };
    let mixed =
        detection.other.clone().map(|(dialect, span, what)| (family.dialects[dialect].name, span, what)).or_else(
            || {
                let (other, detection) = found.next()?;
                let (span, what) = detection.evidence.first()?.clone();
                Some((other.dialects[detection.dialect].name, span, what))
            },
        );
    let dialect = &family.dialects[detection.dialect];
    if let Some((other, span, what)) = mixed {
        let ours = detection.evidence.first().map_or("", |(_, what)| what.as_str());
        return Err(Diagnostic::new(
            Code::MixedDialects,
            span,
            format!("pages of two dialects: {other} ({what}) and {} ({ours})", dialect.name),
        )
        .help("make an API of each, in a folder of its own, or set `dialect` in spec.toml to say which one it is"));
    }
    Ok((dialect, detection))
}

/// Reads every page in parallel; the result is in the order of the pages.
pub fn read(pages: &[Page<'_>], dialect: &Dialect, diagnostics: &mut Diagnostics) -> Reading {
    let titles = Titles::of(pages);
    let reads: Vec<Read> = pages.par_iter().map(|page| (dialect.read)(page, &titles)).collect();
    let mut reading = Reading { api: Api { models: Vec::new() }, left_out: Vec::new() };
    for (page, read) in pages.iter().zip(reads) {
        diagnostics.extend(page.blocks.iter().filter_map(cut_off));
        diagnostics.extend((read.left_out == Some(LeftOut::Prose)).then(|| hidden(page)).flatten());
        reading.api.models.extend(read.models);
        reading.left_out.extend(read.left_out.map(|why| (page.path.to_owned(), why)));
        let unsaid = read.diagnostics.len().saturating_sub(MAX_FINDINGS);
        diagnostics.extend(read.diagnostics.into_iter().take(MAX_FINDINGS));
        diagnostics.extend((unsaid > 0).then(|| unsaid_of(page, unsaid)));
    }
    let family = FAMILIES.iter().find(|family| family.dialects.iter().any(|known| known.name == dialect.name));
    if let Some(finish) = family.and_then(|family| family.finish) {
        reading.left_out.extend(finish(dialect, pages, &mut reading.api.models, diagnostics));
    }
    diagnostics.extend(reading.api.models.iter().filter_map(only_named));
    reading
}

/// What is said of a page that names a type and tells nothing of it.
fn only_named(model: &Model<Link>) -> Option<Diagnostic> {
    if model.kind != Kind::Opaque(Opaque::UnknownMembers) {
        return None;
    }
    let message = format!("the page of `{}` lists neither properties nor members; it is kept as raw JSON", model.title);
    Some(
        Diagnostic::new(Code::UnknownMembers, model.span, message)
            .help("write the members into the page, or state the `type` of the fields that hold it in spec.toml"),
    )
}

/// What is said of a page whose sections all stand behind a fence that nothing ends.
fn hidden(page: &Page<'_>) -> Option<Diagnostic> {
    let Some(Block::Code { text: rest, .. }) = page.blocks.last() else { return None };
    // What ends a fence is no part of its text.
    let is_open = rest.span.end as usize >= page.text.trim_ascii_end().len();
    let heading = rest.text.find("\n## ").filter(|_| is_open)?;
    let start = rest.span.start + heading as u32 + 1;
    let end = start + rest.text[heading + 1..].lines().next().map_or(0, str::len) as u32;
    let message = "this heading stands in a fence that nothing ends; the page is left out";
    Some(
        Diagnostic::new(Code::UnreadableModel, Span { start, end, ..rest.span }, message)
            .help("end the fence above it, or put a backslash before what opens it"),
    )
}

/// What is said of a page on which hardly anything can be read.
fn unsaid_of(page: &Page<'_>, count: usize) -> Diagnostic {
    let start = Span { file: page.file, start: 0, end: 0 };
    let message = format!("{count} more findings on this page; only the first {MAX_FINDINGS} are shown");
    Diagnostic::new(Code::TooLarge, start, message).help("see whether `dialect` in spec.toml is that of the page")
}

/// What is said of the rows that a table has beyond the limit.
fn cut_off(block: &Block<'_>) -> Option<Diagnostic> {
    let Block::Table(table) = block else { return None };
    let message = format!("a table of more than {MAX_ROWS} rows; those behind are left out");
    Some(Diagnostic::new(Code::TooLarge, table.cut?, message).help("split the table, or describe its values in words"))
}

/// What is said of rows that are text to Markdown: a description with a blank line in it ends its table.
pub fn rows_behind(block: &Block<'_>) -> Option<Diagnostic> {
    let Block::Paragraph(text) = block else { return None };
    let rows = text.text.lines().filter(|line| line.starts_with("| `")).count();
    let message = format!("{rows} rows are cut off from the table above by a blank line");
    let help = "a description must stay on one line, with `<br/>` for each line break";
    (rows > 0).then(|| Diagnostic::new(Code::UnreadableRow, text.span, message).help(help))
}

/// The file name of a path without `.md` or `.mdx`.
pub fn stem(path: &str) -> &str {
    without_extension(path.rsplit('/').next().unwrap_or(path))
}

/// A path without what says that it is a page: one of Markdown, or in links what a site generator makes of it.
pub fn without_extension(path: &str) -> &str {
    [".md", ".mdx", ".html"].iter().find_map(|extension| path.strip_suffix(extension)).unwrap_or(path)
}

/// The folders that a page lies in, without those that every documentation set has. It depends on the
/// page's own path alone, so that a page added elsewhere never moves a type.
pub fn namespace(path: &str) -> Vec<String> {
    const CONTAINERS: &[&str] = &["doc", "docs", "lib", "model", "models", "pkg", "sdk"];
    let Some((folders, _)) = path.rsplit_once('/') else { return Vec::new() };
    folders
        .split('/')
        .filter(|folder| !CONTAINERS.contains(&folder.to_ascii_lowercase().as_str()))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn container_folders_are_no_namespace() {
        assert_eq!(namespace("docs/sdk/models/shared/pet.md"), ["shared"]);
        assert_eq!(namespace("docs/Models/Components/Pet.md"), ["Components"]);
        assert_eq!(namespace("docs/Pet.md"), [""; 0]);
        assert_eq!(namespace("Pet.md"), [""; 0]);
    }
}
