//! Cells of names.
//!
//! In: `` `note` ``, `**note**`, `note?`, `>> note`, `[note](#notes) \*`, `note (deprecated)`. Out: the name on the
//! wire, how deep it stands, and what the marks around it say.

use crate::markdown::{Raw, inline};

/// What opens a row of the object above it, once for each level.
const NESTING: [char; 3] = ['>', '»', '└'];

/// The longest text that is taken for a name, in bytes.
const MAX_LENGTH: usize = 256;

/// What a cell of a name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The names from the outermost object of the table to the field: more than one in `owner.id`, a list's name with
    /// brackets in `owners[].id`.
    pub path: Vec<String>,
    /// How many objects of rows above it stands inside of.
    pub depth: usize,
    /// Whether a mark says that it may be absent.
    pub optional: bool,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// Where the name leads to: the values that the field may have.
    pub target: Option<String>,
}

impl Name {
    /// Reads a cell; `None` where it holds no name.
    pub fn of(cell: Raw<'_>) -> Option<Self> {
        let text = inline::decode_entities(cell.text);
        let rest = text.trim_start();
        let inside = rest.trim_start_matches(|c: char| NESTING.contains(&c) || c.is_whitespace());
        let depth = rest[..rest.len() - inside.len()].chars().filter(|c| NESTING.contains(c)).count();
        let struck = inline::strip(inside.trim(), "~~");
        let inside = struck.unwrap_or(inside);
        let link = inline::find_link(inside).filter(|link| inside[..link.start].chars().all(is_mark));
        // What stands behind the name: footnotes, remarks.
        let (printed, remark) = match link {
            Some(link) => (link.label, &inside[link.end..]),
            None => inside.split_at(inside.find([' ', '<', '(']).unwrap_or(inside.len())),
        };
        let name = inline::unescape(printed.trim_matches(|c| is_mark(c) || c == '\\')).trim_matches(is_mark).to_owned();
        let optional = name.strip_suffix('?').or_else(|| name.strip_prefix('?'));
        let says = |word: &str| remark.to_ascii_lowercase().contains(word);
        let name = optional.unwrap_or(&name).trim_matches(is_mark);
        // What goes on in words is no name.
        let is_remark = ["optional", "required", "deprecated"].iter().any(|word| says(word))
            || name.ends_with(':')
            || !remark.trim_start().starts_with(char::is_alphanumeric);
        let is_name = is_remark
            && name.contains(char::is_alphanumeric)
            && name.len() <= MAX_LENGTH
            && !name.contains(|c: char| c.is_whitespace() || "<>|{}()\"".contains(c));
        is_name.then(|| Self {
            path: name.split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
            depth,
            optional: optional.is_some() || remark.trim_start().starts_with('?') || says("optional"),
            deprecated: struck.is_some() || says("deprecated"),
            target: link.map(|link| link.target.to_owned()),
        })
    }
}

/// What stands around a name to set it off.
fn is_mark(c: char) -> bool {
    "*`".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::span;

    fn read(text: &str) -> Option<Name> {
        Name::of(Raw { text, span: span(0) })
    }

    #[test]
    fn marks_around_a_name_are_no_part_of_it() {
        for cell in ["id", "`id`", "**id**", r"id \*", "[id](#ids)", "[`id`](#ids)", r"id \[1\]", "id<br/>since 2"] {
            assert_eq!(read(cell).map(|name| name.path), Some(vec!["id".to_owned()]), "{cell}");
        }
        assert_eq!(read("[id](#ids)").and_then(|name| name.target).as_deref(), Some("#ids"));
        assert_eq!(read(r"user\_id").map(|name| name.path), Some(vec!["user_id".to_owned()]));
    }

    #[test]
    fn marks_say_what_may_be_absent_and_what_is_old() {
        for (cell, optional, deprecated) in [
            ("id?", true, false),
            ("?id", true, false),
            (r"id? \*", true, false),
            ("`id`?", true, false),
            ("id (optional)", true, false),
            ("id (deprecated)", false, true),
            ("~~id~~", false, true),
            ("id", false, false),
        ] {
            let name = read(cell).expect("a name");
            assert_eq!(
                (name.path.join("."), name.optional, name.deprecated),
                ("id".into(), optional, deprecated),
                "{cell}"
            );
        }
    }

    #[test]
    fn what_opens_a_row_says_how_deep_it_stands() {
        for (cell, depth) in [("> id", 1), (">> id", 2), ("&gt; > id", 2), ("»» id", 2), ("> [id](#x)", 1)] {
            let name = read(cell).expect("a name");
            assert_eq!((name.path.join("."), name.depth), ("id".to_owned(), depth), "{cell}");
        }
        assert_eq!(read("owners[].id").map(|name| name.path), Some(vec!["owners[]".to_owned(), "id".to_owned()]));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for cell in ["", "...".trim_matches('.'), "{key}", "**", "<key>", "\"id\""] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
