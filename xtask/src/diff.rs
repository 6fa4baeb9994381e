//! `diff`: what changed in the generated crate for those who use it.

use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use fieldmark::{
    diff::{self, Comparison, read::Files},
    generate::{Generated, Request, Stopped, generate},
    output::{Changes, Output},
    provenance::Provenance,
    release,
    report::{self, Findings, Links, Review},
    spec,
};
use tempfile::TempDir;

use crate::{
    End,
    args::{Diff, Format},
    git::Git,
    place,
    screen::{Screen, number},
};

/// The folder of the crate, below the project's.
const CRATE: &str = "generated";

/// One side of the comparison.
struct Side {
    /// The files of the crate.
    files: Files,
    /// How today's generator reads the pages, where it can.
    generated: Option<Generated>,
    /// What it is called, for people.
    name: String,
    /// The commit that links lead to.
    commit: Option<String>,
}

/// Compares and prints on standard output.
pub fn run(args: &Diff, screen: &Screen) -> anyhow::Result<End> {
    let project = place::project()?;
    let git = Git::around(&project);
    let spec = args.spec.clone().unwrap_or_else(|| project.join(place::SPEC));
    if !spec.is_dir() {
        return Ok(End::Usage(format!("there is no folder {}", place::shown(&spec))));
    }
    let scratch = TempDir::with_prefix("fieldmark-diff-").context("a folder for the other side")?;
    let before = match base(args.base.as_deref(), &git)? {
        Base::Nothing(name) => {
            let fetch = git.how_to_fetch(&name);
            return Ok(End::Usage(format!("there is no revision and no folder `{name}`{fetch}")));
        }
        Base::Revision { commit, name } => of_revision(&git, &commit, name, scratch.path(), screen)?,
        Base::Folder(folder) => of_folder(&same_name(&folder, &spec, scratch.path())?, &folder, screen)?,
    };
    let Some(before) = before else { return Ok(End::Failed) };
    let Some(mut after) = of_folder(&spec, &spec, screen)? else { return Ok(End::Failed) };
    after.commit = git.commit("HEAD").ok().flatten();

    let mut comparison = diff::compare(&before.files, &after.files);
    comparison.locate(&before.provenance(), &after.provenance());
    let findings = match (&before.generated, &after.generated) {
        (Some(old), Some(new)) => Findings::between(&old.parts(), &new.parts()),
        (None, _) | (_, None) => Findings::default(),
    };
    let links = links(args.links.as_deref(), &before, &after);
    let version = release::version(&project.join(CRATE)).context(CRATE)?;
    let review = Review {
        comparison: &comparison,
        findings: &findings,
        base: &before.name,
        version: version.as_ref(),
        links: &links,
    };
    print(&match args.format {
        Format::Human => report::human(&review),
        Format::Markdown => report::review(&review),
        Format::Json => format!("{:#}\n", report::json(&review)),
    })?;
    screen.say(&said(&comparison, &before.name));
    Ok(End::Done)
}

fn said(comparison: &Comparison, base: &str) -> String {
    let breaking = comparison.changes().filter(|(_, change)| change.breaks.any()).count();
    let all = comparison.changes().count();
    format!(
        "diff: against {base}: {}, {breaking} of them breaking; {}",
        number(all, "change"),
        comparison.step().as_str()
    )
}

enum Base {
    Revision { commit: String, name: String },
    Folder(PathBuf),
    Nothing(String),
}

/// A revision, where there is one of that name; else a folder.
fn base(wanted: Option<&str>, git: &Git) -> anyhow::Result<Base> {
    let Some(wanted) = wanted else {
        let (commit, main) = git.merge_base()?;
        return Ok(Base::Revision { name: format!("{main} at {}", short(&commit)), commit });
    };
    let folder = PathBuf::from(wanted);
    match git.commit(wanted) {
        Ok(Some(commit)) => Ok(Base::Revision { name: format!("{wanted} at {}", short(&commit)), commit }),
        _ if folder.is_dir() => Ok(Base::Folder(folder)),
        Ok(None) => Ok(Base::Nothing(wanted.to_owned())),
        Err(error) => Err(error),
    }
}

fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}

impl Side {
    fn provenance(&self) -> Provenance {
        self.generated.as_ref().map(Generated::provenance).unwrap_or_default()
    }
}

/// The report of a run: what it changes for callers of the crate in `out`, then what was read and made.
pub fn of_run(generated: &Generated, changes: &Changes, out: &Path) -> anyhow::Result<String> {
    let before = Output::on_disk(out).with_context(|| place::shown(out))?;
    let after = generated.output.with_others(out, &generated.scope).with_context(|| place::shown(out))?;
    let made = report::markdown(&generated.parts(), changes);
    if before.is_empty() {
        return Ok(made);
    }
    let mut comparison = diff::compare(&before, after.files());
    comparison.locate(&Provenance::default(), &generated.provenance());
    let links = Links { crate_folder: place::shown_below(out), ..Links::default() };
    let version = release::version(out).with_context(|| place::shown(out))?;
    let base = place::shown(out);
    let review = Review {
        comparison: &comparison,
        findings: &Findings::default(),
        base: &base,
        version: version.as_ref(),
        links: &links,
    };
    Ok(format!("{}\n{made}", report::review(&review)))
}

/// What a commit has in `generated/`, and how its pages are read today.
fn of_revision(git: &Git, commit: &str, name: String, scratch: &Path, screen: &Screen) -> anyhow::Result<Option<Side>> {
    git.export(commit, &[place::SPEC, CRATE], scratch)?;
    let spec = scratch.join(place::SPEC);
    let generated = match spec.is_dir() {
        true => read(&spec, "spec/").ok(),
        false => None,
    };
    let mut files = Output::on_disk(&scratch.join(CRATE)).context(CRATE)?;
    if files.is_empty() {
        let Some(generated) = &generated else {
            screen.error(&format!("{name} has neither {CRATE}/ nor pages that can be read"));
            return Ok(None);
        };
        screen.say(&format!("{name} has no {CRATE}/: its pages are generated anew"));
        files.clone_from(generated.output.files());
    }
    Ok(Some(Side { files, generated, name, commit: Some(commit.to_owned()) }))
}

/// What today's generator makes of a folder; `shown` is what people know it as.
fn of_folder(folder: &Path, shown: &Path, screen: &Screen) -> anyhow::Result<Option<Side>> {
    match read(folder, &place::shown_below(shown)) {
        Ok(generated) => {
            let files = generated.output.files().clone();
            Ok(Some(Side { files, generated: Some(generated), name: place::shown(shown), commit: None }))
        }
        Err(Stopped::Findings(found)) => {
            found.iter().for_each(|(spec, diagnostics)| screen.findings(diagnostics, &spec.sources));
            screen.say(&format!("diff: {} leaves nothing to compare", place::shown(shown)));
            Ok(None)
        }
        Err(Stopped::Io(error)) => Err(error).with_context(|| place::shown(shown)),
        Err(other) => anyhow::bail!("{}: {other:?}", place::shown(shown)),
    }
}

fn read(folder: &Path, shown_below: &str) -> Result<Generated, Stopped> {
    // No crate lies there, so none is looked at: only the text counts.
    let nowhere = folder.join(".fieldmark-nowhere");
    generate(&Request { spec: folder, shown_below, apis: &[], out: &nowhere, name: Some("generated") }, &|_| ())
}

/// Two folders of plain pages are one API, however they are called: the one is read by the other's name.
fn same_name(folder: &Path, like: &Path, scratch: &Path) -> anyhow::Result<PathBuf> {
    let only = |folder: &Path| -> anyhow::Result<Option<String>> {
        let found = place::apis(folder)?;
        Ok(found.into_iter().next().filter(|api| api.root.is_empty()).map(|api| api.name))
    };
    match (only(folder)?, only(like)?) {
        (Some(own), Some(other)) if own != other => {
            let copy = scratch.join(other);
            copy_folder(folder, &copy).with_context(|| place::shown(folder))?;
            Ok(copy)
        }
        _ => Ok(folder.to_owned()),
    }
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        let is_read = path.extension().is_some_and(|end| end == "md" || end == "mdx" || end == "json");
        if kind.is_dir() {
            copy_folder(&path, &to.join(entry.file_name()))?;
        } else if kind.is_file() && (is_read || entry.file_name() == spec::CONFIG_FILE) {
            fs::copy(&path, to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// What stands before paths: an address and a commit where both are known, else nothing.
fn links(given: Option<&str>, before: &Side, after: &Side) -> Links {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let host = || Some(format!("{}/{}/blob", variable("GITHUB_SERVER_URL")?, variable("GITHUB_REPOSITORY")?));
    let base = given.map(str::to_owned).or_else(host);
    let prefix = |side: &Side| match (&base, &side.commit) {
        (Some(base), Some(commit)) => format!("{}/{commit}/", base.trim_end_matches('/')),
        (Some(_) | None, _) => String::new(),
    };
    Links { before: prefix(before), after: prefix(after), crate_folder: format!("{CRATE}/") }
}

fn print(text: &str) -> anyhow::Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("standard output"),
    }
}
