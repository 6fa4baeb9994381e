//! Changes as documentation sets see them, one at a time and the same for the same seed.

use super::docs::{Docs, Row, Table};

/// Numbers that look like chance and are the same in each run.
pub struct Seed(pub u64);

impl Seed {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() { None } else { all.get(self.below(all.len())) }
    }
}

/// What is done to a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    AddField,
    RemoveField,
    RenameField,
    Retype,
    Require,
    Reorder,
    Reword,
    AddValue,
    RemoveValue,
    AddPage,
    RemovePage,
    RenamePage,
}

/// All of them, in the order in which a history goes through them.
pub const KINDS: &[Kind] = &[
    Kind::AddField,
    Kind::Reword,
    Kind::Retype,
    Kind::AddValue,
    Kind::Require,
    Kind::RenameField,
    Kind::AddPage,
    Kind::Reorder,
    Kind::RemoveField,
    Kind::RemoveValue,
    Kind::RenamePage,
    Kind::RemovePage,
];

/// What was done.
#[derive(Debug, Clone)]
pub struct Done {
    pub kind: Kind,
    /// The page that it was done to.
    pub page: String,
    /// How many facts are not what they were: cells of a row, values, titles.
    pub facts: usize,
}

/// Types of one writer that stand for each other, as they stand between other characters.
const TYPES: &[(&str, &str)] = &[
    ("*str*", "*int*"),
    ("*int*", "*float*"),
    ("*bool*", "*str*"),
    ("*float*", "*str*"),
    ("[str]", "[int]"),
    ("[int]", "[float]"),
    ("[bool]", "[str]"),
    ("*string*", "*bool*"),
    ("*int64*", "*float64*"),
];

/// Does something of this kind to the set, where it has something to do it to.
pub fn mutate(docs: &mut Docs, kind: Kind, seed: &mut Seed, number: usize) -> Option<Done> {
    let (page, facts) = match kind {
        Kind::AddPage => add_page(docs, seed, number),
        Kind::RemovePage => remove_page(docs, seed),
        Kind::RenamePage => rename_page(docs, seed, number),
        Kind::AddValue => change_values(docs, seed, |values, seed| {
            let line = values[seed.below(values.len())];
            Some((line, Some(format!("added_{number}"))))
        }),
        Kind::RemoveValue => change_values(docs, seed, |values, seed| {
            (values.len() > 2).then(|| (values[seed.below(values.len())], None))
        }),
        Kind::AddField
        | Kind::RemoveField
        | Kind::RenameField
        | Kind::Retype
        | Kind::Require
        | Kind::Reorder
        | Kind::Reword => change_row(docs, kind, seed, number),
    }?;
    Some(Done { kind, page, facts })
}

fn change_row(docs: &mut Docs, kind: Kind, seed: &mut Seed, number: usize) -> Option<(String, usize)> {
    let mut candidates: Vec<(String, Table, Row)> = Vec::new();
    for page in docs.pages() {
        let Some(table) = docs.table(&page) else { continue };
        let few = table.rows.len() < 2;
        for row in &table.rows {
            let name = row.cells[table.name].trim_matches(['`', '*', '~']).to_owned();
            let fits = match kind {
                Kind::AddField => TYPES.iter().any(|(from, _)| row.cells[table.ty].contains(from)),
                Kind::Retype => TYPES.iter().any(|(from, _)| row.cells[table.ty].contains(from)),
                Kind::Require => required(&table, row).is_some(),
                Kind::Reword => described(&table, row),
                Kind::RemoveField | Kind::Reorder => !few,
                _ => true,
            };
            if fits && !docs.is_overridden(&page, &name) {
                candidates.push((page.clone(), table.clone(), row.clone()));
            }
        }
    }
    let (page, table, row) = seed.pick(&candidates)?.clone();
    let mut cells = row.cells.clone();
    let full = cells.iter().filter(|cell| !matches!(cell.as_str(), "" | "N/A")).count();
    let name = cells[table.name].trim_matches(['`', '*', '~']).to_owned();
    // Names are spelled like their neighbours: a case of its own would be another change.
    let renamed = |name: &str| match name.chars().next().is_some_and(char::is_uppercase) {
        true => format!("{name}Nr{number}"),
        false => format!("{name}_nr{number}"),
    };
    match kind {
        Kind::AddField => {
            cells[table.name] = cells[table.name].replace(&name, &renamed(&name));
            if let Some(column) = table.description {
                cells[column] = format!("Came with version {}.", "x".repeat(number % 5 + 1));
            }
            let facts = cells.iter().filter(|cell| !matches!(cell.as_str(), "" | "N/A")).count();
            docs.edit(&page, |lines| lines.insert(row.line + 1, table.line(&cells)));
            return Some((page, facts));
        }
        Kind::RemoveField => {
            docs.edit(&page, |lines| drop(lines.remove(row.line)));
            return Some((page, full));
        }
        Kind::RenameField => cells[table.name] = cells[table.name].replace(&name, &renamed(&name)),
        Kind::Retype => {
            let (from, to) = TYPES.iter().find(|(from, _)| cells[table.ty].contains(from))?;
            cells[table.ty] = cells[table.ty].replace(from, to);
        }
        Kind::Require => {
            let (column, cell, ty) = required(&table, &row)?;
            (cells[column], cells[table.ty]) = (cell, ty);
            let facts = cells.iter().zip(&row.cells).filter(|(new, old)| new != old).count();
            docs.edit(&page, |lines| lines[row.line] = table.line(&cells));
            return Some((page, facts));
        }
        Kind::Reorder => {
            let at = table.rows.iter().position(|other| other == &row)?;
            let other = table.rows.get(at + 1).or_else(|| table.rows.get(at.checked_sub(1)?))?.line;
            docs.edit(&page, |lines| lines.swap(row.line, other));
            return Some((page, full));
        }
        Kind::Reword => {
            let column = table.description?;
            cells[column] = format!("Said otherwise: {}", cells[column]);
        }
        _ => return None,
    }
    docs.edit(&page, |lines| lines[row.line] = table.line(&cells));
    Some((page, 1))
}

fn described(table: &Table, row: &Row) -> bool {
    table.description.is_some_and(|column| !matches!(row.cells[column].as_str(), "" | "N/A"))
}

/// The other way of saying whether a field is there: its column, its cell, its type.
fn required(table: &Table, row: &Row) -> Option<(usize, String, String)> {
    let column = table.required?;
    let (cell, ty) = (&row.cells[column], &row.cells[table.ty]);
    let plain = ty.strip_prefix('*').and_then(|ty| ty.strip_suffix('*'));
    Some(match cell.as_str() {
        ":heavy_check_mark:" => {
            let inner = plain.filter(|ty| ["str", "int", "float", "bool"].contains(ty))?;
            (column, ":heavy_minus_sign:".to_owned(), format!("*Optional[{inner}]*"))
        }
        ":heavy_minus_sign:" => {
            let inner = plain?.strip_prefix("Optional[")?.strip_suffix(']')?;
            (column, ":heavy_check_mark:".to_owned(), format!("*{inner}*"))
        }
        _ if table.piped => return None,
        notes if notes.contains("[optional]") => {
            (column, notes.replace("[optional]", "").trim().to_owned(), ty.clone())
        }
        notes if !notes.contains("default") => (column, format!("[optional] {notes}").trim().to_owned(), ty.clone()),
        _ => return None,
    })
}

type ChangeOfValues = (usize, Option<String>);

fn change_values(
    docs: &mut Docs,
    seed: &mut Seed,
    change: impl Fn(&[usize], &mut Seed) -> Option<ChangeOfValues>,
) -> Option<(String, usize)> {
    let mut candidates = Vec::new();
    for page in docs.pages() {
        let lines: Vec<&str> = docs.files[&page].lines().collect();
        let Some(start) = lines.iter().position(|line| matches!(line.trim(), "## Values" | "## Enum")) else {
            continue;
        };
        let is_value = |line: &str| line.starts_with("- `\"") || line.starts_with("* `") || line.starts_with("| `");
        let values: Vec<usize> = (start..lines.len()).filter(|at| is_value(lines[*at])).collect();
        if values.len() > 1 {
            candidates.push((page, values));
        }
    }
    let (page, values) = seed.pick(&candidates)?.clone();
    let (at, added) = change(&values, seed)?;
    let line = docs.files[&page].lines().nth(at)?.to_owned();
    let facts = if line.starts_with("- ") { 1 } else { 2 };
    docs.edit(&page, |lines| match added {
        Some(value) if line.starts_with("- ") => lines.insert(at + 1, format!("- `\"{value}\"`")),
        Some(value) if line.starts_with("* ") => {
            lines.insert(at + 1, format!("* `{}` (value: `'{value}'`)", value.to_uppercase()));
            lines.insert(at + 1, String::new());
        }
        Some(value) => lines.insert(at + 1, format!("| `{}` | {value} |", value.to_uppercase())),
        None => drop(lines.remove(at)),
    });
    Some((page, facts))
}

fn add_page(docs: &mut Docs, seed: &mut Seed, number: usize) -> Option<(String, usize)> {
    let models: Vec<String> = docs.pages().into_iter().filter(|page| docs.table(page).is_some()).collect();
    let like = seed.pick(&models)?.clone();
    let table = docs.table(&like)?;
    let simple: Vec<&Row> = table
        .rows
        .iter()
        .filter(|row| TYPES.iter().any(|(from, _)| row.cells[table.ty].contains(from)))
        .filter(|row| !row.cells[table.ty].contains(".md"))
        .collect();
    if simple.len() < 2 {
        return None;
    }
    let text = &docs.files[&like];
    let title = format!("Addition{number}");
    let first = table.rows.first()?.line;
    let head: Vec<&str> = text.lines().take(first).skip_while(|line| !line.starts_with("## ")).collect();
    let rows: Vec<String> = simple.iter().map(|row| table.line(&row.cells)).collect();
    let facts = simple.iter().flat_map(|row| &row.cells).filter(|cell| !matches!(cell.as_str(), "" | "N/A")).count();
    let stem = file_name(&like);
    let name = if stem.chars().any(char::is_uppercase) { title.clone() } else { title.to_lowercase() };
    let page = like.replace(&format!("{stem}.md"), &format!("{name}.md"));
    docs.files.insert(page.clone(), format!("# {title}\n\n\n{}\n{}\n", head.join("\n"), rows.join("\n")));
    Some((page, facts + 1))
}

fn remove_page(docs: &mut Docs, seed: &mut Seed) -> Option<(String, usize)> {
    let config = docs.files.get("spec.toml").cloned().unwrap_or_default();
    let unused = |page: &String| {
        // Some writers name a type without a link.
        let (name, title) = (format!("{}.md", file_name(page)), docs.title(page));
        let linked = |(other, text): (&String, &String)| {
            other != page && (text.contains(&name) || word(text, &title, "") != *text)
        };
        !docs.files.iter().any(linked) && !config.contains(&format!("\"{}.", docs.title(page)))
    };
    let pages: Vec<String> =
        docs.pages().into_iter().filter(|page| docs.table(page).is_some()).filter(unused).collect();
    let page = seed.pick(&pages)?.clone();
    let rows = docs.table(&page)?.rows;
    docs.files.remove(&page);
    Some((page, rows.iter().map(|row| row.cells.len()).sum::<usize>() + 1))
}

fn rename_page(docs: &mut Docs, seed: &mut Seed, number: usize) -> Option<(String, usize)> {
    let models: Vec<String> = docs.pages().into_iter().filter(|page| docs.table(page).is_some()).collect();
    let page = seed.pick(&models)?.clone();
    let (title, stem) = (docs.title(&page), file_name(&page).to_owned());
    let new_title = format!("{title}Nr{number}");
    let new_stem = if stem.chars().any(char::is_uppercase) { new_title.clone() } else { new_title.to_lowercase() };
    // The title and the name of the file.
    let mut facts = 2;
    let files = std::mem::take(&mut docs.files);
    for (path, text) in files {
        let renamed = word(&word(&text, &title, &new_title), &stem, &new_stem);
        // And each row that names it.
        facts += text.lines().zip(renamed.lines()).filter(|(old, new)| path != page && old != new).count();
        let path = if path == page { path.replace(&format!("{stem}.md"), &format!("{new_stem}.md")) } else { path };
        docs.files.insert(path, renamed);
    }
    Some((page.replace(&format!("{stem}.md"), &format!("{new_stem}.md")), facts))
}

/// Replaces whole words.
fn word(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, behind) = (&rest[..at], &rest[at + from.len()..]);
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let whole = !is_part(before.chars().next_back().or(out.chars().next_back())) && !is_part(behind.chars().next());
        out.push_str(before);
        out.push_str(if whole { to } else { from });
        rest = behind;
    }
    out + rest
}

fn file_name(page: &str) -> &str {
    page.rsplit('/').next().unwrap_or(page).trim_end_matches(".md")
}
