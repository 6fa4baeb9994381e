//! `conform`: JSON bodies beside the docs and the types.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::Path,
    time::Instant,
};

use anyhow::Context as _;
use fieldmark::conform::{self, Checked, bodies as files, report, types::NoTypes};

use crate::{
    End,
    args::Conform,
    bodies::{self, Asked},
    place,
    screen::Screen,
};

/// Builds the types, passes every body through them, and says what deviates.
pub fn run(args: &Conform, screen: &Screen) -> anyhow::Result<End> {
    let started = Instant::now();
    let found = match bodies::read(&args.bodies)? {
        Asked::Bodies(found) => found,
        Asked::End(end) => return Ok(end),
    };
    let (api, folder) = match bodies::api(&args.bodies)? {
        Ok(api) => api,
        Err(end) => return Ok(end),
    };
    let progress = screen.progress();
    progress.set_message(format!("reading {}", api.name));
    let Some((spec, understood)) = bodies::understand(&api, &folder, screen)? else { return Ok(End::Failed) };
    if let Some(model) = args.bodies.named_model()
        && let Err(why) = conform::find::model(&understood.resolved.api, model)
    {
        return Ok(End::Usage(why.describe(model)));
    }
    let cache = place::gate_cache(&place::project()?);
    let tell = |what: &str| progress.set_message(what.to_owned());
    let checked = conform::check(&spec, &understood, &found.subjects, &api.folder, &cache, &tell);
    progress.finish_and_clear();
    let checked = match checked {
        Ok(checked) => checked,
        Err(NoTypes::Refused(faults)) => {
            faults.iter().for_each(|fault| screen.error(fault));
            screen.say("conform: the types do not compile; `cargo xtask codegen` says which page is at fault");
            return Ok(End::Failed);
        }
        Err(NoTypes::Io(error)) => return Err(error.into()),
    };
    bodies::left_out(&found, screen);
    print(&if args.json {
        checked.iter().map(|one| format!("{}\n", report::json(one, &spec.sources))).collect()
    } else {
        report::text(&checked, &spec.sources, args.verbose)
    })?;
    if let Some(folder) = &args.write {
        write(&checked, folder)?;
    }
    let parsed = checked.iter().filter(|one| one.is_parsed()).count();
    let lossless = checked.iter().filter(|one| one.is_lossless()).count();
    let seconds = started.elapsed().as_secs_f64();
    let all = bodies::bodies(checked.len());
    screen.say(&format!("conform: {all}, {parsed} read, {lossless} given back equal; {seconds:.1} s"));
    Ok(if lossless == checked.len() { End::Done } else { End::Failed })
}

/// Prints on standard output.
fn print(text: &str) -> anyhow::Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("standard output"),
    }
}

/// Stores what was written back, under the names that the bodies have: of a file of several bodies, each on the
/// line where it stood.
fn write(checked: &[Checked<'_>], folder: &Path) -> anyhow::Result<()> {
    let mut by_file: BTreeMap<&str, Vec<&Checked<'_>>> = BTreeMap::new();
    for one in checked {
        by_file.entry(&one.subject.body.file).or_default().push(one);
    }
    for (file, bodies) in by_file {
        let mut text = String::new();
        let mut at = 1;
        for one in bodies {
            let Ok(back) = &one.answer else { continue };
            let line = one.subject.body.name.strip_prefix(file).and_then(|line| line.strip_prefix(':')?.parse().ok());
            for _ in at..line.unwrap_or(at) {
                text.push('\n');
                at += 1;
            }
            text.push_str(back);
            text.push('\n');
            at += 1;
        }
        if text.is_empty() {
            continue;
        }
        let path = folder.join(files::plain_name(Path::new(file)));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| place::shown(parent))?;
        }
        fs::write(&path, text).with_context(|| place::shown(&path))?;
    }
    Ok(())
}
