//! How fast the generator is, in figures that do not depend on the machine's mood: instructions, and CPU time
//! as ratios of runs that take turns.
//!
//! `cargo xtask bench` runs it. Each figure is of a process of its own: this program runs itself as
//! `measure STAGE FOLDER [OUT]`.

use std::{env, error::Error, path::Path, process::ExitCode};

mod compile;
mod count;
mod measure;
mod peers;
mod plot;
mod run;
mod scale;
mod stages;
mod user;

/// The one that `cargo xtask` has too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The allocator would be given whole huge pages, most of which stay unused: near twice the memory in no less time.
#[cfg(target_os = "linux")]
fn take_small_pages() {
    // Where the system cannot, it gives what it has.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}
#[cfg(not(target_os = "linux"))]
fn take_small_pages() {}

/// What can go wrong is the machine: it is said, and the run ends.
type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    take_small_pages();
    let args: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let ended = match words.as_slice() {
        // As the commands do, see `xtask`.
        ["measure", stage, folder] => rayon::scope(|_| measure::run(stage, Path::new(folder), None)),
        ["measure", stage, folder, out] => {
            rayon::scope(|_| measure::run(stage, Path::new(folder), Some(Path::new(out))))
        }
        ["count"] => count::check(),
        ["count", "--store"] => count::store(),
        ["stages"] => stages::run(),
        ["scale"] => scale::run(),
        ["compile", document, docs] => compile::run(Path::new(document), Path::new(docs)),
        ["user"] => user::run(),
        ["peers", document, docs] => peers::run(Path::new(document), Path::new(docs)),
        _ => Err("count [--store] | stages | scale | compile DOCUMENT DOCS | user | peers DOCUMENT DOCS".into()),
    };
    let measures = words.first() == Some(&"measure");
    match ended.and_then(|()| if measures { Ok(()) } else { run::clear() }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}
