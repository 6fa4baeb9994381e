//! The same bytes, whatever the order of files, the number of threads, the place and the environment.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use fieldmark::{
    diag::Diagnostics,
    generate::{self, Request},
    samples, schema,
    source::{Source, Sources},
    spec::{self, Spec},
    understand,
};

use crate::fuzz::mutate::Numbers;

/// Everything that a run gives: files and findings.
fn run(spec: &Path, out: &Path) -> BTreeMap<String, String> {
    let request = Request { shown_below: "spec/", name: Some("same"), ..Request::new(spec, out) };
    let generated = generate::generate(&request, &|_| {}).expect("a crate");
    let mut files = generated.output.files().clone();
    for made in &generated.apis {
        files.insert(format!("{} said", made.spec.name), made.diagnostics.render(&made.spec.sources, false));
        let document = schema::document(&made.understood.resolved, &made.spec.name);
        files.insert(format!("{} schema", made.spec.name), document.to_string());
    }
    files
}

fn threads<T: Send>(count: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads").install(work)
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn threads_and_places_change_nothing() {
    let nowhere = Path::new("nowhere");
    let here = repository().join("spec");
    let one = threads(1, || run(&here, nowhere));
    let four = threads(4, || run(&here, nowhere));
    assert!(one.len() > 100);
    assert!(one == four, "the number of threads shows");
    // Copied in another order to a path of another length: the system lists files as it likes.
    let folder = tempfile::tempdir().expect("a folder");
    let there = folder.path().join("a rather long way down").join("Spéc");
    copy_backwards(&here, &there);
    assert!(threads(3, || run(&there, nowhere)) == one, "the place or the order of files shows");
}

fn copy_backwards(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("created");
    let mut entries: Vec<PathBuf> =
        fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for entry in entries.into_iter().rev() {
        let there = to.join(entry.file_name().expect("a name"));
        match entry.is_dir() {
            true => copy_backwards(&entry, &there),
            false => assert!(fs::copy(&entry, &there).is_ok()),
        }
    }
}

/// In memory, in a hundred orders; hash maps are seeded anew in each run of the test and each thread.
#[test]
fn shuffled_pages_give_the_same_findings_and_models() {
    for location in spec::find(&repository().join("spec")).expect("a folder") {
        let loaded = spec::load(&location, "", &mut Diagnostics::default()).expect("pages");
        let files: Vec<Source> = loaded.sources.iter().map(|(_, file)| file.clone()).collect();
        let expected = meaning(&loaded);
        let mut numbers = Numbers::new(7);
        for _ in 0..10 {
            let mut shuffled = files.clone();
            (1..shuffled.len()).for_each(|at| shuffled.swap(at, numbers.below(at + 1)));
            let spec = Spec { sources: Sources::new(shuffled), ..loaded.clone() };
            assert!(meaning(&spec) == expected, "{}: the order of pages shows", location.name);
        }
    }
}

fn meaning(spec: &Spec) -> String {
    let mut diagnostics = Diagnostics::default();
    let understood = understand(spec, &mut diagnostics).expect("models");
    let samples = samples::samples(&understood.resolved, &spec.config, &understood.policies);
    format!(
        "{:?}\n{:?}\n{samples:?}\n{}",
        understood.resolved,
        understood.names,
        diagnostics.render(&spec.sources, false)
    )
}

/// Names the file that [`written_by_another_process`] writes.
const RESULT: &str = "FIELDMARK_TEST_RESULT";

/// Another process in other surroundings: language, time zone, number of threads, home and working folder.
#[test]
fn surroundings_change_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let in_surroundings = |variables: &[(&str, &str)], threads: &str, below: &Path| {
        let result = folder.path().join("result");
        let mut process = Command::new(env::current_exe().expect("this test"));
        process.args(["--exact", "determinism::written_by_another_process", "--ignored"]);
        process.env_clear().envs(variables.iter().copied()).env("RAYON_NUM_THREADS", threads).env(RESULT, &result);
        let output = process.current_dir(below).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        fs::read(result).expect("a result")
    };
    let plain = in_surroundings(&[("LC_ALL", "C"), ("TZ", "UTC")], "1", folder.path());
    let other =
        [("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati"), ("HOME", "/nowhere")];
    assert!(plain.len() > 10_000);
    assert!(in_surroundings(&other, "4", Path::new("/")) == plain, "the surroundings show");
}

#[test]
#[ignore = "the other process of `surroundings_change_nothing`"]
fn written_by_another_process() {
    let Some(result) = env::var_os(RESULT) else { return };
    let here = fs::canonicalize(repository().join("spec")).expect("a path");
    fs::write(result, format!("{:?}", run(&here, Path::new("nowhere")))).expect("written");
}
