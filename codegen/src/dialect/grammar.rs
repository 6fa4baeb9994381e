//! The grammar that type cells of Speakeasy and APIMatic share, in every language.
//!
//! In: a cell as printed: `List[[models.Pet](pet.md)]`, `**string*`, `Record\<string, *T*>`. Out: an
//! [`Expr`], in which emphasis, back-ticks and escapes are gone. What the names mean, each family knows.
//!
//! Wrappers stand outside of a link or inside of its label, so a label is parsed like a cell. A star
//! opens emphasis in plain text, and is a pointer inside of emphasis, back-ticks and labels: that is how
//! Go's `**string*` comes to mean `*string`.

use crate::{limits::MAX_TYPE_DEPTH, markdown::inline::link_at};

/// A type as a tree of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr<'s> {
    /// `str`, `components.Pet`, `Models::Shared::Pet`.
    Name(&'s str),
    /// A literal with its quotes: `"a"`, `42`.
    Literal(&'s str),
    /// `List[..]`, `array<..>`, `T.nilable(..)`.
    Apply(&'s str, Vec<Expr<'s>>),
    /// `[]T` or `T[]`.
    List(Box<Expr<'s>>),
    /// `map[string]T` or `{ [k: string]: T }`.
    Map(Box<Expr<'s>>),
    /// `*T`, `?T` or `T?`.
    Pointer(Box<Expr<'s>>),
    /// `A | B`.
    Union(Vec<Expr<'s>>),
    /// `[label](target)`.
    Link {
        /// What the label says.
        label: Box<Expr<'s>>,
        /// Where it leads, without anchor.
        target: &'s str,
    },
    /// The `?` of `HttpResponse<?>`.
    Wildcard,
}

/// Reads a whole cell; `None` where it is not of the grammar.
pub fn parse(text: &str) -> Option<Expr<'_>> {
    parse_at(text, Mode::Plain, 0)
}

/// Reads a type that stands in code, such as a heading's back-ticks or a line of a fence.
pub fn parse_code(text: &str) -> Option<Expr<'_>> {
    parse_at(text, Mode::Code, 0)
}

fn parse_at(text: &str, mode: Mode, depth: usize) -> Option<Expr<'_>> {
    let mut parser = Parser { text, at: 0, depth, may_emphasise: true };
    let expr = parser.alternatives(mode)?;
    parser.skip();
    (parser.at == text.len()).then_some(expr)
}

/// What a star means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// It opens emphasis.
    Plain,
    /// It is a pointer before a type and closes the emphasis behind one.
    Code,
}

struct Parser<'s> {
    text: &'s str,
    at: usize,
    depth: usize,
    /// Whether some `_` may still end emphasis: looked for from each one on, a long cell would take for ever.
    may_emphasise: bool,
}

impl<'s> Parser<'s> {
    fn rest(&self) -> &'s str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Over blanks and over backslashes that escape punctuation, however many there are.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let mut chars = rest.chars();
            match chars.next() {
                Some(c) if c.is_whitespace() => self.at += c.len_utf8(),
                Some('\\') if !chars.next().is_some_and(is_word) => self.at += 1,
                _ => return,
            }
        }
    }

    fn eat(&mut self, token: &str) -> bool {
        self.skip();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn alternatives(&mut self, mode: Mode) -> Option<Expr<'s>> {
        let first = self.prefixed(mode)?;
        if !self.eat("|") {
            return Some(first);
        }
        let mut members = vec![first, self.prefixed(mode)?];
        while self.eat("|") {
            members.push(self.prefixed(mode)?);
        }
        Some(Expr::Union(members))
    }

    fn prefixed(&mut self, mode: Mode) -> Option<Expr<'s>> {
        self.skip();
        self.depth += 1;
        if self.depth > MAX_TYPE_DEPTH {
            return None;
        }
        let mut expr = self.primary(mode)?;
        let mut depth = self.depth;
        self.depth -= 1;
        loop {
            let around = match () {
                () if self.eat("[]") || self.eat(r"[\]") => Expr::List,
                () if self.eat("?") => Expr::Pointer,
                () => return Some(expr),
            };
            depth += 1;
            if depth > MAX_TYPE_DEPTH {
                return None;
            }
            expr = around(Box::new(expr));
        }
    }

    fn primary(&mut self, mode: Mode) -> Option<Expr<'s>> {
        let start = self.at;
        match self.peek()? {
            '*' => {
                self.at += 1;
                // Formatters that know emphasis by `_` alone make `\*_string_` of `**string*`.
                if mode == Mode::Code || self.peek() == Some('_') {
                    return Some(Expr::Pointer(Box::new(self.prefixed(mode)?)));
                }
                let inner = self.alternatives(Mode::Code)?;
                self.eat("*").then_some(inner)
            }
            '_' if mode == Mode::Plain && self.may_emphasise => match emphasised(self.rest()) {
                Some(inner) => {
                    self.at += inner.len() + 2;
                    parse_at(inner, Mode::Code, self.depth)
                }
                None => {
                    self.may_emphasise = false;
                    self.named(mode)
                }
            },
            '`' => {
                self.at += 1;
                let inner = self.alternatives(Mode::Code)?;
                self.eat("`").then_some(inner)
            }
            '?' => {
                self.at += 1;
                self.skip();
                // Java's variance says nothing about JSON: `? extends T` is `T`.
                if self.rest().strip_prefix("extends").is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
                    self.at += "extends".len();
                    return self.prefixed(mode);
                }
                match self.peek() {
                    None | Some('>' | ',' | ')' | ']') => Some(Expr::Wildcard),
                    Some(_) => Some(Expr::Pointer(Box::new(self.prefixed(mode)?))),
                }
            }
            '[' => self.bracket(mode),
            '{' => self.mapped(mode),
            '(' => {
                self.at += 1;
                let inner = self.alternatives(mode)?;
                self.eat(")").then_some(inner)
            }
            quote @ ('"' | '\'') => {
                let length = quoted_length(self.rest(), quote)?;
                self.at += length;
                Some(Expr::Literal(&self.text[start..self.at]))
            }
            c if c.is_ascii_digit() || c == '-' => {
                let length = self.rest()[1..].find(|c: char| !c.is_ascii_alphanumeric() && !".+-".contains(c));
                self.at += 1 + length.unwrap_or(self.rest().len() - 1);
                Some(Expr::Literal(&self.text[start..self.at]))
            }
            _ => self.named(mode),
        }
    }

    /// A link, or Go's `[]T`.
    fn bracket(&mut self, mode: Mode) -> Option<Expr<'s>> {
        if let Some(link) = link_at(self.rest(), 0) {
            let label = match parse_at(link.label, Mode::Code, self.depth) {
                Some(label) => label,
                None if is_title(link.label) => Expr::Name(link.label),
                None => return None,
            };
            self.at += link.end;
            let target = link.target.split(['#', '?']).next().unwrap_or_default();
            return Some(Expr::Link { label: Box::new(label), target });
        }
        if !self.eat("[]") {
            return None;
        }
        Some(Expr::List(Box::new(self.prefixed(mode)?)))
    }

    /// TypeScript's `{ [k: string]: T }`.
    fn mapped(&mut self, mode: Mode) -> Option<Expr<'s>> {
        let key = self.rest().find("]:")?;
        self.at += key + 2;
        let value = self.alternatives(mode)?;
        self.eat(";");
        self.eat("}").then(|| Expr::Map(Box::new(value)))
    }

    fn named(&mut self, mode: Mode) -> Option<Expr<'s>> {
        let length = name_length(self.rest());
        if length == 0 {
            return None;
        }
        let name = &self.rest()[..length];
        self.at += length;
        if name == "map" && self.eat("[") {
            self.alternatives(mode)?;
            let closed = self.eat("]");
            return closed.then(|| self.prefixed(mode)).flatten().map(|value| Expr::Map(Box::new(value)));
        }
        self.skip();
        let closing = match self.rest().as_bytes() {
            [b'<', ..] => ">",
            [b'(', ..] => ")",
            [b'[', next, ..] if !matches!(next, b']' | b'\\') => "]",
            // `interface{}`
            [b'{', b'}', ..] => {
                self.at += 2;
                return Some(Expr::Name(name));
            }
            _ => return Some(Expr::Name(name)),
        };
        self.at += 1;
        let mut arguments = Vec::new();
        while !self.eat(closing) {
            if !arguments.is_empty() && !self.eat(",") {
                return None;
            }
            arguments.push(self.alternatives(mode)?);
        }
        Some(Expr::Apply(name, arguments))
    }
}

/// What stands between the `_` at the start of `text` and the one that ends emphasis: no word goes on behind it.
fn emphasised(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('_')?;
    let ends = |at: &usize| !inside[at + 1..].starts_with(is_word);
    inside.match_indices('_').map(|(at, _)| at).find(ends).map(|end| &inside[..end])
}

/// Whether a label is a page's title: words with blanks between them.
fn is_title(label: &str) -> bool {
    label.contains(' ') && label.split(' ').all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// How long the name at the start of `text` is, with its namespaces: `a.B`, `A::B`, `\A\B`.
fn name_length(text: &str) -> usize {
    let mut end = 0;
    while end < text.len() {
        let rest = &text[end..];
        let separator = ["::", ".", "\\"].iter().find(|separator| rest.starts_with(**separator));
        let from = separator.map_or(0, |separator| separator.len());
        let word = rest[from..].find(|c| !is_word(c)).unwrap_or(rest.len() - from);
        if word == 0 {
            break;
        }
        end += from + word;
    }
    end
}

/// How long the quoted text at the start of `text` is, quotes included.
pub fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(i + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text).map(|expr| show(&expr)).unwrap_or_default(), expected, "{text}");
    }

    fn show(expr: &Expr<'_>) -> String {
        let list = |members: &[Expr<'_>]| members.iter().map(show).collect::<Vec<_>>().join(", ");
        match expr {
            Expr::Name(name) | Expr::Literal(name) => (*name).to_owned(),
            Expr::Apply(name, arguments) => format!("{name}({})", list(arguments)),
            Expr::List(inner) => format!("list({})", show(inner)),
            Expr::Map(inner) => format!("map({})", show(inner)),
            Expr::Pointer(inner) => format!("&{}", show(inner)),
            Expr::Union(members) => format!("any({})", list(members)),
            Expr::Link { label, target } => format!("{}@{target}", show(label)),
            Expr::Wildcard => "?".to_owned(),
        }
    }

    #[test]
    fn a_second_star_is_a_pointer() {
        check("*string*", "string");
        check("**string*", "&string");
        check("`*string`", "&string");
        check("[*c.Pet](pet.md)", "&c.Pet@pet.md");
        check("*[]byte*", "list(byte)");
    }

    #[test]
    fn formatters_have_another_mark_for_emphasis() {
        check("_string_", "string");
        check(r"\*_string_", "&string");
        check("List\\<_snake_case_\\>", "List(snake_case)");
        check("_List[a_b]_ | _None_", "any(List(a_b), None)");
        check("_private", "_private");
        let many = "_a|".repeat(200_000) + "b";
        assert!(matches!(parse(&many), Some(Expr::Union(members)) if members.len() == 200_001));
    }

    #[test]
    fn wrappers_stand_outside_or_inside_of_a_label() {
        check("List[[m.Pet](../pet.md)]", "List(m.Pet@../pet.md)");
        check("[Optional[m.Pet]](pet.md)", "Optional(m.Pet)@pet.md");
        check("[][*s.Pet](pet.md)", "list(&s.Pet@pet.md)");
        check("o.OptionalNullable[map[string]`any`]", "o.OptionalNullable(map(any))");
        check("map[string][]*string*", "map(list(string))");
    }

    #[test]
    fn labels_may_be_titles() {
        check(r"[Snap Day](a/snap-day.md) \| int \| None", "any(Snap Day@a/snap-day.md, int, None)");
        check("[Snap. Day](a.md)", "");
    }

    #[test]
    fn a_question_mark_may_stand_on_either_side() {
        check("`?(string[])`", "&list(string)");
        check("[`m.Kind?`](kind.md)", "&m.Kind@kind.md");
        check("`List<int?>?`", "&List(&int)");
    }

    #[test]
    fn escapes_of_any_depth_are_gone() {
        check(r"Map\<String, List\\<*String*>>", "Map(String, List(String))");
        check(r"[HttpResponse\<?>](https://x#y)", "HttpResponse(?)@https://x");
        check(r"[?\A\B\|null](b.md)", r"any(&\A\B, null)@b.md");
    }

    #[test]
    fn every_language_has_its_generics() {
        check("*c.Pet*[][]", "list(list(c.Pet))");
        check("Record<string, [c.Pet](pet.md)[]>", "Record(string, list(c.Pet@pet.md))");
        check("array<string, array<*mixed*>>", "array(string, array(mixed))");
        check("Map\\<String, ? extends List<? extends *Long*>>", "Map(String, List(Long))");
        check(
            "[T.nilable(T.any(::String, T::Array[::Object]))](x.md)",
            "T.nilable(T.any(::String, T::Array(::Object)))@x.md",
        );
        check(
            "*Crystalline::Nilable.new(Crystalline::Boolean.new)*",
            "Crystalline::Nilable.new(Crystalline::Boolean.new)",
        );
        check("[File](https://a) \\| [ns.X](x.md)", "any(File@https://a, ns.X@x.md)");
        check("`{ [k: string]: any }`", "map(any)");
        check("map[string]*interface{}*", "map(interface)");
    }

    #[test]
    fn literals_keep_their_quotes() {
        check("*Literal[\"a|b\", 2]*", "Literal(\"a|b\", 2)");
        check("*\"*\"*", "\"*\"");
    }

    #[test]
    fn what_is_not_of_the_grammar_is_refused() {
        check("*string", "");
        check("a b", "");
        check(&"[]".repeat(100_000), "");
        check(&format!("*a*{}", "[]".repeat(100_000)), "");
        check(&"List[".repeat(100_000), "");
    }
}
