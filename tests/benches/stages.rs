//! Times of the generator: front end, back end, end to end, over made pages.

use std::{env, fs};

use divan::Bencher;
use fieldmark::{
    diag::Diagnostics,
    dialect, format,
    generate::{Request, generate},
    lower, markdown,
    source::{Source, Sources},
    spec::Spec,
    understand,
};
use fieldmark_benches::pages::{self, Family};

const MODELS: usize = 500;
const FAMILIES: [Family; 2] = [Family::Speakeasy, Family::Generator];

fn main() {
    divan::main();
}

fn spec(family: Family) -> Spec {
    let source = |(path, text)| Source { root: String::new(), path, text };
    let sources = Sources::new(pages::mixed(family, MODELS).into_iter().map(source).collect());
    Spec { name: "harbour".to_owned(), sources, ..Spec::default() }
}

#[divan::bench(args = FAMILIES)]
fn front_end_events(bencher: Bencher<'_, '_>, family: Family) {
    let spec = spec(family);
    bencher.bench_local(|| spec.sources.iter().map(|(_, page)| pages::events(&page.text)).sum::<usize>());
}

#[divan::bench(args = FAMILIES)]
fn front_end_to_ir(bencher: Bencher<'_, '_>, family: Family) {
    let spec = spec(family);
    bencher.bench_local(|| {
        let pages = markdown::parse(&spec.sources);
        let (dialect, _) = dialect::detect(&pages).expect("is a known dialect");
        dialect::read(&pages, dialect, &mut Diagnostics::default())
    });
}

#[divan::bench(args = FAMILIES)]
fn back_end(bencher: Bencher<'_, '_>, family: Family) {
    let spec = spec(family);
    let understood = understand(&spec, &mut Diagnostics::default()).expect("is understood");
    bencher.bench_local(|| {
        let (resolved, found) = (&understood.resolved, &mut Diagnostics::default());
        let lowered = lower::lower(resolved, &spec.sources, &spec.name, &spec.config, &understood.policies, found);
        format::module(lowered.module)
    });
}

#[divan::bench(args = FAMILIES)]
fn end_to_end(bencher: Bencher<'_, '_>, family: Family) {
    let folder = env::temp_dir().join(format!("fieldmark-bench-{family:?}-{}", std::process::id()));
    pages::write(&folder, &pages::mixed(family, MODELS)).expect("is written");
    let out = folder.join("none");
    bencher.bench_local(|| generate(&Request::new(&folder, &out), &|_| ()).expect("is generated"));
    fs::remove_dir_all(&folder).expect("is removed");
}
