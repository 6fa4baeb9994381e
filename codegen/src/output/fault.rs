//! Ends or fails a run at a step of its writing, for the tests of fieldmark itself.
//!
//! In: the environment. `FIELDMARK_STEPS` names a file that gets a line for every step. `FIELDMARK_FAULT`
//! is a list of words: `stop=N` halts before step N and says so on standard output, to be killed there;
//! `fail=N` fails step N; `full=N` is a disk that is full from step N on; `no-exchange` and `no-folders` are
//! file systems that cannot do the one or move the other.

use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Creates folders.
    Create,
    /// Writes a file.
    Write,
    /// Links a file.
    Link,
    /// Waits for the disk.
    Sync,
    /// Moves a file or folder.
    Rename,
    /// Exchanges two.
    Exchange,
    /// Removes a file or folder.
    Remove,
}

/// Called before every step.
pub fn step(kind: Kind, path: &Path) -> io::Result<()> {
    static STEPS: AtomicUsize = AtomicUsize::new(0);
    let number = STEPS.fetch_add(1, Ordering::SeqCst) + 1;
    if let Some(file) = env::var_os("FIELDMARK_STEPS") {
        let mut file = fs::OpenOptions::new().create(true).append(true).open(file)?;
        writeln!(file, "{number} {kind:?} {}", path.display())?;
    }
    let faults = env::var("FIELDMARK_FAULT").unwrap_or_default();
    for fault in faults.split(',') {
        let (word, at) = fault.split_once('=').unwrap_or((fault, "0"));
        let at: usize = at.parse().unwrap_or_default();
        let takes_room = matches!(kind, Kind::Create | Kind::Write | Kind::Link);
        match word {
            "stop" if number == at => halt(number),
            "fail" if number == at => return Err(io::Error::other("made to fail")),
            "full" if number >= at && takes_room => return Err(io::ErrorKind::StorageFull.into()),
            "no-exchange" if kind == Kind::Exchange => return Err(io::ErrorKind::Unsupported.into()),
            "no-folders" if matches!(kind, Kind::Rename | Kind::Exchange) && path.is_dir() => {
                return Err(io::ErrorKind::CrossesDevices.into());
            }
            _ => {}
        }
    }
    Ok(())
}

fn halt(number: usize) -> ! {
    println!("stopped before step {number}");
    let _ = io::stdout().flush();
    loop {
        thread::sleep(Duration::from_secs(60));
    }
}
