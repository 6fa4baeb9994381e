//! What a generated crate costs to compile, beside what the peers that are installed make of the same API: rustc on
//! that crate alone, in turns, against dependencies that are built already.
//!
//! CPU and memory are read from `/proc`: this runs on Linux.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::{Result, peers, run};

const ROUNDS: usize = 5;

/// A crate to compile.
struct Subject {
    name: &'static str,
    edition: &'static str,
    root: PathBuf,
    types: usize,
    /// The packages that it uses, as a manifest names them.
    uses: &'static [(&'static str, &'static str)],
    /// What is switched on: models stand behind features.
    features: BTreeSet<String>,
    /// The least of each figure: of a check, and of a dev build.
    least: [Took; 2],
}

/// What a run of rustc took.
#[derive(Clone, Copy)]
struct Took {
    /// Seconds of CPU.
    cpu: f64,
    /// MiB at its peak.
    peak: f64,
}

const NONE: Took = Took { cpu: f64::MAX, peak: f64::MAX };

/// Generates the crates, compiles each in turn and prints a table. The last columns are ratios of a type of ours to
/// one of the peer's, of memory as a whole.
pub fn run(document: &Path, docs: &Path) -> Result {
    let folder = run::folder("compile")?;
    let ours = folder.join("ours");
    run::took(run::measure(2, "written", docs, Some(&ours))?)?;
    let mut subjects = vec![Subject {
        name: "fieldmark",
        edition: "2024",
        types: types(&ours.join("src"))?,
        root: ours.join("src/lib.rs"),
        uses: peers::OURS,
        features: groups(&ours.join("Cargo.toml"))?,
        least: [NONE; 2],
    }];
    println!("| crate | types | check, s | dev build, s | check, MiB | check | dev build | memory |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for peer in peers::all(document, &folder)? {
        match peer.command().stdout(Stdio::null()).stderr(Stdio::null()).status() {
            Ok(ended) if ended.success() => subjects.push(Subject {
                name: peer.name,
                edition: peer.edition,
                types: types(peer.folder().unwrap_or(&peer.root))?,
                root: peer.root,
                uses: peer.uses,
                features: BTreeSet::new(),
                least: [NONE; 2],
            }),
            Ok(_) => println!("| {} | fails | | | | | | |", peer.name),
            Err(_) => println!("| {} | not installed | | | | | | |", peer.name),
        }
    }
    let dependencies = dependencies(&folder, &subjects)?;
    for _ in 0..ROUNDS {
        subjects.retain_mut(|subject| match subject.take_turn(&dependencies, &folder) {
            Ok(()) => true,
            Err(why) => {
                println!("| {} | {why} | | | | | | |", subject.name);
                false
            }
        });
    }
    let Some((Subject { least: [check, build], types, .. }, _)) = subjects.split_first() else {
        return Err("our crate does not compile".into());
    };
    for other in &subjects {
        let [their_check, their_build] = other.least;
        let a_type = |ours: f64, theirs: f64| ours / *types as f64 / (theirs / other.types as f64);
        println!(
            "| {} | {} | {:.2} | {:.2} | {:.0} | {:.2} | {:.2} | {:.2} |",
            other.name,
            other.types,
            their_check.cpu,
            their_build.cpu,
            their_check.peak,
            a_type(check.cpu, their_check.cpu),
            a_type(build.cpu, their_build.cpu),
            check.peak / their_check.peak,
        );
    }
    Ok(())
}

/// Builds what the crates need and tells where it is.
fn dependencies(folder: &Path, subjects: &[Subject]) -> Result<PathBuf> {
    let package = folder.join("dependencies");
    fs::create_dir_all(&package)?;
    let used: BTreeMap<&str, &str> = subjects.iter().flat_map(|subject| subject.uses).copied().collect();
    let used: String = used.iter().map(|(name, what)| format!("{name} = {what}\n")).collect();
    let head =
        "[package]\nname = \"dependencies\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n";
    fs::write(package.join("Cargo.toml"), format!("{head}\n[workspace]\n\n[dependencies]\n{used}"))?;
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
        false => Err("what the crates depend on cannot be built".into()),
    }
}

impl Subject {
    fn take_turn(&mut self, dependencies: &Path, folder: &Path) -> Result {
        for (at, what) in [["metadata", "0"], ["metadata,link", "2"]].into_iter().enumerate() {
            let took = self.compile(what, dependencies, folder)?;
            let least = &mut self.least[at];
            *least = Took { cpu: least.cpu.min(took.cpu), peak: least.peak.min(took.peak) };
        }
        Ok(())
    }

    fn compile(&self, [emit, debug]: [&str; 2], dependencies: &Path, folder: &Path) -> Result<Took> {
        let name = self.name.replace('-', "_");
        let mut rustc = Command::new("rustc");
        rustc.args(["--crate-type", "lib", "--cap-lints", "allow", "--crate-name", &name]);
        rustc.args(["--edition", self.edition, "--emit", emit, "-C", &format!("debuginfo={debug}")]);
        rustc.args(self.features.iter().flat_map(|feature| ["--cfg".to_owned(), format!("feature=\"{feature}\"")]));
        rustc.arg("-L").arg(format!("dependency={}", dependencies.display())).arg("--out-dir").arg(folder);
        for (package, _) in self.uses {
            let package = package.replace('-', "_");
            rustc.arg("--extern").arg(format!("{package}={}", library(dependencies, &package)?.display()));
        }
        let before = run::children_cpu()?;
        let said = folder.join(format!("{name}.log"));
        let mut child = rustc.arg(&self.root).stderr(fs::File::create(&said)?).spawn()?;
        let peak = peak(&mut child);
        if child.wait()?.success() {
            return Ok(Took { cpu: run::children_cpu()? - before, peak });
        }
        let said = fs::read_to_string(&said)?;
        let error = said.lines().find(|line| line.starts_with("error")).unwrap_or_default();
        Err(format!("does not compile: {}", error.replace('|', "/")).into())
    }
}

/// The newest library of that name.
fn library(dependencies: &Path, name: &str) -> Result<PathBuf> {
    let start = format!("lib{name}-");
    let is_it = |path: &PathBuf| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        // One of macros is of the machine's own kind.
        file.starts_with(&start) && [".rlib", ".so"].iter().any(|kind| file.ends_with(kind))
    };
    let files: Vec<PathBuf> = fs::read_dir(dependencies)?.flatten().map(|entry| entry.path()).filter(is_it).collect();
    let newest = files.into_iter().max_by_key(|path| path.metadata().and_then(|file| file.modified()).ok());
    Ok(newest.ok_or_else(|| format!("there is no {start}*"))?)
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
