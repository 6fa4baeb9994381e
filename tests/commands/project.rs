//! A folder with pages, and the commands run in it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
    time::SystemTime,
};

use tempfile::TempDir;

/// A page in the form of Speakeasy's Python SDKs.
pub const CAT: &str = "\
# Cat

A cat, as the shelter knows it.


## Fields

| Field                                  | Type                                   | Required                               | Description                            |
| -------------------------------------- | -------------------------------------- | -------------------------------------- | -------------------------------------- |
| `name`                                 | *str*                                  | :heavy_check_mark:                     | What it answers to.                    |
| `lives_left`                           | *Optional[int]*                        | :heavy_minus_sign:                     | How often it may still fall.           |
| `mood`                                 | [Optional[models.Mood]](../models/mood.md) | :heavy_minus_sign:                 | How it looks at you.                   |
";

/// The enum that it links to.
pub const MOOD: &str = "\
# Mood

How a cat looks at you.


## Values

| Name      | Value     |
| --------- | --------- |
| `CONTENT` | content   |
| `HUNGRY`  | hungry    |
";

/// A guide that lies between them.
pub const GUIDE: &str = "# Getting started\n\nInstall the SDK, then adopt a cat.\n";

/// A project that goes away with the value.
pub struct Project {
    folder: TempDir,
}

/// How a run ended and what it said.
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Project {
    /// A project with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        // In memory where there is such a folder: runs wait for the disk, and there are hundreds of them.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let project = Self { folder: folder.expect("a folder") };
        files.iter().for_each(|(path, text)| project.put(path, text));
        project
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file.
    pub fn put(&self, path: &str, text: &str) {
        let path = self.folder().join(path);
        fs::create_dir_all(path.parent().expect("below the project")).expect("created");
        fs::write(path, text).expect("written");
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether there is such a file or folder.
    pub fn has(&self, path: &str) -> bool {
        self.folder().join(path).exists()
    }

    /// Every file below a folder, with what it says and when it was written.
    pub fn snapshot(&self, folder: &str) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder().join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let modified = fs::metadata(&path).and_then(|data| data.modified()).expect("a time");
                let text = fs::read(&path).expect("readable");
                files.insert(path, (modified, text));
            }
        }
        files
    }

    /// What every file below a folder says; what a run has staged is left out.
    pub fn files(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = self.snapshot(folder).into_iter().map(|(path, (_, text))| (path, text));
        files.filter(|(path, _)| !path.to_string_lossy().contains("/.fieldmark-")).collect()
    }

    /// Runs a command in the project's folder.
    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(&self.command(args).output().expect("the commands run"))
    }

    /// A command in the project's folder, to be run.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(xtask());
        // Projects come and go: what they depend on is built once for all of them.
        command.args(args).current_dir(self.folder()).env("CARGO_TARGET_DIR", workspace().join("target"));
        command
    }
}

impl Project {
    /// Runs cargo on a crate in the project; fails unless it succeeds.
    #[track_caller]
    pub fn cargo(&self, folder: &str, args: &[&str]) {
        let output = Command::new(env!("CARGO"))
            .args(args)
            .current_dir(self.folder().join(folder))
            .env("CARGO_TARGET_DIR", workspace().join("target/fieldmark-gate/target"))
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .expect("cargo runs");
        let run = Run::of(&output);
        run.ends(0);
    }
}

impl Run {
    /// A run that is over.
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let status = output.status.code().expect("an exit status");
        Self { status, out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Fails unless the run ended with this status.
    #[track_caller]
    pub fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }

    /// Fails unless standard error has this in it.
    #[track_caller]
    pub fn says(self, what: &str) -> Self {
        assert!(self.err.contains(what), "{what:?} is not in standard error:\n{}", self.err);
        self
    }
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the workspace")
}

/// The binary. cargo gives tests only the binaries of their own package, so it is asked to build this one.
fn xtask() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--workspace", "--bin", "xtask", "--features", "xtask/fault-injection"])
            .args(["--message-format", "json"])
            .current_dir(workspace())
            .output()
            .expect("cargo runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let messages = String::from_utf8(built.stdout).expect("UTF-8");
        let mut executables = messages.lines().filter_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            message["executable"].as_str().map(PathBuf::from)
        });
        executables.next().expect("cargo says where the binary is")
    })
}
