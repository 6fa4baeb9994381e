//! `conform`: JSON bodies beside the docs and the types.

use std::{fs, path::Path, time::Instant};

use anyhow::Context as _;
use fieldmark::{
    conform::{self, Checked, report, types::NoTypes, written},
    diag::{printable, printable_json},
};

use crate::{
    End,
    args::Conform,
    bodies::{self, Opened},
    place,
    screen::{Screen, print},
};

/// Builds the types, passes every body through them, and says what deviates.
pub fn run(args: &Conform, screen: &Screen) -> anyhow::Result<End> {
    let started = Instant::now();
    let progress = screen.progress();
    let opened = match bodies::open(&args.bodies, &progress, screen)? {
        Ok(opened) => opened,
        Err(end) => return Ok(end),
    };
    let Opened { found, api, spec, understood } = &opened;
    if let Some(model) = args.bodies.named_model()
        && let Err(why) = conform::find::model(&understood.resolved.api, model)
    {
        return Ok(End::Usage(why.describe(model)));
    }
    let cache = place::gate_cache(&place::project()?);
    let tell = |what: &str| progress.set_message(what.to_owned());
    let checked = conform::check(spec, understood, &found.subjects, &api.folder, &cache, &tell);
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
    bodies::left_out(found, screen);
    if args.json {
        let lines: String = checked.iter().map(|one| format!("{}\n", report::json(one, &spec.sources))).collect();
        print(&printable_json(&lines))?;
    } else {
        print(&printable(&report::text(&checked, &spec.sources, args.verbose)))?;
    }
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

/// Stores what was written back, under the names that the bodies have.
fn write(checked: &[Checked<'_>], folder: &Path) -> anyhow::Result<()> {
    for (name, text) in written::files(checked) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| place::shown(parent))?;
        }
        fs::write(&path, text).with_context(|| place::shown(&path))?;
    }
    Ok(())
}
