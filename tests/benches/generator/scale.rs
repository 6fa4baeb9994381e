//! Time and memory over the number of pages, up to 11,000: both must grow as the pages do.

use std::{fs, path::Path};

use fieldmark_benches::pages::Family;

use crate::{Result, plot::Lines, run};

const SIZES: [usize; 6] = [500, 1000, 2000, 4000, 8000, 11_000];
const ROUNDS: usize = 3;

/// Measures made pages, and the trees of `FIELDMARK_TREES` joined one after the other as APIs of one folder.
pub fn run() -> Result {
    let mut time = Lines::new("CPU time of a run", "s");
    let mut memory = Lines::new("Memory of a run at its peak", "MiB");
    println!("| pages | | CPU, s | ms a page | MiB | KiB a page |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    let mut point = |name: &str, pages: usize, folder: &Path| -> Result {
        let none = run::folder("none")?;
        let [took] = run::least(ROUNDS, [&|| run::measure(2, "made", folder, Some(&none))])?;
        let (cpu, peak) = (took.cpu, took.peak);
        let each = |whole: f64| whole / pages as f64;
        println!("| {name} | {pages} | {cpu:.2} | {:.3} | {peak:.0} | {:.1} |", each(cpu * 1e3), each(peak * 1024.0));
        time.add(name, pages as f64, cpu);
        memory.add(name, pages as f64, peak);
        Ok(())
    };
    for (name, family) in [("Speakeasy", Family::Speakeasy), ("OpenAPI Generator", Family::Generator)] {
        for size in SIZES {
            point(name, size, &run::made(family, size)?)?;
        }
    }
    let joined = run::folder("joined")?;
    let mut pages = 0;
    for tree in run::trees() {
        let api = joined.join(run::name_of(&tree).replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        pages += copied(&tree, &api)?;
        fs::write(api.join("spec.toml"), "")?;
        point("published pages, joined", pages, &joined)?;
    }
    time.write("scale-time.svg")?;
    memory.write("scale-memory.svg")
}

/// Copies the pages below a folder; says how many they are.
fn copied(from: &Path, to: &Path) -> Result<usize> {
    fs::create_dir_all(to)?;
    let mut count = 0;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            count += copied(&path, &to)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            fs::copy(&path, &to)?;
            count += 1;
        }
    }
    Ok(count)
}
