//! Descriptions: both layers of escaping undone.

use crate::markdown::inline;

/// A description cell as Markdown. Templates escape HTML on top of the escapes that keep a text from
/// ending a code comment or string: `\&quot;` is `"`, `*_/` is `*/`.
pub fn description(cell: &str) -> String {
    let text = inline::decode_entities(cell.trim());
    let text = match text.contains('\\') {
        true => text.replace("\\\\", "\u{0}").replace("\\\"", "\"").replace('\u{0}', "\\"),
        false => text.into_owned(),
    };
    // Links hold many a `/`, and hardly ever one beside a `_`.
    let ends_comment = text.as_bytes().windows(2).any(|pair| matches!(pair, b"_/" | b"/_"));
    if ends_comment { text.replace("*_/", "*/").replace("/_*", "/*") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layers_are_undone() {
        assert_eq!(description(r"&lt;a href&#x3D;\&quot;x\&quot;&gt; &amp;amp; *_/"), r#"<a href="x"> &amp; */"#);
        assert_eq!(description(r"a \\ b \\&quot;"), r#"a \ b \""#);
    }
}
