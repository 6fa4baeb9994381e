//! `add`: a documentation folder into `spec/`.

use std::path::PathBuf;

use fieldmark::{
    add::{self, Refused},
    diag::{Diagnostics, Level},
    source::Sources,
};

use crate::{
    End,
    args::Add,
    place,
    screen::{Screen, counted, number},
};

/// How many left-out pages of one kind are named.
const NAMED: usize = 3;

/// Copies the model pages, writes `spec.toml`, and says what was left out and why.
pub fn run(args: &Add, screen: &Screen) -> anyhow::Result<End> {
    let spec = PathBuf::from(place::shown(&place::project()?.join(place::SPEC)));
    if let Err(end) = place::there(&args.path) {
        return Ok(end);
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let planned = add::plan(&spec, &args.name, &args.path, &mut sources, &mut diagnostics);
    if !matches!(planned, Err(Refused::Name)) {
        screen.findings(&diagnostics, &sources);
    }
    let addition = match planned {
        Ok(addition) => addition,
        Err(Refused::Name) => {
            let name = &args.name;
            return Ok(End::Usage(format!(
                "`{name}` cannot be the name of an API: small letters, digits and single hyphens, a letter first"
            )));
        }
        Err(Refused::Pages(_)) => {
            screen.say(&format!("add: {}; nothing was changed", counted(&diagnostics)));
            return Ok(End::Failed);
        }
        Err(Refused::Io(error)) => return Err(error.into()),
    };
    if args.deny_warnings && diagnostics.count(Level::Warning) > 0 {
        screen.say(&format!("add: {}; nothing was changed", counted(&diagnostics)));
        return Ok(End::Failed);
    }
    addition.carry_out()?;

    let name = &args.name;
    screen.say(&format!(
        "{name}: {} models, pages are read as {}",
        addition.models(),
        addition.understood.dialect.name
    ));
    for line in &addition.evidence {
        screen.say(&format!("  {line}"));
    }
    screen.say(&format!("  most JSON names are {}", addition.case().as_str()));
    for (why, pages) in &addition.left_out {
        let named: Vec<&str> = pages.iter().take(NAMED).map(String::as_str).collect();
        let more = if pages.len() > NAMED { ", .." } else { "" };
        screen.say(&format!("  left out {} ({}): {}{more}", pages.len(), why.describe(), named.join(", ")));
    }
    for path in &addition.removed {
        screen.say(&format!("  gone: {}", place::shown(path)));
    }
    let warnings = counted(&diagnostics);
    screen.say(&format!(
        "add: {} written, {} removed, {} as they were{}{warnings}; next: cargo xtask codegen {name}",
        number(addition.written.len(), "file"),
        addition.removed.len(),
        addition.same,
        if warnings.is_empty() { "" } else { "; " },
    ));
    Ok(End::Done)
}
