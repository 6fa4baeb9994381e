//! The words of a name, and the cases they are put together in.

use foldhash::HashMap;

use crate::{config::Case, dialect::Printing};

/// What stands between two letters of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Nothing: the word goes on.
    Inside,
    /// `_`, `-` or another character that is no letter or digit.
    Separator,
    /// A capital after a small letter or digit.
    Hump,
    /// A capital that ends a run of capitals: the `H` of `XMLHttp`.
    Soft,
}

/// A name's letters, each with what stands before it.
fn edges(name: &str) -> Edges<'_> {
    Edges { rest: name.chars(), previous: None, separated: false }
}

struct Edges<'n> {
    rest: std::str::Chars<'n>,
    previous: Option<char>,
    separated: bool,
}

impl Iterator for Edges<'_> {
    type Item = (char, Edge);

    fn next(&mut self) -> Option<(char, Edge)> {
        let c = loop {
            let c = self.rest.next()?;
            if c.is_alphanumeric() {
                break c;
            }
            self.separated = true;
        };
        let before_small = || {
            let mut behind = self.rest.clone();
            let next = behind.next();
            // `IDs` and `URLs` are one word: an `s` that a capital or nothing follows.
            let is_plural = next == Some('s') && behind.next().is_none_or(|next| !next.is_lowercase());
            next.is_some_and(char::is_lowercase) && !is_plural
        };
        let edge = match self.previous {
            None => Edge::Inside,
            Some(_) if self.separated => Edge::Separator,
            Some(previous) if c.is_uppercase() && !previous.is_uppercase() => Edge::Hump,
            Some(_) if c.is_uppercase() && before_small() => Edge::Soft,
            Some(_) => Edge::Inside,
        };
        self.separated = false;
        self.previous = Some(c);
        Some((c, edge))
    }
}

/// The words of a name, as they are spelled.
fn raw_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (c, edge) in edges(name) {
        match words.last_mut() {
            Some(word) if edge == Edge::Inside => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    words
}

fn has_several_words(name: &str) -> bool {
    edges(name).any(|(_, edge)| edge != Edge::Inside)
}

/// The words of a name, in lower case.
pub fn split(name: &str) -> Vec<String> {
    raw_words(name).into_iter().map(|word| word.to_lowercase()).collect()
}

/// Whether a printed name consists of several words, so that its JSON name depends on the case.
pub fn is_multi_word(printed: &str, printing: Printing) -> bool {
    match printing {
        Printing::Verbatim => false,
        Printing::Snake | Printing::Camel | Printing::Pascal { .. } => has_several_words(printed),
    }
}

/// Separators that no case has.
pub const SEPARATORS: [char; 3] = ['.', '/', ':'];

/// The case that a name of several words is in; `None` for a single word or a mixture.
pub fn case_of(name: &str) -> Option<Case> {
    let first = name.chars().find(|c| c.is_alphabetic())?;
    let inner = name.trim_matches(|c: char| !c.is_alphanumeric());
    let capitals = inner.chars().any(char::is_uppercase);
    // `pet.created` is in no case: another name would not be written so.
    if inner.contains(SEPARATORS) {
        None
    } else if inner.contains('_') {
        (!capitals && !inner.contains('-')).then_some(Case::Snake)
    } else if inner.contains('-') {
        (!capitals).then_some(Case::Kebab)
    } else if !has_several_words(inner) {
        None
    } else if first.is_lowercase() {
        Some(Case::Camel)
    } else {
        Some(Case::Pascal)
    }
}

/// Whether it is written as constants are: several words without small letters.
pub fn is_constant(name: &str) -> bool {
    name.contains('_') && !name.contains(char::is_lowercase)
}

/// Whether it is the name of an extension, which begins with `x-` whatever the case of an API.
pub fn is_extension(name: &str) -> bool {
    name.starts_with("x-")
}

/// Whether a writer prints the JSON name `wire` as `printed`.
pub fn prints(wire: &str, printed: &str, printing: Printing) -> bool {
    if wire == printed && matches!(printing, Printing::Verbatim | Printing::Snake) {
        return true;
    }
    let (mut letters, mut others) = (edges(wire), edges(printed));
    let same = |a: char, b: char| a == b || a.to_lowercase().eq(b.to_lowercase());
    loop {
        match (letters.next(), others.next()) {
            (Some((a, _)), Some((b, _))) if same(a, b) => {}
            (None, None) => break,
            (Some(_), _) | (None, Some(_)) => return false,
        }
    }
    let mut pairs = edges(wire).zip(edges(printed));
    match printing {
        Printing::Verbatim => wire == printed,
        Printing::Snake => pairs.all(|((c, wire), (_, printed))| match wire {
            Edge::Separator => printed == Edge::Separator,
            // A digit before a capital, or a run of capitals, is split by some generations only.
            Edge::Hump | Edge::Soft => printed == Edge::Separator || wire == Edge::Soft || !c.is_lowercase(),
            Edge::Inside => printed == Edge::Inside,
        }),
        Printing::Camel if edges(wire).all(|(_, edge)| edge != Edge::Separator) => {
            let capitals = wire.chars().take_while(|c| c.is_uppercase()).count().max(1);
            wire.chars().skip(capitals).eq(printed.chars().skip(capitals))
        }
        Printing::Camel => pairs.all(|((_, wire_edge), (c, _))| match wire_edge {
            Edge::Separator | Edge::Hump => !c.is_lowercase(),
            Edge::Soft => true,
            Edge::Inside => !c.is_uppercase() || edges(wire).next().is_some_and(|(first, _)| first == c),
        }),
        Printing::Pascal { initialisms } => pairs.all(|((_, wire), (c, printed))| match (wire, printed) {
            (Edge::Separator | Edge::Hump, _) => !c.is_lowercase(),
            (Edge::Inside, Edge::Hump | Edge::Separator) => false,
            (Edge::Inside, Edge::Soft) => initialisms,
            (Edge::Inside | Edge::Soft, _) => true,
        }),
    }
}

/// How single words are capitalised inside of camel names: `accountID` or `accountId`.
#[derive(Debug, Default)]
pub struct Forms {
    learned: HashMap<String, String>,
    as_printed: bool,
}

impl Forms {
    /// Learns from spellings in the dominant case: at least two names, and seven in ten of them agree.
    pub fn learn<'a>(spellings: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: HashMap<String, HashMap<String, usize>> = HashMap::default();
        for spelling in spellings.filter(|spelling| spelling.chars().all(char::is_alphanumeric)) {
            for word in raw_words(spelling).into_iter().skip(1).filter(|word| word.len() > 1) {
                *counts.entry(word.to_lowercase()).or_default().entry(word).or_default() += 1;
            }
        }
        let learned = counts
            .into_iter()
            .filter_map(|(word, forms)| {
                let total: usize = forms.values().sum();
                let (form, count) = forms.into_iter().max_by(|a, b| (a.1, &b.0).cmp(&(b.1, &a.0)))?;
                let plain = form == capitalised(&word);
                (count >= 2 && count * 10 >= total * 7 && !plain).then_some((word, form))
            })
            .collect();
        Self { learned, as_printed: false }
    }

    /// Keeps the capitals that are printed.
    pub fn as_printed() -> Self {
        Self { learned: HashMap::default(), as_printed: true }
    }

    fn of(&self, raw: &str) -> String {
        if self.as_printed {
            return raw.to_owned();
        }
        let word = raw.to_lowercase();
        self.learned.get(&word).cloned().unwrap_or_else(|| capitalised(&word))
    }
}

/// A printed name in a case. What no language has in its names is of the JSON name: `$ref`.
pub fn in_case(printed: &str, printing: Printing, case: Case, forms: &Forms) -> String {
    if let Some(rest) = printed.strip_prefix('$') {
        return "$".to_owned() + &in_case(rest, printing, case, forms);
    }
    match (printing, case) {
        (_, Case::AsPrinted) | (Printing::Snake, Case::Snake) => printed.to_owned(),
        // A camel name without separators is printed as it is, whatever its capitals.
        (Printing::Camel, Case::Camel) => printed.to_owned(),
        (Printing::Pascal { initialisms: false }, Case::Pascal) => printed.to_owned(),
        (_, Case::Snake) => split(printed).join("_"),
        (_, Case::Kebab) => split(printed).join("-"),
        (_, Case::Camel) => {
            let words = raw_words(printed);
            let rest = words.iter().skip(1).map(|word| forms.of(word));
            words.first().map(|word| word.to_lowercase()).into_iter().chain(rest).collect()
        }
        (Printing::Camel, Case::Pascal) => capitalised(printed),
        (_, Case::Pascal) => raw_words(printed).iter().map(|word| forms.of(word)).collect(),
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Whether a run of capitals survived in print: two at the end, or three before a small letter.
/// `threeDSecure` is no such run.
pub fn has_capital_run(printed: &str) -> bool {
    let chars: Vec<char> = printed.chars().collect();
    let mut run = 0;
    for (i, c) in chars.iter().enumerate() {
        run = if c.is_uppercase() { run + 1 } else { 0 };
        let last = i + 1 == chars.len();
        if i >= run && (run >= 3 || run == 2 && last) {
            return true;
        }
    }
    false
}

/// Whether a name is in capitals only, which writers of camel and Pascal names leave alone: `MAX_SIZE`, `ID`.
pub fn is_all_capitals(printed: &str) -> bool {
    printed.len() > 1 && printed.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// Whether a digit stands behind an underscore: a separator that the wire name has too.
pub fn has_separated_digit(printed: &str) -> bool {
    printed.as_bytes().windows(2).any(|pair| pair[0] == b'_' && pair[1].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GO: Printing = Printing::Pascal { initialisms: true };

    #[test]
    fn runs_of_capitals_are_words() {
        assert_eq!(split("HTTPMethodID"), ["http", "method", "id"]);
        assert_eq!(split("threeDSecure"), ["three", "d", "secure"]);
        assert_eq!(split("UserIDs"), ["user", "ids"]);
        assert_eq!(split("line_1"), ["line", "1"]);
    }

    #[test]
    fn a_spelling_counts_only_where_it_would_be_printed_so() {
        assert!(prints("user_id", "UserID", GO));
        assert!(prints("userId", "UserID", GO));
        assert!(!prints("createdat", "CreatedAt", GO));
        assert!(!prints("iOS", "ios", Printing::Camel));
        assert!(!prints("account_id", "accountID", Printing::Camel));
        assert!(prints("account_id", "accountId", Printing::Camel));
        assert!(prints("accountID", "account_id", Printing::Snake));
        assert!(!prints("accountid", "account_id", Printing::Snake));
    }

    #[test]
    fn cases_of_names() {
        assert_eq!(case_of("user_id"), Some(Case::Snake));
        assert_eq!(case_of("userID"), Some(Case::Camel));
        assert_eq!(case_of("UserId"), Some(Case::Pascal));
        assert_eq!(case_of("user-id"), Some(Case::Kebab));
        assert_eq!(case_of("user"), None);
    }

    #[test]
    fn words_take_the_form_that_the_api_gives_them() {
        let forms = Forms::learn(["accountID", "userID", "linkUrl"].into_iter());
        assert_eq!(in_case("connector_id", Printing::Snake, Case::Camel, &forms), "connectorID");
        assert_eq!(in_case("ConnectorURL", GO, Case::Camel, &forms), "connectorUrl");
        assert_eq!(in_case("ID", GO, Case::Snake, &forms), "id");
    }

    #[test]
    fn a_dollar_is_of_the_name() {
        let plain = Forms::default();
        assert_eq!(in_case("$ref", Printing::Camel, Case::Snake, &plain), "$ref");
        assert_eq!(in_case("$dataType", Printing::Camel, Case::Snake, &plain), "$data_type");
    }

    #[test]
    fn capital_runs() {
        assert!(has_capital_run("accountID") && has_capital_run("maxHTTPSize"));
        assert!(!has_capital_run("threeDSecure") && !has_capital_run("userId"));
    }
}
