//! What went wrong, where, and what to do about it.
//!
//! Stages push [`Diagnostic`]s and go on; between stages [`Diagnostics::check`] stops a run whose
//! result would be of no use. A warning about a row or a page never stops the rest.

use annotate_snippets::Renderer;

use crate::source::{LineColumn, Sources, Span};

mod show;

pub use show::{json_note, printable, printable_json};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something was left out, made opaque or guessed; the rest is as documented.
    Warning,
    /// There is no usable output.
    Error,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal $level:ident,)*) => {
        /// The catalogue: every diagnostic there is. The code is stable, the words are not.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// The code as it is printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// How bad a diagnostic of this code is.
            pub fn level(self) -> Level {
                match self { $(Self::$name => Level::$level,)* }
            }

            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The long story, as Markdown: what it means, an example, what to do. A code's page is
            /// `codegen/explain/<code>.md`; its example is tested to be one.
            pub fn story(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("../explain/", $code, ".md")),)* }
            }
        }
    };
}

codes! {
    /// A file could not be read as a page.
    UnreadablePage = "FM001" Warning,
    /// `spec.toml` says something that cannot be understood.
    BadConfig = "FM002" Error,
    /// No page of the folder is a model page of a known dialect.
    NoDialect = "FM003" Error,
    /// Pages of two dialects in one source.
    MixedDialects = "FM004" Error,
    /// An override that changes nothing.
    UnusedOverride = "FM005" Error,
    /// A learned fact that the docs say by now, or that is about something that is gone.
    UnusedLearned = "FM006" Error,
    /// A policy for what is not there, or one that changes nothing.
    UnusedPolicy = "FM008" Error,
    /// A group of models names one that is not there.
    UnknownInGroup = "FM009" Warning,
    /// A page that looks like a model but could not be read.
    UnreadableModel = "FM101" Warning,
    /// A row of a field table that could not be read; the field is left out.
    UnreadableRow = "FM102" Warning,
    /// A type cell that could not be read; the field is raw JSON.
    UnknownType = "FM103" Warning,
    /// Two rows of one model have the same JSON name; the first one counts.
    DuplicateField = "FM104" Warning,
    /// Two pages of one namespace have the same title; one of them counts.
    DuplicateModel = "FM105" Warning,
    /// More than there is a limit for; what is beyond it is left out or opaque.
    TooLarge = "FM106" Warning,
    /// A list or map of which the page does not tell what it holds; its elements are raw JSON.
    UnknownElement = "FM107" Warning,
    /// A default that could not be read; it is left out.
    UnreadableDefault = "FM108" Warning,
    /// Values of enums of which the pages print the names of constants alone.
    GuessedValues = "FM109" Warning,
    /// A link to a page that is not there; the type is opaque, or left out with the wrapper that holds it.
    DanglingLink = "FM201" Warning,
    /// A link could mean more than one page; the type is opaque.
    AmbiguousLink = "FM202" Warning,
    /// A page names a type and lists neither properties nor members; the type is opaque.
    UnknownMembers = "FM203" Warning,
    /// Members of a union that a JSON value cannot be told apart by.
    AmbiguousUnion = "FM204" Warning,
    /// A name that is too long for an identifier; it is cut.
    LongName = "FM250" Warning,
    /// The gate found that the output does not compile or does not give JSON back as it came.
    GateFailed = "FM301" Error,
    /// An example file that is no JSON or belongs to no model; it is not tested with.
    BadExample = "FM302" Warning,
    /// The types need a package that the manifest of the crate, which is kept, does not name.
    MissingPackage = "FM303" Error,
    /// A feature of the manifest, which is kept, does not switch on another one that its models need.
    MissingFeature = "FM304" Warning,
}

/// One finding. `message` says what was found, quoted, and what was expected; lower case, no full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// Where, when a page shows it.
    pub span: Option<Span>,
    /// Which file it is about, where that is none of the pages.
    pub file: Option<InFile>,
    /// What was found and what was expected.
    pub message: String,
    /// One next step.
    pub help: Option<String>,
}

/// A file or folder that was not taken in, or a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFile {
    /// Its path below the spec folder.
    pub path: String,
    /// The place, where there is one.
    pub at: Option<LineColumn>,
}

impl Diagnostic {
    /// A finding without a next step; add one with [`Self::help`] wherever there is one.
    pub fn new(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { code, span: span.into(), file: None, message: message.into(), help: None }
    }

    /// Adds the file that it is about: its path below the spec folder, and the place in it.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>, at: impl Into<Option<LineColumn>>) -> Self {
        self.file = Some(InFile { path: path.into(), at: at.into() });
        self
    }

    /// Where it is, as people can open it: `path:line:column`, or the path of a file that was not taken in.
    pub fn place(&self, sources: &Sources) -> Option<String> {
        if let Some(span) = self.span {
            return Some(sources.place(span));
        }
        let InFile { path, at } = self.file.as_ref()?;
        let path = sources.shown_path(path);
        Some(at.map(|at| format!("{path}:{}:{}", at.line, at.column)).unwrap_or(path))
    }

    /// Adds what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The findings of a run, in the order of the stages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds the findings of another stage or worker.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(others);
    }

    /// The findings in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are of one level.
    pub fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|d| d.code.level() == level).count()
    }

    /// Stops the run when there is an error.
    ///
    /// # Errors
    /// The findings so far, when at least one of them is an error.
    pub fn check(&self) -> Result<(), Failed> {
        if self.count(Level::Error) > 0 { Err(Failed) } else { Ok(()) }
    }

    /// All findings for people: the place, the row with its cell underlined, the next step.
    /// `colour` adds terminal colours.
    pub fn render(&self, sources: &Sources, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        self.list.iter().map(|diagnostic| show::human(diagnostic, sources, &renderer) + "\n\n").collect()
    }

    /// All findings for machines: one JSON object a line, with `level`, `code`, `message`, `path`, `line`,
    /// `column`, the `text` that it is about, and `help`; null where there is none.
    pub fn to_json_lines(&self, sources: &Sources) -> String {
        self.list.iter().map(|diagnostic| show::json(diagnostic, sources)).collect()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

/// A stage reported an error, so the stages after it did not run. The reasons are in [`Diagnostics`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed;
