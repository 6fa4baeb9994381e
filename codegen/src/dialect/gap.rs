//! Lists and maps of what is not known. They are still lists and maps, and what they hold is raw JSON; where a cell
//! does not even say which of the two it is, all of it is.

use crate::{
    diag::{Code, Diagnostic},
    source::Span,
};

/// Why a list or map, or the elements of one, are raw JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The cell does not name them.
    Untold,
    /// The cell names them by a word that is not known.
    Unknown,
    /// The cell does not say whether it is a list or a map.
    Either,
}

impl Gap {
    /// What is said of the cell.
    pub fn told(self, cell: &str, span: Span) -> Diagnostic {
        let (code, what) = match self {
            Self::Untold => (Code::UnknownElement, format!("`{cell}` does not tell what it holds")),
            Self::Unknown => (Code::UnknownType, format!("unknown type in `{cell}`")),
            Self::Either => (Code::UnknownElement, format!("`{cell}` may be a list or a map")),
        };
        let kept = if self == Self::Either { "it is" } else { "its elements are" };
        let help = "state the field's `type` in spec.toml: `[T]` for a list, `{T}` for a map";
        Diagnostic::new(code, span, format!("{what}; {kept} kept as raw JSON")).help(help)
    }
}
