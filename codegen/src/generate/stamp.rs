//! Whether a run would do anything that an earlier one has not done.
//!
//! In: what is asked for, where it reads and writes. Out: a [`Stamp`]. Size, times and number of every file that
//! decides over the outcome, hashed: pages, configuration, examples, the crate, the generator, the compiler. No
//! file is read for it. Where the stamp on disk is gone or says something else, the run takes its course, which
//! is to compare byte by byte.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::Request;
use crate::gate;

/// How long all files must have rested: some file systems tell times apart by no less, and what changes twice in
/// between looks the same.
const REST: Duration = Duration::from_secs(2);

/// The folders of the crate that hold what is generated.
const GENERATED: &[&str] = &["src", "tests"];

/// The state of everything that a run depends on, from before it.
#[derive(Debug)]
pub struct Stamp {
    file: PathBuf,
    state: Option<u64>,
}

impl Stamp {
    /// Looks at everything. `asked` is whatever else decides what a run does and says; `cache` stays between runs.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn take(request: &Request<'_>, asked: &str, cache: &Path) -> io::Result<Self> {
        Self::take_at(SystemTime::now(), &env::current_exe()?, request, asked, cache)
    }

    fn take_at(now: SystemTime, program: &Path, request: &Request<'_>, asked: &str, cache: &Path) -> io::Result<Self> {
        let mut name = DefaultHasher::new();
        (asked, std::path::absolute(request.out)?, env::current_dir()?).hash(&mut name);
        let mut seen = Seen { hasher: DefaultHasher::new(), newest: SystemTime::UNIX_EPOCH, is_plain: true };
        (format!("{request:?}"), asked, program).hash(&mut seen.hasher);
        seen.state(&fs::metadata(program)?);
        seen.below(request.spec)?;
        seen.crate_in(request.out)?;
        match gate::surroundings(request.out)? {
            Some(surroundings) => surroundings.hash(&mut seen.hasher),
            None => seen.is_plain = false,
        }
        let rests = now.duration_since(seen.newest).is_ok_and(|rest| rest > REST);
        let file = cache.join("unchanged").join(format!("{:016x}", name.finish()));
        Ok(Self { file, state: (seen.is_plain && rests).then(|| seen.hasher.finish()) })
    }

    /// What the earlier run left to be said, where this one would find all as it did.
    pub fn holds(&self) -> Option<String> {
        let text = fs::read_to_string(&self.file).ok()?;
        let (state, said) = text.split_once('\n')?;
        (state == format!("{:016x}", self.state?)).then(|| said.to_owned())
    }

    /// To be called at the end of a run that has found nothing to change, with what the next one is to say.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn store(&self, said: &str) -> io::Result<()> {
        let Some(state) = self.state else { return Ok(()) };
        self.file.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(&self.file, format!("{state:016x}\n{said}"))
    }
}

/// What was seen so far.
struct Seen {
    hasher: DefaultHasher,
    newest: SystemTime,
    /// No link, and nothing else that may change unseen.
    is_plain: bool,
}

impl Seen {
    fn state(&mut self, data: &fs::Metadata) {
        let changed = changed(data);
        (data.len(), data.modified().ok(), changed).hash(&mut self.hasher);
        let times = [data.modified().ok(), changed.map(|(_, time)| time)];
        self.newest = times.into_iter().flatten().fold(self.newest, SystemTime::max);
    }

    /// Every file below a folder; what begins with a dot is nobody's page.
    fn below(&mut self, folder: &Path) -> io::Result<()> {
        for (name, entry) in listed(folder)? {
            name.hash(&mut self.hasher);
            let kind = entry.file_type()?;
            self.is_plain &= !kind.is_symlink();
            if kind.is_file() {
                self.state(&entry.metadata()?);
            } else if kind.is_dir() && !name.to_string_lossy().starts_with('.') {
                self.below(&entry.path())?;
            }
        }
        // So that a file here and one in the folder above are not the same.
        "/".hash(&mut self.hasher);
        Ok(())
    }

    /// What lies in the crate's folder, and the manifests and locks that it may belong to.
    fn crate_in(&mut self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            for (name, entry) in listed(folder)? {
                let kind = entry.file_type()?;
                self.is_plain &= !kind.is_symlink();
                if kind.is_file() {
                    name.hash(&mut self.hasher);
                    self.state(&entry.metadata()?);
                } else if GENERATED.iter().any(|generated| name == *generated) {
                    name.hash(&mut self.hasher);
                    self.below(&entry.path())?;
                }
            }
        }
        for above in std::path::absolute(folder)?.ancestors().skip(1) {
            for name in ["Cargo.toml", "Cargo.lock"] {
                if let Ok(data) = fs::metadata(above.join(name)) {
                    self.state(&data);
                }
            }
        }
        Ok(())
    }
}

fn listed(folder: &Path) -> io::Result<Vec<(std::ffi::OsString, fs::DirEntry)>> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| (entry.file_name(), entry)))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}

/// When a file's content, name or rights were last changed, which nobody can set back, and its number.
#[cfg(unix)]
fn changed(data: &fs::Metadata) -> Option<(u64, SystemTime)> {
    use std::os::unix::fs::MetadataExt as _;
    let since = Duration::new(u64::try_from(data.ctime()).ok()?, u32::try_from(data.ctime_nsec()).ok()?);
    Some((data.ino(), SystemTime::UNIX_EPOCH + since))
}

/// Not to be had here.
#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> Option<(u64, SystemTime)> {
    None
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    struct Project(TempDir);

    impl Project {
        fn new() -> Self {
            let folder = Self(TempDir::new().expect("a folder"));
            folder.write("xtask", "a program");
            folder.write("spec/cats/spec.toml", "");
            folder.write("spec/cats/Cat.md", "# Cat\n");
            folder.write("out/Cargo.toml", "[package]\nname = \"cats\"\n");
            folder.write("out/src/cats/cat.rs", "// a cat\n");
            folder
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.0.path().join(path);
            fs::create_dir_all(path.parent().expect("is below")).expect("a folder");
            fs::write(path, text).expect("is written");
        }

        /// After a rest.
        fn stamp(&self, asked: &str) -> Stamp {
            let later = SystemTime::now() + 2 * REST;
            let [spec, out, cache, program] = ["spec", "out", "cache", "xtask"].map(|name| self.0.path().join(name));
            Stamp::take_at(later, &program, &Request::new(&spec, &out), asked, &cache).expect("can be looked at")
        }

        /// Whether a stamp from before `change` holds after it.
        fn holds_after(change: impl FnOnce(&Self)) -> bool {
            let project = Self::new();
            project.stamp("codegen").store("said").expect("is stored");
            assert_eq!(project.stamp("codegen").holds().as_deref(), Some("said"));
            change(&project);
            project.stamp("codegen").holds().is_some()
        }
    }

    #[test]
    fn a_stamp_holds_until_something_changes() {
        assert!(Project::holds_after(|_| ()));
        assert!(Project::holds_after(|project| project.write("out/target/debug/cats", "built")), "is not generated");
    }

    #[test]
    fn whatever_decides_over_the_outcome_ends_it() {
        type Change<'a> = (&'a str, &'a dyn Fn(&Project));
        let changes: [Change<'_>; 10] = [
            ("a page", &|project| project.write("spec/cats/Cat.md", "# Dog\n")),
            ("the configuration", &|project| project.write("spec/cats/spec.toml", "unknown = \"deny\"\n")),
            ("a new page", &|project| project.write("spec/cats/Dog.md", "# Dog\n")),
            ("an example", &|project| project.write("spec/cats/examples/Cat/one.json", "{}")),
            ("a generated file", &|project| project.write("out/src/cats/cat.rs", "// a dog\n")),
            ("one that is gone", &|project| {
                fs::remove_file(project.0.path().join("out/src/cats/cat.rs")).expect("is there");
            }),
            ("the manifest", &|project| project.write("out/Cargo.toml", "[package]\nname = \"dogs\"\n")),
            ("the generator", &|project| project.write("xtask", "another one")),
            ("the workspace's lock", &|project| project.write("Cargo.lock", "version = 4\n")),
            ("the stamp itself", &|project| fs::remove_dir_all(project.0.path().join("cache")).expect("is there")),
        ];
        for (what, change) in changes {
            assert!(!Project::holds_after(change), "{what}");
        }
    }

    #[test]
    fn another_question_is_not_answered() {
        let project = Project::new();
        project.stamp("codegen").store("said").expect("is stored");
        assert!(project.stamp("codegen --deny-warnings").holds().is_none());
    }

    #[test]
    fn what_changed_just_now_is_not_relied_on() {
        let project = Project::new();
        let [spec, out, cache] = ["spec", "out", "cache"].map(|name| project.0.path().join(name));
        let stamp = Stamp::take(&Request::new(&spec, &out), "codegen", &cache).expect("can be looked at");
        assert_eq!(stamp.state, None);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_relied_on() {
        let project = Project::new();
        std::os::unix::fs::symlink("/nowhere", project.0.path().join("spec/cats/Dog.md")).expect("is made");
        assert_eq!(project.stamp("codegen").state, None);
    }
}
