//! The commands of this repository.

use std::{path::Path, process::ExitCode};

use fieldmark::{diag::Diagnostics, schema, spec};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = args.iter().position(|a| a == "--spec").and_then(|i| args.get(i + 1)).map_or("spec", |s| s.as_str());
    let locations = spec::find(Path::new(folder)).expect("a folder");
    for location in locations {
        let mut diagnostics = Diagnostics::default();
        let spec =
            spec::load(&location, &format!("{}/", folder.trim_end_matches('/')), &mut diagnostics).expect("pages");
        let understood = fieldmark::understand(&spec, &mut diagnostics);
        if std::env::var_os("QUIET").is_none() {
            eprint!("{}", diagnostics.render(&spec.sources, false));
        }
        match understood {
            Ok(understood) => println!(
                "{}",
                serde_json::to_string_pretty(&schema::document(&understood.resolved, &spec.name)).expect("JSON")
            ),
            Err(_) => return ExitCode::from(1),
        }
    }
    ExitCode::SUCCESS
}
