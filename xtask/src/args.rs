//! The command line.

use std::{ffi::OsStr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use fieldmark::package;
use semver::Version;

/// From the Markdown model docs of an SDK to a crate of serde types.
///
/// The pages of each API lie in a folder of their own below spec/, beside a spec.toml that says what the
/// pages cannot. `codegen` turns all of them into the crate generated/, but only if that crate compiles
/// and gives every JSON sample back as it came.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to say what is found: for people, or one JSON object a line.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// Who is to read what is said on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// People.
    Human,
    /// Machines.
    Json,
}

const EXAMPLES: &str = "\
From a documentation folder to types, in two steps:
  cargo xtask add petstore ../petstore-sdk/docs    take the pages in, find out how they are written
  cargo xtask codegen                              generate, compile, test, then replace generated/

Without touching this repository:
  cargo xtask codegen --spec ../petstore-sdk/docs --out /tmp/petstore

When something is not as expected:
  cargo xtask explain FM103                        what a finding means, with an example, and what to do
  cargo xtask explain petstore::Pet.name           row, evidence, rule and override behind a field

Exit status: 0 done, 1 the pages or the generated crate are at fault, 2 the command line is.";

/// The commands; what each does is said once, of its arguments, as words of a variant would take the place of theirs.
#[derive(Debug, Subcommand)]
pub enum Command {
    Codegen(Codegen),
    Diff(Diff),
    Add(Add),
    Schema(Schema),
    Explain(Explain),
    Conform(Conform),
    Learn(Learn),
    Bench(Bench),
    Ci(Ci),
}

/// Turns pages into a crate.
///
/// The crate is first laid out elsewhere, compiled, and every JSON sample that follows from the pages, is
/// documented in them or lies under examples/ is read and written back. Only if all is well does it replace
/// what is in the target, and only files that differ are written.
#[derive(Debug, Args)]
pub struct Codegen {
    /// Only these APIs; the files of the others stay as they are. All of them if none is named.
    #[arg(value_name = "API")]
    pub apis: Vec<String>,
    /// Write nothing: show what would change as a diff, and end with status 1 if anything would.
    #[arg(long)]
    pub check: bool,
    /// Where the pages are: laid out like spec/, or any folder of pages [default: spec].
    #[arg(long, value_name = "DIR", requires = "out")]
    pub spec: Option<PathBuf>,
    /// Where the crate goes; to be said with --spec [default without it: generated].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What the crate is called, when its Cargo.toml is written for the first time.
    #[arg(long, value_name = "CRATE", value_parser = crate_name)]
    pub name: Option<String>,
    /// Do not compile and test the crate before it is written.
    #[arg(long)]
    pub no_verify: bool,
    /// End with status 1 if there is any warning.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Write a Markdown report: what changes for callers, then models, fields, warnings, raw JSON, guessed
    /// names, overrides; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write a JSON map from every model, field and value to its page and line; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub provenance: Option<PathBuf>,
    /// Give the crate this version, and CHANGELOG.md an entry on what changed since the last one. A version
    /// that is lower than the changes allow is refused.
    #[arg(long, value_name = "VERSION", conflicts_with_all = ["check", "apis"])]
    pub release: Option<Version>,
    /// The revision of the last release [default: the commit of the newest entry in CHANGELOG.md].
    #[arg(long, value_name = "REVISION", requires = "release")]
    pub since: Option<String>,
}

/// Says what changed in the generated crate for those who use it.
///
/// Every change is breaking for those who read, for those who build values, on the wire, or compatible; with
/// the reason, what callers should change, and where it stands. For a revision, generated/ as committed
/// there is compared with what the pages give now; for a folder, both sides are generated anew.
#[derive(Debug, Args)]
pub struct Diff {
    /// A git revision, or a folder laid out like spec/ [default: where this branch left the main branch].
    pub base: Option<String>,
    /// The pages to compare it with [default: spec].
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// What stands before commit and path in links [default on GitHub: the repository there].
    #[arg(long, value_name = "URL")]
    pub links: Option<String>,
}

/// Measures the generator, built for release, over pages made by code.
///
/// Beside them over the folders of pages that the variable FIELDMARK_TREES names, as PATH names folders.
/// BENCHMARKS.md says what came of it.
#[derive(Debug, Args)]
pub struct Bench {
    /// What is measured.
    #[command(subcommand)]
    what: BenchWhat,
}

/// What is measured.
#[derive(Debug, Subcommand)]
enum BenchWhat {
    /// Instructions of each stage, by valgrind; fails where one has grown by more than 3 %.
    Count {
        /// Store the figures in tests/benches/counts.tsv.
        #[arg(long)]
        store: bool,
    },
    /// CPU time of stages and whole runs, as ratios to reading and parsing; draws tests/benches/plots/.
    Stages,
    /// Time and memory of up to 11,000 pages; draws tests/benches/plots/.
    Scale,
    /// CPU and memory that the generated crate takes to compile, beside typify's for the same API.
    Compile {
        /// An OpenAPI 3 document, in JSON; `schema` prints one of any pages.
        document: PathBuf,
        /// The pages of the same API.
        docs: PathBuf,
    },
    /// CPU that a program takes to compile that uses three generated types, beside the same types with serde's derives.
    User,
    /// Other generators, where they are installed, over the document of an API whose pages lie in DOCS.
    Peers {
        /// An OpenAPI 3 document, in JSON.
        document: PathBuf,
        /// The pages of the same API.
        docs: PathBuf,
    },
}

impl Bench {
    /// The same for the program that measures.
    pub fn words(&self) -> Vec<&OsStr> {
        match &self.what {
            BenchWhat::Count { store: false } => vec!["count".as_ref()],
            BenchWhat::Count { store: true } => vec!["count".as_ref(), "--store".as_ref()],
            BenchWhat::Stages => vec!["stages".as_ref()],
            BenchWhat::Scale => vec!["scale".as_ref()],
            BenchWhat::User => vec!["user".as_ref()],
            BenchWhat::Compile { document, docs } => vec!["compile".as_ref(), document.as_ref(), docs.as_ref()],
            BenchWhat::Peers { document, docs } => vec!["peers".as_ref(), document.as_ref(), docs.as_ref()],
        }
    }
}

/// Runs a step of the workflows of this repository, as they do.
#[derive(Debug, Args)]
pub struct Ci {
    /// Which one.
    #[arg(value_enum)]
    pub step: CiStep,
}

/// A step of the workflows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CiStep {
    /// Format, lints, generated files, documentation, packages.
    Check,
    /// All tests.
    Test,
    /// Instructions of the generator beside those that are stored; needs valgrind.
    Bench,
    /// The generated crate with the oldest Rust that is promised, which rustup downloads; whether the rest is for
    /// Windows too.
    Oldest,
    /// What changed for callers since the main branch, as the comment of a pull request.
    Report,
    /// All fuzz targets for ten minutes each, and the properties.
    Fuzz,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Markdown for the body of a pull request.
    Markdown,
    /// JSON for machines.
    Json,
    /// Lines for people.
    Human,
}

/// Takes a documentation folder into spec/, or refreshes one that is there.
///
/// Model pages are copied byte for byte to spec/NAME/; guides, API operations and helper pages are left out
/// and counted. spec/NAME/spec.toml records how the pages are written and what shows it. Again on the same
/// name: pages are refreshed, those that are gone are removed, and all that was written by hand stays.
#[derive(Debug, Args)]
pub struct Add {
    /// What the API is called: small letters, digits and hyphens. It becomes a module.
    pub name: String,
    /// The folder of the documentation, as found in the SDK's repository.
    pub path: PathBuf,
    /// Change nothing and end with status 1 if there is any warning.
    #[arg(long)]
    pub deny_warnings: bool,
}

/// Prints what was understood of one API as an OpenAPI 3.1 document.
#[derive(Debug, Args)]
pub struct Schema {
    /// Which API, where there are several.
    pub api: Option<String>,
    /// Where the pages are: laid out like spec/, or any folder of pages [default: spec].
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// Print nothing and end with status 1 if there is any warning.
    #[arg(long)]
    pub deny_warnings: bool,
}

/// Tells what a code of a finding means, or how each decision about a field was made.
///
/// Of a field: its row, and for its name, type and presence where each is said or by what rule it was
/// concluded, what spec.toml says instead, and the Rust that came of it.
#[derive(Debug, Args)]
pub struct Explain {
    /// A code such as FM103, or a field: API::Model.field. All codes if there is none.
    #[arg(value_name = "CODE|API::Model.field")]
    pub subject: Option<String>,
    /// Where the pages are: laid out like spec/, or any folder of pages [default: spec].
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
}

/// Says of JSON bodies whether the types read them, give them back, and what deviates from the docs.
///
/// The types that the model needs are generated and compiled in a folder that stays between runs. A file is a
/// JSON body, JSON Lines or a dump of server-sent events; folders are searched for such files. Exit status: 0
/// every body was read and given back equal, 1 some was not, 2 the command line is at fault.
#[derive(Debug, Args)]
pub struct Conform {
    /// Which bodies, and what they are.
    #[command(flatten)]
    pub bodies: Bodies,
    /// Print one JSON object for each body.
    #[arg(long)]
    pub json: bool,
    /// Store what was written back below this folder, under the same names.
    #[arg(long, value_name = "DIR")]
    pub write: Option<PathBuf>,
    /// Show every place and body, not only the commonest.
    #[arg(short, long)]
    pub verbose: bool,
}

/// Proposes for spec.toml what JSON bodies show and the docs do not say.
///
/// Null, absence, wider types, further values, fields and models: each as a line of a `[learned]` table with
/// its count and the name of a body that shows it. Prints the tables as a diff of spec.toml; nothing of a body
/// but the values of enums gets into it. Exit status: 0 where bodies were used, 1 where none could be, 2 where
/// the command line is at fault.
#[derive(Debug, Args)]
pub struct Learn {
    /// Which bodies, and what they are.
    #[command(flatten)]
    pub bodies: Bodies,
    /// Propose only what at least this many bodies show.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min: usize,
    /// Propose only what keeps a body from being read by types that follow the docs.
    #[arg(long)]
    pub needed: bool,
    /// Propose only what was seen of that very field, not also null and absence for the same field of models
    /// that are alike (writers number the schemas that a document repeats) and JSON names for fields that are
    /// printed alike.
    #[arg(long)]
    pub no_alike: bool,
    /// Write the tables into spec.toml.
    #[arg(long)]
    pub write: bool,
}

/// Bodies and what they are.
#[derive(Debug, Args)]
pub struct Bodies {
    /// The title of the bodies' model; case and everything but letters and digits do not count.
    #[arg(value_name = "MODEL", required_unless_present = "map")]
    pub model: Option<String>,
    /// Files and folders of bodies.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A file of lines: a body's name, a tab, its model. MODEL, where given, is that of the others.
    #[arg(long, value_name = "FILE.tsv")]
    pub map: Option<PathBuf>,
    /// Where the pages are: laid out like spec/, or any folder of pages [default: spec].
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// Which API, where there are several.
    #[arg(long, value_name = "API")]
    pub api: Option<String>,
}

impl Bodies {
    /// The model, where it is one: with a map, the first file stands in its place.
    pub fn named_model(&self) -> Option<&str> {
        let is_file = |model: &&str| self.map.is_some() && std::path::Path::new(model).exists();
        self.model.as_deref().filter(|model| !is_file(model))
    }
}

fn crate_name(name: &str) -> Result<String, String> {
    package::name::check(name).map(|()| name.to_owned())
}
