//! Instructions of each stage, counted by valgrind, beside those that `tests/benches/counts.tsv` has stored.
//!
//! They repeat to a thousandth, on a busy machine too, so a change of three per cent is a change of the program.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use fieldmark_benches::pages::{self, Family};

use crate::{Result, run};

const TOLERANCE: f64 = 0.03;
/// Models of each input.
const MODELS: usize = 300;
/// The stages, each with all before it; the first, reading, is what is subtracted.
const STAGES: [&str; 6] = ["load", "events", "ir", "models", "lower", "text"];

/// What is counted, and its figure.
type Count = (String, u64);

/// Counts, and fails where a figure has grown by more than the tolerance.
pub fn check() -> Result {
    let Some(counts) = counts()? else { return Ok(()) };
    let stored = fs::read_to_string(file())?;
    let stored: Vec<(&str, u64)> = stored
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(what, n)| Some((what, n.parse().ok()?)))
        .collect();
    let mut grown = 0;
    for (what, count) in &counts {
        let Some((_, before)) = stored.iter().find(|(known, _)| known == what) else {
            println!("{what:44} {count:>14}, not stored yet");
            continue;
        };
        let change = *count as f64 / *before as f64 - 1.0;
        let verdict = match change {
            change if change > TOLERANCE => "MORE",
            change if change < -TOLERANCE => "less; store it",
            _ => "",
        };
        grown += usize::from(change > TOLERANCE);
        println!("{what:44} {count:>14} {:+6.1} % {verdict}", change * 100.0);
    }
    if grown > 0 {
        return Err(format!(
            "{grown} counts have grown by more than {:.0} %: make it faster, or store them and say why: cargo xtask bench count --store",
            TOLERANCE * 100.0
        )
        .into());
    }
    Ok(())
}

/// Counts, and stores the figures.
pub fn store() -> Result {
    let Some(counts) = counts()? else { return Ok(()) };
    let mut text = String::new();
    for (what, count) in &counts {
        writeln!(text, "{what}\t{count}")?;
    }
    fs::write(file(), &text)?;
    print!("{text}");
    Ok(())
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("counts.tsv")
}

/// `None` where there is no valgrind.
fn counts() -> Result<Option<Vec<Count>>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("there is no valgrind here: instructions are not counted");
        return Ok(None);
    }
    let mut counts = Vec::new();
    for (name, family) in [("speakeasy", Family::Speakeasy), ("generator", Family::Generator)] {
        let folder = run::made(family, MODELS)?;
        let totals = STAGES.iter().map(|stage| count(stage, &folder)).collect::<Result<Vec<_>>>()?;
        for at in 1..STAGES.len() {
            counts.push((format!("{name}, {MODELS} models, pages to {}", STAGES[at]), totals[at] - totals[0]));
        }
    }
    for codec in ["table", "derive"] {
        let mut pages = pages::eight_fields(Family::Speakeasy, MODELS);
        pages.push(("spec.toml".to_owned(), format!("codec = \"{codec}\"\n")));
        let folder = run::laid_out(&format!("eight-fields-{codec}"), &pages)?;
        let each = (count("text", &folder)? - count("models", &folder)?) / MODELS as u64;
        counts.push((format!("back end, a struct of eight fields, {codec}"), each));
    }
    Ok(Some(counts))
}

fn count(stage: &str, folder: &Path) -> Result<u64> {
    let measured = run::measure(1, stage, folder, None)?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(measured.get_program()).args(measured.get_args()).env("RAYON_NUM_THREADS", "1");
    let ended = valgrind.output()?;
    let said = String::from_utf8_lossy(&ended.stderr);
    if !ended.status.success() {
        return Err(format!("{valgrind:?}: {said}").into());
    }
    let collected = said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    collected.ok_or_else(|| format!("{valgrind:?}: {said}").into())
}
