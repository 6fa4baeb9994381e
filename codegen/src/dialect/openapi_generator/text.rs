//! Descriptions: both layers of escaping undone.

use crate::markdown::inline;

/// A description cell as Markdown. Templates escape HTML on top of the escapes that keep a text from
/// ending a code comment or string: `\&quot;` is `"`, `*_/` is `*/`.
pub fn description(cell: &str) -> String {
    let text = inline::decode_entities(cell.trim());
    if !text.contains(['\\', '/']) {
        return text.into_owned();
    }
    text.replace("\\\\", "\u{0}").replace("\\\"", "\"").replace('\u{0}', "\\").replace("*_/", "*/").replace("/_*", "/*")
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
