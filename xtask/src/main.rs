//! The commands of this repository: a command line around the `fieldmark` library.

use std::process::ExitCode;

use clap::Parser as _;

mod add;
mod args;
mod bench;
mod bodies;
mod ci;
mod codegen;
mod conform;
mod diff;
mod explain;
mod git;
mod learn;
mod place;
mod release;
mod schema;
mod screen;

use args::{Cli, Command};
use screen::Screen;

/// Much of a run is to ask for memory in small pieces and to give it back: `BENCHMARKS.md` has what this is worth.
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

/// How a command ends.
enum End {
    /// All is well.
    Done,
    /// The pages or what was generated are at fault; it is on screen.
    Failed,
    /// The command line is at fault, and why.
    Usage(String),
}

fn main() -> ExitCode {
    take_small_pages();
    let cli = Cli::parse();
    let screen = Screen::new(cli.message_format);
    // In one of the workers: what is made in one thread and freed in another costs more.
    match rayon::scope(|_| run(&cli.command, &screen)) {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Failed) => ExitCode::from(1),
        Ok(End::Usage(why)) => {
            screen.error(&why);
            ExitCode::from(2)
        }
        Err(error) => {
            screen.error(&format!("{error:#}"));
            ExitCode::from(1)
        }
    }
}

fn run(command: &Command, screen: &Screen) -> anyhow::Result<End> {
    match command {
        Command::Codegen(args) => codegen::run(args, screen),
        Command::Diff(args) => diff::run(args, screen),
        Command::Add(args) => add::run(args, screen),
        Command::Schema(args) => schema::run(args, screen),
        Command::Explain(args) => explain::run(args, screen),
        Command::Conform(args) => conform::run(args, screen),
        Command::Learn(args) => learn::run(args, screen),
        Command::Bench(args) => bench::run(args),
        Command::Ci(args) => ci::run(args, screen),
    }
}
