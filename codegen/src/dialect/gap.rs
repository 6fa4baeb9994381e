//! Lists and maps of what is not known. They are still lists and maps, and what they hold is raw JSON.

use crate::{
    diag::{Code, Diagnostic},
    source::Span,
};

/// Why the elements of a list or map are raw JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The cell does not name them.
    Untold,
    /// The cell names them by a word that is not known.
    Unknown,
}

impl Gap {
    /// What is said of the cell.
    pub fn told(self, cell: &str, span: Span) -> Diagnostic {
        let (code, what) = match self {
            Self::Untold => (Code::UnknownElement, format!("`{cell}` does not tell what it holds")),
            Self::Unknown => (Code::UnknownType, format!("unknown type in `{cell}`")),
        };
        let help = "state the field's `type` in spec.toml: `[T]` for a list, `{T}` for a map";
        Diagnostic::new(code, span, format!("{what}; its elements are kept as raw JSON")).help(help)
    }
}
