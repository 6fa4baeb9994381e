//! The grammar of type cells, common to all writers.
//!
//! In: the text of a cell without links, bold and entities, in any language's spelling. Out: an [`Expr`],
//! in which only the shape is understood: `List[str]`, `Array<string>`, `Vec<String>` and `Vector{String}`
//! are a name with one argument, `[]string`, `string[]` and `[String]` are a list. What a name stands for
//! is not known here.
//!
//! ```text
//! map[string][]Leaf        -> map of list of Leaf
//! { [key: string]: any; }  -> map of any
//! {str: (Leaf,)}           -> map of Leaf
//! ```

use crate::limits::MAX_TYPE_DEPTH;

/// The shape of a type cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr<'c> {
    /// A name, with its path as printed (`models::Leaf`), and its arguments.
    Name(&'c str, Vec<Expr<'c>>),
    /// A list in the language's own notation.
    List(Box<Expr<'c>>),
    /// A map in the language's own notation; its keys are always strings.
    Map(Box<Expr<'c>>),
    /// Marked as nullable.
    Nullable(Box<Expr<'c>>),
    /// One of several: `a | b`, or Python's `str, none_type`.
    Either(Vec<Expr<'c>>),
}

impl<'c> Expr<'c> {
    /// What containers hold in the end; `None` for one of several.
    pub fn innermost(&self) -> Option<&'c str> {
        match self {
            Self::Name(name, args) => args.last().map_or(Some(*name), Self::innermost),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost(),
            Self::Either(_) => None,
        }
    }
}

/// Reads a whole cell; `None` where it is no type.
pub fn parse(text: &str) -> Option<Expr<'_>> {
    let mut parser = Parser { rest: text, depth: 0 };
    let expr = parser.several(&[])?;
    parser.blanks();
    parser.rest.is_empty().then_some(expr)
}

struct Parser<'c> {
    rest: &'c str,
    depth: usize,
}

impl<'c> Parser<'c> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn closes(&self, closers: &[char]) -> bool {
        let rest = self.rest.trim_start();
        rest.is_empty() || rest.starts_with(closers)
    }

    /// Types between commas, up to one of `closers` or the end; a comma may trail.
    fn items(&mut self, closers: &[char]) -> Option<Vec<Expr<'c>>> {
        let mut items = Vec::new();
        while !self.closes(closers) {
            items.push(self.choice()?);
            if !self.eat(",") {
                break;
            }
        }
        Some(items)
    }

    /// Such types as one: several of them are a choice. There must be one.
    fn several(&mut self, closers: &[char]) -> Option<Expr<'c>> {
        if self.closes(closers) {
            return None;
        }
        let first = self.choice()?;
        if !self.eat(",") || self.closes(closers) {
            return Some(first);
        }
        let mut items = vec![first];
        items.append(&mut self.items(closers)?);
        Some(Expr::Either(items))
    }

    /// Types between `|`.
    fn choice(&mut self) -> Option<Expr<'c>> {
        let first = self.one()?;
        if !self.eat("|") {
            return Some(first);
        }
        let mut items = vec![first, self.one()?];
        while self.eat("|") {
            items.push(self.one()?);
        }
        Some(Expr::Either(items))
    }

    fn one(&mut self) -> Option<Expr<'c>> {
        self.depth += 1;
        let expr = if self.depth > MAX_TYPE_DEPTH { None } else { self.prefixed() };
        self.depth -= 1;
        expr
    }

    fn prefixed(&mut self) -> Option<Expr<'c>> {
        self.blanks();
        // Pointers, and annotations such as `@Valid`, say nothing about JSON.
        while self.rest.starts_with(['*', '&']) {
            self.rest = self.rest[1..].trim_start();
        }
        if self.rest.starts_with('@') {
            self.rest = self.rest.split_once(' ')?.1;
            self.blanks();
        }
        if self.eat("?") {
            return Some(Expr::Nullable(Box::new(self.one()?)));
        }
        let mut expr = if self.eat("[") {
            self.after_bracket()?
        } else if self.eat("{") {
            self.after_brace()?
        } else if self.eat("(") {
            let inner = self.several(&[')'])?;
            self.eat(")").then_some(inner)?
        } else {
            self.name()?
        };
        let mut depth = self.depth;
        loop {
            if self.eat("[]") {
                expr = Expr::List(Box::new(expr));
            } else if self.eat("?") {
                expr = Expr::Nullable(Box::new(expr));
            } else if !self.eat("*") && !self.eat("!") {
                return Some(expr);
            }
            depth += 1;
            if depth > MAX_TYPE_DEPTH {
                return None;
            }
        }
    }

    /// `[]T`, `[T]`, `[T, none]` or `[K: V]`, after the bracket.
    fn after_bracket(&mut self) -> Option<Expr<'c>> {
        if self.eat("]") {
            return Some(Expr::List(Box::new(self.one()?)));
        }
        let inner = if self.closes(&[':', ']']) { None } else { Some(self.several(&[':', ']'])?) };
        let map = self.eat(":").then(|| self.choice());
        self.eat("]").then_some(())?;
        match map {
            Some(value) => Some(Expr::Map(Box::new(value?))),
            None => Some(Expr::List(Box::new(inner?))),
        }
    }

    /// `{K: V}`, `{ [key: K]: V; }` or `{str: (V,)}`, after the brace.
    fn after_brace(&mut self) -> Option<Expr<'c>> {
        self.one()?;
        self.eat(":").then_some(())?;
        let value = self.choice()?;
        self.eat(";");
        self.eat("}").then_some(())?;
        Some(Expr::Map(Box::new(value)))
    }

    fn name(&mut self) -> Option<Expr<'c>> {
        let mut end = 0;
        let bytes = self.rest.as_bytes();
        while end < bytes.len() {
            match bytes[end] {
                b':' if bytes.get(end + 1) == Some(&b':') => end += 2,
                b'.' | b'_' | b'\\' | b'$' | b'-' | b'`' | b'#' => end += 1,
                byte if byte.is_ascii_alphanumeric() || byte >= 0x80 => end += 1,
                _ => break,
            }
        }
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return None;
        }
        self.rest = rest;
        if name == "interface" && self.eat("{}") {
            return Some(Expr::Name("interface{}", Vec::new()));
        }
        // Rust paths end in `::` before their arguments: `DateTime::<Utc>`.
        let name = name.trim_end_matches(':');
        let args = match self.rest.trim_start().chars().next() {
            Some('<') => self.arguments("<", '>')?,
            Some('(') if !self.rest.starts_with(' ') => self.arguments("(", ')')?,
            Some('{') if !self.rest.starts_with(' ') => self.arguments("{", '}')?,
            Some('[') if !self.rest.trim_start().starts_with("[]") => {
                let args = self.arguments("[", ']')?;
                // Go puts the values behind: `map[string]T`.
                if name == "map" && args.len() == 1 && !self.closes(&[',', '|', ':', ';', ']', ')', '}', '>', '?']) {
                    return Some(Expr::Map(Box::new(self.one()?)));
                }
                args
            }
            _ => Vec::new(),
        };
        Some(Expr::Name(name, args))
    }

    fn arguments(&mut self, open: &str, close: char) -> Option<Vec<Expr<'c>>> {
        self.eat(open);
        let args = self.items(&[close])?;
        self.blanks();
        self.rest = self.rest.strip_prefix(close)?;
        Some(args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(expr: &Expr<'_>) -> String {
        let join = |items: &[Expr<'_>]| items.iter().map(show).collect::<Vec<_>>();
        match expr {
            Expr::Name(name, args) if args.is_empty() => (*name).to_owned(),
            Expr::Name(name, args) => format!("{name}<{}>", join(args).join(",")),
            Expr::List(item) => format!("list {}", show(item)),
            Expr::Map(value) => format!("map {}", show(value)),
            Expr::Nullable(inner) => format!("{}?", show(inner)),
            Expr::Either(items) => format!("({})", join(items).join("|")),
        }
    }

    fn check(cell: &str, expected: &str) {
        assert_eq!(parse(cell).as_ref().map_or("-".to_owned(), show), expected, "{cell}");
    }

    #[test]
    fn generics_of_every_bracket() {
        check("List[Optional[str]]", "List<Optional<str>>");
        check("Map<String, List<Leaf>>", "Map<String,List<Leaf>>");
        check("map(array[Leaf])", "map<array<Leaf>>");
        check("Dict{String, Vector{Any}}", "Dict<String,Vector<Any>>");
        check("LIST [LIST [LEAF]]", "LIST<LIST<LEAF>>");
        check("Seq<Seq[Int]>", "Seq<Seq<Int>>");
        check("chrono::DateTime::<chrono::Utc>", "chrono::DateTime<chrono::Utc>");
    }

    #[test]
    fn lists_before_after_and_around() {
        check("[][]Leaf", "list list Leaf");
        check(r"\A\Model\Leaf[][]", r"list list \A\Model\Leaf");
        check("[[Number]]", "list list Number");
        check("[str, none_type]", "list (str|none_type)");
    }

    #[test]
    fn maps_of_every_notation() {
        check("map[string][]Leaf", "map list Leaf");
        check("map[string]map[string]interface{}", "map map interface{}");
        check("map[String, array[Leaf]]", "map<String,array<Leaf>>");
        check("[String:[Leaf]]", "map list Leaf");
        check("{String: {String: Number}}", "map map Number");
        check("{str: ([Leaf],)}", "map list Leaf");
        check("{ [key: string]: Array<Leaf | null>; }", "map Array<(Leaf|null)>");
        check("array<string,string>[]", "list array<string,string>");
    }

    #[test]
    fn marks_around_names() {
        check("*os.File", "os.File");
        check("[]*os.File", "list os.File");
        check("char *", "char");
        check("List<String?>", "List<String?>");
        check("[String!]!", "list String");
        check("List<@Valid Leaf>", "List<Leaf>");
    }

    #[test]
    fn choices_may_end_in_a_comma() {
        check("decimal.Decimal, int, ", "(decimal.Decimal|int)");
        check("str, ", "str");
    }

    #[test]
    fn what_is_no_type_is_not_read() {
        check("a value of any kind", "-");
        check("List[", "-");
        check(&"[".repeat(500), "-");
        check(&format!("a{}", "[]".repeat(100_000)), "-");
        check(&format!("a{}", "?".repeat(100_000)), "-");
    }
}
