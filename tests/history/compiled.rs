//! The steps of a history as the compiler and `cargo-semver-checks` see them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use fieldmark::diff::{
    self, Comparison,
    change::Change,
    read::{self, Files},
};

use super::{Step, all_steps, program};

/// How many steps each set goes through: each is compiled several times.
const STEPS: usize = 17;

/// Where crates are compiled.
struct Place {
    folder: PathBuf,
    /// Whether there is `cargo-semver-checks`.
    tool: bool,
    /// The crate that `after.json` describes: each step begins where the last one ended.
    described: Files,
}

/// What was found over a history.
#[derive(Debug, Default)]
struct Figures {
    steps: usize,
    breaking: usize,
    found_by_tool: usize,
    unreported: Vec<String>,
    compatible: usize,
    compatible_but_broken: Vec<String>,
    false_alarms: Vec<String>,
}

impl Figures {
    /// The counts in one line: a history that is cut off has still said something.
    fn so_far(&self) -> String {
        format!(
            "{} steps: {} breaking lines, {} false; {} without, {} of them broken; {} found by the tool, {} unreported",
            self.steps,
            self.breaking,
            self.false_alarms.len(),
            self.compatible,
            self.compatible_but_broken.len(),
            self.found_by_tool,
            self.unreported.len()
        )
    }
}

/// Every breaking change that `cargo-semver-checks` finds is reported as breaking; what is reported as
/// compatible goes on to compile, and old samples go on to come back; what is reported as breaking does not.
#[test]
#[ignore = "compiles a crate for each of more than 60 steps: a quarter of an hour"]
fn what_is_said_to_break_breaks_and_nothing_else_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fieldmark-history");
    let tool = Command::new("cargo-semver-checks").arg("--version").output().is_ok();
    if !tool {
        println!("skipped: cargo-semver-checks is not installed; only the compiler is asked");
    }
    let (mut place, mut figures) = (Place { folder, tool, described: Files::new() }, Figures::default());
    for step in all_steps(STEPS) {
        look_at(&step, &mut place, &mut figures);
        println!("{}; {:?}", figures.so_far(), step.done);
    }
    println!("{figures:#?}");
    assert!(figures.unreported.is_empty() && figures.compatible_but_broken.is_empty(), "{figures:#?}");
    assert!(figures.false_alarms.len() * 50 < figures.breaking, "{figures:#?}");
}

fn look_at(step: &Step, place: &mut Place, figures: &mut Figures) {
    let folder = place.folder.as_path();
    let Step { done, before: (_, before), after: (_, after) } = step;
    let comparison = diff::compare(before, after);
    let breaking: Vec<&Change> =
        comparison.changes().map(|(_, change)| change).filter(|change| change.breaks.any()).collect();
    figures.steps += 1;
    figures.breaking += breaking.len();
    let new_crate = folder.join("after");
    write_crate(&new_crate, after);
    let compiled = compile(folder, before, after);
    let said = String::from_utf8_lossy(&compiled.stderr).into_owned();
    let fails = !compiled.status.success();
    // What compiles and is said to break must break on the wire.
    let comes_back = fails || breaking.is_empty() || run(folder).status.success();
    if breaking.is_empty() {
        figures.compatible += 1;
        if fails {
            figures.compatible_but_broken.push(format!("{done:?}: {said}"));
        }
    }
    let mentioned = program::names(&said);
    for change in &breaking {
        let name = change.subject.rsplit(['.', ':']).next().unwrap_or_default();
        // Of several arguments of one type, the compiler does not know which one is missing.
        let owner = change.subject.split(['.', ':']).next().unwrap_or_default();
        let miscalled =
            change.breaks.builders && said.contains("error[E0061]") && said.contains(&format!("{owner}::new"));
        let named = mentioned.contains(name) || change.before.split("::").any(|part| mentioned.contains(part));
        let evident = fails && (named || miscalled);
        if !evident && comes_back {
            figures.false_alarms.push(format!(
                "{done:?}: {} {}: {}",
                change.what.as_str(),
                change.subject,
                change.reason
            ));
        }
    }
    if place.tool {
        for found in semver_checks(place, before, after) {
            figures.found_by_tool += 1;
            if !is_reported(&found, &comparison) {
                figures.unreported.push(format!("{done:?}: {found}"));
            }
        }
    }
}

/// Whether a breaking line names what was found.
fn is_reported(found: &str, comparison: &Comparison) -> bool {
    // `struct zoo::Cat, previously in file ..`, `field name of struct Cat, ..`, `Cat::new takes 2 ..`
    let item = found.split(" in ").next().unwrap_or(found);
    let wanted = program::names(item);
    comparison.changes().filter(|(_, change)| change.breaks.any()).any(|(_, change)| {
        let Change { subject, before, after, reason, advice, .. } = change;
        let text = [subject, before, after, reason, advice].map(String::as_str).join(" ");
        let common = [
            "new",
            "self",
            "struct",
            "enum",
            "field",
            "variant",
            "of",
            "previously",
            "takes",
            "now",
            "parameters",
            "models",
            "type",
        ];
        program::names(&text).iter().any(|name| wanted.contains(name) && !common.contains(name))
    })
}

/// Compares the crate in `after` with that of `before`, of which the last step has left the description.
fn semver_checks(place: &mut Place, before: &Files, after: &Files) -> Vec<String> {
    let [old, new] = ["before.json", "after.json"].map(|name| place.folder.join(name));
    if place.described == *before {
        fs::rename(&new, &old).expect("renamed");
    } else {
        write_crate(&place.folder.join("before"), before);
        describe(&place.folder.join("before"), &old);
    }
    describe(&place.folder.join("after"), &new);
    place.described.clone_from(after);
    let output = Command::new("cargo")
        .args(["semver-checks", "check-release", "--release-type", "minor", "--color", "never"])
        .arg("--baseline-rustdoc")
        .arg(&old)
        .arg("--current-rustdoc")
        .arg(&new)
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() || said.contains("--- failure"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut found = Vec::new();
    let mut within = false;
    for line in said.lines() {
        match line.strip_prefix("  ") {
            _ if line.starts_with("Failed in:") => within = true,
            Some(item) if within => found.push(item.trim().to_owned()),
            _ => within = false,
        }
    }
    found
}

/// Writes what rustdoc knows of a crate.
fn describe(krate: &Path, to: &Path) {
    let args = ["rustdoc", "--quiet", "--lib", "--", "-Zunstable-options", "--output-format", "json", "--cap-lints"];
    let more = ["allow", "--document-private-items", "--document-hidden-items"];
    let output = cargo(krate, &[&args[..], &more].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::copy(krate.join("../target/doc/models.json"), to).expect("copied");
}

const DEPENDENCIES: &str = "serde = { version = \"1\", features = [\"derive\"] }\n\
                            serde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n";

fn write_crate(folder: &Path, files: &Files) {
    let _ = fs::remove_dir_all(folder);
    let sources = files.iter().filter(|(path, _)| path.starts_with("src/"));
    for (path, text) in sources {
        write(&folder.join(path), text);
    }
    let manifest = format!(
        "[package]\nname = \"models\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{DEPENDENCIES}\n[workspace]\n"
    );
    write(&folder.join("Cargo.toml"), &manifest);
}

fn compile(folder: &Path, before: &Files, after: &Files) -> Output {
    let (old, new) = read::both(before, after);
    let program = folder.join("program");
    let _ = fs::remove_dir_all(&program);
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nmodels = {{ path = \
         \"../after\" }}\n{DEPENDENCIES}\n[profile.dev]\ndebug = false\n\n[workspace]\n"
    );
    write(&program.join("Cargo.toml"), &manifest);
    write(&program.join("src/main.rs"), &program::text(&old, &new, before));
    for (path, text) in before {
        if let Some(name) = path.strip_prefix("tests/round_trip/").filter(|name| *name != "main.rs") {
            write(&program.join("src").join(name), text);
        } else if path.starts_with("tests/samples/") {
            write(&program.join(path), text);
        }
    }
    cargo(&program, &["check", "--quiet", "--color", "never"])
}

fn run(folder: &Path) -> Output {
    cargo(&folder.join("program"), &["run", "--quiet", "--color", "never"])
}

/// Runs cargo in one of the crates; rustdoc's JSON is not stable yet.
fn cargo(folder: &Path, args: &[&str]) -> Output {
    let target: PathBuf = folder.join("../target");
    let mut cargo = Command::new("cargo");
    cargo.args(args).current_dir(folder).env("CARGO_TARGET_DIR", target).env("RUSTC_BOOTSTRAP", "1");
    cargo.output().expect("cargo runs")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("below a folder")).expect("created");
    fs::write(path, text).expect("written");
}
