//! Writes the seeds of every target below `corpus/`: the project's own pages, configurations and samples.

use std::{fs, io, path::Path};

use fieldmark_fuzz::seeds;

fn main() -> io::Result<()> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (target, inputs) in seeds::all(&fuzz.join("../..")) {
        let folder = fuzz.join("corpus").join(target);
        fs::create_dir_all(&folder)?;
        for (number, input) in inputs.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:04}")), input)?;
        }
        println!("{target}: {} seeds", inputs.len());
    }
    Ok(())
}
