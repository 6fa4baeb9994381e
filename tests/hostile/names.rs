//! A crate of hostile names: it compiles, and every sample comes back.

use std::{collections::BTreeSet, fs, path::Path};

use fieldmark::{
    diag::Code,
    gate::Verdict,
    generate::{self, Request},
    limits::MAX_NAME,
};

use crate::made::{link, make, page};

/// Names of Rust, of its prelude, of what generated files use, and of none of these.
const TITLES: &[&str] = &[
    "Self",
    "self",
    "super",
    "crate",
    "gen",
    "type",
    "async",
    "dyn",
    "union",
    "auto",
    "macro_rules",
    "try",
    "r#fn",
    "_",
    "__",
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "String",
    "str",
    "Vec",
    "Box",
    "Default",
    "From",
    "Into",
    "Clone",
    "Debug",
    "PartialEq",
    "Copy",
    "Drop",
    "Send",
    "Sized",
    "Fn",
    "Iterator",
    "Value",
    "Map",
    "Extra",
    "Maybe",
    "Unknown",
    "Deserialize",
    "Serialize",
    "Deserializer",
    "Serializer",
    "Error",
    "Visitor",
    "__D",
    "__Field",
    "D",
    "T",
    "std",
    "core",
    "alloc",
    "serde",
    "serde_json",
    "support",
    "hostile",
    "bool",
    "i64",
    "f64",
    "u8",
    "usize",
    "char",
    "main",
    "mod",
    "lib",
    "test",
    "new",
    "required",
    "extra",
    "doc",
    "derive",
    "allow",
    "cfg",
    "con",
    "CON",
    "aux",
    "nul",
    "prn",
    "com1",
    "lpt9",
    "Straße",
    "STRASSE",
    "İstanbul",
    "ſ",
    "ﬁ",
    "naïve",
    "日本語",
    "Привет",
    "Ѕtring",
    "עברית",
    "العربية",
    "हिन्दी",
    "ไทย",
    "한국어",
    "😀",
    "👩‍👩‍👧",
    "a\u{301}",
    "á",
    "1",
    "007",
    "-1",
    "3D",
    "a-b",
    "a_b",
    "aB",
    "a b",
    "A.B",
    "a/b",
    "a\\b",
    "a:b",
    "a|b",
    "$a",
    "@a",
    "#a",
    "%a",
    "a%20b",
    "a\"b",
    "a'b",
    "a`b",
    "<a>",
    "&lt;",
    "{a}",
    "[a]",
    "(a)",
    "a;b",
    "a,b",
    "a=b",
    "a+b",
    "..",
    ".",
    "...",
    "a..b",
    "~",
    "*",
    "?",
    "!",
    "^",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "PascalCase",
    "pascalCase",
    "pascal_case",
    "PASCAL_CASE",
];

/// A page with a field, a value and a member of every name, and a page for every name.
fn pages() -> Vec<(String, String)> {
    let escaped = |name: &str| name.replace('\\', "\\\\").replace('|', "\\|").replace('`', "");
    let long = "x".repeat(10_000);
    let names: Vec<String> = TITLES.iter().map(|name| escaped(name)).chain([long]).collect();
    let fields: Vec<(&str, &str, &str)> = names.iter().map(|name| (name.as_str(), "*Optional[str]*", "N/A")).collect();
    let values: String = names.iter().map(|name| format!("| `{name}` | {name} |\n")).collect();
    let values = format!("# Values\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n{values}");
    let mut pages =
        vec![("models/fields.md".to_owned(), page("Fields", &fields)), ("models/values.md".to_owned(), values)];
    for (at, name) in names.iter().enumerate() {
        // Each holds the next: paths are named in every way.
        let next = at + 1;
        let ty = if next < names.len() {
            format!("[Optional[models.{}]](../models/p{next}.md)", names[next])
        } else {
            "*str*".to_owned()
        };
        pages.push((format!("models/p{at}.md"), page(name, &[("next", &ty, "N/A"), (name, "*int*", "N/A")])));
    }
    // Files whose names are no less odd than the titles.
    let files = [
        "CON", "con", "aux", "nul.x", "com1", "lib", "mod", "main", "Pet", "pet", "PET", "straße", "STRASSE", "日本",
        "-", "_", "self", "1",
    ];
    for folder in ["models/Type", "models/type", "models/con", "models/日本"] {
        pages.extend(files.iter().map(|file| (format!("{folder}/{file}.md"), page(file, &[("name", "*str*", "N/A")]))));
    }
    pages
}

/// Types that are their own constructors, as no page is of them, beside a union and modules that are called like crates.
fn opaque() -> Vec<(String, String)> {
    let missing = ["None", "Some", "Ok", "Err"].map(|title| (title, format!("[models.{title}](../models/{title}.md)")));
    let mut fields: Vec<(&str, &str, &str)> = missing.iter().map(|(title, ty)| (*title, ty.as_str(), "N/A")).collect();
    fields.push(("union", "*Union[str, List[str]]*", "N/A"));
    let mut pages = vec![("models/holder.md".to_owned(), page("Holder", &fields))];
    for name in ["std", "core", "serde", "serde_json", "wire"] {
        pages.push((format!("models/{name}.md"), page(name, &[("name", "*str*", "N/A")])));
    }
    pages
}

#[test]
fn no_two_files_are_the_same_on_any_file_system() {
    let pages = pages();
    let made = make(&pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>());
    let mut seen = BTreeSet::new();
    for path in made.files.keys() {
        assert!(seen.insert(path.to_lowercase()), "{path} stands twice where case does not count");
        assert!(path.is_ascii() && path.len() < 1_000, "{path}");
        for part in path.split('/') {
            let stem = part.trim_end_matches(".rs");
            let device = ["con", "aux", "nul", "prn", "com1", "lpt9"].contains(&stem.to_lowercase().as_str());
            assert!(!device && !stem.is_empty() && stem.len() <= MAX_NAME + 20, "{path}");
        }
    }
    assert!(made.place(Code::LongName).is_some_and(|place| place.contains(".md:")), "{}", made.said);
}

/// The one test here that takes a while: a compiler sees it.
#[test]
fn a_crate_of_hostile_names_compiles_and_gives_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("spec");
    for (api, pages) in [("names", pages()), ("support", opaque())] {
        for (path, text) in pages.into_iter().chain([("spec.toml".to_owned(), String::new())]) {
            let path = spec.join(api).join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("created");
            fs::write(path, text).expect("written");
        }
    }
    gate(&spec, folder.path());
}

/// Generates, compiles and tests the pages below `spec`; nothing may be wrong.
fn gate(spec: &Path, folder: &Path) {
    let out = folder.join("out");
    let request = Request { name: Some("hostile-names"), ..Request::new(spec, &out) };
    let mut generated = generate::generate(&request, &|_| {}).expect("a crate");
    assert!(generated.samples() > 500, "{} samples", generated.samples());
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-gate");
    let unexplained = generated.gate(&out, &cache, &|_| {}).expect("cargo runs");
    assert!(unexplained == Verdict::AsBefore || unexplained == Verdict::Tested(Vec::new()), "{unexplained:?}");
    for made in &generated.apis {
        let faults: Vec<_> = made.diagnostics.iter().filter(|found| found.code == Code::GateFailed).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn links_to_hostile_names_find_their_pages() {
    let holder = page("Holder", &[("option", &link("Option"), "N/A"), ("string", &link("String"), "N/A")]);
    let option = page("Option", &[("string", &link("String"), "N/A")]);
    let string = page("String", &[("name", "*str*", "N/A")]);
    let made = make(&[("models/holder.md", &holder), ("models/option.md", &option), ("models/string.md", &string)]);
    assert_eq!(made.found, []);
    assert!(made.rust().contains("pub option: super::Option"), "{}", made.rust());
}
