//! `diff`: what changed in the generated crate for those who use it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use fieldmark::{
    diag::printable_json,
    diff::{self, Comparison, read::Files},
    generate::{Generated, Make, Request, Stopped, generate},
    output::{Changes, Output},
    provenance::Provenance,
    release,
    report::{self, Findings, Links, ONLY_CODE, Review},
};
use tempfile::TempDir;

use crate::{
    End,
    args::{Codegen, Diff, Format},
    codegen::refuse,
    git::Git,
    place::{self, CRATE},
    screen::{Screen, number, print},
};

/// One side of the comparison.
struct Side {
    /// The files of the crate.
    files: Files,
    /// How today's generator reads the pages; else why it cannot.
    generated: Result<Generated, String>,
    /// What it is called, for people.
    name: String,
    /// The commit that links lead to.
    commit: Option<String>,
}

/// Compares and prints on standard output.
pub fn run(args: &Diff, screen: &Screen) -> anyhow::Result<End> {
    let project = place::project()?;
    let git = Git::around(&project);
    let spec = match place::pages(args.spec.as_deref())? {
        Ok(spec) => spec,
        Err(end) => return Ok(end),
    };
    let base = base(args.base.as_deref(), &git)?;
    if let Base::Nothing(name) = &base {
        let fetch = git.how_to_fetch(name);
        return Ok(End::Usage(format!("there is no revision and no folder `{name}`{fetch}")));
    }
    // Plain pages are called after their folder, which says nothing about what they were.
    let alone = place::apis(&spec)?.into_iter().next().filter(|api| api.root.is_empty()).map(|api| api.name);
    let before = || match &base {
        Base::Revision { commit, name } => of_revision(&git, commit, name, screen).map(Ok),
        Base::Folder(folder) => Ok(of_folder(folder, alone.as_deref())),
        Base::Nothing(name) => anyhow::bail!("there is no `{name}`"),
    };
    let (before, after) = rayon::join(before, || of_folder(&spec, alone.as_deref()));
    let (before, mut after) = match (before?, after) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(unusable), _) | (_, Err(unusable)) => return unusable.refuse(screen),
    };
    after.commit = git.commit("HEAD").ok().flatten();

    let mut comparison = diff::compare(&before.files, &after.files);
    comparison.locate(&before.provenance(), &after.provenance());
    let findings = match (&before.generated, &after.generated) {
        (Ok(old), Ok(new)) => Findings::between(&old.parts(), &new.parts()),
        (Err(why), _) | (_, Err(why)) => unknown("diff", why, screen),
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
        Format::Json => printable_json(&format!("{:#}\n", report::json(&review))).into_owned(),
    })?;
    screen.say(&said(&comparison, &before.name));
    Ok(End::Done)
}

/// Findings that have nothing to be compared with, which people are told.
fn unknown(command: &str, why: &str, screen: &Screen) -> Findings {
    screen.say(&format!("{command}: {ONLY_CODE}: {why}"));
    Findings::unknown(why)
}

fn said(comparison: &Comparison, base: &str) -> String {
    let breaking = comparison.changes().filter(|(_, change)| change.breaks.any()).count();
    let step = comparison.step().as_str();
    match comparison.changes().count() {
        0 if comparison.files == 0 => format!("diff: against {base}: nothing changed"),
        0 => format!(
            "diff: against {base}: nothing that callers notice, in {}; {step}",
            number(comparison.files, "file")
        ),
        all => format!("diff: against {base}: {}, {breaking} of them breaking; {step}", number(all, "change")),
    }
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

/// The report of a run: what it changes for callers of the crate in `out`, then what was read and made. What
/// was found before is what the pages of the last commit give.
pub fn of_run(
    generated: &Generated,
    changes: &Changes,
    args: &Codegen,
    out: &Path,
    screen: &Screen,
) -> anyhow::Result<String> {
    let before = Output::on_disk(out).with_context(|| place::shown(out))?;
    let after = generated.output.with_others(out, &generated.scope).with_context(|| place::shown(out))?;
    let made = report::markdown(&generated.parts(), changes);
    if before.is_empty() {
        return Ok(made);
    }
    let git = Git::around(&place::project()?);
    let head = if args.spec.is_none() { git.commit("HEAD").ok().flatten() } else { None };
    let committed = match &head {
        Some(commit) => committed(&git, commit, &args.apis, screen)?,
        None => Committed::Unasked,
    };
    let mut comparison = diff::compare(&before, after.files());
    let (findings, places) = match &committed {
        Committed::Read(old) => (Findings::between(&old.parts(), &generated.parts()), old.provenance()),
        Committed::AllNew => (Findings::between(&[], &generated.parts()), Provenance::default()),
        Committed::Unreadable(why) => (unknown("codegen", why, screen), Provenance::default()),
        Committed::Unasked => (Findings::default(), Provenance::default()),
    };
    comparison.locate(&places, &generated.provenance());
    let links = Links { crate_folder: place::shown_below(out), ..Links::default() };
    let version = release::version(out).with_context(|| place::shown(out))?;
    let base = place::shown(out);
    let review =
        Review { comparison: &comparison, findings: &findings, base: &base, version: version.as_ref(), links: &links };
    Ok(format!("{}\n{made}", report::review(&review)))
}

/// What the pages of the last commit give.
enum Committed {
    /// This.
    Read(Box<Generated>),
    /// It has none of the APIs that are asked for.
    AllNew,
    /// They cannot be read, and why.
    Unreadable(String),
    /// There is no commit, or it has nothing to do with the pages.
    Unasked,
}

fn committed(git: &Git, commit: &str, apis: &[String], screen: &Screen) -> anyhow::Result<Committed> {
    let mut known = Vec::new();
    for api in apis {
        match git.has(commit, &format!("{}/{api}", place::SPEC))? {
            true => known.push(api.clone()),
            false => screen.say(&format!("codegen: {api} is new: the last commit does not have it")),
        }
    }
    if known.is_empty() && !apis.is_empty() {
        return Ok(Committed::AllNew);
    }
    Ok(match of_pages(git, commit, &known, Make::Places)? {
        Ok(generated) => Committed::Read(Box::new(generated)),
        Err(why) => Committed::Unreadable(why),
    })
}

/// What a commit has in `generated/`, and how its pages are read today.
fn of_revision(git: &Git, commit: &str, name: &str, screen: &Screen) -> anyhow::Result<Side> {
    let sources = git.files(commit, &format!("{CRATE}/src"))?;
    let mut files = Output::ours(sources.into_iter().map(|(path, text)| (format!("src/{path}"), text)).collect());
    let make = if files.is_empty() { Make::Types } else { Make::Places };
    let generated = of_pages(git, commit, &[], make)?;
    if files.is_empty() {
        match &generated {
            Ok(generated) => files.clone_from(generated.output.files()),
            Err(why) => anyhow::bail!("{name} has neither {CRATE}/ nor pages that can be read: {why}"),
        }
        screen.say(&format!("{name} has no {CRATE}/: its pages are generated anew"));
    }
    Ok(Side { files, generated, name: name.to_owned(), commit: Some(commit.to_owned()) })
}

/// How the pages of a commit are read today; else why they cannot be.
fn of_pages(git: &Git, commit: &str, apis: &[String], make: Make) -> anyhow::Result<Result<Generated, String>> {
    let scratch = TempDir::with_prefix("fieldmark-diff-").context("a folder for the other side")?;
    let pages = git.files(commit, place::SPEC)?;
    for (path, text) in &pages {
        let path = scratch.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(&path)).context("a folder for the other side")?;
        fs::write(&path, text).with_context(|| place::shown(&path))?;
    }
    Ok(match pages.is_empty() {
        true => Err(format!("there are none in {}/", place::SPEC)),
        false => read(scratch.path(), "spec/", apis, None, make).map_err(|stopped| stopped.to_string()),
    })
}

/// A folder that leaves nothing to compare, and why.
struct Unusable {
    folder: String,
    why: Stopped,
}

impl Unusable {
    fn refuse(self, screen: &Screen) -> anyhow::Result<End> {
        let Self { folder, why } = self;
        let Stopped::Findings(apis) = why else { return refuse("diff", why, screen).context(folder) };
        apis.iter().for_each(|(spec, diagnostics)| screen.findings(diagnostics, &spec.sources));
        screen.say(&format!("diff: {folder} leaves nothing to compare"));
        Ok(End::Failed)
    }
}

/// What today's generator makes of a folder.
fn of_folder(folder: &Path, alone: Option<&str>) -> Result<Side, Unusable> {
    let name = place::shown(folder);
    match read(folder, &place::shown_below(folder), &[], alone, Make::Types) {
        Ok(generated) => {
            let files = generated.output.files().clone();
            Ok(Side { files, generated: Ok(generated), name, commit: None })
        }
        Err(why) => Err(Unusable { folder: name, why }),
    }
}

fn read(
    folder: &Path,
    shown_below: &str,
    apis: &[String],
    alone: Option<&str>,
    make: Make,
) -> Result<Generated, Stopped> {
    // No crate lies there, so none is looked at: only the text counts.
    let nowhere = folder.join(".fieldmark-nowhere");
    let request = Request { shown_below, apis, name: Some("generated"), alone, make, ..Request::new(folder, &nowhere) };
    generate(&request, &|_| ())
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
