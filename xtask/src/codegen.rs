//! `codegen`: pages into a crate.

use std::{fs, path::Path, time::Instant};

use anyhow::Context as _;
use fieldmark::{
    diag::Level,
    gate::Verdict,
    generate::{Generated, Request, Stamp, Stopped, generate},
    output::{Changes, Claim},
};

use crate::{
    End,
    args::Codegen,
    diff, place, release,
    screen::{Screen, counted, number, print},
};

/// Generates, compares, and either shows what would change or tests and writes it.
pub fn run(args: &Codegen, screen: &Screen) -> anyhow::Result<End> {
    let started = Instant::now();
    let project = place::project()?;
    let spec = match place::pages(args.spec.as_deref())? {
        Ok(spec) => spec,
        Err(end) => return Ok(end),
    };
    let out = args.out.clone().unwrap_or_else(|| project.join(place::CRATE));
    if out.exists() && !out.is_dir() {
        return Ok(End::Usage(format!("{} is a file; name a folder for the crate", place::shown(&out))));
    }
    // Held to the end: what is read of the crate is what is written over.
    let claim = match args.check && !out.exists() {
        true => None,
        false => Some(Claim::new(&out, &|what| screen.say(what))?),
    };
    let progress = screen.progress();
    let tell = |what: &str| progress.set_message(what.to_owned());
    let request = Request {
        shown_below: &place::shown_below(&spec),
        apis: &args.apis,
        name: args.name.as_deref(),
        ..Request::new(&spec, &out)
    };
    let cache = place::gate_cache(&project);
    let stamp = match args.report.is_some() || args.provenance.is_some() || args.release.is_some() || !out.exists() {
        true => None,
        // Where not all can be looked at, be it for want of a compiler, the run takes its course and says what it needs.
        false => Stamp::take(&request, &format!("{args:?} {}", screen.looks()), &cache).ok(),
    };
    if let Some(said) = stamp.as_ref().and_then(Stamp::holds) {
        progress.finish_and_clear();
        let (last, said) = said.split_once('\n').unwrap_or((&said, ""));
        screen.again(said);
        screen.say(&in_all(last, started));
        return Ok(End::Done);
    }
    let mut generated = match generate(&request, &tell) {
        Ok(generated) => generated,
        Err(stopped) => {
            progress.finish_and_clear();
            return refuse("codegen", stopped, screen);
        }
    };
    let compared = generated.output.compare(&out, &generated.scope);
    let verify = !args.check && !args.no_verify && compared.as_ref().is_ok_and(|changes| changes.foreign.is_empty());
    let gated = match verify {
        true => generated.gate(&out, &cache, &tell),
        false => Ok(Verdict::Tested(Vec::new())),
    };
    progress.finish_and_clear();
    let (changes, verdict) = (compared.with_context(|| place::shown(&out))?, gated?);
    let tested = if verdict == Verdict::AsBefore { "passed before" } else { "tested" };
    let faults = match verdict {
        Verdict::Tested(faults) => faults,
        Verdict::AsBefore => Vec::new(),
    };

    for folder in &generated.no_apis {
        screen.say(&format!("codegen: {folder} holds no model pages and no spec.toml, so that it is no API"));
    }
    for made in &generated.apis {
        screen.detected(&made.spec.name, &made.understood, &made.spec.sources);
        screen.left_out(&made.spec.name, &made.understood);
        screen.findings(&made.diagnostics, &made.spec.sources);
    }
    faults.iter().for_each(|fault| screen.error(fault));
    if !faults.is_empty() && !args.apis.is_empty() {
        screen.say("  help: files of the other APIs may be of an earlier version; without names, all are made anew");
    }
    if let Some(file) = &args.report {
        put(file, &diff::of_run(&generated, &changes, args, &out, screen)?)?;
    }
    if let Some(file) = &args.provenance {
        let map = serde_json::to_string_pretty(&generated.provenance()).context("provenance")?;
        put(file, &(map + "\n"))?;
    }
    let release = match &args.release {
        Some(version) => match release::plan(version, args.since.as_deref(), &generated, &out)? {
            Ok(release) => Some(release),
            Err(why) => return Ok(End::Usage(why)),
        },
        None => None,
    };
    let end = finish(args, &generated, &changes, &faults, &out, claim.as_ref(), screen)?;
    if let (End::Done, Some(release)) = (&end, &release) {
        release.write(&out).with_context(|| place::shown(&out))?;
    }
    let mut parts = vec![counts(&generated)];
    match (&end, args.check) {
        (End::Done, false) => parts.push(files(&changes, "removed")),
        (End::Failed, true) if !changes.is_empty() => {
            parts.push(format!("not up to date: {}", files(&changes, "left over")));
        }
        (End::Done | End::Failed | End::Usage(_), true) => {}
        (End::Failed | End::Usage(_), false) => parts.push("nothing was written".to_owned()),
    }
    let mut once_more = parts.clone();
    if verify {
        let samples = number(generated.samples(), "sample");
        parts.push(format!("{samples} {tested}"));
        once_more.push(format!("{samples} passed before"));
    }
    if let (End::Done, Some(stamp)) = (&end, stamp.filter(|_| changes.is_empty())) {
        stamp.store(&format!("{}\n{}", once_more.join("; "), screen.said())).with_context(|| place::shown(&cache))?;
    }
    screen.say(&in_all(&parts.join("; "), started));
    Ok(end)
}

/// Writes a file that was asked for; a hyphen means what it means to other programs.
fn put(file: &Path, text: &str) -> anyhow::Result<()> {
    match file.as_os_str() == "-" {
        true => print(text),
        false => fs::write(file, text).with_context(|| place::shown(file)),
    }
}

/// The last line of a run.
fn in_all(parts: &str, started: Instant) -> String {
    format!("codegen: {parts}; {:.1} s", started.elapsed().as_secs_f64())
}

/// Writes, unless something speaks against it; says what.
fn finish(
    args: &Codegen,
    generated: &Generated,
    changes: &Changes,
    faults: &[String],
    out: &Path,
    claim: Option<&Claim>,
    screen: &Screen,
) -> anyhow::Result<End> {
    for path in &changes.foreign {
        let path = place::shown(&out.join(path));
        screen.error(&format!("{path} was not written by fieldmark and is in the way of a generated file; move it"));
    }
    let at_fault = generated.count(Level::Error) > 0 || !faults.is_empty() || !changes.foreign.is_empty();
    if at_fault || (args.deny_warnings && generated.count(Level::Warning) > 0) {
        return Ok(End::Failed);
    }
    if let Some(claim) = claim.filter(|_| !args.check) {
        claim.write(&generated.output, changes).with_context(|| place::shown(out))?;
        return Ok(End::Done);
    }
    if changes.is_empty() {
        return Ok(End::Done);
    }
    let diff = generated.output.unified_diff(changes, &place::shown_below(out));
    print(&diff)?;
    screen.error(&format!("{} is not what the pages say; run: {}", place::shown(out), command(args)));
    Ok(End::Failed)
}

/// Says why there is nothing to go on with.
pub fn refuse(command: &str, stopped: Stopped, screen: &Screen) -> anyhow::Result<End> {
    match stopped {
        Stopped::NoSuchApi(..) | Stopped::OtherName(_) => Ok(End::Usage(stopped.to_string())),
        Stopped::Findings(found) => {
            for (spec, diagnostics) in &found {
                screen.findings(diagnostics, &spec.sources);
            }
            let counts: Vec<_> = found
                .iter()
                .filter(|(_, diagnostics)| diagnostics.count(Level::Error) > 0)
                .map(|(spec, diagnostics)| format!("{}: {}", spec.name, counted(diagnostics)))
                .collect();
            screen.say(&format!("{command}: {}; nothing was written", counts.join("; ")));
            Ok(End::Failed)
        }
        Stopped::SameModule(..) | Stopped::Path(_) | Stopped::Io(_) => Err(stopped.into()),
    }
}

/// The command that makes things right.
fn command(args: &Codegen) -> String {
    let mut words = vec!["cargo xtask codegen".to_owned()];
    words.extend(args.apis.iter().map(|api| place::as_word(api)));
    for (option, folder) in [("--spec", &args.spec), ("--out", &args.out)] {
        words.extend(folder.iter().map(|folder| format!("{option} {}", place::as_word(&folder.to_string_lossy()))));
    }
    words.join(" ")
}

fn counts(generated: &Generated) -> String {
    let models: usize = generated.apis.iter().map(|made| made.understood.resolved.api.models.len()).sum();
    let apis = match generated.apis.as_slice() {
        [one] => one.spec.name.clone(),
        apis => number(apis.len(), "API"),
    };
    let (errors, warnings) = (generated.count(Level::Error), generated.count(Level::Warning));
    let errors = if errors == 0 { String::new() } else { format!("{}, ", number(errors, "error")) };
    format!("{apis}, {}, {errors}{}", number(models, "model"), number(warnings, "warning"))
}

/// Counts, with a word for the files that there is no page for any more.
fn files(changes: &Changes, left_over: &str) -> String {
    format!(
        "files: {} new, {} changed, {} {left_over}, {} as they were",
        changes.missing.len(),
        changes.changed.len(),
        changes.left_over.len(),
        changes.same
    )
}
