//! cargo, as far as the gate needs it.

use std::{
    env,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde::Deserialize;
use serde_json::Value;

use super::Fault;

/// How many lines of a crash are shown.
const SHOWN_LINES: usize = 20;
/// The test of the generated crate.
const TEST: &str = "round_trip";

/// What came of a build.
pub(super) enum Built {
    /// The program.
    Program(PathBuf),
    /// What rustc says.
    Refused(Vec<Fault>),
}

/// Makes sure that the dependencies are there; goes to the network only where one is missing.
pub(super) fn fetch(staging: &Path) -> io::Result<()> {
    if run(cargo(staging).args(["fetch", "--quiet", "--offline"]))?.status.success() {
        return Ok(());
    }
    let fetched = run(cargo(staging).args(["fetch", "--quiet"]))?;
    if fetched.status.success() {
        return Ok(());
    }
    let why = String::from_utf8_lossy(&fetched.stderr).into_owned();
    Err(io::Error::other(format!("the dependencies of the generated crate cannot be had:\n{why}")))
}

/// Compiles the crate and its round-trip test.
pub(super) fn build(staging: &Path, target: &Path) -> io::Result<Built> {
    compile(staging, target, &["test", "--no-run", "--test", TEST])
}

/// Compiles the crate and one of its examples.
pub(super) fn build_example(staging: &Path, target: &Path, name: &str) -> io::Result<Built> {
    compile(staging, target, &["build", "--example", name])
}

fn compile(staging: &Path, target: &Path, what: &[&str]) -> io::Result<Built> {
    let built = run(cargo(staging)
        .args(what)
        .args(["--quiet", "--offline", "--message-format", "json"])
        .env("CARGO_TARGET_DIR", target))?;
    let messages: Vec<Message> =
        built.stdout.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    if !built.status.success() {
        let mut faults: Vec<Fault> = messages.into_iter().filter_map(Message::into_fault).collect();
        if faults.is_empty() {
            faults.push(Fault::Crashed(tail(&built.stderr)));
        }
        return Ok(Built::Refused(faults));
    }
    let program =
        messages.into_iter().find_map(|message| message.executable.filter(|_| message.reason == "compiler-artifact"));
    program.map(Built::Program).ok_or_else(|| io::Error::other("cargo has built the program but does not say where"))
}

/// Runs the round-trip test.
pub(super) fn test(program: &Path, staging: &Path) -> io::Result<Vec<Fault>> {
    let report = staging.join("failures.jsonl");
    let _ = fs::remove_file(&report);
    let mut test = Command::new(program);
    // Where it ends otherwise than by a sample, its last lines are to say why, not where.
    test.current_dir(staging).env("FIELDMARK_FAILURES", &report).env("RUST_BACKTRACE", "0");
    let tested = run(&mut test)?;
    if tested.status.success() {
        return Ok(Vec::new());
    }
    let lines = fs::read_to_string(&report).unwrap_or_default();
    let mut faults: Vec<Fault> =
        lines.lines().filter_map(|line| Some(serde_json::from_str::<Failure>(line).ok()?.into_fault())).collect();
    if faults.is_empty() {
        faults.push(Fault::Crashed(tail(&[tested.stdout, tested.stderr].concat())));
    }
    Ok(faults)
}

/// Which compiler it is: the file beside the cargo that runs this, where there is one, else what it says itself,
/// which takes longer than all else that is done where nothing changed.
pub(super) fn compiler(staging: &Path) -> io::Result<String> {
    let given = env::var_os("RUSTC");
    if given.is_none()
        && let Some(found) = env::var_os("CARGO").and_then(|cargo| beside(Path::new(&cargo)))
    {
        return Ok(found);
    }
    let program = given.unwrap_or_else(|| OsString::from("rustc"));
    Ok(String::from_utf8_lossy(&run(Command::new(program).arg("-vV").current_dir(staging))?.stdout).into_owned())
}

/// The compiler of a toolchain, by its size and time. rustup's own folder has none, only what chooses one.
fn beside(cargo: &Path) -> Option<String> {
    let named = |name: &str| cargo.with_file_name(format!("{name}{}", env::consts::EXE_SUFFIX));
    if named("rustup").exists() {
        return None;
    }
    let rustc = named("rustc");
    let data = fs::metadata(&rustc).ok()?;
    Some(format!("{} {} {:?}\n", rustc.display(), data.len(), data.modified().ok()?))
}

fn cargo(staging: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    // What cargo tells the program that it runs is not meant for the one that this program runs.
    command.current_dir(staging).env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET_DIR");
    command
}

fn run(command: &mut Command) -> io::Result<Output> {
    command
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", command.get_program().to_string_lossy())))
}

fn tail(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n")
}

/// A line that cargo prints.
#[derive(Deserialize)]
struct Message {
    reason: String,
    executable: Option<PathBuf>,
    message: Option<Rustc>,
}

#[derive(Deserialize)]
struct Rustc {
    message: String,
    level: String,
    spans: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

impl Message {
    fn into_fault(self) -> Option<Fault> {
        let said = self.message.filter(|message| message.level.starts_with("error"))?;
        let Some(place) = said.spans.iter().find(|place| place.is_primary) else {
            // "aborting due to 3 previous errors" says nothing that they did not.
            return (!said.message.starts_with("aborting")).then_some(Fault::DoesNotCompile {
                file: String::new(),
                line: 0,
                message: said.message,
            });
        };
        let (file, line) = (place.file_name.replace('\\', "/"), place.line_start);
        Some(Fault::DoesNotCompile { message: format!("{file}:{line}: {}", said.message), file, line })
    }
}

/// A line that the harness of the tests writes.
#[derive(Deserialize)]
struct Failure {
    model: String,
    case: String,
    sent: String,
    path: Vec<Value>,
    what: String,
}

impl Failure {
    fn into_fault(self) -> Fault {
        let Self { model, case, sent, path, what } = self;
        let Some(why) = what.strip_prefix(UNREAD) else { return Fault::DoesNotComeBack { model, case, path, what } };
        let path = super::explain::path_at(&sent, why);
        let sent: Value = serde_json::from_str(&sent).unwrap_or_default();
        let found = path.iter().try_fold(&sent, |value, step| match step {
            Value::String(key) => value.get(key),
            position => value.get(position.as_u64()? as usize),
        });
        let found = found.unwrap_or(&Value::Null).to_string();
        // The path says it better.
        let why = why.rsplit_once(" at line ").map_or(why, |(why, _)| why);
        Fault::DoesNotComeBack { model, case, path, what: format!("is {} and {UNREAD}{why}", cut(&found)) }
    }
}

/// What the harness says of a value that a type does not take.
const UNREAD: &str = "does not read: ";

/// The beginning of a value that may be large.
fn cut(value: &str) -> String {
    const SHOWN: usize = 200;
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}..", &value[..end]),
        None => value.to_owned(),
    }
}
