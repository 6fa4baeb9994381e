//! The text of cells: marks and both layers of escaping undone.

use std::borrow::Cow;

use crate::markdown::inline;

/// A name or type as people read it: without entities and Markdown's escapes, which formatters add (`{` is `\{`). A
/// backslash before a letter is none: `\DateTime`.
pub fn plain(cell: &str) -> Cow<'_, str> {
    match inline::decode_entities(cell) {
        Cow::Borrowed(text) => inline::unescape(text),
        Cow::Owned(text) => Cow::Owned(inline::unescape(&text).into_owned()),
    }
}

/// A description cell as Markdown. Templates escape HTML on top of the escapes that keep a text from
/// ending a code comment or string: `\&quot;` is `"`, `\&#39;` is `'`, `*_/` is `*/`.
pub fn description(cell: &str) -> String {
    let text = inline::decode_entities(cell.trim());
    let text = match memchr::memchr(b'\\', text.as_bytes()).is_some() {
        true => text.replace("\\\\", "\u{0}").replace("\\\"", "\"").replace("\\'", "'").replace('\u{0}', "\\"),
        false => text.into_owned(),
    };
    // Links hold many a `/`, and hardly ever one beside a `_`.
    let bytes = text.as_bytes();
    let is_line = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'_');
    let ends_comment = memchr::memchr_iter(b'/', bytes).any(|at| is_line(at.checked_sub(1)) || is_line(Some(at + 1)));
    if ends_comment { text.replace("*_/", "*/").replace("/_*", "/*") } else { text }
}

/// `text` without the bold or code marks around it. Only the outer two stars are marks: `***os.File**`
/// is a pointer in bold, and so is `**NSString***`. Code stands between one back-tick or three.
pub fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = inline::strip(text, "**").unwrap_or(text);
    inline::strip(text, "```").or_else(|| inline::strip(text, "`")).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layers_are_undone() {
        assert_eq!(description(r"&lt;a href&#x3D;\&quot;x\&quot;&gt; &amp;amp; *_/"), r#"<a href="x"> &amp; */"#);
        assert_eq!(description(r"it\&#39;s a \\&#39;"), r"it's a \'");
        assert_eq!(description(r"a \\ b \\&quot;"), r#"a \ b \""#);
    }
}
