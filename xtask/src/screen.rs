//! What people see: findings, progress, a line at the end. All of it goes to standard error, in colour and
//! with a spinner only on a terminal; or, for machines, as one JSON object a line.

use std::{
    env,
    io::{self, IsTerminal as _, Write as _},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use anyhow::Context as _;
use fieldmark::{
    Understood,
    diag::{Diagnostics, Level, json_note, printable, printable_json},
    source::Sources,
};
use indicatif::ProgressBar;

use crate::args::MessageFormat;

/// Prints on standard output.
pub fn print(text: &str) -> anyhow::Result<()> {
    print_with(|out| out.write_all(text.as_bytes()))
}

/// Prints on standard output, which a reader may close early: it has seen enough.
fn print_with(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("standard output"),
    }
}

/// The same for JSON, in which nothing steers a terminal then.
pub fn print_json(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> anyhow::Result<()> {
    print_with(|out| write(&mut Escaped(out)))
}

/// Takes JSON in pieces of whole characters.
struct Escaped<W>(W);

impl<W: io::Write> io::Write for Escaped<W> {
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        let text = str::from_utf8(json).map_err(io::Error::other)?;
        self.0.write_all(printable_json(text).as_bytes())?;
        Ok(json.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Standard error.
pub struct Screen {
    format: MessageFormat,
    colour: bool,
    /// All that was printed.
    said: Mutex<String>,
}

impl Screen {
    /// Finds out whether it is a terminal.
    pub fn new(format: MessageFormat) -> Self {
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { format, colour: io::stderr().is_terminal() && !plain, said: Mutex::default() }
    }

    /// What it looks like, in words.
    pub fn looks(&self) -> String {
        format!("{:?} {}", self.format, self.colour)
    }

    /// Everything that was printed.
    pub fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What an earlier run printed.
    pub fn again(&self, said: &str) {
        self.raw(said);
    }

    /// A line.
    pub fn say(&self, line: &str) {
        match self.format {
            MessageFormat::Human => self.raw(&format!("{}\n", printable(line))),
            MessageFormat::Json => self.raw(&json_note("info", line)),
        }
    }

    /// What ended the run.
    pub fn error(&self, why: &str) {
        match self.format {
            MessageFormat::Human if self.colour => {
                self.raw(&format!("\u{1b}[1;31merror\u{1b}[0m: {}\n", printable(why)));
            }
            MessageFormat::Human => self.say(&format!("error: {why}")),
            MessageFormat::Json => self.raw(&json_note("error", why)),
        }
    }

    /// Every finding with its row.
    pub fn findings(&self, diagnostics: &Diagnostics, sources: &Sources) {
        match self.format {
            MessageFormat::Human => self.raw(&diagnostics.render(sources, self.colour)),
            MessageFormat::Json => self.raw(&diagnostics.to_json_lines(sources)),
        }
    }

    /// What the pages were read as, where nobody had said it, and what shows it.
    pub fn detected(&self, api: &str, understood: &Understood, sources: &Sources) {
        let Some(detection) = &understood.detection else { return };
        self.say(&format!("{api}: pages are read as {}", understood.dialect.name));
        for (span, what) in &detection.evidence {
            self.say(&format!("  {}: {what}", sources.place(*span)));
        }
        let case = understood.names.case.as_str();
        let votes: Vec<_> =
            understood.names.votes.iter().map(|(case, count)| format!("{} {count}", case.as_str())).collect();
        if let Some(why) = understood.names.guess {
            self.say(&format!(
                "  most JSON names are {case}: a guess, {why}; `json_names` in spec.toml can correct it"
            ));
        } else if !votes.is_empty() {
            self.say(&format!("  most JSON names are {case}: spellings in the pages vote {}", votes.join(", ")));
        }
    }

    /// Pages that are no models, in one line.
    pub fn left_out(&self, api: &str, understood: &Understood) {
        let mut counts = std::collections::BTreeMap::new();
        for (_, why) in &understood.left_out {
            *counts.entry(*why).or_insert(0) += 1;
        }
        if counts.is_empty() {
            return;
        }
        let counts: Vec<_> = counts.iter().map(|(why, count)| format!("{count} {}", why.describe())).collect();
        self.say(&format!("{api}: left out {}", counts.join("; ")));
    }

    /// A spinner for long work; nothing in pipes.
    pub fn progress(&self) -> ProgressBar {
        let bar = match self.format {
            MessageFormat::Human => ProgressBar::new_spinner(),
            MessageFormat::Json => ProgressBar::hidden(),
        };
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }

    fn raw(&self, text: &str) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).push_str(text);
        // A reader that has gone away is no reason to stop.
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

/// `1 file`, `3 files`.
pub fn number(count: usize, one: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {one}{s}")
}

/// `1 error, 3 warnings`; nothing where there are none.
pub fn counted(diagnostics: &Diagnostics) -> String {
    let counts =
        [(Level::Error, "error"), (Level::Warning, "warning")].map(|(level, one)| (diagnostics.count(level), one));
    let counts: Vec<_> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, one)| number(*count, one)).collect();
    counts.join(", ")
}
