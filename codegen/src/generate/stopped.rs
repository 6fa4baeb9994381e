//! Why a run gives no crate.

use std::{error::Error, fmt, io};

use crate::{
    diag::{Diagnostics, Level},
    output::BadPath,
    spec::Spec,
};

/// Why there is no crate.
#[derive(Debug)]
pub enum Stopped {
    /// An API that is not there, and those that are.
    NoSuchApi(String, Vec<String>),
    /// The name of the crate that lies there already, which is not the one that was asked for.
    OtherName(String),
    /// Two APIs that would be the same module.
    SameModule(String, String),
    /// What the pages are at fault with, API by API.
    Findings(Vec<(Spec, Diagnostics)>),
    /// A path that might leave the crate's folder.
    Path(BadPath),
    /// Something could not be read.
    Io(io::Error),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// In one line, which has room for the first of the findings; [`Diagnostics::render`] shows all of them.
impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchApi(wanted, known) => {
                write!(f, "there is no API `{wanted}`; there are: {}", known.join(", "))
            }
            Self::OtherName(there) => write!(
                f,
                "the crate is called `{there}` already; ask for no other name, or change the name in its Cargo.toml"
            ),
            Self::SameModule(one, other) => {
                write!(f, "`{one}` and `{other}` would be the same Rust module; rename one of the folders")
            }
            Self::Findings(apis) => {
                let all = apis.iter().flat_map(|(spec, found)| found.iter().map(move |found| (&spec.sources, found)));
                let mut errors = all.filter(|(_, found)| found.code.level() == Level::Error);
                let Some((sources, first)) = errors.next() else { return write!(f, "the pages are at fault") };
                if let Some(place) = first.place(sources) {
                    write!(f, "{place}: ")?;
                }
                write!(f, "{} {}", first.code.as_str(), first.message)?;
                match errors.count() {
                    0 => Ok(()),
                    more => write!(f, " (and {more} more)"),
                }
            }
            Self::Path(path) => path.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

/// What is behind an error of the disk or of a path is told by [`fmt::Display`] already.
impl Error for Stopped {}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::generate::{Request, generate};

    #[test]
    fn a_caller_that_passes_it_on_knows_why() {
        fn caller(folder: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
            generate(&Request::new(folder, Path::new("/nowhere")), &|_| ())?;
            Ok(())
        }
        let said = |folder: &Path| caller(folder).expect_err("nothing to read").to_string();
        assert!(said(Path::new("no/folder")).starts_with("no/folder: "));
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("start.md"), "# Start\n\nHere.\n").expect("written");
        assert_eq!(said(folder.path()), ".: FM003 none of 1 pages is a model page of a known dialect");
    }
}
