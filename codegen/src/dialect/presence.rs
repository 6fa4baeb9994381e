//! What columns of people and of vendors' own templates say of whether a field is required.

use crate::{
    diag::{Code, Diagnostic},
    source::Span,
};

/// What says that it is.
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "required",
    "mandatory",
    "✅",
    "✔",
    "✓",
    "☑",
    ":white_check_mark:",
    ":heavy_check_mark:",
    "是",
    "必填",
];
/// What says that it is not.
const NO: &[&str] = &[
    "",
    "no",
    "n",
    "false",
    "optional",
    "conditional",
    "❌",
    "✗",
    "-",
    "—",
    ":x:",
    ":heavy_minus_sign:",
    "否",
    "可选",
];

/// Whether a cell says `yes` or `no`, in whatever words; `None` where it says neither. What is required under a
/// condition may be absent.
pub fn says(cell: &str) -> Option<bool> {
    let text = ["<b>", "</b>", "*", "_", "`", "\u{fe0f}"]
        .iter()
        .fold(cell.to_lowercase(), |text, mark| text.replace(mark, ""));
    let text = text.trim();
    let first = text.split([' ', ',', '.']).next().unwrap_or_default();
    let is_conditional = [" if", " when"].iter().any(|word| text.contains(word));
    if YES.contains(&first) {
        return Some(!is_conditional);
    }
    (NO.contains(&first) || text.starts_with("one of ")).then_some(false)
}

/// What is said of a cell that says neither.
pub fn unsaid(cell: &str, name: &str, row: Span) -> Diagnostic {
    let message = format!("`{cell}` does not say whether `{name}` is required; it may be absent");
    Diagnostic::new(Code::UnreadableRow, row, message).help("write `yes` or `no`")
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn yes_and_no_in_many_words() {
        for cell in ["yes", "**true**", "Required", "✅", "✔️", "☑️", "<b>true</b>", "是", "Yes."] {
            assert_eq!(says(cell), Some(true), "{cell}");
        }
        for cell in ["", "no", "NO*", "-", "optional", "Yes, if `a` is set", "Conditional", "one of a or b", ":x:"] {
            assert_eq!(says(cell), Some(false), "{cell}");
        }
        assert_eq!(says("perhaps"), None);
    }
}
