//! Each stage beside what is the least for it, as ratios of CPU time: pages to models beside iterating the
//! parser's events, whole runs beside reading the files and iterating the events. All take turns.

use std::{
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use fieldmark_benches::pages::Family;

use crate::{Result, plot::Bars, run};

const ROUNDS: usize = 15;

/// Measures made pages, and the trees that `FIELDMARK_TREES` names; prints a table and draws it.
pub fn run() -> Result {
    let mut inputs: Vec<(String, PathBuf)> = vec![
        ("2,000 made pages, Speakeasy".to_owned(), run::made(Family::Speakeasy, 2000)?),
        ("2,000 made pages, OpenAPI Generator".to_owned(), run::made(Family::Generator, 2000)?),
    ];
    inputs.extend(run::trees().into_iter().map(|tree| (run::name_of(&tree), tree)));
    println!(
        "| pages | to IR : events | run : read + events | again, unchanged | wall, 2 threads : 1 | CPU, ms | MiB |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut front = Bars::new("From files to IR, of the CPU time of iterating the events", 1.5);
    let mut whole =
        Bars::new("From files to the files of a crate, of the CPU time of reading and iterating the events", 2.5);
    for (name, folder) in &inputs {
        let [to_ir, to_run, again, wall, cpu, peak] = ratios(folder)?;
        println!("| {name} | {to_ir:.2} | {to_run:.2} | {again:.2} | {wall:.2} | {:.0} | {peak:.0} |", cpu * 1e3);
        front.add(name, to_ir);
        whole.add(name, to_run);
    }
    front.write("front-end.svg")?;
    whole.write("end-to-end.svg")
}

fn ratios(folder: &Path) -> Result<[f64; 6]> {
    let (none, out) = (run::folder("none")?, run::folder("out")?);
    run::took(run::measure(2, "written", folder, Some(&out))?)?;
    // Files must have rested for a stamp.
    thread::sleep(Duration::from_millis(2100));
    run::took(run::measure(2, "unchanged", folder, Some(&out))?)?;
    let [events, ir, one, two, again] = run::least(
        ROUNDS,
        [
            &|| run::measure(1, "events", folder, None),
            &|| run::measure(1, "ir", folder, None),
            &|| run::measure(1, "made", folder, Some(&none)),
            &|| run::measure(2, "made", folder, Some(&none)),
            &|| run::measure(1, "unchanged", folder, Some(&out)),
        ],
    )?;
    let to_ir = ir.stage_cpu / events.stage_cpu;
    Ok([to_ir, one.cpu / events.cpu, again.cpu / events.cpu, two.wall / one.wall, one.cpu, two.peak])
}
