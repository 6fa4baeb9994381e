//! The last column: `[optional] [default to X] [readonly] [deprecated] [Enum: [a, b]]`, and the sentences of the
//! older Python writers.
//!
//! In: the text of the cell. Out: [`Notes`]. Values stay as they are printed.

/// What the last column says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Notes<'c> {
    /// The property may be absent.
    pub optional: bool,
    /// The property is sent by the server only.
    pub read_only: bool,
    /// The property is to go.
    pub deprecated: bool,
    /// The default as printed.
    pub default: Option<&'c str>,
    /// The listed values as printed, between the brackets.
    pub values: Option<&'c str>,
    /// What the value must conform to, as the Python 6 writer words it.
    pub format: Option<&'c str>,
}

/// Reads the whole cell; `None` where it holds anything that is no note.
pub fn parse(text: &str) -> Option<Notes<'_>> {
    let mut notes = Notes::default();
    let mut rest = text.trim();
    while !rest.is_empty() {
        rest = match rest.strip_prefix('[') {
            Some(inside) => bracketed(inside, &mut notes)?,
            None => worded(rest, &mut notes)?,
        }
        .trim_start();
    }
    Some(notes)
}

/// One `[..]`, after its bracket; gives what stands behind it.
fn bracketed<'c>(inside: &'c str, notes: &mut Notes<'c>) -> Option<&'c str> {
    // A default may hold brackets that nothing closes: then it reaches to the last one there is.
    let balanced = closing(inside).filter(|&end| {
        let rest = inside[end + 1..].trim_start();
        rest.is_empty() || rest.starts_with(['[', '*']) || SENTENCES.iter().any(|(start, _)| rest.starts_with(start))
    });
    let end = balanced.or_else(|| inside.rfind(']'))?;
    let (item, rest) = (&inside[..end], &inside[end + 1..]);
    if matches!(item, "optional" | "optional property") {
        notes.optional = true;
    } else if item.eq_ignore_ascii_case("readonly") {
        notes.read_only = true;
    } else if item.eq_ignore_ascii_case("deprecated") {
        notes.deprecated = true;
    } else if let Some(default) = item.strip_prefix("default to ") {
        notes.default = Some(default);
    } else if let Some(values) = item.strip_prefix("Enum: ") {
        notes.values = Some(values.strip_prefix('[').and_then(|v| v.strip_suffix(']')).unwrap_or(values));
    }
    Some(rest)
}

/// The sentences of the Python writers 4.3 to 6, and what they tell.
const SENTENCES: &[(&str, Sentence)] = &[
    ("must be one of [", Sentence::Values),
    ("if omitted the server will use the default value of ", Sentence::Default),
    ("if omitted the server will use the default value ", Sentence::Default),
    ("defaults to ", Sentence::Default),
    ("value must be a ", Sentence::Format),
    ("value must be ", Sentence::Format),
    ("value must conform to ", Sentence::Format),
];

#[derive(Clone, Copy)]
enum Sentence {
    Values,
    Default,
    Format,
}

fn worded<'c>(text: &'c str, notes: &mut Notes<'c>) -> Option<&'c str> {
    let (body, sentence) = SENTENCES.iter().find_map(|&(start, what)| Some((text.strip_prefix(start)?, what)))?;
    // The order is fixed: values, default, format.
    let next = |body: &str| SENTENCES.iter().filter_map(|(start, _)| body.find(start)).min();
    let end = match sentence {
        Sentence::Values => {
            let before = next(body).unwrap_or(body.len());
            let end = body[..before].rfind(']')?;
            notes.values = Some(body[..end].trim());
            end + 1
        }
        Sentence::Default => {
            let end = next(body).unwrap_or(body.len());
            notes.default = Some(body[..end].trim());
            end
        }
        Sentence::Format => {
            let end = next(body).unwrap_or(body.len());
            notes.format = Some(body[..end].trim());
            end
        }
    };
    Some(&body[end..])
}

/// The bracket that closes an open one, brackets in between balanced.
fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(at),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Notes<'_> {
        parse(text).expect("notes")
    }

    #[test]
    fn notes_may_be_glued_or_padded() {
        assert_eq!(
            read("[optional][default to 42]"),
            Notes { optional: true, default: Some("42"), ..Notes::default() }
        );
        assert!(read(" [optional property] ").optional);
        assert_eq!(read("[readonly] "), Notes { read_only: true, ..Notes::default() });
        assert_eq!(read("[optional] [deprecated]"), Notes { optional: true, deprecated: true, ..Notes::default() });
    }

    #[test]
    fn a_default_reaches_to_the_bracket_that_closes_it() {
        assert_eq!(read(r#"[default to ["a","b"]]"#).default, Some(r#"["a","b"]"#));
        assert_eq!(read("[optional] [default to 'a]b[c']").default, Some("'a]b[c'"));
        let notes = read("[optional] [default to low] [Enum: [low, high]] [Max: 9]");
        assert_eq!((notes.default, notes.values), (Some("low"), Some("low, high")));
    }

    #[test]
    fn sentences_of_older_python() {
        let notes =
            read(r#"[optional] must be one of ["a", "b]", ] if omitted the server will use the default value of "a""#);
        assert_eq!((notes.values, notes.default), (Some(r#""a", "b]","#), Some(r#""a""#)));
        assert_eq!(read("value must be a 64 bit integer").format, Some("64 bit integer"));
        assert_eq!(read("defaults to \"dog\"").default, Some("\"dog\""));
    }

    #[test]
    fn other_text_is_no_notes() {
        assert_eq!(parse("orld\"']"), None);
        assert_eq!(parse("see [optional]"), None);
    }
}
