//! Other states of the project, as git knows them.
//!
//! In: a revision. Out: the commit, and files of it in a folder. Nothing is checked out, fetched or changed.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::{Component, Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
};

use anyhow::{Context as _, bail};

/// What main branches are called, the nearest to the truth first.
const MAIN: &[&str] = &["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/// The repository around a folder.
pub struct Git {
    folder: PathBuf,
}

impl Git {
    /// The repository around `folder`.
    pub fn around(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Whether there is one.
    pub fn is_there(&self) -> anyhow::Result<bool> {
        Ok(self.run(&["rev-parse", "--git-dir"])?.status.success())
    }

    /// The commit that `revision` stands for; `None` where there is none.
    pub fn commit(&self, revision: &str) -> anyhow::Result<Option<String>> {
        let name = format!("{revision}^{{commit}}");
        let found = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
        Ok(found.status.success().then(|| line(&found)))
    }

    /// Whether a commit has something at a path below the folder.
    pub fn has(&self, commit: &str, path: &str) -> anyhow::Result<bool> {
        let name = format!("{commit}:./{path}");
        Ok(self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?.status.success())
    }

    /// Where the current commit left the main branch, and what that branch is called.
    pub fn merge_base(&self) -> anyhow::Result<(String, String)> {
        for name in MAIN {
            let Some(main) = self.commit(name)? else { continue };
            let base = self.run(&["merge-base", "--end-of-options", "HEAD", &main])?;
            if base.status.success() {
                return Ok((line(&base), (*name).to_owned()));
            }
            bail!("HEAD and {name} have no commit in common{}", self.how_to_fetch(name));
        }
        bail!("there is no main branch to compare with{}; or name a revision or a folder", self.how_to_fetch("main"))
    }

    /// What to do where a revision is not there.
    pub fn how_to_fetch(&self, revision: &str) -> String {
        let shallow = self.run(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| line(&said) == "true");
        match shallow {
            true => {
                let name = revision.trim_start_matches("origin/");
                format!(
                    ": this clone is shallow; fetch what is missing: git fetch --unshallow origin, \
                     or for {name} alone: git fetch --depth=1 origin {name}, and then compare with FETCH_HEAD"
                )
            }
            false => String::new(),
        }
    }

    /// The last commit in which `text` came into or went out of a file.
    pub fn last_change_of(&self, text: &str, file: &str) -> anyhow::Result<Option<String>> {
        let found = self.run(&["log", "-1", "--format=%H", &format!("-S{text}"), "--", file])?;
        Ok(Some(line(&found)).filter(|commit| found.status.success() && !commit.is_empty()))
    }

    /// The files that a commit has below a folder of the project, by path below that folder.
    pub fn files(&self, commit: &str, folder: &str) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
        let listed = self.run(&["ls-tree", "-r", "-z", commit, "--", folder])?;
        if !listed.status.success() {
            bail!("git ls-tree: {}", String::from_utf8_lossy(&listed.stderr).trim());
        }
        let mut wanted = Vec::new();
        for entry in listed.stdout.split(|&byte| byte == 0).filter(|entry| !entry.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((meta, path)) = entry.split_once('\t') else { continue };
            let Some(path) = path.strip_prefix(folder).and_then(|path| path.strip_prefix('/')) else { continue };
            let meta: Vec<&str> = meta.split(' ').collect();
            // Links and submodules are no files; a path that leaves the folder is none of git's making.
            if let [mode, "blob", object] = meta[..]
                && mode != "120000"
                && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
            {
                wanted.push((path.to_owned(), object.to_owned()));
            }
        }
        self.contents(wanted)
    }

    fn contents(&self, wanted: Vec<(String, String)>) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("git cat-file")?;
        let names: String = wanted.iter().map(|(_, object)| format!("{object}\n")).collect();
        let mut stdin = child.stdin.take().context("git cat-file")?;
        // git answers while it is being asked: both sides would wait if one thread did both.
        let asking = thread::spawn(move || stdin.write_all(names.as_bytes()));
        let mut answers = BufReader::new(child.stdout.take().context("git cat-file")?);
        let mut files = BTreeMap::new();
        for (path, object) in wanted {
            let mut head = String::new();
            answers.read_line(&mut head)?;
            let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
            let size = size.with_context(|| format!("git has no object {object}"))?;
            let mut content = Vec::new();
            (&mut answers).take(size).read_to_end(&mut content)?;
            answers.read_exact(&mut [0])?;
            files.insert(path, content);
        }
        drop(answers);
        asking.join().ok().context("git cat-file")?.context("git cat-file")?;
        child.wait().context("git cat-file")?;
        Ok(files)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        // The project's own settings must not run anything.
        command.arg("-C").arg(&self.folder).args(["--no-pager", "-c", "core.fsmonitor=false"]).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> anyhow::Result<Output> {
        self.command(args).stdin(Stdio::null()).output().context("git cannot be run; is it installed?")
    }
}

fn line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()
}
