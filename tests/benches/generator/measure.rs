//! One stage of the generator, and all before it, over the pages of a folder: what is measured.

use std::{fs, hint::black_box, path::Path, time::Instant};

use cpu_time::ProcessTime;
use fieldmark::{
    diag::Diagnostics,
    dialect, format,
    generate::{Request, Stamp, generate},
    lower, markdown,
    output::Claim,
    spec::{self, Spec},
    understand,
};
use fieldmark_benches::pages;

use crate::Result;

/// Runs `stage` and prints what it took: seconds of CPU and of wall time, of the stage alone and of the process,
/// and the most memory that the process had, in MiB.
pub fn run(stage: &str, folder: &Path, out: Option<&Path>) -> Result {
    let begun = Instant::now();
    let specs = if out.is_some() { Vec::new() } else { load(folder)? };
    let (cpu_before, before) = (cpu(), Instant::now());
    match out {
        Some(out) => whole(stage, folder, out)?,
        None => specs.iter().try_for_each(|spec| one(stage, spec))?,
    }
    let (cpu_after, after) = (cpu(), before.elapsed().as_secs_f64());
    println!("{} {after} {cpu_after} {} {}", cpu_after - cpu_before, begun.elapsed().as_secs_f64(), peak());
    Ok(())
}

/// The pages of a folder, API by API.
pub fn load(folder: &Path) -> Result<Vec<Spec>> {
    let read = |location| spec::load(&location, "", &mut Diagnostics::default());
    Ok(spec::find(folder)?.into_iter().map(read).collect::<std::result::Result<_, _>>()?)
}

/// From pages in memory to the end of a stage.
pub fn one(stage: &str, spec: &Spec) -> Result {
    let found = &mut Diagnostics::default();
    if stage == "load" {
        return Ok(());
    }
    if stage == "events" {
        black_box(spec.sources.iter().map(|(_, page)| pages::events(&page.text)).sum::<usize>());
        return Ok(());
    }
    if stage == "ir" {
        let pages = markdown::parse(&spec.sources);
        let (dialect, _) = dialect::detect(&pages).map_err(|why| why.message)?;
        black_box(dialect::read(&pages, dialect, found));
        return Ok(());
    }
    let understood = understand(spec, found).map_err(|_| "the pages cannot be read")?;
    if stage == "models" {
        black_box(understood);
        return Ok(());
    }
    let resolved = &understood.resolved;
    let lowered = lower::lower(resolved, &spec.sources, &spec.name, &spec.config, &understood.policies, found);
    match stage {
        "lower" => drop(black_box(lowered)),
        "text" => drop(black_box(format::module(lowered.module))),
        stage => return Err(format!("there is no stage `{stage}`").into()),
    }
    Ok(())
}

/// What `cargo xtask codegen --no-verify` does: reads, generates, for the stage `written` also writes, and for
/// `unchanged` nothing of it where an earlier run left a stamp.
fn whole(stage: &str, folder: &Path, out: &Path) -> Result {
    let request = Request::new(folder, out);
    let unchanged = stage == "unchanged";
    let stamp = if unchanged { Some(Stamp::take(&request, "", &out.with_extension("cache"))?) } else { None };
    if stamp.as_ref().and_then(Stamp::holds).is_some() {
        return Ok(());
    }
    let generated = generate(&request, &|_| ()).map_err(|why| format!("{why:?}"))?;
    if stage == "made" {
        black_box(generated);
        return Ok(());
    }
    let changes = generated.output.compare(out, &generated.scope)?;
    Claim::new(out, &|_| ())?.write(&generated.output, &changes)?;
    Ok(stamp.filter(|_| changes.is_empty()).map_or(Ok(()), |stamp| stamp.store(""))?)
}

/// Seconds of CPU that this process has had.
fn cpu() -> f64 {
    ProcessTime::now().as_duration().as_secs_f64()
}

/// The most memory that this process has had, in MiB; nothing where the system does not say it so.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
}
