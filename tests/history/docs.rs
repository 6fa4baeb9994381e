//! A documentation set in memory, its tables, and the crate that it becomes.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use fieldmark::{
    diff::read::Files,
    generate::{self, Generated, Request},
};

/// One API: its `spec.toml` and its pages, by path below its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docs {
    /// The name of its folder.
    pub api: String,
    /// The files.
    pub files: BTreeMap<String, String>,
}

/// A row of a table of fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line, from 0.
    pub line: usize,
    /// The cells, trimmed.
    pub cells: Vec<String>,
}

/// A table of fields: which column says what.
#[derive(Debug, Clone)]
pub struct Table {
    /// The column of the name.
    pub name: usize,
    /// The column of the type.
    pub ty: usize,
    /// The column of the description.
    pub description: Option<usize>,
    /// The column that says whether a field is required; or, for writers that say it there, the notes.
    pub required: Option<usize>,
    /// Whether rows begin with a bar.
    pub piped: bool,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Docs {
    /// The pages below a folder; examples are left out, they are no pages.
    pub fn read(folder: &Path) -> Self {
        let api = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let mut docs = Self { api, files: BTreeMap::new() };
        docs.collect(folder, "");
        // As `add` does: one page more must not be read as a change of the dialect.
        if !docs.files.contains_key("spec.toml") {
            let generated = docs.generate().expect("a set that can be read");
            let dialect = generated.apis[0].understood.dialect.name;
            docs.files.insert("spec.toml".to_owned(), format!("[[source]]\ndialect = \"{dialect}\"\n"));
        }
        docs
    }

    fn collect(&mut self, folder: &Path, below: &str) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                self.collect(&path, &format!("{below}{name}/"));
            } else if name.ends_with(".md") || name == "spec.toml" {
                let text = String::from_utf8_lossy(&fs::read(&path).expect("readable")).into_owned();
                self.files.insert(format!("{below}{name}"), text);
            }
        }
    }

    /// Writes them below `folder`, laid out like `spec/`.
    pub fn write(&self, folder: &Path) {
        for (path, text) in &self.files {
            let path = folder.join(&self.api).join(path);
            fs::create_dir_all(path.parent().expect("below the folder")).expect("created");
            fs::write(path, text).expect("written");
        }
        let config = folder.join(&self.api).join("spec.toml");
        if !config.exists() {
            fs::write(config, "").expect("written");
        }
    }

    /// What today's generator makes of them; `None` where that is nothing.
    pub fn generate(&self) -> Option<Generated> {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder");
        self.write(folder.path());
        let nowhere = PathBuf::from("/nowhere");
        let request = Request { shown_below: "spec/", name: Some("models"), ..Request::new(folder.path(), &nowhere) };
        generate::generate(&request, &|_| ()).ok()
    }

    /// The files of the crate.
    pub fn crate_files(&self) -> Option<Files> {
        self.generate().map(|generated| generated.output.files().clone())
    }

    /// The pages.
    pub fn pages(&self) -> Vec<String> {
        self.files.keys().filter(|path| path.ends_with(".md")).cloned().collect()
    }

    /// The title of a page.
    pub fn title(&self, page: &str) -> String {
        let line = self.files[page].lines().find(|line| line.starts_with("# "));
        line.unwrap_or_default().trim_start_matches("# ").trim().to_owned()
    }

    /// Whether `spec.toml` speaks of a field.
    pub fn is_overridden(&self, page: &str, name: &str) -> bool {
        let subject = format!("{}.{name}\"", self.title(page));
        self.files.get("spec.toml").is_some_and(|config| config.contains(&subject))
    }

    /// Replaces a line, inserts one, or takes one out.
    pub fn edit(&mut self, page: &str, edit: impl FnOnce(&mut Vec<String>)) {
        let mut lines: Vec<String> = self.files[page].lines().map(str::to_owned).collect();
        edit(&mut lines);
        self.files.insert(page.to_owned(), lines.join("\n") + "\n");
    }

    /// The first table of fields of a page.
    pub fn table(&self, page: &str) -> Option<Table> {
        let lines: Vec<&str> = self.files[page].lines().collect();
        let rule = lines.iter().position(|line| is_rule(line))?;
        let header: Vec<String> = cells(lines.get(rule.checked_sub(1)?)?);
        let column = |names: &[&str]| header.iter().position(|cell| names.contains(&cell.as_str()));
        let rows = lines[rule + 1..].iter().take_while(|line| line.contains('|')).enumerate();
        let rows = rows.map(|(at, line)| Row { line: rule + 1 + at, cells: cells(line) });
        Some(Table {
            name: column(&["Field", "Name"])?,
            ty: column(&["Type"])?,
            description: column(&["Description"]),
            required: column(&["Required", "Notes"]),
            piped: lines[rule].trim_start().starts_with('|'),
            rows: rows.filter(|row| row.cells.len() == header.len()).collect(),
        })
    }
}

impl Table {
    /// A row as a line.
    pub fn line(&self, cells: &[String]) -> String {
        let row = cells.join(" | ");
        if self.piped { format!("| {row} |") } else { row }
    }
}

fn is_rule(line: &str) -> bool {
    line.contains("---") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ' ' | ':'))
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let piped = line.starts_with('|');
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        match c {
            '|' if !escaped => cells.push(String::new()),
            c => cells.last_mut().expect("a cell").push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    let mut cells: Vec<String> = cells.into_iter().map(|cell| cell.trim().to_owned()).collect();
    // Without bars around the row, the last cell may be an empty one.
    if piped && line.trim_end().ends_with('|') {
        cells.pop();
    }
    cells
}
