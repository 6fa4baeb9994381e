//! Files that people wrote or keep are the old ones or the new ones, whatever becomes of the run that changes them.

use std::fs;

use crate::project::{CAT, MOOD, Project, Run};

/// A run that changes files by hand, in a project made for it.
struct Scene {
    make: fn() -> Project,
    run: &'static [&'static str],
    files: &'static [&'static str],
}

const SCENES: &[Scene] = &[
    Scene {
        make: || {
            Project::new(&[
                ("docs/models/cat.md", CAT),
                ("docs/models/mood.md", MOOD),
                ("docs/spec.toml", "# looked at\n"),
                ("bodies/cat.json", r#"{ "name": null }"#),
            ])
        },
        run: &["learn", "Cat", "bodies", "--spec", "docs", "--write"],
        files: &["docs/spec.toml"],
    },
    Scene {
        make: || {
            let project = Project::new(&[("sdk/models/cat.md", CAT), ("sdk/models/mood.md", MOOD)]);
            project.run(&["add", "cats", "sdk"]).ends(0);
            let config = project.read("spec/cats/spec.toml");
            project.put("spec/cats/spec.toml", &config.replace("speakeasy-python\"\n", "speakeasy-python\" # mine\n"));
            project.put("sdk/models/cat.md", &CAT.replace("lives_left", "lives_gone"));
            project.put("sdk/models/mood.md", &MOOD.replace("hungry", "hunger"));
            project.put("sdk/README.md", "# Cats\n");
            project
        },
        run: &["add", "cats", "sdk"],
        files: &["spec/cats/models/cat.md", "spec/cats/models/mood.md"],
    },
    Scene {
        make: || {
            let project = Project::new(&[("spec/cats/spec.toml", ""), ("spec/cats/mood.md", MOOD)]);
            project.run(&["codegen", "--no-verify"]).ends(0);
            project.put("generated/CHANGELOG.md", "# What happened\n");
            project
        },
        run: &["codegen", "--no-verify", "--release", "0.3.0"],
        files: &["generated/CHANGELOG.md", "generated/Cargo.toml"],
    },
];

impl Scene {
    fn texts(&self, project: &Project) -> Vec<String> {
        self.files.iter().map(|path| project.read(path)).collect()
    }

    fn run(&self, project: &Project, fault: &str) -> Run {
        Run::of(&project.command(self.run).env("FIELDMARK_FAULT", fault).output().expect("the commands run"))
    }
}

#[test]
fn the_old_file_stays_as_it_is_until_the_new_one_takes_its_place() {
    for scene in SCENES {
        let project = (scene.make)();
        let old = scene.texts(&project);
        for (at, path) in scene.files.iter().enumerate() {
            let (path, witness) = (project.folder().join(path), project.folder().join(format!("witness{at}")));
            fs::hard_link(path, witness).expect("linked");
        }
        #[cfg(unix)]
        for path in scene.files {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(project.folder().join(path), fs::Permissions::from_mode(0o640)).expect("set");
        }
        scene.run(&project, "").ends(0);
        for ((at, path), old) in scene.files.iter().enumerate().zip(&old) {
            assert_ne!(project.read(path), *old, "{path}");
            assert_eq!(project.read(&format!("witness{at}")), *old, "{path}");
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                let mode = fs::metadata(project.folder().join(path)).expect("there").permissions().mode();
                assert_eq!(mode & 0o777, 0o640, "{path}");
            }
        }
    }
}

#[test]
fn a_disk_that_refuses_leaves_the_old_files_or_the_new_ones() {
    for scene in SCENES {
        let project = (scene.make)();
        let old = scene.texts(&project);
        scene.run(&project, "").ends(0);
        let new = scene.texts(&project);
        for fault in ["fail", "full"] {
            let mut failed = 0;
            loop {
                let project = (scene.make)();
                let run = scene.run(&project, &format!("{fault}={}", failed + 1));
                for (is, (old, new)) in scene.texts(&project).iter().zip(old.iter().zip(&new)) {
                    assert!(is == old || is == new, "{:?}, {fault} {failed}: {is}", scene.run);
                }
                let left = project.snapshot("").into_keys().find(|path| path.to_string_lossy().contains("/.fieldmark"));
                assert_eq!(left, None, "{:?}, {fault} {failed}", scene.run);
                if run.status == 0 {
                    break;
                }
                run.ends(1);
                failed += 1;
            }
            assert!(failed >= scene.files.len(), "{:?}: {failed}", scene.run);
        }
    }
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_is_not_written_to() {
    for scene in SCENES {
        let project = (scene.make)();
        let old = scene.texts(&project);
        let first = project.folder().join(scene.files[0]);
        let elsewhere = project.folder().join("elsewhere");
        fs::rename(&first, &elsewhere).expect("moved");
        std::os::unix::fs::symlink(&elsewhere, &first).expect("linked");
        scene.run(&project, "").ends(1).says("is a symbolic link");
        assert_eq!(scene.texts(&project), old);
        assert!(first.is_symlink());
    }
}
