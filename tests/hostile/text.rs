//! What descriptions, names and line ends hold stays text.

use fieldmark::{diag::Code, ir::Kind};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};

use crate::made::{make, page};

/// Takes away what may hold text of pages: documentation and string literals in attributes.
struct WithoutText;

impl VisitMut for WithoutText {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
        attributes.retain(|attribute| !attribute.path().is_ident("doc") && !attribute.path().is_ident("serde"));
        attributes.iter_mut().for_each(|attribute| visit_mut::visit_attribute_mut(self, attribute));
    }

    fn visit_lit_str_mut(&mut self, literal: &mut syn::LitStr) {
        *literal = syn::LitStr::new("", literal.span());
    }
}

const HOSTILE: &[&str] = &[
    "*/ evil!(); /*",
    "\" ] evil!(); #[doc = \"",
    "\"#]evil!();",
    "```rust<br/>evil!();",
    "```<br/># evil",
    "~~~<br/>evil",
    "<pre>evil",
    "//! evil",
    "#![evil]",
    "{} {evil} {0} %s",
    "&#x60;&#x60;&#x60; evil",
    "[evil](javascript:alert)",
    "[evil]: crate::evil",
    "\\\" evil",
    "evil\u{202e}live",
    "evil\u{2066}x",
    "evil\u{0}x",
    "evil\u{1b}[31mx",
    "evil\u{9b}31mx",
    "evil\u{2028}x\u{85}y",
    "<script>evil()</script>",
    "<!-- evil",
    "<details><br/>\\| evil",
    "$(evil) `evil`` ``evil",
];

#[test]
fn descriptions_become_nothing_but_documentation() {
    for text in HOSTILE {
        let model = page("Cat", &[("name", "*str*", text), ("mood", "[models.Mood](../models/mood.md)", text)]);
        let model = model.replacen('\n', &format!("\n\n{}\n", text.replace("<br/>", "\n")), 1);
        let mood = format!("# Mood\n\n{text}\n\n## Values\n\n| Name | Value |\n| --- | --- |\n| `EVIL` | {text} |\n");
        // A fence that stays open hides what is behind it; this page shows the dialect all the same.
        let dog = page("Dog", &[("name", "*str*", text)]);
        let made = make(&[("models/cat.md", &model), ("models/mood.md", &mood), ("models/dog.md", &dog)]);
        for (path, rust) in &made.files {
            assert!(!rust.chars().any(|c| c.is_control() && c != '\n'), "{path}: a control character\n{rust}");
            assert!(!rust.chars().any(is_bidirectional), "{path}: text that is shown in another order\n{rust}");
            let mut file = syn::parse_file(rust).expect("it was parsed before");
            WithoutText.visit_file_mut(&mut file);
            let code = file.to_token_stream().to_string().to_lowercase();
            for word in ["evil !", "evil ;", "fn evil", "mod evil"] {
                assert!(!code.contains(word), "{path}: `{text}` became code\n{rust}");
            }
        }
        assert!(!made.said.chars().any(|c| c.is_control() && c != '\n'), "{:?}", made.said);
    }
}

/// What a page lacks because of its own text is said; that it is no model would be a guess.
#[test]
fn a_fence_without_end_is_told_where_it_hides_a_model() {
    let cat = page("Cat", &[("name", "*str*", "N/A")]);
    for (opening, line) in [("```", 6), ("~~~rust\n\nlet x;", 8)] {
        let dog = page("Dog", &[("name", "*str*", "N/A")]).replacen('\n', &format!("\n\n{opening}\n"), 1);
        let made = make(&[("models/cat.md", &cat), ("models/dog.md", &dog)]);
        assert_eq!(
            made.found,
            [(Code::UnreadableModel, format!("models/dog.md:{line}:1"))],
            "{opening}: {}",
            made.said
        );
    }
    let guide = "# Guide\n\n```sh\n## no heading\n```\n";
    assert_eq!(make(&[("models/cat.md", &cat), ("guide.md", guide)]).found, []);
}

fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The same page as other systems save it gives the same types.
#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let plain = page("Cat", &[("name", "*str*", "What it answers to."), ("lives", "*Optional[int]*", "Left.")]);
    let expected = make(&[("cat.md", &plain)]).rust();
    let crlf = plain.replace('\n', "\r\n");
    let no_end = plain.trim_end().to_owned();
    let blanks = plain.replace('\n', "  \n");
    for text in [crlf, no_end, blanks] {
        let made = make(&[("cat.md", &text)]);
        assert_eq!(made.rust(), expected, "{text:?}");
        assert_eq!(made.found, []);
    }
}

#[test]
fn controls_between_cells_are_no_cells() {
    let text = page("Cat", &[("na\u{0}me", "*s\u{0}tr*", "N/A"), ("name", "*str*", "N/A")]);
    let made = make(&[("cat.md", &text)]);
    let Kind::Struct(cat) = &made.model("Cat").kind else { panic!("no struct") };
    assert!(cat.fields.iter().any(|field| field.json.text == "name"));
}

#[test]
fn front_matter_without_end_or_measure_is_read() {
    let cat = page("Cat", &[("name", "*str*", "N/A")]);
    let large = format!("---\ndescription: {}\n---\n\n{cat}", "x".repeat(2 << 20));
    let many = format!("---\n{}---\n\n{cat}", "key: [[[[[[[[\n".repeat(50_000));
    for text in [large, many] {
        let made = make(&[("cat.md", &text)]);
        assert!(matches!(&made.model("Cat").kind, Kind::Struct(cat) if cat.fields.len() == 1));
    }
    let open = make(&[("cat.md", &cat), ("open.mdx", &format!("---\ntitle: x\n\n{cat}"))]);
    assert!(open.api.models.iter().any(|model| model.title == "Cat"));
}
