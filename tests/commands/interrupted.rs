//! However a run ends - killed, out of room, refused, beside another one - the old crate or the new one is
//! there, never a mixture; what a killed run left is put right by whoever looks next.
//!
//! The binary under test is built with the feature `fault-injection`: `FIELDMARK_FAULT` halts or fails it at
//! a step of its writing.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead as _, BufReader, Read as _},
    path::PathBuf,
    process::{Child, Stdio},
    thread,
    time::Duration,
};

use fieldmark::output::Claim;

use crate::project::{CAT, MOOD, Project, Run};

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// File systems that let folders change places, that only let them be moved, and that do not even do that.
const FILE_SYSTEMS: &[&str] = &["", "no-exchange", "no-folders", "no-folders,no-exchange"];
/// Files by hand, between generated ones.
const BY_HAND: &[&str] = &["src/cats/by_hand.rs", "src/bin/mine/main.rs", "tests/mine.rs", "examples/mine.rs"];
const CODEGEN: &[&str] = &["codegen", "--no-verify"];

/// A project whose crate is as it was before some pages changed, and what it is going to be.
struct Scene {
    project: Project,
    old: Files,
    new: Files,
}

impl Scene {
    fn new() -> Self {
        let project = Project::new(&[
            ("spec/cats/spec.toml", ""),
            ("spec/cats/cat.md", CAT),
            ("spec/cats/mood.md", MOOD),
            ("spec/moods/spec.toml", ""),
            ("spec/moods/mood.md", MOOD),
        ]);
        project.run(CODEGEN).ends(0);
        BY_HAND.iter().for_each(|path| project.put(&format!("generated/{path}"), "// by hand\n"));
        let manifest = project.read("generated/Cargo.toml") + "\n# mine\n";
        project.put("generated/Cargo.toml", &manifest);
        let old = project.files("generated");

        project.put("spec/cats/cat.md", &CAT.replace("lives_left", "lives_gone"));
        fs::remove_file(project.folder().join("spec/moods/mood.md")).expect("removed");
        project.put("spec/moods/feeling.md", &MOOD.replace("# Mood", "# Feeling"));
        project.put("spec/dogs/spec.toml", "");
        for name in ["a", "b", "c"] {
            project.put(&format!("spec/dogs/{name}.md"), &MOOD.replace("# Mood", &format!("# {name}")));
        }
        project.run(CODEGEN).ends(0);
        let new = project.files("generated");
        assert!(BY_HAND.iter().all(|path| project.has(&format!("generated/{path}"))));
        assert!(project.read("generated/Cargo.toml").ends_with("# mine\n"));
        Self { project, old, new }
    }

    /// Puts the old crate back.
    fn rewind(&self) {
        let folder = self.project.folder().join("generated");
        fs::remove_dir_all(&folder).expect("removed");
        for (path, text) in &self.old {
            fs::create_dir_all(path.parent().expect("a folder")).expect("created");
            fs::write(path, text).expect("written");
        }
    }

    /// The steps of a run on such a file system.
    fn steps(&self, system: &str) -> usize {
        self.rewind();
        let log = self.project.folder().join("steps");
        let _ = fs::remove_file(&log);
        let mut command = self.project.command(CODEGEN);
        let output = command.env("FIELDMARK_FAULT", system).env("FIELDMARK_STEPS", &log).output();
        Run::of(&output.expect("it runs")).ends(0);
        assert!(self.project.files("generated") == self.new, "{system}");
        fs::read_to_string(log).expect("steps").lines().count()
    }

    /// A run that has come to a step and goes no further.
    fn halted(&self, args: &[&str], fault: &str) -> Child {
        let mut command = self.project.command(args);
        let mut run = command
            .env("FIELDMARK_FAULT", fault)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the commands run");
        let mut line = String::new();
        let stdout = run.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("readable");
        assert!(line.starts_with("stopped"), "{fault}: {line}");
        run
    }

    /// What a killed run left, once somebody has looked.
    fn repaired(&self) -> Files {
        let folder = self.project.folder().join("generated");
        Claim::new(&folder, &|_| ()).expect("what is left can be put right");
        assert!(!self.project.has("generated/.fieldmark-staging"));
        self.project.files("generated")
    }

    fn is_whole(&self, files: &Files) -> bool {
        *files == self.old || *files == self.new
    }

    /// Whether what lies in one folder of the crate is all old or all new.
    fn is_whole_below(&self, files: &Files, folder: &str) -> bool {
        let folder = self.project.folder().join("generated").join(folder);
        let below = |files: &Files| -> Files {
            files.iter().filter(|(path, _)| path.starts_with(&folder)).map(|(p, t)| (p.clone(), t.clone())).collect()
        };
        below(files) == below(&self.old) || below(files) == below(&self.new)
    }
}

fn kill(mut run: Child) {
    run.kill().expect("it was running");
    run.wait().expect("it is gone");
}

#[test]
fn a_run_killed_at_any_step_leaves_the_old_crate_or_the_new_one() {
    // How many kills there were, and how many hit a crate that was neither.
    let counts: Vec<(usize, usize)> = thread::scope(|scope| {
        let system = |system: &'static str| {
            let scene = Scene::new();
            let steps = scene.steps(system);
            let between = (1..=steps).filter(|step| {
                scene.rewind();
                kill(scene.halted(CODEGEN, &format!("stop={step},{system}")));
                let left = scene.project.files("generated");
                if system.is_empty() {
                    for folder in ["src", "tests", "README.md", "Cargo.toml"] {
                        assert!(scene.is_whole_below(&left, folder), "{folder} before step {step}");
                    }
                }
                assert!(scene.is_whole(&scene.repaired()), "{system} before step {step}");
                !scene.is_whole(&left)
            });
            (steps, between.count())
        };
        let runs: Vec<_> = FILE_SYSTEMS.iter().map(|name| scope.spawn(move || system(name))).collect();
        runs.into_iter().map(|run| run.join().expect("no kill did harm")).collect()
    });
    let (kills, between) = counts.iter().fold((0, 0), |(k, b), (kills, between)| (k + kills, b + between));
    println!("{kills} kills, {between} between the first and the last change: {counts:?}");
    assert!(kills >= 200 && between >= 20, "{counts:?}");
}

#[test]
fn a_run_killed_at_any_time_leaves_the_old_crate_or_the_new_one() {
    let scene = Scene::new();
    for millisecond in (0..60).step_by(3) {
        scene.rewind();
        let mut command = scene.project.command(CODEGEN);
        let run = command.stderr(Stdio::null()).spawn().expect("the commands run");
        thread::sleep(Duration::from_millis(millisecond));
        kill(run);
        assert!(scene.is_whole(&scene.project.files("generated")), "after {millisecond} ms");
        assert!(scene.is_whole(&scene.repaired()), "after {millisecond} ms");
    }
}

#[test]
fn until_the_gate_has_passed_nothing_changes() {
    let scene = Scene::new();
    for step in [1, 2, 5, 10, 20, 30, 40] {
        scene.rewind();
        kill(scene.halted(&["codegen"], &format!("stop={step}")));
        assert!(scene.project.files("generated") == scene.old, "before step {step}");
    }
    for tenths in [2, 6, 10] {
        scene.rewind();
        let mut command = scene.project.command(&["codegen"]);
        let run = command.stderr(Stdio::null()).spawn().expect("the commands run");
        thread::sleep(Duration::from_millis(100 * tenths));
        kill(run);
        assert!(scene.is_whole(&scene.repaired()), "after {tenths} tenths of a second");
    }
}

#[test]
fn a_disk_that_refuses_leaves_the_old_crate_or_the_new_one() {
    let refuse = |system: &'static str, turn: usize| {
        let scene = Scene::new();
        for step in 1..=scene.steps(system) {
            let again = step + 1;
            let fault = match (step + turn) % 3 {
                0 => format!("fail={step}"),
                1 => format!("full={step}"),
                _ => format!("fail={step},fail={again}"),
            };
            scene.rewind();
            let mut command = scene.project.command(CODEGEN);
            let run = Run::of(&command.env("FIELDMARK_FAULT", format!("{fault},{system}")).output().expect("it runs"));
            let left = scene.project.files("generated");
            // Where the disk also refuses to take back what was begun, the next run goes on with it.
            if !run.err.contains("left to the next run") {
                assert!(
                    left == *if run.status == 0 { &scene.new } else { &scene.old },
                    "{fault},{system}: {}",
                    run.err
                );
                assert!(scene.repaired() == left, "{fault},{system}");
            }
            assert!(scene.is_whole(&scene.repaired()), "{fault},{system}");
        }
    };
    thread::scope(|scope| {
        for (turn, system) in FILE_SYSTEMS.iter().enumerate() {
            scope.spawn(move || refuse(system, turn));
        }
    });
}

/// A real one, where the system lets anybody mount one.
#[test]
fn a_full_disk_leaves_the_old_crate() {
    let scene = Scene::new();
    scene.rewind();
    let script = "mv generated old && mkdir generated && mount -t tmpfs -o size=1m none generated || exit 99
        cp -R old/. generated
        head -c 2000000 /dev/zero > generated/filler 2>&-
        \"$0\" codegen --no-verify; status=$?
        rm -r old generated/filler && cp -R generated out && umount generated && rmdir generated && mv out generated
        exit $status";
    let command = scene.project.command(&[]);
    let mut inside = std::process::Command::new("unshare");
    inside.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]).arg(command.get_program());
    let output = match inside.current_dir(scene.project.folder()).output() {
        Ok(output) if output.status.code() == Some(1) && !scene.project.has("old") => output,
        other => return println!("skipped, no file system can be mounted here: {other:?}"),
    };
    Run::of(&output).says("No space left on device");
    assert!(scene.project.files("generated") == scene.old);
}

#[test]
fn the_next_run_repairs_also_one_that_only_checks() {
    let scene = Scene::new();
    let steps = scene.steps("no-exchange");
    let mut repaired = 0;
    for step in (1..=steps).rev() {
        scene.rewind();
        kill(scene.halted(CODEGEN, &format!("stop={step},no-exchange")));
        if scene.is_whole(&scene.project.files("generated")) {
            continue;
        }
        scene.project.run(&["codegen", "--check"]).ends(0).says("an earlier run was interrupted");
        assert!(scene.project.files("generated") == scene.new);
        repaired += 1;
    }
    assert!(repaired >= 5, "{repaired}");
}

#[test]
fn a_second_run_waits_and_says_so() {
    let scene = Scene::new();
    scene.rewind();
    let first = scene.halted(CODEGEN, "stop=20");
    let mut command = scene.project.command(CODEGEN);
    let mut second = command.stderr(Stdio::piped()).spawn().expect("the commands run");
    let mut said = BufReader::new(second.stderr.take().expect("it is piped"));
    let mut line = String::new();
    said.read_line(&mut line).expect("readable");
    assert!(line.contains("another run is at work there; waiting"), "{line}");
    kill(first);
    let mut rest = String::new();
    said.read_to_string(&mut rest).expect("readable");
    assert!(second.wait().expect("it ends").success(), "{rest}");
    assert!(scene.project.files("generated") == scene.new);
}

#[test]
fn many_runs_at_once_give_what_one_gives() {
    let scene = Scene::new();
    let generated = scene.project.folder().join("generated");
    fs::remove_dir_all(&generated).expect("removed");
    scene.project.run(CODEGEN).ends(0);
    let one = scene.project.files("generated");
    for _ in 0..3 {
        fs::remove_dir_all(&generated).expect("removed");
        let spawn = |_| scene.project.command(CODEGEN).stderr(Stdio::null()).spawn().expect("the commands run");
        let runs: Vec<Child> = (0..4).map(spawn).collect();
        for mut run in runs {
            assert!(run.wait().expect("it ends").success());
        }
        assert!(scene.project.files("generated") == one);
    }
}

#[test]
fn what_is_saved_while_a_run_is_under_way_is_kept() {
    let scene = Scene::new();
    for system in FILE_SYSTEMS {
        let steps = scene.steps(system);
        for step in (1..=steps).step_by(7) {
            scene.rewind();
            let run = scene.halted(CODEGEN, &format!("stop={step},{system}"));
            // As editors do it: written beside and moved over.
            scene.project.put("draft", "// saved\n");
            let saved = scene.project.folder().join("generated/src/cats/by_hand.rs");
            if !saved.exists() {
                kill(run);
                continue;
            }
            fs::rename(scene.project.folder().join("draft"), &saved).expect("saved");
            kill(run);
            scene.repaired();
            assert_eq!(fs::read_to_string(&saved).expect("there"), "// saved\n", "{system} before step {step}");
        }
    }
}
