//! What a generated crate costs to compile, beside typify's output for the same API: rustc on that crate alone,
//! in turns, against dependencies that are built already.
//!
//! CPU and memory are read from `/proc`: this runs on Linux.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::Duration,
};

use crate::{Result, peers, run};

const ROUNDS: usize = 5;
const MANIFEST: &str = r#"[package]
name = "dependencies"
version = "0.0.0"
edition = "2024"

[lib]
path = "lib.rs"

[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = { version = "1", features = ["float_roundtrip", "raw_value"] }

[workspace]
"#;

/// A crate to compile.
struct Subject {
    name: &'static str,
    edition: &'static str,
    root: PathBuf,
    types: usize,
    /// What is switched on: models stand behind features.
    features: BTreeSet<String>,
}

/// What a run of rustc took.
#[derive(Clone, Copy)]
struct Took {
    /// Seconds of CPU.
    cpu: f64,
    /// MiB at its peak.
    peak: f64,
}

/// Generates both crates, compiles each in turn and prints a table.
pub fn run(document: &Path, docs: &Path) -> Result {
    let folder = run::folder("compile")?;
    let ours = folder.join("ours");
    run::took(run::measure(2, "written", docs, Some(&ours))?)?;
    let theirs = folder.join("typify.rs");
    peers::write_typify(document, &folder, &theirs)?;
    let dependencies = dependencies(&folder)?;
    let subjects = [
        Subject { name: "typify", edition: "2021", types: types(&theirs)?, root: theirs, features: BTreeSet::new() },
        Subject {
            name: "fieldmark",
            edition: "2024",
            types: types(&ours.join("src"))?,
            root: ours.join("src/lib.rs"),
            features: groups(&ours.join("Cargo.toml"))?,
        },
    ];
    println!("| crate | types | check, s | dev build, s | check, MiB |\n| --- | ---: | ---: | ---: | ---: |");
    let none = Took { cpu: f64::MAX, peak: f64::MAX };
    let mut least = [[none; 2]; 2];
    for _ in 0..ROUNDS {
        for (subject, least) in subjects.iter().zip(&mut least) {
            for (what, least) in [["metadata", "0"], ["metadata,link", "2"]].iter().zip(least) {
                let took = compile(subject, *what, &dependencies, &folder)?;
                *least = Took { cpu: least.cpu.min(took.cpu), peak: least.peak.min(took.peak) };
            }
        }
    }
    for (subject, [check, build]) in subjects.iter().zip(least) {
        println!("| {} | {} | {:.2} | {:.2} | {:.0} |", subject.name, subject.types, check.cpu, build.cpu, check.peak);
    }
    let [[their_check, their_build], [our_check, our_build]] = least;
    let (check, build) = (our_check.cpu / their_check.cpu, our_build.cpu / their_build.cpu);
    println!("| ratio | | {check:.2} | {build:.2} | {:.2} |", our_check.peak / their_check.peak);
    Ok(())
}

/// Builds what both crates need and tells where it is.
fn dependencies(folder: &Path) -> Result<PathBuf> {
    let package = folder.join("dependencies");
    fs::create_dir_all(&package)?;
    fs::write(package.join("Cargo.toml"), MANIFEST)?;
    fs::write(package.join("lib.rs"), "")?;
    let target = folder.with_file_name("compile-target");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--quiet", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target);
    match cargo.status()?.success() {
        true => Ok(target.join("debug/deps")),
        false => Err("serde cannot be built".into()),
    }
}

fn compile(subject: &Subject, [emit, debug]: [&str; 2], dependencies: &Path, folder: &Path) -> Result<Took> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--crate-type", "lib", "--cap-lints", "allow", "--crate-name", subject.name]);
    rustc.args(["--edition", subject.edition, "--emit", emit, "-C", &format!("debuginfo={debug}")]);
    rustc.args(subject.features.iter().flat_map(|feature| ["--cfg".to_owned(), format!("feature=\"{feature}\"")]));
    rustc.arg("-L").arg(format!("dependency={}", dependencies.display())).arg("--out-dir").arg(folder);
    for name in ["serde", "serde_json"] {
        rustc.arg("--extern").arg(format!("{name}={}", library(dependencies, name)?.display()));
    }
    let before = run::children_cpu()?;
    let said = folder.join(format!("{}.log", subject.name));
    let mut child = rustc.arg(&subject.root).stderr(fs::File::create(&said)?).spawn()?;
    let peak = peak(&mut child);
    match child.wait()?.success() {
        true => Ok(Took { cpu: run::children_cpu()? - before, peak }),
        false => Err(format!("{} does not compile: see {}", subject.root.display(), said.display()).into()),
    }
}

/// The newest library of that name.
fn library(dependencies: &Path, name: &str) -> Result<PathBuf> {
    let start = format!("lib{name}-");
    let is_it = |path: &PathBuf| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        file.starts_with(&start) && file.ends_with(".rlib")
    };
    let files: Vec<PathBuf> = fs::read_dir(dependencies)?.flatten().map(|entry| entry.path()).filter(is_it).collect();
    let newest = files.into_iter().max_by_key(|path| path.metadata().and_then(|file| file.modified()).ok());
    Ok(newest.ok_or_else(|| format!("there is no {start}*.rlib"))?)
}

/// The most memory that a process has had when it ends, in MiB.
fn peak(child: &mut Child) -> f64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0;
    while let Ok(None) = child.try_wait() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        peak = kib.map_or(peak, |kib| kib / 1024.0);
        thread::sleep(Duration::from_millis(10));
    }
    peak
}

/// The groups of models that a manifest has features for; those of packages bring these with them.
fn groups(manifest: &Path) -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(manifest)?;
    let features = text.lines().skip_while(|line| *line != "[features]").skip(1).take_while(|line| !line.is_empty());
    let groups = features.filter(|line| !line.contains("\"dep:")).filter_map(|line| Some(line.split_once(" = ")?.0));
    Ok(groups.filter(|name| *name != "default").map(|name| name.trim_matches('"').to_owned()).collect())
}

/// How many structs and enums stand in a file or folder.
fn types(path: &Path) -> Result<usize> {
    if path.is_dir() {
        let inner: Vec<PathBuf> = fs::read_dir(path)?.flatten().map(|entry| entry.path()).collect();
        let of_api = inner.iter().filter(|path| !path.ends_with("src/support"));
        return of_api.map(|path| types(path)).sum();
    }
    let text = fs::read_to_string(path)?;
    let is_type = |line: &&str| ["pub struct ", "pub enum "].iter().any(|start| line.trim_start().starts_with(start));
    Ok(text.lines().filter(is_type).count())
}
