//! The pages as they lie on disk, and positions in them.
//!
//! In: a folder. Out: [`Sources`], every Markdown file below it, sorted by path. This is the only
//! module of the pipeline that reads files; nothing here knows what a page says.

use std::{
    fs,
    io::{self, Read as _},
    ops::Range,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use rayon::prelude::*;

use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    limits::{MAX_FOLDERS, MAX_PAGE_BYTES},
    paths,
};

/// One page: where it lies and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The folder of its documentation set, below the spec folder: empty or ending in `/`.
    pub root: String,
    /// The path below that folder, `/` between its parts on every platform.
    pub path: String,
    /// The text, without a byte order mark.
    pub text: String,
}

/// Which page of [`Sources`] is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of one page, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The page.
    pub file: FileId,
    /// Where the stretch begins.
    pub start: u32,
    /// Where it ends; not part of it.
    pub end: u32,
}

impl Source {
    /// The path below the spec folder.
    pub fn below_spec(&self) -> String {
        format!("{}{}", self.root, self.path)
    }
}

impl Span {
    /// The stretch as a range of the page's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as people count it, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// Some lines of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt<'s> {
    /// The number of the first one, from 1.
    pub line: usize,
    /// The lines, as they stand there.
    pub text: &'s str,
    /// The bytes of `text` that are spoken of.
    pub range: Range<usize>,
}

/// All pages of one API.
///
/// **Invariant:** sorted by root and path, so that a [`FileId`] does not depend on the order in which the
/// operating system lists files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    shown_below: String,
    files: Vec<Source>,
    /// Where the lines of each file begin, once somebody has asked.
    lines: Vec<OnceLock<Vec<u32>>>,
}

impl Sources {
    /// Pages that do not come from a folder; used by tests and by other programs.
    pub fn new(mut files: Vec<Source>) -> Self {
        files.sort_by(|a, b| (&a.root, &a.path).cmp(&(&b.root, &b.path)));
        let lines = vec![OnceLock::new(); files.len()];
        Self { shown_below: String::new(), files, lines }
    }

    /// Says what to print before every path, so that people can open it from where they are: `spec/`.
    #[must_use]
    pub fn shown_below(mut self, prefix: impl Into<String>) -> Self {
        self.shown_below = prefix.into();
        self
    }

    /// Every `.md` and `.mdx` file below `folder`, as pages of the documentation set `root`. A file that
    /// cannot be read as text is left out with a warning; symbolic links and anything that is not a
    /// plain file are not followed.
    ///
    /// # Errors
    /// When `folder` or one below it cannot be listed.
    pub fn read(folder: &Path, root: &str, diagnostics: &mut Diagnostics) -> io::Result<Vec<Source>> {
        let mut paths = Vec::new();
        walk(folder, root, &mut Vec::new(), &mut paths, diagnostics)?;
        let read = |(_, on_disk): &(String, PathBuf)| read_text(on_disk, MAX_PAGE_BYTES).map(with_plain_ends);
        let texts: Vec<_> = paths.par_iter().map(read).collect();
        let mut files = Vec::new();
        for ((path, _), text) in paths.into_iter().zip(texts) {
            match text {
                Ok(text) => files.push(Source { root: root.to_owned(), path, text }),
                Err((why, at)) => diagnostics.push(
                    Diagnostic::new(Code::UnreadablePage, None, why)
                        .in_file(format!("{root}{path}"), at)
                        .help("save the page as UTF-8 text, or take it out of the folder"),
                ),
            }
        }
        Ok(files)
    }

    /// The page that `id` stands for.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The path of a page as people see it.
    pub fn shown(&self, id: FileId) -> String {
        let source = self.get(id);
        self.shown_path(&format!("{}{}", source.root, source.path))
    }

    /// The path of any file below the spec folder as people see it.
    pub fn shown_path(&self, below_spec: &str) -> String {
        let path = visible(&format!("{}{below_spec}", self.shown_below));
        if path.is_empty() { ".".to_owned() } else { path }
    }

    /// Every page with its id, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(i, source)| (FileId(i as u32), source))
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no page at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What a span covers.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// The lines that a span touches, for people.
    pub fn excerpt(&self, span: Span) -> Excerpt<'_> {
        let text = &self.get(span.file).text;
        let range = span.range();
        let from = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let to = text.get(range.end..).and_then(|behind| behind.find('\n')).map_or(text.len(), |at| range.end + at);
        let to = if text.get(range.end..to).is_some_and(|rest| rest.ends_with('\r')) { to - 1 } else { to };
        Excerpt {
            line: self.line_column(span).line,
            text: text.get(from..to).unwrap_or_default(),
            range: range.start.saturating_sub(from)..range.end.saturating_sub(from),
        }
    }

    /// Where a span begins, as people count.
    pub fn line_column(&self, span: Span) -> LineColumn {
        let text = &self.get(span.file).text;
        let starts = self.lines[span.file.0 as usize].get_or_init(|| {
            let ends = text.bytes().zip(1..).filter(|&(byte, _)| byte == b'\n').map(|(_, behind)| behind);
            [0].into_iter().chain(ends).collect()
        });
        let line = starts.partition_point(|&start| start <= span.start);
        let start = starts[line - 1] as usize;
        let before = text.get(start..span.start as usize).unwrap_or_default();
        LineColumn { line, column: before.chars().count() + 1 }
    }

    /// `path:line:column` of where a span begins.
    pub fn place(&self, span: Span) -> String {
        let LineColumn { line, column } = self.line_column(span);
        format!("{}:{line}:{column}", self.shown(span.file))
    }
}

/// Whether a folder that is not hidden holds pages, at any depth.
pub(crate) fn holds_pages(folder: &Path) -> bool {
    let is_hidden = folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir());
    if is_hidden || !is_folder {
        return false;
    }
    let mut found = Vec::new();
    // What cannot be read is told of where it is read.
    let _ = walk(folder, "", &mut Vec::new(), &mut found, &mut Diagnostics::default());
    !found.is_empty()
}

fn walk(
    folder: &Path,
    root: &str,
    below: &mut Vec<String>,
    found: &mut Vec<(String, PathBuf)>,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let about = |error: io::Error| paths::about(folder, &error);
    for entry in fs::read_dir(folder).map_err(about)? {
        let entry = entry.map_err(about)?;
        let kind = entry.file_type().map_err(about)?;
        let name = entry.file_name();
        let shown = name.to_string_lossy();
        let is_page = kind.is_file() && (shown.ends_with(".md") || shown.ends_with(".mdx"));
        let is_folder = kind.is_dir() && !shown.starts_with('.');
        if !is_page && !is_folder {
            continue;
        }
        let path = [below.as_slice(), &[shown.clone().into_owned()]].concat().join("/");
        if name.to_str().is_none() || shown.chars().any(is_invisible) {
            let path = format!("{root}{}", path.escape_debug());
            diagnostics.push(
                Diagnostic::new(Code::UnreadablePage, None, "a name with bytes or characters that cannot be seen")
                    .in_file(path, None)
                    .help("give the file or folder a name of plain text"),
            );
        } else if is_page {
            found.push((path, entry.path()));
        } else if below.len() == MAX_FOLDERS {
            diagnostics.push(
                Diagnostic::new(Code::UnreadablePage, None, format!("more than {MAX_FOLDERS} folders deep"))
                    .in_file(format!("{root}{path}"), None)
                    .help("move the pages up, or name the folder that holds them with `--spec`"),
            );
        } else {
            below.push(shown.into_owned());
            walk(&entry.path(), root, below, found, diagnostics)?;
            below.pop();
        }
    }
    Ok(())
}

/// A path with other characters for those that would not be shown.
fn visible(path: &str) -> String {
    path.chars().map(|c| if is_invisible(c) { '?' } else { c }).collect()
}

/// Characters that steer a terminal or the direction of text instead of being shown.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text whose lines end alike on every machine: git may check a page out in two ways.
fn with_plain_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() { text.replace("\r\n", "\n") } else { text }
}

/// The text of a plain file of at most `max` bytes; else why there is none, and where.
pub(crate) fn read_text(path: &Path, max: u64) -> Result<String, (String, Option<LineColumn>)> {
    let bytes = read_plain(path, max).map_err(|error| (error.to_string(), None))?;
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let read = str::from_utf8(&error.as_bytes()[..end]).unwrap_or_default();
        let line = read.rsplit('\n').next().unwrap_or_default();
        let at = LineColumn { line: read.matches('\n').count() + 1, column: line.chars().count() + 1 };
        (format!("not UTF-8 from byte {end}"), Some(at))
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// The bytes of a plain file of at most `max` bytes. What is no plain file, such as a pipe, which might never
/// end, is not read; a file that grows while it is read is read no further than that.
///
/// # Errors
/// Where the file cannot be read, is none, or is larger.
pub fn read_plain(path: &Path, max: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let data = file.metadata()?;
    if !data.is_file() {
        return Err(io::Error::other("not a plain file"));
    }
    // One read for all of it: what does not know how much there will be reads a few bytes, then twice as many.
    let mut bytes = Vec::with_capacity(data.len().min(max) as usize + 1);
    file.take(max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max {
        return Err(io::Error::other(format!("more than {max} bytes")));
    }
    Ok(bytes)
}

/// Does not wait for anybody at the other end of a pipe, and what is opened is what is looked at.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<fs::File> {
    use rustix::fs::{Mode, OFlags, open};
    Ok(open(path, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<fs::File> {
    match fs::metadata(path)?.is_file() {
        true => fs::File::open(path),
        false => Err(io::Error::other("not a plain file")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let sources = Sources::new(vec![Source { root: String::new(), path: "a.md".into(), text: "x\näö|y".into() }]);
        let span = Span { file: FileId(0), start: 7, end: 8 };
        assert_eq!(sources.place(span), "a.md:2:4");
        assert_eq!(sources.text(span), "y");
    }

    #[test]
    fn a_page_is_the_same_however_git_checks_it_out() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.md"), "# A\r\n\r\nFirst\r\nsecond\rthird\r\n").expect("written");
        let pages = Sources::read(folder.path(), "", &mut Diagnostics::default()).expect("read");
        assert_eq!(pages[0].text, "# A\n\nFirst\nsecond\rthird\n");
    }

    #[test]
    fn an_error_names_the_folder() {
        let error = Sources::read(Path::new("no/folder"), "", &mut Diagnostics::default()).expect_err("not there");
        assert!(error.to_string().starts_with("no/folder: "), "{error}");
    }
}
