//! Processes of this program, and what is kept of them.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use fieldmark_benches::pages::{self, Family, Page};

use crate::Result;

/// What one process took.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    /// Seconds of CPU of the stage alone.
    pub stage_cpu: f64,
    /// Seconds of CPU of the whole process.
    pub cpu: f64,
    /// Seconds of the whole process.
    pub wall: f64,
    /// MiB at its peak.
    pub peak: f64,
}

/// A folder for `name` that is empty, below the target folder. It goes when all is
/// measured: for seconds after it has removed many files, a file system may be slow to create others.
///
/// # Errors
/// Where it cannot be made.
pub fn folder(name: &str) -> Result<PathBuf> {
    let all = scratch()?;
    let taken = (0..).map(|at| all.join(format!("{name}-{at}"))).find(|folder| !folder.exists());
    let folder = taken.ok_or("every name is taken")?;
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Removes these folders.
///
/// # Errors
/// Where it cannot be removed.
pub fn clear() -> Result {
    let all = scratch()?;
    if all.exists() {
        fs::remove_dir_all(all)?;
    }
    Ok(())
}

fn scratch() -> Result<PathBuf> {
    Ok(target()?.join("fieldmark-bench"))
}

/// The folder that cargo built this program in.
///
/// # Errors
/// Where it lies elsewhere.
pub fn target() -> Result<PathBuf> {
    let program = env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("this program lies in no target folder")?.to_owned())
}

/// Made pages on disk.
///
/// # Errors
/// Where they cannot be written.
pub fn made(family: Family, count: usize) -> Result<PathBuf> {
    laid_out(&format!("{family:?}-{count}").to_lowercase(), &pages::mixed(family, count))
}

/// Pages on disk.
///
/// # Errors
/// Where they cannot be written.
pub fn laid_out(name: &str, all: &[Page]) -> Result<PathBuf> {
    let folder = folder(name)?;
    pages::write(&folder, all)?;
    Ok(folder)
}

/// The folders of pages that the variable `FIELDMARK_TREES` names, which need not be there: this repository has
/// none of them.
pub fn trees() -> Vec<PathBuf> {
    env::var_os("FIELDMARK_TREES").map(|all| env::split_paths(&all).collect()).unwrap_or_default()
}

/// What people call a folder: its last two parts.
pub fn name_of(folder: &Path) -> String {
    let parts: Vec<_> = folder.iter().map(|part| part.to_string_lossy()).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}

/// The command line of a measured process, with one thread for each of `threads`.
///
/// # Errors
/// Where this program does not know where it lies.
pub fn measure(threads: usize, stage: &str, folder: &Path, out: Option<&Path>) -> Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args(["measure", stage]).arg(folder).args(out).env("RAYON_NUM_THREADS", threads.to_string());
    Ok(command)
}

/// Runs it.
///
/// # Errors
/// Where it fails.
pub fn took(mut command: Command) -> Result<Took> {
    let ended = command.output()?;
    let said = String::from_utf8_lossy(&ended.stdout);
    let figures: Vec<f64> = said.split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
    let [stage_cpu, _, cpu, wall, peak] = *figures else {
        return Err(format!("{command:?}: {said}{}", String::from_utf8_lossy(&ended.stderr)).into());
    };
    Ok(Took { stage_cpu, cpu, wall, peak })
}

/// The least of each figure over `rounds`, in which the subjects take turns.
///
/// # Errors
/// Where one of them fails.
pub fn least<const N: usize>(rounds: usize, subjects: [&dyn Fn() -> Result<Command>; N]) -> Result<[Took; N]> {
    let mut least = [Took { stage_cpu: f64::MAX, cpu: f64::MAX, wall: f64::MAX, peak: f64::MAX }; N];
    for _ in 0..rounds {
        for (subject, least) in subjects.iter().zip(&mut least) {
            let took = took(subject()?)?;
            least.stage_cpu = least.stage_cpu.min(took.stage_cpu);
            least.cpu = least.cpu.min(took.cpu);
            least.wall = least.wall.min(took.wall);
            least.peak = least.peak.min(took.peak);
        }
    }
    Ok(least)
}

/// Seconds of CPU of all children that have ended.
///
/// # Errors
/// Where the system does not say it so.
pub fn children_cpu() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // Behind the name, which is in brackets, the times of children are the 14th and 15th figure; ticks of 10 ms.
    let figures = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(13).take(2);
    Ok(figures.filter_map(|figure| figure.parse::<f64>().ok()).sum::<f64>() / 100.0)
}
