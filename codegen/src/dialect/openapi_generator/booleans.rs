//! Booleans that are printed as something else: as any number in Objective-C, as `int` in C, as text in R.
//!
//! In: what a row says. Out: the rule by which its type is a boolean after all, where one holds. A default is
//! proof; how a description opens and, in Objective-C, how a name begins is a guess.

use super::{
    row::Cells,
    writer::{Booleans, Writer},
};
use crate::{
    dialect::literal,
    ir::{Link, Type},
    source::Span,
};

/// What a row says of its type.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The name as printed, without guards.
    pub name: &'a str,
    /// The description.
    pub docs: &'a str,
    /// The default, entities decoded.
    pub default: Option<&'a str>,
    /// Where all that stands.
    pub cells: &'a Cells<'a>,
}

/// The rule by which what is printed as this type is a boolean, and where that stands which shows it.
pub fn rule(ty: &Type<Link>, row: Row<'_>, writer: &Writer) -> Option<(&'static str, Span)> {
    if let Some(default) = row.default.map(str::trim).filter(|text| !literal::is_nothing(text)) {
        let shows = may_default(ty, writer) && literal::boolean(default).is_some();
        return shows.then_some(("its default is a boolean", row.cells.notes_span));
    }
    let (worded, named) = match (writer.booleans, ty) {
        (Booleans::AsNumbers, Type::Number(None)) => (is_worded(row.docs), is_named(row.name)),
        (Booleans::AsInt, Type::Integer(None)) => (is_worded(row.docs), false),
        _ => return None,
    };
    match (worded, named) {
        (true, _) => Some(("its description opens as that of a boolean", row.cells.description.span)),
        (false, true) => Some(("its name begins as that of a boolean", row.cells.name.span)),
        (false, false) => None,
    }
}

/// Whether a default may show that what is printed as text or number is a boolean.
fn may_default(ty: &Type<Link>, writer: &Writer) -> bool {
    match ty {
        Type::String(None) => !writer.bare_defaults,
        Type::Integer(_) | Type::Number(_) => true,
        _ => false,
    }
}

/// How a description opens of what is true or false; one of the words behind it follows, where there are some.
const OPENINGS: &[(&str, &[&str])] = &[
    ("true", &["to", "if", "when", "for"]),
    ("set", &["to true", "true"]),
    ("set this", &["to true"]),
    ("if", &["true", "set to true"]),
    ("when", &["true", "set to true"]),
    ("whether", &[]),
    ("indicates", &["whether", "if"]),
    ("specifies", &["whether", "if"]),
    ("determines", &["whether", "if"]),
    ("flag", &["to", "if", "for", "that", "which", "whether", "indicating", "indicates", "specifying"]),
    ("enable", &[]),
    ("enables", &[]),
    ("disable", &[]),
    ("disables", &[]),
];

fn is_worded(docs: &str) -> bool {
    let words: Vec<String> = docs
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase())
        .filter(|word| !matches!(&**word, "" | "optional" | "a" | "the"))
        .take(4)
        .collect();
    let opening = words.join(" ");
    let behind = |start: &str| opening.strip_prefix(start).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    OPENINGS.iter().any(|(start, next)| {
        let Some(rest) = behind(start) else { return false };
        let rest = rest.trim_start();
        next.is_empty() && !rest.is_empty()
            || next
                .iter()
                .any(|next| rest.strip_prefix(next).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    })
}

/// `isOpen`, `has_owner`.
fn is_named(name: &str) -> bool {
    let begins = |verb: &&str| {
        name.strip_prefix(verb).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase() || c == '_'))
    };
    ["is", "has", "can", "should", "allow", "enable"].iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_of_booleans_open_alike() {
        for docs in [
            "Whether the lid is open",
            "True to keep the lid shut, false otherwise",
            "Optional: `true` if it is heavy.",
            "If true, it floats",
            "A flag indicating that it floats",
            "Enables the lamp",
        ] {
            assert!(is_worded(docs), "{docs}");
        }
        for docs in
            ["Flag bits of the lid", "Number of lids; true to size", "The truest weight", "If it floats: how far", ""]
        {
            assert!(!is_worded(docs), "{docs}");
        }
    }

    #[test]
    fn names_of_booleans_begin_alike() {
        assert!(is_named("isOpen") && is_named("has_owner"));
        assert!(!is_named("island") && !is_named("hash") && !is_named("is"));
    }
}
